// The choices page: each part does what it says, keeps its focus while things change elsewhere, and passes axe-core.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import { assertAccess, complaints } from './harness/axe.mjs';
import { BROWSERS } from './harness/browser.mjs';
import { stage } from './harness/stage.mjs';
import { until } from './harness/wait.mjs';

const ON = { run: 'auto', remember: true };

for (const name of BROWSERS) {
  describe(`options in ${name}`, () => {
    let here;
    let page;
    before(async () => {
      here = await stage(name, { settings: ON });
      page = await here.browser.extensionPage('options.html');
      await until('the choices', () => page.evaluate(() => document.querySelector('.keys dt') !== null));
    });
    after(() => here?.close());

    const stored = () => here.control.evaluate(async () => (await (globalThis.browser ?? globalThis.chrome).storage.local.get('settings')).settings);
    const click = (act) => page.evaluate((wanted) => document.querySelector(`[data-act="${wanted}"]`).click(), act);
    const text = (part) => page.evaluate((wanted) => document.querySelector(`[data-part="${wanted}"]`).textContent, part);
    const give = (content, act = 'backup-file') => page.evaluate(([given, wanted]) => {
      const data = new DataTransfer();
      data.items.add(new File([given], 'backup.json', { type: 'application/json' }));
      const input = document.querySelector(`[data-act="${wanted}"]`);
      input.files = data.files;
      input.dispatchEvent(new Event('change'));
    }, [content, act]);
    /** What the page hands to the browser's downloads, as text. */
    const downloaded = (act) => page.evaluate(async (wanted) => {
      const real = URL.createObjectURL;
      try {
        const blob = new Promise((resolve) => {
          URL.createObjectURL = (given) => (resolve(given), real.call(URL, given));
        });
        document.querySelector(`[data-act="${wanted}"]`).click();
        return await (await blob).text();
      } finally {
        URL.createObjectURL = real;
      }
    }, act);

    test(`${name}: the table of contents leads to every part, and the page passes axe-core in three looks`, async () => {
      const contents = await page.evaluate(() => ({
        links: [...document.querySelectorAll('nav a')].map((link) => [link.textContent, document.querySelector(link.getAttribute('href'))?.textContent]),
        parts: document.querySelectorAll('.parts > section').length,
      }));
      assert.equal(contents.links.length, contents.parts);
      for (const [link, heading] of contents.links) assert.equal(link, heading);
      await page.evaluate(() => document.querySelectorAll('details').forEach((fold) => (fold.open = true)));
      await assertAccess(page, 'options', (what) => here.picture(what));
    });

    test(`${name}: what changes elsewhere is shown at once, and takes neither the focus nor an open fold`, async () => {
      await page.evaluate(() => {
        document.querySelector('[data-part="off"]').open = true;
        document.querySelector('[data-site="fiverr.com"]').focus();
      });
      await here.settings({ run: 'click', off: ['burst'], sites_off: ['www.upwork.com', 'upwork.com', 'www.market.example'] });
      await until('the choices of elsewhere', () => page.evaluate(() => document.querySelector('[data-act="run-click"]').checked && !document.querySelector('[data-check="burst"]').checked));
      const now = await page.evaluate(() => ({
        focus: document.activeElement.getAttribute('data-site'),
        open: document.querySelector('[data-part="off"]').open,
        upwork: document.querySelector('[data-site="upwork.com"]').checked,
        off: document.querySelector('[data-part="sites-off"] li').textContent,
      }));
      assert.deepEqual({ ...now, off: now.off.includes('www.market.example') }, { focus: 'fiverr.com', open: true, upwork: false, off: true });
      await page.evaluate(() => document.querySelector('[data-act="switch-on"]').click());
      await until('that site to be on again', async () => (await stored()).sites_off.join() === 'upwork.com,www.upwork.com');
      await page.evaluate(() => document.querySelector('[data-site="upwork.com"]').click());
      await until('upwork to be on again', async () => (await stored()).sites_off.length === 0);
    });

    test(`${name}: days are chosen for the memory and for the records`, async () => {
      for (const [act, days] of [['keep-days', 60], ['record-days', 90]]) {
        await page.evaluate(([wanted, n]) => {
          const choice = document.querySelector(`[data-act="${wanted}"]`);
          choice.value = String(n);
          choice.dispatchEvent(new Event('change'));
        }, [act, days]);
        await until(`${days} days`, async () => (await stored())[act.replace('-', '_')] === days);
      }
    });

    test(`${name}: what could not be written is said, and the page shows what stands`, async () => {
      await page.evaluate(() => {
        const { storage } = globalThis.browser ?? globalThis.chrome;
        const real = storage.local.set;
        window.mend = () => {
          storage.local.set = real;
        };
        storage.local.set = () => Promise.reject(new Error('QUOTA_BYTES quota exceeded'));
        document.querySelector('[data-act="remember"]').click();
      });
      await until('the message', async () => /could not be kept.*QUOTA/.test(await text('unwritten')));
      await until('the box to say what stands', () => page.evaluate(() => document.querySelector('[data-act="remember"]').checked));
      await page.screenshot(here.picture('options-unwritten'));
      assert.equal((await stored()).remember, true);
      await page.evaluate(() => {
        window.mend();
        document.querySelector('[data-act="remember"]').click();
      });
      await until('it to be kept', async () => (await stored()).remember === false);
      await until('the message to go', async () => (await text('unwritten')) === '');
      await page.evaluate(() => document.querySelector('[data-act="remember"]').click());
      await until('it to be on again', async () => (await stored()).remember === true);
    });

    test(`${name}: the keys that are set are shown, and the way to change them`, async () => {
      const keys = await page.evaluate(() => document.querySelector('[data-part="keyboard"]').innerText);
      assert.match(keys, /Next finding on the page/);
      assert.match(keys, name === 'chromium' ? /chrome:\/\/extensions\/shortcuts/ : /Set the keys/);
    });

    test(`${name}: the notice for the job post is copied as it was changed`, async () => {
      await page.evaluate(() => {
        const area = document.querySelector('[data-act="notice"]');
        area.value = area.value.replace('[address]', 'jobs@firm.example');
        document.querySelector('[data-act="copy-notice"]').focus();
      });
      await here.browser.front(page);
      await page.press('Enter');
      const said = await until('an answer', () => page.evaluate(() => document.querySelector('[data-part="notice"] [role="status"]').textContent || null));
      assert.equal(said, 'Copied.');
      // Pasted where a browser lets a test do so.
      if (name === 'chromium') {
        await here.browser.context.grantPermissions(['clipboard-read']);
        assert.match(await page.evaluate(() => navigator.clipboard.readText()), /deleted: jobs@firm\.example\.$/);
      }
    });

    test(`${name}: deleting everything asks first, and going elsewhere takes the question back`, async () => {
      const before = await stored();
      await here.browser.front(page);
      await page.evaluate(() => document.querySelector('[data-act="erase"]').focus());
      await page.press('Enter');
      await until('the question', () => page.evaluate(() => document.querySelector('[data-act="erase"]').textContent === 'Delete everything for good? Press again'));
      await page.press('Tab');
      await until('the question to be gone', () => page.evaluate(() => document.querySelector('[data-act="erase"]').textContent === 'Delete everything'));
      assert.deepEqual(await stored(), before);
    });

    test(`${name}: a backup is saved, everything is deleted, and the backup brought back after a look`, async () => {
      const added = await here.control.evaluate(() => (globalThis.browser ?? globalThis.chrome).runtime.sendMessage({
        kind: 'override', title: 'Reviews close together', override: { rule: 'burst', scope: 'everywhere', do: 'hide', reason: 'too many' },
      }));
      assert.equal(added.refused, undefined);
      const before = await stored();
      const backup = await downloaded('backup-save');
      assert.deepEqual(Object.keys(JSON.parse(backup)), ['kind', 'schema', 'made', 'settings', 'held', 'trusted', 'overrides']);

      await click('erase');
      await click('erase');
      await until('everything to be gone', async () => /Everything was deleted/.test(await text('erased')));
      const left = await here.control.evaluate(async () => {
        const { storage, scripting } = globalThis.browser ?? globalThis.chrome;
        const session = Object.keys(await storage.session.get(null));
        return { local: await storage.local.get(null), session, databases: (await indexedDB.databases()).map(({ name }) => name), scripts: (await scripting.getRegisteredContentScripts()).length };
      });
      assert.deepEqual({ ...left, session: left.session.filter((key) => key !== 'packs') }, { local: {}, session: [], databases: [], scripts: 0 });
      assert.ok(await page.evaluate(() => document.querySelector('[data-act="remember"]').disabled), 'a choice before the first answer');

      for (const [bad, message] of [['{', /not a backup/], ['{"kind":"second-look-backup","schema":7}', /version 7/], [backup.replace('"hide"', '"raise"'), /overrides\[0\]/]]) {
        await give(bad);
        await until(`${message}`, async () => message.test(await text('backup-status')));
      }
      assert.equal(await stored(), undefined);

      await give(backup);
      const preview = await until('the preview', async () => (await text('backup-preview')) || null);
      for (const part of [/Pages are checked: Only when I click/, /Remember, for 60 days; records for 90 days/, /1 check off/, /1 decision about findings/, /0 packs/]) assert.match(preview, part);
      await page.screenshot(here.picture('options-backup'), { fullPage: true });
      assert.deepEqual(await complaints(page), []);
      assert.equal(await stored(), undefined, 'something was written by looking');
      await click('backup-restore');
      await until('it to be back', async () => /brought back/.test(await text('backup-status')));
      assert.deepEqual(await stored(), before);
      const decisions = await here.control.evaluate(() => (globalThis.browser ?? globalThis.chrome).runtime.sendMessage({ kind: 'overrides' }));
      assert.deepEqual(decisions.map(({ rule, reason }) => [rule, reason]), [['burst', 'too many']]);
      assert.ok(await page.evaluate(() => document.querySelector('[data-act="run-click"]').checked));
    });
  });
}
