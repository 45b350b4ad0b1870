// Whatever is sent, a call answers with problems, throws nothing, and the engine goes on as before.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Engine, openPack, codes, engine, ok, packsJson, tree, words } from './engine.mjs';

const cyclic = { kind: 'profile', page: {} };
cyclic.page.page = cyclic;
const throwing = new Proxy({}, { get: () => { throw new Error('no'); }, ownKeys: () => { throw new Error('no'); } });
const getter = (key) => Object.defineProperty({}, key, { enumerable: true, get: () => { throw new Error('no'); } });
const deep = () => { let inside = {}; for (let level = 0; level < 50_000; level += 1) inside = { inside, [`l${level % 7}`]: 1 }; return inside; };
const revoked = () => { const { proxy, revoke } = Proxy.revocable({}, {}); revoke(); return proxy; };

/** Values that are no text, and no snapshot, settings or words either. */
const NONSENSE = [
  3, Number.NaN, true, 10n, Symbol('s'), () => 1, [], [1], new Map([['kind', 'x']]), new Uint8Array(8), new Date(Number.NaN), /x/u,
  cyclic, throwing, revoked(), deep(), { kind: 10n }, { kind: Symbol('s'), page: getter('url') }, getter('kind'),
  { kind: 'profile', get page() { throw new Error('no'); } }, Object.create(null), { toJSON() { throw new Error('no'); } },
];

const sound = (one) => assert.equal(ok(one.analyze(ok(one.read(tree([[-1, 'html', []]]))), {})).page.kind, 'unknown');

test('an engine asked with nonsense answers with problems and goes on', () => {
  const one = engine();
  for (const value of [undefined, null, ...NONSENSE]) {
    const texts = [
      codes(one.read(value)), codes(openPack(value)), codes(one.checkText(value, '', '')),
      codes(one.checkText('x', value, '')), codes(one.checkText('x', '', value)), codes(Engine.build(value, {}, words)),
    ];
    assert.deepEqual(texts.flat(), [
      'tree-not-understood', 'pack-not-understood', 'text-not-understood', 'url-not-understood', 'captured_at-not-understood',
      'packs-not-understood',
    ]);
    assert.deepEqual(codes(one.recall(value, '0'.repeat(64))), ['snapshot-not-understood']);
    assert.deepEqual(codes(one.remember(value)), ['snapshot-not-understood']);
    assert.deepEqual(codes(one.analyze(value, {})), ['snapshot-not-understood']);
  }
  const snapshot = ok(one.read(tree([[-1, 'html', []]])));
  for (const value of [3, 10n, 'x', cyclic, { a: getter('b') }, getter('kind')]) {
    const found = codes(Engine.build('[]', {}, { a: value, b: getter('c') }));
    assert.deepEqual(found, ['words-not-understood']);
    assert.deepEqual(codes(Engine.build('[]', { off: value }, {})), ['settings-not-understood']);
  }
  assert.deepEqual(codes(one.analyze(snapshot, 10n)), ['memories-not-understood']);
  sound(one);
  one.free();
});

test('texts of 100 MB are refused or answered, and the engine goes on', () => {
  const one = engine();
  const long = 'x'.repeat(100 << 20);
  assert.deepEqual(codes(one.read(long)), ['tree-too-long']);
  assert.deepEqual(codes(one.checkText(long, '', '')), ['text-too-long']);
  assert.deepEqual(codes(openPack(long)), ['pack-too-long']);
  sound(one);
  one.free();
});

test('what getters and hooks give is taken as plain data', () => {
  const one = engine();
  const snapshot = ok(one.read(tree([[-1, 'html', []]])));
  assert.equal(ok(one.analyze({ get kind() { return snapshot.kind; }, page: snapshot.page }, undefined)).page.kind, 'unknown');
});
