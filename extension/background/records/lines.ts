// What the lists show of a record, and the names under which it is found: made anew whenever the record is written.

import type { Case } from "../../types.ts";
import { siteOf } from "../scopes.ts";
import type { Line, RecordHead } from "./schema.ts";

/** What names a person among all records: ids are told apart without case, as the ledger and overrides do it. */
export const nameOf = (site: string, person: string): string => `${site}/${person.trim().toLowerCase()}`;

export function lineOf(record: Case): Line {
  const { id, subject, keep_until, hold } = record;
  const own = nameOf(subject.site, subject.person);
  const until = hold ? undefined : keep_until;
  return { id, person: own, others: [...new Set(peopleIn(record))].filter((name) => name !== own), ...(until !== undefined && { until }), head: headOf(record) };
}

function headOf({ id, subject, job, kept_at, changed_at, keep_until, hold, outcome, erased }: Case): RecordHead {
  return {
    id, subject, kept_at, changed_at, erased: erased.length > 0,
    ...(job && { job }), ...(keep_until !== undefined && { keep_until }), ...(hold && { hold: hold.why }), ...(outcome && { outcome: outcome.kind }),
  };
}

/** Everybody of whom a record holds something. */
function peopleIn({ subject, inputs, report }: Case): string[] {
  const { people, proposals, contracts, reviews, messages } = inputs.snapshot;
  const here = [...people.map(({ id }) => id?.value), ...[...proposals, ...contracts, ...reviews, ...messages].map(({ person }) => person)];
  const seen = [...inputs.memories.letters, ...report.findings.flatMap(({ template }) => (template?.members ?? []).flatMap(({ seen }) => seen ?? []))];
  const names = here.flatMap((person) => (person ? [nameOf(subject.site, person)] : []));
  return [...names, ...seen.flatMap(({ url, person }) => (person && URL.canParse(url) ? [nameOf(siteOf(url), person)] : []))];
}
