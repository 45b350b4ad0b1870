// Dates and numbers as the language of the interface writes them. Days have no time zone: they stay the page's days.

import type { Say } from "../../common/words.ts";

export interface Formats {
  /** "Mar 2, 2026" */
  day(at: number): string;
  /** "Mar 2 – 9, 2026"; a single day by itself. */
  span(first: number, last: number): string;
  /** "Mar 2026" */
  month(at: number): string;
  /** "2026" */
  year(at: number): string;
  /** "Mar 2" */
  dayOfMonth(at: number): string;
  /** A share from 0 to 1 in percent, with at most one digit behind the point, two below one percent. */
  percent(share: number): string;
}

export const DAY = 86_400_000;

/** The day of an ISO date, milliseconds since the epoch; `NaN` for what is none. */
export const dayOf = (date: string): number => (/^\d{4}-\d\d-\d\d$/.test(date) ? Date.parse(`${date}T00:00:00Z`) : NaN);

export function formats(say: Say): Formats {
  const { language } = say;
  const format = (options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat => new Intl.DateTimeFormat(language, { timeZone: "UTC", ...options });
  const day = format({ day: "numeric", month: "short", year: "numeric" });
  const month = format({ month: "short", year: "numeric" });
  const year = format({ year: "numeric" });
  const dayOfMonth = format({ day: "numeric", month: "short" });
  const coarse = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });
  const fine = new Intl.NumberFormat(language, { maximumFractionDigits: 2 });
  return {
    day: (at) => day.format(at),
    span: (first, last) => day.formatRange(first, last),
    month: (at) => month.format(at),
    year: (at) => year.format(at),
    dayOfMonth: (at) => dayOfMonth.format(at),
    percent: (share) => say("picture.percent", { percent: (share < 0.01 ? fine : coarse).format(share * 100) }),
  };
}
