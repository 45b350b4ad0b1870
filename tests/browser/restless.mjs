// A page that changes for ever, and what it costs.

import { readFileSync } from 'node:fs';
import { setTimeout as pass } from 'node:timers/promises';

import { demoPages } from './cases.mjs';
import { contentCpu } from './harness/processes.mjs';

/** Seconds over which processor time is measured: one tick of the clock in /proc is 10 ms, so this tells a tenth of a percent. */
const SPAN = 10;

const ten = demoPages().find((one) => one.name === 'ten-proposals');

/** The ten proposals with a ticker that writes a new text twenty times a second. */
export const RESTLESS = {
  url: ten.url,
  body: readFileSync(ten.file, 'utf8').replace(
    '</body>',
    `<p id="ticker">0</p><script>let n = 0; setInterval(() => { document.getElementById('ticker').textContent = 'tick ' + (n += 1); }, 50);</script></body>`,
  ),
};

/** The share of a core that the browser's pages take while nobody does anything. */
export async function share(browser) {
  const [cpu, clock] = [contentCpu(browser.root), performance.now()];
  await pass(SPAN * 1000);
  return (contentCpu(browser.root) - cpu) / ((performance.now() - clock) / 1000);
}
