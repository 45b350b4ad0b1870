// Which findings of a record stand: what the candidate disputes and what the user set aside does not, and leaves the summary.

import { today } from "../../background/ledger/days.ts";
import type { Case, Dismissal, Dispute, Finding } from "../../types.ts";

export interface Standing {
  /** In the report's order. */
  found: Finding[];
  disputed: { finding: Finding; dispute: Dispute }[];
  aside: { finding: Finding; dismissal: Dismissal }[];
}

export function standingOf({ report, disputed, dismissed }: Case, now: string = today()): Standing {
  const standing: Standing = { found: [], disputed: [], aside: [] };
  for (const finding of report.findings) {
    const dispute = disputed.find((one) => one.finding === finding.id);
    const dismissal = dismissed.find((one) => one.finding === finding.id && (one.until === undefined || one.until >= now));
    if (dispute) standing.disputed.push({ finding, dispute });
    else if (dismissal) standing.aside.push({ finding, dismissal });
    else standing.found.push(finding);
  }
  return standing;
}
