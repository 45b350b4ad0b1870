// Whom and which job a finding is about, as overrides name them (`crate/core/src/engine/overrides.rs`): the site as the ledger
// calls it, and the site's own id.

import type { Scopes } from "../common/protocol.ts";
import type { PageSnapshot, Report, Subject } from "../types.ts";

const FINDINGS = 200;

/** What the ledger calls a site, by an address that can be parsed. */
export const siteOf = (url: string): string => new URL(url).host.replace(/^www\./, "");

export function scopesOf(report: Report, snapshot: PageSnapshot): Scopes {
  if (!URL.canParse(snapshot.page.url)) return { findings: {} };
  const key = (id: string): string => `${siteOf(snapshot.page.url)}/${id}`;
  const findings = report.findings.slice(0, FINDINGS).flatMap(({ id, subject }) => {
    const people = new Set(peopleOf(subject, snapshot));
    const [person] = people;
    // Of several people an override of one would say too much or too little.
    return people.size === 1 && person !== undefined ? [[id, { person: key(person) }] as const] : [];
  });
  return { findings: Object.fromEntries(findings), ...(snapshot.job?.id && { job: key(snapshot.job.id.value) }) };
}

function peopleOf({ kind, items }: Subject, { people, proposals, contracts, reviews, messages }: PageSnapshot): (string | undefined)[] {
  const only = people.length === 1 ? people[0]?.id?.value : undefined;
  switch (kind) {
    case "person":
      return items.map((n) => people[n]?.id?.value);
    case "proposal":
      return items.map((n) => proposals[n]?.person);
    case "chat":
      return items.map((n) => messages[n]?.person);
    case "contract":
      return contracts.length > 0 ? [only] : [];
    case "review":
      return reviews.length > 0 ? [only] : [];
    default:
      return [];
  }
}
