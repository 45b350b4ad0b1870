// Messages about what the user gives instead of a page.

import type { OwnLetters, Problem, Report, SeenLetter } from "../types.ts";
import type { Counted, Named, PageLetter, Room } from "./protocol.ts";

/** What is to be checked like a page: letters, or a saved page as one JSON text as in `check`. */
export type OwnSource = { letters: OwnLetters } | { tree: string };

export type OwnQuestion =
  /** Its letters, for comparing it with what else is given. */
  | { kind: "own-letters"; source: OwnSource }
  /** Judges it. `others`: letters of what else is given; `session`: whose letters of this job session it is compared with too. */
  | { kind: "own-check"; source: OwnSource; others: SeenLetter[]; session?: Room };

export type OwnAnswer =
  | { kind: "own-letters"; letters: SeenLetter[] }
  /** `letters`: those that templates were made from, as far as they are not too long to send twice. */
  | { kind: "own-check"; report: Report; counted: Counted[]; letters: PageLetter[]; people: Named[] }
  | { kind: "own-failed"; problems: Problem[] };

export function isOwnQuestion({ kind, source, others, session }: { [part: string]: unknown }): boolean {
  const { letters, tree } = parts(source);
  const given = letters === undefined ? typeof tree === "string" : tree === undefined && Array.isArray(parts(letters)["letters"]);
  return given && (kind === "own-letters" || (Array.isArray(others) && ["open", "private", undefined].includes(session as string)));
}

const parts = (value: unknown): { [part: string]: unknown } => (typeof value === "object" && value !== null ? (value as { [part: string]: unknown }) : {});
