// Built packs over the boundary: opened, proved, compared, loaded.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { Engine, codes, corpusJson, diffPacks, ok, openPack, packsJson, provePack, words } from './engine.mjs';

const rule = (id, words) => ({
  id, version: '1.0.0', title: { en: 'A rule' }, family: 'payment', severity: 'warning', confidence: 'medium', status: 'experimental',
  references: ['a-reference'], languages: ['en'], where: ['letter', 'message'], message: { en: 'Says the words.' },
  why: { en: 'It matters.' }, innocent: [{ en: 'One reason.' }, { en: 'Another.' }], ask: [{ en: 'Why?' }],
  match: { any: [`i know the ${words}`] },
  examples: { fire: [`I know the ${words}.`], silent: ['I know nothing.'] },
});

const pack = (more = {}) => ({
  id: 'team/words', version: '1.0.0', description: 'Words of a team.', licence: 'MIT', languages: ['en'], adapters: [], stock: [],
  background: [], rules: [rule('a-rule', 'secret handshake')], ...more,
});

/** Keys in order, as RFC 8785 asks for; these packs hold no number that could be written in two ways. */
const canonical = (value) => {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  return `{${Object.keys(value).sort().map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join(',')}}`;
};

const sha256 = (text) => createHash('sha256').update(text).digest('hex');
const built = (content) => {
  const inner = canonical(content);
  return `{"pack":${inner},"schema":1,"sha256":"${sha256(inner)}"}`;
};

/** The built-in packs with a file among them. */
const withFile = (file, more = {}) => JSON.stringify([{ file, trusted: false, ...more }, ...JSON.parse(packsJson)]);

test('a pack is opened and says what it holds', () => {
  const opened = ok(openPack(built(pack({ authors: ['A team'], modified: '2026-11-01', life_days: 90 }))));
  assert.equal(opened.info.id, 'team/words');
  assert.equal(opened.info.signed, false);
  assert.equal(opened.info.sha256.length, 64);
  assert.deepEqual(opened.rules, [{ id: 'a-rule', title: { en: 'A rule' }, severity: 'warning' }]);
  assert.deepEqual([opened.authors, opened.modified, opened.life_days, opened.adapters, opened.key], [['A team'], '2026-11-01', 90, [], undefined]);
});

test('a file that is changed in one place is refused', () => {
  const file = built(pack());
  for (let at = 0; at < file.length; at += 7) {
    const other = file[at] === 'x' ? 'y' : 'x';
    const changed = file.slice(0, at) + other + file.slice(at + 1);
    assert.ok(codes(openPack(changed)).length > 0, `${at}`);
    assert.ok(codes(provePack(changed, corpusJson, '[]')).length > 0, `${at}`);
  }
});

test('what is no pack is refused with problems', () => {
  for (const text of ['', 'null', '[]', '{}', '{"pack":{}}', '['.repeat(100_000), '\u0000']) {
    for (const problems of [openPack(text), provePack(text, corpusJson, '[]'), diffPacks(text, text), Engine.build(withFile(text), {}, words)]) {
      assert.ok(codes(problems).every((code) => /^(file|pack)-/.test(code)), JSON.stringify(text.slice(0, 20)));
    }
  }
});

test('a good pack passes beside the built-in ones, and finds its words', () => {
  const file = built(pack());
  const { problems, figures } = ok(provePack(file, corpusJson, packsJson));
  assert.deepEqual(problems, []);
  assert.equal(figures.texts, JSON.parse(corpusJson).texts.length);
  assert.ok(figures.texts >= 300 && figures.swaps > 3 * figures.texts, JSON.stringify(figures));
  assert.deepEqual(figures.fired.map(({ severity, texts, budget }) => [severity, texts, budget]), [['warning', 0, 0]]);
  const engine = ok(Engine.build(withFile(file, { proved_for: ok(openPack(file)).info.sha256 }), {}, words));
  const report = ok(engine.checkText('Listen, I know the secret handshake.', '', ''));
  assert.deepEqual(report.findings.map(({ rule, severity }) => [rule, severity]), [['team/words:a-rule', 'caution']], 'nobody signed it');
  engine.free();
});

test('a pack that fails says all that is wrong, and is not loaded', () => {
  const bad = built(pack({ id: 'secondlook/words', rules: [rule('a-rule', 'kind regards'), { ...rule('b-rule', 'nigeria prince'), match: { any: ['kind regards'] } }] }));
  const { problems } = ok(provePack(bad, corpusJson, packsJson));
  const found = problems.map(({ code }) => code);
  for (const code of ['pack-foreign-namespace', 'pack-over-budget', 'rule-example-fails']) assert.ok(found.includes(code), found.join());
  assert.ok(codes(Engine.build(withFile(bad), {}, words)).includes('pack-foreign-namespace'));
});

test('only the content that was proved is loaded unproved', () => {
  const bad = pack({ description: '' });
  const file = built(bad);
  assert.deepEqual(codes(Engine.build(withFile(file), {}, words)), ['pack-incomplete']);
  assert.deepEqual(codes(Engine.build(withFile(file, { proved_for: sha256('other') }), {}, words)), ['pack-incomplete']);
  assert.deepEqual(codes(Engine.build(withFile(file, { proved: true }), {}, words)), ['packs-not-understood']);
});

test('an update is told in sentences', () => {
  const next = pack({ version: '1.1.0', rules: [rule('a-rule', 'secret handshake'), rule('b-rule', 'hidden door')] });
  const { lines, added, changed, removed } = ok(diffPacks(built(pack()), built(next)));
  assert.deepEqual([added, changed, removed], [1, 0, 0]);
  for (const { key } of lines) assert.ok(words[key], key);
});

test('a pack of 200 rules is proved in bounded time', () => {
  // No two of these look alike.
  const letters = 'abcdefghjkmnopqrstuv';
  const rules = Array.from({ length: 200 }, (_, n) => rule(`rule-${letters[n % 20]}${letters[Math.floor(n / 20)]}`, `secret sign ${n}`));
  const began = performance.now();
  const { problems } = ok(provePack(built(pack({ rules })), corpusJson, packsJson));
  assert.deepEqual(problems.map(({ code }) => code), []);
  // A machine that is busy may take long; one that hangs takes for ever.
  assert.ok(performance.now() - began < 120_000);
});
