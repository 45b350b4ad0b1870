// What goes wrong around a page that is open: the worker ends in the middle of an answer, the extension is loaded anew, the
// window is a private one.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { setTimeout as pass } from 'node:timers/promises';

import { demoPages } from './cases.mjs';
import { BROWSERS } from './harness/browser.mjs';
import { readKey } from './harness/session.mjs';
import { drawn, markersOf, noticed, stage } from './harness/stage.mjs';
import { until } from './harness/wait.mjs';

const page = demoPages().find((one) => one.name === 'ten-proposals');
const middle = ({ rect }) => [rect.x + rect.width / 2, rect.y + rect.height / 2];
/** Takes a card out of the page: it is read again, and one marker fewer is right. */
const takeOne = (tab) => tab.evaluate(() => document.querySelector('app-project-view-logged-out-bid-card:last-of-type').remove());

for (const name of BROWSERS) {
  describe(`wreck in ${name}`, () => {
    let here;
    before(async () => {
      here = await stage(name);
    });
    after(() => here?.close());

    test(`${name}: the worker killed at any moment of an answer costs nothing but time`, async () => {
      const tab = await here.open(page);
      await drawn(tab, 10);
      let left = 10;
      // A change is read 400 ms later; the kill comes before, while and after the engine starts, and once it has answered.
      for (const wait of [390, 410, 430, 450, 480]) {
        await takeOne(tab);
        left -= 1;
        await pass(wait);
        await here.browser.killWorker();
        await drawn(tab, left);
      }
      await until('a report of what is there', async () => markersOf((await here.tabState(page.url)).report) === left);
      assert.deepEqual((await noticed(tab)).errors, []);
      await tab.close();
    });

    test(`${name}: the extension loaded anew under an open page: no exception, no leftovers`, async () => {
      const fresh = await stage(name);
      try {
        const tab = await fresh.open(page);
        const overlay = await drawn(tab, 10);
        const said = [];
        tab.raw.on('pageerror', (error) => said.push(String(error)));
        tab.raw.on('console', (message) => said.push(message.text()));
        await fresh.browser.reloadExtension(fresh.control);
        // Everything that wakes the old script: a click on a marker, a change, the window, another address, the end.
        await tab.click(...middle(overlay.markers[0]));
        await tab.evaluate(() => window.dispatchEvent(new Event('resize')));
        await takeOne(tab);
        await until('the old overlay to be gone', async () => (await noticed(tab)).rootChildren.length <= 3);
        await tab.evaluate(() => history.pushState({}, '', '?another=1'));
        await pass(700);
        await tab.reload();
        assert.deepEqual(said, []);
        assert.deepEqual((await noticed(tab)).errors, []);
        await tab.close();
      } finally {
        await fresh.close();
      }
    });

    test(`${name}: a private window is checked, and nothing of it is written`, async () => {
      const own = await stage(name);
      try {
        own.server.put(page.url, { file: page.file });
        const { id, control } = await own.browser.privateWindow(page.url);
        const local = () => control.evaluate(() => (globalThis.browser ?? globalThis.chrome).storage.local.get(null));
        const before = await local();
        const state = await until('a report of the private tab', () => readKey(control, `tab:${id}`));
        assert.ok(state.report.findings.length > 0);
        const popup = await own.browser.extensionPage(`popup.html?tab=${id}`);
        await until('the popup', () => popup.evaluate(() => document.body.innerText.length > 40));
        assert.equal(await popup.evaluate(() => document.querySelector('[data-act="site"]')), null, 'a switch that would be stored');
        await popup.close();
        assert.deepEqual(await local(), before);
        await control.evaluate((tab) => (globalThis.browser ?? globalThis.chrome).tabs.remove(tab), id);
        await until('the private tab to be forgotten', async () => (await readKey(control, `tab:${id}`)) === undefined);
        assert.deepEqual(await local(), before);
      } finally {
        await own.close();
      }
    });
  });
}
