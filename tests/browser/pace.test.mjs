// A page that changes for ever: the extension backs off, and says so in the panel. How it paces itself is held by
// tests/unit/pace.test.ts, and how little it takes is a figure of `scripts/bench`; the bound here is only for work that runs away.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import { BROWSERS } from './harness/browser.mjs';
import { drawn, stage } from './harness/stage.mjs';
import { until } from './harness/wait.mjs';
import { RESTLESS, share } from './restless.mjs';

for (const name of BROWSERS) {
  describe(`pace in ${name}`, () => {
    let here;
    before(async () => {
      here = await stage(name);
      here.server.put(RESTLESS.url, { body: RESTLESS.body });
    });
    after(() => here?.close());

    test(`${name}: a page that changes for ever is left alone, and the panel says so`, async () => {
      await here.settings({ sites_off: [new URL(RESTLESS.url).host] });
      const alone = await here.browser.open(RESTLESS.url);
      const without = await share(here.browser);
      await alone.close();

      await here.settings({ sites_off: [] });
      const tab = await here.browser.open(RESTLESS.url);
      await drawn(tab, 10);
      const state = await until('the extension to back off', async () => {
        const now = await here.tabState(RESTLESS.url);
        return now?.busy ? now : null;
      }, { timeout: 60_000, every: 200 });
      const panel = await here.browser.extensionPage(`panel.html?tab=${state.tab}`);
      await until('the panel to say so', () => panel.evaluate(() => /keeps changing|changes|now and then|less often/i.test(document.body.innerText)));
      await panel.screenshot(here.picture('panel-busy'));
      await panel.close();

      const withIt = await share(here.browser);
      console.log(`${name}: changing page: ${(without * 100).toFixed(2)} % of a core alone, ${(withIt * 100).toFixed(2)} % with the extension`);
      assert.ok(withIt - without < 0.1, `${((withIt - without) * 100).toFixed(2)} % of a core`);
      await tab.close();
    });
  });
}
