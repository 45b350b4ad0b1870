// Places are UTF-16 units, as the DOM counts: `text.slice(start, end)` is the quote, whatever stands before it.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { engine, ok, tree } from './engine.mjs';
import { madeUp, reader } from './made-up.mjs';

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
  const one = reader();
  let places = 0;
  for (const before of PREFIXES) {
    const { page, rows } = threeLetters(before);
    const report = ok(ok(one.open(page)).analyze());
    places += placesHold(report, (row) => rows[row - 1].at(-1));
  }
  assert.ok(places > 0, 'there were places to look at');
});

test('a lone surrogate on the page keeps every later place right', () => {
  const one = engine();
  const rows = [[-1, 'html', []], [0, 'body', []], [1, `x\ud800y ${ASK}`]];
  assert.equal(ok(ok(one.open(tree(rows))).snapshot()).kind, 'unknown');
});

/** A page with three letters of one template, each over three rows. */
function threeLetters(before) {
  const rows = [];
  const bids = [];
  for (const [at, name] of ['Ada Example', 'Ben Sample', 'Cas Specimen'].entries()) {
    const parts = [
      `${before}Dear hiring manager,`.toWellFormed(),
      '  I have carefully read your whole job description and I am very sure that my eight years of solid experience with ' +
        'distributed payment systems make me the best possible fit for this particular role. ',
      `I always deliver on schedule and my former clients praise my careful tests and clear weekly reports. ${ASK} ${name}`,
    ];
    // Row 0 is the root.
    const letter = rows.push([0, 'article', []], [rows.length + 1, 'p', []]);
    for (const text of parts) rows.push([letter, text], [letter, 'br', []]);
    bids.push({ id: `u${at}`, name, bid: `b${at}`, letter: parts.map((text) => text.trim()).join('\n') });
  }
  return { page: madeUp('proposals', { id: '1', bids }, rows), rows };
}
