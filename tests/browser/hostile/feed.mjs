// What a page can give to eat: more than can be read, in every shape. What is read is drawn, what is not is said in the panel, no
// piece of our work holds the page for long, and the other tabs go on.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as pass } from 'node:timers/promises';

import { drawn } from '../harness/stage.mjs';
import { until } from '../harness/wait.mjs';
import { longestTask, tracedPage } from './tasks.mjs';
import { ITEMS, twins } from './twins.mjs';

const LONG = process.env.SECONDLOOK_LONG === '1';
/** Processor time of one task, ms. */
const MOST = 50;
/** With all the text that is read at most (4 Mi units): the page crosses as one message, whose text is copied several times. */
const MOST_FULL = 250;

/** What the report says of each. */
const SAID = { rows: 'too many elements', text: 'too much text', attributes: 'attributes are too long', depth: 'nested too deeply', frame: 'another document', closed_shadow: 'not open to reading', blocks: 'too large or too many' };
/** Data blocks are markup: a script may not write them under this policy. */
const BLOCKS = `<script type="application/json">{"a":${'['.repeat(5_000)}</script>`.repeat(40);


/** Each makes the page's end out of something, in the page, before the extension comes. The number is of the short form, then of the long one. */
const FEED = {
  rows: [70_000, 1_000_000, (count) => {
    const root = document.createElement('div');
    root.hidden = true;
    for (let n = 0; n < count; n += 1) root.append(document.createElement('i'));
    document.body.append(root);
  }],
  text: [6 << 20, 50 << 20, (count) => {
    // In ten pieces, of which the first still fit.
    for (let n = 0; n < 10; n += 1) {
      const one = document.createElement('p');
      one.hidden = true;
      one.textContent = 'word \ud800 \udfff '.repeat(count / 100);
      document.body.append(one);
    }
  }],
  attributes: [2 << 20, 20 << 20, (count) => {
    const one = document.createElement('p');
    one.title = 'a b'.repeat(count / 3);
    one.className = 'c '.repeat(count / 2);
    for (let n = 0; n < 5_000; n += 1) one.setAttribute(`data-n${n}`, '\udc00'.repeat(9));
    document.body.append(one);
  }],
  depth: [1_000, 20_000, (count) => {
    let at = document.body.appendChild(document.createElement('div'));
    at.hidden = true;
    for (let n = 0; n < count; n += 1) at = at.appendChild(document.createElement('div'));
  }],
  frame: [200, 3_000, (count) => {
    for (let n = 0; n < count; n += 1) {
      const one = document.createElement('iframe');
      one.hidden = true;
      document.body.append(one);
    }
  }],
  closed_shadow: [2_000, 10_000, (count) => {
    const top = document.body.appendChild(document.createElement('div'));
    top.hidden = true;
    let at = top;
    for (let n = 0; n < count; n += 1) {
      const one = document.createElement('x-deep');
      at.append(one);
      // One in the other up to a hundred, closed and open in turn.
      const root = one.attachShadow({ mode: n % 2 ? 'closed' : 'open' });
      root.append('shadow');
      at = n % 100 === 99 ? top : root;
    }
  }],
};

/** Everything an honest page would answer throws; whoever asks in the page's own world falls over it. */
function throwing() {
  const undo = [];
  const bad = () => { throw new Error('a getter of the page'); };
  const spoil = (owner, key) => {
    const found = Object.getOwnPropertyDescriptor(owner, key);
    if (!found?.configurable) return;
    Object.defineProperty(owner, key, 'value' in found ? { ...found, value: bad } : { ...found, get: bad, set: bad });
    undo.push(() => Object.defineProperty(owner, key, found));
  };
  for (const [owner, keys] of [[Node.prototype, ['textContent', 'firstChild', 'nextSibling', 'nodeType', 'parentNode', 'isConnected', 'appendChild', 'contains']], [Element.prototype, ['attributes', 'localName', 'shadowRoot', 'getAttribute', 'getBoundingClientRect', 'attachShadow', 'append', 'remove', 'matches']], [Document.prototype, ['createElement', 'createRange', 'elementFromPoint', 'visibilityState']], [Range.prototype, ['getClientRects', 'setStart']], [CharacterData.prototype, ['data']], [EventTarget.prototype, ['addEventListener']], [MutationObserver.prototype, ['observe', 'disconnect']], [CSSStyleSheet.prototype, ['replaceSync']], [JSON, ['stringify', 'parse']], [Performance.prototype, ['now']], [String.prototype, ['toWellFormed', 'slice', 'toLowerCase']]]) for (const key of keys) spoil(owner, key);
  const element = document.querySelector('.User-bid-text');
  for (const key of ['textContent', 'childNodes', 'getBoundingClientRect', 'firstChild', 'localName']) Object.defineProperty(element, key, { configurable: true, get: bad });
  Object.defineProperty(Object.prototype, 'toJSON', { configurable: true, get: bad });
  undo.push(() => { delete Object.prototype.toJSON; });
  Object.defineProperty(window, '__honest', { get: () => { for (const one of undo.splice(0)) one(); return true; } });
}

