// Places are UTF-16 units, as the DOM counts: `text.slice(start, end)` is the quote, whatever stands before it.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { engine, ok, tree } from './engine.mjs';

// One, two and many units a character, marks without width, both directions, a lone surrogate.
const PREFIXES = [
  '',
  'plain ',
  'é ü ñ ',
  '😀😀 ',
  '👩‍👩‍👧‍👦 family ',
  'e\u0301a\u0308 ',
  '日本語 ',
  '\u202eright to left\u202c ',
  'مرحبا ',
  'zero\u200bwidth\u00ad\ufeff ',
  '\ud800 lone ',
  '𝐛𝐨𝐥𝐝 ',
  'ﬁ ligature, İ, ß ',
];
const ASK = 'Please message me on Telegram @nobody_at_all, I only accept payment in USDT to my wallet outside the platform.';

/** Every range of a report says its part of the quote; returns how many there were. */
function placesHold(report, textOf) {
  let places = 0;
  for (const finding of report.findings) {
    for (const { quote, shown } of finding.evidence) {
      if (shown.length === 0) continue;
      const parts = shown.map(([row, start, end]) => {
        const text = textOf(row);
        assert.equal(typeof text, 'string', `${finding.rule}: row ${row} is a text`);
        assert.ok(start < end && end <= text.length, `${finding.rule}: [${start}, ${end}] in ${text.length} units`);
        return text.slice(start, end);
      });
      // Rows may meet without a space, or with one: only white space may differ.
      assert.equal(parts.join('').replace(/\s/gu, ''), quote.replace(/\s/gu, ''), finding.rule);
      places += parts.length;
    }
  }
  return places;
}

test('a marked text: every quote is in it, whatever stands around', () => {
  const one = engine();
  for (const before of PREFIXES) {
    for (const after of PREFIXES) {
      const text = `${before}${ASK} ${after}`;
      const report = ok(one.checkText(text, 'https://www.example.org/', '2026-01-02T03:04:05Z'));
      assert.ok(report.findings.length > 0, `finds what it finds in plain text: ${before}|${after}`);
      for (const { quote } of report.findings.flatMap(({ evidence }) => evidence)) {
        assert.ok(text.toWellFormed().includes(quote), `${quote} | ${text}`);
      }
    }
  }
});

test('letters over several rows: every quote stands where the report says', () => {
  const one = engine();
  let places = 0;
  for (const before of PREFIXES) {
    const { snapshot, rows } = threeLetters(before);
    const report = ok(one.analyze(snapshot, {}));
    places += placesHold(report, (row) => rows[row]);
  }
  assert.ok(places > 0, 'there were places to look at');
});

test('a lone surrogate on the page keeps every later place right', () => {
  const one = engine();
  const rows = [[-1, 'html', []], [0, 'body', []], [1, `x\ud800y ${ASK}`]];
  assert.equal(ok(one.read(tree(rows))).kind, 'unknown');
});

/** A job with three letters of one template, each over three rows, as an adapter would read them. */
function threeLetters(before) {
  const page = { url: 'https://www.example.org/job', kind: 'proposals', verified: true, captured_at: '2026-01-02T03:04:05Z' };
  const source = (path) => ({ row: 0, path });
  const rows = ['(the page)'];
  const proposals = [];
  const people = [];
  for (const [at, name] of ['Ada Example', 'Ben Sample', 'Cas Specimen'].entries()) {
    const parts = [
      `${before}Dear hiring manager,`.toWellFormed(),
      '  I have carefully read your whole job description and I am very sure that my eight years of solid experience with ' +
        'distributed payment systems make me the best possible fit for this particular role. ',
      `I always deliver on schedule and my former clients praise my careful tests and clear weekly reports. ${ASK} ${name}`,
    ];
    const shown = parts.map((text) => {
      const row = rows.push(text) - 1;
      const start = text.length - text.trimStart().length;
      return [row, start, start + text.trim().length];
    });
    const letter = parts.map((text) => text.trim()).join('\n');
    people.push({ id: { value: `u${at}`, source: source('id'), shown: [] }, name: { value: name, source: source('name'), shown: [] }, badges: [] });
    proposals.push({ person: `u${at}`, letter: { value: letter, source: source('letter'), shown }, row: shown[0][0] });
  }
  return { snapshot: { kind: 'proposals', page, people, proposals, totals: { proposals: 3 } }, rows };
}
