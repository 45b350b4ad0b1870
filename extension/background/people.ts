// Who is on a page and what of it is theirs, and how many of its letters were read: for the panel, which holds no snapshot.

import type { LettersRead, Named } from "../common/protocol.ts";
import { itemName } from "../common/template.ts";
import type { PageSnapshot, SeenLetter, Value } from "../types.ts";
import { jobOf } from "./letters.ts";

/** As many as a page has markers. */
const PEOPLE = 500;

/** Who is on a page, as far as the site says an id. */
export function peopleOf({ people, proposals, contracts, reviews, messages }: PageSnapshot): Named[] {
  const only = people.length === 1 ? people[0]?.id?.value : undefined;
  const theirs = new Map<string, string[]>();
  const add = (person: string | undefined, kind: string, at: number): void => {
    if (person === undefined) return;
    const items = theirs.get(person);
    if (items) items.push(itemName(kind, at));
    else theirs.set(person, [itemName(kind, at)]);
  };
  people.forEach(({ id }, at) => add(id?.value, "person", at));
  proposals.forEach(({ person }, at) => add(person, "proposal", at));
  // Work and reviews that name nobody are about the only person there is.
  contracts.forEach(({ person }, at) => add(person ?? only, "contract", at));
  reviews.forEach(({ person }, at) => add(person ?? only, "review", at));
  messages.forEach(({ person }, at) => add(person, "chat", at));
  return people.slice(0, PEOPLE).flatMap(({ id, name, title, bio }) => {
    if (!id?.value) return [];
    const letters = proposals.filter(({ person }) => person === id.value);
    const read = letters.length > 0 ? letters.every(({ letter }) => has(letter)) : [name, title, bio].some(has);
    return [{ id: id.value, name: name?.value ?? id.value, items: theirs.get(id.value) ?? [], read }];
  });
}

/** `letters`: the page's letters as they may be kept. */
export function lettersRead({ proposals, totals }: PageSnapshot, letters: readonly SeenLetter[]): { letters_read?: LettersRead } {
  if (proposals.length === 0) return {};
  const [first] = letters;
  const job = first && jobOf(first);
  const read = proposals.filter(({ letter }) => has(letter)).length;
  return { letters_read: { read, found: proposals.length, total: Math.max(proposals.length, totals["proposals"] ?? 0), ...(job !== undefined && { job }) } };
}

const has = (value: Value<string> | undefined): boolean => (value?.value.trim() ?? "") !== "";
