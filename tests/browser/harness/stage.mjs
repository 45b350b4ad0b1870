// One browser with the extension, one server: what most browser tests start from.

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

import { launch } from './browser.mjs';
import { DEMO_FILES, EXTENSION, OUT } from './paths.mjs';
import { serve } from './server.mjs';
import { readSession } from './session.mjs';
import { until } from './wait.mjs';

/** Hosts that the browsers themselves ask for, whatever page is open. */
const BROWSERS_OWN = /(^|\.)(mozilla\.(com|org|net)|googleapis\.com|google\.com|gvt1\.com|gstatic\.com|firefox\.com)$/;

/** `server`: one that goes on when this stage closes, for a browser that is started again. */
export async function stage(name, { settings = { run: 'auto' }, server: given, ...options } = {}) {
  const server = given ?? (await serve());
  for (const [path, file] of DEMO_FILES) {
    server.put(path, file);
  }
  const browser = await launch(name, { extension: EXTENSION[name], port: server.port, ...options });
  let control;
  try {
    // One extension page stays open behind all others: a page that another covers counts as hidden and is not read.
    control = await browser.extensionPage('popup.html');
    if (settings) {
      await browser.settings(settings, control);
    }
    if (settings?.run === 'auto') {
      await until('the content script to be registered', () =>
        control.evaluate(async () => (await (globalThis.browser ?? globalThis.chrome).scripting.getRegisteredContentScripts()).length > 0),
      );
    }
  } catch (error) {
    await browser.close();
    if (given === undefined) await server.close();
    throw error;
  }
  const pictures = join(OUT, 'screenshots');
  mkdirSync(pictures, { recursive: true });

  return {
    server,
    browser,
    picture: (what) => join(pictures, `${name}-${what.replaceAll('/', '-')}.png`),
    /** Opens a page of ours under its own address. */
    async open(page) {
      server.put(page.url, { file: page.file, scripts: page.scripts });
      return browser.open(page.url);
    },
    /** The same in a window of its own. */
    async window(page) {
      server.put(page.url, { file: page.file, scripts: page.scripts });
      return browser.window(page.url);
    },
    /** What the extension holds of the tab that shows this address. */
    async tabState(url) {
      const all = await this.session();
      const found = Object.entries(all).find(([key, state]) => key.startsWith('tab:') && state.url === url);
      return found && { ...found[1], tab: Number(found[0].slice('tab:'.length)) };
    },
    session: () => readSession(control),
    /** As the button in the panel does: pages that come later are judged by themselves. */
    forget: () => control.evaluate(() => (globalThis.browser ?? globalThis.chrome).runtime.sendMessage({ kind: 'forget-letters' })),
    settings: (wanted) => browser.settings(wanted, control),
    control,
    /** Requests that came from pages or the extension, not from the browser's own house-keeping. */
    requests() {
      return server.requests
        .filter(({ host }) => !BROWSERS_OWN.test(host))
        .map(({ method, host, path }) => `${method} ${host}${path}`);
    },
    async close() {
      await browser.close();
      if (given === undefined) await server.close();
    },
  };
}

/** One marker a card; one for the page where it was read and nothing of it has a place; none where it was not read. */
export function markersOf({ items, page }) {
  const cards = new Set(items.map((item) => item.row)).size;
  return cards === 0 && !['unknown', 'blocked', 'search'].includes(page.kind) ? 1 : cards;
}

/** Waits until the overlay shows as many markers as wanted and two looks agree. */
export function drawn(page, markers) {
  let before;
  return until(`${markers} markers`, async () => {
    const overlay = await page.overlay();
    const now = overlay && JSON.stringify(overlay.markers);
    const same = now === before;
    before = now;
    if (overlay !== null && overlay.markers.length !== markers) {
      throw new Error(`${overlay.markers.length} markers`);
    }
    return overlay !== null && same ? overlay : null;
  });
}

/** What the page could notice. */
export const noticed = (page) => page.evaluate(() => window.__probe());
