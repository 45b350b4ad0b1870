// Rows of a file as letters: which column is which, and what is wrong with a row. A row that cannot be read is named with its
// line, the others are read all the same.

import type { OwnLetter } from "../../types.ts";
import type { Trouble } from "./trouble.ts";

export const FIELDS = ["text", "author", "job", "at", "id"] as const;
export type Field = (typeof FIELDS)[number];
/** Which column holds a field. */
export type Columns = { readonly [field in Field]?: string };

/** A row as it stands in the file, or why it is none. */
export type Row = { line: number; cells: { readonly [column: string]: unknown } } | { line: number; wrong: Trouble };

export interface Table {
  /** In the file's order. */
  columns: string[];
  rows: Row[];
  /** Rows after those that are held. */
  beyond: number;
  /** Some of its characters could not be read. */
  broken: boolean;
}

/** Letters of one file that are read at once, and characters of one. */
export const MOST_LETTERS = 2_000;
export const MOST_CHARACTERS = 100_000;

/** What columns are called elsewhere, the likeliest first. */
const CALLED: { readonly [field in Field]: readonly string[] } = {
  text: ["text", "letter", "cover letter", "proposal", "application", "message", "body", "content"],
  author: ["author", "applicant", "candidate", "freelancer", "bidder", "name", "full name", "from", "sender", "user"],
  job: ["job", "job post", "job title", "job description", "position", "project", "posting"],
  at: ["at", "date", "sent", "submitted", "applied", "time", "timestamp", "created"],
  id: ["id", "proposal id", "application id", "number", "no"],
};

const plain = (name: string): string => name.trim().toLowerCase().replace(/[_\s-]+/g, " ");

/** The columns by their names, each for one field. */
export function guess(columns: readonly string[]): Columns {
  const taken = new Set<string>();
  const found: { [field in Field]?: string } = {};
  for (const field of FIELDS) {
    const named = CALLED[field].flatMap((name) => columns.filter((column) => !taken.has(column) && plain(column) === name));
    const [first] = named;
    if (first === undefined) continue;
    found[field] = first;
    taken.add(first);
  }
  return found;
}

const BROKEN: Trouble = { key: "ui.texts.row.broken" };

export interface Read {
  letters: OwnLetter[];
  wrong: { line: number; why: Trouble }[];
  /** Rows after the last letter that is taken. */
  beyond: number;
}

/** The letters of a table. Without a column for the author, each row counts as another person's, called by `nameless`. */
export function lettersOf(table: Table, columns: Columns, nameless: (line: number) => string): Read {
  const letters: OwnLetter[] = [];
  const wrong: Read["wrong"] = [];
  const lines = new Map<string, number>();
  let { beyond } = table;
  for (const row of table.rows) {
    const { line } = row;
    const cut = table.broken && "cells" in row && Object.values(row.cells).some((cell) => typeof cell === "string" && cell.includes("\ufffd"));
    const made = "wrong" in row ? row.wrong : cut ? BROKEN : letterOf(row.cells, columns, line, nameless);
    if ("key" in made) {
      wrong.push({ line, why: made });
      continue;
    }
    const first = lines.get(made.id);
    if (first !== undefined) wrong.push({ line, why: { key: "ui.texts.row.again", args: { id: made.id.slice(0, 80), first } } });
    else if (letters.length >= MOST_LETTERS) beyond += 1;
    else {
      lines.set(made.id, line);
      letters.push(made);
    }
  }
  return { letters, wrong, beyond };
}

function letterOf(cells: { readonly [column: string]: unknown }, columns: Columns, line: number, nameless: (line: number) => string): OwnLetter | Trouble {
  const held: { [field in Field]?: string } = {};
  for (const field of FIELDS) {
    const column = columns[field];
    const cell = column !== undefined && Object.hasOwn(cells, column) ? cells[column] : undefined;
    if (column === undefined || cell === undefined || cell === null) continue;
    const said = typeof cell === "number" && Number.isSafeInteger(cell) && field !== "text" ? String(cell) : cell;
    if (typeof said !== "string") return { key: "ui.texts.row.no_text", args: { column } };
    held[field] = said.toWellFormed();
  }
  const { text = "", author, job, at, id } = held;
  if (text.trim() === "") return { key: "ui.texts.row.empty" };
  const found = Math.max(text.length, job?.length ?? 0);
  if (found > MOST_CHARACTERS) return { key: "ui.texts.row.long", args: { found, most: MOST_CHARACTERS } };
  return {
    id: id?.trim() || String(line),
    text,
    author: columns.author === undefined ? nameless(line) : (author ?? ""),
    ...(job === undefined ? {} : { job }),
    ...(at === undefined || at.trim() === "" ? {} : { at }),
  };
}
