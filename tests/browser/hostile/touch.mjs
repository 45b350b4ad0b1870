// A page that restyles, moves, copies, imitates or takes out what stands in it, and acts as if it were the user.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as pass } from 'node:timers/promises';

import { drawn, noticed } from '../harness/stage.mjs';
import { until } from '../harness/wait.mjs';
import { ITEMS, twins } from './twins.mjs';

const middle = ({ rect }) => [rect.x + rect.width / 2, rect.y + rect.height / 2];
const rects = ({ markers }) => markers.map(({ rect: { x, y, width, height } }) => [x, y, width, height].map(Math.round).join());
const hostOf = () => [...document.documentElement.children].find((one) => one.localName === 'div' && !one.className);

/** What a style sheet can do to the one element. */
const STYLES = {
  'all unset, and not shown': '* { all: unset } html > *:not(head, body), html > div { all: unset !important; display: none !important }',
  'as large as the page, and in its flow': 'html > div { position: static !important; display: block !important; width: 600px !important; height: 600px !important; margin: 80px !important; float: left !important; contain: strict !important; overflow: hidden !important }',
  'faded, filtered, turned, cut': 'html > div { opacity: 0 !important; filter: blur(9px) !important; transform: rotate(9deg) scale(3) !important; clip-path: inset(50%) !important; mask: linear-gradient(transparent, transparent) !important; visibility: hidden !important; content-visibility: hidden !important; zoom: 3 !important; pointer-events: none !important; --paper: red }',
  'its own words in front of ours': 'html > div::before, html > div::after { content: "all is well"; position: fixed; inset: 0; background: white } * { font-size: 60px !important; letter-spacing: 20px; text-transform: uppercase; direction: rtl !important }',
};

/** Where a page can put the element; it comes back from each. */
const PLACES = {
  'into another document': (host) => {
    const frame = document.createElement('iframe');
    document.body.append(frame);
    frame.contentDocument.body.append(frame.contentDocument.adoptNode(host));
  },
  'into a closed shadow root of the page': (host) => {
    const other = document.createElement('div');
    document.body.append(other);
    other.attachShadow({ mode: 'closed' }).append(host);
  },
  'into a template': (host) => {
    const template = document.createElement('template');
    document.body.append(template);
    template.content.append(host);
  },
  'away, with a copy in its place': (host) => {
    const copy = host.cloneNode(true);
    host.replaceWith(copy);
    copy.textContent = 'No findings. Verified.';
  },
};

/** Every event that a user's hand would make, made by the page, at the element and all over the window. */
function acted([points, keys]) {
  const host = [...document.documentElement.children].at(-1);
  const targets = [host, document, document.documentElement, document.body, window];
  for (const target of targets) {
    for (const [clientX, clientY] of points) {
      for (const type of ['pointerdown', 'mousedown', 'pointerup', 'mouseup', 'click', 'dblclick', 'contextmenu', 'pointermove']) {
        const Kind = type.startsWith('pointer') ? PointerEvent : MouseEvent;
        target.dispatchEvent(new Kind(type, { bubbles: true, composed: true, cancelable: true, clientX, clientY, button: 0, detail: 1 }));
      }
    }
    for (const [key, alt] of keys) {
      for (const type of ['keydown', 'keypress', 'keyup']) target.dispatchEvent(new KeyboardEvent(type, { bubbles: true, composed: true, cancelable: true, key, code: key === '.' ? 'Period' : key, altKey: alt }));
    }
  }
  host.click();
  host.focus();
  for (const type of ['focus', 'toggle', 'beforetoggle', 'close', 'cancel', 'copy', 'step', 'show', 'again', 'message']) host.dispatchEvent(new CustomEvent(type, { bubbles: true, composed: true, detail: { kind: 'step', by: 1 } }));
}

