// The built extension on the demonstration site and on saved real pages, under the sites' own names, with a strict
// policy: it draws, the page notices nothing, and its report is that of the command.

import assert from 'node:assert/strict';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';

import { demoPages, fixturePages } from './cases.mjs';
import { BROWSERS } from './harness/browser.mjs';
import { scan } from './harness/commands.mjs';
import { assertExpected } from './harness/expect.mjs';
import { EXTENSION, OUT, sharedPages } from './harness/paths.mjs';
import { assertNoRequests, assertUnnoticed } from './harness/silence.mjs';
import { drawn, markersOf, noticed, stage } from './harness/stage.mjs';
import { until } from './harness/wait.mjs';

const demo = demoPages();
const shared = sharedPages();
const SITES = /^www\.(upwork|freelancer|fiverr)\.com$/;
const [served, foreign] = [true, false].map((known) => fixturePages().filter(({ url }) => SITES.test(new URL(url).host) === known));
const pages = [...demo, ...served, ...shared];

/** A report without what may differ between two runs: the moment, and where it is from. */
function timeless({ snapshot: _, ...report }) {
  const { captured_at: _at, captured_from: _from, ...page } = report.page;
  return { ...report, page };
}

for (const name of BROWSERS) {
  describe(`extension in ${name}`, () => {
    let here;
    before(async () => {
      assert.ok(existsSync(join(EXTENSION[name], 'manifest.json')), `${EXTENSION[name]} is missing: run scripts/build`);
      here = await stage(name);
    });
    after(() => here?.close());

    for (const page of pages) {
      test(`${name}: ${page.name}: drawn, unnoticed, and the report of the command`, async () => {
        const native = scan(page.file, page.url);
        const baseline = demo.includes(page) ? ordinary(page) : await withoutExtension(here, page);
        here.server.forget();
        // The command knows no earlier pages; here they would be in the memory of the running browser.
        await here.forget();
        const tab = await here.open(page);
        try {
          const state = await until('a report', async () => {
            const found = await here.tabState(page.url);
            return found?.report === undefined ? null : found;
          });
          const same = scan(page.file, page.url, '--captured-at', state.report.page.captured_at);
          const [theirs, ours] = [timeless(state.report), timeless(same)];
          writeFileSync(join(OUT, `${name}-${page.name.replaceAll('/', '-')}.json`), JSON.stringify([theirs, ours], null, 1));
          assert.deepEqual(theirs, ours, 'the browser and the command differ');
          if (demo.includes(page)) {
            assertExpected(page.name, state.report);
          }

          await checkDrawn(here, tab, markersOf(native), baseline);
          if (demo.includes(page) || shared.includes(page)) {
            await here.browser.killWorker();
            here.server.forget();
            await tab.reload();
            await checkDrawn(here, tab, markersOf(native), baseline);
          }
          // Last of all: scrolling makes a page load more of its own.
          await toFirstMarker(tab);
          await tab.screenshot(here.picture(page.name));
        } finally {
          await tab.close();
        }
      });
    }

    for (const page of foreign) {
      test(`${name}: ${page.name}: nothing runs on a site that no pack serves`, async () => {
        const tab = await here.open(page);
        await until('the load to end', async () => (await noticed(tab)).atLoad);
        assert.equal(await here.tabState(page.url), undefined);
        assert.equal((await noticed(tab)).rootChildren.length, 2);
        await tab.close();
      });
    }

    test(`${name}: switched off, everything is gone`, async () => {
      const page = pages.find((one) => one.name === 'ten-proposals');
      const tab = await here.open(page);
      try {
        await drawn(tab, 10);
        await here.settings({ sites_off: [new URL(page.url).host] });
        await until('the host to be gone', async () => (await noticed(tab)).rootChildren.length === 2);
        await tab.reload();
        assert.equal((await noticed(tab)).rootChildren.length, 2);
        await here.settings({ sites_off: [] });
        await drawn(tab, 10);
      } finally {
        await here.settings({ sites_off: [] });
        await tab.close();
      }
    });
  });
}

/** A real page's first card may be far down. */
async function toFirstMarker(tab) {
  const rect = (await tab.overlay())?.markers[0]?.rect;
  const below = ({ y, height }) => y + height > 900;
  if (rect !== undefined && below(rect)) {
    await tab.evaluate((y) => window.scrollTo(0, y), rect.y - 100);
    await until('the marker to be in view', async () => !below((await tab.overlay()).markers[0].rect));
  }
}

/** What a page of the demonstration notices and asks for by itself. */
const ordinary = (page) => ({ violations: [], errors: [], requests: [`GET ${new URL(page.url).host}${new URL(page.url).pathname}`] });

/** What the page notices of itself: a policy as strict as ours is broken by a real page's own styles and scripts. */
async function withoutExtension(here, page) {
  await here.settings({ sites_off: [new URL(page.url).host] });
  here.server.forget();
  const tab = await here.open(page);
  try {
    const seen = await until('the load to end', async () => {
      const now = await noticed(tab);
      return now.atLoad === undefined ? null : now;
    });
    return { ...seen, requests: here.requests() };
  } finally {
    await tab.close();
    await here.settings({ sites_off: [] });
  }
}

async function checkDrawn(here, tab, markers, baseline) {
  if (markers === 0) {
    assert.equal((await noticed(tab)).rootChildren.length, 2, 'something was drawn on a page that was not read');
    return;
  }
  const overlay = await drawn(tab, markers);
  assert.equal(overlay.rootType, 'closed');
  assert.equal(overlay.inlineStyles, 0, 'inline styles: the page would see the violation in Firefox');
  const sizes = new Set(overlay.markers.map(({ rect }) => `${rect.width} x ${rect.height}`));
  assert.ok(sizes.size <= 1, `markers differ in size: ${[...sizes].join(', ')}`);
  assertUnnoticed(await noticed(tab), baseline);
  assertNoRequests(here.requests(), baseline.requests);
  if (baseline.violations.length === 0) {
    assert.deepEqual(here.server.violations, [], 'policy reports');
  }
}
