// Records as one table, a line for each finding: for whoever keeps the house's own files. A cell that a spreadsheet would take
// for a formula is marked as text.

import { sayFinding } from "../../common/drawing.ts";
import type { Say } from "../../common/words.ts";
import type { Case, Finding } from "../../types.ts";
import { standingOf } from "./standing.ts";

const COLUMNS = ["record", "site", "person", "name", "job", "page", "read", "kept", "until", "finding", "level", "standing", "quote", "rule", "answer", "outcome", "by", "decided_at", "reason"] as const;
type Cells = { [column in (typeof COLUMNS)[number]]?: string };

export function recordsCsv(records: readonly Case[], say: Say): string {
  const heads = COLUMNS.map((column) => say(`ui.records.csv.${column}`));
  const lines = records.flatMap((record) => linesOf(record, say).map((cells) => COLUMNS.map((column) => cells[column] ?? "")));
  // Spreadsheets take a table for UTF-8 by the mark at its beginning.
  return `\ufeff${[heads, ...lines].map((line) => line.map(cell).join(",")).join("\r\n")}\r\n`;
}

function linesOf(record: Case, say: Say): Cells[] {
  const { id, subject, job, report, kept_at, keep_until, outcome } = record;
  const shared: Cells = {
    record: id, site: subject.site, person: subject.person, name: subject.name, job: job?.title || job?.id || "",
    page: report.page.url, read: report.page.captured_at, kept: kept_at, until: keep_until ?? "",
    ...(outcome && { outcome: say(`ui.records.outcome.${outcome.kind}`), by: outcome.by, decided_at: outcome.at, reason: outcome.reason }),
  };
  const { found, disputed, aside } = standingOf(record);
  const line = (finding: Finding, standing: string, answer = ""): Cells => {
    const said = sayFinding(finding, report, say);
    return { ...shared, finding: said.sentence, level: said.level, standing: say(`ui.records.csv.${standing}`), quote: said.quotes.map(({ text }) => text).join("\n"), rule: `${finding.rule} ${finding.version}`, answer };
  };
  const lines = [
    ...found.map((finding) => line(finding, "stands")),
    ...disputed.map(({ finding, dispute }) => line(finding, "disputed", dispute.answer)),
    ...aside.map(({ finding, dismissal }) => line(finding, "aside", dismissal.reason)),
  ];
  return lines.length > 0 ? lines : [{ ...shared, finding: say("report.nothing-found-is-not-verified") }];
}

/** Spreadsheets run what begins so, also after spaces, and also written full width. */
const FORMULA = /^[\s\u00a0\u3000]*[=+\-@\uff1d\uff0b\uff0d\uff20\t\r|%]/;

export function cell(value: string): string {
  const plain = value.toWellFormed().replace(/\u0000/g, "");
  return `"${(FORMULA.test(plain) ? `'${plain}` : plain).replaceAll('"', '""')}"`;
}
