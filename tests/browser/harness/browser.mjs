// One small interface for both browsers:
//
//   browser.open(url) -> page          browser.extensionPage(path) -> page     browser.settings({run: 'auto'}, extensionPage)
//   browser.killWorker()               browser.workerAlive()                   browser.close()
//   page.evaluate(fn, value)           page.script(expression)                 page.overlay() -> {markers, boxes, card, ..} or null
//   page.click(x, y), page.press(key), page.screenshot(path), page.size(w, h), page.goto(url), page.reload(), page.close()
//   page.scheme('dark'), page.look('forced'), page.wheel(dy), page.hover(x, y)    browser.command('next-finding', url)

import { existsSync, readdirSync } from 'node:fs';

import { launchChromium } from './chromium.mjs';
import { launchFirefox } from './firefox.mjs';
import { until } from './wait.mjs';

/** The browsers under test; `SECONDLOOK_BROWSERS=chromium` narrows it. */
export const BROWSERS = (process.env.SECONDLOOK_BROWSERS ?? 'chromium,firefox').split(',');

/**
 * `managed`: what an organisation prescribes. Firefox has it from the start; Chromium hears of it right after.
 *
 * Starts a browser with a throw-away profile. An extension that is new there opens its first page by itself, in front of all
 * others; it is closed here, or handed over as `welcome` to whoever asks for it.
 */
export async function launch(name, { welcome: wanted = false, ...options }) {
  const isNew = options.extension !== undefined && (options.profile === undefined || !existsSync(options.profile) || readdirSync(options.profile).length === 0);
  const browser = await (name === 'firefox' ? launchFirefox(options) : launchChromium(options));
  try {
    // With all its questions answered, it opens nothing.
    const answered = name === 'firefox' && options.managed?.run !== undefined && options.managed?.remember !== undefined;
    const welcome = isNew && !answered ? await until('the first page', () => browser.found('/welcome.html')) : undefined;
    if (!wanted) await welcome?.close();
    if (options.managed && name === 'chromium') await browser.prescribe(options.managed);
    return { ...browser, settings, welcome };
  } catch (error) {
    await browser.close();
    throw error;
  }
}

/** Writes settings as the options page does, through the extension's own storage, from one of its pages. */
async function settings(wanted, page) {
  await page.evaluate(async (values) => {
    const { storage } = globalThis.browser ?? globalThis.chrome;
    const { settings: old } = await storage.local.get('settings');
    await storage.local.set({ settings: { ...old, ...values } });
  }, wanted);
}
