// What is remembered: whether and for how long, what is held now, and the buttons that forget it.

import { NotThere } from "../background/databases.ts";
import { isThere, openDatabase, troubleOf, type Trouble } from "../background/ledger/schema.ts";
import { held, type Held } from "../background/ledger/transfer.ts";
import { ext } from "../common/browser.ts";
import { make } from "../common/dom.ts";
import { forgetButton, readMemory, troubleText } from "../common/forget.ts";
import type { ForgetAnswer } from "../common/protocol.ts";
import { keepDays, MOST_KEEP_DAYS, MOST_RECORD_DAYS, recordDays, type Settings, writeSettings } from "../common/settings.ts";
import type { Say } from "../common/words.ts";
import { button, checkbox, p, part, type Part, prescribedNote, row, twice } from "./part.ts";

const DAYS = [7, 30, 60, 90, 180];

interface Known {
  held: Held | undefined;
  trouble: Trouble | undefined;
  bytes: number;
}

/** What is held, without making a ledger where there is none. */
async function known(): Promise<Known> {
  const state = await readMemory();
  const none = { held: undefined, trouble: state.trouble, bytes: 0 };
  try {
    if (!(await isThere())) return none;
    const db = await openDatabase(undefined, undefined, false);
    try {
      const [what, { usage = 0 }] = await Promise.all([held(db), navigator.storage.estimate()]);
      return { held: what, trouble: state.trouble, bytes: usage };
    } finally {
      db.close();
    }
  } catch (error) {
    return error instanceof NotThere ? none : { ...none, trouble: troubleOf(error, "read") };
  }
}

export function memoryPart(say: Say): Part {
  const remember = checkbox(say("ui.memory.remember"), { "data-act": "remember" }, (on) => writeSettings({ remember: on }));
  const note = prescribedNote(say);
  const keep = daysChoice(say, say("ui.memory.keep"), "keep-days", (keep_days) => writeSettings({ keep_days }));
  const records = daysChoice(say, say("ui.options.record_days"), "record-days", (record_days) => writeSettings({ record_days }));
  const now = make(document, "div", { attributes: { role: "status", "data-part": "held" } });
  const all = twice(button(say("ui.memory.forget_all"), "forget-all", () => undefined), say("ui.memory.forget_all_sure"), async () => {
    const answer = (await ext.runtime.sendMessage({ kind: "forget-all" }).catch(() => undefined)) as ForgetAnswer | undefined;
    forgotten.textContent = answer === undefined ? say("ui.panel.trouble.silent") : answer.refused ? say(answer.refused.key, answer.refused.args) : "";
  });
  const forgotten = p("");
  forgotten.setAttribute("role", "status");
  const letters = p("");
  letters.setAttribute("role", "status");
  const forget = forgetButton(document, say);
  const session = make(document, "div", { attributes: { "data-part": "session" } }, [
    make(document, "h3", { text: say("ui.session.title") }), p(say("ui.session.about"), "soft"), letters, row(forget),
  ]);
  return part("memory", say("ui.memory.title"), [
    p(say("ui.memory.about"), "soft"), remember.element, note.element, keep.element, records.element, now, row(all), forgotten, session,
  ], async ({ settings, policy, kept }) => {
    const frozen = settings.run === undefined;
    remember.box.checked = settings.remember === true;
    // Nothing before the first answer.
    remember.box.disabled = frozen || policy.set.remember !== undefined;
    note.show(policy.set.remember !== undefined, remember.box);
    keep.show(keepDays(settings), Math.min(MOST_KEEP_DAYS, policy.set.keep_days_most ?? MOST_KEEP_DAYS), frozen, policy.set.keep_days_most !== undefined);
    records.show(recordDays(settings), Math.min(MOST_RECORD_DAYS, policy.set.record_days_most ?? MOST_RECORD_DAYS), frozen, policy.set.record_days_most !== undefined);
    letters.textContent = kept === 0 ? say("ui.session.none") : say("ui.session.kept", { n: kept });
    forget.disabled = kept === 0;
    const parts = heldParts(settings, await known(), say);
    if (parts.map((one) => one.textContent).join("\n") !== [...now.children].map((one) => one.textContent).join("\n")) now.replaceChildren(...parts);
  });
}

interface DaysChoice {
  element: HTMLElement;
  show(now: number, most: number, frozen: boolean, capped: boolean): void;
}

function daysChoice(say: Say, text: string, act: string, chosen: (days: number) => unknown): DaysChoice {
  const choice = make(document, "select", { attributes: { "data-act": act } });
  choice.addEventListener("change", () => void chosen(Number(choice.value)));
  const cap = make(document, "span", { class: "soft" });
  return {
    element: make(document, "label", { class: "middle" }, [make(document, "span", { text }), choice, cap]),
    show(now, most, frozen, capped) {
      const days = [...new Set([...DAYS, now, most])].filter((n) => n <= most).sort((a, b) => a - b);
      if ([...choice.options].map(({ value }) => value).join() !== days.join()) {
        choice.replaceChildren(...days.map((n) => make(document, "option", { text: say("ui.memory.days", { n }), attributes: { value: String(n) } })));
      }
      choice.value = String(now);
      choice.disabled = frozen;
      cap.textContent = capped ? say("ui.options.days_most", { n: most }) : "";
    },
  };
}

function heldParts(settings: Settings, { held, trouble, bytes }: Known, say: Say): HTMLElement[] {
  const something = trouble !== undefined || (held !== undefined && held.kinds.length > 0);
  const notes = [
    ...(trouble ? [p(troubleText(trouble, say), "note")] : []),
    ...(settings.remember !== true && something ? [p(say("ui.memory.off_but_held"), "note")] : []),
  ];
  if (!held || held.kinds.length === 0) return [...notes, p(say("ui.memory.none"))];
  const lines = held.kinds.map(([kind, n]) => {
    const key = `ui.memory.kind.${kind}`;
    return say.has(key) ? say(key, { n }) : say("ui.memory.kind.other", { kind, n });
  });
  return [
    ...notes,
    p(say("ui.memory.held", { oldest: held.oldest ?? "", newest: held.newest ?? "", size: Number((bytes / 1e6).toFixed(1)) })),
    make(document, "ul", {}, lines.map((text) => make(document, "li", { text }))),
  ];
}
