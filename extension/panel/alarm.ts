// "This is a false alarm": a file for the pack's author, with what names people taken out. It is shown and may be changed before
// it is saved; nothing is sent.

import { make } from "../common/dom.ts";
import { redact } from "../common/redact.ts";
import { saveFile } from "../common/save.ts";
import type { Say } from "../common/words.ts";
import type { Finding, Report } from "../types.ts";

const QUOTES = 10;

export interface Alarm {
  format: "secondlook false alarm";
  schema: 1;
  engine: string;
  rule: string;
  rule_version: string;
  pack?: { id: string; version: string; sha256: string };
  severity: string;
  page: { kind: string; adapter?: string };
  quotes: string[];
}

/** `names`: of the people on the page. */
export function alarmOf(finding: Finding, report: Report, names: readonly string[]): Alarm {
  const pack = report.packs.find(({ sha256 }) => finding.pack_sha256 != null && sha256 === finding.pack_sha256);
  const { kind, adapter } = report.page;
  const labels = report.items.flatMap(({ label, subject }) => (subject.kind === "person" || subject.kind === "proposal" || subject.kind === "review" ? [label] : []));
  return {
    format: "secondlook false alarm",
    schema: 1,
    engine: report.engine,
    rule: finding.rule,
    rule_version: finding.version,
    ...(pack && { pack: { id: pack.id, version: pack.version, sha256: pack.sha256 } }),
    severity: finding.severity,
    page: { kind, ...(adapter != null && { adapter }) },
    quotes: finding.evidence.slice(0, QUOTES).map(({ quote }) => redact(quote.slice(0, 2_000), [...names, ...labels])),
  };
}

export function alarmPart(document: Document, finding: Finding, report: Report, names: readonly string[], say: Say): HTMLElement {
  const fold = make(document, "details", { attributes: { "data-part": "alarm" } }, [make(document, "summary", { text: say("ui.alarm.title") })]);
  // Made when it is looked at: of fifty findings, nobody reports most.
  fold.addEventListener("toggle", () => {
    if (!fold.open || fold.childElementCount > 1) return;
    const text = make(document, "textarea", { attributes: { rows: "12", "aria-label": say("ui.alarm.file"), "data-act": "alarm-text", spellcheck: "false" } });
    text.value = JSON.stringify(alarmOf(finding, report, names), undefined, 2);
    const save = make(document, "button", { text: say("ui.alarm.save"), attributes: { type: "button", "data-act": "alarm-save" } });
    save.addEventListener("click", () => saveFile(document, text.value, "second-look-false-alarm.json"));
    fold.append(make(document, "p", { class: "soft", text: say("ui.alarm.about") }), text, make(document, "div", { class: "row" }, [save]));
  });
  return fold;
}
