// The database of packs: what was imported, whose keys are trusted, what was proved, and the overrides. Nothing that a page
// brought stands here, but what the user typed or chose in so many words.

import { type IDBPDatabase, type IDBPTransaction, openDB } from "idb";
import type { Override } from "../../types.ts";
import { exists, opening } from "../databases.ts";

export const NAME = "packs";

/** Where an imported pack belongs. They are asked in this order, before the organisation's and the built-in ones. */
export type Layer = "mine" | "team";
export const LAYERS: readonly Layer[] = ["mine", "team"];

/** One version of an imported pack. */
export interface Version {
  /** The very bytes of the file, as text. */
  text: string;
  version: string;
  /** Of the pack in it: what verdicts are bound to. */
  sha256: string;
  /** Who signed it. */
  key?: string;
  fingerprint?: string;
  /** Match patterns of the sites that its adapters read. */
  hosts: string[];
  /** When it was imported: ISO date. */
  imported: string;
}

/** An imported pack. */
export interface Held {
  /** `namespace/pack`. */
  id: string;
  layer: Layer;
  /** Its place in its layer. */
  order: number;
  on: boolean;
  now: Version;
  /** The last good version before it, for roll-back. */
  before?: Version;
}

/** Whose packs of a namespace are taken. */
export interface Trusted {
  namespace: string;
  key: string;
  fingerprint: string;
  /** ISO date. */
  since: string;
  /** Keys that vouched for the one after them: what they signed is still theirs. */
  former: string[];
}

/** That a pack passed the proof of an engine. */
export interface Proved {
  sha256: string;
  engine: string;
}

/** An override as it is kept. */
export interface KeptOverride extends Override {
  number: number;
  /** ISO date. */
  made: string;
  /** What it is about, for the list: the rule's title. */
  title: string;
}

export const STORES = ["files", "trust", "proved", "overrides"] as const;
export type Store = (typeof STORES)[number];
export type Transaction<M extends "readonly" | "readwrite"> = IDBPTransaction<unknown, string[], M>;

/** Opens the packs; the database is made if it is not there, unless `make` is false. */
export async function openPacks(make = true): Promise<IDBPDatabase> {
  let opened: IDBPDatabase | undefined;
  const close = (): void => opened?.close();
  opened = await opening(make, (refuses) => openDB(NAME, 1, {
    upgrade(db, from, _, transaction) {
      if (refuses(from, transaction)) return;
      db.createObjectStore("files", { keyPath: "id" });
      db.createObjectStore("trust", { keyPath: "namespace" });
      db.createObjectStore("proved", { keyPath: "sha256" });
      db.createObjectStore("overrides", { keyPath: "number", autoIncrement: true });
    },
    blocking: close,
    terminated: close,
  }));
  return opened;
}

/** Whether anything was ever kept, without making a database. */
export const isThere = (): Promise<boolean> => exists(NAME);
