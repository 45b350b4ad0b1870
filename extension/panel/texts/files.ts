// A file that the user hands over, read: a letter, a table of letters, or a saved page; or why it is none of these.

import { decode } from "./encoding.ts";
import { kindOf } from "./kinds.ts";
import { type SavedPage, savedPage } from "./page.ts";
import { type Columns, guess, MOST_CHARACTERS, type Table } from "./rows.ts";
import { tableOf } from "./table.ts";
import { type Trouble, Unreadable } from "./trouble.ts";

/** A larger file is not opened. */
export const MOST_BYTES = 20 << 20;

export type Given =
  | { kind: "letter"; name: string; text: string }
  | { kind: "table"; name: string; table: Table; columns: Columns }
  | { kind: "page"; name: string; page: SavedPage }
  | { kind: "refused"; name: string; why: Trouble };

export async function readFile(file: File, signal: AbortSignal): Promise<Given> {
  // It is shown and said: no name needs to be longer.
  const name = file.name.slice(0, 120);
  try {
    if (file.size > MOST_BYTES) throw new Unreadable("ui.texts.file.large", { found: Math.ceil(file.size / 2 ** 20), most: MOST_BYTES / 2 ** 20 });
    const bytes = new Uint8Array(await file.arrayBuffer().catch(() => {
      // A folder, or a file that is gone or forbidden.
      throw new Unreadable("ui.texts.file.unopened");
    }));
    const kind = kindOf(name, bytes);
    const { text, broken } = decode(bytes, kind === "page");
    signal.throwIfAborted();
    if (kind === "page") return { kind, name, page: savedPage(text, broken, file.lastModified) };
    if (kind === "letter") return { kind, name, text: letterText(text) };
    const table = await tableOf(text, broken > 0, kind, signal);
    return { kind: "table", name, table, columns: guess(table.columns) };
  } catch (error) {
    if (error instanceof Unreadable) return { kind: "refused", name, why: error.trouble };
    throw error;
  }
}

/** The text of one letter, where it can be one. */
export function letterText(text: string): string {
  if (text.trim() === "") throw new Unreadable("ui.texts.file.blank");
  if (text.length > MOST_CHARACTERS) throw new Unreadable("ui.texts.file.long", { found: text.length, most: MOST_CHARACTERS });
  return text.toWellFormed();
}
