// The ledger as a file and back; and what it holds now. Used by the options page itself: a whole ledger is too large for a
// message.

import type { IDBPDatabase } from "idb";
import type { Entry } from "../../types.ts";
import { plusDays } from "./days.ts";
import { readSecret, start, whole } from "./entries.ts";
import { type Contents, parse, write } from "./parse.ts";
import { FileProblem, MOST_FILE_BYTES, seal, unseal } from "./sealed.ts";

export interface Held {
  /** Entries by kind, in the order of their names. */
  kinds: [string, number][];
  /** The first and last day on which something that is still held was met. */
  oldest?: string;
  newest?: string;
}

export async function held(db: IDBPDatabase): Promise<Held> {
  const transaction = db.transaction("entries", "readonly");
  const [kind, day] = [transaction.store.index("kind"), transaction.store.index("day")];
  const kinds: [string, number][] = [];
  for (let cursor = await kind.openKeyCursor(null, "nextunique"); cursor; cursor = await cursor.continue()) {
    kinds.push([String(cursor.key), await kind.count(cursor.key)]);
  }
  const [first, last] = [await day.openKeyCursor(), await day.openKeyCursor(null, "prev")];
  return { kinds, ...(first && last ? { oldest: String(first.key), newest: String(last.key) } : {}) };
}

/** The file's text. */
export async function exported(db: IDBPDatabase, days: number, passphrase: string): Promise<string> {
  const transaction = db.transaction(["entries", "meta"], "readonly");
  const [secret, entries] = await Promise.all([transaction.objectStore("meta").get("secret"), transaction.objectStore("entries").getAll()]);
  if (typeof secret !== "string") throw new FileProblem("ui.memory.file.nothing");
  return seal(write({ secret, days, entries: entries as Entry[] }), passphrase);
}

export interface Imported {
  taken: number;
  /** Held already, of the same or a later day. */
  held: number;
  /** Older than this device keeps. */
  old: number;
}

/** Opens a file: its size first, then the passphrase, then entry by entry. */
export async function opened(file: Blob, passphrase: string): Promise<Contents> {
  if (file.size > MOST_FILE_BYTES) {
    throw new FileProblem("ui.memory.file.large", { found: Math.ceil(file.size / 2 ** 20), most: MOST_FILE_BYTES / 2 ** 20 });
  }
  return parse(await unseal(await file.text(), passphrase));
}

/** Whether the file is of another device: what it holds and what is held here could never be found under one secret. */
export async function isForeign(db: IDBPDatabase, { secret }: Contents): Promise<boolean> {
  const own = await readSecret(db);
  return own !== undefined && own !== secret && (await db.count("entries")) > 0;
}

/**
 * Takes a file's entries over, all or none. Into an empty ledger with the file's secret; into one of the same secret, where
 * the later day of an entry wins; into one of another secret only as its replacement.
 */
export async function take(db: IDBPDatabase, { secret, entries }: Contents, days: number, now: string, replace: boolean): Promise<Imported> {
  const transaction = start(db, "readwrite");
  const [store, meta] = [transaction.objectStore("entries"), transaction.objectStore("meta")];
  const from = plusDays(now, -days);
  const fresh = entries.filter(({ day }) => day >= from);
  return whole(transaction, async () => {
    const own = (await meta.get("secret")) as string | undefined;
    if (own !== secret) {
      if (!replace && own !== undefined && (await store.count()) > 0) throw new FileProblem("ui.memory.file.foreign");
      await Promise.all([store.clear(), meta.put(secret, "secret")]);
    }
    // In slices: what is read and what is to be written need not stand in memory at once.
    let taken = 0;
    for (let at = 0; at < fresh.length; at += 2_000) {
      const slice = fresh.slice(at, at + 2_000);
      const before = (await Promise.all(slice.map(({ id }) => store.get(id)))) as (Entry | undefined)[];
      const newer = slice.filter(({ day }, n) => (before[n]?.day ?? "") < day);
      await Promise.all(newer.map(async (entry) => store.put(entry)));
      taken += newer.length;
    }
    return { taken, held: fresh.length - taken, old: entries.length - fresh.length };
  });
}
