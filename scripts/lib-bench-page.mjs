// What the marks cost a page, beside the same page without them, in the same run: layout shifts, long tasks, dropped frames, and
// how soon a card opens, what a page costs that changes for ever: node scripts/lib-bench-page.mjs [--browser NAME] [--runs N]

import { parseArgs } from 'node:util';

import { demoPages } from '../tests/browser/cases.mjs';
import { sharedPages } from '../tests/browser/harness/paths.mjs';
import { drawn, stage } from '../tests/browser/harness/stage.mjs';
import { until } from '../tests/browser/harness/wait.mjs';
import { madeUpJob } from '../tests/browser/jobs.mjs';
import { RESTLESS, share } from '../tests/browser/restless.mjs';

const { values } = parseArgs({ options: { browser: { type: 'string' }, runs: { type: 'string', default: '5' } } });
const browsers = values.browser === undefined ? ['chromium', 'firefox'] : [values.browser];
const RUNS = Number(values.runs);
const FRAMES = 240;
const LONG = 50;
/** Firefox rounds its clock to a millisecond unless told otherwise. */
const EXACT = { 'privacy.reduceTimerPrecision': false };

const middle = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor((numbers.length - 1) / 2)];
const most = (numbers) => Math.max(0, ...numbers);
const line = (what, said) => console.log(`${what.padEnd(66)} ${said}`);

const demo = demoPages();
const REAL = /^(upwork\/profile|freelancer|fiverr)/;
const shared = sharedPages().filter(({ name }) => REAL.test(name));
const pages = shared.length > 0 ? shared : demo.filter(({ name }) => /ten-proposals|ordinary-profile/.test(name));
const long = madeUpJob(300, 300, 60);

/** Where the extension runs, and where it does not. */
const switched = (here, page, on) => here.settings({ sites_off: on ? [] : [new URL(page.url).host] });

for (const name of browsers) {
  const here = await stage(name, { prefs: EXACT });
  try {
    if (name === 'chromium') {
      await shifts(here);
      await tasks(here);
    }
    await frames(here, name);
    await cards(here, name);
    await restless(here, name);
  } finally {
    await here.close();
  }
}

/** Opens a page on a processor so many times slower, and waits until it is drawn, or as long as that takes. */
async function opened(here, page, rate) {
  here.server.put(page.url, { file: page.file, scripts: page.scripts, policy: 'none' });
  const raw = await here.browser.context.newPage();
  const client = await here.browser.context.newCDPSession(raw);
  if (rate > 1) await client.send('Emulation.setCPUThrottlingRate', { rate });
  return { raw, client };
}

/**
 * The sum of all layout shifts of a page, from its load until well after the marks were drawn, scrolled once. Some pages shift by
 * themselves in some loads: so how many loads did, on both sides, and what came after our element stood, which alone can be ours.
 */
async function shifts(here) {
  for (const page of pages) {
    const found = { with: [], without: [] };
    const later = [];
    for (let run = 0; run < Math.max(RUNS, 12); run += 1) {
      for (const on of run % 2 === 0 ? [true, false] : [false, true]) {
        await switched(here, page, on);
        const { raw } = await opened(here, page, 1);
        await raw.addInitScript(() => {
          new MutationObserver((changes) => {
            for (const { target, addedNodes } of changes) if (target === document.documentElement && [...addedNodes].some(({ localName }) => localName && !/^(head|body)$/.test(localName))) window.__stood ??= performance.now();
          }).observe(document, { childList: true, subtree: true });
        });
        await raw.goto(page.url);
        await raw.waitForTimeout(1_500);
        await raw.evaluate(() => scrollTo(0, 500));
        await raw.waitForTimeout(500);
        const { sum, after } = await raw.evaluate(() => new Promise((done) => {
          const told = { sum: 0, after: window.__stood === undefined ? undefined : 0 };
          new PerformanceObserver((list) => {
            for (const { value, startTime } of list.getEntries()) {
              told.sum += value;
              if (startTime >= window.__stood) told.after += value;
            }
          }).observe({ type: 'layout-shift', buffered: true });
          setTimeout(() => done(told), 200);
        }));
        if (on && after === undefined) throw new Error(`${page.name}: no element of ours was added`);
        if (on) later.push(after);
        found[on ? 'with' : 'without'].push(sum);
        await raw.close();
      }
    }
    const told = (all) => `${middle(all).toFixed(4)} (${all.filter((one) => one > 0).length} of ${all.length} loads shifted, most ${most(all).toFixed(4)})`;
    line(`chromium: ${page.name}: layout shifts (CLS), median`, `with ${told(found.with)}, without ${told(found.without)}, after our element stood ${most(later).toFixed(4)}  target 0 added`);
  }
}

/** Tasks of the page's main thread in which our script ran, by the browser's own trace, and all tasks beside them. */
async function tasks(here) {
  for (const rate of [1, 4]) {
    for (const page of pages) {
      const own = [];
      const all = { with: [], without: [] };
      for (let run = 0; run < RUNS; run += 1) {
        for (const on of [true, false]) {
          await switched(here, page, on);
          const { raw, client } = await opened(here, page, rate);
          const events = [];
          client.on('Tracing.dataCollected', ({ value }) => events.push(...value));
          await client.send('Tracing.start', { transferMode: 'ReportEvents', traceConfig: { includedCategories: ['devtools.timeline', 'toplevel', 'loading'] } });
          await raw.goto(page.url);
          await raw.waitForTimeout(1_500 * Math.min(rate, 2));
          // What a person does at once: scrolls, and opens what is there.
          await raw.mouse.move(640, 450);
          for (let n = 0; n < 8; n += 1) {
            await raw.mouse.wheel(0, 150);
            await raw.waitForTimeout(60);
          }
          await raw.waitForTimeout(500);
          const ended = new Promise((done) => client.once('Tracing.tracingComplete', done));
          await client.send('Tracing.end');
          await ended;
          const { ours, theirs } = measure(events, page.url);
          if (on) own.push(...ours);
          all[on ? 'with' : 'without'].push([...ours, ...theirs].filter((ms) => ms > LONG).length);
          await raw.close();
        }
      }
      line(`chromium: ${page.name}: tasks with our script, processor / ${rate}`, `over ${LONG} ms of processor time: ${own.filter((ms) => ms > LONG).length} of ${own.length}, longest ${most(own).toFixed(1)} ms  target 0  (long tasks of the page with ${middle(all.with)}, without ${middle(all.without)})  n=${RUNS}`);
    }
  }
}

