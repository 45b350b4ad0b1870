// What is remembered, in the words of the extension's own pages, and the buttons that forget it.

import type { Trouble } from "../background/ledger/schema.ts";
import { ext } from "./browser.ts";
import { make } from "./dom.ts";
import { type FromExtension, KEPT_KEY, type Kept, MEMORY_KEY, type MemoryState } from "./protocol.ts";
import type { Say } from "./words.ts";

/** The letters that are kept while the browser runs, of ordinary and private windows together: the button forgets both. */
export async function readKept(): Promise<number> {
  const kept = (await ext.storage.session.get(KEPT_KEY))[KEPT_KEY] as Kept | undefined;
  return (kept?.open ?? 0) + (kept?.private ?? 0);
}

export async function readMemory(): Promise<MemoryState> {
  return ((await ext.storage.session.get(MEMORY_KEY))[MEMORY_KEY] as MemoryState | undefined) ?? {};
}

export const troubleText = ({ code, why }: Trouble, say: Say): string => say(`ui.memory.trouble.${code}`, { why });

export const forgetButton = (document: Document, say: Say): HTMLButtonElement =>
  sending(document, say("ui.session.forget"), { kind: "forget-letters" });

/** Forgets the ledger and the session. It cannot be undone, so the first press only asks. */
export function forgetAllButton(document: Document, say: Say): HTMLButtonElement {
  return twice(sending(document, say("ui.memory.forget_all"), { kind: "forget-all" }), say("ui.memory.forget_all_sure"));
}

/** A button that says something to the background; the act is named as the message. `done`: what it says afterwards. */
export function sending(document: Document, text: string, message: FromExtension, done?: string): HTMLButtonElement {
  const button = make(document, "button", { text, attributes: { type: "button", "data-act": message.kind } });
  button.addEventListener("click", () => void send());
  const send = async (): Promise<void> => {
    const answer: unknown = await ext.runtime.sendMessage(message).catch(() => undefined);
    if (done === undefined || answer === undefined) return;
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
