// A deed that goes through several databases is noted down before it begins, in a small database of its own, and the note goes
// when it is done. What a killed browser left half done is so found at the next start. The note is written with the database, in
// one transaction, so it is there whole or not at all.

import { deleteDB, openDB } from "idb";
import type { Backup } from "../backup.ts";

const PREFIX = "unfinished-";

export type Deed =
  /** A person, in everything but the records. */
  | { kind: "forget-person"; site: string; person: string }
  /** A person, in the records too. */
  | { kind: "erase-person"; site: string; person: string }
  /** Everything that pages brought. */
  | { kind: "forget-all" }
  /** Everything that was ever kept. */
  | { kind: "erase-everything" }
  | { kind: "restore"; backup: Backup };

export interface Noted {
  /** Of the note's database. */
  name: string;
  deed: Deed;
}

export async function noteDown(deed: Deed): Promise<Noted> {
  const name = `${PREFIX}${Date.now()}-${crypto.randomUUID()}`;
  const db = await openDB(name, 1, {
    async upgrade(made, _, __, transaction) {
      try {
        await made.createObjectStore("deed").put(deed, 0);
      } catch {
        // The opening fails with it.
        transaction.done.catch(() => undefined);
        transaction.abort();
      }
    },
  });
  db.close();
  return { name, deed };
}

/** Deeds that were begun and are not done, in the order in which they were begun. */
export async function unfinished(): Promise<Noted[]> {
  const names = (await indexedDB.databases()).flatMap(({ name }) => (name?.startsWith(PREFIX) ? [name] : [])).sort();
  const noted: Noted[] = [];
  for (const name of names) {
    const db = await openDB(name);
    const deed = db.objectStoreNames.contains("deed") ? ((await db.get("deed", 0)) as Deed | undefined) : undefined;
    db.close();
    if (deed) noted.push({ name, deed });
    else await deleteDB(name);
  }
  return noted;
}

export const strike = ({ name }: Noted): Promise<void> => deleteDB(name);
