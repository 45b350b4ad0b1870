// A deed that goes through several databases is noted down before it begins, in a database of its own, and the note goes when it is
// done, the database with the last one. What a killed browser left half done is so found at the next start.

import { deleteDB, openDB } from "idb";
import type { Backup } from "../backup.ts";
import { exists } from "../databases.ts";

export const NAME = "unfinished";
const STORE = "deeds";

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
  /** Under which the note is stored: keys sort in the order in which deeds were begun. */
  key: string;
  deed: Deed;
}

/** In one of our pages or workers at a time: between a look at what is left and the end of the database nobody may add to it. */
const alone = <T>(work: () => Promise<T>): Promise<T> => navigator.locks.request(NAME, work);

const opened = () => openDB(NAME, 1, { upgrade: (made) => void made.createObjectStore(STORE) });

export function noteDown(deed: Deed): Promise<Noted> {
  return alone(async () => {
    const key = `${Date.now()}-${crypto.randomUUID()}`;
    const db = await opened();
    try {
      await db.put(STORE, deed, key);
    } finally {
      db.close();
    }
    return { key, deed };
  });
}

/** Deeds that were begun and are not done, in the order in which they were begun. */
export const unfinished = (): Promise<Noted[]> => alone(left);

export const strike = ({ key }: Noted): Promise<void> => alone(async () => {
  if (!(await exists(NAME))) return;
  const db = await opened();
  await db.delete(STORE, key).finally(() => db.close());
  await left();
});

/** What is noted down; a database without notes goes. */
async function left(): Promise<Noted[]> {
  if (!(await exists(NAME))) return [];
  const db = await opened();
  const notes = db.transaction(STORE).store;
  const [keys, deeds] = await Promise.all([notes.getAllKeys(), notes.getAll()]).finally(() => db.close());
  if (keys.length === 0) await deleteDB(NAME);
  return keys.map((key, n) => ({ key: String(key), deed: deeds[n] as Deed }));
}
