// One file in the list: what was read of it, what was not and why, and what only the user knows: which column is which, and
// where a page was saved from.

import { make } from "../../common/dom.ts";
import type { Say } from "../../common/words.ts";
import type { Given } from "./files.ts";
import { type SavedPage, webAddress } from "./page.ts";
import { type Columns, type Field, lettersOf, MOST_LETTERS, type Read, type Table } from "./rows.ts";
import { sayTrouble } from "./trouble.ts";

export type Taken =
  | { kind: "letters"; name: string; read: Read }
  | { kind: "letter"; name: string; text: string }
  | { kind: "page"; name: string; page: SavedPage }
  | { kind: "nothing" };

export interface FileEntry {
  element: HTMLElement;
  /** What of it is to be checked; a file that needs an answer first gets the focus and says which. */
  take(): Taken | undefined;
}

/** Rows named one by one; beyond them their number. */
const NAMED = 20;

export function fileEntry(document: Document, given: Given, say: Say, remove: () => void): FileEntry {
  const gone = make(document, "button", { class: "quiet", text: say("ui.texts.remove"), attributes: { type: "button", "data-act": "own-file-remove", "aria-label": say("ui.texts.remove_named", { name: given.name }) } });
  gone.addEventListener("click", remove);
  const { parts, take } = partsOf(document, given, say);
  const element = make(document, "li", { attributes: { "data-file": given.name, "data-kind": given.kind } }, [
    make(document, "div", { class: "head" }, [make(document, "p", { class: "strong", text: given.name, attributes: { dir: "auto" } }), gone]),
    ...parts,
  ]);
  return { element, take };
}

interface Parts {
  parts: HTMLElement[];
  take: FileEntry["take"];
}

function partsOf(document: Document, given: Given, say: Say): Parts {
  const p = (text: string, kind?: string): HTMLElement => make(document, "p", { text, attributes: { dir: "auto" }, ...(kind && { class: kind }) });
  switch (given.kind) {
    case "refused":
      return { parts: [p(sayTrouble(say, given.why), "note")], take: () => ({ kind: "nothing" }) };
    case "letter":
      return { parts: [p(say("ui.texts.read.letter"), "soft")], take: () => given };
    case "table":
      return tableParts(document, given.name, given.table, given.columns, say);
    case "page":
      return pageParts(document, given.name, given.page, say);
  }
}

function tableParts(document: Document, name: string, table: Table, guessed: Columns, say: Say): Parts {
  let columns = guessed;
  let read: Read;
  const said = make(document, "div", { attributes: { role: "status" } });
  const trouble = make(document, "p", { class: "note", text: say("ui.texts.columns.missing"), attributes: { role: "alert", hidden: "" } });
  const look = (): void => {
    read = lettersOf(table, columns, (line) => say("ui.texts.row_person", { line }));
    trouble.hidden = true;
    said.replaceChildren(...(columns.text === undefined ? [] : readParts(document, read, columns, say)));
  };
  const pick = (field: Field, none: string): HTMLSelectElement => {
    const options = [["", none], ...table.columns.map((column) => [column, column])];
    const select = make(document, "select", { attributes: { "data-column": field } }, options.map(([value = "", text = ""]) => make(document, "option", { text, attributes: { value } })));
    select.value = columns[field] ?? "";
    select.addEventListener("change", () => {
      const { [field]: _, ...rest } = columns;
      columns = select.value === "" ? rest : { ...rest, [field]: select.value };
      look();
    });
    return select;
  };
  const text = pick("text", say("ui.texts.columns.choose"));
  const labelled = (key: string, select: HTMLSelectElement): HTMLElement => make(document, "label", { class: "number" }, [make(document, "span", { text: say(key) }), select]);
  const fold = make(document, "details", { attributes: { "data-part": "own-columns" } }, [
    make(document, "summary", { text: say("ui.texts.columns") }),
    labelled("ui.texts.columns.text", text),
    labelled("ui.texts.columns.author", pick("author", say("ui.texts.columns.each"))),
    labelled("ui.texts.columns.job", pick("job", say("ui.texts.columns.none"))),
  ]);
  fold.open = columns.text === undefined || (columns.author === undefined && table.columns.length > 1);
  look();
  return {
    parts: [said, trouble, fold],
    take: () => {
      if (columns.text !== undefined) return read.letters.length === 0 ? { kind: "nothing" } : { kind: "letters", name, read };
      trouble.hidden = false;
      fold.open = true;
      text.focus();
      return undefined;
    },
  };
}

