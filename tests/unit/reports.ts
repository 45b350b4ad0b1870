// Reports for tests, by the parts that matter.

import type { Finding, PageSnapshot, Report, SeenLetter } from "../../extension/types.ts";

export function emptyReport(parts: Partial<Report> = {}): Report {
  return {
    schema: 1,
    engine: "0",
    packs: [],
    page: { url: "https://www.upwork.com/x", kind: "proposals", verified: true, captured_at: "2026-11-21T10:00:00+00:00" },
    findings: [],
    coverage: [],
    pictures: [],
    items: [],
    unread: [],
    ...parts,
  };
}

export function finding(parts: Partial<Finding> = {}): Finding {
  return {
    id: "f1",
    rule: "shared-letters",
    version: "1",
    family: "letters",
    severity: "caution",
    confidence: "medium",
    subject: { kind: "proposal", items: [0] },
    message: { text: { en: "Found." } },
    why: { text: { en: "Why." } },
    innocent: [{ text: { en: "One." } }, { text: { en: "Two." } }],
    ask: [{ text: { en: "Which part is yours?" } }],
    evidence: [],
    references: ["L-1"],
    ...parts,
  };
}

export function snapshot(parts: Partial<PageSnapshot> = {}): PageSnapshot {
  return {
    kind: "proposals",
    page: emptyReport().page,
    people: [],
    proposals: [],
    contracts: [],
    reviews: [],
    messages: [],
    totals: {},
    unread: [],
    ...parts,
  } as PageSnapshot;
}

export function seen(key: string, url = "https://www.upwork.com/x", parts: Partial<SeenLetter> = {}): SeenLetter {
  return { key, url, at: "2026-11-21T10:00:00+00:00", person: `person-${key}`, name: `Name ${key}`, text: `Letter ${key}.`, job_text: "", ...parts };
}
