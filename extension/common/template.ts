// A template in words: what the letters share, what stands in its slots, and with whom a letter shares it.

import type { Member, Part, Report, SeenLetter, Template } from "../types.ts";
import { plain } from "./plain.ts";
import type { PageLetter } from "./protocol.ts";
import type { Say } from "./words.ts";

/** A stretch of a letter: shared by all, in a slot, or this letter's own. */
export interface Piece {
  text: string;
  kind: "shared" | "slot" | "own";
}

export interface SaidPart {
  text: string;
  slot: boolean;
}

export interface SaidSlot {
  name: string;
  value: string;
}

/** One of the letters. */
export interface SaidMember {
  /** The item of this page, as in `Marker.items`; empty for a letter of an earlier page. */
  item: string;
  who: string;
  /** With whom it is shared, seen from this letter. */
  sentence: string;
  /** The name of the button that goes to it. */
  go: string;
  /** The earlier page: its job and address, and when it was read. */
  page?: { title: string; url: string; time: string };
  slots: SaidSlot[];
  pieces: Piece[];
}

export interface SaidTemplate {
  /** How much of the letters is fixed. */
  share: string;
  parts: SaidPart[];
  /** So long that it is folded. */
  long: boolean;
  members: SaidMember[];
}

/** What the elements themselves say; their keys begin with ui.template. */
const WORDS = ["legend", "letter", "met", "others", "slot_before", "slots", "title", "whole"] as const;
export type TemplateWords = { [key in (typeof WORDS)[number]]: string };

export const templateWords = (say: Say): TemplateWords =>
  Object.fromEntries(WORDS.map((key) => [key, say(`ui.template.${key}`)])) as TemplateWords;

/** As many as a page has markers. */
const MEMBERS = 500;
const NAMES = 5;

/** What names an item of the page from one walk to the next. */
export const itemName = (kind: string, position: number): string => `${kind} ${position}`;

/**
 * `letters`: the page's own letters, by position. `whole`: whether their texts are wanted too; those of earlier pages, which
 * stand nowhere else, always are, up to `characters` each. `long`: from how many characters on the template is folded.
 */
export function sayTemplate(
  template: Template,
  report: Report,
  say: Say,
  letters: readonly PageLetter[],
  { whole, characters, long }: { whole: boolean; characters: number; long: number },
): SaidTemplate {
  const parts = sayParts(template.parts, say);
  const people = template.members.map((member) => personOf(member, report, say, letters));
  const members = template.members.slice(0, MEMBERS).map((member, n): SaidMember => {
    const person = people[n] ?? { key: "", name: "" };
    const { seen, proposal } = member;
    const text = seen ? seen.text : letters.find((letter) => letter.proposal === proposal)?.text;
    return {
      item: seen || proposal == null ? "" : itemName("proposal", proposal),
      who: person.name,
      sentence: sharedWith(person, people, say),
      go: say("ui.template.go", { name: person.name }),
      ...(seen ? { page: sayPage(seen, say) } : {}),
      slots: slotsOf(member, template.parts, parts),
      pieces: whole || seen ? shortened(pieces(member, template.parts, text), characters) : [],
    };
  });
  const length = parts.reduce((sum, part) => sum + part.text.length, 0);
  return { share: say("ui.template.share", { percent: Math.round(template.fixed_share * 100) }), parts, long: length > long, members };
}

/** Slots of one kind are told apart by a number. */
function sayParts(parts: readonly Part[], say: Say): SaidPart[] {
  const kinds = parts.flatMap((part) => ("slot" in part ? [part.slot] : []));
  const counts = new Map<string, number>();
  return parts.map((part) => {
    if ("fixed" in part) return { text: part.fixed, slot: false };
    const n = (counts.get(part.slot) ?? 0) + 1;
    counts.set(part.slot, n);
    const kind = say(`ui.slot.${part.slot}`);
    const name = kinds.filter((one) => one === part.slot).length > 1 ? say("ui.template.slot", { kind, n }) : kind;
    return { text: part.holds ? say(`ui.template.holds.${part.holds}`, { name }) : name, slot: true };
  });
}

