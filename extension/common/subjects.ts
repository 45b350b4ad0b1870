// What a finding is about, and how severities stand to each other.

import type { PageKind, Severity, Subject } from "../types.ts";

const ORDER: readonly Severity[] = ["context", "note", "caution", "warning", "stop"];

export const isAtLeast = (severity: Severity | "none", least: Severity): boolean =>
  severity !== "none" && ORDER.indexOf(severity) >= ORDER.indexOf(least);

/** Whether something about `subject` is told at `item`. */
export function isAbout(subject: Subject, item: Subject): boolean {
  return subject.kind === item.kind && (item.items.length === 0 || item.items.some((one) => subject.items.includes(one)));
}

/** Kinds of pages that were not read as anything: nothing is drawn there. */
export const NOT_READ: ReadonlySet<PageKind> = new Set<PageKind>(["unknown", "blocked", "search"]);
