// The ledger's database: its stores, how an older one becomes today's, and what is said when it cannot be opened.

import { deleteDB, type IDBPDatabase, type IDBPTransaction, openDB } from "idb";
import { exists, opening } from "../databases.ts";

export const NAME = "ledger";
type StoreName = string;
/** One step of the schema: from the version that is its position in the list to the next. */
export type Migration = (db: IDBPDatabase, transaction: IDBPTransaction<unknown, StoreName[], "versionchange">) => void | Promise<void>;

/** Never change a step that was released: add another. All steps of one opening are one transaction. */
export const MIGRATIONS: readonly Migration[] = [
  (db) => {
    const entries = db.createObjectStore("entries", { keyPath: "id" });
    entries.createIndex("keys", "keys", { multiEntry: true });
    entries.createIndex("day", "day");
    entries.createIndex("kind", "kept.kind");
    db.createObjectStore("meta");
  },
];

/** Why the ledger cannot be used: a key of the interface's words, and the browser's own for it. */
export interface Trouble {
  code: "newer" | "unreadable" | "full" | "unwritten";
  why: string;
}

export class LedgerError extends Error {
  readonly trouble: Trouble;
  constructor(trouble: Trouble) {
    super(trouble.why);
    this.trouble = trouble;
  }
}

/** What went wrong, in one of the few ways that differ for a person. */
export function troubleOf(error: unknown, doing: "read" | "write"): Trouble {
  if (error instanceof LedgerError) return error.trouble;
  const { name, message } = error instanceof Error || error instanceof DOMException ? error : { name: "", message: String(error) };
  const why = `${name}: ${message}`.slice(0, 300);
  if (name === "VersionError") return { code: "newer", why };
  if (name === "QuotaExceededError") return { code: "full", why };
  return { code: doing === "read" ? "unreadable" : "unwritten", why };
}

/** Opens the ledger; it is made if it is not there, unless `make` is false. One of a newer version is left as it is. */
export function openDatabase(closed: () => void = () => undefined, migrations: readonly Migration[] = MIGRATIONS, make = true): Promise<IDBPDatabase> {
  let opened: IDBPDatabase | undefined;
  const close = (): void => {
    opened?.close();
    closed();
  };
  const ledger = opening(make, (refuses) => openDB(NAME, migrations.length, {
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
    // Another of our pages wants to change or delete it: it goes on with the next opening.
    blocking: close,
    terminated: close,
  }));
  return ledger.then((db) => (opened = db));
}

/** Whether there is a ledger, without making one. */
export const isThere = (): Promise<boolean> => exists(NAME);

/** Deletes the whole database with everything in it, whatever its version or state. */
export function deleteDatabase(): Promise<void> {
  return deleteDB(NAME);
}
