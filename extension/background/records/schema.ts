// The database of records: its stores, how an older one becomes today's, what a list shows of a record, and what is said when
// it cannot be opened. Extension pages open it directly; so does the background.

import { type IDBPDatabase, type IDBPTransaction, openDB } from "idb";
import type { Args } from "../../common/words.ts";
import type { CaseJob, CaseSubject, OutcomeKind } from "../../types.ts";
import { exists, opening } from "../databases.ts";
import type { Migration } from "../ledger/schema.ts";
import type { KeptOverride } from "../packs/schema.ts";

export const NAME = "records";

/** What a list shows of a record. */
export interface RecordHead {
  id: string;
  subject: CaseSubject;
  job?: CaseJob;
  kept_at: string;
  changed_at: string;
  keep_until?: string;
  /** Kept beyond that day, and why. */
  hold?: string;
  outcome?: OutcomeKind;
  /** Whether something was taken out of it. */
  erased: boolean;
}

/** Everything that is held on a person. */
export interface Held {
  site: string;
  person: string;
  /** Records about them, newest first. */
  records: RecordHead[];
  /** Records about others that hold something of theirs: a letter, a quote. */
  parts: RecordHead[];
  /** Entries of the ledger; absent where it cannot be read. */
  entries?: number;
  /** Letters of this job session. */
  letters: number;
  /** What the user decided about findings, and that names them. */
  overrides: KeptOverride[];
}

/** Why something was not done with records: a key of the interface's words. */
export class RecordTrouble extends Error {
  readonly key: string;
  readonly args: Args;
  constructor(key: string, args: Args = {}) {
    super(key);
    this.key = key;
    this.args = args;
  }
}

/** What the lists read: a record's head, and where it is found. */
export interface Line {
  id: string;
  /** `site/person`: the index `person`. */
  person: string;
  /** Others of whom the record holds something, in the same form: the index `others`. */
  others: string[];
  /** The last day it is kept; none where it is held, or kept until it is erased: the index `until`. */
  until?: string;
  head: RecordHead;
}

/** Never change a step that was released: add another. All steps of one opening are one transaction. */
export const MIGRATIONS: readonly Migration[] = [
  (db) => {
    const lines = db.createObjectStore("lines", { keyPath: "id" });
    lines.createIndex("person", "person");
    lines.createIndex("others", "others", { multiEntry: true });
    lines.createIndex("until", "until");
    db.createObjectStore("records", { keyPath: "id" });
    db.createObjectStore("meta");
  },
];

export const STORES = ["lines", "records", "meta"] as const;
export type Transaction<M extends "readonly" | "readwrite"> = IDBPTransaction<unknown, string[], M>;

/** Opens the records; the database is made if it is not there, unless `make` is false. One of a newer version is left as it is. */
export async function openRecords(make = true, migrations: readonly Migration[] = MIGRATIONS): Promise<IDBPDatabase> {
  let opened: IDBPDatabase | undefined;
  const close = (): void => opened?.close();
  opened = await opening(make, (refuses) => openDB(NAME, migrations.length, {
    async upgrade(db, from, _, transaction) {
      if (refuses(from, transaction)) return;
      try {
        for (const step of migrations.slice(from)) await step(db, transaction);
      } catch {
        // Otherwise what the step had done so far would be kept. The opening fails with it.
        transaction.done.catch(() => undefined);
        transaction.abort();
      }
    },
    blocking: close,
    terminated: close,
  }));
  return opened;
}

/** Whether anything was ever kept, without making a database. */
export const isThere = (): Promise<boolean> => exists(NAME);

/** What went wrong, in one of the few ways that differ for a person. */
export function troubleOf(error: unknown, doing: "read" | "write"): RecordTrouble {
  if (error instanceof RecordTrouble) return error;
  const { name, message } = error instanceof Error || error instanceof DOMException ? error : { name: "", message: String(error) };
  const why = `${name}: ${message}`.slice(0, 300);
  if (name === "VersionError") return new RecordTrouble("ui.records.trouble.newer", { why });
  if (name === "QuotaExceededError") return new RecordTrouble("ui.records.trouble.full", { why });
  return new RecordTrouble(doing === "read" ? "ui.records.trouble.unreadable" : "ui.records.trouble.unwritten", { why });
}
