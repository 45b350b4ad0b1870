// What the overlay draws: a report put into words and onto rows. Made in the background, because a content script cannot
// load the words (nothing of the extension is web-accessible).

import type { Evidence, Finding, Item, Report, Severity, Statistic } from "../types.ts";
import { sayCoverage, sayUnread, type SaidCoverage } from "./coverage.ts";
import { sayLine } from "./line.ts";
import { plain } from "./plain.ts";
import type { PageLetter, Titled } from "./protocol.ts";
import { joined, type Quote } from "./quotes.ts";
import { isAbout, isAtLeast, NOT_READ } from "./subjects.ts";
import { itemName, type SaidTemplate, sayTemplate, type TemplateWords, templateWords } from "./template.ts";
import type { Say } from "./words.ts";

export { isAtLeast, NOT_READ };

export interface SaidFinding {
  id: string;
  rule: string;
  severity: Severity;
  /** The severity in words. */
  level: string;
  sentence: string;
  /** What it is about, as the page calls it. */
  about: string[];
  quotes: Quote[];
  ask: string[];
  why: string;
  innocent: string[];
  /** The numbers in a sentence; empty when there are none. */
  statistic: string;
  source: string;
}

/** The row of `<html>`: the marker of a page as a whole. */
export const PAGE_ROW = 0;

/** One marker: everything that was read at one place of the page. */
export interface Marker {
  row: number;
  /** What stands here, the same from one walk to the next. */
  items: string[];
  /** What a person would call it, where the page shows that. */
  label: string;
  title: string;
  /** The accessible name of the button. */
  name: string;
  read: boolean;
  /** The highest severity of the findings shown in the card; nothing is added up. */
  level: Severity | "none";
  findings: SaidFinding[];
}

/** What the user may do here, and has done. */
export interface Allowed {
  /** Decisions about findings may be written: not before the first answer, not in a private window. */
  decide: boolean;
  /** The user put the line in the corner away. */
  lineAway: boolean;
  /** The keys of the commands that go to the next and previous finding, as the browser names them; empty where there are none. */
  keys: readonly [next: string, previous: string];
}

const NOTHING: Allowed = { decide: false, lineAway: false, keys: ["", ""] };

export interface Drawing {
  markers: Marker[];
  /** The page's own marker in the corner, on a page whose markers stand at its items. */
  page?: Marker;
  /** The page in one line. */
  line: string;
  /** Which keys go through the findings; empty where there are none. */
  keys: string;
  allowed: Allowed;
  coverage: SaidCoverage[];
  /** What could not be read, in sentences. */
  unread: string[];
  words: { [key in (typeof OVERLAY_WORDS)[number]]: string };
  /** By finding; once for all the markers that tell it. */
  templates: { [finding: string]: SaidTemplate };
  templateWords: TemplateWords;
  language: string;
}

const OVERLAY_WORDS = [
  "ask", "back", "close", "coverage", "decide", "innocent", "line_away", "line_back", "next", "none", "not_verified", "previous",
  "quote_only", "quotes", "region", "source", "statistic", "unread_item", "why", "words", "unread",
] as const;

/** Of a letter of an earlier page, so much stands in the card; a longer template is folded. */
const IN_CARD = { whole: false, characters: 6_000, long: 1_000 };

/** `letters`: the page's letters that templates were made from. */
export function draw(report: Report, say: Say, titles: readonly Titled[], letters: readonly PageLetter[] = [], allowed: Allowed = NOTHING): Drawing {
  const words = Object.fromEntries(OVERLAY_WORDS.map((key) => [key, say(`ui.card.${key}`)])) as Drawing["words"];
  return {
    ...marked(report, say),
    line: sayLine(report, say),
    keys: allowed.keys.every((key) => key !== "") ? say("ui.card.keys", { next: allowed.keys[0], previous: allowed.keys[1] }) : "",
    allowed,
    coverage: sayCoverage(report, say, titles),
    unread: sayUnread(report, say),
    words,
    templates: Object.fromEntries(report.findings.flatMap(({ id, template }) =>
      template ? [[id, sayTemplate(template, report, say, letters, IN_CARD)]] : [])),
    templateWords: templateWords(say),
    language: say.language,
  };
}

/**
 * Items that stand in the same card share one marker, so that no two lie on each other. A page that was read without any item
 * that has a place gets one marker for itself. What is known only from the page's data (past work without a card) is told at
 * its person, and what belongs to nothing that has a place at the page. None of this depends on what was found.
 */
