// From [row, start, end] back to the page.

import type { Range as Shown, Row } from "../types.ts";
import type { Place } from "./walk.ts";

/** The element of a row, or undefined when it is a text row, unknown, or no longer in the page. */
export function elementAt(places: readonly Place[], row: number): Element | undefined {
  const place = places[row];
  if (!(place instanceof Element)) return undefined;
  return place.isConnected ? place : undefined;
}

/** A live Range for a place of evidence; undefined when the page has changed so that it is no longer there. */
export function rangeAt(places: readonly Place[], [row, start, end]: Shown): Range | undefined {
  const place = places[row];
  if (place === undefined || place instanceof Element) return undefined;
  const from = place.findLast((part) => part.start <= start);
  const to = place.findLast((part) => part.start < end) ?? from;
  if (!from || !to || !from.node.isConnected || !to.node.isConnected) return undefined;
  const first = start - from.start;
  const last = end - to.start;
  if (first > from.node.length || last > to.node.length) return undefined;
  const range = from.node.ownerDocument.createRange();
  try {
    range.setStart(from.node, first);
    range.setEnd(to.node, last);
  } catch {
    return undefined;
  }
  return range;
}

/** What an element said when it was walked: the texts of the rows below its row. */
export function saidIn(rows: readonly Row[], row: number): string {
  let said = "";
  for (let n = row + 1; n < rows.length; n += 1) {
    const [parent, text, attributes] = rows[n] ?? [-1, ""];
    if (parent < row) break;
    if (attributes === undefined) said += text;
  }
  return said;
}
