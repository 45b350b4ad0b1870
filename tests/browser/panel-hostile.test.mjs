// Hostile text in every field that a page, a pack or a file can fill: shown as text, in its own direction, and nothing breaks.

import assert from 'node:assert/strict';
import { after, afterEach, before, describe, test } from 'node:test';

import { demoPages } from './cases.mjs';
import { complaints } from './harness/axe.mjs';
import { BROWSERS } from './harness/browser.mjs';
import { drawn, noticed, stage } from './harness/stage.mjs';
import { until } from './harness/wait.mjs';
import { COPIES, sixtyOnOne, user } from './sixty.mjs';

const demo = demoPages();
const ten = demo.find((page) => page.name === 'ten-proposals');
const burst = demo.find((page) => page.name === 'review-burst');

const HOSTILE = `<img src=x onerror=alert(1)><script>alert(2)</script> \u202egnp.exe\u2066 \u0000\u0007\u001b[31m 👩‍👩‍👧 {name} "]}' \ud83d ${'W'.repeat(300)} &amp; javascript:alert(3) ${'\u0301'.repeat(50)}`;
const LONG = `${HOSTILE} ${'long '.repeat(20_000)}`;

/** What the engine says in words of its own, which no page can fill. */
const OWN = new Set(['kind', 'severity', 'state', 'family', 'confidence', 'key', 'slot', 'holds', 'method', 'first', 'last', 'check', 'now', 'rule', 'field', 'code', 'at', 'captured_at']);

/** Every other text made hostile, the first quote a very long one. */
const long = { left: 1 };
function spoiled(value, name = '', inside = '') {
  if (typeof value === 'string') return OWN.has(name) || (name === 'why' && inside === 'unread') ? value : name === 'url' ? 'javascript:alert(4)//<img>' : name === 'quote' && (long.left -= 1) === 0 ? LONG : HOSTILE;
  if (Array.isArray(value)) return value.map((one) => spoiled(one, name, inside || name));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, spoiled(one, key, Array.isArray(value) ? inside : name || inside)]));
}

for (const name of BROWSERS) {
  describe(`hostile text in ${name}`, () => {
    let here;
    before(async () => {
      here = await stage(name, { settings: { run: 'auto', remember: true } });
    });
    after(() => here?.close());
    const open = [];
    afterEach(() => Promise.all(open.splice(0).map((one) => one.close().catch(() => {}))));
    const kept = (page) => (open.push(page), page);

    const panelOf = async (id) => {
      const panel = kept(await here.browser.extensionPage(`panel.html?tab=${id}`));
      await panel.size(320, 900);
      await panel.evaluate(() => {
        window.seen = [];
        addEventListener('error', ({ message }) => window.seen.push(message));
        addEventListener('unhandledrejection', ({ reason }) => window.seen.push(String(reason)));
        addEventListener('securitypolicyviolation', ({ violatedDirective }) => window.seen.push(violatedDirective));
      });
      await until('the people', () => panel.evaluate(() => document.querySelector('[data-person]') !== null));
      return panel;
    };
    const harmless = async (panel) => {
      await panel.evaluate(() => document.querySelectorAll('details').forEach((fold) => (fold.open = true)));
      const found = await panel.evaluate(async () => {
        for (let n = 0; n < 3; n += 1) await new Promise(requestAnimationFrame);
        const loose = [];
        const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
        while (texts.nextNode()) {
          const { data, parentElement } = texts.currentNode;
          if (data.includes('\u202e') && !parentElement.closest('[dir="auto"], bdi, textarea, option, svg')) loose.push(parentElement.outerHTML.slice(0, 200));
        }
        return {
          made: document.querySelectorAll('main img, main script, main iframe, main object').length,
          links: [...document.querySelectorAll('a[href]')].map((one) => one.protocol).filter((one) => !/^(https?|chrome-extension|moz-extension):$/.test(one)),
          text: document.body.textContent.includes('<img src=x onerror=alert(1)>'),
          over: document.documentElement.scrollWidth <= document.documentElement.clientWidth ? [] : [...document.querySelectorAll('main *')].filter((one) => one.getBoundingClientRect().right > innerWidth + 1 && !one.closest('.picture')).slice(0, 5).map((one) => one.outerHTML.slice(0, 150)),
          loose, seen: window.seen,
        };
      });
      assert.deepEqual(found, { made: 0, links: [], text: true, over: [], loose: [], seen: [] });
    };

    for (const page of [ten, burst]) {
      test(`${name}: in every field of a report of ${page.name}`, async () => {
        kept(await here.open(page));
        const { tab } = await until('a report', async () => {
          const state = await here.tabState(page.url);
          return state?.report && state.people.length > 0 ? state : null;
        });
        const { tab: _, ...state } = await here.tabState(page.url);
        long.left = 1;
        const bad = { ...state, report: { ...spoiled(state.report), schema: 1 }, people: spoiled(state.people).map((one, n) => ({ ...one, id: `${n}${HOSTILE}`, items: state.people[n].items })), counted: [{ field: HOSTILE, read: 1, total: 2 }], problems: [] };
        const id = await here.control.evaluate(async (value) => {
          const { tabs, storage } = globalThis.browser ?? globalThis.chrome;
          const { id: own } = await tabs.getCurrent();
          await storage.session.set({ [`tab:${own}`]: JSON.stringify(value) });
          return own;
        }, bad);
        assert.ok(tab !== id);
        const panel = await panelOf(id);
        await harmless(panel);
        await panel.screenshot(here.picture(`panel-hostile-${page.name}`));
        const popup = kept(await here.browser.extensionPage(`popup.html?tab=${id}`));
        await until('the popup', () => popup.evaluate(() => document.querySelector('[data-part="acts"]') !== null));
        assert.equal(await popup.evaluate(() => document.querySelectorAll('main img, main script').length), 0);
        // What has words of the page for names has names all the same.
        assert.deepEqual((await complaints(panel)).filter((line) => !line.startsWith('color-contrast')), []);
      });
    }

    test(`${name}: from a page: names, letters of 100,000 characters, a template with markup in its slots`, async () => {
      const page = sixtyOnOne((bid, n) => ({
        ...bid,
        user: COPIES.includes(n) ? bid.user : n < 3 ? `${bid.user}${['"><img src=x onerror=alert(1)>', '\u202egnp.exe', `${'W'.repeat(400)}😀`][n]}` : bid.user,
        letter: n === 5 ? bid.letter + ' long'.repeat(20_000) : COPIES.includes(n) ? bid.letter.replace(/Python|Ruby|Java and two label printers/, (found) => `${found} <b>bold</b> <img src=x onerror=alert(1)> \u202e`) : bid.letter,
      }));
      const tab = kept(await here.open(page));
      await drawn(tab, 60);
      const { tab: id } = await until('a report', async () => {
        const state = await here.tabState(page.url);
        return state?.report ? state : null;
      });
      const panel = await panelOf(id);
      await until('everybody', () => panel.evaluate(() => document.querySelectorAll('[data-person]').length === 60));
      assert.equal(await panel.evaluate((who) => [...document.querySelectorAll('[data-person] bdi')].some((one) => one.textContent === who), user(7)), true);
      await harmless(panel);
      await panel.screenshot(here.picture('panel-hostile-page'));
      assert.deepEqual((await noticed(tab)).errors, []);
    });
  });
}
