// What else goes wrong with stores: a newer version wrote them; two windows do the same at once; the clock jumps; the profile is
// copied, closed or running; the disk is full; a database was only half made. Nothing is lost or doubled, and what
// cannot be done is said. Copies and a real full disk need browsers of their own and come with SECONDLOOK_LONG=1.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statfsSync, truncateSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';

import { BROWSERS } from './harness/browser.mjs';
import { deeds, fill, heldNow, packFiles, ready, SHOWN } from './harness/deeds.mjs';
import { assertWhole, dump } from './harness/ledger.mjs';
import { canBuild } from './harness/packs.mjs';
import { serve } from './harness/server.mjs';
import { drawn, stage } from './harness/stage.mjs';
import { everythingHeld } from './harness/stores.mjs';
import { until } from './harness/wait.mjs';
import { random } from './jobs.mjs';

const LONG = process.env.SECONDLOOK_LONG === '1';
const skip = canBuild() ? false : 'the command is not built, or knows no packs';
const long = LONG ? false : 'only with SECONDLOOK_LONG=1';
const DATABASES = ['ledger', 'packs', 'records'];
const DAY = 86_400_000;
const day = (n) => new Date(Date.now() + n * DAY).toISOString().slice(0, 10);

const tell = (page, message) => page.evaluate((asked) => (globalThis.browser ?? globalThis.chrome).runtime.sendMessage(asked), message);
const textOf = (page) => page.evaluate(() => document.body.innerText);
const run = (page, work, ...values) => page.script(`(async (stores, values) => { ${work} })(SecondLookStores, ${JSON.stringify(values)})`);

/** All that stands in the databases and the choices. */
async function everything(page) {
  const { local, databases } = await everythingHeld(page);
  return { local, databases: Object.fromEntries(DATABASES.map((name) => [name, databases[name]])) };
}

