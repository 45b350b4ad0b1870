// Everything that the extension ever kept, deleted at once: afterwards it is as on its first day.

import { ext } from "../common/browser.ts";
import type { ForgetAnswer } from "../common/protocol.ts";
import type { Say } from "../common/words.ts";
import { button, p, part, type Part, row, status, twice } from "./part.ts";

/** By the background, so that closing this page ends nothing halfway. */
async function eraseEverything(): Promise<boolean> {
  const answer = (await ext.runtime.sendMessage({ kind: "erase-everything" })) as ForgetAnswer | undefined;
  return answer !== undefined && answer.refused === undefined;
}

export function erasePart(say: Say, erased: () => void): Part {
  const said = status("erased");
  const made = twice(button(say("ui.options.erase.button"), "erase", () => undefined), say("ui.options.erase.sure"), async () => {
    said.textContent = say("ui.memory.file.working");
    const done = await eraseEverything().catch(() => false);
    said.textContent = say(done ? "ui.options.erase.done" : "ui.options.erase.failed");
    erased();
  });
  return part("erase", say("ui.options.erase"), [p(say("ui.options.erase.about"), "soft"), row(made), said]);
}
