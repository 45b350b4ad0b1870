// The page's report as parts: what concerns several people, then everybody in page order, then what was checked and by what.

import { sayUnread } from "../common/coverage.ts";
import { make } from "../common/dom.ts";
import { NOT_READ } from "../common/drawing.ts";
import type { TabState } from "../common/protocol.ts";
import type { Part } from "../common/update.ts";
import { changeSettings, toggled } from "../common/settings.ts";
import type { Finding, Report } from "../types.ts";
import { alarmPart } from "./alarm.ts";
import { coverageParts, judgedPart } from "./coverage.ts";
import { findingPart, type Seen, tell } from "./finding.ts";
import { hireParts } from "./hire.ts";
import { keepParts } from "./keep.ts";
import { ignorePart, overriddenPart } from "./ignore.ts";
import { jump, personPart, placeOf, type PersonWords } from "./people.ts";
import { countedParts, ownerOf } from "./pictures/parts.ts";
import { section } from "./report.ts";
import { titleOf, type View } from "./view.ts";
import { type Someone, whoIsHere } from "./who.ts";

/** So many people of earlier pages are named. */
const EARLIER = 10;

export type Show = (finding: string, item?: string) => void;

/** So much of a name is said. */
const NAME = 80;

export function nameOf({ name, position }: Someone, { say }: Pick<View, "say">): string {
  const signs = [...name.slice(0, NAME * 4)];
  return signs.length === 0 ? say("ui.item.person.unnamed", { position: position + 1 }) : signs.length > NAME ? `${signs.slice(0, NAME).join("")}…` : name;
}

/** Without `show`, there is no page to go to. */
export function pageParts(document: Document, view: View, show?: Show): Part[] {
  const { state, say, titles } = view;
  const report = state?.report;
  if (!state || !report) return [];
  const told = whoIsHere(report, state.people);
  const seen: Seen = { report, say, letters: state.letters, show };
  const concerned = (finding: Finding): Someone[] => told.people.filter(({ shared }) => shared.includes(finding));
  const part = (key: string, title: string, says: unknown, children: () => readonly (Node | undefined)[], parts?: readonly Part[]): Part => ({
    key, says: [title, says], make: () => section(document, title, key, children()), ...(parts && { parts }),
  });
  // Of a page that was not read, nothing is said of what was found.
  const read = !NOT_READ.has(report.page.kind) || report.findings.length > 0;
  const pictures = report.pictures.filter((picture) => !ownerOf(picture, report));
  return [
    ...(told.several.length > 0 ? [part("several", say("ui.panel.several"), say.language, () => [], keyed(told.several, (finding, key) =>
      findingPartOf(document, view, state, { ...seen, about: () => peopleLinks(document, view, concerned(finding), finding) }, finding, key, concerned(finding).map((one) => nameOf(one, view)))))] : []),
    ...(told.page.length > 0 ? [part("findings", say("ui.panel.of_page"), say.language, () => [], keyed(told.page, (finding, key) => findingPartOf(document, view, state, seen, finding, key)))] : []),
    ...(read && told.people.length > 0 ? [part("people", say(view.own ? "ui.texts.people" : "ui.memory.people"), told.people.length > 1, () => [
      make(document, "p", { class: "soft", text: say(told.people.length > 1 ? (view.own ? "ui.texts.people_about" : "ui.panel.people_about") : "ui.card.not_verified") }),
      make(document, "ul", { class: "people", attributes: { "data-parts": "" } }),
    ], told.people.map((someone) => person(document, view, state, seen, someone)))] : []),
    ...(pictures.length > 0 ? [part("counted", say("picture.counted"), [pictures, titles], () => [
      make(document, "p", { class: "soft", text: say("picture.counted_about") }), ...countedParts(document, report, say, titles),
    ])] : []),
    part("coverage", say("ui.panel.coverage"), [report.coverage, report.unread, titles], () => coverageParts(document, report, say, titles, false)),
    ...overridden(document, view, report),
    { key: "judged", says: [report.engine, report.packs, say.language], make: () => judgedPart(document, report, say) },
  ];
}

/** Named by its rule and which of that rule it is: its own name changes with each quote that is added. */
function keyed(findings: readonly Finding[], part: (finding: Finding, key: string) => Part): Part[] {
  const counts = new Map<string, number>();
  return findings.map((finding) => {
    const n = counts.get(finding.rule) ?? 0;
    counts.set(finding.rule, n + 1);
    return part(finding, `finding ${finding.rule} ${n}`);
  });
}