for (const name of BROWSERS) {
  describe(`stores in trouble in ${name}`, { skip }, () => {
    const files = skip ? [] : packFiles();
    let here;
    let tab;
    before(async () => {
      here = await stage(name);
      tab = await fill(here, files);
    });
    after(() => here?.close());

    const opened = async (path, look) => {
      const page = await here.browser.extensionPage(path);
      const found = await until(`${path} to say it`, async () => {
        const text = await textOf(page);
        if (!look.test(text)) throw new Error(text.slice(0, 600));
        return text;
      });
      assert.doesNotMatch(found, /undefined|NaN|\[object|\bui\.[a-z]/);
      return page;
    };

    test(`${name}: two windows that do the same at once, and two that do different things: nothing is lost, nothing is there twice`, async () => {
      const other = await here.browser.extensionPage('popup.html');
      await ready({ control: other });
      const { off } = (await heldNow(here.control)).settings;
      const many = 'for (const n of values[1]) await stores.changeSettings(({ off }) => ({ off: [...off, `${values[0]}-${n}`].sort() })); return true;';
      const numbers = [...Array(12).keys()];
      await Promise.all([run(here.control, many, 'one', numbers), run(other, many, 'two', numbers)]);
      const wanted = [...off, ...numbers.flatMap((n) => [`one-${n}`, `two-${n}`])].sort();
      assert.deepEqual((await heldNow(here.control)).settings.off, wanted);
      await run(here.control, 'await stores.writeSettings({ off: values[0] }); return true;', off);

      const both = async (work) => Promise.allSettled([work(here.control), work(other)]);
      const before = await heldNow(here.control);
      const { tab: id, people } = await here.tabState(SHOWN.url);
      const override = { rule: 'burst', scope: 'everywhere', do: 'note', reason: 'in two windows' };
      const [first, second] = files.map((text) => JSON.parse(text));
      const version = { text: files[1], version: second.pack.version, sha256: second.sha256, hosts: [], imported: '2026-11-26' };
      await both((page) => tell(page, { kind: 'override', override, title: 'T' }));
      await both((page) => tell(page, { kind: 'keep-record', tab: id, person: people[0].id, id: 'in-two-windows' }));
      await both((page) => run(page, "await stores.changeRecord('about-bo', (record) => stores.putNote(record, { at: values[0], text: values[0] })); return true;", page === other ? 'two' : 'one'));
      const taken = await both((page) => run(page, 'await stores.take(values[0]); return true;', { id: 'acme/lantern', layer: 'team', version, engine: 'a test', byHand: true, instead: first.sha256 }));
      const now = await heldNow(here.control);
      assert.equal(now.overrides.length, before.overrides.length + 1);
      assert.equal(now.records.length, before.records.length + 1);
      assert.match(now.records.find((one) => one.startsWith('about-bo ')), /notes (.*,)?(one,two|two,one) disputed/);
      assert.deepEqual(now.packs, ['acme/lantern 1.1.0 1.0.0 true']);
      assert.deepEqual(taken.map(({ status }) => status).sort(), ['fulfilled', 'rejected'], 'the second hears that the pack was changed meanwhile');
      await other.close();
    });

    test(`${name}: a clock that jumps a day, a month or a year and comes back takes no record`, async () => {
      await run(here.control, "await stores.changeRecord('about-bo', (record) => ({ ...record, keep_until: values[0] })); return true;", day(2));
      const there = async () => (await heldNow(here.control)).records.some((one) => one.startsWith('about-bo '));
      for (const jump of [1, 3, 30, 365, -1, -365]) {
        for (const now of [day(0), day(jump), day(jump), day(0), day(1)]) await run(here.control, 'await stores.purgeRecords(values[0]); return true;', now);
        assert.ok(await there(), `${jump} days`);
      }
      for (const now of [day(2), day(3), day(4)]) await run(here.control, 'await stores.purgeRecords(values[0]); return true;', now);
      assert.ok(!(await there()), 'what is over goes');
      await fill(here, files);
    });

    test(`${name}: what a newer version wrote is said, left as it is, and there again after the update; pages are checked without it`, async () => {
      await tab.close();
      await here.control.evaluate(async (names) => {
        const { storage } = globalThis.browser ?? globalThis.chrome;
        const { settings } = await storage.local.get('settings');
        await storage.local.set({ settings: { ...settings, run: 'auto', theme: 'dark', keep_days: { after: 'hired' } } });
        for (const database of names) {
          await new Promise((resolve, reject) => {
            const opening = indexedDB.open(database, 99);
            opening.onupgradeneeded = () => opening.result.createObjectStore('newer').put('something', 0);
            opening.onerror = () => reject(opening.error);
            opening.onblocked = () => {};
            opening.onsuccess = () => resolve(opening.result.close());
          });
        }
      }, DATABASES);
      await here.browser.killWorker();
      const before = await everything(here.control);
      const shown = await here.open(SHOWN);
      await drawn(shown, 10);
      const options = await opened('options.html', /The memory was written by a newer version of Second Look/);
      const records = await opened('records.html', /The records on this device were written by a newer version of Second Look/);
      const packs = await opened('packs.html', /written by a newer version of Second Look: they are neither used nor changed/);
      const { tab: id, people } = await here.tabState(SHOWN.url);
      assert.equal((await tell(here.control, { kind: 'keep-record', tab: id, person: people[0].id, id: 'newer' })).refused.key, 'ui.records.trouble.newer');
      assert.ok((await tell(here.control, { kind: 'override', override: { rule: 'burst', scope: 'everywhere', do: 'hide', reason: 'newer' }, title: 'T' })).refused);
      assert.equal((await tell(here.control, { kind: 'forget-person', tab: id, person: people[0].id })).refused.key, 'ui.memory.trouble.unforgotten');
      assert.deepEqual(await everything(here.control), before);
      // A choice that this version knows leaves those that it does not know.
      await run(here.control, "await stores.changeSettings(() => ({ sites_off: ['a.example'] })); return true;");
      const { settings } = (await everything(here.control)).local;
      assert.deepEqual(settings, { ...before.local.settings, sites_off: ['a.example'] });
      for (const page of [shown, options, records, packs]) await page.close();
      // "Forget everything" is the user's own word, also on what a newer version wrote.
      assert.deepEqual(await tell(here.control, { kind: 'erase-everything' }), { kind: 'forgotten' });
      assert.deepEqual(await everything(here.control), { local: {}, databases: { ledger: undefined, packs: undefined, records: undefined } });
    });
  });

  describe(`a half made database in ${name}`, { skip: skip || (name === 'chromium' && 'Chromium keeps all databases in one') }, () => {
    test(`${name}: killed while it made a database, the browser lists no other; everything is there all the same, and can be erased`, async () => {
      const profile = mkdtempSync(join(tmpdir(), 'secondlook-half-'));
      const server = await serve();
      let here;
      try {
        here = await stage(name, { server, profile });
        await fill(here, packFiles());
        const before = await everything(here.control);
        await run(here.control, "await stores.noteDown({ kind: 'forget-all' }); return true;");
        await here.browser.close();
        // Firefox names a file by the letters of the name, from both ends in turn. Cut to nothing it is as it is before its first page.
        const files = readdirSync(profile, { recursive: true }).filter((path) => /moz-extension.*udnefhisni\.sqlite$/.test(path));
        assert.equal(files.length, 1);
        truncateSync(join(profile, files[0]));
        here = await stage(name, { settings: null, server, profile });
        await until('the databases to be listed', async () => here.control.evaluate(() => indexedDB.databases().then(() => true, () => false)));
        assert.deepEqual(await everything(here.control), before);
        assert.deepEqual(await tell(here.control, { kind: 'erase-everything' }), { kind: 'forgotten' });
        assert.deepEqual((await everythingHeld(here.control)).databases, {});
      } finally {
        await here?.browser.close();
        await server.close();
        rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
      }
    });
  });

  describe(`profiles in ${name}`, { skip: skip || long }, () => {
    const files = skip ? [] : packFiles();

    /** What a running browser holds of its folder is not the copy's. */
    const copied = (from) => {
      const to = mkdtempSync(join(tmpdir(), 'secondlook-copy-'));
      cpSync(from, to, { recursive: true, verbatimSymlinks: true, filter: (path) => !/Singleton|parent\.lock|[/]lock$|\.parentlock/.test(path) });
      return to;
    };

    test(`${name}: a profile is copied, running and closed; both go on and each has all of it`, { timeout: 600_000 }, async () => {
      const profile = mkdtempSync(join(tmpdir(), 'secondlook-profile-'));
      const server = await serve();
      const folders = [profile];
      try {
        const here = await stage(name, { server, profile });
        await fill(here, files);
        const held = await heldNow(here.control);
        folders.push(copied(profile));
        await here.close();
        folders.push(copied(profile));
        const next = random(1);
        for (const [n, folder] of folders.entries()) {
          const one = await until('the browser to be there again', () => stage(name, { settings: null, server, profile: folder }), { timeout: 90_000 });
          try {
            const now = await heldNow(one.control);
            assert.deepEqual(now, held, `copy ${n}`);
            assertWhole(assert, await dump(one.control), `copy ${n}`);
            await fill(one, files);
            const { site, decided, kept } = deeds(next, files);
            for (const deed of [site, decided, kept]) await deed.work(one);
            assert.equal((await heldNow(one.control)).records.length, held.records.length + 1);
          } finally {
            await one.close();
          }
        }
      } finally {
        await server.close();
        for (const folder of folders) rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
      }
    });

    test(`${name}: with a full disk what cannot be written is said, what was there is there, and with room again all goes on`, { timeout: 600_000 }, async (context) => {
      const disk = mkdtempSync(join(tmpdir(), 'secondlook-disk-'));
      if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=400m', 'tmpfs', disk]).status !== 0) {
        rmSync(disk, { recursive: true });
        context.skip('no disk of its own can be mounted here: that needs the superuser');
        return;
      }
      const profile = join(disk, 'profile');
      mkdirSync(profile);
      const server = await serve();
      let here;
      try {
        here = await stage(name, { server, profile });
        await fill(here, files);
        const before = await heldNow(here.control);
        const filler = fillUp(disk);
        // So large that no page of a database that is there already has room for it.
        const large = 'x'.repeat(3_000_000);
        const refused = (work) => work.then(() => 'done', (error) => String(error.message ?? error));
        const note = await refused(run(here.control, "await stores.changeRecord('about-bo', (record) => stores.putNote(record, { at: 'full', text: values[0] })).catch((error) => { throw new Error(error.key ?? String(error)); }); return true;", large));
        assert.match(note, /ui\.records\.trouble\.(full|unwritten)/);
        const now = await heldNow(here.control);
        assert.deepEqual(now, before);
        const records = await here.browser.extensionPage('records.html');
        await until('the records to be listed', async () => /Ann Example/.test(await textOf(records)));
        await records.close();
        unlinkSync(filler);
        await run(here.control, "await stores.changeRecord('about-bo', (record) => stores.putNote(record, { at: 'room', text: values[0] })); return true;", large.slice(0, 100_000));
        const { decided } = deeds(random(2), files);
        await decided.work(here);
        assert.notDeepEqual(await heldNow(here.control), before);
      } finally {
        await here?.close().catch(() => {});
        await server.close();
        spawnSync('umount', ['-l', disk]);
        rmSync(disk, { recursive: true, force: true });
      }
    });
  });
}

/** Takes all the room there is, to the last block. */
function fillUp(disk) {
  const file = join(disk, 'filler');
  const { bavail, bsize } = statfsSync(disk);
  try {
    writeFileSync(file, Buffer.alloc(Number(bavail) * Number(bsize)));
  } catch {
    // There was less.
  }
  for (let more = 0; more < 8; more += 1) {
    try {
      writeFileSync(file, Buffer.alloc(4096), { flag: 'a' });
    } catch {
      break;
    }
  }
  assert.ok(readdirSync(disk).includes('filler'));
  return file;
}
