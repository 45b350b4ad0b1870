// What the ledger costs a page: 100,000 letters and 20,000 people remembered, a page of 50 proposals. From the page's message to its
// answer: `live`, with a worker that runs; `woken`, where the worker was dead until a page of the site began to come in, 400 ms before
// the message; `dead`, where nothing woke it but the message, so with its start, the engine's and the database's opening in between.
// `opened`: the worker dead, the user goes to the page, whose body takes 400 ms; from when the page is there (DOMContentLoaded) to
// its marks, so with its reading and drawing. `panel open`: the panel beside the page holds the engine's compiled code. The entries
// are made up, of the size and with as many keys as the engine's own.

import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

import { walkScript } from '../tests/browser/harness/bundles.mjs';
import { family } from '../tests/browser/harness/processes.mjs';
import { dump } from '../tests/browser/harness/ledger.mjs';
import { drawn, stage } from '../tests/browser/harness/stage.mjs';
import { until } from '../tests/browser/harness/wait.mjs';
import { madeUpJob } from '../tests/browser/jobs.mjs';

const RUNS = 20;
const ELSEWHERE = 'https://www.freelancer.com/elsewhere';
/** How long a page is on its way, ms: as long as one whose address changed is left to come to rest (`QUIET` in `content/pace.ts`). */
const COMING = 400;
const EXACT = { 'privacy.reduceTimerPrecision': false };
const { values } = parseArgs({ options: { browser: { type: 'string' }, short: { type: 'boolean', default: false }, letters: { type: 'string', default: '100000' }, people: { type: 'string', default: '20000' } } });
const browsers = values.browser === undefined ? ['chromium', 'firefox'] : [values.browser];
const LETTERS = Number(values.letters);
const PEOPLE = Number(values.people);

/** In the page: when the first mark stood in it. The host is the last child of <html>, and has no attribute. */
const MARKED = `new MutationObserver((_, observer) => {
  const last = document.documentElement.lastElementChild;
  if (last.localName !== 'div' || last.attributes.length > 0) return;
  window.marked = performance.now();
  observer.disconnect();
}).observe(document.documentElement, { childList: true });`;

const ms = (value) => `${value.toFixed(0)} ms`;
const mb = (bytes) => `${(bytes / 1e6).toFixed(0)} MB`;
/** Wall time; and the processor time of all the browser's processes, which other work on the machine does not lengthen. */
function said(what, { times, cpu }, target = '') {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)];
  console.log(`${what.padEnd(70)} least ${ms(sorted[0]).padStart(7)}  median ${ms(at(0.5)).padStart(7)}  p95 ${ms(at(0.95)).padStart(7)}  processor ${ms(cpu).padStart(7)}  ${target}`);
}

