// A page, and then a content script that the page has taken over, talking to the background: it hears what a page may say of
// itself, and nothing else.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { drawn } from '../harness/stage.mjs';
import { until } from '../harness/wait.mjs';
import { ITEMS, twins } from './twins.mjs';

/** Every message that only a page of the extension may send, in good form. `tab`: somebody's. */
const privileged = (tab) => [
  { kind: 'check-tab', tab },
  { kind: 'describe' },
  { kind: 'forget-letters' },
  { kind: 'forget-person', tab, person: 'anna_grey' },
  { kind: 'forget-all' },
  { kind: 'hire', tab, person: 'anna_grey', hired: true },
  { kind: 'bids', sent: 10, won: 1 },
  { kind: 'demonstrate', walk: 1, tree: '{}' },
  { kind: 'own-letters', source: { kind: 'paste', text: 'A letter.' } },
  { kind: 'own-check', language: 'en', source: { kind: 'paste', text: 'A letter.' } },
  { kind: 'packs-changed' },
  { kind: 'overrides' },
  { kind: 'override', override: { rule: 'shared-letters', scope: 'everywhere', do: 'hide', reason: 'because' }, title: 'x' },
  { kind: 'override-back', numbers: [1] },
  { kind: 'keep-record', tab, person: 'anna_grey' },
  { kind: 'held', site: 'freelancer.com', person: 'anna_grey' },
  { kind: 'forget-named', site: 'freelancer.com', person: 'anna_grey' },
];

/** What a content script may say, in a form that it may not. */
const misshapen = [
  undefined, null, 7, 'check', [], {}, { kind: ['check'] }, { kind: 'check' }, { kind: 'check', walk: 1.5, tree: '{}' }, { kind: 'check', walk: 1, tree: { rows: [] } },
  { kind: 'pace', busy: 'yes', wait: 1 }, { kind: 'pace', busy: true, wait: 'long' }, { kind: 'unmarked', why: 'because' }, { kind: 'line', away: 1 },
  { kind: 'decide', finding: 'x'.repeat(101) }, { kind: 'decide', finding: { toString: 'x' } }, { kind: '__proto__' }, { kind: 'constructor' }, { kind: 'rows' }, { kind: 'step', by: 1 },
];

/** Sends from the content script's world in a tab, as whoever took over the page's process would. */
function fromContent(here, tab, messages, frame = null) {
  return here.control.evaluate(async ([id, all, frameId]) => {
    const ext = globalThis.browser ?? globalThis.chrome;
    const [{ result }] = await ext.scripting.executeScript({
      target: { tabId: id, ...(frameId === null ? {} : { frameIds: [frameId] }) },
      args: [all],
      func: async (given) => {
        const own = globalThis.browser ?? globalThis.chrome;
        const soon = new Promise((resolve) => setTimeout(() => resolve('no answer'), 3_000));
        return Promise.all(given.map((message) => Promise.race([soon, Promise.resolve().then(() => own.runtime.sendMessage(message)).then((answer) => answer ?? 'nothing', () => 'refused')])));
      },
    });
    return result;
  }, [tab, messages, frame]);
}