export function feed(name, stage) {
  const serve = (kind, script, more = '') => {
    const { flagged: { bare } } = twins();
    const url = `https://www.freelancer.com/projects/java/twins?feed=${kind}`;
    // No script of the tests in it, which would take part.
    stage().server.put(url, { policy: 'strict', body: (nonce) => bare.replace(/<script(?![^>]*json)/g, `<script nonce="${nonce}"`).replace('</body>', `${more}<script nonce="${nonce}">window.wrong = []; window.onerror = (message) => { window.wrong[window.wrong.length] = message; }; ${script}</script></body>`) });
    return url;
  };
  const wrong = (tab) => tab.script('window.wrong');

  test(`${name}: hostile: more than can be read, in every shape: what is read is drawn, the rest is said, and no piece of work is long`, async () => {
    const here = stage();
    await here.forget();
    const tasks = {};
    // Those that end the walk come last.
    const every = Object.entries(FEED).reverse();
    // In the long form the better of two: the browser's own work, such as collecting garbage, falls into a task now and then.
    const kinds = LONG ? every.flatMap(([kind, one]) => Array(2).fill([kind, [[kind, one]]])) : [['all', every]];
    for (const [what, parts] of kinds) {
      const url = serve(what, parts.map(([, [few, many, make]]) => `(${make})(${LONG ? many : few});`).join('\n'), BLOCKS);
      const listener = name === 'chromium' ? await tracedPage(here, url) : undefined;
      const tab = listener?.tab ?? await here.browser.open(url, { timeout: 300_000 });
      const { tab: id, report } = await until('a report', async () => {
        const state = await here.tabState(url);
        return state?.report ? state : null;
      }, { timeout: LONG ? 300_000 : 30_000 });
      await pass(500);
      if (listener) tasks[what] = Math.min(tasks[what] ?? Infinity, await longestTask(listener, here.browser.origin));
      const notes = report.unread.map(({ note }) => note).join('; ');
      for (const kind of [...parts.map(([one]) => one), 'blocks']) assert.ok(notes.includes(SAID[kind]), `${kind} is not said; there are: ${notes}`);
      // Another tab is read as ever, while this one is there.
      const { url: other, bare } = twins().harmless;
      here.server.put(other, { body: bare });
      const quiet = await here.browser.open(other);
      await drawn(quiet, ITEMS);
      await quiet.close();
      const panel = await here.browser.extensionPage(`panel.html?tab=${id}`);
      await until('the panel to say it', () => panel.evaluate((wanted) => wanted.every((one) => document.body.textContent.includes(one)), [...parts.map(([one]) => SAID[one]), SAID.blocks]));
      await panel.screenshot(here.picture(`hostile-feed-${what}`));
      await panel.close();
      assert.deepEqual(await wrong(tab), []);
      await tab.close();
    }
    if (Object.keys(tasks).length > 0) console.log(`${name}: the longest task of a page, in ms of processor time: ${Object.entries(tasks).map(([what, longest]) => `${what} ${longest.toFixed(1)}`).join(', ')}`);
    for (const [what, longest] of Object.entries(tasks)) {
      assert.ok(longest > 0 && longest < (['all', 'text'].includes(what) ? MOST_FULL : MOST), `${what}: ${longest} ms`);
    }
  });

  test(`${name}: hostile: a page whose own getters throw is read all the same`, async () => {
    const here = stage();
    await here.forget();
    const url = serve('throwing', `(${throwing})();`);
    const tab = await here.browser.open(url);
    const { report } = await until('a report', async () => {
      const state = await here.tabState(url);
      return state?.report ? state : null;
    });
    assert.equal(report.items.length >= ITEMS - 1, true, 'the letters were read');
    assert.ok(report.findings.length >= 2);
    // From here on the test itself asks the page; the harness holds a function that throws when it says so.
    await tab.script('window.__honest').catch(() => undefined);
    await drawn(tab, ITEMS);
    assert.deepEqual(await wrong(tab), []);
    await tab.close();
  });
}
