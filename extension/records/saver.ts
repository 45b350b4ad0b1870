// Writes a record while its user works on it: a choice at once, typed text before anybody can leave the page. What
// cannot be written stays on the page and is tried again. What another window wrote is followed.

import type { Case } from "../types.ts";

/** The longest that typed text waits before it is written, ms. A page that is being left runs nothing to its end, so it is less than a hand needs from the last letter to closing it. */
const SOON = 100;

export type Change = (record: Case) => Case;
/** `failed`: why the last writing did not happen; the text is still here. */
export type Saving = { state: "saved" | "waiting" } | { state: "failed"; error: unknown };

export interface Saver {
  now(): Case;
  /** Writes what the user chose, with all that waits. */
  change(change: Change): Promise<void>;
  /** Writes what the user types, soon. `field` names the text: its newest change counts. `written`: it stands in the record now. */
  soon(field: string, change: Change, written: (record: Case) => void): void;
  /** Whether this text is newer here than in the record. */
  waits(field: string): boolean;
  /** Writes all that waits. */
  flush(): Promise<void>;
  /** Another window wrote the record: it is read again, after what is being written here. */
  follow(read: () => Promise<Case | undefined>): Promise<void>;
}

export interface Place {
  /** Changes the kept record in one transaction, and gives what is kept now. */
  write(change: Change): Promise<Case>;
  /** Something is another now: the record, or how its saving stands. */
  show(record: Case, saving: Saving): void;
}

export function saver(first: Case, { write, show }: Place): Saver {
  let record = first;
  const waiting = new Map<string, { change: Change; written: (record: Case) => void }>();
  /** What is being written just now: until it is, the record that is shown is older than the page. */
  let writing: ReadonlySet<string> = new Set();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let last: Promise<void> = Promise.resolve();

  const run = (more: readonly Change[]): Promise<void> => {
    clearTimeout(timer);
    timer = undefined;
    // One after the other: what a change finds is what the one before left.
    last = last.then(async () => {
      const taken = [...waiting];
      if (taken.length === 0 && more.length === 0) return;
      writing = new Set(waiting.keys());
      waiting.clear();
      try {
        record = await write((kept) => [...taken.map(([, { change }]) => change), ...more].reduce((now, change) => change(now), kept));
        for (const [, { written }] of taken) written(record);
        writing = new Set();
        show(record, { state: waiting.size > 0 ? "waiting" : "saved" });
      } catch (error) {
        writing = new Set();
        // What was typed on meanwhile is newer than what could not be written.
        for (const [field, entry] of taken) if (!waiting.has(field)) waiting.set(field, entry);
        show(record, { state: "failed", error });
      }
    });
    return last;
  };
  return {
    now: () => record,
    change: (change) => run([change]),
    soon(field, change, written) {
      waiting.set(field, { change, written });
      timer ??= setTimeout(() => void run([]), SOON);
      show(record, { state: "waiting" });
    },
    waits: (field) => waiting.has(field) || writing.has(field),
    flush: () => run([]),
    follow(read) {
      last = last.then(async () => {
        const other = await read().catch(() => undefined);
        if (!other) return;
        record = other;
        show(record, { state: waiting.size > 0 ? "waiting" : "saved" });
      });
      return last;
    },
  };
}