/** `says`: what else it shows. Its times of reading are said once, below. */
function findingPartOf(document: Document, view: View, state: TabState, seen: Seen, finding: Finding, key: string, says: unknown = ""): Part {
  const told = tell(finding, seen);
  const pictures = seen.report.pictures.filter((picture) => ownerOf(picture, seen.report) === finding);
  return {
    key,
    says: [told.said, told.template, pictures, says],
    make: () => findingPart(document, told, seen, true),
    parts: moreParts(document, view, state, finding),
  };
}

/** What else may be done about a finding. */
function moreParts(document: Document, view: View, state: TabState, finding: Finding): Part[] {
  const { say, mayWrite, settings } = view;
  const { id, rule, severity } = finding;
  const title = titleOf(view, rule);
  return [
    ...(mayWrite ? [
      { key: "ignore", says: [id, severity, say.language], make: () => ignorePart(document, finding, title, state.scopes ?? { findings: {} }, say) },
      { key: "off", says: [id, settings.off, say.language], make: () => switchOff(document, view, rule) },
    ] : []),
    { key: "alarm", says: [id, say.language], make: () => alarmPart(document, finding, state.report as Report, state.people.map(({ name }) => name), say) },
  ];
}

function switchOff(document: Document, { say }: View, rule: string): HTMLElement {
  const button = make(document, "button", { class: "quiet", text: say("ui.panel.switch_off"), attributes: { type: "button", "data-act": "switch-off" } });
  button.addEventListener("click", () => void changeSettings(({ off }) => ({ off: toggled(off, rule, true) })));
  return make(document, "div", { class: "row" }, [button]);
}

function person(document: Document, view: View, state: TabState, seen: Seen, someone: Someone): Part {
  const { say } = view;
  const name = nameOf(someone, view);
  const words: PersonWords = {
    name,
    unread: unreadSaid(view, seen.report, someone),
    pointers: someone.shared.map((finding) => ({ id: finding.id, level: say(`ui.severity.${finding.severity}`), sentence: say.message(finding.message) })),
  };
  const actions = someone.id === undefined ? [] : [
    ...keepParts(document, view, { id: someone.id, name }),
    ...hireParts(document, view, { id: someone.id, name }),
  ];
  const findings = keyed(someone.own, (finding, key) => findingPartOf(document, view, state, { ...seen, heading: 4 }, finding, key));
  return personPart(document, seen.show ? someone : { ...someone, item: undefined }, words, say, findings, actions, (item) => seen.show?.("", item));
}

/** Why somebody was not read, as far as the page says it. */
function unreadSaid({ say }: View, report: Report, { item = "" }: Someone): string {
  const list = item.startsWith("proposal") ? "proposals" : item.startsWith("chat") ? "messages" : "people";
  const field = { proposals: "proposals.letter", messages: "messages.text", people: "people.name" }[list];
  const unread = report.unread.filter((one) => one.field === field);
  const [why] = sayUnread({ ...report, unread: unread.length > 0 ? unread : report.unread.filter((one) => one.field === list) }, say);
  return why === undefined ? say("ui.panel.person.unread") : say("ui.panel.person.unread_why", { why });
}

/** `finding`: its letters of earlier pages are named, too. */
function peopleLinks(document: Document, view: View, people: readonly Someone[], finding: Finding): HTMLElement {
  const earlier = [...new Set((finding.template?.members ?? []).flatMap(({ seen }) => (seen ? [seen.name ?? seen.person ?? ""] : [])))].filter((name) => name !== "").slice(0, EARLIER).join(", ");
  const links = people.flatMap((one, n) => [...(n > 0 ? [document.createTextNode(", ")] : []), jump(document, placeOf(one.key), nameOf(one, view))]);
  return make(document, "p", { class: "about" }, [document.createTextNode(`${view.say("ui.panel.concerns")} `), ...links, document.createTextNode(earlier === "" ? "" : `; ${view.say("ui.panel.concerns_earlier", { names: earlier })}`)]);
}

function overridden(document: Document, view: View, report: Report): Part[] {
  const { overrides, mayWrite, say } = view;
  const all = report.overridden ?? [];
  const [element] = overriddenPart(document, all, overrides, (rule) => titleOf(view, rule), mayWrite, say);
  return element ? [{ key: "overridden", says: [all, overrides, mayWrite, view.titles.length, say.language], make: () => element }] : [];
}
