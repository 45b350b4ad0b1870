// Chromium behind the small interface of `browser.mjs`.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { chromium } from 'playwright-core';

import { findCommand } from './commands.mjs';
import { inventory, SAID, sorted } from './overlay.mjs';
import { rootOf } from './processes.mjs';
import { until } from './wait.mjs';

/** `profile`: a folder of the caller's, which stays; else one for this browser alone. */
export async function launchChromium({ extension, port, headless = true, args = [], profile: given }) {
  const profile = given ?? mkdtempSync(join(tmpdir(), 'secondlook-chromium-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: findCommand('SECONDLOOK_CHROMIUM', ['chromium', 'chromium-browser', 'google-chrome']),
    headless,
    ignoreHTTPSErrors: true,
    viewport: headless ? { width: 1280, height: 900 } : null,
    // Playwright switches extensions off unless told otherwise.
    ignoreDefaultArgs: ['--disable-extensions'],
    args: [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      ...(extension ? [`--disable-extensions-except=${extension}`, `--load-extension=${extension}`] : []),
      `--host-resolver-rules=MAP *:443 127.0.0.1:${port}, EXCLUDE 127.0.0.1`,
      '--ignore-certificate-errors',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      ...args,
    ],
  });
  const root = rootOf(profile);
  const cdp = await context.newCDPSession(context.pages()[0] ?? (await context.newPage()));

  let closed = false;
  context.once('close', () => {
    closed = true;
  });

  const targets = async () => (await cdp.send('Target.getTargets')).targetInfos;
  const worker = async () =>
    (await targets()).find((target) => target.type === 'service_worker' && target.url.startsWith('chrome-extension://'));
  let origin;
  if (extension) {
    // The worker's URL holds the extension's id.
    const seen = context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker'));
    origin = seen.url().split('/').slice(0, 3).join('/');
  }

  return {
    name: 'chromium',
    root,
    origin,
    context,
    /** The browser's protocol, for a test that follows all there is in it. */
    cdp,
    closed: () => closed,
    async open(url, options) {
      const page = wrap(await context.newPage(), context);
      await page.goto(url, options);
      return page;
    },
    /** Opens a page in a window of its own: it stays visible whatever opens beside it. */
    async window(url, options) {
      const [page] = await Promise.all([context.waitForEvent('page'), cdp.send('Target.createTarget', { url: 'about:blank', newWindow: true })]);
      await page.goto(url, options);
      return wrap(page, context);
    },
    async extensionPage(path) {
      const page = wrap(await context.newPage(), context);
      await page.goto(`${origin}/${path}`);
      return page;
    },
    /** A page that is open already, by the end of its address; null where there is none. */
    async found(end) {
      const page = context.pages().find((one) => one.url().endsWith(end));
      return page === undefined ? null : wrap(page, context);
    },
    /** Sets what an organisation prescribes, on the browser's own page for trying policies: it is a policy like any other, in this profile alone. */
    async prescribe(values) {
      const page = await context.newPage();
      try {
        await page.goto('chrome://policy/test');
        // From the cloud, for the machine, mandatory.
        const policies = Object.entries(values).map(([key, value]) => ({ namespace: origin.split('/')[2], name: key, value, source: 2, scope: 1, level: 1 }));
        await page.evaluate((given) => chrome.send('setLocalTestPolicies', ['policies_1', given, '']), JSON.stringify(policies));
      } finally {
        await page.close();
      }
    },
    /** Puts a page in front of the others, so that it hears keys. */
    front: (page) => page.raw.bringToFront(),
    async workerAlive() {
      return (await worker()) !== undefined;
    },
    async killWorker() {
      const target = await worker();
      if (target === undefined) {
        return;
      }
      await until('the worker to be gone', async () => {
        // One that is only starting does not hear it.
        await cdp.send('Target.closeTarget', { targetId: target.targetId }).catch(() => {});
        return (await worker())?.targetId !== target.targetId;
      });
    },
    /** The user's click on "Check this text": no test can click a native menu, so the worker gets the event itself. */
    async menu(info) {
      await context.serviceWorkers().at(-1).evaluate((given) => {
        chrome.contextMenus.onClicked.dispatch(given, undefined);
      }, info);
    },
    /** A command's key: no test can press a browser's own shortcut, so the worker gets the event itself, for the tab with this address, else the one that is open. The access that comes with a real key it does not get. */
    async command(name, url) {
      await context.serviceWorkers().at(-1).evaluate(async ([command, address]) => {
        const [tab] = await chrome.tabs.query(address === undefined ? { active: true, lastFocusedWindow: true } : { url: address });
        chrome.commands.onCommand.dispatch(command, tab);
      }, [name, url]);
    },
    /** Loads the extension anew, as an update does; its own pages close with it. */
    async reloadExtension(control) {
      await this.configure({});
      const before = (await worker())?.targetId;
      await control.evaluate(() => chrome.runtime.reload()).catch(() => {});
      await until('the new worker', async () => {
        const now = await worker();
        return now !== undefined && now.targetId !== before;
      });
    },
    /** Lets the extension into private windows, which loads it anew, and opens one: the id of its tab, and a new page of the extension. */
    async privateWindow(url) {
      await this.configure({ incognitoAccess: true });
      const control = await until('the extension to be back', () => this.extensionPage('popup.html'));
      const id = await control.evaluate(async (address) => (await chrome.windows.create({ incognito: true, url: address })).tabs[0].id, url);
      return { id, control };
    },
    /** Chromium's own extensions page holds an extension's rights behind its private interface; a test may call it there. */
    async configure(values) {
      const page = await context.newPage();
      try {
        await page.goto('chrome://extensions');
        await page.evaluate(
          async (given) => {
            // Without developer mode, an unpacked extension that is loaded anew stays off.
            await chrome.developerPrivate.updateProfileConfiguration({ inDeveloperMode: true });
            await chrome.developerPrivate.updateExtensionConfiguration(given);
          },
          { extensionId: origin.split('/')[2], ...values },
        );
      } finally {
        await page.close();
      }
    },
    /** What the worker's own objects take, bytes. */
    async workerHeap() {
      const { targetId } = await worker();
      const { sessionId } = await cdp.send('Target.attachToTarget', { targetId, flatten: false });
      try {
        const answer = new Promise((resolve) => {
          cdp.on('Target.receivedMessageFromTarget', ({ message }) => {
            const parts = JSON.parse(message);
            if (parts.id === 1) {
              resolve(parts.result);
            }
          });
        });
        const message = JSON.stringify({ id: 1, method: 'Runtime.getHeapUsage' });
        await cdp.send('Target.sendMessageToTarget', { sessionId, message });
        return await answer;
      } finally {
        await cdp.send('Target.detachFromTarget', { sessionId });
      }
    },
    async close() {
      await context.close();
      if (given === undefined) rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

function wrap(page, context) {
  let session;
  const cdp = async () => (session ??= await context.newCDPSession(page));

  async function inRoot(fn, ...values) {
    const client = await cdp();
    const { result: host } = await client.send('Runtime.evaluate', {
      expression: "[...document.documentElement.children].find((e) => !/^(head|body)$/.test(e.localName)) ?? null",
    });
    if (host.objectId === undefined) {
      return null;
    }
    const { node } = await client.send('DOM.describeNode', { objectId: host.objectId, depth: 1, pierce: true });
    const root = node.shadowRoots?.[0];
    if (root === undefined) {
      return null;
    }
    const { object } = await client.send('DOM.resolveNode', { backendNodeId: root.backendNodeId });
    const { result, exceptionDetails } = await client.send('Runtime.callFunctionOn', {
      objectId: object.objectId,
      functionDeclaration: `function (...values) { ${SAID} return (${fn}).apply(this, values); }`,
      arguments: values.map((value) => ({ value })),
      returnByValue: true,
    });
    if (exceptionDetails) {
      throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    }
    return { type: root.shadowRootType, value: result.value };
  }

  return {
    raw: page,
    goto: (url, options) => page.goto(url, options),
    reload: () => page.reload(),
    evaluate: (fn, arg) => page.evaluate(fn, arg),
    /** Runs an expression that the page's policy has no say in; its value travels as JSON. */
    async script(expression) {
      const client = await cdp();
      const { result, exceptionDetails } = await client.send('Runtime.evaluate', {
        expression,
        awaitPromise: true,
        returnByValue: true,
      });
      if (exceptionDetails) {
        throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
      }
      return result.value;
    },
    screenshot: (path, options) => page.screenshot({ path, ...options }),
    click: (x, y) => page.mouse.click(x, y),
    press: (key) => page.keyboard.press(key),
    close: () => page.close(),
    url: () => page.url(),
    /** Asks for light or dark; false where a browser does not let a test say so. */
    scheme: (colorScheme) => page.emulateMedia({ colorScheme }).then(() => true),
    /** `light`, `dark`, or `forced` for forced colours. */
    look: (wanted) => page.emulateMedia({ colorScheme: wanted === 'light' ? 'light' : 'dark', forcedColors: wanted === 'forced' ? 'active' : 'none' }),
    wheel: (down) => page.mouse.wheel(0, down),
    hover: (x, y) => page.mouse.move(x, y),
    size: (width, height) => page.setViewportSize({ width, height }),
    inRoot,
    async overlay() {
      const found = await inRoot(inventory);
      return found === null ? null : { rootType: found.type, ...sorted(found.value) };
    },
  };
}
