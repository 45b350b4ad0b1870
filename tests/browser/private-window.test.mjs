// A private window leaves nothing behind: no store is changed, and no byte of what was read there stands in the profile's files,
// as UTF-8 or UTF-16. Afterwards the same search finds what an ordinary window kept, so it can find.

import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';

import { BROWSERS } from './harness/browser.mjs';
import { readKey, readSession } from './harness/session.mjs';
import { stage } from './harness/stage.mjs';
import { everythingHeld } from './harness/stores.mjs';
import { until } from './harness/wait.mjs';
import { demo, PERSON, tell } from './harness/whole-session.mjs';

const page = demo('ten-proposals');
/** Names and words of the private page alone. */
const MARKS = [PERSON, 'blue_harbor_it', 'delta_works', 'reconciliation job'];

/** Which of the words stand in any file of a folder. */
function onDisk(folder, words) {
  const found = [];
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = join(entry.parentPath ?? entry.path, entry.name);
    let bytes;
    try {
      bytes = readFileSync(file);
    } catch {
      continue; // It went while we looked.
    }
    for (const word of words) for (const coding of ['utf8', 'utf16le']) if (bytes.includes(Buffer.from(word, coding))) found.push(`${word} (${coding}) in ${file.slice(folder.length)}`);
  }
  return found;
}

for (const name of BROWSERS) {
  describe(`a private window in ${name}`, () => {
    test(`${name}: leaves no store changed, and no byte of its page on the disk`, async () => {
      const folder = mkdtempSync(join(tmpdir(), 'secondlook-private-'));
      const here = await stage(name, { settings: { run: 'auto', remember: true }, profile: folder });
      try {
        here.server.put(page.url, { file: page.file });
        const { id, control } = await here.browser.privateWindow(page.url);
        const onlyDisk = async () => {
          const { local, databases } = await everythingHeld(control);
          return { local, databases };
        };
        const held = (key) => readKey(control, key);
        const own = { control, tabState: () => held(`tab:${id}`) };
        await until('the private page to be read', async () => (await held(`tab:${id}`))?.report);
        await until('its letters', async () => (await held('letters:private'))?.length > 0);
        const before = await onlyDisk();
        // Everything that would keep something, asked for.
        assert.equal((await tell(own, { kind: 'keep-record', tab: id, person: PERSON })).refused?.key, 'ui.records.refused.private');
        await tell(own, { kind: 'hire', tab: id, person: PERSON, hired: true });
        await tell(own, { kind: 'forget-person', tab: id, person: PERSON });
        const panel = await here.browser.extensionPage(`panel.html?tab=${id}`);
        await until('the panel', () => panel.evaluate(() => document.querySelector('[data-finding]') !== null));
        await panel.close();
        const after = await onlyDisk();
        assert.deepEqual(after, before);
        assert.doesNotMatch(JSON.stringify(after), new RegExp(MARKS.join('|')));
        await control.evaluate((tab) => (globalThis.browser ?? globalThis.chrome).tabs.remove(tab), id);
        await until('its letters to be gone', async () => ((await held('letters:private')) ?? []).length === 0);
        assert.deepEqual(await onlyDisk(), before);
        assert.deepEqual(onDisk(folder, MARKS), []);

        // The same page in an ordinary window, kept as a record: now it is there to be found.
        const shown = await here.browser.open(page.url);
        const [key] = await until('the ordinary page to be read', async () => Object.entries(await readSession(control)).find(([one, state]) => one.startsWith('tab:') && state.url === page.url && state.report));
        const kept = await tell(own, { kind: 'keep-record', tab: Number(key.slice('tab:'.length)), person: PERSON });
        assert.ok(kept.id, JSON.stringify(kept));
        await until('the record on the disk', () => onDisk(folder, [PERSON]).length > 0);
        await shown.close();
      } finally {
        await here.close();
        rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
      }
    });
  });
}
