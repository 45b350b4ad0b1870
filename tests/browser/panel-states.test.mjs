// Every state of the panel and the popup: looked at by axe-core in light, dark and forced colours, with a picture of each; and what
// stands in the way, each with a plain message and a way on.

import assert from 'node:assert/strict';
import { after, afterEach, before, describe, test } from 'node:test';

import { demoPages } from './cases.mjs';
import { assertAccess, complaints } from './harness/axe.mjs';
import { BROWSERS } from './harness/browser.mjs';
import { readKey, writeKey } from './harness/session.mjs';
import { drawn, stage } from './harness/stage.mjs';
import { until } from './harness/wait.mjs';
import { sixtyOnOne } from './sixty.mjs';

const demo = demoPages();
const [ten, burst, unreadable] = ['ten-proposals', 'review-burst', 'unreadable-layout'].map((wanted) => demo.find((page) => page.name === wanted));
const sixty = sixtyOnOne();

for (const name of BROWSERS) {
  describe(`states of the panel in ${name}`, () => {
    let here;
    before(async () => {
      here = await stage(name, { settings: { run: 'auto', remember: true } });
    });
    after(() => here?.close());
    // What a test that failed left open would be another's page.
    const open = [];
    afterEach(() => Promise.all(open.splice(0).map((one) => one.close().catch(() => {}))));

    const kept = (page) => (open.push(page), page);
    const reported = (page) => until(`a report of ${page.name}`, async () => {
      const state = await here.tabState(page.url);
      return state?.report ? state : null;
    });
    const panelAt = async (id, ready = () => document.querySelector('h1') !== null) => {
      const panel = kept(await here.browser.extensionPage(`panel.html?tab=${id}`));
      await panel.size(340, 900);
      await until('the panel', () => panel.evaluate(ready));
      return panel;
    };
    const panelOf = async (page, ready) => {
      kept(await here.open(page));
      return panelAt((await reported(page)).tab, ready);
    };
    const notice = (panel, key) => until(`the notice ${key}`, () => panel.evaluate((wanted) => document.querySelector(`[data-notice="${wanted}"]`)?.innerText, key));
    /** The id of a tab that shows what nobody read. */
    const idOf = async (what) => {
      const ids = () => here.control.evaluate(async () => (await (globalThis.browser ?? globalThis.chrome).tabs.query({})).map(({ id }) => id));
      const before = new Set(await ids());
      await what();
      return (await ids()).find((id) => !before.has(id));
    };
    const unfold = (panel) => panel.evaluate(() => document.querySelectorAll('details').forEach((fold) => (fold.open = true)));
    const change = async (id, part) => writeKey(here.control, `tab:${id}`, { ...(await readKey(here.control, `tab:${id}`)), ...part });

    test(`${name}: axe-core can fail: what is wrong on purpose is found, in every look`, async () => {
      const panel = await panelOf(ten);
      await panel.evaluate(() => {
        const bad = document.createElement('div');
        bad.innerHTML = '<button></button><p id="pale">pale</p>';
        document.querySelector('main').append(bad);
        const sheet = new CSSStyleSheet();
        sheet.replaceSync('#pale { color: #888; background: #999; forced-color-adjust: none; }');
        document.adoptedStyleSheets = [sheet];
      });
      for (const look of ['light', 'dark', 'forced']) {
        await panel.look(look);
        const found = (await complaints(panel)).join('\n');
        assert.match(found, /button-name/, look);
        assert.match(found, /color-contrast/, look);
      }
      await panel.look('light');
    });

    test(`${name}: sixty people with their folds closed; ten with all folds open`, async () => {
      const many = await panelOf(sixty, () => document.querySelectorAll('[data-person]').length === 60);
      await assertAccess(many, 'panel-sixty', here.picture, { fullPage: false });
      const panel = await panelOf(ten, () => document.querySelectorAll('[data-person]').length === 10);
      await unfold(panel);
      await until('the forms', () => panel.evaluate(() => document.querySelector('[data-act="ignore-reason"]') !== null && document.querySelector('[data-act="alarm-text"]') !== null));
      await assertAccess(panel, 'panel-open', here.picture);
    });

    test(`${name}: a profile with pictures, 300 and 400 px wide`, async () => {
      const panel = await panelOf(burst, () => document.querySelector('figure') !== null);
      for (const width of [300, 400]) {
        await panel.size(width, 900);
        await assertAccess(panel, `panel-profile-${width}`, here.picture);
      }
    });

    test(`${name}: nothing checked, a page that cannot be read, a failed check, a page that keeps changing, marks that cannot be relied on`, async () => {
      const id = await idOf(async () => kept(await here.browser.open('https://demo.secondlook.test/flag.svg')));
      const empty = await panelAt(id, () => document.querySelector('[data-part="empty"]') !== null);
      await assertAccess(empty, 'panel-empty', here.picture);
      const none = await panelOf(unreadable);
      assert.match(await none.evaluate(() => document.body.innerText), /0 letters read/);
      await assertAccess(none, 'panel-unreadable', here.picture);
      const { tab } = await reported(unreadable);
      const { report: _, ...state } = await here.tabState(unreadable.url);
      await writeKey(here.control, `tab:${tab}`, { ...state, problems: [{ place: 'engine', code: 'engine-trap', message: 'It stopped.', fix: 'Check the page again.' }] });
      assert.match(await notice(none, 'failed'), /could not be checked.*It stopped\. Check the page again\./s);
      await assertAccess(none, 'panel-failed', here.picture);
      const panel = await panelOf(ten, () => document.querySelectorAll('[data-person]').length === 10);
      await change((await reported(ten)).tab, { busy: true, wait: 9_000, unmarked: 'covered', recovered: true, cut: true });
      await notice(panel, 'unmarked');
      assert.match(await panel.evaluate(() => document.body.innerText), /keeps changing/);
      await assertAccess(panel, 'panel-notices', here.picture);
    });

    test(`${name}: a checked text, typed bids, and what was hidden`, async () => {
      await here.browser.menu({ menuItemId: 'check-text', selectionText: 'I would like to be paid directly in USDT to my wallet, outside the site, so that we both save the fee.', pageUrl: 'https://mail.example.org/' });
      const panel = await panelOf(ten, () => document.querySelector('[data-part="text"] [data-finding]') !== null);
      await panel.evaluate(() => {
        const part = document.querySelector('details[data-part="bids"]');
        part.open = true;
        part.querySelector('[name="sent"]').value = '400';
        part.querySelector('[name="won"]').value = '1';
        part.querySelector('[data-act="bids"]').click();
      });
      await until('the answer', () => panel.evaluate(() => document.querySelector('[data-part="bids-result"] figure') !== null));
      await assertAccess(panel, 'panel-text', here.picture);
      await panel.evaluate(() => document.querySelector('[data-act="close-text"]').click());
      await until('the text to go', () => panel.evaluate(() => document.querySelector('[data-part="text"]') === null));
    });

    test(`${name}: the worker is gone: every button works, for it wakes, and takes the engine that the panel holds`, async () => {
      const panel = await panelOf(ten, () => document.querySelectorAll('[data-person]').length === 10);
      const { at, tab } = await reported(ten);
      await until('the panel to hold the engine', () => panel.evaluate(() => globalThis.compiledEngine instanceof WebAssembly.Module));
      await panel.evaluate(() => {
        const held = globalThis.compiledEngine;
        globalThis.taken = 0;
        Object.defineProperty(globalThis, 'compiledEngine', { get: () => (globalThis.taken += 1, held) });
      });
      await here.browser.killWorker();
      await change(tab, { full: true, report: undefined });
      await notice(panel, 'full');
      await panel.evaluate(() => document.querySelector('[data-act="check"]').click());
      await until('the page to be read again', async () => ((await here.tabState(ten.url)).at > at ? true : null));
      await until('the people', () => panel.evaluate(() => document.querySelectorAll('[data-person]').length === 10));
      // Chromium finds the compiled code by the file's bytes, and says nothing of it: scripts/bench shows what it saves.
      if (name !== 'firefox') return;
      assert.ok(await panel.evaluate(() => globalThis.taken > 0));
    });

    test(`${name}: the browser's memory is full: said, with two ways on, and checked again once there is room`, async () => {
      const filled = await here.control.evaluate(async () => {
        const { storage } = globalThis.browser ?? globalThis.chrome;
        for (let n = 0, size = 1_000_000; size > 8_000 && n < 200; n += 1) await storage.session.set({ [`filler ${n}`]: 'x'.repeat(size) }).catch(() => (size = Math.floor(size / 2)));
        return (await storage.session.getBytesInUse?.(null)) ?? 0;
      });
      kept(await here.open(ten));
      const { tab } = await until('something to be known of the tab', () => here.tabState(ten.url));
      const panel = await panelAt(tab);
      const again = () => here.control.evaluate((id) => (globalThis.browser ?? globalThis.chrome).runtime.sendMessage({ kind: 'check-tab', tab: id }), tab);
      await again();
      const said = await notice(panel, 'full').catch((error) => {
        // Firefox holds no such limit in every version: then there is nothing to be full.
        if (name === 'firefox' && filled === 0) return null;
        throw error;
      });
      if (said !== null) {
        assert.match(said, /no more room/);
        assert.equal(await panel.evaluate(() => document.querySelectorAll('[data-notice="full"] button').length), 2);
        await assertAccess(panel, 'panel-full', here.picture);
      }
      await here.control.evaluate(async () => {
        const { storage } = globalThis.browser ?? globalThis.chrome;
        await storage.session.remove(Object.keys(await storage.session.get(null)).filter((key) => key.startsWith('filler')));
      });
      await again();
      await until('the people', () => panel.evaluate(() => document.querySelectorAll('[data-person]').length === 10));
      assert.equal(await panel.evaluate(() => document.querySelector('[data-notice="full"]')), null);
    });

    test(`${name}: a page that does not answer: reload it, or check it again`, async () => {
      const panel = await panelOf(ten, () => document.querySelectorAll('[data-person]').length === 10);
      const { tab } = await reported(ten);
      // A tab in which nobody listens, with a report of the page that was there.
      const other = await idOf(async () => kept(await here.browser.open('https://demo.secondlook.test/flag.svg')));
      await here.control.evaluate(async ({ from, to }) => {
        const { storage } = globalThis.browser ?? globalThis.chrome;
        await storage.session.set({ [`tab:${to}`]: (await storage.session.get(`tab:${from}`))[`tab:${from}`] });
      }, { from: tab, to: other });
      await panel.close();
      const deaf = await panelAt(other, () => document.querySelectorAll('[data-person]').length === 10);
      await deaf.evaluate(() => document.querySelector('.go').click());
      assert.match(await notice(deaf, 'trouble'), /does not answer.*Reload the page/s);
      assert.match(await deaf.evaluate(() => document.querySelector('[data-part="aloud"]').textContent), /does not answer/);
      await assertAccess(deaf, 'panel-deaf', here.picture, { fullPage: false });
      await deaf.evaluate(() => document.querySelector('[data-notice="trouble"] [data-act="check"]').click());
      await until('the answer', () => deaf.evaluate(() => !/does not answer/.test(document.querySelector('[data-notice="trouble"]')?.innerText ?? '')));
    });

    test(`${name}: a report that cannot be shown leaves no empty panel`, async () => {
      const panel = await panelOf(ten, () => document.querySelectorAll('[data-person]').length === 10);
      const { report, tab } = await reported(ten);
      await change(tab, { report: { ...report, findings: [{ ...report.findings[0], subject: null }] } });
      assert.match(await notice(panel, 'trouble'), /could not be shown/);
      await change(tab, { report });
      await until('the people', () => panel.evaluate(() => document.querySelectorAll('[data-person]').length === 10));
    });

    test(`${name}: one page in two windows: each panel speaks of its own, and what is hidden in one is hidden in both`, async () => {
      const first = await panelOf(ten, () => document.querySelectorAll('[data-person]').length === 10);
      const second = await here.control.evaluate(async (url) => (await (globalThis.browser ?? globalThis.chrome).windows.create({ url })).tabs[0].id, ten.url);
      await until('the second report', async () => (await here.session())[`tab:${second}`]?.report);
      const other = await panelAt(second, () => document.querySelectorAll('[data-person]').length === 10);
      await first.evaluate(() => document.querySelector('[data-act="switch-off"]').click());
      const several = (panel) => panel.evaluate(() => document.querySelectorAll('[data-part="several"] [data-finding]').length);
      for (const panel of [first, other]) await until('it to be gone', async () => (await several(panel)) === 0);
      await here.settings({ off: [] });
      for (const panel of [first, other]) await until('it to be back', async () => (await several(panel)) === 1);
      await here.control.evaluate((id) => (globalThis.browser ?? globalThis.chrome).tabs.remove(id), second);
    });

    test(`${name}: without a network everything works: nothing is asked of it`, async (context) => {
      if (!here.browser.context) return context.skip('this browser is not taken off the network by a test');
      const panel = await panelOf(ten, () => document.querySelectorAll('[data-person]').length === 10);
      const { at } = await reported(ten);
      await here.browser.context.setOffline(true);
      try {
        await panel.raw.reload();
        await until('the people', () => panel.evaluate(() => document.querySelectorAll('[data-person]').length === 10));
        await here.control.evaluate((id) => (globalThis.browser ?? globalThis.chrome).runtime.sendMessage({ kind: 'check-tab', tab: id }), (await reported(ten)).tab);
        await until('the page to be read again', async () => (await here.tabState(ten.url)).at > at);
      } finally {
        await here.browser.context.setOffline(false);
      }
      return undefined;
    });

    test(`${name}: access taken away: the panel says so with the one step that gives it, and shows what was found all the same`, async () => {
      const panel = await panelOf(ten, () => document.querySelectorAll('[data-person]').length === 10);
      const allow = (given) => (name === 'chromium' ? here.browser.configure({ hostAccess: given ? 'ON_ALL_SITES' : 'ON_CLICK' }) : here.browser.grant(given));
      await allow(false);
      try {
        await until('the note', () => panel.evaluate(() => /does not let Second Look read freelancer\.com/.test(document.querySelector('[data-part="access"]')?.innerText ?? '')));
        assert.equal(await panel.evaluate(() => document.querySelector('[data-part="access"] [data-act="grant"]').textContent), 'Allow on freelancer.com');
        assert.equal(await panel.evaluate(() => document.querySelectorAll('[data-person]').length), 10);
        await assertAccess(panel, 'panel-access', here.picture, { fullPage: false });
      } finally {
        await allow(true);
      }
      await until('the note to go', () => panel.evaluate(() => document.querySelector('[data-part="access"]') === null));
    });

    test(`${name}: the extension loaded anew under an open page: the panel that is opened then reads it again on a click`, async () => {
      const fresh = await stage(name);
      try {
        const tab = await fresh.open(ten);
        await drawn(tab, 10);
        const { tab: id } = await until('a report', () => fresh.tabState(ten.url));
        await fresh.browser.reloadExtension(fresh.control);
        const panel = await until('the extension to be back', () => fresh.browser.extensionPage(`panel.html?tab=${id}`));
        const said = await until('the panel', () => panel.evaluate(() => document.querySelector('[data-part="empty"]')?.innerText));
        assert.match(said, /Nothing was checked in this tab yet/);
        await panel.evaluate(() => document.querySelector('[data-act="check"]').click());
        await until('the people', () => panel.evaluate(() => document.querySelectorAll('[data-person]').length === 10));
      } finally {
        await fresh.close();
      }
    });

    test(`${name}: the popup in each of its states, and by keys alone`, async () => {
      const id = await idOf(async () => kept(await here.open(ten)));
      await until('its report', async () => (await here.session())[`tab:${id}`]?.report);
      const shown = async (what, settings) => {
        await here.settings(settings);
        const popup = kept(await here.browser.extensionPage(`popup.html?tab=${id}`));
        await popup.size(360, 600);
        await until('the popup', () => popup.evaluate(() => document.querySelector('[data-part="acts"]') !== null));
        await assertAccess(popup, `popup-${what}`, here.picture);
        return popup;
      };
      const popup = await shown('read', { run: 'auto', remember: true });
      assert.match(await popup.evaluate(() => document.querySelector('[data-part="page"]').innerText), /3 letters share text, .*read and nothing found\.\n+.*read 10 of 34.*\n+Nothing found does not mean verified\./s);
      const stops = [];
      for (let n = 0; n < 4; n += 1) {
        await popup.press('Tab');
        stops.push(await popup.evaluate(() => document.activeElement.dataset.act));
      }
      assert.deepEqual(stops, ['site', 'panel', 'check', 'options']);
      await popup.evaluate(() => document.querySelector('[data-act="site"]').focus());
      await popup.press(' ');
      await until('the switch', async () => (await popup.evaluate(() => document.querySelector('[data-part="page"]').innerText)).includes('switched it off'));
      assert.deepEqual(await popup.evaluate(() => [document.activeElement.dataset.act, document.activeElement.checked]), ['site', false], 'the focus was lost');
      await assertAccess(popup, 'popup-off', here.picture);
      await popup.press(' ');
      await until('the switch back', () => popup.evaluate(() => document.querySelector('[data-act="site"]').checked));
      await shown('first-run', { run: null, remember: null });
      await shown('remember', { run: 'auto', remember: null });
      await here.settings({ run: 'auto', remember: true });
    });
  });
}
