// One small interface for both browsers:
//
//   browser.open(url) -> page          browser.extensionPage(path) -> page     browser.settings({run: 'auto'})
//   browser.killWorker()               browser.workerAlive()                   browser.close()
//   page.evaluate(fn, value)           page.script(expression)                 page.overlay() -> {markers, boxes, card, ..} or null
//   page.click(x, y), page.press(key), page.screenshot(path), page.goto(url), page.reload(), page.close()

import { launchChromium } from './chromium.mjs';
import { launchFirefox } from './firefox.mjs';

/** The browsers under test; `SECONDLOOK_BROWSERS=chromium` narrows it. */
export const BROWSERS = (process.env.SECONDLOOK_BROWSERS ?? 'chromium,firefox').split(',');

/** Starts a browser with a throw-away profile. */
export async function launch(name, options) {
  const browser = await (name === 'firefox' ? launchFirefox(options) : launchChromium(options));
  return { ...browser, settings: (wanted) => settings(browser, wanted) };
}

/** Writes settings as the options page does, through the extension's own storage. */
async function settings(browser, wanted) {
  const page = await browser.extensionPage('popup.html');
  try {
    await page.evaluate(async (values) => {
      const api = globalThis.browser ?? globalThis.chrome;
      const { settings: old } = await api.storage.local.get('settings');
      await api.storage.local.set({ settings: { ...old, ...values } });
    }, wanted);
  } finally {
    await page.close();
  }
}
