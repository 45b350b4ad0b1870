// A report without people: of a checked text, or of numbers that were typed in. Findings, and what was checked.

import { make } from "../common/dom.ts";
import type { PageLetter, TabState, Titled } from "../common/protocol.ts";
import type { Say } from "../common/words.ts";
import type { Finding, Report } from "../types.ts";
import { coverageParts, judgedPart } from "./coverage.ts";
import { findingPart, tell } from "./finding.ts";
import { countedParts } from "./pictures/parts.ts";

export interface Actions {
  /** What the checks and rules are called. */
  titles: readonly Titled[];
  /** Numbers that the user typed in were judged: there is nobody to name. */
  typed?: boolean;
  /** The letters that templates were made from. */
  letters?: readonly PageLetter[];
  /** Goes to a finding where it is shown, or to one of its items. */
  show?: (finding: string, item?: string) => void;
  /** What else may be done about a finding. */
  more?: (finding: Finding) => HTMLElement[];
}

export function checkedAgo(state: TabState, now: number, say: Say): string {
  const seconds = Math.max(0, Math.round((now - state.at) / 1_000));
  const minutes = Math.floor(seconds / 60);
  const ago = minutes > 0 ? say("ui.ago.minutes", { n: minutes }) : say("ui.ago.seconds", { n: seconds });
  return state.busy ? say("ui.busy.checked", { ago }) : say("ui.checked", { ago });
}

export function reportParts(document: Document, report: Report, say: Say, { titles, typed, letters = [], show, more }: Actions): HTMLElement[] {
  const seen = { report, say, typed, letters, show, heading: 4 as const };
  const counted = countedParts(document, report, say, titles);
  // Parts of a part: what has a name of its own is the page's.
  const part = (title: string, name: string, children: readonly HTMLElement[]): HTMLElement =>
    make(document, "div", { attributes: { "data-part": name } }, [make(document, "h3", { text: title }), ...children]);
  return [
    part(say(typed ? "ui.bids.answer" : "ui.panel.findings"), "findings", [
      ...(report.findings.length === 0 ? [make(document, "p", { text: say("ui.panel.no_findings") })] : []),
      ...report.findings.map((finding) => {
        const own = more?.(finding) ?? [];
        const element = findingPart(document, tell(finding, seen), seen, own.length > 0);
        element.querySelector("[data-parts]")?.append(...own);
        return element;
      }),
    ]),
    ...(counted.length > 0 ? [part(say("picture.counted"), "counted", [make(document, "p", { class: "soft", text: say("picture.counted_about") }), ...counted])] : []),
    part(say("ui.panel.coverage"), "coverage", [
      ...coverageParts(document, report, say, titles, true),
      ...(typed ? [] : [judgedPart(document, report, say)]),
    ]),
  ];
}

export function section(document: Document, title: string, part: string, children: readonly (Node | undefined)[]): HTMLElement {
  return make(document, "section", { attributes: { "data-part": part, "aria-label": title } }, [make(document, "h2", { text: title }), ...children]);
}
