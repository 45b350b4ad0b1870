// What the user chose: one object `settings` in storage.local, followed by storage.onChanged.

import { alive, ext } from "./browser.ts";

export interface Settings {
  /** Pages on known sites are checked by themselves, or only on click. Absent: not answered yet, so only on click. */
  run?: "auto" | "click";
  /** Whether pages may be remembered on this device, in the ledger. Absent: not asked yet, so no. */
  remember?: boolean;
  /** For how many days; absent: {@link KEEP_DAYS}. */
  keep_days?: number;
  /** For how many days a record is kept; absent: {@link RECORD_DAYS}. */
  record_days?: number;
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
  const days = from["keep_days"];
  if (typeof days === "number" && Number.isInteger(days) && days >= 1 && days <= MOST_KEEP_DAYS) settings.keep_days = days;
  const records = from["record_days"];
  if (typeof records === "number" && Number.isInteger(records) && records >= 1 && records <= MOST_RECORD_DAYS) settings.record_days = records;
  const packs = strings(from["packs_off"]);
  if (packs.length > 0) settings.packs_off = packs;
  return settings;
}

function strings(value: unknown): string[] {
  if (!Array.isArray(value)) return [];
  return [...new Set(value.filter((entry): entry is string => typeof entry === "string"))].sort();
}

export async function readSettings(): Promise<Settings> {
  const stored = await ext.storage.local.get("settings");
  return parseSettings(stored["settings"]);
}

/** Changes some settings. Before the first-run question is answered, only its answer may be written. */
export async function writeSettings(change: Partial<Settings>): Promise<void> {
  const now = await readSettings();
  if (now.run === undefined && change.run === undefined) return;
  await ext.storage.local.set({ settings: { ...now, ...change } });
}

export function onSettings(listener: (settings: Settings, before: Settings) => void, signal?: AbortSignal): void {
  const follow = (changes: Record<string, { oldValue?: unknown; newValue?: unknown }>, area: string): void => {
    const change = changes["settings"];
    if (area === "local" && change) listener(parseSettings(change.newValue), parseSettings(change.oldValue));
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
