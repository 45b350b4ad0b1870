// What was given, made ready and judged: one collection of all letters, then each saved page, compared with one another. The
// background judges one at a time, so between any two the user may stop.

import { ext } from "../../common/browser.ts";
import type { OwnAnswer, OwnSource } from "../../common/own.ts";
import type { Counted, Named, PageLetter, Room } from "../../common/protocol.ts";
import { capturedAt } from "../../content/clock.ts";
import type { OwnLetter, Problem, Report, SeenLetter } from "../../types.ts";
import type { Taken } from "./file-entry.ts";
import type { Pasted } from "./letters-form.ts";
import { type SavedPage, treeOf } from "./page.ts";
import { MOST_LETTERS } from "./rows.ts";

export interface Collection {
  kind: "letters";
  letters: OwnLetter[];
  /** The files, and how many were pasted. */
  names: string[];
  pasted: number;
  /** Letters after the last one that is taken. */
  beyond: number;
}

export type Source = Collection | { kind: "page"; name: string; page: SavedPage };

export interface Checked {
  source: Source;
  /** Nothing: there was no answer. */
  answer: { report: Report; counted: Counted[]; letters: PageLetter[]; people: Named[] } | { problems: Problem[] } | undefined;
}

/** Everything that is to be checked. Ids are made different; a file's own ids stay as they are. */
export function sourcesOf(pasted: readonly Pasted[], taken: readonly Taken[], nameOf: (n: number) => string): Source[] {
  const letters: OwnLetter[] = [];
  const ids = new Set<string>();
  let beyond = 0;
  const add = (letter: OwnLetter): void => {
    if (letters.length >= MOST_LETTERS) return void (beyond += 1);
    let id = letter.id;
    for (let n = 2; ids.has(id); n += 1) id = `${letter.id} (${n})`;
    ids.add(id);
    letters.push({ ...letter, id });
  };
  for (const one of taken) if (one.kind === "letters") one.read.letters.forEach(add);
  for (const one of taken) if (one.kind === "letter") add({ id: one.name, author: one.name.replace(/\.[^.]+$/, ""), text: one.text });
  pasted.forEach(({ author, text }, n) => add({ id: nameOf(n + 1), author, text }));
  const names = taken.flatMap((one) => (one.kind === "letters" || one.kind === "letter" ? [one.name] : []));
  const pages = taken.flatMap((one): Source[] => (one.kind === "page" ? [one] : []));
  return letters.length === 0 ? pages : [{ kind: "letters", letters, names, pasted: pasted.length, beyond }, ...pages];
}

/** Judges them in order. `session`: whose letters of this job session they are compared with as well. */
export async function* checkAll(sources: readonly Source[], session: Room | undefined, signal: AbortSignal): AsyncGenerator<Checked> {
  const given: { source: Source; own: OwnSource; letters: SeenLetter[] }[] = [];
  for (const source of sources) {
    const own: OwnSource = source.kind === "page" ? { tree: await treeOf(source.page, signal) } : { letters: { letters: source.letters, captured_at: capturedAt(new Date()) } };
    // Alone, it has nothing else to be compared with.
    const answer = sources.length > 1 ? await asked({ kind: "own-letters", source: own }, signal) : undefined;
    given.push({ source, own, letters: answer?.kind === "own-letters" ? answer.letters : [] });
  }
  for (const { source, own } of given) {
    const others = given.flatMap((one) => (one.source === source ? [] : one.letters));
    const answer = await asked({ kind: "own-check", source: own, others, ...(session && { session }) }, signal);
    if (answer?.kind === "own-check") yield { source, answer: { ...answer, letters: wholeLetters(source, answer.letters) } };
    else yield { source, answer: answer?.kind === "own-failed" ? answer : undefined };
  }
}

/** What the user gave stands here anyway: of it, no letter is too long to be shown. */
const wholeLetters = (source: Source, letters: readonly PageLetter[]): PageLetter[] =>
  letters.map((letter) => (source.kind === "letters" ? { ...letter, text: source.letters[letter.proposal]?.text ?? letter.text } : letter));

async function asked(message: object, signal: AbortSignal): Promise<OwnAnswer | undefined> {
  const stopped = new Promise<never>((_, reject) => signal.addEventListener("abort", () => reject(new DOMException("stopped", "AbortError")), { once: true }));
  signal.throwIfAborted();
  // What is being judged is judged to its end; nobody waits for it.
  return Promise.race([ext.runtime.sendMessage(message).catch(() => undefined) as Promise<OwnAnswer | undefined>, stopped]);
}
