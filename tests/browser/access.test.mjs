// Whether everybody can use it: axe-core on the extension's pages and on the overlay's card, light and dark; the card by the
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

    test(`${name}: popup, panel, options, packs and the card pass axe-core, light and dark`, async () => {
      const shown = await here.open(page);
      await drawn(shown, 10);
      const { tab: id, report } = await until('a report', () => here.tabState(page.url));
      const words = JSON.parse(readFileSync('locales/en.json', 'utf8'));
      // The popup asks what was not answered; the other pages show what there is once it was.
      await here.settings({ remember: null });
      for (const path of [`popup.html?tab=${id}`, `panel.html?tab=${id}`, 'options.html', 'packs.html', 'card']) {
        const own = await here.browser.extensionPage(path === 'card' ? 'options.html' : path);
        await until(`${path} to say something`, () => own.evaluate(() => document.body.innerText.length > 40));
        if (path === 'card') {
          // The real one stands in a closed root, where axe-core cannot look: the same elements and style, in the open.
          await own.script(`(() => { ${await cardScript()}; SecondLookCard.mount(document, ${JSON.stringify(report)}, ${JSON.stringify(words)}); return true; })()`);
        }
        if (path.startsWith('panel')) {
          await until('the people of the page', () => own.evaluate(() => document.querySelector('[data-act="hire"]') !== null));
        }
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

    test(`${name}: by the keyboard: Tab and Enter open the card, Tab goes into it, Escape closes it and the marker has the focus again`, async () => {
      const tab = await here.open(page);
      await drawn(tab, 10);
      const focused = async () =>
        (await tab.inRoot(function active() {
          const element = this.activeElement;
          return element === null ? null : { classes: [...element.classList], name: element.getAttribute('aria-label') ?? element.textContent };
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

    test(`${name}: with reduced motion nothing moves; with forced colours a marker keeps its outline`, async (context) => {
      const tab = await here.open(page);
      const overlay = await drawn(tab, 10);
      if (!tab.raw.emulateMedia) {
        return context.skip('this browser is not told of such wishes by a test');
      }
      await tab.raw.emulateMedia({ reducedMotion: 'reduce', forcedColors: 'active' });
      const { rect } = overlay.markers[0];
      await tab.click(rect.x + 12, rect.y + 12);
      await until('the card', async () => (await tab.overlay()).card !== null);
      const seen = await tab.inRoot(function look() {
        const style = (selector) => getComputedStyle(this.querySelector(selector));
        return { moving: this.getAnimations().length, border: style('.marker').borderTopStyle, card: style('.card').borderTopStyle };
      });
      assert.deepEqual(seen.value, { moving: 0, border: 'solid', card: 'solid' });
      await tab.screenshot(here.picture('forced-colours'));
      await tab.close();
      return undefined;
    });
  });
}
