// How large the panel is: what the browser reads before it can be painted.

import assert from 'node:assert/strict';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const MOST = 350_000;

for (const browser of ['chromium', 'firefox']) {
  test(`${browser}: the panel's page, script and style sheets together take at most ${MOST} bytes`, () => {
    const folder = join(root, 'dist', browser);
    const page = readFileSync(join(folder, 'panel.html'), 'utf8');
    const named = [...page.matchAll(/(?:href|src)="([^"]+)"/g)].map(([, file]) => file);
    assert.ok(named.includes('panel.js') && named.includes('page.css'), named.join(', '));
    const sizes = ['panel.html', ...named].map((file) => [file, statSync(join(folder, file)).size]);
    const sum = sizes.reduce((all, [, size]) => all + size, 0);
    assert.ok(sum <= MOST, `${sum}: ${sizes.map((one) => one.join(' ')).join(', ')}`);
  });
}
