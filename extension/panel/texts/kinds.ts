// What a file is, by its first bytes and its name: only text is read, and of everything else it is said what it seems to be.

import { Unreadable } from "./trouble.ts";

export type Kind = "letter" | "csv" | "ndjson" | "page";

const HEAD_BYTES = 64 << 10;

const MAGIC: readonly (readonly [string, string])[] = [
  ["%PDF-", "ui.texts.file.pdf"],
  ["\u0089PNG", "ui.texts.file.picture"],
  ["\u00ff\u00d8\u00ff", "ui.texts.file.picture"],
  ["GIF8", "ui.texts.file.picture"],
  ["RIFF", "ui.texts.file.picture"],
  ["PK\u0003\u0004", "ui.texts.file.zip"],
  ["\u00d0\u00cf\u0011\u00e0", "ui.texts.file.zip"],
  ["\u001f\u008b", "ui.texts.file.compressed"],
  ["\u0028\u00b5\u002f\u00fd", "ui.texts.file.compressed"],
  ["BZh", "ui.texts.file.compressed"],
  ["\u00fd7zXZ", "ui.texts.file.compressed"],
  ["7z\u00bc\u00af", "ui.texts.file.compressed"],
  ["bplist00", "ui.texts.file.archive"],
];

const BY_NAME: { readonly [extension: string]: Kind } = {
  txt: "letter", csv: "csv", tsv: "csv", ndjson: "ndjson", jsonl: "ndjson", json: "ndjson", html: "page", htm: "page", xhtml: "page",
};

/** Throws what is said of a file that is not read. */
export function kindOf(name: string, bytes: Uint8Array): Kind {
  const extension = /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? "";
  const head = bytes.subarray(0, HEAD_BYTES);
  const start = new TextDecoder("latin1").decode(head.subarray(0, 400));
  if (bytes.length === 0) throw new Unreadable("ui.texts.file.empty");
  const known = MAGIC.find(([magic]) => magicAt(head, magic));
  if (known) throw new Unreadable(known[1]);
  const utf16 = (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff);
  const zeros = head.reduce((count, byte) => count + (byte === 0 ? 1 : 0), 0);
  if (!utf16 && zeros > 2 + head.length / 1_000) throw new Unreadable("ui.texts.file.binary");
  if (/^\s*(from: <saved by|mime-version:)/i.test(start) || extension === "mht" || extension === "mhtml") throw new Unreadable("ui.texts.file.archive");
  const kind = BY_NAME[extension] ?? (extension === "" && !looksLikePage(start) ? "letter" : undefined);
  if (looksLikePage(start)) return "page";
  if (kind === undefined) throw new Unreadable("ui.texts.file.kind");
  return kind;
}

/** The file's own bytes, not those of a decoder: `latin1` of browsers is windows-1252. */
const magicAt = (head: Uint8Array, magic: string): boolean => [...magic].every((character, at) => head[at] === character.charCodeAt(0));

const looksLikePage = (start: string): boolean => /^(\u00ef\u00bb\u00bf)?\s*(<!--[\s\S]*?-->\s*)*<(!doctype html|html|head|body)\b/i.test(start);
