// Whether everybody can use it: axe-core on the extension's pages and on the overlay's parts, light, dark and in high contrast; the card by the
// keyboard alone; forced colours and reduced motion.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';

import { demoPages } from './cases.mjs';
import { complaints } from './harness/axe.mjs';
import { BROWSERS } from './harness/browser.mjs';
import { cardScript } from './harness/bundles.mjs';
import { drawn, stage } from './harness/stage.mjs';
import { until } from './harness/wait.mjs';

const page = demoPages().find((one) => one.name === 'ten-proposals');

for (const name of BROWSERS) {
  describe(`access in ${name}`, () => {
    let here;
    before(async () => {
      here = await stage(name, { settings: { run: 'auto', remember: true } });
    });
    after(() => here?.close());

    test(`${name}: popup, panel, options and packs pass axe-core, light and dark`, async () => {
      const shown = await here.open(page);
      await drawn(shown, 10);
      const { tab: id } = await until('a report', () => here.tabState(page.url));
      // The popup asks what was not answered; the other pages show what there is once it was.
      await here.settings({ remember: null });
      /** Each page with what stands on it once it is whole. */
      const whole = { [`popup.html?tab=${id}`]: '[data-act]', [`panel.html?tab=${id}`]: '[data-act="hire"]', 'options.html': 'input[type=checkbox]', 'packs.html': '[data-pack]' };
      for (const [path, last] of Object.entries(whole)) {
        const own = await here.browser.extensionPage(path);
        await until(`${path} to be whole`, () => own.evaluate((selector) => document.querySelector(selector) !== null, last));
        await own.evaluate(() => document.querySelectorAll('details').forEach((fold) => (fold.open = true)));
        for (const scheme of ['light', 'dark']) {
          if (!(await own.scheme(scheme))) {
            continue;
          }
          await own.screenshot(here.picture(`axe-${path.split('.')[0]}-${scheme}`));
          assert.deepEqual(await complaints(own), [], `${path}, ${scheme}`);
        }
        await own.close();
        await here.settings({ remember: true });
      }
      await shown.close();
    });

    test(`${name}: markers, line, hint and every state of the card pass axe-core, light, dark and in high contrast; and it would tell`, async () => {
      const shown = await here.open(page);
      await drawn(shown, 10);
      const { report } = await until('a report', () => here.tabState(page.url));
      await shown.close();
      const words = JSON.parse(readFileSync('locales/en.json', 'utf8'));
      const script = await cardScript();
      const own = await here.browser.extensionPage('options.html');
      // The real ones stand in a closed root, where axe-core cannot look: the same elements and style, in the open.
      const mount = (state, broken) =>
        own.script(`(() => { ${script}; SecondLookCard.mount(document, ${JSON.stringify(report)}, ${JSON.stringify(words)}, '${state}', ${broken}); return true; })()`);
      for (const state of ['found', 'several', 'read', 'unread', 'page']) {
        await mount(state, false);
        for (const look of ['light', 'dark', 'forced']) {
          await own.look(look);
          assert.deepEqual(await complaints(own), [], `${state}, ${look}, as it opens`);
          await own.screenshot(here.picture(`axe-card-${state}-${look}`));
          await own.evaluate(() => document.querySelectorAll('details').forEach((fold) => (fold.open = true)));
          assert.deepEqual(await complaints(own), [], `${state}, ${look}, unfolded`);
          await own.evaluate(() => document.querySelectorAll('details.more').forEach((fold) => (fold.open = false)));
        }
      }
      // Grey on grey, and buttons without a name: a check that says nothing here looks at nothing.
      await own.look('light');
      await mount('found', true);
      const faults = (await complaints(own)).map((fault) => fault.split(':')[0]);
      assert.ok(faults.includes('color-contrast') && faults.includes('button-name'), faults.join(', '));
      await own.close();
    });

    test(`${name}: by the keyboard: Tab and Enter open the card, Tab goes into it, Escape closes it and the marker has the focus again`, async () => {
      const tab = await here.open(page);
      await drawn(tab, 10);
      const focused = async () =>
        (await tab.inRoot(function active() {
          const element = this.activeElement;
          return element === null ? null : { classes: [...element.classList], name: element.getAttribute('aria-label') ?? said(element) };
        })).value;
      await until('a marker to take the focus', async () => {
        await tab.press('Tab');
        return (await focused())?.classes.includes('marker');
      });
      const marker = await focused();
      assert.match(marker.name, /Letter of .+/, 'a marker without a name');
      await tab.press('Enter');
      await until('the card to have the focus', async () => (await focused())?.classes.includes('card'));
      await tab.press('Tab');
      assert.ok((await focused()).classes.includes('close'), JSON.stringify(await focused()));
      await tab.press('Escape');
      await until('the card to close', async () => (await tab.overlay()).card === null);
      assert.deepEqual(await focused(), marker);
      // The page's own focus order goes on from there: our host keeps nobody in.
      for (let n = 0; n < 12; n += 1) {
        await tab.press('Tab');
      }
      assert.notDeepEqual(await focused(), marker);
      await tab.close();
    });

    test(`${name}: nothing moves, whatever the user asked of motion; with forced colours the looks differ by more than colour`, async () => {
      const tab = await here.open(page);
      const overlay = await drawn(tab, 10);
      const { rect } = overlay.markers[0];
      await tab.click(rect.x + 12, rect.y + 12);
      await until('the card', async () => (await tab.overlay()).card !== null);
      const moving = await tab.inRoot(function look() {
        const moves = [...this.querySelectorAll('*')].filter((element) => {
          const { animationName, transitionDuration } = getComputedStyle(element);
          return animationName !== 'none' || transitionDuration.split(', ').some((length) => parseFloat(length) > 0);
        });
        return [this.getAnimations().length, moves.length];
      });
      assert.deepEqual(moving.value, [0, 0]);
      await tab.look('forced');
      const seen = await tab.inRoot(function look() {
        const of = (selector) => {
          const element = this.querySelector(selector);
          const { backgroundColor, borderTopStyle } = getComputedStyle(element);
          return { sign: said(element), filled: backgroundColor, border: borderTopStyle };
        };
        return { found: of('.marker.look-found'), read: of('.marker.look-read'), card: getComputedStyle(this.querySelector('.card')).borderTopStyle };
      });
      const { found, read, card } = seen.value;
      assert.deepEqual([found.sign, read.sign, found.border, read.border, card], ['?', '–', 'solid', 'solid', 'solid']);
      assert.notEqual(found.filled, read.filled);
      await tab.screenshot(here.picture('forced-colours'));
      await tab.look('light');
      await tab.close();
    });
  });
}
