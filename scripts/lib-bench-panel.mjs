// What the side panel costs: from opening it to its first paint, with sixty people, the worker alive and killed; and how long a
// report that came anew takes to be drawn. Called by scripts/bench: node scripts/lib-bench-panel.mjs [--browser NAME]

import { statSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { EXTENSION } from '../tests/browser/harness/paths.mjs';
import { drawn, stage } from '../tests/browser/harness/stage.mjs';
import { until } from '../tests/browser/harness/wait.mjs';
import { LETTERS, sixtyOnOne } from '../tests/browser/sixty.mjs';

const RUNS = 20;
const { values } = parseArgs({ options: { browser: { type: 'string' } } });
const page = sixtyOnOne();

const at = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)];
function line(what, numbers, target) {
  const sorted = [...numbers].sort((a, b) => a - b);
  console.log(`${what.padEnd(66)} median ${at(sorted, 0.5).toFixed(1).padStart(7)} ms  p95 ${at(sorted, 0.95).toFixed(1).padStart(7)} ms  n ${sorted.length}  target ${target}`);
}

for (const name of values.browser === undefined ? ['chromium', 'firefox'] : [values.browser]) {
  const here = await stage(name, { settings: { run: 'auto', remember: true }, prefs: { 'privacy.reduceTimerPrecision': false } });
  try {
    const tab = await here.open(page);
    await drawn(tab, LETTERS);
    const { tab: id } = await until('a report', async () => {
      const state = await here.tabState(page.url);
      return state?.report ? state : null;
    });
    /** From the start of the navigation to the first paint; nothing is painted before the people stand there. */
    const paints = async (path, ready, prepare = async () => {}) => {
      const times = [];
      for (let n = 0; n < RUNS; n += 1) {
        await prepare();
        const panel = await here.browser.extensionPage(path);
        times.push(await until('the first paint', () => panel.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime)));
        const there = await panel.evaluate(ready);
        if (!there) throw new Error('something was painted before what it was for');
        await panel.close();
      }
      return times;
    };
    const people = () => document.querySelectorAll('[data-person]').length === 60;
    line(`${name}: packs page, first paint (a baseline of the same run)`, await paints('packs.html', () => true), 'none');
    line(`${name}: panel with ${LETTERS} people, first paint`, await paints(`panel.html?tab=${id}`, people), '200 ms');
    line(`${name}: panel with ${LETTERS} people, first paint, worker killed`, await paints(`panel.html?tab=${id}`, people, () => here.browser.killWorker()), '200 ms');
    const panel = await here.browser.extensionPage(`panel.html?tab=${id}`);
    await until('the people', () => panel.evaluate(people));
    const drawings = await panel.evaluate(async ({ key, runs }) => {
      const { storage } = globalThis.browser ?? globalThis.chrome;
      const state = JSON.parse((await storage.session.get(key))[key]);
      const times = [];
      for (let n = 0; n < runs; n += 1) {
        const says = document.querySelector('[data-part="several"] .says');
        const [first, ...rest] = state.report.findings;
        const changed = { ...state, report: { ...state.report, findings: [{ ...first, message: { text: { en: `Changed ${n}.` } } }, ...rest] } };
        const begun = performance.now();
        await storage.session.set({ [key]: JSON.stringify(changed) });
        while (document.querySelector('[data-part="several"] .says')?.textContent === says?.textContent) await new Promise((done) => setTimeout(done));
        times.push(performance.now() - begun);
      }
      return times;
    }, { key: `tab:${id}`, runs: RUNS });
    line(`${name}: a finding of ${LETTERS} people's page changes, until drawn`, drawings, 'none');
    await panel.close();
  } finally {
    await here.close();
  }
  const bytes = ['panel.html', 'panel.js', 'panel.css', 'page.css'].map((file) => statSync(join(EXTENSION[name], file)).size);
  console.log(`${`${name}: panel page, script and style sheets together`.padEnd(66)} ${bytes.reduce((sum, one) => sum + one, 0)} bytes  target 350000`);
}
