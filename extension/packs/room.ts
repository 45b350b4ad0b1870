// What every part of the packs page may use.

import { Refusal } from "../background/packs/store.ts";
import { make } from "../common/dom.ts";
import type { Say } from "../common/words.ts";
import type { Problem } from "../types.ts";
import type { Bench, Standing } from "./bench.ts";

export interface Room {
  bench: Bench;
  say: Say;
  now(): Standing;
  /** Something was written: the page is drawn anew, the background told, and this is said. */
  changed(said: string): Promise<void>;
  tell(said: string): void;
}

/** A button; `focus`: what it is, for finding it again after the page was drawn anew. */
export function button(text: string, act: string, run: () => unknown, more: { label?: string; focus?: string; disabled?: boolean } = {}): HTMLButtonElement {
  const attributes = { type: "button", "data-act": act, ...(more.label && { "aria-label": more.label }), "data-focus": `${act} ${more.focus ?? ""}` };
  const made = make(document, "button", { text, attributes });
  made.disabled = more.disabled === true;
  made.addEventListener("click", () => void run());
  return made;
}

/** Writes something, and says how it ended. */
export async function writing(room: Room, work: () => Promise<void>, done: string): Promise<boolean> {
  try {
    await work();
  } catch (error) {
    room.tell(error instanceof Refusal ? room.say(error.message, error.args) : room.say("ui.packs.refused.unwritten", { why: String(error).slice(0, 200) }));
    return false;
  }
  await room.changed(done);
  return true;
}

/** Problems as a list: where, which, what to do. A file's own words are text like any other. */
export function problemList(problems: readonly Problem[], say: Say): HTMLElement {
  const shown = problems.slice(0, 100).map(({ place, code, message, fix }) =>
    make(document, "li", { attributes: { "data-code": code } }, [
      make(document, "span", { class: "strong", text: place, attributes: { dir: "auto" } }),
      make(document, "span", { class: "soft", text: ` ${code} ` }),
      make(document, "br"),
      make(document, "span", { text: message, attributes: { dir: "auto" } }),
      make(document, "br"),
      make(document, "span", { text: say("ui.packs.fix", { fix }), attributes: { dir: "auto" } }),
    ]));
  const rest = problems.length - shown.length;
  return make(document, "ul", { class: "problems" }, [...shown, ...(rest > 0 ? [make(document, "li", { text: say("ui.packs.problems_more", { n: rest }) })] : [])]);
}
