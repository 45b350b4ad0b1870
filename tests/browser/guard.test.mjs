// A page that keeps the marks from being seen or used: the panel says so, and says when it is over. What ordinary pages do with
// dialogs, sticky headers, banners and menus is no trouble.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { setTimeout as pass } from 'node:timers/promises';

import { demoPages } from './cases.mjs';
import { BROWSERS } from './harness/browser.mjs';
import { sharedPages } from './harness/paths.mjs';
import { drawn, stage } from './harness/stage.mjs';
import { until } from './harness/wait.mjs';

const page = demoPages().find((one) => one.name === 'ten-proposals');
/** Two looks, and a little: that nothing is said can only be waited out. */
const TWO_LOOKS = 5_500;

/** What a page can do against the marks; each undoes itself by `undo`. */
const TROUBLE = {
  'a popover over the marks alone': ['covered', () => {
    const cover = document.createElement('div');
    cover.popover = 'manual';
    cover.className = 'cover';
    document.body.append(cover);
    cover.showPopover();
    window.undo = () => cover.remove();
  }],
  'a popover that lets clicks through': ['covered', () => {
    const cover = document.createElement('div');
    cover.popover = 'manual';
    cover.className = 'cover through';
    document.body.append(cover);
    cover.showPopover();
    window.undo = () => cover.remove();
  }],
  'the host shut to clicks and to screen readers': ['inert', () => {
    const host = document.documentElement.lastElementChild;
    host.inert = true;
    host.setAttribute('aria-hidden', 'true');
    window.undo = () => { host.inert = false; host.removeAttribute('aria-hidden'); };
  }],
};

const OLD_DIALOG = 'a dialog of the old kind, with the rest shut';

/** What ordinary pages do. */
const ORDINARY = {
  'a modal dialog': () => {
    const dialog = document.createElement('dialog');
    dialog.textContent = 'The site asks something.';
    document.body.append(dialog);
    dialog.showModal();
  },
  [OLD_DIALOG]: () => {
    const dialog = document.createElement('div');
    dialog.className = 'modal';
    dialog.textContent = 'The site asks something.';
    const others = [...document.body.children, document.documentElement.lastElementChild];
    document.body.append(dialog);
    for (const one of others) { one.setAttribute('aria-hidden', 'true'); one.inert = true; }
  },
  'a cookie banner as a popover over the lower half': () => {
    const banner = document.createElement('div');
    banner.popover = 'manual';
    banner.className = 'banner';
    banner.textContent = 'Cookies?';
    document.body.append(banner);
    banner.showPopover();
  },
  'a header that sticks, scrolled': () => {
    scrollTo(0, 700);
  },
  'a menu over a corner': () => {
    const menu = document.createElement('div');
    menu.popover = 'auto';
    menu.className = 'menu';
    menu.textContent = 'One, two, three';
    document.body.append(menu);
    menu.showPopover();
  },
  'everything faded, turned and moved by its own style': () => {
    document.body.className = 'styled';
  },
};

/** The looks that the cases speak of. */
const styles = () => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`.cover { position: fixed; inset: 0 auto 0 0; width: 198px; height: auto; margin: 0; border: 0; background: white; }
    .through { pointer-events: none; }
    .modal { position: fixed; inset: 10% 10%; background: white; z-index: 100000; }
    .banner { position: fixed; inset: 50% 0 0 0; width: auto; height: auto; margin: 0; background: #eee; }
    .menu { position: fixed; inset: 60px 20px auto auto; width: 200px; height: 300px; margin: 0; }
    .styled { opacity: 0.9; filter: saturate(0.5); transform: translateX(40px); }`);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
};

