// The ledger ("memory"): what is written, when, what forgets it, and how it goes to another device. Proven by dumps of the
// whole database.

import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, describe, test } from 'node:test';

import { BROWSERS } from './harness/browser.mjs';
import { alter, assertWhole, dump } from './harness/ledger.mjs';
import { serve } from './harness/server.mjs';
import { readKey } from './harness/session.mjs';
import { drawn, stage } from './harness/stage.mjs';
import { until } from './harness/wait.mjs';
import { job, madeUpJob } from './jobs.mjs';

const ON = { run: 'auto', remember: true };
const [one, two] = [madeUpJob(1, 6), madeUpJob(2, 4)];
/** Another job, later, with a letter of the first one under another name. */
const copied = job('copied', 'java/copied', 'Another job', 'Something else altogether.', { somebody_new: one.letters.bidder_1_2 });
const PASSPHRASE = 'correct horse battery';

for (const name of BROWSERS) {
  describe(`ledger in ${name}`, () => {
    let here;
    before(async () => {
      here = await stage(name);
    });
    after(() => here?.close());

    /** What a test has opened; a page that a failed test left open would be remembered in the next one. */
    const open = [];
    afterEach(async () => {
      for (const page of open.splice(0)) await page.close().catch(() => {});
    });

    const held = (at = here) => dump(at.control);
    const entries = async (at = here) => (await held(at))?.entries ?? [];
    const letters = async (at = here) => (await entries(at)).filter(({ kept }) => kept.kind === 'proposal').length;
    const remembered = (n, at = here) => until(`${n} letters to be remembered`, async () => (await letters(at)) === n);
    const read = async (page, at = here) => {
      const tab = await at.open(page);
      open.push(tab);
      await drawn(tab, page === one ? 6 : 4);
      return tab;
    };
    const onPage = async (path, act, at = here) => {
      const own = await at.browser.extensionPage(path);
      open.push(own);
      await until(`${act} on ${path}`, () => own.evaluate((wanted) => document.querySelector(`[data-act="${wanted}"]`) !== null, act));
      return own;
    };
    const press = (own, act, nth = 0) => own.evaluate(([wanted, at]) => document.querySelectorAll(`[data-act="${wanted}"]`)[at].click(), [act, nth]);
    const says = (own, part, pattern) => until(`${part} to say ${pattern}`, async () => pattern.test(await own.evaluate((wanted) => document.querySelector(`[data-part="${wanted}"]`)?.textContent ?? '', part)));
    const forgetAll = async () => {
      await here.control.evaluate(() => (globalThis.browser ?? globalThis.chrome).runtime.sendMessage({ kind: 'forget-all' }));
      await nothingLeft();
    };
    /** The database is gone, or there is an empty one already for the next page. */
    const nothingLeft = () => until('nothing to be left', async () => {
      const all = await held();
      return all === null || (all.version === 1 && all.entries.length === 0 && all.meta.secret === undefined);
    });
    /** A page that another covers is not read. */
    const toFront = (id) => here.control.evaluate((tab) => (globalThis.browser ?? globalThis.chrome).tabs.update(tab, { active: true }).then(() => true), id);
    /** The open page changes, and has been read again. */
    const changed = async (tab, url) => {
      const { at, tab: id } = await here.tabState(url);
      await toFront(id);
      await tab.evaluate(() => document.body.append('One more line.'));
      await until('the page to be read again', async () => (await here.tabState(url)).at > at);
    };

    test(`${name}: before the question is answered there is no ledger; with the answer there is one, of hashes and days alone`, async () => {
      const tab = await read(one);
      const { tab: id } = await here.tabState(one.url);
      assert.equal(await held(), null);
      const popup = await onPage(`popup.html?tab=${id}`, 'remember-yes');
      await popup.screenshot(here.picture('popup-remember'));
      assert.equal(await held(), null);
      await press(popup, 'remember-yes');
      await until('the question to be gone', () => popup.evaluate(() => document.querySelector('[data-part="first-run-remember"]') === null));
      await popup.close();
      await tab.reload();
      await remembered(6);
      const all = await held();
      assertWhole(assert, all, 'the first page');
      // Nothing that stands on the page, whatever it is called there.
      const text = JSON.stringify(all);
      const words = new Set(readFileSync(one.file, 'utf8').match(/\b[bdfgklmnprst][a-z]{5}\b/g).filter((word) => /^([bdfgklmnprst][aeiou]){3}$/.test(word)));
      assert.ok(words.size > 300);
      for (const word of words) assert.ok(!text.includes(word), `${word} is in the ledger`);
      assert.doesNotMatch(text, /bidder|upwork|freelancer|https?:/);
      await tab.close();
    });

    test(`${name}: read again, the same page adds nothing; another page adds its own`, async () => {
      const before = await entries();
      const tab = await read(one);
      const other = await read(two);
      await remembered(10);
      const now = new Map((await entries()).map((entry) => [entry.id, entry]));
      for (const entry of before) assert.deepEqual(now.get(entry.id), entry);
      await tab.close();
      await other.close();
    });

    test(`${name}: "I hired this person" is recorded and taken back`, async () => {
      const tab = await read(two);
      const { tab: id } = await here.tabState(two.url);
      const panel = await onPage(`panel.html?tab=${id}`, 'hire');
      const outcomes = async () => (await entries()).flatMap(({ kept }) => (kept.kind === 'proposal' && kept.hired !== undefined ? [kept.hired] : []));
      assert.deepEqual(await outcomes(), []);
      await press(panel, 'hire', 1);
      await until('the outcome', async () => (await outcomes()).filter((hired) => hired).length === 1);
      assert.equal((await outcomes()).filter((hired) => !hired).length, 3);
      await says(panel, 'people', /Hired \(undo\)/);
      await panel.evaluate(() => { document.querySelector('[data-part="people"] details').open = true; });
      await panel.screenshot(here.picture('panel-people'), { fullPage: true });
      // It is still known when the page is opened again.
      await tab.reload();
      await until('the page to say so', async () => (await here.tabState(two.url))?.hired.length === 1);
      await until('the panel to say so', () => panel.evaluate(() => document.querySelectorAll('[data-act="hire"]')[1]?.textContent.startsWith('Hired')));
      await press(panel, 'hire', 1);
      await until('nothing to be known', async () => (await outcomes()).length === 0);
      await panel.close();
      await tab.close();
    });

    test(`${name}: forgetting a person takes every entry of theirs out, and the open page does not bring them back`, async () => {
      const tab = await read(two);
      const { tab: id } = await here.tabState(two.url);
      const before = await entries();
      const panel = await onPage(`panel.html?tab=${id}`, 'forget-person');
      await press(panel, 'forget-person', 2);
      await until('one entry to be gone', async () => (await entries()).length === before.length - 1);
      const after = await entries();
      const gone = before.find((entry) => !after.some((other) => other.id === entry.id));
      assert.ok(!JSON.stringify(await held()).includes(gone.kept.person), 'the key of the person is still there');
      assertWhole(assert, await held(), 'after a person was forgotten');
      await changed(tab, two.url);
      await here.browser.killWorker();
      assert.equal((await entries()).length, after.length);
      await panel.close();
      await tab.close();
    });

    test(`${name}: what is too old goes with the next page; a clock far ahead takes nothing`, async () => {
      const day = (days) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
      await alter(here.control, `meta.delete('purged'); meta.put({ believed: '${day(0)}' }, 'clock');
        for (const entry of entries) store.put({ ...entry, day: '${day(-29)}' });
        store.put({ id: 'old', day: '${day(-40)}', keys: ['old'], kept: entries[0].kept });
        store.put({ id: 'other', day: '${day(-29)}', keys: ['other'], kept: entries[0].kept })`);
      const tab = await read(two);
      await until('the old one to be gone', async () => !(await entries()).some(({ id }) => id === 'old'));
      assert.ok((await entries()).some(({ id }) => id === 'other'));
      assertWhole(assert, await held(), 'after the purge');
      // As if the last day that was believed were years ago.
      await alter(here.control, `meta.delete('purged'); meta.put({ believed: '2020-01-01' }, 'clock'); store.put({ ...entries[0], id: 'kept', day: '2020-01-01', keys: ['kept'] })`);
      await tab.reload();
      await until('the day to be doubted', async () => (await held()).meta.clock.doubted !== undefined);
      assert.ok((await entries()).some(({ id }) => id === 'kept'));
      await tab.close();
    });

    test(`${name}: on a site that is switched off, and with the memory switched off, nothing is written`, async () => {
      await forgetAll();
      await here.settings({ remember: false });
      const tab = await read(one);
      await here.settings({ remember: true, sites_off: ['www.freelancer.com'] });
      await here.browser.killWorker();
      const { tab: id } = await here.tabState(one.url);
      await here.control.evaluate((wanted) => (globalThis.browser ?? globalThis.chrome).runtime.sendMessage({ kind: 'check-tab', tab: wanted }), id);
      assert.deepEqual(await entries(), []);
      await here.settings({ sites_off: [] });
      await until('the site to be switched on', () => here.control.evaluate(async () =>
        (await (globalThis.browser ?? globalThis.chrome).scripting.getRegisteredContentScripts())[0].excludeMatches === undefined
        || (await (globalThis.browser ?? globalThis.chrome).scripting.getRegisteredContentScripts())[0].excludeMatches.length === 0));
      await tab.reload();
      await remembered(6);
      await tab.close();
    });

    test(`${name}: the options say what is held, and forget everything on the second press`, async () => {
      const tab = await read(one);
      await remembered(6);
      const options = await onPage('options.html', 'forget-all');
      await says(options, 'held', /6 letters/);
      await options.screenshot(here.picture('options-memory'), { fullPage: true });
      await here.settings({ remember: false });
      await says(options, 'held', /stays until its time is over/);
      await here.settings({ remember: true });
      await until('the note to go', () => options.evaluate(() => !/stays until/.test(document.querySelector('[data-part="held"]').textContent)));
      await press(options, 'forget-all');
      await until('the question', () => options.evaluate(() => /Press again/.test(document.querySelector('[data-act="forget-all"]').textContent)));
      assert.equal(await letters(), 6);
      await press(options, 'forget-all');
      await nothingLeft();
      await until('the letters of the session to be gone', async () => !Object.keys(await here.session()).some((key) => key.startsWith('letters:')));
      // The page that is open does not bring it back either.
      await changed(tab, one.url);
      await here.browser.killWorker();
      assert.deepEqual(await entries(), []);
      await tab.reload();
      await remembered(6);
      await options.close();
      await tab.close();
    });

    test(`${name}: one of a newer version is left alone, and a page has its answer all the same`, async () => {
      await forgetAll();
      await here.browser.killWorker();
      await here.control.evaluate(() => new Promise((resolve, reject) => {
        const request = indexedDB.open('ledger', 99);
        request.onupgradeneeded = () => {
          for (const store of request.result.objectStoreNames) request.result.deleteObjectStore(store);
          request.result.createObjectStore('entries').put('of the future', 1);
        };
        request.onsuccess = () => resolve(request.result.close());
        request.onerror = () => reject(request.error);
      }));
      const tab = await read(one);
      const { tab: id } = await here.tabState(one.url);
      const panel = await onPage(`panel.html?tab=${id}`, 'forget-all');
      await says(panel, 'memory', /written by a newer version/);
      const kept = await here.control.evaluate(() => new Promise((resolve, reject) => {
        const request = indexedDB.open('ledger');
        request.onerror = () => reject(request.error);
        request.onsuccess = () => {
          const all = request.result.transaction('entries').objectStore('entries').getAll();
          all.onsuccess = () => { request.result.close(); resolve([request.result.version, all.result]); };
        };
      }));
      assert.deepEqual(kept, [99, ['of the future']]);
      await panel.close();
      await forgetAll();
      await tab.close();
    });

    test(`${name}: a private window is not remembered`, async () => {
      const own = await stage(name, { settings: ON });
      try {
        for (const page of [one, two]) own.server.put(page.url, { file: page.file });
        const { id, control } = await own.browser.privateWindow(one.url);
        await until('the private page to be read', async () => (await readKey(control, `tab:${id}`))?.report !== undefined);
        // A page of an ordinary window comes after it and is written: what the private one would have written is there by then.
        await control.evaluate(async (address) => {
          const { tabs } = globalThis.browser ?? globalThis.chrome;
          const { windowId } = await tabs.getCurrent();
          await tabs.create({ url: address, windowId });
        }, two.url);
        await until('the ordinary page', async () => ((await dump(control))?.entries.length ?? 0) >= 4);
        assert.equal((await dump(control)).entries.filter(({ kept }) => kept.kind === 'proposal').length, 4);
      } finally {
        await own.close();
      }
    });

    test(`${name}: it is there after the browser was started again; a second device cannot link it, but take it over`, async () => {
      const profile = mkdtempSync(join(tmpdir(), 'secondlook-profile-'));
      const server = await serve();
      let own;
      try {
        own = await stage(name, { settings: ON, server, profile });
        const tab = await read(one, own);
        await remembered(6, own);
        const before = await held(own);
        await tab.close();
        await own.close();
        own = await stage(name, { settings: ON, server, profile });
        assert.deepEqual(await held(own), before);
        await (await read(two, own)).close();
        await remembered(10, own);
        const first = await held(own);
        assert.equal(first.meta.secret, before.meta.secret);

        // The letters of the first session are gone with it; what the ledger holds of them is not.
        const later = await own.open(copied);
        const { report } = await until('a report', async () => {
          const state = await own.tabState(copied.url);
          return state?.report && state;
        });
        if (report.coverage.some(({ check }) => check === 'remembered-letters')) {
          assert.ok(report.findings.some(({ rule }) => rule === 'remembered-letters'), 'the letter that came back is not noticed');
        } else console.log('skipped: this build has no check of remembered letters');
        await remembered(11, own);
        await later.close();

        // The same pages on another device.
        await forgetAll();
        await (await read(one)).close();
        await (await read(two)).close();
        await remembered(10);
        const second = await held();
        const keysOf = (all) => new Set(all.entries.flatMap(({ id, keys }) => [id, ...keys]));
        const common = [...keysOf(first)].filter((key) => keysOf(second).has(key));
        assert.deepEqual(common, [], 'two devices share keys');

        const whole = await held(own);
        const from = await onPage('options.html', 'export', own);
        const file = await exported(from);
        const to = await onPage('options.html', 'import');
        await imported(to, file, 'wrong horse battery');
        await says(to, 'transfer-status', /passphrase is wrong, or the file is damaged/);
        await imported(to, file, PASSPHRASE);
        await says(to, 'transfer-status', /cannot be linked/);
        assert.deepEqual((await held()).entries, second.entries);
        await to.screenshot(here.picture('options-import'), { fullPage: true });
        await press(to, 'replace');
        await says(to, 'transfer-status', /11 entries were imported/);
        const taken = await held();
        assert.deepEqual(taken.entries, whole.entries);
        assert.equal(taken.meta.secret, first.meta.secret);
        assertWhole(assert, taken, 'after the import');
        await imported(to, file, PASSPHRASE);
        await says(to, 'transfer-status', /11 entries were here already/);
        // Pages go on from it: the same page brings the same entries.
        await (await read(one)).close();
        await here.browser.killWorker();
        assert.equal(await letters(), 11);
        await to.close();
      } finally {
        await own?.close();
        await server.close();
        rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
      }
    });

    /** Presses "Export" and catches the file on its way to the downloads. */
    const exported = async (own) => {
      await own.evaluate((passphrase) => {
        const create = URL.createObjectURL;
        URL.createObjectURL = (blob) => {
          blob.text().then((text) => { window.caught = text; });
          return create.call(URL, blob);
        };
        document.querySelector('[data-act="passphrase"]').value = passphrase;
        document.querySelector('[data-act="export"]').click();
      }, PASSPHRASE);
      return until('the file', () => own.evaluate(() => window.caught));
    };
    const imported = async (own, text, passphrase) => {
      await until('the button', () => own.evaluate(() => !document.querySelector('[data-act="import"]').disabled));
      await own.evaluate(([file, word]) => {
        const chosen = new DataTransfer();
        chosen.items.add(new File([file], 'memory.json', { type: 'application/json' }));
        document.querySelector('[data-act="file"]').files = chosen.files;
        document.querySelector('[data-act="passphrase"]').value = word;
        document.querySelector('[data-part="transfer-status"]').textContent = '';
        document.querySelector('[data-act="import"]').click();
      }, [text, passphrase]);
    };
  });
}
