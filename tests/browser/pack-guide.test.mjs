// A new author follows docs/packs.md and nothing else; a second user takes the file in, lets the browser read the site, sees the
// finding in the page, updates to the version that a new key signed, and goes back.

import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';

import { BROWSERS } from './harness/browser.mjs';
import { followGuide } from './harness/guide.mjs';
import { canBuild, give, listed, press, preview } from './harness/packs.mjs';
import { EXTENSION } from './harness/paths.mjs';
import { drawn, stage } from './harness/stage.mjs';
import { until } from './harness/wait.mjs';

const ADDRESS = 'https://www.market.example/people/bo';
/** Chromium's question stands in the browser's own window, where no test can answer: the extension as it is after a yes. */
function allowed(folder) {
  const copy = join(folder, 'extension');
  cpSync(EXTENSION.chromium, copy, { recursive: true });
  const manifest = JSON.parse(readFileSync(join(copy, 'manifest.json'), 'utf8'));
  manifest.host_permissions.push('https://www.market.example/*');
  writeFileSync(join(copy, 'manifest.json'), JSON.stringify(manifest));
  return copy;
}

const skip = canBuild() ? false : 'the command is not built, or knows no packs';

for (const name of BROWSERS) {
  describe(`the guide for pack authors in ${name}`, { skip }, () => {
    let here;
    let folder;
    let said;
    before(async () => {
      folder = mkdtempSync(join(tmpdir(), 'secondlook-guide-'));
      said = followGuide(folder);
      // Firefox may be told to answer its own question with yes; the click must be a real one all the same.
      const prefs = { 'extensions.webextOptionalPermissionPrompts': false };
      here = await stage(name, name === 'chromium' ? { extension: allowed(folder) } : { prefs });
      here.server.put(ADDRESS, { file: join(folder, 'page.html') });
    });
    after(async () => {
      await here?.close();
      if (folder) rmSync(folder, { recursive: true, force: true });
    });
    const file = (version) => readFileSync(join(folder, `first-pack-${version}.slpack.json`), 'utf8');
    const found = (wanted) => until(`${wanted} in the page`, async () => {
      const findings = (await here.tabState(ADDRESS))?.report?.findings ?? [];
      return JSON.stringify(findings.map(({ rule, severity }) => `${rule} ${severity}`)) === JSON.stringify(wanted);
    });

    test(`${name}: from the guide to the finding in a second user's page, updated and rolled back`, async () => {
      const page = await here.browser.extensionPage('packs.html');
      await until('the packs page', () => page.evaluate(() => document.querySelector('[data-part="layer-built_in"] [data-pack]') !== null));
      await give(page, file('1.0.0'), 'picker');
      const first = await preview(page);
      await page.screenshot(here.picture('guide-preview'), { fullPage: true });
      assert.deepEqual([first.trust, first.take], ['first', true], first.text);
      assert.ok(said.includes(first.fingerprint), `the author never heard of ${first.fingerprint}`);
      assert.match(first.text, /market\.example/);
      await press(page, '[data-act="take"]');
      await until('the pack', async () => (await listed(page)).length === 1);

      // The site is none of ours: the browser asks before it lets us read there.
      await until('access', async () => {
        const given = () => here.control.evaluate(() => (globalThis.browser ?? globalThis.chrome).permissions.contains({ origins: ['https://www.market.example/*'] }));
        if (name === 'chromium' || (await given())) return given();
        const at = await page.evaluate(() => {
          const button = document.querySelector('[data-act="allow"]');
          button?.scrollIntoView({ block: 'center' });
          return button?.getBoundingClientRect().toJSON();
        });
        // The page may still be moving under the pointer: then it is pressed once more.
        if (at) await page.click(at.x + at.width / 2, at.y + at.height / 2);
        return given();
      }, { every: 1_000 });
      const tab = await here.browser.open(ADDRESS);
      await found(['me/first-pack:gift-cards caution']);
      await drawn(tab, 1);
      await tab.screenshot(here.picture('guide-page'));

      await give(page, file('1.1.0'));
      const update = await preview(page);
      await page.screenshot(here.picture('guide-update'), { fullPage: true });
      assert.deepEqual([update.trust, update.take], ['handed_over', true], update.text);
      assert.match(update.changes.join(' '), /is a Verify first now/);
      assert.match(update.text, /change the level of 1/);
      await press(page, '[data-act="take"]');
      await found(['me/first-pack:gift-cards warning']);

      await press(page, '[data-act="roll-back"]');
      await found(['me/first-pack:gift-cards caution']);
      assert.deepEqual((await listed(page)).map(({ id, version }) => [id, version]), [['me/first-pack', '1.0.0']]);
      // Nothing of it was asked of anybody.
      assert.deepEqual(here.requests().filter((one) => !one.includes('www.market.example/people/bo') && !one.includes('/favicon.ico')), []);
      await tab.close();
      await page.close();
    });
  });
}
