// The ledger as the rest of the background uses it: it opens it, asks it, writes to it, and never lets its trouble become a
// page's. What goes wrong is said in panel and options.

import type { IDBPDatabase } from "idb";
import { ext } from "../../common/browser.ts";
import { newSecret } from "../../common/hex.ts";
import { MEMORY_KEY, type MemoryState } from "../../common/protocol.ts";
import type { Entry } from "../../types.ts";
import { turns } from "../turns.ts";
import { today } from "./days.ts";
import { clear, find, forget, purge, readPurged, readSecret, write } from "./entries.ts";
import { deleteDatabase, isThere, LedgerError, openDatabase, type Trouble, troubleOf } from "./schema.ts";

let opening: Promise<IDBPDatabase> | undefined;
/** A secret that was made and is not written yet: it is, with the first entries. */
let made: string | undefined;
/** What was forgotten is not written by a page that was checked before. */
let forgotten = 0;
const inTurn = turns();

async function opened(): Promise<IDBPDatabase> {
  const mine = (opening ??= openDatabase(() => {
    opening = undefined;
  }));
  mine.catch(() => {
    if (opening === mine) opening = undefined;
  });
  return mine;
}

/** The secret under which this device remembers; none where the ledger cannot be read. */
export function secret(): Promise<string | undefined> {
  return reading(async (db) => (await readSecret(db)) ?? (made ??= newSecret()), undefined);
}

/** Said instead of a secret where there is a ledger that cannot be read. */
export const UNREAD = Symbol("unread");

/** The same, without making one, nor a ledger. */
export async function writtenSecret(): Promise<string | typeof UNREAD | undefined> {
  return (await isThere()) ? reading<string | typeof UNREAD | undefined>(readSecret, UNREAD) : undefined;
}

/** The entries that have one of these keys; none where they cannot be read. `meanwhile`: see {@link find}. */
export function recall(keys: readonly string[], meanwhile?: () => void): Promise<Entry[]> {
  return keys.length === 0 ? Promise.resolve([]) : reading((db) => find(db, keys, meanwhile), []);
}

/** How many entries have one of these keys; nothing where that cannot be read. */
export async function countKeys(keys: readonly string[]): Promise<number | undefined> {
  if (keys.length === 0 || !(await isThere())) return 0;
  return reading(async (db): Promise<number | undefined> => {
    const index = db.transaction("entries", "readonly").store.index("keys");
    const found = await Promise.all(keys.map((key) => index.getAllKeys(key)));
    return new Set(found.flat().map(String)).size;
  }, undefined);
}

/** A page waits no longer for the ledger: an import may hold it for a minute, and a sick disk for ever. */
const PATIENCE = 5_000;

async function reading<T>(work: (db: IDBPDatabase) => Promise<T>, otherwise: T): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new LedgerError({ code: "unreadable", why: `no answer within ${PATIENCE} ms` })), PATIENCE);
  });
  try {
    const working = opened().then(work);
    working.catch(() => undefined);
    return await Promise.race([working, late]);
  } catch (error) {
    await say(troubleOf(error, "read"));
    return otherwise;
  } finally {
    clearTimeout(timer);
  }
}

/** What a page was checked under: given back with what is to be kept of it. */
export const asOfNow = (): number => forgotten;

/**
 * Writes entries, all or none; nothing if something was forgotten since. Then what is too old goes, once a day. False where
 * they could not be written.
 */
export function keepEntries(under: string, entries: readonly Entry[], days: number, since: number): Promise<boolean> {
  return inTurn(() => writing(async (db) => {
    if (since !== forgotten) return;
    if (entries.length > 0 && (await write(db, under, entries))) made = undefined;
    if ((await readPurged(db)) !== today()) await purge(db, today(), days);
  }));
}

/** Takes out what is too old, where there is a ledger. */
export function purgeOld(days: number): Promise<void> {
  return inTurn(async () => {
    if (await isThere()) await writing((db) => purge(db, today(), days));
  });
}

/** Takes out every entry that has one of these keys. */
export function forgetKeys(keys: readonly string[]): Promise<boolean> {
  forgotten += 1;
  return inTurn(() => writing((db) => forget(db, keys)));
}

/** Takes out everything, the secret too. What cannot be emptied is deleted whole. False where it is still there. */
export function forgetLedger(): Promise<boolean> {
  forgotten += 1;
  made = undefined;
  return inTurn(async () => {
    if (!(await isThere())) {
      await say(undefined);
      return true;
    }
    // Emptied first: that is done at once and as a whole, while a deletion waits for whoever has the ledger open.
    const emptied = await emptyAndClose().then(() => true, () => false);
    const deleted = deleteDatabase().then(() => undefined, (error: unknown) => troubleOf(error, "write"));
    const trouble = emptied ? undefined : await deleted;
    await say(trouble);
    return trouble === undefined;
  });
}

async function emptyAndClose(): Promise<void> {
  const db = await opened();
  await clear(db);
  db.close();
  opening = undefined;
}

async function writing(work: (db: IDBPDatabase) => Promise<unknown>): Promise<boolean> {
  try {
    await work(await opened());
    await say(undefined);
    return true;
  } catch (error) {
    await say(troubleOf(error, "write"));
    return false;
  }
}

/** Says in panel and options how it stands. That this cannot be said is no reason to stop. */
async function say(trouble: Trouble | undefined): Promise<void> {
  try {
    const before = (await ext.storage.session.get(MEMORY_KEY))[MEMORY_KEY] as MemoryState | undefined;
    if (before?.trouble?.code === trouble?.code && before?.trouble?.why === trouble?.why) return;
    await ext.storage.session.set({ [MEMORY_KEY]: trouble ? { trouble } : {} });
  } catch {
    // The session's memory is full.
  }
}
