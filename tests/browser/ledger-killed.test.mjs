// The worker, or the whole browser, is killed at any moment of a write: afterwards the ledger is as before or as after it,
// never between, and nothing is there twice. Three rounds; 30 with SECONDLOOK_LONG=1.

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';

import { BROWSERS } from './harness/browser.mjs';
import { assertWhole, dump } from './harness/ledger.mjs';
import { family } from './harness/processes.mjs';
import { serve } from './harness/server.mjs';
import { stage } from './harness/stage.mjs';
import { until } from './harness/wait.mjs';
import { madeUpJob, random } from './jobs.mjs';

const LONG = process.env.SECONDLOOK_LONG === '1';
const ROUNDS = LONG ? 30 : 3;
const LETTERS = 50;
const ON = { run: 'auto', remember: true };
const next = random(Date.now());

/** Letters by the job they are for: each page is one write, so each is there whole or not at all. */
function byJob(held) {
  const jobs = new Map();
  for (const { kept } of held?.entries ?? []) if (kept.kind === 'proposal') jobs.set(kept.job, (jobs.get(kept.job) ?? 0) + 1);
  return jobs;
}

/** What must hold after every kill; `before`: the jobs that were there for certain. */
function assertBeforeOrAfter(held, before, what) {
  assertWhole(assert, held, what);
  const jobs = byJob(held);
  for (const [job, n] of jobs) assert.equal(n, LETTERS, `${what}: ${n} of ${LETTERS} letters of a page (${job})`);
  for (const job of before.keys()) assert.ok(jobs.has(job), `${what}: what was there before is gone`);
  assert.ok(jobs.size <= before.size + 1, `${what}: more than one page was written`);
}

for (const name of BROWSERS) {
  describe(`ledger killed in ${name}`, () => {
    /** How long a page takes from its opening until it is remembered: the moments that are worth a kill lie within. */
    const takes = async (here, seed) => {
      const page = madeUpJob(seed, LETTERS);
      const begun = performance.now();
      const tab = await here.open(page);
      await until('the page to be remembered', async () => (await dump(here.control))?.entries.length >= LETTERS, { timeout: 30_000 });
      await tab.close();
      return performance.now() - begun;
    };

    test(`${name}: the worker is killed ${ROUNDS} times`, { timeout: 1_200_000 }, async () => {
      const here = await stage(name, { settings: ON });
      try {
        const time = await takes(here, 100);
        let after = 0;
        for (let round = 0; round < ROUNDS; round += 1) {
          const before = byJob(await dump(here.control));
          const page = madeUpJob(101 + round, LETTERS);
          const opening = here.open(page);
          opening.catch(() => {});
          await pause(next() * time);
          await here.browser.killWorker();
          const tab = await opening;
          const held = await dump(here.control);
          assertBeforeOrAfter(held, before, `round ${round}`);
          after += byJob(held).size - before.size;
          // The page had no answer, and asks again; or it had one, and what was not written is written when it is read again.
          await tab.reload();
          await until('the page to be remembered', async () => byJob(await dump(here.control)).size === before.size + 1, { timeout: 30_000 });
          assertBeforeOrAfter(await dump(here.control), before, `round ${round}, read again`);
          await tab.close();
        }
        console.log(`${name}: of ${ROUNDS} kills of the worker ${after} came after the write, the others before`);
      } finally {
        await here.close();
      }
    });

    test(`${name}: the whole browser is killed ${ROUNDS} times`, { timeout: 2_400_000 }, async () => {
      const profile = mkdtempSync(join(tmpdir(), 'secondlook-killed-'));
      const server = await serve();
      let here;
      let after = 0;
      try {
        here = await stage(name, { settings: ON, server, profile });
        const time = await takes(here, 200);
        for (let round = 0; round < ROUNDS; round += 1) {
          const before = byJob(await dump(here.control));
          const opening = here.open(madeUpJob(201 + round, LETTERS));
          opening.catch(() => {});
          await pause(next() * time);
          kill(here.browser.root);
          await until('the browser to be gone', () => here.browser.closed(), { timeout: 30_000 });
          await here.browser.close().catch(() => {});
          // The driver of Firefox may still be putting the killed one's preferences away.
          here = await until('the browser to be there again', () => stage(name, { settings: ON, server, profile }), { timeout: 60_000 });
          const held = await dump(here.control);
          assertBeforeOrAfter(held, before, `round ${round}`);
          after += byJob(held).size - before.size;
        }
        console.log(`${name}: of ${ROUNDS} kills of the browser ${after} came after the write, the others before`);
      } finally {
        await here?.close();
        await server.close();
        rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
      }
    });
  });
}

/** At once and without a word, as a power cut: the browser's own process, and those it started. */
function kill(root) {
  for (const { pid } of family(root)) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It went with the others.
    }
  }
}
