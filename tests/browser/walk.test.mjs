// Live DOM and saved file give the same rows, in both browsers, on every page there is.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import { allPages, nastyPages } from './cases.mjs';
import { BROWSERS, launch } from './harness/browser.mjs';
import { walkScript } from './harness/bundles.mjs';
import { secondlook } from './harness/commands.mjs';
import { serve } from './harness/server.mjs';

const pages = [...allPages(), ...nastyPages()];

/** The first row that differs, with its neighbours, so that a failure can be read. */
function assertSameRows(live, saved) {
  const length = Math.max(live.rows.length, saved.rows.length);
  for (let row = 0; row < length; row += 1) {
    assert.deepEqual(live.rows[row], saved.rows[row], `row ${row} of ${live.rows.length} live, ${saved.rows.length} saved`);
  }
  assert.deepEqual(told(live), told(saved), 'gaps');
}

/**
 * The gaps that both can know alike. Whether a root is closed only an extension can ask; that a file breaks off only the
 * command sees, for a live page is as whole as its browser holds it; and far beyond the cap on depth
 * the browsers' own parsers flatten what a file still nests, so that only the fact is compared, not the count.
 */
function told({ gaps = [] }) {
  return gaps.filter(({ kind }) => kind !== 'closed_shadow' && kind !== 'cut').map((gap) => (gap.kind === 'depth' ? { kind: gap.kind } : gap));
}

for (const name of BROWSERS) {
  describe(`walk in ${name}`, () => {
    let server;
    let browser;
    let tab;
    let script;
    before(async () => {
      server = await serve();
      browser = await launch(name, { port: server.port });
      script = await walkScript();
      server.put('https://www.upwork.com/nothing', { body: '<!doctype html><title>nothing</title>', policy: 'bare' });
      tab = await browser.open('https://www.upwork.com/nothing');
    });
    after(async () => {
      await browser?.close();
      await server?.close();
    });

    for (const page of pages) {
      test(`${name}: rows of ${page.name}`, async () => {
        server.put(page.url, { file: page.file, policy: 'bare' });
        await tab.goto(page.url);
        const live = await tab.script(`(() => { ${script};
          return SecondLookWalk.walk(document, { walk: 1, url: location.href, capturedAt: '2026-01-01T00:00:00Z' }).then((w) => w.tree);
        })()`);
        assert.ok(live.rows.length > 1, 'the walk gave no rows');
        assertSameRows(live, JSON.parse(secondlook(['tree', page.file, '--url', page.url])));
      });
    }
  });
}
