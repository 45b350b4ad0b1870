// The quotes of a finding, as a person wants to see them.

import type { Range } from "../types.ts";
import type { Say } from "./words.ts";

export interface Quote {
  text: string;
  shown: Range[];
  /** Whose words, when the finding is about several. */
  from: string;
}

/** A quote so short is a date or a number. */
const SHORT = 24;

/** Short quotes in a row that have no place and no speaker, such as the dates of thirteen reviews, are one quote. */
export function joined(quotes: readonly Quote[], say: Say): Quote[] {
  const rows: Quote[][] = [];
  for (const quote of quotes) {
    const row = rows[rows.length - 1];
    if (row?.every(isBare) && isBare(quote)) row.push(quote);
    else rows.push([quote]);
  }
  return rows.flatMap((row) => (row.length < 2 ? row : [{ text: counted(row, say), shown: [], from: "" }]));
}

const isBare = ({ text, shown, from }: Quote): boolean => text.length <= SHORT && shown.length === 0 && from === "";

function counted(row: readonly Quote[], say: Say): string {
  const times = new Map<string, number>();
  for (const { text } of row) times.set(text, (times.get(text) ?? 0) + 1);
  return [...times].map(([text, n]) => (n === 1 ? text : say("ui.quote.times", { text, n }))).join("\n");
}
