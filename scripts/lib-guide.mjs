// The pictures of docs/guide.md, taken of the built extension on the demonstration site: guidePictures(stage, pages, folder).

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

import { drawn, markersOf } from '../tests/browser/harness/stage.mjs';
import { until } from '../tests/browser/harness/wait.mjs';

/** The page that the guide shows, and the person of it whose record is kept. */
const PAGE = 'ten-proposals';
const PERSON = 'quickstock_pro';

export async function guidePictures(here, pages, folder) {
  mkdirSync(folder, { recursive: true });
  const file = (name) => join(folder, `${name}.png`);
  const page = pages.find(({ name }) => name === PAGE);

  await shot(here, 'welcome.html', file('welcome'), { width: 900, height: 640 });

  const tab = await here.browser.open(page.url);
  const { tab: id, report } = await until('a report', async () => {
    const state = await here.tabState(page.url);
    return state?.report ? state : null;
  });
  const { markers } = await drawn(tab, markersOf(report));
  await tab.screenshot(file('page'));
  const first = markers.find(({ classes }) => classes.includes('look-found')) ?? markers[0];
  await tab.click(first.rect.x + first.rect.width / 2, first.rect.y + first.rect.height / 2);
  await until('the card', async () => (await tab.overlay()).card !== null);
  await tab.screenshot(file('card'));
  await shot(here, `panel.html?tab=${id}`, file('panel'), { width: 380, height: 1_000 });

  const kept = await here.control.evaluate(
    (asked) => (globalThis.browser ?? globalThis.chrome).runtime.sendMessage(asked), { kind: 'keep-record', tab: id, person: PERSON });
  if (kept.id === undefined) throw new Error(`no record was kept: ${JSON.stringify(kept)}`);
  await shot(here, `records.html?id=${kept.id}`, file('record'), { width: 1_100, height: 900 });
  await tab.close();
}

async function shot(here, address, file, { width, height }) {
  const page = await here.browser.extensionPage(address);
  await page.size(width, height);
  await until(address, () => page.evaluate(() => document.querySelector('main')?.textContent.trim().length > 80));
  await page.screenshot(file);
  await page.close();
}
