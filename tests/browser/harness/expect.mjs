// Holds a report to what `tests/demo-site/expect.json` says of its page.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { ROOT } from './paths.mjs';

const SEVERITIES = ['context', 'note', 'caution', 'warning', 'stop'];
const rank = (severity) => SEVERITIES.indexOf(severity);

export const EXPECT = JSON.parse(readFileSync(join(ROOT, 'tests/demo-site/expect.json'), 'utf8'));

/** The labels of everybody a finding is about. */
function peopleOf(report, finding) {
  const { kind, items } = finding.subject;
  return report.items
    .filter((item) => item.subject.kind === kind && items.includes(item.subject.items[0]))
    .map((item) => item.label.replace(/^@/, ''))
    .sort();
}

/** Fails with the first thing that is not as expected. */
export function assertExpected(name, report) {
  const expected = EXPECT[name];
  assert.ok(expected, `expect.json has no ${name}`);
  assert.equal(report.page.kind, expected.kind, 'the kind of page');
  const said = report.findings.map((finding) => `${finding.rule} (${finding.severity}): ${peopleOf(report, finding).join(', ')}`);
  for (const finding of report.findings) {
    assert.ok(rank(finding.severity) <= rank(expected.at_most), `above ${expected.at_most}: ${said.join('; ')}`);
  }
  for (const wanted of expected.fires) {
    const rule = new RegExp(`^(?:.*${wanted.rule})$`);
    const found = report.findings.find(
      (finding) =>
        rule.test(finding.rule) &&
        rank(finding.severity) >= rank(wanted.at_least) &&
        (wanted.family === undefined || finding.family === wanted.family) &&
        (wanted.people === undefined || assertSame(peopleOf(report, finding), wanted.people)),
    );
    assert.ok(found, `${JSON.stringify(wanted)} did not fire; there are: ${said.join('; ') || 'no findings'}`);
    assert.ok(found.evidence.length > 0 && found.innocent.length >= 2 && found.ask.length >= 1, `${found.rule} explains itself`);
  }
  for (const rule of expected.silent) {
    assert.ok(!report.findings.some((finding) => finding.rule === rule), `${rule} fired: ${said.join('; ')}`);
  }
  for (const person of expected.quiet_people ?? []) {
    const above = report.findings.filter((finding) => rank(finding.severity) > 0 && peopleOf(report, finding).includes(person));
    assert.deepEqual(above.map((finding) => finding.rule), [], `findings on ${person}`);
  }
  for (const [check, state] of Object.entries(expected.coverage)) {
    assert.equal(report.coverage.find((entry) => entry.check === check)?.state, state, `coverage of ${check}`);
  }
  if (expected.kind === 'unknown') {
    assert.ok(report.unread.length > 0, 'a page that cannot be read says so');
  }
}

const assertSame = (found, wanted) => JSON.stringify(found) === JSON.stringify([...wanted].sort());