export function touch(name, stage) {
  const onPage = async (work) => {
    const here = stage();
    const { flagged: { url, bare } } = twins();
    await here.forget();
    here.server.put(url, { body: bare });
    const tab = await here.browser.open(url);
    try {
      await work(tab, await drawn(tab, ITEMS), here, url);
      assert.deepEqual((await noticed(tab)).errors, [], 'errors in the page');
    } finally {
      await tab.close();
    }
  };

  test(`${name}: hostile: no style sheet of the page reaches the marks`, () => onPage(async (tab, first) => {
    const look = () => tab.inRoot(function look() {
      const { color, fontSize, borderTopColor, backgroundColor, visibility, letterSpacing } = getComputedStyle(this.querySelector('.marker'));
      const layer = this.querySelector('.layer');
      return [color, fontSize, borderTopColor, backgroundColor, visibility, letterSpacing, layer.checkVisibility({ opacityProperty: true, visibilityProperty: true })];
    });
    const { value: before } = await look();
    for (const [what, css] of Object.entries(STYLES)) {
      await tab.evaluate((text) => {
        window.__sheet = new CSSStyleSheet();
        window.__sheet.replaceSync(text);
        document.adoptedStyleSheets = [...document.adoptedStyleSheets, window.__sheet];
      }, css);
      assert.deepEqual((await look()).value, before, what);
      const shown = (await tab.inRoot(function size() { const { width, height } = this.querySelector('.marker:not([hidden])').getBoundingClientRect(); return [Math.round(width), Math.round(height)]; })).value;
      assert.deepEqual(shown, [24, 24], what);
      await tab.evaluate(() => { document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== window.__sheet); });
    }
    await until('the marks where they were', async () => rects(await tab.overlay()).join() === rects(first).join());
  }));

  test(`${name}: hostile: wherever the page puts the element it comes back, with its looks, and a copy of it is empty`, () => onPage(async (tab, first, here) => {
    for (const [what, move] of Object.entries(PLACES)) {
      await tab.script(`((${move})((${hostOf})()), true)`);
      if (what.includes('copy')) await tab.evaluate(() => { for (const one of [...document.documentElement.children]) if (one.textContent === 'No findings. Verified.' ) { if (one.shadowRoot !== null) throw new Error('the copy has a root'); one.remove(); } });
      await until(`the marks after: ${what}`, async () => rects(await tab.overlay()).join() === rects(first).join(), { timeout: 6_000 });
      const looks = (await tab.inRoot(function looks() { return [this.adoptedStyleSheets.length > 3, this.querySelector('.layer').matches(':popover-open')]; })).value;
      assert.deepEqual(looks, [true, true], what);
    }
    await tab.screenshot(here.picture('hostile-moved'));
  }));

  test(`${name}: hostile: taken out a thousand times it stays away, the panel says so, and the page goes on`, () => onPage(async (tab, first, here, url) => {
    await tab.evaluate(async () => {
      window.__out = 0;
      const host = () => [...document.documentElement.children].find((one) => one.localName === 'div');
      const end = performance.now() + 2_500;
      while (window.__out < 1_000 && performance.now() < end) {
        const one = host();
        if (one) { one.remove(); window.__out += 1; }
        await new Promise((resolve) => setTimeout(resolve));
      }
    });
    const out = await tab.evaluate(() => window.__out);
    assert.ok(out >= 3 && out <= 10, `it came back ${out} times`);
    await until('the panel to know', async () => (await here.tabState(url)).unmarked === 'removed');
    assert.equal((await noticed(tab)).rootChildren.length, 2);
  }));

  test(`${name}: hostile: what the page does as if it were the user does nothing`, () => onPage(async (tab, { markers }, here, url) => {
    const points = markers.map(middle);
    const panels = () => here.control.evaluate(async () => (await (globalThis.browser ?? globalThis.chrome).tabs.query({})).length);
    const before = [await panels(), JSON.stringify(await here.session())];
    await tab.evaluate(acted, [points, [['Enter', false], [' ', false], ['Escape', false], ['.', true], [',', true], ['Tab', false]]]);
    assert.equal((await tab.overlay()).card, null, 'a card opened');
    assert.equal(await tab.evaluate(() => scrollY), 0, 'the page was scrolled');
    assert.deepEqual([await panels(), JSON.stringify(await here.session())], before);
    await tab.click(...points[0]);
    const { text } = await until('the card', async () => (await tab.overlay()).card);
    await tab.evaluate(acted, [points, [['Escape', false], ['.', true], ['Enter', false]]]);
    assert.equal((await tab.overlay()).card?.text, text, 'the card closed, or another one opened');
    assert.deepEqual([await panels(), JSON.stringify(await here.session())], before);
    assert.equal((await here.tabState(url)).unmarked, undefined);
  }));

  test(`${name}: hostile: the document written anew, and its root put in place of itself: marks of what is there, or none`, () => onPage(async (tab, first) => {
    await tab.evaluate(() => {
      const copy = document.documentElement.cloneNode(true);
      for (const one of [...copy.children]) if (one.localName === 'div') one.remove();
      document.replaceChild(copy, document.documentElement);
    });
    await until('the marks on the new root', async () => rects(await tab.overlay()).join() === rects(first).join(), { timeout: 8_000 });
    await tab.evaluate(() => {
      const kept = document.body;
      document.open();
      document.close();
      document.body.replaceWith(kept);
    });
    // Read anew or left alone: what must not be is a mark that speaks of nothing.
    await pass(1_500);
    assert.ok([0, ITEMS].includes((await tab.overlay())?.markers.length ?? 0));
    await tab.reload();
    await drawn(tab, ITEMS);
  }));
}
