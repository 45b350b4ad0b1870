// Taking a record in from another device: a file by the picker or dropped.

import { make } from "../common/dom.ts";
import type { Say } from "../common/words.ts";
import { importRecord } from "../background/records/store.ts";
import { tellRecord } from "./channel.ts";
import { labelled, link, p, section, troubleText } from "./room.ts";

/** Looked at before a byte is read. */
const MOST_FILE_BYTES = 32 * 2 ** 20;

export function importPart(say: Say, done: () => unknown): HTMLElement {
  const file = make(document, "input", { attributes: { type: "file", accept: ".json,application/json", multiple: "", "data-act": "record-file" } });
  const status = make(document, "div", { attributes: { role: "status", "data-part": "import-status" } });
  const drop = make(document, "div", { class: "drop", attributes: { "data-part": "drop" } }, [labelled(say("ui.record.choose"), file), p(say("ui.record.drop"), "soft")]);
  const take = async (files: readonly File[]): Promise<void> => {
    status.replaceChildren();
    // One by one: a file that is refused keeps no other out.
    for (const one of files) status.append(await taken(one, say));
    tellRecord();
    await done();
  };
  file.addEventListener("change", () => {
    const chosen = [...(file.files ?? [])];
    // The same file may be chosen once more.
    file.value = "";
    void take(chosen);
  });
  drop.addEventListener("dragover", (event) => {
    event.preventDefault();
    drop.classList.add("over");
  });
  drop.addEventListener("dragleave", () => drop.classList.remove("over"));
  drop.addEventListener("drop", (event) => {
    event.preventDefault();
    drop.classList.remove("over");
    void take([...(event.dataTransfer?.files ?? [])]);
  });
  return section("import", say("ui.record.import"), [p(say("ui.record.import_about"), "soft"), drop, status]);
}

async function taken(file: File, say: Say): Promise<HTMLElement> {
  if (file.size > MOST_FILE_BYTES) return p(say("ui.record.import_large", { file: file.name, found: Math.ceil(file.size / 2 ** 20), most: MOST_FILE_BYTES / 2 ** 20 }), "note");
  try {
    const { id, taken } = await importRecord(await file.text());
    return make(document, "p", { attributes: { dir: "auto" } }, [document.createTextNode(`${say(taken ? "ui.record.imported" : "ui.record.import_here", { file: file.name })} `), link(say("ui.record.open"), `records.html?${String(new URLSearchParams({ id }))}`)]);
  } catch (error) {
    return p(say("ui.record.import_refused", { file: file.name, why: troubleText(error, say) }), "note");
  }
}
