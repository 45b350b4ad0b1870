// The first run: it opens by itself, asks, writes nothing before the last button, and ends with an explained finding: by keys
// alone, without a terminal, within a minute.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import { assertAccess } from './harness/axe.mjs';
import { BROWSERS } from './harness/browser.mjs';
import { stage } from './harness/stage.mjs';
import { until } from './harness/wait.mjs';

const acts = (page) => page.evaluate(() => [...document.querySelectorAll('[data-act]')].map((one) => one.getAttribute('data-act')));
const focused = (page) => page.evaluate(() => document.activeElement?.getAttribute('data-act') ?? document.activeElement?.localName);
const heading = (page) => page.evaluate(() => document.querySelector('h1')?.textContent ?? null);

/** Goes to a control by the Tab key, as somebody without a mouse does. */
async function reach(page, act) {
  for (let n = 0; n < 40; n += 1) {
    if ((await focused(page)) === act) return;
    await page.press('Tab');
  }
  throw new Error(`no way to ${act} by Tab; there is ${await acts(page)}`);
}

/** Presses a control that was reached by keys. */
async function hit(page, act, key = 'Enter') {
  await reach(page, act);
  await page.press(key);
}

const screen = (page, n) => until(`screen ${n}`, () => page.evaluate((wanted) => document.querySelector('[data-part="step"]')?.textContent.includes(String(wanted)), n));

const held = (page) => page.evaluate(async () => {
  const { storage } = globalThis.browser ?? globalThis.chrome;
  return { local: await storage.local.get(null), databases: (await indexedDB.databases()).map(({ name }) => name) };
});

/** What stands in the closed root now. */
const card = async (page) => (await page.inRoot(function look() {
  const open = this.querySelector('[role="dialog"]');
  return open === null ? null : {
    text: said(open),
    title: said(this.getElementById(open.getAttribute('aria-labelledby'))),
    focus: open === this.activeElement || open.contains(this.activeElement),
  };
}))?.value ?? null;

/** Until the six letters of the example have their marks. */
const marked = (page) => until('six marks', async () => {
  const [overlay, said] = [await page.overlay(), await page.evaluate(() => document.querySelector('[data-part="said"]')?.textContent)];
  if (overlay?.markers.length === 6) return true;
  throw new Error(`${overlay?.markers.map(({ label }) => label).join('; ')}: ${said}`);
});

/** Axe-core in light, dark and forced colours, with a picture of each. */
const look = (page, here, what) => assertAccess(page, what, (name) => here.picture(name), { fullPage: false });

