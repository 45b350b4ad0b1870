// The card and the boxes: what a person sees after a click on a marker of the ten proposals.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import { demoPages } from './cases.mjs';
import { BROWSERS } from './harness/browser.mjs';
import { drawn, stage } from './harness/stage.mjs';
import { until } from './harness/wait.mjs';

const page = demoPages().find((one) => one.name === 'ten-proposals');
const middle = ({ rect }) => [rect.x + rect.width / 2, rect.y + rect.height / 2];
const inside = (box, area, slack = 3) =>
  box.x >= area.x - slack &&
  box.y >= area.y - slack &&
  box.x + box.width <= area.x + area.width + slack &&
  box.y + box.height <= area.y + area.height + slack;

function running() {
  return this.getAnimations().filter((animation) => animation.playState === 'running').length;
}

/** Where the page shows each letter, in the viewport. */
const letters = (tab) =>
  tab.evaluate(() =>
    [...document.querySelectorAll('.User-bid-text')].map((element) => {
      const rect = element.getBoundingClientRect();
      return { x: rect.x, y: rect.y, width: rect.width, height: rect.height };
    }),
  );

for (const name of BROWSERS) {
  describe(`card in ${name}`, () => {
    let here;
    before(async () => {
      here = await stage(name);
    });
    after(() => here?.close());

    test(`${name}: a marker opens a card, boxes lie on the letters, Escape closes`, async () => {
      const tab = await here.open(page);
      const overlay = await drawn(tab, 10);
      const [x, y] = middle(overlay.markers[0]);
      await tab.click(x, y);
      const open = await until('the card', async () => {
        const now = await tab.overlay();
        return now.card !== null && now.boxes.length > 0 ? now : null;
      });
      assert.match(open.card.text, /northpier_dev|letter/i);
      assert.doesNotMatch(open.card.text, /\{[a-z_]+\}|undefined|\[object/, 'a placeholder without a value');
      assert.doesNotMatch(open.card.text, /fraudster|scammer|suspicious person/i);
      const areas = await letters(tab);
      for (const box of open.boxes) {
        assert.equal(box.pointer, 'none', 'a box catches clicks');
        assert.ok(areas.some((area) => inside(box.rect, area)), `a box lies beside the letters: ${JSON.stringify(box.rect)}`);
      }
      await until('the card to stand still', async () => (await tab.inRoot(running)).value === 0);
      await tab.screenshot(here.picture('card'));
      await tab.press('Escape');
      await until('the card to close', async () => (await tab.overlay()).card === null);
      await tab.close();
    });

    test(`${name}: boxes follow the text when the page scrolls`, async () => {
      const tab = await here.open(page);
      const overlay = await drawn(tab, 10);
      await tab.click(...middle(overlay.markers[0]));
      await until('the boxes', async () => (await tab.overlay()).boxes.length > 0);
      await tab.evaluate(() => window.scrollTo(0, 120));
      await until('the boxes to lie on the letters again', async () => {
        const areas = await letters(tab);
        const { boxes } = await tab.overlay();
        return boxes.length > 0 && boxes.every((box) => areas.some((area) => inside(box.rect, area)));
      });
      await tab.close();
    });

    test(`${name}: a card opens by the keyboard alone`, async () => {
      const tab = await here.open(page);
      await drawn(tab, 10);
      // Tab through the page until a marker of ours has the focus: the page only ever sees its host.
      await until('a marker to take the focus', async () => {
        await tab.press('Tab');
        return tab.inRoot(function focused() {
          return this.activeElement?.classList.contains('marker') ?? false;
        }).then((found) => found?.value);
      });
      await tab.press('Enter');
      await until('the card', async () => (await tab.overlay()).card !== null);
      await tab.close();
    });
  });
}
