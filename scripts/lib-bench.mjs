// The measurements behind scripts/bench.

import { readFileSync, statSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';

import { demoPages } from '../tests/browser/cases.mjs';
import { launch } from '../tests/browser/harness/browser.mjs';
import { engineScript, walkScript } from '../tests/browser/harness/bundles.mjs';
import { secondlook } from '../tests/browser/harness/commands.mjs';
import { COMMAND, EXTENSION, sharedPages } from '../tests/browser/harness/paths.mjs';
import { drawn, noticed, stage } from '../tests/browser/harness/stage.mjs';
import { serve } from '../tests/browser/harness/server.mjs';
import { until } from '../tests/browser/harness/wait.mjs';

const RUNS = 20;
/** Firefox rounds its clock to a millisecond unless told otherwise. */
const EXACT = { 'privacy.reduceTimerPrecision': false };
const { values } = parseArgs({ options: { browser: { type: 'string' } } });
const browsers = values.browser === undefined ? ['chromium', 'firefox'] : [values.browser];

const at = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)];
function summary(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  return { median: at(sorted, 0.5), p95: at(sorted, 0.95) };
}
const ms = (value) => `${value.toFixed(1)} ms`;

/** One line: what, median, p95, target, and how it stands to a baseline of the same run. */
function line(what, numbers, target, baseline) {
  const { median, p95 } = summary(numbers);
  const ratio = baseline === undefined ? '' : `   x${(median / summary(baseline.numbers).median).toFixed(1)} of ${baseline.what} (${ms(summary(baseline.numbers).median)})`;
  console.log(`${what.padEnd(58)} median ${ms(median).padStart(9)}  p95 ${ms(p95).padStart(9)}  target ${target}${ratio}`);
}

const mb = (bytes) => `${(bytes / 2 ** 20).toFixed(1)} MB`;
/** By browser. The debugging interface does not count it among the worker's own objects. */
const wasmMemory = new Map();

const demo = demoPages();
const upwork = sharedPages().find((page) => page.name.startsWith('upwork/profile')) ?? demo.find((page) => page.name === 'ordinary-profile');
const proposals = demo.find((page) => page.name === 'ten-proposals');
console.log(`bench: node ${process.version}, ${RUNS} runs each, large page: ${upwork.name} (${statSync(upwork.file).size} bytes)`);

native();
sizes();
for (const name of browsers) {
  await walks(name);
  await engine(name);
  await overlays(name);
}

function native() {
  const time = (args) =>
    Array.from({ length: RUNS }, () => {
      const begun = performance.now();
      spawnSync(COMMAND, args, { stdio: 'ignore' });
      return performance.now() - begun;
    });
  const start = { what: 'secondlook --version', numbers: time(['--version']) };
  line('secondlook scan of the large page, whole process', time(['scan', upwork.file, '--url', upwork.url, '--format', 'json']), '60 ms', start);
}

function sizes() {
  const wasm = readFileSync(join(EXTENSION.chromium, 'engine_bg.wasm'));
  const zipped = gzipSync(wasm, { level: 9 }).length;
  console.log(`${'Wasm, raw and gzip'.padEnd(58)} ${wasm.length} bytes (target 1600000), ${zipped} bytes (target 520000)`);
}

/** The walk by itself, in the page, without the extension. */
async function walks(name) {
  const server = await serve();
  const browser = await launch(name, { port: server.port, prefs: EXACT });
  try {
    server.put(upwork.url, { file: upwork.file, policy: 'bare' });
    const page = await browser.open(upwork.url);
    const runs = await page.script(`(async () => { ${await walkScript()};
      const runs = [];
      const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
      for (let n = 0; n < ${RUNS}; n += 1) {
        await frame();
        const counting = performance.now();
        // Ten times: once is below what a browser's clock can tell.
        for (let times = 0; times < 10; times += 1) {
          for (const all = document.createTreeWalker(document, NodeFilter.SHOW_ALL); all.nextNode(););
        }
        const bare = (performance.now() - counting) / 10;
        await frame();
        const walked = await SecondLookWalk.walk(document, { walk: n, url: location.href, capturedAt: '2026-01-01T00:00:00Z' });
        await frame();
        const written = await SecondLookWalk.rowsAsJson(walked.tree.rows, SecondLookWalk.SLICE);
        const sum = (slices) => slices.reduce((all, slice) => all + slice, 0);
        runs.push({
          bare, rows: walked.tree.rows.length,
          slice: Math.max(...walked.slices), whole: sum(walked.slices),
          writing: Math.max(...written.slices), written: sum(written.slices),
        });
      }
      return runs;
    })()`);
    const bare = { what: 'a bare TreeWalker', numbers: runs.map((run) => run.bare) };
    line(`${name}: longest slice of a walk (${runs[0].rows} rows)`, runs.map((run) => run.slice), '8 ms');
    line(`${name}: whole walk`, runs.map((run) => run.whole), '25 ms', bare);
    line(`${name}: longest slice of writing the rows as JSON`, runs.map((run) => run.writing), '8 ms');
    line(`${name}: all of writing the rows`, runs.map((run) => run.written), 'none');
  } finally {
    await browser.close();
    await server.close();
  }
}

