// What may be done to the database of packs. Every change is one transaction, whole or not at all; what the change was decided
// on is looked at again inside it, for another window may have changed it meanwhile.

import type { IDBPDatabase } from "idb";
import type { Override } from "../../types.ts";
import { orNothing } from "../databases.ts";
import { whole } from "../ledger/entries.ts";
import { type Held, isThere, type KeptOverride, type Layer, LAYERS, openPacks, type Proved, STORES, type Transaction, type Trusted, type Version } from "./schema.ts";
import { after, isRefused, judge, namespaceOf, type Signer } from "./trust.ts";

/** So many packs are kept, of so many characters together: two versions of each stand in memory when the engine is built. */
export const MOST_PACKS = 50;
export const MOST_CHARACTERS = 32 * 2 ** 20;
export const MOST_OVERRIDES = 1_000;

/** Why something was not done: a key of the interface's words. */
export class Refusal extends Error {
  readonly args: { readonly [name: string]: string | number };
  constructor(key: string, args: { readonly [name: string]: string | number } = {}) {
    super(key);
    this.args = args;
  }
}

export interface Everything {
  held: Held[];
  trusted: Trusted[];
  proved: Proved[];
  overrides: KeptOverride[];
}

/** Everything that is kept, packs in the order in which they are asked: layer by layer. */
export async function everything(): Promise<Everything> {
  const none = { held: [], trusted: [], proved: [], overrides: [] };
  if (!(await isThere())) return none;
  return within(async (db): Promise<Everything> => {
    const transaction = db.transaction([...STORES], "readonly");
    const all = await Promise.all(STORES.map((name) => transaction.objectStore(name).getAll()));
    const [held = [], trusted = [], proved = [], overrides = []] = all;
    return { held: inOrder(held as Held[]), trusted, proved, overrides } as Everything;
  }, false).catch(orNothing<Everything>(none));
}

const inOrder = (held: readonly Held[]): Held[] =>
  [...held].sort((a, b) => LAYERS.indexOf(a.layer) - LAYERS.indexOf(b.layer) || a.order - b.order || (a.id < b.id ? -1 : 1));

export interface Taking {
  id: string;
  layer: Layer;
  version: Version;
  handover_from?: string | null;
  engine: string;
  /** The version that the preview compared it with; none where the pack is new. */
  instead?: string | undefined;
  /** The user has said by hand that another key, or none, is right. */
  byHand: boolean;
}

/** Takes a pack that was proved, or a new version of one: what was there before stays for a roll-back. */
export function take({ id, layer, version, handover_from, engine, instead, byHand }: Taking): Promise<void> {
  return change(async (stores) => {
    const { files, trust, proved } = stores;
    const [old, all] = [(await files.get(id)) as Held | undefined, (await files.getAll()) as Held[]];
    if (old?.now.sha256 !== instead) throw new Refusal("ui.packs.refused.meanwhile");
    if (!old && all.length >= MOST_PACKS) throw new Refusal("ui.packs.refused.many", { n: MOST_PACKS });
    const characters = all.filter((one) => one.id !== id).reduce((sum, one) => sum + one.now.text.length + (one.before?.text.length ?? 0), 0);
    if (characters + version.text.length + (old?.now.text.length ?? 0) > MOST_CHARACTERS) throw new Refusal("ui.packs.refused.large_all", { most: MOST_CHARACTERS / 2 ** 20 });
    const namespace = namespaceOf(id);
    const known = (await trust.get(namespace)) as Trusted | undefined;
    const signer: Signer = { key: version.key, handover_from };
    const verdict = judge(known, signer);
    if (isRefused(verdict) && !byHand) throw new Refusal(`ui.packs.trust.${verdict}`, { namespace });
    const { key, fingerprint } = version;
    const line = after(verdict, known, key !== undefined && fingerprint !== undefined ? { key, fingerprint } : undefined, namespace, version.imported);
    if (line) await trust.put(line);
    else if (known) await trust.delete(namespace);
    const order = old?.layer === layer ? old.order : Math.max(-1, ...all.filter((one) => one.layer === layer).map((one) => one.order)) + 1;
    await files.put({ id, layer, order, on: old?.on ?? true, now: version, ...(old && { before: old.now }) } satisfies Held);
    await proved.put({ sha256: version.sha256, engine } satisfies Proved);
  });
}

