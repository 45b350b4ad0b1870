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

/** What a database knows of the clock. */
export interface Clock {
  /** The last day that was believed. */
  believed: string;
  /** The day on which it was looked at before that one. */
  before?: string;
  /** A day that was not believed when it was first seen. */
  doubted?: string;
}

/** A day that was not believed is believed when the clock goes on from it, within this many days. */
const GONE_ON = 400;

/**
 * Whether today's date may decide what is old, where things are kept for so many `days`, and the day `by` which it does. A clock
 * that is far ahead would have everything erased at once; one that went back would keep everything for ever. Such a date is
 * believed only if the clock has gone on from it to another day. Nor does a date that is believed decide on its first day: age is
 * counted up to the day before on which the clock was looked at, so that no single wrong day takes anything that honest days would
 * not have taken. What is over goes on the next day of use instead. As the command does it (`crate/cli/src/ledger/clock.rs`).
 */
export function believe(clock: Clock | undefined, now: string, days: number): { clock: Clock; believed: boolean; by: string } {
  if (!clock) return { clock: { believed: now }, believed: true, by: now };
  const { believed, before, doubted } = clock;
  const lesser = (other: string | undefined): string => (other !== undefined && other < now ? other : now);
  if (now === believed) return { clock: { believed, ...(before !== undefined && { before }) }, believed: true, by: lesser(before) };
  const going = (from: string): { clock: Clock; believed: boolean; by: string } => ({ clock: { believed: now, before: from }, believed: true, by: lesser(from) });
  if (now >= plusDays(believed, -1) && now <= plusDays(believed, days)) return going(believed);
  const isGone = doubted !== undefined && now > doubted && now <= plusDays(doubted, GONE_ON);
  return isGone ? going(doubted) : { clock: { ...clock, doubted: now }, believed: false, by: lesser(believed) };
}