/**
 * How long the tasks were in which a function of ours was called, and the other ones of the same threads, ms. In time of the
 * thread, throttling included: on a busy machine the clock counts what others did meanwhile.
 */
function measure(events, url) {
  const home = events.find(({ name, args }) => name === 'ParseHTML' && args?.beginData?.url?.startsWith(url));
  const mine = events.filter(({ name, ph, pid, tid }) => /RunTask$/.test(name) && ph === 'X' && pid === home?.pid && tid === home.tid);
  const calls = events.filter(({ name, args }) => /^(FunctionCall|EvaluateScript|RunMicrotasks)$/.test(name) && /^chrome-extension:.*content\.js/.test(args?.data?.url ?? ''));
  const inside = (task) => calls.some(({ pid, tid, ts }) => pid === task.pid && tid === task.tid && ts >= task.ts && ts <= task.ts + task.dur);
  const ours = mine.filter(inside);
  const ms = ({ tdur, dur }) => (tdur ?? dur) / 1_000;
  return { ours: ours.map(ms), theirs: mine.filter((task) => !ours.includes(task)).map(ms) };
}

/** Scrolls three hundred letters by script, a step a frame: each frame that comes late was dropped. */
async function frames(here, name) {
  const dropped = { with: [], without: [] };
  const late = { with: [], without: [] };
  here.server.put(long.url, { file: long.file, policy: 'none' });
  for (let run = 0; run < Math.max(RUNS, 6); run += 1) {
    // Which comes first changes: the second of two is the warmer one.
    for (const on of run % 2 === 0 ? [true, false] : [false, true]) {
      await switched(here, long, on);
      const tab = await here.browser.open(long.url);
      if (on) await drawn(tab, 300);
      else await until('the load', () => tab.evaluate(() => document.readyState === 'complete'));
      const gaps = await tab.evaluate((count) => new Promise((done) => {
        const times = [];
        const step = (time) => {
          times.push(time);
          if (times.length > count) return done(times.slice(1).map((one, n) => one - times[n]));
          scrollBy(0, 60);
          return requestAnimationFrame(step);
        };
        requestAnimationFrame(step);
      }), FRAMES);
      const frame = middle(gaps);
      dropped[on ? 'with' : 'without'].push(gaps.reduce((sum, gap) => sum + Math.max(0, Math.round(gap / (1_000 / 60)) - 1), 0));
      late[on ? 'with' : 'without'].push(frame);
      await tab.close();
    }
  }
  const sum = (numbers) => numbers.reduce((all, one) => all + one, 0);
  const total = dropped.with.length * FRAMES;
  line(`${name}: 300 letters scrolled, frames dropped`, `with ${sum(dropped.with)} of ${total}, without ${sum(dropped.without)} of ${total}  target at most 5 % more  (a run: with ${dropped.with.join(' ')}; without ${dropped.without.join(' ')})`);
  await switched(here, long, true);
}

/** From the click on a marker to the card built and laid out, and to the frame after it. */
async function cards(here, name) {
  for (const rate of name === 'chromium' ? [1, 4] : [1]) {
    for (const page of [demo.find((one) => one.name === 'ten-proposals'), long]) {
      const tab = await here.open(page);
      await drawn(tab, page === long ? 300 : 10);
      if (rate > 1) {
        const client = await here.browser.context.newCDPSession(tab.raw);
        await client.send('Emulation.setCPUThrottlingRate', { rate });
      }
      const times = [];
      for (let n = 0; n < 20; n += 1) {
        const { value } = await tab.inRoot(function press() {
          const marker = this.querySelector('.marker');
          if (this.querySelector('.card')) marker.click();
          const begun = performance.now();
          marker.click();
          this.querySelector('.card').getBoundingClientRect();
          return performance.now() - begun;
        });
        times.push(value);
      }
      times.sort((a, b) => a - b);
      line(`${name}: card open, ${page.name}, processor / ${rate}`, `median ${middle(times).toFixed(1)} ms, longest ${most(times).toFixed(1)} ms  target 50 ms  n=20`);
      await tab.close();
    }
  }
}

/** The processor time of the browser's pages, on one that changes twenty times a second and was given up as restless. */
async function restless(here, name) {
  const found = {};
  for (const on of [false, true]) {
    await switched(here, RESTLESS, on);
    here.server.put(RESTLESS.url, { body: RESTLESS.body });
    const tab = await here.browser.open(RESTLESS.url);
    if (on) {
      await drawn(tab, 10);
      await until('the extension to back off', async () => (await here.tabState(RESTLESS.url))?.busy, { timeout: 60_000, every: 200 });
    }
    found[on] = await share(here.browser);
    await tab.close();
  }
  const percent = (value) => `${(value * 100).toFixed(2)} %`;
  line(`${name}: a page that changes for ever, processor time of pages`, `with ${percent(found.true)}, without ${percent(found.false)} of a core  target 2 % more`);
}
