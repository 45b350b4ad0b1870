// CSV as spreadsheets write it, read as the command reads it (the `csv` crate): a quotation mark counts at the start of a cell
// only, two of them inside stand for one, blank lines are no rows, and a row may run over several lines.
//
// No library: what is needed is the line of each row and a way on behind a mark that is never closed, which those that we found
// do not give. `papaparse` is thirteen times as long, with requests and workers in it. tests/unit/own-csv.test.ts holds this to
// the command on made-up tables.

export interface CsvRow {
  /** The line it begins on, from 1. */
  line: number;
  cells: string[];
  /** A quotation mark in it is never closed; reading goes on at the next line. */
  unclosed: boolean;
}

const QUOTE = '"';
/** So often reading goes on behind a mark that is never closed: each time the rest of the text is gone through. */
const MOST_RESTARTS = 100;

export function* csvRows(text: string, delimiter: string): Generator<CsvRow> {
  let line = 1;
  let at = 0;
  let restarts = 0;
  while (at < text.length) {
    const end = lineEnd(text, at);
    if (end > 0) {
      at += end;
      line += 1;
      continue;
    }
    const { cells, next, unclosed } = row(text, at, delimiter);
    yield { line, cells, unclosed };
    let to = next;
    if (unclosed) {
      restarts += 1;
      if (restarts > MOST_RESTARTS) return;
      to = nextLine(text, at);
    }
    line += lines(text, at, to);
    at = to;
  }
}

/** The length of a line end that stands here; 0 where there is none. */
function lineEnd(text: string, at: number): number {
  if (text[at] === "\n") return 1;
  if (text[at] !== "\r") return 0;
  return text[at + 1] === "\n" ? 2 : 1;
}

function row(text: string, from: number, delimiter: string): { cells: string[]; next: number; unclosed: boolean } {
  const cells: string[] = [];
  let at = from;
  for (;;) {
    let cell = "";
    if (text[at] === QUOTE) {
      const quoted = inQuotes(text, at + 1);
      cell = quoted.cell;
      at = quoted.next;
      // Where text follows at once, the mark that seems to close a cell of several lines opens one of a later row. A mark that is
      // not closed in the last line of a file is borne.
      const ends = at >= text.length || text[at] === delimiter || lineEnd(text, at) > 0;
      if ((!quoted.closed || !ends) && /[\r\n]/.test(cell)) return { cells: [...cells, cell], next: at, unclosed: true };
    }
    const end = cellEnd(text, at, delimiter);
    cells.push(cell + text.slice(at, end));
    at = end;
    if (text[at] !== delimiter) return { cells, next: at + lineEnd(text, at), unclosed: false };
    at += 1;
  }
}

/** What stands between quotation marks, and where it goes on behind them. */
function inQuotes(text: string, from: number): { cell: string; next: number; closed: boolean } {
  const parts: string[] = [];
  let at = from;
  for (;;) {
    const mark = text.indexOf(QUOTE, at);
    if (mark < 0) return { cell: parts.join("") + text.slice(at), next: text.length, closed: false };
    parts.push(text.slice(at, mark));
    if (text[mark + 1] !== QUOTE) return { cell: parts.join(""), next: mark + 1, closed: true };
    parts.push(QUOTE);
    at = mark + 2;
  }
}

function cellEnd(text: string, from: number, delimiter: string): number {
  let at = from;
  while (at < text.length && text[at] !== delimiter && text[at] !== "\n" && text[at] !== "\r") at += 1;
  return at;
}

function nextLine(text: string, from: number): number {
  let at = from;
  while (at < text.length && lineEnd(text, at) === 0) at += 1;
  return at + lineEnd(text, at);
}

function lines(text: string, from: number, to: number): number {
  let count = 0;
  for (let at = from; at < to; at += Math.max(1, lineEnd(text, at))) if (lineEnd(text, at) > 0) count += 1;
  return count;
}
