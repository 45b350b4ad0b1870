// SECURITY.md and the list of defences speak of the same things, and each change that takes a defence away still fits its file.
// That the tests then fail is shown by `scripts/defences`.

import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';

import { defences } from '../defences/read.mjs';

const root = new URL('../../', import.meta.url);
const text = (path) => readFileSync(new URL(path, root), 'utf8');

test('every threat of SECURITY.md has a defence that can be taken away, and the other way round', () => {
  const rows = [...text('SECURITY.md').matchAll(/^\| `([a-z-]+)` \|/gm)].map(([, id]) => id);
  assert.ok(rows.length > 0);
  assert.deepEqual([...new Set(rows)].sort(), [...rows].sort(), 'a row stands twice');
  assert.deepEqual([...new Set(defences().map(({ threat }) => threat))].sort(), [...rows].sort());
});

for (const { area, threat, defence, file, find, put, build, test: command } of defences()) {
  test(`${area}: ${threat}: ${defence}`, () => {
    assert.equal(text(file).split(find).length - 1, 1, `${file} holds ${JSON.stringify(find)} exactly once`);
    assert.notEqual(put, find);
    for (const step of build) assert.ok(['wasm', 'packs', 'extension'].includes(step), step);
    for (const word of command.filter((one) => /^[\w./-]+\.mjs$|^[\w/-]+\.test\.ts$/.test(one))) assert.ok(existsSync(new URL(word, root)), word);
  });
}
