// What was checked, and what could not be read, in words.

import type { CoverageState, Report } from "../types.ts";
import type { Titled } from "./protocol.ts";
import type { Say } from "./words.ts";

/** Checks of which the same is to be said. */
export interface SaidCoverage {
  checks: string;
  state: string;
  note: string;
}

/** In the order of the report; what is the same for several checks is said once. */
export function sayCoverage(report: Report, say: Say, titles: readonly Titled[]): SaidCoverage[] {
  const byId = new Map(titles.map(({ id, title }) => [id, say.message(title)]));
  const alike = new Map<string, SaidCoverage>();
  for (const { check, state, note } of report.coverage) {
    const title = byId.get(check) ?? check;
    const said = { checks: title, state: say(`ui.coverage.${state}`), note: say.message(note) };
    const key = JSON.stringify([said.state, said.note]);
    const known = alike.get(key);
    if (known) known.checks += `; ${title}`;
    else alike.set(key, said);
  }
  return [...alike.values()];
}

/** The checks by what they could do here. */
export interface CoverageGroup {
  state: CoverageState;
  /** "Checked: 6" */
  title: string;
  /** Each with its note; those of which the same is to be said together. */
  lines: string[];
}

const STATES: readonly CoverageState[] = ["checked", "too_few", "not_visible", "needs_you", "not_supported"];

/** What was checked and what could not be, a group a state, those first that looked. */
export function coverageGroups(report: Report, say: Say, titles: readonly Titled[]): CoverageGroup[] {
  return STATES.flatMap((state) => {
    const coverage = report.coverage.filter((one) => one.state === state);
    if (coverage.length === 0) return [];
    const lines = sayCoverage({ ...report, coverage }, say, titles).map(({ checks, note }) => `${checks}. ${note}`.trim());
    return [{ state, title: say(`ui.panel.cover.${state}`, { n: coverage.length }), lines }];
  });
}

export const coverageLine = ({ checks, state, note }: SaidCoverage): string => `${checks}: ${state}. ${note}`.trim();

export function sayUnread(report: Report, say: Say): string[] {
  return report.unread.map(({ field, why, note }) => {
    // Of the page as a whole, the note alone says it.
    if (field === "page" && note && (why === "not_understood" || why === "not_on_page")) return asSentence(note);
    const said = say(`ui.unread.${why}`, { field: fieldName(field, say) });
    return note ? `${said} ${asSentence(note)}` : said;
  });
}

/** A field in plain words. A team's adapter may name one that has none: then its own name, made readable. */
export function fieldName(field: string, say: Say): string {
  const key = `ui.field.${field}`;
  if (say.has(key)) return say(key);
  if (field.startsWith("state ")) return say("ui.field.state", { name: field.slice("state ".length) });
  const words = field.replace(/[._]+/g, " ").trim();
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}

/** A capital first, a full stop last. */
export const asSentence = (note: string): string => note.slice(0, 1).toUpperCase() + note.slice(1) + (/[.!?…]$/.test(note) ? "" : ".");
