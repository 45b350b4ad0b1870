// Copies a text; where the browser does not let it, selects it.

import type { Say } from "../common/words.ts";
import { button } from "./room.ts";

export function copyButton(say: Say, text: () => string, shown: Node, status: HTMLElement): HTMLButtonElement {
  return button(say("kit.copy"), "copy", async () => {
    try {
      await navigator.clipboard.writeText(text());
      status.textContent = say("kit.copied");
    } catch {
      getSelection()?.selectAllChildren(shown);
      status.textContent = say("kit.copy_failed");
    }
  });
}
