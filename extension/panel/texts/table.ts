// The text of a file as rows: CSV with a header, or one JSON object a line. Long ones are read in slices, so that the panel
// stays alive and the user can stop.

import { pause } from "../../content/walk.ts";
import { csvRows } from "./csv.ts";
import { guess, type Row, type Table } from "./rows.ts";
import { Unreadable } from "./trouble.ts";

/** Rows that are held: more than are ever compared, so that bad ones among them cost no good one. */
const MOST_ROWS = 20_000;
const MOST_COLUMNS = 200;
/** Milliseconds between two breaths. */
const SLICE = 8;
const DELIMITERS = [",", ";", "\t"];

/** `broken`: some of its characters could not be read. */
export async function tableOf(text: string, broken: boolean, kind: "csv" | "ndjson", signal: AbortSignal): Promise<Table> {
  if (text.trim() === "") throw new Unreadable("ui.texts.file.blank");
  if (kind === "ndjson" && text.trimStart().startsWith("[")) throw new Unreadable("ui.texts.file.array");
  const table: Table = { columns: [], rows: [], beyond: 0, broken };
  const source = kind === "csv" ? fromCsv(text, table) : fromJson(text, table);
  let begun = performance.now();
  for (const row of source) {
    if (table.rows.length < MOST_ROWS) table.rows.push(row);
    else table.beyond += 1;
    if (performance.now() - begun < SLICE) continue;
    await pause();
    signal.throwIfAborted();
    begun = performance.now();
  }
  return table;
}

/** What stands between the columns: the first with which a column is called what we know, else the one that gives most columns. */
function headed(text: string): { delimiter: string; header: string[] } {
  const all = DELIMITERS.map((delimiter) => {
    const [first] = csvRows(text.slice(0, 64 << 10), delimiter);
    return { delimiter, header: (first?.cells ?? []).map((cell) => cell.trim()) };
  });
  const known = all.find(({ header }) => guess(header).text !== undefined);
  return known ?? all.reduce((most, one) => (one.header.length > most.header.length ? one : most));
}

function* fromCsv(text: string, table: Table): Generator<Row> {
  const { delimiter, header } = headed(text);
  if (header.length > MOST_COLUMNS) throw new Unreadable("ui.texts.file.columns", { n: header.length, most: MOST_COLUMNS });
  // Two columns of one name: the first keeps it.
  const columns = header.map((name, at) => (name === "" || header.indexOf(name) < at ? `${name} (${at + 1})`.trim() : name));
  table.columns.push(...columns);
  let first = true;
  for (const { line, cells, unclosed } of csvRows(text, delimiter)) {
    if (first) {
      first = false;
      if (!unclosed) continue;
    }
    if (unclosed) yield { line, wrong: { key: "ui.texts.row.quote" } };
    else if (cells.every((cell) => cell.trim() === "")) yield { line, wrong: { key: "ui.texts.row.empty" } };
    else if (cells.length !== columns.length) yield { line, wrong: { key: "ui.texts.row.columns", args: { found: cells.length, needed: columns.length } } };
    else yield { line, cells: Object.fromEntries(columns.map((column, at) => [column, cells[at]])) };
  }
}

function* fromJson(text: string, table: Table): Generator<Row> {
  const columns = new Set<string>();
  let line = 0;
  for (let from = 0; from < text.length; ) {
    const end = text.indexOf("\n", from);
    const to = end < 0 ? text.length : end;
    const said = text.slice(from, to).trim();
    from = to + 1;
    line += 1;
    if (said === "") continue;
    const cells = objectOf(said);
    if (cells === undefined) {
      yield { line, wrong: { key: "ui.texts.row.json" } };
      continue;
    }
    for (const name of Object.keys(cells)) if (columns.size < MOST_COLUMNS && !columns.has(name)) {
      columns.add(name);
      table.columns.push(name);
    }
    yield { line, cells };
  }
}

function objectOf(said: string): { [name: string]: unknown } | undefined {
  try {
    const value: unknown = JSON.parse(said);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as { [name: string]: unknown }) : undefined;
  } catch {
    return undefined;
  }
}