function slotsOf({ places }: Member, parts: readonly Part[], said: readonly SaidPart[]): SaidSlot[] {
  return parts.flatMap((part, n) => {
    const value = places[n]?.[2].trim() ?? "";
    return "slot" in part && value !== "" ? [{ name: said[n]?.text ?? "", value }] : [];
  });
}

interface Known {
  /** The same for the same person on the same site; empty when the page does not say who it is. */
  key: string;
  name: string;
}

function personOf({ proposal, seen }: Member, report: Report, say: Say, letters: readonly PageLetter[]): Known {
  const unnamed = say("ui.template.unnamed");
  const key = (person: string | undefined, url: string): string => (person ? `${hostOf(url)} ${person}` : "");
  if (seen) return { key: key(seen.person, seen.url), name: plain(seen.name || seen.person || unnamed) };
  const label = report.items.find(({ subject: { kind, items } }) => kind === "proposal" && items[0] === proposal)?.label;
  const person = letters.find((letter) => letter.proposal === proposal)?.person;
  return { key: key(person, report.page.url), name: plain(label || person || unnamed) };
}

/** Only people whom the page tells apart are counted as others. */
function sharedWith(own: Known, all: readonly Known[], say: Say): string {
  const others = new Map(all.filter(({ key }) => key !== "" && key !== own.key).map(({ key, name }) => [key, name]));
  if (own.key === "" || others.size === 0) {
    const same = all.every(({ key }) => key !== "" && key === own.key);
    return say(same ? "ui.template.same" : "ui.template.letters", { n: all.length - 1 });
  }
  const names = [...others.values()];
  const more = names.length - NAMES;
  // The sentence has a full stop of its own.
  const said = names.slice(0, NAMES).join(", ").replace(/\.$/, "");
  return say("ui.template.with", { n: names.length, names: more > 0 ? say("ui.template.more", { names: said, n: more }) : said });
}

function sayPage({ url, job, at }: SeenLetter, say: Say): { title: string; url: string; time: string } {
  const time = new Date(at);
  const said = Number.isNaN(time.getTime()) ? at : new Intl.DateTimeFormat(say.language, { dateStyle: "medium", timeStyle: "short" }).format(time);
  // Only what a browser opens as a page may become a link.
  const isPage = URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);
  return { title: job || hostOf(url) || say("ui.template.page"), url: isPage ? url : "", time: said };
}

const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).hostname : "");

/** A letter cut into its stretches; without its text, what the template knows of it. */
export function pieces({ places }: Member, parts: readonly Part[], text: string | undefined): Piece[] {
  const found = places.flatMap((place, n) => {
    const part = parts[n];
    return place && part ? [{ start: place[0], end: place[1], words: place[2], kind: "fixed" in part ? ("shared" as const) : ("slot" as const) }] : [];
  });
  found.sort((a, b) => a.start - b.start || a.end - b.end);
  const whole = text !== undefined && text !== "" && found.every(({ start, end, words }) => text.slice(start, end) === words) ? text : undefined;
  const all: Piece[] = [];
  let at = 0;
  for (const { start, end, words, kind } of found) {
    if (start < at || words === "") continue;
    const between = whole?.slice(at, start) ?? (start - at > 1 ? " … " : " ");
    if (start > at && (whole !== undefined || all.length > 0)) all.push({ text: between, kind: "own" });
    all.push({ text: words, kind });
    at = end;
  }
  if (whole !== undefined && at < whole.length) all.push({ text: whole.slice(at), kind: "own" });
  return all;
}

function shortened(all: readonly Piece[], most: number): Piece[] {
  const kept: Piece[] = [];
  let left = most;
  for (const piece of all) {
    if (piece.text.length > left) return [...kept, { text: `${piece.text.slice(0, left)} …`, kind: piece.kind }];
    kept.push(piece);
    left -= piece.text.length;
  }
  return kept;
}
