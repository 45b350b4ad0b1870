// Two letters woven into one: what they share runs through, and where they differ, both stand side by side. In a narrow panel that
// is read in one go, where two columns of letters are not.

import type { Piece } from "../common/template.ts";

export type Woven = { shared: string } | { first: Piece[]; second: Piece[] };

/** Nothing where the two do not share the same passages in the same order: then they can only be laid side by side. */
export function weave(first: readonly Piece[], second: readonly Piece[]): Woven[] | undefined {
  const [a, b] = [stretches(first), stretches(second)];
  if (a.length < 2 || a.length !== b.length) return undefined;
  const woven: Woven[] = [];
  for (const [n, { before, shared }] of a.entries()) {
    const other = b[n];
    if (!other || plain(shared) !== plain(other.shared)) return undefined;
    if (before.length + other.before.length > 0) woven.push({ first: before, second: other.before });
    if (shared !== "") woven.push({ shared });
  }
  return woven;
}

/** A letter cut at its shared passages: what stands before each, and the passage; the last has none. */
function stretches(pieces: readonly Piece[]): { before: Piece[]; shared: string }[] {
  const all: { before: Piece[]; shared: string }[] = [];
  let before: Piece[] = [];
  for (const piece of pieces) {
    if (piece.kind === "shared") {
      all.push({ before, shared: piece.text });
      before = [];
    } else if (/[^\s.,;:!?]/u.test(piece.text)) before.push(piece);
  }
  return [...all, { before, shared: "" }];
}

/** Letters and digits alone: the template is told by words, not by how they are set. */
const plain = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ").trim();
