// A button that puts a text on the clipboard, and says so.

import { make } from "../common/dom.ts";
import type { Say } from "../common/words.ts";
import { button } from "./part.ts";

export function copyButton(say: Say, text: string, act: string, what: () => string): HTMLElement {
  const said = make(document, "span", { class: "soft", attributes: { role: "status" } });
  const copy = async (): Promise<void> => {
    const done = await navigator.clipboard.writeText(what()).then(() => true, () => false);
    said.textContent = say(done ? "ui.options.copied" : "ui.options.not_copied");
  };
  return make(document, "span", { class: "copy" }, [button(text, act, copy), said]);
}