for (const name of browsers) {
  const here = await stage(name, { settings: { run: 'auto', remember: false }, prefs: EXACT });
  try {
    const page = madeUpJob(1, 50, 200);
    writeFileSync(page.file, readFileSync(page.file, 'utf8').replace('</head>', `<script>${MARKED}</script></head>`));
    here.server.put(page.url, { file: page.file, wait: COMING });
    const tab = await here.browser.open(page.url);
    await drawn(tab, 50);
    const { tab: id } = await here.tabState(page.url);
    here.server.put(ELSEWHERE, { body: '<!doctype html><head><title>Elsewhere</title></head><body>', wait: 10_000 });
    const tree = JSON.stringify(await tab.script(`(async () => { ${await walkScript()};
      return (await SecondLookWalk.walk(document, { walk: 1, url: location.href, capturedAt: new Date().toISOString().replace('Z', '+00:00') })).tree;
    })()`));

    /** The page's own message, as its content script sends it. `coming`: so many ms after a page of its site began to come in. */
    const message = (other, coming) =>
      here.control.evaluate(async ([tabId, rows, otherId, address, wait]) => {
        const { scripting, tabs } = globalThis.browser ?? globalThis.chrome;
        // Firefox is handed null for undefined.
        if (wait != null) {
          await new Promise((done) => {
            const heard = (changed, { status }, { url }) => changed === otherId && status === 'loading' && url === address && done(tabs.onUpdated.removeListener(heard));
            tabs.onUpdated.addListener(heard);
            tabs.update(otherId, { url: address });
          });
          await new Promise((done) => setTimeout(done, wait));
        }
        const [{ result }] = await scripting.executeScript({
          target: { tabId },
          args: [rows],
          func: async (given) => {
            const begun = performance.now();
            const answer = await (globalThis.browser ?? globalThis.chrome).runtime.sendMessage({ kind: 'check', walk: 1, tree: given });
            return { kind: answer?.kind, took: performance.now() - begun };
          },
        });
        if (result.kind !== 'drawing') throw new Error(`the page was answered with ${result.kind}`);
        return result.took;
      }, [id, tree, other, ELSEWHERE, coming]);
    const asked = () => message();
    const woken = (other) => message(other, COMING);
    /** The user goes to the page. */
    const opened = async () => {
      await tab.goto(page.url);
      return until('the marks', () => tab.evaluate(() => window.marked && window.marked - performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd), { every: 100 });
    };
    const measure = async (cold, ask = asked) => {
      const other = ask === woken ? await here.control.evaluate(async () => (await (globalThis.browser ?? globalThis.chrome).tabs.create({ active: false, url: 'about:blank' })).id) : undefined;
      const times = [];
      let cpu = 0;
      for (let n = 0; n < RUNS; n += 1) {
        if (ask === opened) await tab.goto('about:blank');
        if (cold) await here.browser.killWorker();
        // What the last run left to be done after its answer.
        await until('the browser to rest', rests(here.browser.root), { timeout: 60_000, every: 200 });
        const before = used(here.browser.root);
        times.push(await ask(other));
        cpu += used(here.browser.root) - before;
      }
      if (other !== undefined) await here.control.evaluate((tabId) => (globalThis.browser ?? globalThis.chrome).tabs.remove(tabId), other);
      return { times, cpu: (cpu / RUNS) * 1_000 };
    };

    const all = async (what, target) => {
      said(`${name}: live, ${what}`, await measure(false));
      said(`${name}: woken, ${what}`, await measure(true, woken), target);
      said(`${name}: dead, ${what}`, await measure(true), target);
      said(`${name}: opened, ${what}`, await measure(true, opened));
      const panel = await here.browser.extensionPage(`panel.html?tab=${id}`);
      await until('the panel to hold the engine', () => panel.evaluate(() => globalThis.compiledEngine instanceof WebAssembly.Module));
      // As beside a side panel.
      await here.browser.front(tab);
      said(`${name}: woken, ${what}, panel open`, await measure(true, woken), target);
      said(`${name}: dead, ${what}, panel open`, await measure(true), target);
      said(`${name}: opened, ${what}, panel open`, await measure(true, opened));
      await panel.close();
    };
    await all('nothing remembered (baseline)');
    if (values.short) continue;
    await here.settings({ remember: true });
    await asked();
    await until('the page to be remembered', async () => ((await dump(here.control))?.entries.length ?? 0) >= 50);
    const { entries } = await dump(here.control);
    const filled = await fill(here.control, entries[0]);
    console.log(`${`${name}: ${LETTERS} letters and ${PEOPLE} people written`.padEnd(70)} ${ms(filled.took)}, on the disk ${mb(filled.usage)}, ${filled.keys} keys a letter`);
    await all('all that remembered', 'target p95 200 ms');
    if (here.browser.workerHeap) {
      const heap = await here.browser.workerHeap();
      console.log(`${`${name}: worker's own objects, without the Wasm`.padEnd(70)} ${mb(heap.totalSize + heap.embedderHeapUsedSize + heap.backingStorageSize)}  target 96 MB with the Wasm`);
    } else {
      console.log(`${`${name}: extension process, resident`.padEnd(70)} ${mb(await here.browser.backgroundMemory())}  (the whole process; the browser tells no less)`);
    }
  } finally {
    await here.close();
  }
}

/** Processor seconds of a browser so far. */
function used(root) {
  return family(root).reduce((sum, { cpu }) => sum + cpu, 0);
}

/** Whether a browser used next to nothing since the last look. */
function rests(root) {
  let before = -1;
  return () => {
    const now = used(root);
    const still = now - before < 0.03;
    before = now;
    return still;
  };
}

/** Fills the ledger with entries like this one of a letter, under keys drawn at random. */
function fill(control, like) {
  return control.evaluate(async ([letters, people, model]) => {
    const answer = (request) => new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    const word = (length) => {
      const text = [...crypto.getRandomValues(new Uint8Array(length))].map((byte) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'[byte & 63]);
      return text.join('');
    };
    /** Another word of the same kind and length. */
    const another = (key) => key[0] + word(key.length - 1);
    const day = (n) => new Date(Date.now() - (n % 28) * 86_400_000).toISOString().slice(0, 10);
    const db = await answer(indexedDB.open('ledger'));
    const begun = performance.now();
    const persons = Array.from({ length: people }, () => another(model.kept.person));
    const write = async (count, make) => {
      for (let from = 0; from < count; from += 1_000) {
        const transaction = db.transaction('entries', 'readwrite', { durability: 'relaxed' });
        const store = transaction.objectStore('entries');
        for (let n = from; n < Math.min(count, from + 1_000); n += 1) store.put(make(n));
        await new Promise((resolve, reject) => { transaction.oncomplete = resolve; transaction.onabort = () => reject(transaction.error); });
      }
    };
    await write(letters, (n) => {
      const person = persons[n % people];
      const job = another(model.kept.job);
      const keys = [person, job, ...model.keys.slice(2).map(another)];
      return { id: another(model.id), day: day(n), keys, kept: { ...model.kept, person, job, letter: word(model.kept.letter?.length ?? 0), first: day(n) } };
    });
    await write(people, (n) => {
      const clients = Array.from({ length: 10 }, () => `c${word(8)}`);
      const reviews = clients.map((client) => ({ from: day(n), id: word(8), client, text: word(9) }));
      return { id: `r${word(11)}`, day: day(n), keys: [persons[n], ...clients], kept: { kind: 'person', person: persons[n], reviews } };
    });
    db.close();
    return { took: performance.now() - begun, usage: (await navigator.storage.estimate()).usage ?? 0, keys: model.keys.length };
  }, [LETTERS, PEOPLE, like]);
}
