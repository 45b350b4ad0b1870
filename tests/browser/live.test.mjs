// Pages that do not stand still, or do not want us: what a site's own script does to the ten proposals while they are open.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import { demoPages } from './cases.mjs';
import { BROWSERS } from './harness/browser.mjs';
import { drawn, noticed, stage } from './harness/stage.mjs';
import { until } from './harness/wait.mjs';

const page = demoPages().find((one) => one.name === 'ten-proposals');
const CARD = 'app-project-view-logged-out-bid-card';
const middle = ({ rect }) => [rect.x + rect.width / 2, rect.y + rect.height / 2];

/** Whether what lies uppermost at a point is our host. */
const isOurs = (tab, [x, y]) =>
  tab.evaluate(([left, top]) => document.elementFromPoint(left, top) === document.documentElement.lastElementChild, [x, y]);

/** Adds copies of the first card, each by another bidder with a letter of its own, as a list does that grows on scroll. */
const grow = (tab, by) =>
  tab.evaluate(
    ([card, count]) => {
      const cards = document.querySelectorAll(card);
      for (let n = 0; n < count; n += 1) {
        const copy = cards[0].cloneNode(true);
        for (const link of copy.querySelectorAll('a')) {
          link.setAttribute('href', `/u/late_bidder_${n}`);
        }
        copy.querySelector('.Username-userId a').textContent = `@late_bidder_${n}`;
        copy.querySelector('.User-bid-text').textContent = ` Letter number ${n} of somebody who came late and has words of their own to say about the task. `;
        cards[cards.length - 1].after(copy);
      }
    },
    [CARD, by],
  );

