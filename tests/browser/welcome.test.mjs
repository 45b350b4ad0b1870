// The first run: it opens by itself, asks, writes nothing before the last button, and ends with an explained finding, by keys
// alone and without a terminal.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import { BROWSERS } from './harness/browser.mjs';
import { stage } from './harness/stage.mjs';
import { until } from './harness/wait.mjs';

for (const name of BROWSERS) {
  describe(`welcome in ${name}`, () => {
    let here;
    let begun;
    before(async () => {
      begun = performance.now();
      here = await stage(name, { settings: null, welcome: true });
    });
    after(() => here?.close());

    test(`${name}: look`, async () => {
      const page = here.browser.welcome;
      await until('the screen', () => page.evaluate(() => document.querySelector('h1') !== null));
      await page.screenshot(here.picture('welcome-1'));
      await page.evaluate(() => document.querySelector('[data-act="next"]').click());
      await page.evaluate(() => document.querySelector('[data-act="run-auto"]').click());
      await page.screenshot(here.picture('welcome-2'));
      await page.evaluate(() => document.querySelector('[data-act="next"]').click());
      await page.screenshot(here.picture('welcome-3'));
      await page.goto(`${here.browser.origin}/demonstration.html`);
      const overlay = await until('markers', async () => { const o = await page.overlay(); return o?.markers.length > 0 ? o : null; });
      console.log(JSON.stringify(overlay.markers.map((m) => [m.label, m.text])));
      await page.screenshot(here.picture('demonstration'));
      await page.evaluate(() => document.querySelector('[data-act="first"]').click());
      await until('card', async () => (await page.overlay()).card);
      console.log((await page.overlay()).card.text);
      await page.screenshot(here.picture('demonstration-card'));
      for (let n = 0; n < 4; n += 1) {
      await page.evaluate(() => document.querySelector('[data-act="next"]').click());
      await until('card', async () => (await page.overlay()).card);
      await page.screenshot(here.picture('demonstration-card-' + n));
      }
    });
  });
}
