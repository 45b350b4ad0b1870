// The user's choices, made with the extension's own pages: what runs before and after each, and what is written to disk.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import { demoPages } from './cases.mjs';
import { BROWSERS } from './harness/browser.mjs';
import { drawn, noticed, stage } from './harness/stage.mjs';
import { until } from './harness/wait.mjs';

const page = demoPages().find((one) => one.name === 'ten-proposals');
const other = demoPages().find((one) => one.name === 'newcomer');

for (const name of BROWSERS) {
  describe(`choices in ${name}`, () => {
    let here;
    before(async () => {
      here = await stage(name, { settings: null });
    });
    after(() => here?.close());

    const ask = (fn, value) => here.control.evaluate(fn, value);
    const disk = () => ask(() => (globalThis.browser ?? globalThis.chrome).storage.local.get(null));
    const registered = () => ask(async () => (await (globalThis.browser ?? globalThis.chrome).scripting.getRegisteredContentScripts()).length);
    const tabIds = () => ask(async () => (await (globalThis.browser ?? globalThis.chrome).tabs.query({})).map((tab) => tab.id));
    const nothingDrawn = async (tab) => {
      await until('the load to end', async () => (await noticed(tab)).atLoad);
      assert.equal((await noticed(tab)).rootChildren.length, 2, 'something was drawn');
    };
    /** Opens a page, and says the id of its tab. */
    const opened = async (wanted = page) => {
      const known = new Set(await tabIds());
      const tab = await here.open(wanted);
      const [id] = (await tabIds()).filter((one) => !known.has(one));
      return { tab, id };
    };
    /** Opens one of the extension's pages and does something to the part named by `data-act`. */
    const press = async (path, act) => {
      const own = await here.browser.extensionPage(path);
      await until(`${act} on ${path}`, () => own.evaluate((wanted) => document.querySelector(`[data-act="${wanted}"]`) !== null, act));
      await own.evaluate((wanted) => document.querySelector(`[data-act="${wanted}"]`).click(), act);
      return own;
    };

    test(`${name}: before the first answer nothing runs by itself and nothing is written`, async () => {
      const { tab, id } = await opened();
      await nothingDrawn(tab);
      assert.equal(await registered(), 0);
      for (const path of [`popup.html?tab=${id}`, `panel.html?tab=${id}`, 'options.html']) {
        const own = await here.browser.extensionPage(path);
        await until(`${path} to say something`, () => own.evaluate(() => document.body.innerText.length > 40));
        if (path.startsWith('popup')) {
          await own.screenshot(here.picture('popup-first-run'));
          assert.ok(await own.evaluate(() => document.querySelector('[data-part="first-run"]') !== null), 'the popup does not ask');
          assert.equal(await own.evaluate(() => document.querySelector('[data-act="site"]')), null, 'a switch that may not be stored yet');
        }
        await own.close();
      }
      // Also when this one page is checked, because the user said so.
      const own = await press(`popup.html?tab=${id}`, 'check');
      await drawn(tab, 10);
      await own.close();
      assert.deepEqual(await disk(), {});
      await tab.close();
    });

    test(`${name}: "Only when I click" draws nothing until the click`, async () => {
      const { tab, id } = await opened();
      const popup = await press(`popup.html?tab=${id}`, 'run-click');
      await until('the answer to be kept', async () => (await disk()).settings?.run === 'click');
      assert.deepEqual(Object.keys(await disk()), ['settings']);
      await until('the question to be gone', () => popup.evaluate(() => document.querySelector('[data-part="first-run"]') === null));
      await popup.close();
      assert.equal(await registered(), 0);
      await tab.reload();
      await nothingDrawn(tab);
      const own = await press(`popup.html?tab=${id}`, 'check');
      await drawn(tab, 10);
      await own.close();
      await tab.close();
    });

    test(`${name}: "By itself" in the options draws the page that is open, and the next one`, async () => {
      const { tab } = await opened();
      await nothingDrawn(tab);
      const options = await press('options.html', 'run-auto');
      await until('the content script to be registered', async () => (await registered()) === 1);
      await drawn(tab, 10);
      await options.screenshot(here.picture('options'));
      const sites = await options.evaluate(() => [...document.querySelectorAll('[data-part="sites"] li')].map((line) => line.textContent));
      assert.equal(new Set(sites.map((line) => /[a-z]+\.com/.exec(line)?.[0])).size, sites.length, `a site twice: ${sites.join('; ')}`);
      await options.close();
      await tab.close();
      const next = await here.open(other);
      await drawn(next, 1);
      await next.close();
    });

    test(`${name}: the switch of a site works without a reload, both ways`, async () => {
      const { tab, id } = await opened();
      await drawn(tab, 10);
      const popup = await press(`popup.html?tab=${id}`, 'site');
      await until('the overlay to be gone', async () => (await noticed(tab)).rootChildren.length === 2);
      await until('the popup to know', () => popup.evaluate(() => document.querySelector('[data-act="check"]').disabled));
      assert.deepEqual((await disk()).settings.sites_off, ['www.freelancer.com']);
      await popup.evaluate(() => document.querySelector('[data-act="site"]').click());
      await drawn(tab, 10);
      await popup.close();
      await tab.close();
    });

    test(`${name}: a check that is switched off in the options finds nothing any more`, async () => {
      const options = await here.browser.extensionPage('options.html');
      await until('the list of checks', () => options.evaluate(() => document.querySelector('[data-check="shared-letters"]') !== null));
      const flip = () => options.evaluate(() => document.querySelector('[data-check="shared-letters"]').click());
      await flip();
      await until('the choice to be kept', async () => (await disk()).settings.off.includes('shared-letters'));
      const { tab } = await opened();
      await drawn(tab, 10);
      const state = await until('a report', () => here.tabState(page.url));
      assert.ok(!state.report.findings.some(({ rule }) => rule === 'shared-letters'), 'it was found all the same');
      await flip();
      await until('the choice to be taken back', async () => (await disk()).settings.off.length === 0);
      await options.close();
      await tab.close();
    });

    test(`${name}: the badge counts places to ask about, and each tab has its own report`, async () => {
      const badge = (id) => ask((tabId) => (globalThis.browser ?? globalThis.chrome).action.getBadgeText({ tabId }), id);
      const first = await opened();
      await drawn(first.tab, 10);
      const second = await opened(other);
      await drawn(second.tab, 1);
      // Three letters from one template, one that asks to be paid elsewhere.
      await until('the badge', async () => (await badge(first.id)) === '4');
      assert.equal(await badge(second.id), '');
      const [one, two] = [await here.tabState(page.url), await here.tabState(other.url)];
      assert.deepEqual([one.tab, two.tab], [first.id, second.id]);
      const panel = await here.browser.extensionPage(`panel.html?tab=${second.id}`);
      await until('the panel of the second tab', () => panel.evaluate(() => /read and nothing found/i.test(document.body.innerText)));
      await panel.close();
      await second.tab.close();
      await until('a closed tab to be forgotten', async () => (await here.tabState(other.url)) === undefined);
      await first.tab.close();
    });
  });
}
