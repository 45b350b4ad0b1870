// Everything that the extension ever kept, deleted at once: afterwards it is as on its first day.

import { deleteDB } from "idb";
import { ext } from "../common/browser.ts";
import type { Say } from "../common/words.ts";
import { button, p, part, type Part, row, status, twice } from "./part.ts";

async function eraseEverything(): Promise<void> {
  // The choices first: from here on nothing new is kept.
  await ext.storage.local.clear();
  await ext.runtime.sendMessage({ kind: "forget-all" });
  for (const { name } of await indexedDB.databases()) if (name !== undefined) await deleteDB(name);
  await ext.storage.session.clear();
  await ext.runtime.sendMessage({ kind: "packs-changed" });
}

export function erasePart(say: Say, erased: () => void): Part {
  const said = status("erased");
  const made = twice(button(say("ui.options.erase.button"), "erase", () => undefined), say("ui.options.erase.sure"), async () => {
    said.textContent = say("ui.memory.file.working");
    const done = await eraseEverything().then(() => true, () => false);
    said.textContent = say(done ? "ui.options.erase.done" : "ui.options.erase.failed");
    erased();
  });
  return part("erase", say("ui.options.erase"), [p(say("ui.options.erase.about"), "soft"), row(made), said]);
}
