// What the user chose: one object `settings` in storage.local, followed by storage.onChanged; and over it what an organisation
// prescribes.

import { alive, ext } from "./browser.ts";
import { forgetPolicy, NO_POLICY, type Prescribed, readPolicy } from "./policy.ts";

export interface Settings {
  /** Pages on known sites are checked by themselves, or only on click. Absent: not answered yet, so only on click. */
  run?: "auto" | "click";
  /** Whether pages may be remembered on this device, in the ledger. Absent: not asked yet, so no. */
  remember?: boolean;
  /** For how many days; absent: {@link KEEP_DAYS}. */
  keep_days?: number;
  /** For how many days a record is kept; absent: {@link RECORD_DAYS}. */
  record_days?: number;
  /** The language of the interface; absent: the browser's. */
  language?: string;
  /** Ids of checks and rules that are switched off. */
  off: string[];
  /** Packs of the organisation that it lets the user switch off, and that are. */
  packs_off?: string[];
  /** Host names where nothing runs. */
  sites_off: string[];
}

/** How long the ledger keeps what it holds, unless the user chose otherwise, and at most. */
export const KEEP_DAYS = 30;
export const MOST_KEEP_DAYS = 180;

/** How long a record is kept that nobody holds, unless the user chose otherwise, and at most. */
export const RECORD_DAYS = 30;
export const MOST_RECORD_DAYS = 180;

export const recordDays = (settings: Settings): number => settings.record_days ?? RECORD_DAYS;
export const keepDays = (settings: Settings): number => settings.keep_days ?? KEEP_DAYS;

/** Reads settings from whatever stands in the storage; what is not understood counts as absent. */
export function parseSettings(stored: unknown): Settings {
  const from = typeof stored === "object" && stored !== null ? (stored as Record<string, unknown>) : {};
  const settings: Settings = { off: strings(from["off"]), sites_off: strings(from["sites_off"]) };
  if (from["run"] === "auto" || from["run"] === "click") settings.run = from["run"];
  if (typeof from["remember"] === "boolean") settings.remember = from["remember"];
  if (isDays(from["keep_days"], MOST_KEEP_DAYS)) settings.keep_days = from["keep_days"];
  if (isDays(from["record_days"], MOST_RECORD_DAYS)) settings.record_days = from["record_days"];
  if (typeof from["language"] === "string" && /^[a-z]{2,3}$/.test(from["language"])) settings.language = from["language"];
  const packs = strings(from["packs_off"]);
  if (packs.length > 0) settings.packs_off = packs;
  return settings;
}

const isDays = (value: unknown, most: number): value is number =>
  typeof value === "number" && Number.isInteger(value) && value >= 1 && value <= most;

function strings(value: unknown): string[] {
  if (!Array.isArray(value)) return [];
  return [...new Set(value.filter((entry): entry is string => typeof entry === "string"))].sort();
}

/** The user's choices with what an organisation prescribes over them. */
export function withPolicy(own: Settings, set: Prescribed): Settings {
  const both: Settings = { ...own };
  if (set.run !== undefined) both.run = set.run;
  if (set.remember !== undefined) both.remember = set.remember;
  if (set.keep_days_most !== undefined) both.keep_days = Math.min(keepDays(own), set.keep_days_most);
  if (set.record_days_most !== undefined) both.record_days = Math.min(recordDays(own), set.record_days_most);
  if (set.sites_off !== undefined) both.sites_off = [...new Set([...own.sites_off, ...set.sites_off])].sort();
  if (set.language === "auto") delete both.language;
  else if (set.language !== undefined) both.language = set.language;
  return both;
}

/** As they stand, with what a newer version may have put there. */
async function readRaw(): Promise<Record<string, unknown>> {
  const { settings } = await ext.storage.local.get("settings");
  return typeof settings === "object" && settings !== null ? { ...settings } : {};
}

const readOwn = async (): Promise<Settings> => parseSettings(await readRaw());

export async function readSettings(): Promise<Settings> {
  const [own, { set }] = await Promise.all([readOwn(), readPolicy()]);
  return withPolicy(own, set);
}

/** A choice as it may be changed; without a value it is as if it was never made. */
export type Change = { readonly [key in keyof Settings]?: Settings[key] | undefined };

/**
 * Changes some settings. Before the first-run question is answered, only its answer may be written. What is not understood stays
 * as it is, for the version that wrote it.
 */
export function writeSettings(change: Change): Promise<void> {
  return changeSettings(() => change);
}

/** The same where the change is to a list: what it is made of is read in the same turn, so that of two windows neither undoes the other's. */
export function changeSettings(make: (now: Settings) => Change): Promise<void> {
  return navigator.locks.request("settings", () => written(make));
}

async function written(make: (now: Settings) => Change): Promise<void> {
  const [raw, { set }] = await Promise.all([readRaw(), readPolicy()]);
  const own = parseSettings(raw);
  const change = make(withPolicy(own, set));
  if (withPolicy(own, set).run === undefined && change.run === undefined) return;
  // What the organisation switched off is not the user's own choice.
  const sites = change.sites_off && { sites_off: change.sites_off.filter((site) => !set.sites_off?.includes(site) || own.sites_off.includes(site)) };
  const all = Object.entries({ ...raw, ...own, ...change, ...sites }).filter(([, value]) => value !== undefined);
  await ext.storage.local.set({ settings: Object.fromEntries(all) });
}

/** Follows the choices, and what is prescribed of them. */
export function onSettings(listener: (settings: Settings, before: Settings) => void, signal?: AbortSignal): void {
  let policy = NO_POLICY;
  const learn = async (): Promise<void> => {
    policy = await readPolicy();
  };
  void learn();
  const follow = (changes: Record<string, { oldValue?: unknown; newValue?: unknown }>, area: string): void => {
    const change = changes["settings"];
    if (area === "local" && change) listener(withPolicy(parseSettings(change.newValue), policy.set), withPolicy(parseSettings(change.oldValue), policy.set));
    if (area === "managed") void prescribedAnew();
  };
  const prescribedAnew = async (): Promise<void> => {
    const before = policy.set;
    forgetPolicy();
    const [own] = await Promise.all([readOwn(), learn()]);
    if (signal?.aborted !== true) listener(withPolicy(own, policy.set), withPolicy(own, before));
  };
  ext.storage.onChanged.addListener(follow);
  signal?.addEventListener("abort", () => {
    if (alive()) ext.storage.onChanged.removeListener(follow);
  });
}

/** The same list with an entry put in or taken out. */
export function toggled(list: readonly string[], entry: string, present: boolean): string[] {
  const without = list.filter((one) => one !== entry);
  return present ? [...without, entry].sort() : without;
}