for (const name of BROWSERS) {
  describe(`live page in ${name}`, () => {
    let here;
    before(async () => {
      here = await stage(name);
    });
    after(() => here?.close());

    /** Opens the ten proposals, drawn, and holds the page to having noticed no error in the end. */
    const onPage = async (work, seen) => {
      const tab = await here.open(page);
      try {
        const overlay = await drawn(tab, 10);
        await work(tab, overlay);
        const { errors } = await noticed(tab);
        assert.deepEqual(errors, [], 'errors in the page');
        if (seen) {
          await tab.screenshot(here.picture(seen));
        }
      } finally {
        await tab.close();
      }
    };

    test(`${name}: in-app navigation: the old page's markers go at once, the state block of the old page is not used`, () =>
      onPage(async (tab) => {
        const other = 'https://www.freelancer.com/projects/php/another-project';
        await tab.evaluate((url) => history.pushState({}, '', url), other);
        await until('the old markers to be gone', async () => ((await tab.overlay())?.markers.length ?? 0) === 0, { every: 5 });
        await tab.evaluate((card) => [...document.querySelectorAll(card)].slice(3).forEach((one) => one.remove()), CARD);
        const state = await until('the new page to be read', async () => {
          const now = await here.tabState(other);
          return now?.report?.items.length ? now : null;
        });
        assert.ok(state.report.unread.some(({ field, why }) => field.startsWith('state ') && why === 'stale'), JSON.stringify(state.report.unread));
        await drawn(tab, 3);
      }));

    test(`${name}: a list that grows: "read N of M" rises and the markers follow`, () =>
      onPage(async (tab) => {
        const read = async () => (await here.tabState(page.url))?.counted.find(({ field }) => field === 'proposals')?.read;
        assert.equal(await until('a count', read), 10);
        await grow(tab, 2);
        await drawn(tab, 12);
        assert.equal(await until('the count to rise', async () => ((await read()) === 12 ? 12 : null)), 12);
        const { tab: id } = await here.tabState(page.url);
        const popup = await here.browser.extensionPage(`popup.html?tab=${id}`);
        await until('the popup to say so', () => popup.evaluate(() => /read 12 of 34/.test(document.body.innerText)));
        await popup.close();
      }));

    test(`${name}: markers stand above a sticky header and above a cover with the highest z-index`, () =>
      onPage(async (tab, { markers }) => {
        await tab.evaluate((y) => window.scrollTo(0, y), markers[0].rect.y - 10);
        const under = await until('the marker to be under the header', async () => {
          const [first] = (await tab.overlay()).markers;
          return first.rect.y < 30 && first.rect.y > 0 ? first : null;
        });
        assert.ok(await isOurs(tab, middle(under)), 'the header covers the marker');
        await tab.evaluate(() => {
          const cover = document.createElement('div');
          cover.id = 'cover';
          document.body.append(cover);
          const sheet = new CSSStyleSheet();
          sheet.replaceSync('#cover { position: fixed; inset: 0; z-index: 2147483647; background: #0003; }');
          document.adoptedStyleSheets = [sheet];
        });
        assert.ok(await isOurs(tab, middle(under)), 'the cover covers the marker');
      }, 'sticky-header'));

    test(`${name}: under the site's modal dialog nothing breaks, the panel serves, and afterwards the markers work`, () =>
      onPage(async (tab, { markers }) => {
        await tab.evaluate(() => {
          const dialog = document.createElement('dialog');
          dialog.textContent = 'The site asks something.';
          document.body.append(dialog);
          dialog.showModal();
        });
        const state = await here.tabState(page.url);
        const panel = await here.browser.extensionPage(`panel.html?tab=${state.tab}`);
        const shown = await until('the panel', () => panel.evaluate(() => document.querySelectorAll('[data-act="show"]').length || null));
        assert.equal(shown, state.report.findings.length);
        await panel.evaluate(() => document.querySelector('[data-act="show"]').click());
        await panel.close();
        assert.equal((await tab.overlay()).markers.length, 10);
        await tab.evaluate(() => document.querySelector('dialog').close());
        const open = async () => (await tab.overlay()).card !== null;
        if (!(await open())) {
          await tab.click(...middle(markers[0]));
        }
        await until('the card', open);
      }));

    test(`${name}: a page that reads from right to left, a narrow window, and a page scaled by its own style`, () =>
      onPage(async (tab) => {
        const beside = async (what) => {
          await until(`${what}: markers beside their cards and in the window`, async () => {
            const width = await tab.evaluate(() => document.documentElement.clientWidth);
            const cards = await tab.evaluate((card) => [...document.querySelectorAll(card)].map((one) => one.getBoundingClientRect().toJSON()), CARD);
            const { markers } = await tab.overlay();
            const bad = markers.filter(({ rect }, n) => {
              const card = cards[n];
              const near = rect.y >= card.top - 20 && rect.y <= card.top + 40 && rect.x >= card.left - 45 && rect.x <= card.right + 45;
              return !near || Math.abs(rect.width - 24) > 0.2 || rect.x < 0 || rect.x + rect.width > width + 1;
            });
            if (bad.length > 0) {
              throw new Error(`${JSON.stringify(bad[0].rect)} in ${width}, first card ${JSON.stringify(cards[0])}`);
            }
            return markers.length === 10;
          }, { timeout: 5_000 });
        };
        await tab.evaluate(() => {
          document.documentElement.dir = 'rtl';
        });
        await beside('right to left');
        await tab.evaluate(() => {
          document.documentElement.dir = 'ltr';
        });
        await tab.size(480, 800);
        await beside('narrow');
        await tab.size(1280, 900);
        await beside('wide again');
        await tab.evaluate(() => {
          const sheet = new CSSStyleSheet();
          sheet.replaceSync('html { zoom: 1.25 }');
          document.adoptedStyleSheets = [sheet];
        });
        await until('the scale', () => tab.evaluate(() => document.querySelector('header').getBoundingClientRect().height > 55));
        await beside('scaled');
      }));

    test(`${name}: taken out once, the overlay comes back; taken out always, it stays out and the panel says so`, () =>
      onPage(async (tab) => {
        await tab.evaluate(() => document.documentElement.lastElementChild.remove());
        await drawn(tab, 10);
        await tab.evaluate(() => {
          window.taken = 0;
          new MutationObserver(() => {
            for (const element of [...document.documentElement.children]) {
              if (!/^(head|body)$/.test(element.localName)) {
                element.remove();
                window.taken += 1;
              }
            }
          }).observe(document.documentElement, { childList: true });
          document.documentElement.lastElementChild.remove();
        });
        const state = await until('the background to know', async () => {
          const now = await here.tabState(page.url);
          return now?.unmarked ? now : null;
        });
        await grow(tab, 1);
        await until('the page to be read again', async () => (await here.tabState(page.url))?.counted[0]?.read === 11);
        const taken = await tab.evaluate(() => window.taken);
        assert.ok(taken > 0 && taken <= 5, `put back ${taken} times`);
        const panel = await here.browser.extensionPage(`panel.html?tab=${state.tab}`);
        await until('the panel to say so', () => panel.evaluate(() => /shown only here/.test(document.body.innerText)));
        await panel.close();
      }));
  });
}
