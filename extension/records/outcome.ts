// What came of it: decided by a person, in their words. Nothing is filled in beforehand, and a decision needs the evidence opened, a
// reason and a name.

import { make } from "../common/dom.ts";
import type { OutcomeKind } from "../types.ts";
import { isDecision, putOutcome } from "./changes.ts";
import { labelled, moment, p, type Part, type Room, section, textArea, textInput } from "./room.ts";
import { typed } from "./typed.ts";

const KINDS: readonly OutcomeKind[] = ["open", "hired", "not_hired", "withdrawn"];

export function outcomePart(room: Room): Part {
  const { say, saver } = room;
  const [reason, by] = [textArea("outcome-reason", 3), textInput("outcome-by", 100)];
  /** What was chosen here: a decision counts once its reason and name are there. */
  let chosen: OutcomeKind | undefined;
  const now = (): string => new Date().toISOString();
  const choices = KINDS.map((kind) => {
    const input = make(document, "input", { attributes: { type: "radio", name: "outcome", value: kind, "data-act": `outcome-${kind}` } });
    input.addEventListener("change", () => {
      chosen = kind;
      void saver.change((record) => putOutcome(record, { kind }, now()));
    });
    return { kind, input, label: make(document, "label", {}, [input, make(document, "span", { text: say(`ui.record.outcome.${kind}`) })]) };
  });
  const missing = make(document, "div", { class: "note", attributes: { role: "status", "data-part": "outcome-missing" } });
  const written = p("", "soft");
  // A decision whose reason is being written anew comes back with its first letter.
  for (const text of [reason, by]) text.addEventListener("input", () => (chosen ??= saver.now().outcome?.kind));
  const withKind = (): { kind?: OutcomeKind } => (chosen === undefined ? {} : { kind: chosen });
  const texts = [
    typed(reason, saver, "outcome reason", ({ outcome }) => outcome?.reason ?? "", (record, text) => putOutcome(record, { reason: text, ...withKind() }, now())),
    typed(by, saver, "outcome by", ({ outcome }) => outcome?.by ?? "", (record, text) => putOutcome(record, { by: text, ...withKind() }, now())),
  ];
  return {
    element: section("outcome", say("ui.record.outcome"), [
      p(say("ui.record.outcome_about"), "soft"),
      make(document, "fieldset", {}, [make(document, "legend", { text: say("ui.record.outcome_which") }), ...choices.map(({ label }) => label)]),
      labelled(say("ui.record.outcome_reason"), reason), labelled(say("ui.record.outcome_by"), by), missing, written,
    ]),
    update(record) {
      const kept = record.outcome?.kind;
      // Once it is written there is nothing to wait for.
      if (!isDecision(chosen) || kept === chosen) chosen = undefined;
      const shown = chosen ?? kept;
      const closed = record.report.findings.filter(({ id }) => !room.opened(id)).length;
      const shut = closed > 0 && !isDecision(kept);
      for (const { kind, input } of choices) {
        input.checked = kind === shown;
        input.disabled = shut && isDecision(kind);
      }
      for (const text of texts) text.update(record);
      const lines = [
        ...(shut ? [say("ui.record.outcome_unopened", { n: closed })] : []),
        ...(isDecision(chosen) && reason.value.trim() === "" ? [say("ui.record.outcome_no_reason")] : []),
        ...(isDecision(chosen) && by.value.trim() === "" ? [say("ui.record.outcome_no_name")] : []),
      ];
      const said = lines.join(" ");
      if (missing.textContent !== said) missing.textContent = said;
      missing.hidden = said === "";
      written.textContent = record.outcome && isDecision(kept) ? say("ui.record.outcome_written", { outcome: say(`ui.record.outcome.${record.outcome.kind}`), by: record.outcome.by, time: moment(record.outcome.at, say) }) : "";
      written.hidden = written.textContent === "";
    },
  };
}

/** For a list: how it ended. */
export const outcomeText = (kind: OutcomeKind, { say }: Pick<Room, "say">): string => say("ui.record.outcome_short", { outcome: say(`ui.record.outcome.${kind}`) });
