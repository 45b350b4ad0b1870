// Firefox behind the small interface of `browser.mjs`: WebDriver BiDi, with system access for what only the
// browser itself may do (ending the background page, looking into a closed shadow root).

import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import puppeteer from 'puppeteer-core';

import { findCommand } from './commands.mjs';
import { startedOnce } from './firefox-profile.mjs';
import { inventory, SAID, sorted } from './overlay.mjs';
import { OUT } from './paths.mjs';
import { family } from './processes.mjs';
import { until } from './wait.mjs';

const UUID = '5ec0d100-4c0c-4b1e-9d5a-5ec0d1005ec0';

/**
 * A home folder in which this browser finds what an organisation prescribes: a manifest of managed storage, where Firefox looks
 * for one user's.
 */
function homeWith(id, data) {
  const home = mkdtempSync(join(tmpdir(), 'secondlook-home-'));
  const folder = join(home, '.mozilla/managed-storage');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${id}.json`), JSON.stringify({ name: id, description: 'prescribed in a test', type: 'storage', data }));
  return home;
}

/** `profile`: a folder of the caller's, which stays; else one for this browser alone. `env`: what stands in its environment beside ours. */
export async function launchFirefox({ extension, port, headless = true, granted = true, prefs = {}, env = {}, profile, managed }) {
  const id = extension
    ? JSON.parse(readFileSync(join(extension, 'manifest.json'), 'utf8')).browser_specific_settings.gecko.id
    : 'none';
  const home = managed && homeWith(id, managed);
  const executablePath = findCommand('SECONDLOOK_FIREFOX', ['firefox-esr', 'firefox']);
  const own = profile === undefined ? await startedOnce(executablePath) : undefined;
  const browser = await puppeteer.launch({
    browser: 'firefox',
    env: { ...process.env, ...env, ...(home && { HOME: home }) },
    executablePath,
    headless,
    acceptInsecureCerts: true,
    defaultViewport: headless ? { width: 1280, height: 900 } : null,
    args: ['--remote-allow-system-access'],
    userDataDir: own ?? profile,
    extraPrefsFirefox: {
      // Without it no content script is injected: Firefox asks the user first.
      'extensions.originControls.grantByDefault': granted,
      'network.dns.forceResolve': '127.0.0.1',
      'network.socket.forcePort': `443=${port}`,
      'extensions.webextensions.uuids': JSON.stringify({ [id]: UUID }),
      'security.OCSP.enabled': 0,
      // Beside the other output of the tests, and without a window that takes the focus.
      'browser.download.folderList': 2,
      'browser.download.dir': join(OUT, 'downloads'),
      'browser.download.alwaysOpenPanel': false,
      // An extension that is only loaded for a while loses what it stored with the browser's end, one that is installed does not.
      'extensions.webextensions.keepStorageOnUninstall': true,
      'extensions.webextensions.keepUuidOnUninstall': true,
      ...prefs,
    },
  });
  const send = async (method, params) => (await browser.connection.send(method, params)).result;
  if (extension) {
    await browser.installExtension(extension);
  }
  const origin = `moz-extension://${UUID}`;

  async function chrome(expression) {
    const { contexts } = await send('browsingContext.getTree', { 'moz:scope': 'chrome' });
    const answer = await send('script.evaluate', {
      expression,
      target: { context: contexts[0].context },
      awaitPromise: true,
    });
    if (answer.type === 'exception') {
      throw new Error(answer.exceptionDetails.text);
    }
    return answer.result.value;
  }
  const policy = `WebExtensionPolicy.getByID(${JSON.stringify(id)})`;

  const background = `[...${policy}.extension.views].find((view) => view.viewType === 'background')?.contextId ?? ''`;

  return {
    name: 'firefox',
    root: browser.process()?.pid,
    origin,
    /** Runs an expression with the browser's own rights. */
    inBrowser: chrome,
    closed: () => !browser.connected,
    async open(url, options) {
      const page = wrap(await browser.newPage(), send, chrome);
      await page.goto(url, options);
      return page;
    },
    /** Opens a page in a window of its own: it stays visible whatever opens beside it. */
    async window(url, options) {
      const page = wrap(await browser.newPage({ type: 'window' }), send, chrome);
      await page.goto(url, options);
      return page;
    },
    async extensionPage(path) {
      const page = wrap(await browser.newPage(), send, chrome);
      await page.goto(`${origin}/${path}`, { bare: true });
      return page;
    },
    /** A page that is open already, by the end of its address; null where there is none. */
    async found(end) {
      for (const one of await browser.pages()) {
        const page = wrap(one, send, chrome);
        // The protocol does not tell the addresses of an extension's pages; the page itself does.
        if (await page.evaluate((wanted) => location.pathname.endsWith(wanted), end).catch(() => false)) return page;
      }
      return null;
    },
    /** Puts a page in front of the others, so that it hears keys. */
    front: (page) => page.raw.bringToFront(),
    async workerAlive() {
      return (await chrome(`${policy}.extension.backgroundState`)) === 'running';
    },
    async killWorker() {
      // An event may wake it again at once: it is gone when the one that was there is, whatever came after it.
      const before = await chrome(background);
      await until('the background to be gone', async () => {
        // One that is only starting does not hear it.
        await chrome(`${policy}.extension.terminateBackground({ ignoreDevToolsAttached: true }).then(() => true)`);
        return before === '' || (await chrome(background)) !== before;
      });
    },
    /** The user's click on "Check this text": no test can click a native menu, so the extension gets the event itself. */
    async menu(info) {
      const given = { modifiers: [], editable: false, ...info };
      await chrome(`${policy}.extension.emit('webext-menu-menuitem-click', ${JSON.stringify(given)}, null), true`);
    },
    /** A command's key: no test can press a browser's own shortcut, so the extension gets the event itself, for the tab that is open. */
    async command(name) {
      await chrome(`${policy}.extension.shortcuts.onCommand(${JSON.stringify(name)}), true`);
    },
    /** Gives or takes what the manifest asks for, as the user does on about:addons. */
    async grant(given) {
      await chrome(`(async () => {
        const { ExtensionPermissions } = ChromeUtils.importESModule('resource://gre/modules/ExtensionPermissions.sys.mjs');
        const { extension } = ${policy};
        const origins = extension.manifest.host_permissions ?? [];
        await ExtensionPermissions.${given ? 'add' : 'remove'}(extension.id, { origins, permissions: [] }, extension);
        return true;
      })()`);
    },
    /** Loads the extension anew, as an update does; its own pages close with it. */
    async reloadExtension() {
      await chrome(`(async () => {
        const { AddonManager } = ChromeUtils.importESModule('resource://gre/modules/AddonManager.sys.mjs');
        await (await AddonManager.getAddonByID(${JSON.stringify(id)})).reload();
        return true;
      })()`);
    },
    /** Lets the extension into private windows, which loads it anew, and opens one: the id of its tab, and a new page of the extension. */
    async privateWindow(url) {
      await chrome(`(async () => {
        const { ExtensionPermissions } = ChromeUtils.importESModule('resource://gre/modules/ExtensionPermissions.sys.mjs');
        await ExtensionPermissions.add(${JSON.stringify(id)}, { permissions: ['internal:privateBrowsingAllowed'], origins: [] });
        return true;
      })()`);
      await this.reloadExtension();
      const control = await this.extensionPage('popup.html');
      await until('the content script to be registered', () =>
        control.evaluate(async () => (await globalThis.browser.scripting.getRegisteredContentScripts()).length > 0));
      const tab = await control.evaluate(async (address) => (await globalThis.browser.windows.create({ incognito: true, url: address })).tabs[0].id, url);
      return { id: tab, control };
    },
    /** Resident bytes of the process that runs the extension. */
    async backgroundMemory() {
      const pid = await chrome(`(async () => {
        const { children } = await ChromeUtils.requestProcInfo();
        return children.find((child) => child.type === 'extension').pid;
      })()`);
      return family(browser.process().pid).find((process) => process.pid === pid).resident;
    },
    async close() {
      await browser.close();
      for (const folder of [home, own]) if (folder) rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

function wrap(page, send, chrome) {
  const context = page.mainFrame()._id;

  async function call(functionDeclaration, values = [], self) {
    const answer = await send('script.callFunction', {
      functionDeclaration,
      awaitPromise: true,
      target: { context },
      arguments: [{ type: 'string', value: JSON.stringify(values) }],
      ...(self ? { this: self } : {}),
    });
    if (answer.type === 'exception') {
      throw new Error(answer.exceptionDetails.text);
    }
    return answer.result.value === undefined ? undefined : JSON.parse(answer.result.value);
  }
  // Values travel as JSON in both directions: the protocol's own form needs unwrapping.
  const evaluate = (fn, ...values) =>
    call(`async function (values) { return JSON.stringify(await (${fn}).apply(this, JSON.parse(values))) }`, values);

  async function inRoot(fn, ...values) {
    const answer = await send('script.evaluate', {
      expression: "[...document.documentElement.children].find((e) => !/^(head|body)$/.test(e.localName)) ?? null",
      target: { context },
      awaitPromise: false,
      serializationOptions: { includeShadowTree: 'all', maxDomDepth: 1 },
    });
    const root = answer.result?.value?.shadowRoot;
    if (root?.sharedId === undefined) {
      return null;
    }
    const value = await call(
      `async function (values) { ${SAID} return JSON.stringify(await (${fn}).apply(this, JSON.parse(values))) }`,
      values,
      { sharedId: root.sharedId },
    );
    return { type: root.value?.mode, value };
  }

  return {
    raw: page,
    async goto(url, { bare = url.startsWith('moz-extension:'), waitUntil = 'load', timeout = 30_000 } = {}) {
      // Navigating to an extension page never reports its end: ask the page itself.
      if (!bare) {
        await page.goto(url, { waitUntil, timeout });
        return;
      }
      await send('browsingContext.navigate', { context, url, wait: 'none' });
      await until(`${url} to load`, () =>
        evaluate((wanted) => location.href.startsWith(wanted) && document.readyState === 'complete', url.split('#')[0]),
      );
    },
    reload: () => page.reload(),
    evaluate,
    script: (expression) => call(`async function () { return JSON.stringify(await (${expression})) }`),
    screenshot: (path, options) => page.screenshot({ path, ...options }),
    click: (x, y) => page.mouse.click(x, y),
    press: (key) => page.keyboard.press(key),
    close: () => page.close(),
    url: () => page.url(),
    async scheme(wanted) {
      await chrome(`Services.prefs.setIntPref('layout.css.prefers-color-scheme.content-override', ${wanted === 'dark' ? 0 : 1}), true`);
      await until(`the ${wanted} colours`, () => evaluate((scheme) => matchMedia(`(prefers-color-scheme: ${scheme})`).matches, wanted));
      return true;
    },
    /** `light`, `dark`, or `forced` for forced colours. */
    async look(wanted) {
      await this.scheme(wanted === 'light' ? 'light' : 'dark');
      await chrome(`Services.prefs.setIntPref('browser.display.document_color_use', ${wanted === 'forced' ? 2 : 0}), true`);
      await until(`the ${wanted} colours`, () => evaluate((forced) => matchMedia('(forced-colors: active)').matches === forced, wanted === 'forced'));
    },
    wheel: (down) => page.mouse.wheel({ deltaY: down }),
    hover: (x, y) => page.mouse.move(x, y),
    size: (width, height) => page.setViewport({ width, height }),
    inRoot,
    async overlay() {
      const found = await inRoot(inventory);
      return found === null ? null : { rootType: found.type, ...sorted(found.value) };
    },
  };
}
