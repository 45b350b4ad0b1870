// The page in one line: "3 letters share text, 1 asks to leave the site, 56 read and nothing found, 4 not read." It counts
// places on the page, never a person's findings; the order is that of `ORDER` on every page, whatever was found.

import type { Finding, Item, Report } from "../types.ts";
import { isAbout, isAtLeast, NOT_READ } from "./subjects.ts";
import type { Say } from "./words.ts";

/** Keys of the parts, in the order in which they are said. */
const ORDER = [
  "ui.line.letters", "ui.line.letters_other", "ui.line.contact", "ui.line.contact_given", "ui.line.payment", "ui.line.account",
  "ui.line.access", "ui.line.identity", "ui.line.reviews", "ui.line.bids", "ui.line.availability", "ui.line.equipment",
  "ui.line.code-host", "ui.line.background", "ui.line.page", "ui.line.nothing", "ui.line.unread",
] as const;
type Part = (typeof ORDER)[number];

/** What is said of a finding; below Note it is said as Background, whatever it is about. */
function partOf({ severity, family, template }: Finding): Part {
  if (!isAtLeast(severity, "note")) return "ui.line.background";
  if (family === "letters") return template ? "ui.line.letters" : "ui.line.letters_other";
  if (family === "contact") return isAtLeast(severity, "caution") ? "ui.line.contact" : "ui.line.contact_given";
  return `ui.line.${family}`;
}

/** How many places each part is said of. A place that shows several things is counted in each. */
function counts(report: Report): Map<Part, number> {
  const places = new Map<number, Item[]>();
  for (const item of report.items) places.set(item.row, [...(places.get(item.row) ?? []), item]);
  const found = new Map<Part, number>();
  const add = (part: Part): unknown => found.set(part, (found.get(part) ?? 0) + 1);
  for (const items of places.values()) {
    const parts = new Set(report.findings.filter(({ subject }) => items.some((item) => isAbout(subject, item.subject))).map(partOf));
    // A background fact beside something to ask about is told in the card.
    if (parts.size > 1) parts.delete("ui.line.background");
    if (!items.some(({ read }) => read)) parts.add("ui.line.unread");
    else if (parts.size === 0) parts.add("ui.line.nothing");
    parts.forEach(add);
  }
  const placed = (finding: Finding): boolean => report.items.some((item) => isAbout(finding.subject, item.subject));
  if (places.size > 1) report.findings.filter((finding) => !placed(finding)).forEach(() => add("ui.line.page"));
  return found;
}

/** The line; empty for a page of search results, which holds nothing to judge. */
export function sayLine(report: Report, say: Say): string {
  const { kind } = report.page;
  if (kind === "search") return "";
  if (NOT_READ.has(kind)) return say(kind === "blocked" ? "ui.line.blocked" : "ui.line.unknown");
  const found = counts(report);
  const rows = new Set(report.items.map(({ row }) => row)).size;
  // Of one person nothing is counted.
  if (rows <= 1) {
    if (report.findings.length === 0) return say("ui.line.one_nothing");
    return say(report.findings.some(({ severity }) => isAtLeast(severity, "note")) ? "ui.line.one_found" : "ui.line.one_background");
  }
  const parts = ORDER.flatMap((part) => {
    const n = found.get(part) ?? 0;
    return n > 0 ? [say(part, { n })] : [];
  });
  return say("ui.line.whole", { parts: new Intl.ListFormat(say.language, { type: "unit", style: "long" }).format(parts) });
}
