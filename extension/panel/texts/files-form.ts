// Files: chosen or dropped, several at once, each read at once and listed with what was read of it.

import { make } from "../../common/dom.ts";
import type { Say } from "../../common/words.ts";
import { type FileEntry, fileEntry, type Taken } from "./file-entry.ts";
import { readFile } from "./files.ts";

export interface FilesForm {
  element: HTMLElement;
  /** What is to be checked; nothing at all where a file needs an answer first. */
  take(): Taken[] | undefined;
  clear(): void;
}

const MOST_FILES = 50;
const ACCEPT = ".txt,.csv,.tsv,.ndjson,.jsonl,.json,.html,.htm,text/plain,text/csv,text/html";

export interface Around {
  /** Shows that a file is read, and gives the signal with which the user stops it. */
  busy(name: string): AbortSignal;
  idle(): void;
  /** Files were dropped, wherever in the panel. */
  dropped(): void;
}

export function filesForm(document: Document, say: Say, { busy, idle, dropped }: Around): FilesForm {
  const input = make(document, "input", { attributes: { type: "file", multiple: "", accept: ACCEPT, "data-act": "own-files" } });
  const list = make(document, "ul", { class: "plain", attributes: { "data-part": "own-file-list" } });
  const note = make(document, "p", { class: "note", attributes: { role: "alert", hidden: "" } });
  const drop = make(document, "div", { class: "drop", attributes: { "data-part": "own-drop" } }, [
    make(document, "label", { class: "number" }, [make(document, "span", { text: say("ui.texts.choose") }), input]),
    make(document, "p", { class: "soft", text: say("ui.texts.drop") }),
  ]);
  const entries: FileEntry[] = [];
  // Another round: what is still being read belongs to no list any more.
  let round = 0;
  let before: Promise<void> = Promise.resolve();

  /** One after the other, also where more are dropped meanwhile. */
  const add = (files: readonly File[]): void => {
    const mine = round;
    before = before.then(() => (mine === round ? read(files, mine) : undefined)).catch(() => idle());
  };
  const read = async (files: readonly File[], mine: number): Promise<void> => {
    const room = MOST_FILES - entries.length;
    note.hidden = files.length <= room;
    note.textContent = say("ui.texts.many_files", { n: files.length - room, most: MOST_FILES });
    try {
      for (const file of files.slice(0, room)) {
        const given = await readFile(file, busy(file.name.slice(0, 120)));
        if (mine !== round) return;
        const entry: FileEntry = fileEntry(document, given, say, () => {
          entries.splice(entries.indexOf(entry), 1);
          entry.element.remove();
          input.focus();
        });
        entries.push(entry);
        list.append(entry.element);
      }
    } catch (error) {
      if (!(error instanceof DOMException && error.name === "AbortError")) throw error;
    } finally {
      if (mine === round) idle();
    }
  };
  input.addEventListener("change", () => {
    const chosen = [...(input.files ?? [])];
    // The same file may be chosen once more.
    input.value = "";
    add(chosen);
  });
  // The whole panel takes them: a file that is dropped beside the frame would replace the panel.
  document.addEventListener("dragover", (event) => {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    drop.classList.add("over");
  });
  document.addEventListener("dragleave", (event) => {
    if (event.relatedTarget === null) drop.classList.remove("over");
  });
  document.addEventListener("drop", (event) => {
    const files = [...(event.dataTransfer?.files ?? [])];
    drop.classList.remove("over");
    if (files.length === 0) return;
    event.preventDefault();
    dropped();
    add(files);
  });

  return {
    element: make(document, "div", { attributes: { "data-part": "own-files" } }, [drop, note, list]),
    take: () => {
      const taken: Taken[] = [];
      for (const entry of entries) {
        const one = entry.take();
        if (one === undefined) return undefined;
        taken.push(one);
      }
      return taken;
    },
    clear: () => {
      round += 1;
      entries.splice(0);
      list.replaceChildren();
      note.hidden = true;
    },
  };
}
