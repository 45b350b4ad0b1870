// Entries in the database, and nothing of what they mean: an id, a day, keys, and what is kept. The database's own index
// over `keys` finds them. Every change is one transaction.

import type { IDBPDatabase, IDBPTransaction } from "idb";
import type { Entry } from "../../types.ts";
import { believe, type Clock, plusDays } from "./days.ts";

/** Entries handed over for one key at most: the latest. `secondlook_core::ledger::MOST_FOR_A_KEY`. */
export const MOST_FOR_A_KEY = 64;
/** So many of a key's entries are looked at for the latest ones. */
const MOST_LOOKED_AT = 1_000;
/** So many entries are taken out in one transaction: a worker may end between two, never within one. */
const AT_ONCE = 500;

type Mode = "readonly" | "readwrite";
type Transaction<M extends Mode> = IDBPTransaction<unknown, string[], M>;
const ALL = ["entries", "meta"];
export const start = <M extends Mode>(db: IDBPDatabase, mode: M): Transaction<M> => db.transaction(ALL, mode) as Transaction<M>;

export async function readSecret(db: IDBPDatabase): Promise<string | undefined> {
  return (await db.get("meta", "secret")) as string | undefined;
}

/**
 * The entries that have one of these keys: for each key at most the {@link MOST_FOR_A_KEY} latest. `meanwhile`: work for the
 * time that the database, which has a thread of its own, takes to answer.
 */
export async function find(db: IDBPDatabase, keys: readonly string[], meanwhile?: () => void): Promise<Entry[]> {
  const index = db.transaction("entries", "readonly").store.index("keys");
  // In the keys' order: neighbours stand in one block of the disk.
  const sorted = [...new Set(keys)].sort();
  const lists = Promise.all(sorted.map(async (key) => {
    const found = (await index.getAll(key, MOST_FOR_A_KEY + 1)) as Entry[];
    return found.length <= MOST_FOR_A_KEY ? found : latest((await index.getAll(key, MOST_LOOKED_AT)) as Entry[]);
  }));
  meanwhile?.();
  const all = new Map((await lists).flat().map((entry) => [entry.id, entry]));
  return [...all.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}

const latest = (entries: Entry[]): Entry[] =>
  entries.sort((a, b) => (a.day < b.day ? 1 : a.day > b.day ? -1 : a.id < b.id ? -1 : 1)).slice(0, MOST_FOR_A_KEY);

/**
 * Writes entries in place of those of the same id, and the secret with the first ones: all or nothing. Nothing, and false,
 * if the ledger is under another secret by now: with that one they could never be found.
 */
export async function write(db: IDBPDatabase, secret: string, entries: readonly Entry[]): Promise<boolean> {
  const transaction = start(db, "readwrite");
  const meta = transaction.objectStore("meta");
  const under = (await meta.get("secret")) as string | undefined;
  if (under !== undefined && under !== secret) {
    await transaction.done;
    return false;
  }
  await whole(transaction, async () => {
    if (under === undefined) await meta.put(secret, "secret");
    await Promise.all(entries.map(async (entry) => transaction.objectStore("entries").put(entry)));
  });
  return true;
}

/** Takes out every entry that has one of these keys. */
export async function forget(db: IDBPDatabase, keys: readonly string[]): Promise<void> {
  const transaction = start(db, "readwrite");
  await whole(transaction, async () => {
    const store = transaction.objectStore("entries");
    const lists = await Promise.all(keys.map((key) => store.index("keys").getAllKeys(key)));
    await Promise.all(lists.flat().map((id) => store.delete(id)));
  });
}

/** Takes out everything, the secret too. */
export async function clear(db: IDBPDatabase): Promise<void> {
  const transaction = start(db, "readwrite");
  await whole(transaction, () => Promise.all(ALL.map((name) => transaction.objectStore(name).clear())));
}

/** The day on which {@link purge} last ran. */
export async function readPurged(db: IDBPDatabase): Promise<string | undefined> {
  return (await db.get("meta", "purged")) as string | undefined;
}

/**
 * Takes out what was last met more than `days` ago, as far as the clock can be believed. An entry of a day to come was written
 * under a wrong clock: its time counts from now.
 */
export async function purge(db: IDBPDatabase, now: string, days: number): Promise<void> {
  const { clock, believed, by } = believe((await db.get("meta", "clock")) as Clock | undefined, now, days);
  if (believed) {
    const old = IDBKeyRange.upperBound(plusDays(by, -days), true);
    for (;;) {
      const { store, done } = db.transaction("entries", "readwrite");
      const ids = await store.index("day").getAllKeys(old, AT_ONCE);
      await Promise.all([...ids.map((id) => store.delete(id)), done]);
      if (ids.length < AT_ONCE) break;
    }
    const entries = db.transaction("entries", "readwrite");
    const ahead = IDBKeyRange.lowerBound(plusDays(now, 1), true);
    for (let cursor = await entries.store.index("day").openCursor(ahead); cursor; cursor = await cursor.continue()) {
      await cursor.update({ ...(cursor.value as Entry), day: now });
    }
    await entries.done;
  }
  const meta = db.transaction("meta", "readwrite");
  await Promise.all([meta.store.put(clock, "clock"), meta.store.put(now, "purged"), meta.done]);
}

/** Does work in a transaction, whole or not at all: what fails undoes the rest. */
export async function whole<T>(transaction: Transaction<"readwrite">, work: () => Promise<T>): Promise<T> {
  try {
    const result = await work();
    await transaction.done;
    return result;
  } catch (error) {
    // The first cause is what is told; the transaction's own end is only its consequence.
    transaction.done.catch(() => undefined);
    try {
      transaction.abort();
    } catch {
      // It ended by itself.
    }
    throw transaction.error ?? error;
  }
}
