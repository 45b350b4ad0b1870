// Sixty letters for one job over six pages, three of them copies, opened in any order: all three marks agree, each panel shows the
// other letters' texts, and says how many of all were read.

import assert from 'node:assert/strict';
import { after, afterEach, before, describe, test } from 'node:test';

import { BROWSERS } from './harness/browser.mjs';
import { drawn, stage } from './harness/stage.mjs';
import { until } from './harness/wait.mjs';
import { COPIES, LETTERS, sixtyOnSix, user } from './sixty.mjs';

const pages = sixtyOnSix();
const COMPANIES = ['Heron Lake', 'Copper Field', 'Long Meadow'];
/** The page on which each copy stands, and which of its letters it is. */
const placed = COPIES.map((n) => ({ page: pages[Math.floor(n / 10)], at: n % 10, name: user(n) }));
const ORDERS = [[0, 1, 2, 3, 4, 5], [5, 2, 4, 0, 3, 1], [2, 5, 0, 1, 3, 4]];

for (const name of BROWSERS) {
  describe(`sixty letters in ${name}`, () => {
    let here;
    before(async () => {
      here = await stage(name);
    });
    after(() => here?.close());
    // What a test that failed left open would be another's page.
    const open = [];
    afterEach(() => Promise.all(open.splice(0).map((one) => one.close().catch(() => {}))));

    const template = (state) => state?.report?.findings.find(({ template: found }) => found !== undefined);
    const lookOf = (overlay, at) => overlay.markers[at].classes.find((one) => one.startsWith('look-'));
    const panelOf = async (page) => {
      const panel = await here.browser.extensionPage(`panel.html?tab=${(await here.tabState(page.url)).tab}`);
      open.push(panel);
      await panel.size(340, 900);
      await until('the panel', () => panel.evaluate(() => document.querySelectorAll('.person').length === 10));
      return panel;
    };
    const textOf = (panel) => panel.evaluate(() => document.body.textContent);

    for (const order of ORDERS) {
      test(`${name}: opened as ${order.map((n) => n + 1).join(', ')}: the marks agree, the texts are there, 60 of 60 are read`, async () => {
        await here.forget();
        const tabs = [];
        for (const n of order) {
          open.push((tabs[n] = await here.open(pages[n])));
          await drawn(tabs[n], 10);
        }
        const told = await Promise.all(placed.map(({ page }) => until(`three letters on ${page.name}`, async () => {
          const found = template(await here.tabState(page.url));
          return found?.template.members.length === 3 ? found : null;
        })));
        assert.equal(new Set(told.map(({ severity }) => severity)).size, 1, 'the findings do not agree');
        const marks = await Promise.all(placed.map(({ page, at }) => until(`the mark on ${page.name}`, async () => {
          const overlay = await tabs[pages.indexOf(page)].overlay();
          return lookOf(overlay, at) === 'look-found' ? overlay.markers.map((_, n) => lookOf(overlay, n) === 'look-found') : null;
        })));
        assert.deepEqual(marks, placed.map(({ at }) => Array.from({ length: 10 }, (_, n) => n === at)), 'somebody else is marked');
        for (const [n, { page, name: who }] of placed.entries()) {
          const panel = await panelOf(page);
          const said = await until('all letters to be counted', async () => {
            const text = await textOf(panel);
            return text.includes(`Of this job ${LETTERS} of ${LETTERS} read.`) ? text : null;
          });
          assert.match(said, /10 of 10 letters on this page read\./);
          for (const company of COMPANIES) assert.ok(said.includes(company), `${company} is not to be read in the panel of ${page.name}`);
          const concerned = await panel.evaluate(() => document.querySelector('[data-person] h3')?.textContent);
          assert.equal(concerned, who);
          if (n === 1) {
            await panel.evaluate(() => document.querySelectorAll('[data-part="letters"], .pair').forEach((fold) => (fold.open = true)));
            await panel.screenshot(here.picture(`sixty-${order.join('')}`), { fullPage: true });
          }
        }
      });
    }

    test(`${name}: gone through in one tab, the last page shows the letters of the others, and 60 of 60`, async () => {
      await here.forget();
      const tab = await here.open(pages[0]);
      open.push(tab);
      await drawn(tab, 10);
      for (const page of pages.slice(1)) {
        here.server.put(page.url, { file: page.file });
        await tab.goto(page.url);
        await drawn(tab, 10);
        await until(`a report of ${page.name}`, async () => (await here.tabState(page.url))?.report !== undefined);
      }
      const last = placed[2].page;
      const panel = await panelOf(last);
      await until('all letters to be counted', async () => (await textOf(panel)).includes('Of this job 60 of 60 read.'));
      const said = await textOf(panel);
      for (const company of COMPANIES) assert.ok(said.includes(company), company);
      const links = await panel.evaluate(() => [...document.querySelectorAll('.pair a')].map(({ href }) => href));
      assert.deepEqual(links.sort(), [placed[0].page.url, placed[1].page.url].sort());
    });
  });
}
