// What came of it: each source as a page's report, with what it is, what it was compared with, and what was left out.

import type { KeptOverride } from "../../background/packs/schema.ts";
import { fieldName } from "../../common/coverage.ts";
import { make } from "../../common/dom.ts";
import type { TabState, Titled } from "../../common/protocol.ts";
import { update } from "../../common/update.ts";
import type { Say } from "../../common/words.ts";
import { pageParts } from "../page.ts";
import type { View } from "../view.ts";
import type { Checked, Source } from "./check.ts";
import { MOST_LETTERS } from "./rows.ts";

export interface Around {
  say: Say;
  titles: readonly Titled[];
  /** What the user hid or lowered on all pages. */
  overrides: KeptOverride[];
  /** It was given with nothing else. */
  alone: boolean;
  /** How many letters of this job session it was compared with as well. */
  session: number;
}

export function resultPart(document: Document, { source, answer }: Checked, around: Around): HTMLElement {
  const { say, session } = around;
  const alone = around.alone && (source.kind === "page" || source.letters.length === 1);
  const p = (text: string, kind = "soft"): HTMLElement => make(document, "p", { class: kind, text, attributes: { dir: "auto" } });
  const part = (children: readonly HTMLElement[]): HTMLElement =>
    make(document, "section", { attributes: { "data-part": "own-result", "data-kind": source.kind } }, [make(document, "h2", { text: titleOf(source, say), attributes: { dir: "auto" } }), ...children]);
  if (answer === undefined) return part([p(say("ui.texts.failed"), "note")]);
  if ("problems" in answer) return part(answer.problems.map(({ message, fix }) => p(`${message} ${fix}`, "note")));
  const isPage = source.kind === "page";
  const report = make(document, "div", { attributes: { "data-report": "" } });
  update(report, pageParts(document, viewOf(answer, around, !isPage)));
  return part([
    ...(isPage ? [p(source.page.url)] : []),
    ...(isPage && answer.report.page.kind === "unknown" ? [p(say("ui.kind.unknown"), "note")] : []),
    ...(session > 0 ? [p(say("ui.texts.with_session", { n: session }))] : alone ? [] : [p(say("ui.texts.only_these"))]),
    ...(source.kind === "letters" && source.beyond > 0 ? [p(say("ui.texts.beyond", { n: source.beyond, most: MOST_LETTERS }), "note")] : []),
    ...answer.counted.map(({ field, read, total }) => p(say("ui.counted", { field: fieldName(field, say), read, total }), "note")),
    report,
  ]);
}

/** As if it were a tab's page: one that nobody can go to, and of which nothing can be written. */
function viewOf({ report, counted, letters, people }: Exclude<Checked["answer"], undefined | { problems: unknown }>, { say, titles, overrides }: Around, own: boolean): View {
  const state: TabState = { url: report.page.url, at: 0, report, counted, room: "private", names: [], letters, people, hired: [], busy: false, wait: 0, problems: [], recovered: false, cut: false };
  return {
    say, titles, overrides, state, tab: undefined, text: undefined, settings: { off: [], sites_off: [] }, kept: { open: 0, private: 0 }, jobs: {}, memory: {},
    packs: { failed: [], ends: {}, hosts: [], problems: [] }, missing: [], hosts: [], mayWrite: false, own,
  };
}

/** "12 letters: applications.csv, 2 pasted". */
export function titleOf(source: Source, say: Say): string {
  if (source.kind === "page") return say("ui.texts.result.page", { name: source.name });
  const { names, pasted } = source;
  const from = [...names.slice(0, 5), ...(names.length > 5 ? [say("ui.texts.more_files", { n: names.length - 5 })] : []), ...(pasted > 0 ? [say("ui.texts.pasted", { n: pasted })] : [])];
  return say("ui.texts.result.letters", { letters: say("ui.texts.letters", { n: source.letters.length }), from: from.join(", ") });
}