for (const name of BROWSERS) {
  describe(`guard in ${name}`, () => {
    let here;
    let tab;
    before(async () => {
      here = await stage(name);
      tab = await here.open(page);
      await drawn(tab, 10);
      await tab.evaluate(styles);
    });
    after(() => here?.close());

    const unmarked = async () => (await here.tabState(page.url)).unmarked;
    const panelSays = async (wanted, what) => {
      const panel = await here.browser.extensionPage(`panel.html?tab=${(await here.tabState(page.url)).tab}`);
      await until('the panel to say so', () => panel.evaluate((pattern) => new RegExp(pattern).test(document.body.innerText), wanted));
      await panel.screenshot(here.picture(`guard-${what}`));
      await panel.close();
    };

    test(`${name}: no trouble by what ordinary pages do, nor on real ones`, async (context) => {
      // Each in a window of its own: what can only be waited out is waited out by all at once.
      const cases = [
        ...Object.entries(ORDINARY).map(([what, act], n) => ({ what, act, page: { ...page, url: `${page.url}?case=${n}` } })),
        ...sharedPages().map((real) => ({ what: real.name, act: () => scrollTo(0, 600), page: real })),
        // That windows side by side are looked at, this one shows.
        { what: 'windows', act: TROUBLE['a popover over the marks alone'][1], page: { ...page, url: `${page.url}?case=covered` }, wanted: 'covered' },
      ];
      const read = async ({ page: { url } }) => (await here.tabState(url))?.report;
      for (const one of cases) one.tab = await here.window(one.page);
      for (const one of cases) {
        await until(`a report on ${one.what}`, () => read(one));
        if (one.page.file === page.file) {
          await drawn(one.tab, 10);
          await one.tab.evaluate(styles);
        }
        await one.tab.evaluate(one.act);
      }
      await pass(TWO_LOOKS);
      for (const { what, tab: own, page: { url }, wanted } of cases) {
        await context.test(`${name}: ${wanted === undefined ? 'no trouble' : 'trouble is seen'}: ${what}`, async () => {
          assert.equal(await own.evaluate(() => document.visibilityState), 'visible');
          assert.equal((await here.tabState(url)).unmarked, wanted);
          if (what === OLD_DIALOG) {
            // Neither a mark nor a box of what the dialog hides.
            const dialog = await own.evaluate(() => document.querySelector('.modal').getBoundingClientRect().toJSON());
            const { markers, boxes } = await own.overlay();
            const inside = ({ rect: { x, y, width, height } }) => x + width > dialog.left + 40 && x < dialog.right && y + height > dialog.top && y < dialog.bottom;
            assert.deepEqual([markers.filter(inside).length, boxes.filter(inside).length], [0, 0]);
          }
          await own.screenshot(here.picture(`guard-${what}`));
        });
        await own.close();
      }
    });

    for (const [what, [why, act]] of Object.entries(TROUBLE)) {
      test(`${name}: said in the panel: ${what}; and that it is over`, async () => {
        await tab.evaluate(act);
        await until('the trouble to be seen', async () => (await unmarked()) === why, { every: 200 });
        await panelSays(why === 'covered' ? 'lies over the marks' : 'shut the marks', why);
        await tab.raw.bringToFront();
        await tab.evaluate(() => window.undo());
        await until('the trouble to be over', async () => (await unmarked()) === undefined, { every: 200 });
      });
    }

    test(`${name}: put elsewhere in the page, the host comes back to its place`, async () => {
      await tab.evaluate(() => {
        const hole = document.createElement('div');
        hole.hidden = true;
        document.body.append(hole);
        hole.append(document.documentElement.lastElementChild);
      });
      await drawn(tab, 10);
      await tab.evaluate(() => document.documentElement.insertBefore(document.documentElement.lastElementChild, document.body));
      await until('the marks above all again', async () => {
        const { markers } = await tab.overlay();
        return markers.length === 10 && tab.evaluate(([x, y]) => document.elementFromPoint(x, y)?.shadowRoot === null && document.elementFromPoint(x, y)?.parentElement === document.documentElement, [markers[0].rect.x + 12, markers[0].rect.y + 12]);
      });
    });
  });
}
