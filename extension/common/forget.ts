// The letters that are kept while the browser runs: how many, and the button that forgets them.

import { ext } from "./browser.ts";
import { make } from "./dom.ts";
import { KEPT_KEY, type Kept } from "./protocol.ts";
import type { Say } from "./words.ts";

/** Of ordinary and private windows together: the button forgets both. */
export async function readKept(): Promise<number> {
  const kept = (await ext.storage.session.get(KEPT_KEY))[KEPT_KEY] as Kept | undefined;
  return (kept?.open ?? 0) + (kept?.private ?? 0);
}

export function forgetButton(document: Document, say: Say): HTMLButtonElement {
  const button = make(document, "button", { text: say("ui.session.forget"), attributes: { type: "button", "data-act": "forget-letters" } });
  button.addEventListener("click", () => void ext.runtime.sendMessage({ kind: "forget-letters" }).catch(() => undefined));
  return button;
}
