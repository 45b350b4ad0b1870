// Whatever is sent, a call answers with problems, throws nothing, and the engine goes on as before.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Engine, checkPack, codes, engine, hired, ok, packsJson, tree, words } from './engine.mjs';

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

const sound = (one) => assert.equal(ok(ok(one.open(tree([[-1, 'html', []]]))).analyze({})).page.kind, 'unknown');

test('an engine asked with nonsense answers with problems and goes on', () => {
  const one = engine();
  const page = ok(one.open(tree([[-1, 'html', []]])));
  for (const value of [undefined, null, ...NONSENSE]) {
    const texts = [
      codes(one.open(value)), codes(checkPack(value)), codes(one.checkText(value, '', '')),
      codes(one.checkText('x', value, '')), codes(one.checkText('x', '', value)), codes(Engine.build(value, {}, words)),
    ];
    assert.deepEqual(texts.flat(), [
      'tree-not-understood', 'pack-not-understood', 'text-not-understood', 'url-not-understood', 'captured_at-not-understood',
      'packs-not-understood',
    ]);
    assert.deepEqual(codes(page.recall(value)), ['secret-not-understood']);
  }
  for (const value of [undefined, null, 3, true, 10n, Symbol('s'), {}, cyclic, throwing, revoked(), deep(), [1], [getter('id')]]) {
    assert.deepEqual(codes(hired(value, [], undefined)), ['shown-not-understood']);
    assert.deepEqual(codes(hired([], value, undefined)), ['held-not-understood']);
  }
  for (const value of [3, true, 10n, Symbol('s'), cyclic, throwing, revoked(), deep(), getter('letters'), { letters: 3 }]) {
    assert.deepEqual(codes(page.analyze(value)), ['memories-not-understood']);
    assert.deepEqual(codes(page.keep(value)), ['memories-not-understood']);
  }
  for (const value of [3, 10n, 'x', cyclic, { a: getter('b') }, getter('kind')]) {
    const found = codes(Engine.build('[]', {}, { a: value, b: getter('c') }));
    assert.deepEqual(found, ['words-not-understood']);
    assert.deepEqual(codes(Engine.build('[]', { off: value }, {})), ['settings-not-understood']);
  }
  sound(one);
  one.free();
});

test('texts of 100 MB are refused or answered, and the engine goes on', () => {
  const one = engine();
  const long = 'x'.repeat(100 << 20);
  assert.deepEqual(codes(one.open(long)), ['tree-too-long']);
  assert.deepEqual(codes(one.checkText(long, '', '')), ['text-too-long']);
  assert.deepEqual(codes(checkPack(long)), ['pack-too-long']);
  sound(one);
  one.free();
});

test('what getters and hooks give is taken as plain data', () => {
  const one = engine();
  const page = ok(one.open(tree([[-1, 'html', []]])));
  assert.equal(ok(page.analyze({ get letters() { return []; }, entries: { toJSON: () => [] } })).page.kind, 'unknown');
});