/** All that the extension holds; of a tab's state, what does not change by itself. */
async function held(here) {
  return here.control.evaluate(async () => {
    const { storage } = globalThis.browser ?? globalThis.chrome;
    const databases = {};
    for (const { name } of await indexedDB.databases()) {
      const opened = await new Promise((resolve, reject) => {
        const request = indexedDB.open(name);
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
      databases[name] = {};
      for (const store of opened.objectStoreNames) {
        databases[name][store] = await new Promise((resolve) => {
          const request = opened.transaction(store).objectStore(store).count();
          request.onsuccess = () => resolve(request.result);
        });
      }
      opened.close();
    }
    return JSON.stringify([await storage.local.get(null), await storage.session.get(null), databases]);
  });
}

/** The same, once what is written after an answer is written. */
function rested(here) {
  let before;
  return until('rest', async () => {
    const now = await held(here);
    const same = now === before && now;
    before = now;
    return same;
  }, { every: 400 });
}

const tabs = (here) => here.control.evaluate(async () => (await (globalThis.browser ?? globalThis.chrome).tabs.query({})).length);

export function talk(name, stage) {
  test(`${name}: hostile: a page cannot speak to the background, whatever it posts`, async () => {
    const here = stage();
    const { flagged: { url, bare } } = twins();
    here.server.put(url, { body: bare });
    const tab = await here.browser.open(url);
    await drawn(tab, ITEMS);
    const id = here.browser.origin.split('/')[2];
    const before = await rested(here);
    const ways = await tab.evaluate(async ([extension, messages]) => {
      const found = [];
      for (const name of ['chrome', 'browser']) {
        const { runtime } = window[name] ?? {};
        if (!runtime) continue;
        for (const way of ['sendMessage', 'connect']) {
          if (typeof runtime[way] !== 'function') continue;
          try { found.push([way, await runtime[way](extension, messages[0])]); } catch { /* Nobody there. */ }
        }
      }
      for (let n = 0; n < 10_000; n += 1) postMessage(messages[n % messages.length], '*');
      const channel = new MessageChannel();
      postMessage({ kind: 'check-tab', tab: 1 }, '*', [channel.port2]);
      for (const message of messages) {
        for (const target of [window, document, document.documentElement.lastElementChild]) target.dispatchEvent(new CustomEvent(message.kind, { detail: message, bubbles: true }));
        new BroadcastChannel('packs').postMessage('changed');
      }
      await new Promise((resolve) => setTimeout(resolve, 100));
      return found;
    }, [id, privileged(1)]);
    assert.deepEqual(ways, []);
    assert.equal(await held(here), before);
    assert.equal((await tab.overlay()).markers.length, ITEMS);
    await tab.close();
  });

  test(`${name}: hostile: a content script that was taken over is refused all but a page's own messages`, async () => {
    const here = stage();
    const { flagged: { url, bare } } = twins();
    const other = 'https://www.freelancer.com/projects/java/frames';
    const policy = 'none';
    here.server.put(url, { body: bare });
    here.server.put(other, { policy, body: '<!doctype html><title>frames</title><iframe src="/inside"></iframe>' });
    here.server.put('https://www.freelancer.com/inside', { policy, body: '<!doctype html><p>inside' });
    const victim = await here.browser.open(url);
    await drawn(victim, ITEMS);
    const tab = await here.browser.open(other);
    const state = (of) => until('a state', async () => (await here.tabState(of))?.tab);
    const [id, victimId] = [await state(other), await state(url)];
    const last = await rested(here);
    const count = await tabs(here);
    const refused = ['nothing', 'refused'];
    for (const [what, messages] of [['privileged', privileged(victimId)], ['misshapen', misshapen]]) {
      const answers = await fromContent(here, id, messages);
      answers.forEach((answer, n) => assert.ok(refused.includes(answer), `${what} ${JSON.stringify(messages[n])}: ${JSON.stringify(answer)}`));
    }
    assert.equal(await held(here), last, 'something of what is held changed');

    // A frame within the page is not the page, whatever it says.
    const frame = await here.control.evaluate(async (tabId) => {
      const found = await (globalThis.browser ?? globalThis.chrome).scripting.executeScript({ target: { tabId, allFrames: true }, func: () => location.pathname });
      return found.find(({ result }) => result === '/inside').frameId;
    }, id);
    const own = [{ kind: 'check', walk: 1, tree: JSON.stringify({ schema: 1, walk: 1, url, captured_at: '2026-01-01T00:00:00Z', rows: [] }) }, { kind: 'pace', busy: true, wait: 9 }, { kind: 'unmarked', why: 'covered' }, { kind: 'line', away: true }, { kind: 'decide', finding: 'x' }, { kind: 'gone' }];
    for (const answer of await fromContent(here, id, own, frame)) assert.ok(refused.includes(answer), JSON.stringify(answer));
    assert.equal(await held(here), last, 'a frame was heard');

    // And what the content script itself may reach: no tab, no session, no page of the extension.
    const reach = await here.control.evaluate(async (tabId) => {
      const [{ result }] = await (globalThis.browser ?? globalThis.chrome).scripting.executeScript({
        target: { tabId },
        func: async () => {
          const ext = globalThis.browser ?? globalThis.chrome;
          const session = await Promise.resolve().then(() => ext.storage.session.get(null)).then((found) => Object.keys(found ?? {}), () => 'refused');
          // Known and said in SECURITY.md: the choices it reads it can also write.
          const { settings } = await ext.storage.local.get('settings');
          return { session, choices: typeof settings, tabs: typeof ext.tabs, scripting: typeof ext.scripting?.executeScript, windows: typeof ext.windows, databases: (await indexedDB.databases()).length, page: typeof ext.extension?.getBackgroundPage };
        },
      });
      return result;
    }, id);
    assert.deepEqual(reach, { session: 'refused', choices: 'object', tabs: 'undefined', scripting: 'undefined', windows: 'undefined', databases: 0, page: 'undefined' });

    // What it may say of its own page is of its own tab, also when it says otherwise.
    const theirs = JSON.stringify(await here.tabState(url));
    await fromContent(here, id, [{ kind: 'unmarked', why: 'covered', tab: victimId }, { kind: 'pace', busy: true, wait: 5, tab: victimId }]);
    assert.equal((await here.tabState(other)).unmarked, 'covered');
    assert.equal(JSON.stringify(await here.tabState(url)), theirs);

    // A flood of garbage, and of wishes to open the panel.
    const garbage = ['', '{', 'null', '[]', '{"schema":1}', `{"schema":1,"walk":1,"url":"${other}","captured_at":"x","rows":${'['.repeat(50_000)}`, 'x'.repeat(3_000_000)];
    await fromContent(here, id, garbage.map((tree, n) => ({ kind: 'check', walk: n, tree })));
    await fromContent(here, id, Array.from({ length: 50 }, () => ({ kind: 'decide', finding: 'x' })));
    // A panel opens after its answer.
    await rested(here);
    assert.ok((await tabs(here)) <= count + 1, 'one panel after another');
    await here.control.evaluate(async () => {
      const ext = globalThis.browser ?? globalThis.chrome;
      for (const { id: panel } of await ext.tabs.query({ url: ext.runtime.getURL('panel.html*') })) await ext.tabs.remove(panel);
    });
    await victim.reload();
    await drawn(victim, ITEMS);
    await tab.close();
    await victim.close();
  });
}
