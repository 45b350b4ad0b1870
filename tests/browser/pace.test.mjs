// A page that changes for ever: the extension backs off, says so in the panel, and takes under 2 % of a core.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { setTimeout as pass } from 'node:timers/promises';

import { demoPages } from './cases.mjs';
import { readFileSync } from 'node:fs';
import { BROWSERS } from './harness/browser.mjs';
import { contentCpu } from './harness/processes.mjs';
import { drawn, stage } from './harness/stage.mjs';
import { until } from './harness/wait.mjs';

const page = demoPages().find((one) => one.name === 'ten-proposals');
/** Seconds over which CPU time is measured. */
const SPAN = 10;

/** The ten proposals with a ticker that writes a new text twenty times a second. */
function restless() {
  const ticker = `<p id="ticker">0</p><script>let n = 0; setInterval(() => { document.getElementById('ticker').textContent = 'tick ' + (n += 1); }, 50);</script>`;
  return readFileSync(page.file, 'utf8').replace('</body>', `${ticker}</body>`);
}

async function share(browser) {
  const [cpu, clock] = [contentCpu(browser.root), performance.now()];
  await pass(SPAN * 1000);
  return (contentCpu(browser.root) - cpu) / ((performance.now() - clock) / 1000);
}

for (const name of BROWSERS) {
  describe(`pace in ${name}`, () => {
    let here;
    before(async () => {
      here = await stage(name);
      here.server.put(page.url, { body: restless() });
    });
    after(() => here?.close());

    test(`${name}: a page that changes for ever is left alone, and the panel says so`, async () => {
      const host = new URL(page.url).host;
      await here.settings({ sites_off: [host] });
      const alone = await here.browser.open(page.url);
      const without = await share(here.browser);
      await alone.close();

      await here.settings({ sites_off: [] });
      const tab = await here.browser.open(page.url);
      await drawn(tab, 10);
      const state = await until('the extension to back off', async () => {
        const now = await here.tabState(page.url);
        return now?.busy ? now : null;
      }, { timeout: 60_000, every: 200 });
      const panel = await here.browser.extensionPage(`panel.html?tab=${state.tab}`);
      await until('the panel to say so', () => panel.evaluate(() => /keeps changing|changes|now and then|less often/i.test(document.body.innerText)));
      await panel.screenshot(here.picture('panel-busy'));
      await panel.close();

      const withIt = await share(here.browser);
      const cost = withIt - without;
      console.log(`${name}: changing page: ${(without * 100).toFixed(2)} % of a core alone, ${(withIt * 100).toFixed(2)} % with the extension`);
      // One tick of the clock in /proc is 10 ms: over ten seconds that is 0.1 %.
      assert.ok(cost < 0.02, `${(cost * 100).toFixed(2)} % of a core`);
      await tab.close();
    });
  });
}
