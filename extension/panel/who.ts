// Whose findings are whose: the people of a page in page order, each with what is about them alone; what is about several of them
// stands once, and each of them points to it. Nothing is counted and nothing is moved.

import type { Named } from "../common/protocol.ts";
import { itemName } from "../common/template.ts";
import type { Finding, Item, Report } from "../types.ts";

export interface Someone {
  /** The same from one report of this page to the next. */
  key: string;
  /** The site's id, where the page says one. */
  id?: string;
  /** Empty where the page names nobody. */
  name: string;
  /** Their place among the people, for somebody without a name. */
  position: number;
  /** Where to go in the page, as in `Marker.items`; absent for who has no place there. */
  item?: string;
  read: boolean;
  /** About them alone. */
  own: Finding[];
  /** About them and others. */
  shared: Finding[];
}

export interface Told {
  people: Someone[];
  /** About several people. */
  several: Finding[];
  /** About the page or the job, or about nobody whom the page names. */
  page: Finding[];
}

interface Found extends Someone {
  row: number;
}

export function whoIsHere({ items, findings, page }: Report, named: readonly Named[]): Told {
  const byItem = new Map<string, Found>();
  const placed = new Map(items.map((item) => [nameOf(item), item]));
  const all = named.map((person, at) => ofNamed(person, at, placed, byItem));
  const byRow = new Map<number, Found>();
  for (const item of items) {
    const { kind } = item.subject;
    if (byItem.has(nameOf(item)) || (kind !== "person" && kind !== "proposal" && kind !== "chat")) continue;
    const known = byRow.get(item.row);
    const someone = known ?? { key: nameOf(item), name: item.label, position: all.length, item: nameOf(item), read: item.read, row: item.row, own: [], shared: [] };
    // A card that holds a proposal and its sender is read when the letter is.
    if (known && kind !== "person") [known.read, known.item, known.name] = [item.read, nameOf(item), known.name || item.label];
    if (!known) all.push(someone);
    byRow.set(item.row, someone);
    byItem.set(nameOf(item), someone);
  }
  const alone = all.length === 1 && (page.kind === "profile" || page.kind === "reviews") ? all[0] : undefined;
  const told: Told = { people: [], several: [], page: [] };
  for (const finding of findings) {
    const { kind, items: positions } = finding.subject;
    const about = new Set(positions.flatMap((at) => byItem.get(itemName(kind, at)) ?? (kind === "page" || kind === "job" ? [] : alone ?? [])));
    const [first] = about;
    if (!first) told.page.push(finding);
    else if (about.size === 1) first.own.push(finding);
    else {
      told.several.push(finding);
      for (const person of about) person.shared.push(finding);
    }
  }
  // What the user wrote in a conversation is nobody's to be listed.
  const listed = all.filter(({ name, key, own, shared }) => name !== "" || !key.startsWith("chat ") || own.length + shared.length > 0);
  told.people = listed.sort((a, b) => a.row - b.row).map(({ row: _, ...someone }) => someone);
  return told;
}

function ofNamed({ id, name, items, read }: Named, position: number, placed: ReadonlyMap<string, Item>, byItem: Map<string, Found>): Found {
  const own = items.flatMap((one) => placed.get(one) ?? []);
  // The letter before its sender: that is where there is something to read.
  const first = own.find(({ subject: { kind } }) => kind === "proposal") ?? own[0];
  const someone: Found = { key: id, id, name, position, read, row: first?.row ?? Infinity, own: [], shared: [], ...(first && { item: nameOf(first) }) };
  for (const one of items) byItem.set(one, someone);
  return someone;
}

const nameOf = ({ subject: { kind, items } }: Item): string => itemName(kind, items[0] ?? 0);
