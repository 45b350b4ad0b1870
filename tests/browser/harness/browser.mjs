// One small interface for both browsers:
//
//   browser.open(url) -> page          browser.extensionPage(path) -> page     browser.settings({run: 'auto'}, extensionPage)
//   browser.killWorker()               browser.workerAlive()                   browser.close()
//   page.evaluate(fn, value)           page.script(expression)                 page.overlay() -> {markers, boxes, card, ..} or null
//   page.click(x, y), page.press(key), page.screenshot(path), page.size(w, h), page.goto(url), page.reload(), page.close()
//   page.scheme('dark'), page.look('forced'), page.wheel(dy), page.hover(x, y)    browser.command('next-finding', url)

import { launchChromium } from './chromium.mjs';
import { launchFirefox } from './firefox.mjs';

/** The browsers under test; `SECONDLOOK_BROWSERS=chromium` narrows it. */
export const BROWSERS = (process.env.SECONDLOOK_BROWSERS ?? 'chromium,firefox').split(',');

/** Starts a browser with a throw-away profile. */
export async function launch(name, options) {
  const browser = await (name === 'firefox' ? launchFirefox(options) : launchChromium(options));
  return { ...browser, settings };
}

/** Writes settings as the options page does, through the extension's own storage, from one of its pages. */
async function settings(wanted, page) {
  await page.evaluate(async (values) => {
    const { storage } = globalThis.browser ?? globalThis.chrome;
    const { settings: old } = await storage.local.get('settings');
    await storage.local.set({ settings: { ...old, ...values } });
  }, wanted);
}
