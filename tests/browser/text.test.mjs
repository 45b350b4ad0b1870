// "Check this text": a selection on any site, checked by the background alone, shown in the panel. Nothing runs in the page.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import { BROWSERS } from './harness/browser.mjs';
import { stage } from './harness/stage.mjs';
import { until } from './harness/wait.mjs';

const TEXT =
  'Thank you for the quick answer. I would like to be paid directly in USDT to my wallet, outside the site, so that we both save the fee. I can start on Monday.';

for (const name of BROWSERS) {
  describe(`text in ${name}`, () => {
    let here;
    before(async () => {
      here = await stage(name, { settings: null });
    });
    after(() => here?.close());

    const ask = async (selectionText) => {
      const { text: before } = await here.session();
      await here.browser.menu({ menuItemId: 'check-text', selectionText, pageUrl: 'https://mail.example.org/' });
      return until('the answer', async () => {
        const { text } = await here.session();
        return text !== undefined && text.at !== before?.at ? text : null;
      });
    };

    test(`${name}: a selection is checked before any choice was made, and the panel shows it`, async () => {
      const { report, problems } = await ask(TEXT);
      assert.deepEqual(problems, []);
      assert.ok(report.findings.some((finding) => finding.family === 'payment'), JSON.stringify(report.findings.map((one) => one.rule)));
      const panel = await here.browser.extensionPage('panel.html');
      const said = await until('the panel', () => panel.evaluate(() => (document.body.innerText.includes('USDT') ? document.body.innerText : null)));
      assert.doesNotMatch(said, /\{[a-z_]+\}|undefined|\[object/);
      await panel.screenshot(here.picture('panel-text'));
      await panel.close();
    });

    test(`${name}: a selection of nothing special is answered, and nothing is written to disk`, async () => {
      const { report } = await ask('We meet at nine and I bring the drawings.');
      assert.deepEqual(report.findings, []);
      const stored = await here.control.evaluate(() => (globalThis.browser ?? globalThis.chrome).storage.local.get(null));
      assert.deepEqual(stored, {}, 'storage.local before the first choice');
    });

    test(`${name}: of a very long selection it is said how much was checked; of none, that there is none`, async () => {
      const panel = await here.browser.extensionPage('panel.html');
      const { text, note, report } = await ask(`${TEXT} ${'word '.repeat(60_000)}`);
      assert.equal(text.length, 200_000);
      assert.equal(note.args.found, TEXT.length + 1 + 300_000);
      assert.ok(report.findings.length > 0);
      const shown = (wanted) => until(wanted.source, () => panel.evaluate((source) => new RegExp(source).test(document.querySelector('[data-part="text"]')?.innerText ?? ''), wanted.source));
      await shown(/300,158 characters; only the first 200,000 were checked/);
      await ask('word '.repeat(4_000).slice(0, 16_384));
      await shown(/hands over 16,384 characters/);
      await ask('  ');
      await shown(/No text is selected/);
      await panel.close();
    });

    test(`${name}: by the user's own key, what is marked in the page or in a field, and only that`, async () => {
      // With the key the browser lets us into any page; Chromium does not when a test hands the event over.
      const url = name === 'chromium' ? 'https://www.fiverr.com/mail' : 'https://mail.example.org/';
      here.server.put(url, { body: () => Buffer.from(`<!doctype html><title>Mail</title><p id="said">${TEXT}</p><textarea>We met at nine. Pay me in USDT to my wallet.</textarea><p>Rest</p>`), policy: 'bare' });
      const page = await here.browser.open(url);
      const pressed = async (tab = page) => {
        const before = (await here.session()).text?.at;
        await tab.raw.bringToFront();
        await here.browser.command('check-selection');
        return until('the answer', async () => {
          const { text } = await here.session();
          return text !== undefined && text.at !== before ? text : null;
        });
      };
      assert.equal((await pressed()).note?.key, 'ui.texts.selection.nothing');
      await page.script(`getSelection().selectAllChildren(document.querySelector('#said'))`);
      const marked = await pressed();
      assert.equal(marked.text, TEXT);
      assert.equal(marked.report.page.url, url);
      assert.ok(marked.report.findings.some(({ family }) => family === 'payment'));
      await page.script(`(() => { const field = document.querySelector('textarea'); field.focus(); field.setSelectionRange(16, 44); })()`);
      assert.equal((await pressed()).text, 'Pay me in USDT to my wallet.');
      await page.close();
      if (name === 'chromium') {
        here.server.put('https://mail.example.org/', { body: () => Buffer.from(`<!doctype html><p>${TEXT}`), policy: 'bare' });
        const other = await here.browser.open('https://mail.example.org/');
        assert.equal((await pressed(other)).note?.key, 'ui.texts.selection.closed', 'without access it is said, and nothing is read');
        await other.close();
      }
    });

    test(`${name}: markup and odd characters are text`, async () => {
      const odd = '<img src=x onerror=alert(1)> \u202epay me in USDT directly to my wallet\u202c \u0000 \ud83d \ufeff';
      const { problems } = await ask(odd);
      assert.deepEqual(problems, []);
      const panel = await here.browser.extensionPage('panel.html');
      assert.equal(await panel.evaluate(() => document.querySelectorAll('img').length), 0);
      await panel.close();
    });
  });
}