function marked(report: Report, say: Say): { markers: Marker[]; page?: Marker } {
  if (report.items.length === 0) {
    if (NOT_READ.has(report.page.kind)) return { markers: [] };
    return { markers: [marker(PAGE_ROW, [], report.findings, report, say)] };
  }
  const byRow = new Map<number, Item[]>();
  for (const item of report.items) {
    const here = byRow.get(item.row);
    if (here) here.push(item);
    else byRow.set(item.row, [item]);
  }
  const about = (items: readonly Item[]) => (finding: Finding) => items.some((item) => isAbout(finding.subject, item.subject));
  const homeless = report.findings.filter((finding) => !about(report.items)(finding));
  const alone = report.page.kind === "profile" || report.page.kind === "reviews";
  const people = report.items.filter(({ subject }) => alone && subject.kind === "person");
  const home = people.length === 1 ? people[0]?.row : undefined;
  // In the order of the page, whatever the order of its data.
  const markers = [...byRow].sort(([a], [b]) => a - b).map(([row, items]) => {
    const own = about(items);
    const findings = report.findings.filter((one) => own(one) || (row === home && homeless.includes(one)));
    return marker(row, items, findings, report, say);
  });
  return { markers, page: marker(PAGE_ROW, [], home === undefined ? homeless : [], report, say) };
}

function marker(row: number, items: readonly Item[], found: readonly Finding[], report: Report, say: Say): Marker {
  const findings = found.map((finding) => sayFinding(finding, report, say, items));
  const read = items.length === 0 || items.some((item) => item.read);
  // A card that holds a proposal and its sender is called by the proposal.
  const item = items.find((one) => one.subject.kind !== "person") ?? items[0];
  const title = item ? itemTitle(item, say) : say("ui.item.page.unnamed");
  const level = findings.reduce<Severity | "none">(
    (top, { severity }) => (top === "none" || isAtLeast(severity, top) ? severity : top),
    "none",
  );
  const names = items.map(({ subject: { kind, items: [position] } }) => itemName(kind, position ?? 0));
  return { row, items: names, label: item?.label ?? "", title, name: markerName(title, read, findings.length, say), read, level, findings };
}

function markerName(title: string, read: boolean, n: number, say: Say): string {
  if (!read) return say("ui.marker.unread", { title });
  return n === 0 ? say("ui.marker.none", { title }) : say("ui.marker.findings", { title, n });
}

function itemTitle(item: Item, say: Say): string {
  const position = (item.subject.items[0] ?? 0) + 1;
  return item.label === ""
    ? say(`ui.item.${item.subject.kind}.unnamed`, { position })
    : say(`ui.item.${item.subject.kind}`, { label: plain(item.label) });
}

/** A finding in words; the quotes of the items it is told for come first. */
export function sayFinding(finding: Finding, report: Report, say: Say, own: readonly Item[] = []): SaidFinding {
  const isOwn = ({ item }: Evidence): boolean => item != null && own.some(({ subject }) => isAbout(item, subject));
  const evidence = [...finding.evidence.filter(isOwn), ...finding.evidence.filter((one) => !isOwn(one))];
  return {
    id: finding.id,
    rule: finding.rule,
    severity: finding.severity,
    level: say(`ui.severity.${finding.severity}`),
    sentence: say.message(finding.message),
    about: report.items.filter((item) => isAbout(finding.subject, item.subject)).map((item) => itemTitle(item, say)),
    quotes: joined(evidence.map((one) => quote(one, finding, report, say)), say),
    ask: finding.ask.map(say.message),
    why: say.message(finding.why),
    innocent: finding.innocent.map(say.message),
    statistic: finding.statistic ? sayStatistic(finding.statistic, say) : "",
    source: saySource(finding, report, say),
  };
}

function quote(evidence: Evidence, finding: Finding, report: Report, say: Say): Quote {
  const about = evidence.item;
  const item = about && finding.evidence.length > 1 ? report.items.find((one) => isAbout(about, one.subject)) : undefined;
  return { text: evidence.quote, shown: evidence.shown, from: item ? itemTitle(item, say) : "" };
}

function sayStatistic(statistic: Statistic, say: Say): string {
  const method = say.has(statistic.method) ? statistic.method : `method.${statistic.method}`;
  const parts = [say("ui.statistic.method", { method: say.has(method) ? say(method) : statistic.method, n: statistic.n })];
  if (statistic.value != null) parts.push(say("ui.statistic.value", { value: statistic.value }));
  if (statistic.p != null) parts.push(say("ui.statistic.p", { p: statistic.p }));
  if (statistic.interval != null) {
    parts.push(say("ui.statistic.interval", { low: statistic.interval[0], high: statistic.interval[1] }));
  }
  if (statistic.needed != null) parts.push(say("ui.statistic.needed", { n: statistic.needed }));
  return parts.join(" ");
}

function saySource(finding: Finding, report: Report, say: Say): string {
  const parts = [say("ui.source.rule", { rule: finding.rule, version: finding.version })];
  if (finding.pack_sha256 != null) parts.push(say("ui.source.pack", { sha256: finding.pack_sha256.slice(0, 12) }));
  // What the user typed in stands on no page.
  if (report.page.url !== "") parts.push(say("ui.source.page", { url: report.page.url, time: report.page.captured_at }));
  if (finding.references.length > 0) parts.push(say("ui.source.references", { references: finding.references.join(", ") }));
  return parts.join(" ");
}