for (const name of BROWSERS) {
  describe(`welcome in ${name}`, () => {
    test(`${name}: from a fresh install to the first explained finding, by keys alone, within a minute`, async (context) => {
      const begun = performance.now();
      const here = await stage(name, { settings: null, welcome: true });
      try {
        const page = here.browser.welcome;
        await until('the first screen', () => heading(page));
        await here.browser.front(page);
        here.server.forget();
        await hit(page, 'next');
        await screen(page, 2);
        await hit(page, 'run-auto', 'ArrowDown');
        assert.equal(await focused(page), 'run-click');
        await hit(page, 'next');
        await screen(page, 3);
        await hit(page, 'remember-yes', 'ArrowDown');
        assert.deepEqual(await held(page), { local: {}, databases: [] }, 'something was written before the last button');
        await hit(page, 'keep');
        await until('the demonstration to be read', async () => (await focused(page)) === 'first');
        assert.deepEqual(await held(page), { local: { settings: { run: 'click', remember: false, off: [], sites_off: [] } }, databases: [] });
        await page.press('Enter');
        const open = await until('the card, with the focus', async () => {
          const now = await card(page);
          return now?.focus ? now : null;
        });
        const took = performance.now() - begun;
        context.diagnostic(`${Math.round(took)} ms with the start of the browser`);
        assert.ok(took < 60_000, `${took} ms`);
        assert.match(open.title, /maple_webworks/);
        for (const part of [/Letters of 3 different bidders were made from one template/, /granite_studio/, /Which part of this job would you look at first/, /Members of one agency/]) assert.match(open.text, part);
        assert.doesNotMatch(open.text, /freelancer\.com/, 'the address of no page is told as its source');
        await page.screenshot(here.picture('welcome-finding'));
        // Nothing of it is kept: no report, no letters, nothing in the badge.
        const session = await here.session();
        assert.deepEqual(Object.keys(session).filter((key) => /^tab:|letters|text/.test(key)), []);
        assert.deepEqual(await held(page), { local: { settings: { run: 'click', remember: false, off: [], sites_off: [] } }, databases: [] });
        assert.deepEqual(here.requests(), []);

        // The template is one finding however many letters it is told at: the next one is another letter's, and the first comes again last.
        const met = [];
        for (let n = 0; n < 10 && met.at(-1) !== open.title; n += 1) {
          await page.evaluate(() => document.querySelector('[data-act="next"]').click());
          met.push(await until('a card', async () => (await card(page))?.title ?? null));
        }
        assert.deepEqual([...new Set(met)].map((title) => /of (\w+)/.exec(title)[1]), ['fast_pages_now', 'maple_webworks']);
        await here.browser.front(page);
        await page.press('Escape');
        await until('the card to close', async () => (await card(page)) === null);
        const markers = (await page.overlay()).markers.map(({ label }) => label);
        assert.ok(markers.length >= 6, markers.join('; '));
        for (const quiet of ['elif_writes_html', 'olu_archives']) assert.ok(markers.some((label) => label.includes(quiet) && /nothing found, not verified/.test(label)), markers.join('; '));
      } finally {
        await here.close();
      }
    });

    describe(`screens in ${name}`, () => {
      let here;
      before(async () => {
        here = await stage(name, { settings: null, granted: false, prefs: { 'extensions.webextOptionalPermissionPrompts': false } });
      });
      after(() => here?.close());
      const open = async (path = 'welcome.html') => {
        const page = await here.browser.extensionPage(path);
        await until('the page', () => heading(page));
        return page;
      };
      const click = (page, act) => page.evaluate((wanted) => document.querySelector(`[data-act="${wanted}"]`).click(), act);

      test(`${name}: all screens and the demonstration pass axe-core in three looks; an unanswered screen says so`, async () => {
        const page = await open();
        await look(page, here, 'welcome-1');
        await click(page, 'next');
        await click(page, 'next');
        const said = await page.evaluate(() => ({ said: document.querySelector('[data-part="status"]').textContent, radio: document.activeElement.type }));
        assert.deepEqual(said, { said: 'Choose one of the two first.', radio: 'radio' });
        await click(page, 'run-auto');
        await look(page, here, 'welcome-2');
        await click(page, 'next');
        await look(page, here, 'welcome-3');
        // Back, and what was chosen is still chosen.
        await click(page, 'back');
        assert.ok(await page.evaluate(() => document.querySelector('[data-act="run-auto"]').checked));
        await page.close();
        const example = await open('demonstration.html');
        await marked(example);
        await look(example, here, 'demonstration');
        await example.size(400, 800);
        await example.screenshot(here.picture('demonstration-narrow'));
        await example.close();
      });

      test(`${name}: skipping stores nothing, and shows the example all the same`, async () => {
        const page = await open();
        await click(page, 'skip');
        await marked(page);
        assert.deepEqual(await held(page), { local: {}, databases: [] });
        await page.close();
      });

      test(`${name}: a full disk is said, and the answers are not lost`, async () => {
        const page = await open();
        await click(page, 'next');
        await click(page, 'run-click');
        await click(page, 'next');
        await click(page, 'remember-no');
        await page.evaluate(() => {
          const { storage } = globalThis.browser ?? globalThis.chrome;
          storage.local.set = () => Promise.reject(new Error('QUOTA_BYTES quota exceeded'));
        });
        await click(page, 'keep');
        const said = await until('the message', () => page.evaluate(() => document.querySelector('[data-part="status"]').textContent || null));
        assert.match(said, /could not be kept.*QUOTA/);
        assert.ok(await page.evaluate(() => document.querySelector('[data-act="remember-no"]').checked), 'the answer is gone');
        assert.deepEqual(await held(page), { local: {}, databases: [] });
        await page.close();
      });

      test(`${name}: it opens once: loaded anew, as by an update, it does not come again`, async () => {
        const own = await stage(name, { settings: null });
        try {
          await own.browser.reloadExtension(own.control);
          const control = await until('the extension to be back', () => own.browser.extensionPage('popup.html').catch(() => null));
          // The menu is made at the same event, after it was known why.
          await until('its background to have started', () => control.evaluate(async () => Array.isArray(await (globalThis.browser ?? globalThis.chrome).runtime.sendMessage({ kind: 'describe' }))));
          assert.equal(await own.browser.found('/welcome.html'), null);
        } finally {
          await own.close();
        }
      });

      test(`${name}: the browser's permission is asked where it is needed, by a key`, async (context) => {
        if (name === 'chromium') return context.skip('Chromium gives access when it installs; its question stands in a window of its own, where no test can answer');
        const page = await open();
        await here.browser.front(page);
        await click(page, 'next');
        await click(page, 'run-auto');
        await until('the question', async () => (await acts(page)).includes('grant'));
        await page.screenshot(here.picture('welcome-access'));
        await hit(page, 'grant');
        await until('access', () => page.evaluate(() => document.querySelector('[data-part="access"]').textContent.includes('lets Second Look read')));
        assert.ok(await page.evaluate(() => document.querySelector('[data-act="run-auto"]').checked), 'the choice is gone');
        assert.deepEqual(await held(page), { local: {}, databases: [] });
        await page.close();
        return undefined;
      });

      test(`${name}: another language at once; it is kept with the answers, and every page speaks it`, async () => {
        const page = await open();
        await page.evaluate(() => {
          const choice = document.querySelector('[data-act="language"]');
          choice.value = 'de';
          choice.dispatchEvent(new Event('change'));
        });
        await until('German', async () => (await heading(page)) === 'Was Second Look tut, und was es nie tut');
        assert.deepEqual(await page.evaluate(() => [document.documentElement.lang, document.documentElement.dir, document.activeElement.getAttribute('data-act')]), ['de', 'ltr', 'language']);
        await page.screenshot(here.picture('welcome-german'));
        assert.deepEqual((await held(page)).local, {});
        await click(page, 'next');
        await click(page, 'run-auto');
        await click(page, 'next');
        await click(page, 'remember-yes');
        await click(page, 'keep');
        await marked(page);
        assert.deepEqual((await held(page)).local.settings, { run: 'auto', remember: true, language: 'de', off: [], sites_off: [] });
        const labels = (await page.overlay()).markers.map(({ label }) => label);
        assert.ok(labels.some((label) => /: 1 Befund$/.test(label)), labels.join('; '));
        assert.ok(labels.some((label) => /: nichts gefunden, nicht verifiziert$/.test(label)), labels.join('; '));
        const options = await open('options.html');
        assert.equal(await heading(options), 'Second Look: Einstellungen');
        // Taken back in the choices, the open pages come anew.
        await options.evaluate(() => {
          const choice = document.querySelector('[data-act="language"]');
          choice.value = 'en';
          choice.dispatchEvent(new Event('change'));
        });
        await until('English', async () => (await heading(options)) === 'Second Look: choices');
        await until('the focus to be where it was', async () => (await focused(options)) === 'language');
        await until('the other page, too', () => page.evaluate(() => document.documentElement.lang === 'en'));
        await options.close();
        await page.close();
      });
    });
  });
}
