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
