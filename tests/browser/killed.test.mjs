// The whole browser is killed, or its worker ended, at any moment of anything that writes: afterwards everything is as before the
// deed or as after it, never between; what was said to be done is done; nothing is there twice. Two kills of each browser, 50
// with SECONDLOOK_LONG=1; every deed of the background with its worker ended in it.

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';

import { BROWSERS } from './harness/browser.mjs';
import { beforeOrAfter, deeds, fill, heldNow, packFiles } from './harness/deeds.mjs';
import { assertWhole, dump } from './harness/ledger.mjs';
import { canBuild } from './harness/packs.mjs';
import { family } from './harness/processes.mjs';
import { serve } from './harness/server.mjs';
import { stage } from './harness/stage.mjs';
import { until } from './harness/wait.mjs';
import { random } from './jobs.mjs';

const LONG = process.env.SECONDLOOK_LONG === '1';
const KILLS = LONG ? 50 : 2;
const SEED = Number(process.env.SECONDLOOK_SEED ?? Date.now() % 1e9);
/** Of these the short form has one in each browser: they go through several databases. */
const SEVERAL = ['person erased', 'everything forgotten', 'backup restored', 'everything erased'];
const skip = canBuild() ? false : 'the command is not built, or knows no packs';

/** Starts the deed; `said` is whether anybody was told that it is done. */
function begun(deed, here) {
  const state = { said: false, ended: undefined };
  state.ended = deed.work(here).then(() => { state.said = true; }, () => {});
  return state;
}

/** What is held when nothing is unfinished any more: a look takes a moment, so two have to agree. */
function settled(page) {
  let before;
  return until('what was begun to be finished', async () => {
    const now = await heldNow(page);
    const same = JSON.stringify(now) === before;
    before = JSON.stringify(now);
    return same && now.unfinished.length === 0 ? now : null;
  }, { timeout: 30_000 });
}

/** Every page of the extension opens and says something, and nothing that nobody put into words. */
async function assertClear(here, what) {
  for (const path of ['options.html', 'records.html', 'packs.html', 'popup.html', 'panel.html', 'welcome.html']) {
    const page = await here.browser.extensionPage(path);
    const text = await until(`${path} to be there`, () => page.evaluate(() => {
      const main = document.querySelector('main') ?? document.body;
      return main.innerText.trim().length > 20 ? main.innerText : null;
    }));
    assert.doesNotMatch(text, /undefined|NaN|\[object|\bui\.[a-z]/, `${what}: ${path}`);
    await page.close();
  }
}

for (const name of BROWSERS) {
  describe(`killed in ${name}`, { skip }, () => {
    test(`${name}: the whole browser is killed ${KILLS} times`, { timeout: 4_800_000 }, async () => {
      console.log(`${name}: seed ${SEED} (SECONDLOOK_SEED)`);
      const next = random(SEED + BROWSERS.indexOf(name));
      const profile = mkdtempSync(join(tmpdir(), 'secondlook-killed-'));
      const server = await serve();
      const files = packFiles();
      const how = { before: 0, after: 0, said: 0 };
      let here;
      try {
        here = await stage(name, { server, profile });
        for (let round = 0; round < KILLS; round += 1) {
          await fill(here, files);
          const all = deeds(next, files);
          const names = Object.keys(all);
          const chosen = LONG || round > 0 ? names[Math.floor(next() * names.length)] : SEVERAL[Math.floor(next() * SEVERAL.length)];
          const deed = all[chosen];
          await deed.prepare?.(here);
          const before = await heldNow(here.control);
          const state = begun(deed, here);
          // A deed takes some ten to a hundred milliseconds, a page some more.
          await pause(next() ** 2 * (chosen === 'page' ? 2_500 : 200));
          const { said } = state;
          kill(here.browser.root);
          await until('the browser to be gone', () => here.browser.closed(), { timeout: 30_000 });
          await here.browser.close().catch(() => {});
          // The driver of Firefox may still be putting the killed one's preferences away.
          here = await until('the browser to be there again', () => stage(name, { settings: null, server, profile }), { timeout: 90_000 });
          const what = `round ${round}, ${chosen}`;
          const now = await settled(here.control);
          const found = beforeOrAfter(deed, before, now, what);
          if (said) assert.equal(found, 'after', `${what}: it was said to be done`);
          assertWhole(assert, await dump(here.control), what);
          how[found] += 1;
          how.said += Number(said);
          if (round % 10 === 0) await assertClear(here, what);
        }
        console.log(`${name}: of ${KILLS} kills of the browser ${how.after} found the deed done (${how.said} had said so), ${how.before} not begun`);
      } finally {
        await here?.close();
        await server.close();
        rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
      }
    });

    test(`${name}: the worker is ended in every deed of the background`, { timeout: 4_800_000 }, async () => {
      const next = random(SEED + 7 + BROWSERS.indexOf(name));
      const here = await stage(name, {});
      const files = packFiles();
      const how = { before: 0, after: 0, said: 0 };
      try {
        for (let round = 0; round < (LONG ? 10 : 1); round += 1) {
          for (const chosen of Object.entries(deeds(next, files)).flatMap(([key, { background }]) => (background ? [key] : []))) {
            const tab = await fill(here, files);
            const deed = deeds(next, files)[chosen];
            await deed.prepare?.(here);
            const before = await heldNow(here.control);
            const state = begun(deed, here);
            await pause(next() ** 2 * 150);
            await here.browser.killWorker();
            await until(`${chosen} to end, or to be given up`, () => Promise.race([state.ended.then(() => true), pause(5_000).then(() => true)]));
            // Whoever comes next wakes it: what was begun is finished, or was never begun.
            await here.control.evaluate(() => (globalThis.browser ?? globalThis.chrome).runtime.sendMessage({ kind: 'overrides' })).catch(() => {});
            const what = `${chosen}, ended`;
            const found = beforeOrAfter(deed, before, await settled(here.control), what);
            if (state.said) assert.equal(found, 'after', `${what}: it was said to be done`);
            how[found] += 1;
            how.said += Number(state.said);
            // Whoever was not told asks again, and it is done once.
            if (!state.said) await deed.work(here);
            assert.equal(beforeOrAfter(deed, before, await settled(here.control), `${chosen}, asked again`), 'after');
            await tab.close();
          }
        }
        console.log(`${name}: of ${how.before + how.after} ends of the worker ${how.after} found the deed done (${how.said} had said so), ${how.before} not begun`);
      } finally {
        await here.close();
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
