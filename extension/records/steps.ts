// The steps of the interview kit, and what became of each: for this person as for every other candidate of the job.

import { make } from "../common/dom.ts";
import { KIT, type KitStep, STATES } from "../common/kit.ts";
import type { Case, StepState } from "../types.ts";
import { kitParts } from "./kit-parts.ts";
import { putStep, putStepNote } from "./changes.ts";
import { choice, labelled, type Part, type Room, section, textInput } from "./room.ts";
import { typed } from "./typed.ts";

export function stepsPart(room: Room): Part {
  const { say } = room;
  const rows = KIT.map((step) => ({ step, part: stepRow(room, step) }));
  const list = (when: KitStep["when"]): HTMLElement =>
    make(document, "ul", { class: "plain steps" }, rows.filter(({ step }) => step.when === when).map(({ part }) => part.element));
  return {
    element: section("steps", say("kit.title"), [
      make(document, "p", { class: "soft", text: say("kit.about") }),
      make(document, "h3", { text: say("kit.before") }), list("before"),
      make(document, "details", { attributes: { "data-part": "after" } }, [
        make(document, "summary", { text: say("kit.after") }),
        make(document, "p", { class: "soft", text: say("kit.after_about") }), list("after"),
      ]),
    ]),
    update(record) {
      for (const { part } of rows) part.update(record);
    },
  };
}

export const stateText = (state: StepState | undefined, room: Pick<Room, "say">): string => room.say(`ui.record.step.${state ?? "open"}`);

function stepRow(room: Room, step: KitStep): Part {
  const { say, saver } = room;
  const title = say(`kit.${step.id}.title`);
  const state = choice("step-state", [["", stateText(undefined, room)], ...STATES.map((one) => [one, stateText(one, room)] as const)]);
  state.setAttribute("aria-label", title);
  const note = textInput("step-note", 1_000);
  const field = `step ${step.id}`;
  const find = (record: Case): Case["steps"][number] | undefined => record.steps.find((one) => one.step === step.id);
  const bound = typed(note, saver, field, (record) => find(record)?.note ?? "", (record, text) => putStepNote(record, step.id, text));
  const noteLabel = labelled(say("ui.record.step_note"), note);
  note.setAttribute("aria-label", say("ui.record.step_note_of", { step: title }));
  state.addEventListener("change", () => {
    const chosen = state.value === "" ? undefined : (state.value as StepState);
    void saver.change((record) => putStep(record, step.id, chosen, new Date().toISOString()));
  });
  return {
    element: make(document, "li", { attributes: { "data-step": step.id } }, [
      make(document, "details", {}, [make(document, "summary", { text: title }), ...kitParts(step, say)]), state, noteLabel,
    ]),
    update(record) {
      const now = find(record)?.state;
      // While somebody goes through it by the arrow keys, each key is written: an older answer must not move it back.
      if (document.activeElement !== state) state.value = now ?? "";
      noteLabel.hidden = now === undefined;
      bound.update(record);
    },
  };
}
