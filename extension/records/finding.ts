// The inside of a finding: evidence first, then the question, then why, innocent explanations, numbers, source, and the steps of
// the kit that speak to it.

import { make } from "../common/dom.ts";
import type { SaidFinding } from "../common/drawing.ts";
import { stepsFor } from "../common/kit.ts";
import type { PageLetter } from "../common/protocol.ts";
import { sayTemplate, templateWords } from "../common/template.ts";
import type { Say } from "../common/words.ts";
import { picturesOf } from "../panel/pictures/parts.ts";
import { sharedPart } from "../panel/shared.ts";
import type { Case, Finding } from "../types.ts";
import { p } from "./room.ts";

const LETTERS = { whole: true, characters: 20_000, long: 3_000 };

export function findingBody(finding: Finding, said: SaidFinding, record: Case, say: Say): HTMLElement[] {
  const { report } = record;
  const letters: PageLetter[] = record.inputs.snapshot.proposals.map(({ letter, person }, proposal) => ({ proposal, text: letter?.value ?? "", ...(person != null && { person }) }));
  const shared = finding.template ? sharedPart(document, sayTemplate(finding.template, report, say, letters, LETTERS), templateWords(say), say, undefined) : [];
  const h = (key: string): HTMLElement => make(document, "h3", { text: say(key) });
  const list = (texts: readonly string[]): HTMLElement => make(document, "ul", {}, texts.map((text) => make(document, "li", { text, attributes: { dir: "auto" } })));
  const steps = stepsFor(finding.family);
  // Letters that stand side by side need no quotes beside them.
  const quotes = shared.length > 0 ? [] : said.quotes.flatMap(({ text, from }, n) => [
    ...(from && from !== said.quotes[n - 1]?.from ? [p(from, "soft")] : []),
    ...(text ? [make(document, "blockquote", { text, attributes: { dir: "auto" } })] : []),
  ]);
  return [
    ...picturesOf(document, finding, report, say),
    ...shared,
    ...quotes,
    h("ui.card.why"), p(said.why),
    h("ui.card.innocent"), list(said.innocent),
    ...(said.statistic ? [h("ui.card.statistic"), p(said.statistic)] : []),
    ...(steps.length > 0 ? [p(say("ui.record.steps_for", { steps: steps.map(({ id }) => say(`kit.${id}.title`)).join("; ") }), "soft")] : []),
    p(said.source, "soft"),
  ];
}