/** Goes back to the last good version; the one that is left is gone. */
export function rollBack(id: string, from: string): Promise<void> {
  return change(async ({ files, trust }) => {
    const held = (await files.get(id)) as Held | undefined;
    if (!held?.before || held.now.sha256 !== from) throw new Refusal("ui.packs.refused.meanwhile");
    const { before, ...rest } = held;
    await files.put({ ...rest, now: before } satisfies Held);
    // Its key was taken when it came; that another one came after it does not undo that.
    const known = (await trust.get(namespaceOf(id))) as Trusted | undefined;
    if (known && before.key !== undefined && before.key !== known.key && !known.former.includes(before.key)) {
      await trust.put({ ...known, former: [...known.former, before.key] });
    }
  });
}

/** Removes a pack with both its versions. Whose key its namespace has stays known: a stranger may not take its place. */
export function remove(id: string): Promise<void> {
  return change(async ({ files, proved }) => {
    const held = (await files.get(id)) as Held | undefined;
    await files.delete(id);
    for (const version of [held?.now, held?.before]) if (version) await proved.delete(version.sha256);
  });
}

export function switchPack(id: string, on: boolean): Promise<void> {
  return change(async ({ files }) => {
    const held = (await files.get(id)) as Held | undefined;
    if (held) await files.put({ ...held, on });
  });
}

/** Puts a pack one place up or down in its layer, or into the other layer. */
export function move(id: string, to: "up" | "down" | Layer): Promise<void> {
  return change(async ({ files }) => {
    const all = inOrder((await files.getAll()) as Held[]);
    const held = all.find((one) => one.id === id);
    if (!held) return;
    const layer = to === "up" || to === "down" ? held.layer : to;
    const row = all.filter((one) => one.layer === layer && one !== held);
    const from = all.filter((one) => one.layer === layer).indexOf(held);
    row.splice(to === "up" ? Math.max(0, from - 1) : to === "down" ? from + 1 : row.length, 0, held);
    await Promise.all(row.map((one, order) => files.put({ ...one, layer, order })));
  });
}

export function addOverride(override: Omit<KeptOverride, "number">): Promise<void> {
  return change(async ({ overrides }) => {
    // Who asks again, for want of an answer or in another window, has it decided once.
    const all = (await overrides.getAll()) as KeptOverride[];
    if (all.some((one) => isSame(one, override))) return;
    if (all.length >= MOST_OVERRIDES) throw new Refusal("ui.packs.refused.overrides", { n: MOST_OVERRIDES });
    await overrides.add(override);
  });
}

export const removeOverride = (number: number): Promise<void> => change(({ overrides }) => overrides.delete(number));

const isSame = (a: Override, b: Override): boolean => {
  const plain = ({ rule, scope, do: what, reason, until }: Override): string => JSON.stringify([rule, scope, what, reason, until ?? null]);
  return plain(a) === plain(b);
};

/** Takes out the overrides of which this holds; without a database there are none. False where none was there. */
export async function removeOverrides(which: (override: KeptOverride) => boolean): Promise<boolean> {
  if (!(await isThere())) return false;
  return change(async ({ overrides }) => {
    const gone = ((await overrides.getAll()) as KeptOverride[]).filter(which);
    for (const { number } of gone) await overrides.delete(number);
    return gone.length > 0;
  });
}

/** Puts a backup's packs, keys and decisions in place of all that are here. Every pack is proved again before it runs. */
export function replaceAll({ held, trusted, overrides: decided }: Omit<Everything, "proved">): Promise<void> {
  return change(async ({ files, trust, proved, overrides }) => {
    await Promise.all([files, trust, proved, overrides].map((store) => store.clear()));
    for (const one of held) await files.put(one);
    for (const one of trusted) await trust.put(one);
    for (const one of decided) await overrides.put(one);
  });
}

/** Keeps that packs passed the proof of this engine, and forgets what was said of packs that are gone. */
export function keepProved(passed: readonly string[], engine: string, wanted: ReadonlySet<string>): Promise<void> {
  return change(async ({ proved }) => {
    for (const { sha256 } of (await proved.getAll()) as Proved[]) if (!wanted.has(sha256)) await proved.delete(sha256);
    for (const sha256 of passed) await proved.put({ sha256, engine } satisfies Proved);
  });
}

type Stores = { [name in (typeof STORES)[number]]: ReturnType<Transaction<"readwrite">["objectStore"]> };

function change<T>(work: (stores: Stores) => Promise<T>): Promise<T> {
  return within((db) => {
    const transaction = db.transaction([...STORES], "readwrite") as Transaction<"readwrite">;
    const stores = Object.fromEntries(STORES.map((name) => [name, transaction.objectStore(name)])) as Stores;
    return whole(transaction, () => work(stores));
  });
}

async function within<T>(work: (db: IDBPDatabase) => Promise<T>, make = true): Promise<T> {
  const db = await openPacks(make);
  try {
    return await work(db);
  } finally {
    db.close();
  }
}