/** The engine with all packs, from nothing to ready, in a page of the extension: the worker's own thread has no probe. */
async function engine(name) {
  const here = await stage(name, { prefs: EXACT });
  try {
    const script = await engineScript();
    const runs = await here.control.script(`(async () => { ${script};
      const runs = [];
      const packs = await fetch('packs.json').then((a) => a.text());
      for (let n = 0; n < ${RUNS}; n += 1) {
        const begun = performance.now();
        const module = SecondLookEngine.fresh();
        await module.default({ module_or_path: fetch('engine_bg.wasm') });
        const compiled = performance.now();
        // As the background builds it: the engine speaks in keys.
        const built = module.Engine.build(packs, { off: [], snapshot: false }, {});
        if ('problems' in built) throw new Error(JSON.stringify(built.problems));
        runs.push({ compiled: compiled - begun, all: performance.now() - begun });
      }
      return runs;
    })()`);
    const memory = await here.control.script(`(async () => { ${script};
      const [packs, words] = await Promise.all([fetch('packs.json').then((a) => a.text()), fetch('locales/en.json').then((a) => a.json())]);
      const module = SecondLookEngine.fresh();
      const wasm = await module.default({ module_or_path: fetch('engine_bg.wasm') });
      const engine = module.Engine.build(packs, { off: [], snapshot: false }, words).ok;
      const tree = ${JSON.stringify(secondlook(['tree', upwork.file, '--url', upwork.url]))};
      for (let n = 0; n < 100; n += 1) {
        const page = engine.open(tree).ok;
        page.analyze();
        page.free();
      }
      return wasm.memory.buffer.byteLength;
    })()`);
    wasmMemory.set(name, memory);
    console.log(`${`${name}: memory of the Wasm after the large page 100 times`.padEnd(58)} ${mb(memory)}`);
    const compiled = { what: 'loading the Wasm alone', numbers: runs.map((run) => run.compiled) };
    line(`${name}: engine with all packs ready`, runs.map((run) => run.all), '60 ms', compiled);
    line(`${name}: of this, building it in the loaded Wasm`, runs.map((run) => run.all - run.compiled), '60 ms', compiled);
  } finally {
    await here.close();
  }
}

/** Page ready (DOMContentLoaded) to overlay drawn, as the page itself sees it; and what the worker holds after many pages. */
async function overlays(name) {
  const here = await stage(name, { prefs: EXACT });
  try {
    const tab = await here.open(proposals);
    await drawn(tab, 10);
    const measure = async (prepare) => {
      const times = [];
      for (let n = 0; n < RUNS; n += 1) {
        await prepare();
        await tab.reload();
        times.push(await until('the overlay', async () => (await noticed(tab)).hostAfter));
      }
      return times;
    };
    const loads = [];
    for (let n = 0; n < RUNS; n += 1) {
      await tab.reload();
      loads.push(await tab.evaluate(() => performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd));
    }
    const load = { what: 'loading the page', numbers: loads };
    line(`${name}: page ready to overlay drawn, live worker`, await measure(() => {}), '200 ms', load);
    line(`${name}: page ready to overlay drawn, worker killed`, await measure(() => here.browser.killWorker()), '350 ms', load);

    for (let n = 0; n < 100; n += 1) {
      await tab.reload();
      await until('the overlay', async () => (await noticed(tab)).hostAfter);
    }
    if (here.browser.workerHeap) {
      const heap = await here.browser.workerHeap();
      const total = heap.totalSize + heap.embedderHeapUsedSize + heap.backingStorageSize + wasmMemory.get(name);
      console.log(`${`${name}: worker memory after 100 pages, with that of the Wasm`.padEnd(58)} ${mb(total)}  target 64 MB`);
    } else {
      const memory = await here.browser.backgroundMemory();
      console.log(`${`${name}: extension process after 100 pages, resident`.padEnd(58)} ${mb(memory)}  (the whole process; the browser tells no less)`);
    }
  } finally {
    await here.close();
  }
}
