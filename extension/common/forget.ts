// What is remembered, in the words of the extension's own pages, and the buttons that forget it.

import type { Trouble } from "../background/ledger/schema.ts";
import { ext } from "./browser.ts";
import { make } from "./dom.ts";
import { type ForgetAnswer, type FromExtension, KEPT_KEY, type Kept, MEMORY_KEY, type MemoryState, UNFINISHED_KEY } from "./protocol.ts";
import type { Say } from "./words.ts";

/** The letters that are kept while the browser runs, of ordinary and private windows together: the button forgets both. */
export async function readKept(): Promise<number> {
  const kept = (await ext.storage.session.get(KEPT_KEY))[KEPT_KEY] as Kept | undefined;
  return (kept?.open ?? 0) + (kept?.private ?? 0);
}

export async function readMemory(): Promise<MemoryState> {
  return ((await ext.storage.session.get(MEMORY_KEY))[MEMORY_KEY] as MemoryState | undefined) ?? {};
}

/** Whether something that was interrupted could not be finished at the start. */
export async function isUnfinished(): Promise<boolean> {
  const left: unknown = (await ext.storage.session.get(UNFINISHED_KEY))[UNFINISHED_KEY];
  return Array.isArray(left) && left.length > 0;
}

export const troubleText = ({ code, why }: Trouble, say: Say): string => say(`ui.memory.trouble.${code}`, { why });

export const forgetButton = (document: Document, say: Say): HTMLButtonElement =>
  sending(document, say("ui.session.forget"), { kind: "forget-letters" }, say);

/** Forgets the ledger and the session. It cannot be undone, so the first press only asks. */
export function forgetAllButton(document: Document, say: Say): HTMLButtonElement {
  return twice(sending(document, say("ui.memory.forget_all"), { kind: "forget-all" }, say), say("ui.memory.forget_all_sure"));
}

/**
 * A button that says something to the background; the act is named as the message. `done`: what it says afterwards. What was not
 * done is said below it.
 */
export function sending(document: Document, text: string, message: FromExtension, say: Say, done?: string): HTMLButtonElement {
  const button = make(document, "button", { text, attributes: { type: "button", "data-act": message.kind } });
  const refused = make(document, "p", { class: "note", attributes: { role: "alert", "data-part": "refused" } });
  button.addEventListener("click", () => void send());
  const send = async (): Promise<void> => {
    const answer = (await ext.runtime.sendMessage(message).catch(() => undefined)) as Partial<ForgetAnswer> | undefined;
    const why = answer === undefined ? say("ui.panel.trouble.silent") : answer.refused && say(answer.refused.key, answer.refused.args);
    refused.textContent = why ?? "";
    if (why !== undefined) return button.after(refused);
    refused.remove();
    if (done === undefined) return;
    button.removeAttribute("aria-label");
    button.textContent = done;
    button.disabled = true;
  };
  return button;
}

/** Makes a button ask before it acts: the press that follows the question counts. */
function twice(button: HTMLButtonElement, question: string): HTMLButtonElement {
  button.addEventListener("click", (event) => {
    if (button.textContent === question) return;
    event.stopImmediatePropagation();
    button.textContent = question;
  }, { capture: true });
  return button;
}
