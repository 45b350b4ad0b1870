// Days as ISO dates, and what a clock may be believed.

import { capturedAt } from "../../content/clock.ts";

const DAY = 86_400_000;

/** Today on this machine's clock. */
export const today = (now: Date = new Date()): string => capturedAt(now).slice(0, 10);

export const plusDays = (day: string, n: number): string => new Date(Date.parse(`${day}T00:00:00Z`) + n * DAY).toISOString().slice(0, 10);

export function isDay(text: unknown): text is string {
  if (typeof text !== "string" || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

/** What the ledger knows of the clock. */
export interface Clock {
  /** The last day that was believed. */
  believed: string;
  /** A day that was not believed when it was first seen. */
  doubted?: string;
}

/**
 * Whether today's date may decide what is old, where entries are kept for so many `days`. A clock that is far ahead would have
 * everything erased at once; one that went back would keep everything for ever. Such a date is believed only if the clock has
 * gone on from it to another day. As the command does it (`crate/cli/src/ledger/clock.rs`).
 */
export function believe(clock: Clock | undefined, now: string, days: number): { clock: Clock; believed: boolean } {
  if (!clock) return { clock: { believed: now }, believed: true };
  const { believed, doubted } = clock;
  const near = (from: string): boolean => now >= plusDays(from, -1) && now <= plusDays(from, days);
  if (near(believed)) return { clock: { believed: now }, believed: true };
  if (doubted !== undefined && now > doubted && near(doubted)) return { clock: { believed: now }, believed: true };
  return { clock: { believed, doubted: doubted !== undefined && near(doubted) ? doubted : now }, believed: false };
}