/** "12 letters; 1 row was empty", and which rows those were. */
function readParts(document: Document, { letters, wrong, beyond }: Read, columns: Columns, say: Say): HTMLElement[] {
  const empty = wrong.every(({ why }) => why.key === "ui.texts.row.empty");
  const left = wrong.length === 0 ? "" : say(empty ? "ui.texts.rows.empty" : "ui.texts.rows.left_out", { n: wrong.length });
  const n = say("ui.texts.letters", { n: letters.length });
  const nobody = columns.author === undefined ? 0 : letters.filter(({ author = "" }) => author.trim() === "").length;
  const lines = [
    left === "" ? say("ui.texts.read.rows", { letters: n }) : say("ui.texts.read.some", { letters: n, left }),
    ...(columns.author === undefined ? [say("ui.texts.each_row")] : []),
    ...(nobody > 0 ? [say("ui.texts.nobody", { n: nobody })] : []),
    ...(beyond > 0 ? [say("ui.texts.beyond", { n: beyond, most: MOST_LETTERS })] : []),
  ];
  const named = wrong.slice(0, NAMED).map(({ line, why }) => make(document, "li", { text: say("ui.texts.line", { line, why: sayTrouble(say, why) }), attributes: { dir: "auto" } }));
  const more = wrong.length - named.length;
  const rows = wrong.length === 0 ? [] : [make(document, "details", { attributes: { "data-part": "own-wrong" } }, [
    make(document, "summary", { text: say("ui.texts.rows.which") }),
    make(document, "ul", {}, [...named, ...(more > 0 ? [make(document, "li", { text: say("ui.texts.rows.more", { n: more }) })] : [])]),
  ])];
  return [...lines.map((text) => make(document, "p", { text, class: "soft" })), ...rows];
}

function pageParts(document: Document, name: string, page: SavedPage, say: Say): Parts {
  const address = make(document, "input", { attributes: { type: "text", inputmode: "url", maxlength: "2000", autocomplete: "off", spellcheck: "false", name: "own-address" } });
  address.value = page.url;
  const trouble = make(document, "p", { class: "note", text: say("ui.texts.address.wrong"), attributes: { role: "alert", hidden: "" } });
  const time = new Intl.DateTimeFormat(say.language, { dateStyle: "medium", timeStyle: "short" }).format(new Date(page.at));
  const says = page.by === "saver" ? say("ui.texts.address.saver") : page.by === "page" ? say("ui.texts.address.page") : say("ui.texts.address.nobody");
  const dated = page.dated === "page" ? say("ui.texts.dated.page", { time }) : say("ui.texts.dated.file", { time });
  return {
    parts: [
      make(document, "p", { class: "soft", text: `${say("ui.texts.read.page")} ${dated}` }),
      make(document, "label", { class: "number" }, [make(document, "span", { text: say("ui.texts.address") }), address]),
      make(document, "p", { class: "soft", text: says }),
      trouble,
    ],
    take: () => {
      const url = webAddress(address.value);
      trouble.hidden = url !== undefined;
      if (url !== undefined) {
        address.removeAttribute("aria-invalid");
        return { kind: "page", name, page: url === page.url ? page : { ...page, url, by: "user" } };
      }
      address.setAttribute("aria-invalid", "true");
      address.focus();
      return undefined;
    },
  };
}
