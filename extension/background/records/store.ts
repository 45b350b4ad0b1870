// Records as everybody uses them. Every change is one transaction, whole or not at all; what goes wrong is a RecordTrouble,
// whose key is in the words.

import type { IDBPDatabase } from "idb";
import { ext } from "../../common/browser.ts";
import { canonical, type Json } from "../../common/canonical.ts";
import type { ForgetAnswer, FromExtension, HeldAnswer } from "../../common/protocol.ts";
import { MOST_RECORD_DAYS, readSettings, recordDays } from "../../common/settings.ts";
import type { Case } from "../../types.ts";
import { orNothing } from "../databases.ts";
import { believe, type Clock, plusDays, today } from "../ledger/days.ts";
import { whole } from "../ledger/entries.ts";
import { everything } from "../packs/store.ts";
import { withoutPerson } from "./erasing.ts";
import { lineOf, nameOf } from "./lines.ts";
import { readFile, SCHEMA } from "./reading.ts";
import { type Held, isThere, type Line, openRecords, type RecordHead, RecordTrouble, STORES, type Transaction, troubleOf } from "./schema.ts";

export { type Held, type RecordHead, RecordTrouble } from "./schema.ts";

/** So many records are kept, each of so many characters of JSON. */
export const MOST_RECORDS = 2_000;
export const MOST_CHARACTERS = 16 * 2 ** 20;

/** What a list shows of each record, newest first. */
export async function listRecords(): Promise<RecordHead[]> {
  return reading(async (db) => newestFirst((await db.getAll("lines")) as Line[]), []);
}

const newestFirst = (lines: readonly Line[]): RecordHead[] =>
  lines.map(({ head }) => head).sort((a, b) => (a.kept_at < b.kept_at ? 1 : a.kept_at > b.kept_at ? -1 : a.id < b.id ? -1 : 1));

/** One record, whole. */
export async function getRecord(id: string): Promise<Case> {
  const found = await reading(async (db) => (await db.get("records", id)) as Case | undefined, undefined);
  if (!found) throw gone();
  return found;
}

/** Whether there is a record of this id. */
export const isKept = (id: string): Promise<boolean> => reading(async (db) => (await db.getKey("lines", id)) !== undefined, false);

const gone = (): RecordTrouble => new RecordTrouble("ui.records.trouble.gone");

/** Writes a record that is not there yet. */
export function addRecord(record: Case): Promise<void> {
  return writing(async (stores) => {
    if ((await stores.lines.count()) >= MOST_RECORDS) throw new RecordTrouble("ui.records.trouble.many", { n: MOST_RECORDS });
    await put(stores, record, "add");
  });
}

/** Changes a record as it is now, in one transaction, and says when. `change` may not wait for anything. */
export function changeRecord(id: string, change: (record: Case) => Case): Promise<void> {
  return writing(async (stores) => {
    const before = (await stores.records.get(id)) as Case | undefined;
    if (!before) throw gone();
    assertKnown(before);
    await put(stores, { ...change(before), id, changed_at: new Date().toISOString() });
  });
}

/** One of a newer version's form is not changed: nobody here knows what is in it. */
function assertKnown({ schema }: Case): void {
  if (schema !== SCHEMA) throw new RecordTrouble("ui.records.trouble.newer", { why: `${schema}` });
}

export function eraseRecord(id: string): Promise<void> {
  return writing((stores) => drop(stores, id));
}

/** Everything that is held on a person: `site` is its host without `www.`. */
export async function heldOn(site: string, person: string): Promise<Held> {
  const name = nameOf(site, person);
  const [[records, parts], elsewhere, packs] = await Promise.all([
    reading(async (db): Promise<Line[][]> => Promise.all([db.getAllFromIndex("lines", "person", name), db.getAllFromIndex("lines", "others", name)]), [[], []]),
    told<HeldAnswer>({ kind: "held", site, person }),
    everything().then(({ overrides }) => overrides, () => []),
  ]);
  const overrides = packs.filter(({ scope }) => typeof scope === "object" && "person" in scope && scope.person.toLowerCase() === name);
  const { entries, letters } = elsewhere;
  return { site, person, records: newestFirst(records ?? []), parts: newestFirst(parts ?? []), letters, overrides, ...(entries !== undefined && { entries }) };
}

/**
 * Erases a person: their records, what other records hold of them, and what is remembered of them elsewhere. What people wrote
 * about them in other records stays, since nobody can tell it from the rest. The background does it: a page may be closed.
 */
export async function erasePerson(site: string, person: string): Promise<void> {
  const { refused } = await told<ForgetAnswer>({ kind: "erase-person", site, person });
  if (refused) throw new RecordTrouble(refused.key, refused.args);
}

