// What came of it: each source as a page's report, with what it is, what it was compared with, and what was left out.

import { fieldName, sayUnread } from "../../common/coverage.ts";
import { make } from "../../common/dom.ts";
import type { Titled } from "../../common/protocol.ts";
import type { Say } from "../../common/words.ts";
import { reportParts } from "../report.ts";
import type { Checked, Source } from "./check.ts";
import { MOST_LETTERS } from "./rows.ts";

/** `session`: how many letters of this job session it was compared with as well. */
export function resultPart(document: Document, { source, answer }: Checked, session: number, titles: readonly Titled[], say: Say): HTMLElement {
  const p = (text: string, kind = "soft"): HTMLElement => make(document, "p", { class: kind, text, attributes: { dir: "auto" } });
  const part = (children: readonly HTMLElement[]): HTMLElement =>
    make(document, "section", { attributes: { "data-part": "own-result", "data-kind": source.kind } }, [make(document, "h2", { text: titleOf(source, say), attributes: { dir: "auto" } }), ...children]);
  if (answer === undefined) return part([p(say("ui.texts.failed"), "note")]);
  if ("problems" in answer) return part(answer.problems.map(({ message, fix }) => p(`${message} ${fix}`, "note")));
  const { report, counted, letters } = answer;
  const isPage = source.kind === "page";
  return part([
    ...(isPage ? [p(source.page.url)] : []),
    p(session > 0 ? say("ui.texts.with_session", { n: session }) : say("ui.texts.only_these")),
    ...(source.kind === "letters" && source.beyond > 0 ? [p(say("ui.texts.beyond", { n: source.beyond, most: MOST_LETTERS }), "note")] : []),
    ...(isPage ? counted.map(({ field, read, total }) => p(say("ui.counted", { field: fieldName(field, say), read, total }), "note")) : sayUnread(report, say).map((text) => p(text))),
    ...reportParts(document, report, say, { titles, letters, selection: !isPage }),
  ]);
}

/** "12 letters: applications.csv, 2 pasted". */
export function titleOf(source: Source, say: Say): string {
  if (source.kind === "page") return say("ui.texts.result.page", { name: source.name });
  const { names, pasted } = source;
  const from = [...names.slice(0, 5), ...(names.length > 5 ? [say("ui.texts.more_files", { n: names.length - 5 })] : []), ...(pasted > 0 ? [say("ui.texts.pasted", { n: pasted })] : [])];
  return say("ui.texts.result.letters", { letters: say("ui.count.proposal", { n: source.letters.length }), from: from.join(", ") });
}