/** The part of it that is about records. */
export async function erasePersonInRecords(site: string, person: string): Promise<void> {
  const name = nameOf(site, person);
  if (!(await isThere())) return;
  await writing(async (stores) => {
    for (const id of await stores.lines.index("person").getAllKeys(name)) await drop(stores, String(id));
    for (const id of await stores.lines.index("others").getAllKeys(name)) {
      const record = (await stores.records.get(id)) as Case | undefined;
      if (record) assertKnown(record);
      if (record) await put(stores, withoutPerson(record, site, person, new Date().toISOString()));
    }
  });
}

/** What the background answers; without an answer nobody may say that nothing is held, or that it is gone. */
async function told<T>(message: FromExtension): Promise<T> {
  const answer = (await ext.runtime.sendMessage(message).catch(() => undefined)) as T | undefined;
  if (answer === undefined) throw new RecordTrouble("ui.records.trouble.background");
  return answer;
}

/** Erases what was to be kept until a day that is over, as far as the clock can be believed. */
export async function purgeRecords(now: string = today()): Promise<void> {
  if (!(await isThere())) return;
  await writing(async (stores) => {
    const { clock, believed, by } = believe((await stores.meta.get("clock")) as Clock | undefined, now, MOST_RECORD_DAYS);
    if (believed) for (const id of await stores.lines.index("until").getAllKeys(IDBKeyRange.upperBound(by, true))) await drop(stores, String(id));
    await stores.meta.put(clock, "clock");
  });
}

/**
 * Takes a record from a file. It replaces nothing: what is here already, word for word, is not taken twice, and another one of
 * the same id gets an id of its own.
 */
export async function importRecord(text: string): Promise<{ id: string; taken: boolean }> {
  const settings = await readSettings();
  if (settings.run === undefined) throw new RecordTrouble("ui.records.refused.unanswered");
  if (ext.extension?.inIncognitoContext === true) throw new RecordTrouble("ui.records.refused.private");
  const found = await readFile(text);
  const now = today();
  // One whose time is over here would go with the next start, and one without an end would never.
  const from = found.keep_until !== undefined && found.keep_until > now ? found.keep_until : plusDays(now, recordDays(settings));
  const most = plusDays(now, MOST_RECORD_DAYS);
  return writing(async (stores) => {
    const same = (await stores.records.get(found.id)) as Case | undefined;
    if (same && isSame(same, found)) return { id: same.id, taken: false };
    if ((await stores.lines.count()) >= MOST_RECORDS) throw new RecordTrouble("ui.records.trouble.many", { n: MOST_RECORDS });
    const id = same ? crypto.randomUUID() : found.id;
    await put(stores, { ...found, id, keep_until: from < most ? from : most }, "add");
    return { id, taken: true };
  });
}

/** Until when it is kept here is no difference. */
const isSame = (a: Case, b: Case): boolean => {
  const plain = ({ keep_until: _, ...rest }: Case): string => canonical(JSON.parse(JSON.stringify(rest)) as Json);
  return plain(a) === plain(b);
};

type Stores = { [name in (typeof STORES)[number]]: ReturnType<Transaction<"readwrite">["objectStore"]> };

async function put({ lines, records }: Stores, record: Case, how: "add" | "put" = "put"): Promise<void> {
  const characters = JSON.stringify(record).length;
  if (characters > MOST_CHARACTERS) throw new RecordTrouble("ui.records.trouble.large", { found: Math.ceil(characters / 2 ** 20), most: MOST_CHARACTERS / 2 ** 20 });
  await Promise.all([records[how](record), lines[how](lineOf(record))]);
}

async function drop({ lines, records }: Stores, id: string): Promise<void> {
  await Promise.all([records.delete(id), lines.delete(id)]);
}

/** Nothing is made by looking: where there is no database, there is nothing in it. */
async function reading<T>(work: (db: IDBPDatabase) => Promise<T>, none: T): Promise<T> {
  try {
    return (await isThere()) ? await within(work, false).catch(orNothing(none)) : none;
  } catch (error) {
    throw troubleOf(error, "read");
  }
}

async function writing<T>(work: (stores: Stores) => Promise<T>): Promise<T> {
  try {
    return await within((db) => {
      const transaction = db.transaction([...STORES], "readwrite") as Transaction<"readwrite">;
      const stores = Object.fromEntries(STORES.map((name) => [name, transaction.objectStore(name)])) as Stores;
      return whole(transaction, () => work(stores));
    });
  } catch (error) {
    throw troubleOf(error, "write");
  }
}

async function within<T>(work: (db: IDBPDatabase) => Promise<T>, make = true): Promise<T> {
  const db = await openRecords(make);
  try {
    return await work(db);
  } finally {
    db.close();
  }
}
