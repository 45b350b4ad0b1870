// The marks on pages that are no demonstration: lists that use their cards again, pages that read from right to left or are
// enlarged, hostile words; and the small things a hand does: to the words and back, the line put away, Escape, a decision.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import { demoPages } from './cases.mjs';
import { BROWSERS } from './harness/browser.mjs';
import { assertUnnoticed } from './harness/silence.mjs';
import { drawn, noticed, stage } from './harness/stage.mjs';
import { until } from './harness/wait.mjs';
import { job, madeUpJob } from './jobs.mjs';

const page = demoPages().find((one) => one.name === 'ten-proposals');
const CARD = 'app-project-view-logged-out-bid-card';
const middle = ({ rect }) => [rect.x + rect.width / 2, rect.y + rect.height / 2];

/** Uses the first card again for somebody else, as a list does that is drawn only as far as it is seen. */
const recycle = (tab) => tab.evaluate((card) => {
  const first = document.querySelector(card);
  first.querySelector('.Username-userId a').textContent = '@somebody_else';
  for (const link of first.querySelectorAll('a')) link.setAttribute('href', '/u/somebody_else');
  first.querySelector('.User-bid-text').textContent = ' A letter of somebody else, who came into the place of the first one and has words of their own. ';
}, CARD);

/** What the mark of the first card says, as soon as a test can ask; by whom it stands beside. */
const saysOfFirst = (tab) => tab.inRoot(function read() {
  const marks = [...this.querySelectorAll('.marker')].map((one) => ({ top: one.getBoundingClientRect().top, hidden: one.hidden, name: one.getAttribute('aria-label') }));
  const [first] = marks.filter(({ hidden }) => !hidden).sort((a, b) => a.top - b.top);
  const boxes = [...this.querySelectorAll('.box')].filter((box) => !box.hasAttribute('hidden') && box.getBoundingClientRect().top < 630);
  return { old: marks.some(({ hidden, name }) => !hidden && /northpier/.test(name)), name: first?.name ?? '', boxes: boxes.length, card: this.querySelector('.card') !== null };
});

for (const name of BROWSERS) {
  describe(`marks in ${name}`, () => {
    let here;
    before(async () => {
      here = await stage(name);
    });
    after(() => here?.close());

    const onPage = async (work, { of = page, marks = 10 } = {}) => {
      await here.forget();
      const tab = await here.open(of);
      try {
        await work(tab, await drawn(tab, marks));
        assert.deepEqual((await noticed(tab)).errors, [], 'errors in the page');
      } finally {
        await tab.close();
      }
    };
    const card = async (tab) => (await tab.overlay()).card;
    const inCard = (tab, selector, act) => tab.inRoot(function find(wanted, how) {
      const element = this.querySelector(`.card ${wanted}`);
      if (how === 'click') element.click();
      return element && { text: said(element), name: element.getAttribute('aria-label') };
    }, selector, act);
    const focused = async (tab) => (await tab.inRoot(function active() { return this.activeElement && `${this.activeElement.className} ${said(this.activeElement)}`; })).value;

    test(`${name}: a card that is used again for another item loses its mark, boxes and open card at once, and gets its own`, () =>
      onPage(async (tab, { markers }) => {
        await tab.click(...middle(markers[0]));
        await until('the card', () => card(tab));
        await recycle(tab);
        const now = (await saysOfFirst(tab)).value;
        assert.equal(now.old, false, 'a mark speaks of who stood there before');
        assert.equal(now.card, false, 'the card speaks of who stood there before');
        assert.equal(now.boxes, 0, 'boxes lie on the words of somebody else');
        await until('the mark of who stands there now', async () => {
          return /somebody_else/.test((await saysOfFirst(tab)).value.name);
        });
      }));

    test(`${name}: the same on a page that rests because it never stands still, where a hand that scrolls ends the rest`, () =>
      onPage(async (tab) => {
        await tab.evaluate(() => {
          const ticker = document.createElement('p');
          document.body.append(ticker);
          let n = 0;
          setInterval(() => { ticker.textContent = `tick ${n += 1}`; }, 40);
        });
        const state = () => here.tabState(page.url);
        await until('the page to rest for long', async () => (await state())?.busy && (await state()).wait >= 8_000, { timeout: 60_000, every: 100 });
        await recycle(tab);
        const now = (await saysOfFirst(tab)).value;
        assert.deepEqual([now.old, now.boxes], [false, 0], JSON.stringify(now));
        const begun = performance.now();
        await tab.hover(600, 500);
        await until('the mark of who stands there now', async () => {
          await tab.wheel(20);
          return /somebody_else/.test((await saysOfFirst(tab)).value.name);
        }, { every: 300 });
        const took = performance.now() - begun;
        assert.ok(took < 8_000, `${Math.round(took)} ms`);
      }));

    test(`${name}: an item that goes takes its mark with it`, () =>
      onPage(async (tab) => {
        await tab.evaluate((one) => document.querySelector(one).remove(), CARD);
        await until('nine marks', async () => (await tab.overlay()).markers.length === 9);
      }));

    test(`${name}: in a page from right to left the marks stand at the right, before the start of each card`, () =>
      onPage(async (tab) => {
        await tab.evaluate(() => { document.documentElement.dir = 'rtl'; });
        await until('the marks at the right', async () => {
          const { markers } = await tab.overlay();
          const cards = await tab.evaluate((one) => [...document.querySelectorAll(one)].map((element) => element.getBoundingClientRect().right), CARD);
          return markers.every(({ rect }, n) => rect.x >= cards[n]);
        });
        const overlay = await tab.overlay();
        await tab.click(...middle(overlay.markers[0]));
        const open = await until('the card', () => card(tab));
        assert.ok(open.rect.x >= 0 && open.rect.x + open.rect.width <= 1280, JSON.stringify(open.rect));
        await tab.screenshot(here.picture('marks-rtl'));
      }));

    test(`${name}: enlarged by the browser, and in a narrow window, every mark stands at its card and the card in the window`, () =>
      onPage(async (tab, first) => {
        const { tab: id } = await here.tabState(page.url);
        const zoom = (factor) => here.control.evaluate(([tabId, by]) => (globalThis.browser ?? globalThis.chrome).tabs.setZoom(tabId, by), [id, factor]);
        const beside = (what) => until(what, async () => {
          const width = await tab.evaluate(() => document.documentElement.clientWidth);
          const cards = await tab.evaluate((one) => [...document.querySelectorAll(one)].map((element) => element.getBoundingClientRect().toJSON()), CARD);
          const { markers } = await tab.overlay();
          return markers.length === 10 && markers.every(({ rect }, n) =>
            Math.abs(rect.width - 24) < 0.5 && rect.x >= 0 && rect.x + 24 <= width + 1 && Math.abs(rect.y - cards[n].top) < 40 && rect.x > cards[n].left - 40 && rect.x < cards[n].right + 40);
        }, { timeout: 5_000 });
        assert.equal(first.markers.length, 10);
        await zoom(1.75);
        await beside('the marks on the enlarged page');
        await tab.screenshot(here.picture('marks-zoomed'));
        await zoom(1);
        await tab.size(360, 740);
        await beside('the marks in the narrow window');
        const { markers } = await tab.overlay();
        await tab.evaluate((y) => scrollTo(0, y - 100), markers[0].rect.y);
        await until('the first mark', async () => Math.abs((await tab.overlay()).markers[0].rect.y - 100) < 3);
        await tab.click(...middle((await tab.overlay()).markers[0]));
        const open = await until('the card', () => card(tab));
        assert.ok(open.rect.x >= 0 && open.rect.x + open.rect.width <= 361, JSON.stringify(open.rect));
        await tab.screenshot(here.picture('marks-narrow'));
        await tab.size(1280, 900);
      }));

    test(`${name}: from the card to the words and back; from the words to the finding, without catching a click`, () =>
      onPage(async (tab, { markers }) => {
        await tab.click(...middle(markers[0]));
        await until('the card', () => card(tab));
        await inCard(tab, 'button.act', 'click');
        assert.equal((await inCard(tab, 'button.act')).value.text, 'Back to the mark');
        const { boxes, card: open } = await tab.overlay();
        const seen = boxes.filter(({ classes, rect }) => classes.includes('open') && rect.y > 0 && rect.y < 900);
        assert.ok(seen.length > 0, 'the words are out of sight');
        const apart = (one, two) => one.x + one.width <= two.x || two.x + two.width <= one.x || one.y + one.height <= two.y || two.y + two.height <= one.y;
        assert.ok(apart(seen[0].rect, open.rect), 'the card lies on the words');
        await inCard(tab, 'button.act', 'click');
        assert.equal((await inCard(tab, 'button.act')).value.text, 'Show the words');
        await tab.press('Escape');
        await until('the card to close', async () => (await card(tab)) === null);
        await tab.evaluate(() => {
          window.clicked = [];
          document.addEventListener('click', ({ target }) => window.clicked.push(target.className));
        });
        const [x, y] = middle((await tab.overlay()).boxes.find(({ rect }) => rect.y > 100 && rect.y < 700));
        await tab.hover(x, y);
        const hint = await until('the hint', async () => (await tab.overlay()).shown.find(({ classes }) => classes.includes('hint')));
        assert.match(hint.text, /^Verify first: Letters of 3 different bidders/);
        assert.equal(hint.pointer, 'none');
        await tab.screenshot(here.picture('marks-hint'));
        await tab.click(x, y);
        assert.deepEqual(await tab.evaluate(() => window.clicked), ['User-bid-text whitespace-pre-line mobile:hide']);
        await tab.hover(5, 400);
        await until('the hint to go', async () => !(await tab.overlay()).shown.some(({ classes }) => classes.includes('hint')));
        assertUnnoticed(await noticed(tab));
      }));

    test(`${name}: Escape in the page is the page's, also while a card is open; in the card it closes the card and is ours`, () =>
      onPage(async (tab, { markers }) => {
        await tab.evaluate(() => {
          window.escapes = 0;
          document.addEventListener('keydown', ({ key }) => { window.escapes += key === 'Escape' ? 1 : 0; });
          const field = document.createElement('input');
          field.id = 'field';
          document.querySelector('header').append(field);
        });
        await tab.click(...middle(markers[0]));
        await until('the card', () => card(tab));
        await tab.evaluate(() => document.getElementById('field').focus());
        await tab.press('Escape');
        assert.equal(await tab.evaluate(() => window.escapes), 1);
        assert.notEqual(await card(tab), null, 'Escape in the page closed the card');
        await tab.inRoot(function focus() { this.querySelector('.card').focus(); });
        await tab.press('Escape');
        await until('the card to close', async () => (await card(tab)) === null);
        assert.equal(await tab.evaluate(() => window.escapes), 1, 'the page heard our Escape');
      }));

    test(`${name}: what is open and has the focus in a card outlives that the card is made anew`, () =>
      onPage(async (tab, { markers }) => {
        await tab.click(...middle(markers[0]));
        await until('the card', () => card(tab));
        await tab.inRoot(function unfold() {
          const fold = this.querySelector('.card details.more');
          fold.open = true;
          fold.querySelector('summary').focus();
          this.querySelector('.card').scrollTop = 120;
          this.querySelector('.card').setAttribute('data-old', '');
        });
        // One more letter of the same template: the finding speaks of four now.
        await tab.evaluate((one) => {
          const copy = document.querySelector(one).cloneNode(true);
          for (const link of copy.querySelectorAll('a')) link.setAttribute('href', '/u/fourth_copy');
          copy.querySelector('.Username-userId a').textContent = '@fourth_copy';
          document.querySelectorAll(one)[9].after(copy);
        }, CARD);
        await until('the card to be made anew', async () => (await tab.inRoot(function anew() { return this.querySelector('.card:not([data-old])') !== null; })).value);
        const now = (await tab.inRoot(function look() {
          const element = this.querySelector('.card');
          return { open: element.querySelector('details.more').open, focus: this.activeElement?.localName, scroll: element.scrollTop, says: said(element) };
        })).value;
        assert.match(now.says, /fourth_copy/);
        assert.deepEqual([now.open, now.focus, now.scroll], [true, 'summary', 120]);
      }));

    test(`${name}: the line is put away, stays so on the next page, and comes back; its buttons say nothing by where they are`, () =>
      onPage(async (tab) => {
        const button = async (wanted) => (await tab.overlay()).shown.find(({ classes }) => classes.includes(wanted));
        const [away, corner] = [await button('away'), await button('corner')];
        const quiet = madeUpJob(7, 3);
        const other = await here.open(quiet);
        await drawn(other, 3);
        const same = (await other.overlay()).shown;
        for (const [kind, mine] of [['away', away], ['corner', corner]]) assert.deepEqual(same.find(({ classes }) => classes.includes(kind)).rect, mine.rect, kind);
        await other.close();
        await tab.click(...middle(away));
        await until('the line to go', async () => (await button('away')) === undefined);
        assert.match(await focused(tab), /^corner/, 'the focus is lost');
        await tab.reload();
        await drawn(tab, 10);
        assert.equal(await button('away'), undefined, 'the line came back by itself');
        await tab.screenshot(here.picture('marks-line-away'));
        await tab.click(...middle(await button('corner')));
        const open = await until('the page in a card', () => card(tab));
        assert.match(open.text, /3 letters share text/);
        await tab.inRoot(function back() { [...this.querySelectorAll('.card button')].find((one) => /in the corner/.test(said(one))).click(); });
        await until('the line', () => button('away'));
        await tab.reload();
        await drawn(tab, 10);
        assert.ok(await button('away'), 'the line went by itself');
      }));

    test(`${name}: "Not a concern here" leads to the form in the panel; the page's process writes nothing itself`, () =>
      onPage(async (tab, { markers }) => {
        const { tab: id, report } = await here.tabState(page.url);
        await tab.click(...middle(markers[0]));
        await until('the card', () => card(tab));
        const [x, y] = middle((await tab.overlay()).shown.find(({ classes }) => classes.includes('decide')));
        await tab.click(x, y);
        const finding = report.findings.find(({ rule }) => rule === 'shared-letters').id;
        // Beside the page where the browser lets a click in the page open it, else as a page of its own.
        const opened = await until('the panel to open', () => here.control.evaluate(async () => {
          const ext = globalThis.browser ?? globalThis.chrome;
          const beside = (await ext.runtime.getContexts?.({ contextTypes: ['SIDE_PANEL'] }))?.length > 0;
          const [own] = await ext.tabs.query({ url: ext.runtime.getURL('panel.html*') });
          if (own) await ext.tabs.remove(own.id);
          if (beside) await ext.sidePanel.setOptions({ enabled: false });
          return beside ? 'beside' : own && 'page';
        }));
        assert.equal(opened, name === 'firefox' ? 'page' : 'beside');
        const panel = await here.browser.extensionPage(`panel.html?tab=${id}`);
        await here.control.evaluate(([tabId, of]) => (globalThis.browser ?? globalThis.chrome).storage.session.set({ 'panel-at': { tab: tabId, finding: of } }), [id, finding]);
        await until('the form of the finding', () => panel.evaluate((of) => {
          const active = document.activeElement;
          return active?.closest(`[data-finding="${of}"]`) !== null && active?.closest('[data-part="ignore"]') !== null;
        }, finding));
        const stored = await here.control.evaluate(() => (globalThis.browser ?? globalThis.chrome).storage.local.get(null));
        assert.deepEqual(Object.keys(stored), ['settings']);
        await panel.close();
      }));

    test(`${name}: hostile words in every field are words, and break nothing`, async () => {
      const odd = ['<img src=x onerror=alert(1)>', '\u202edlrow\u202d olleh', '👩‍👩‍👧\u200d\ud83d', 'a\u0001b\u007f\u009fc', `long ${'word '.repeat(20_000)}`, '{name} ${x} %s'];
      const letters = Object.fromEntries(odd.map((bad, n) => [`${bad.slice(0, 200)}_${n}`, `${bad} I would like to be paid in USDT to my wallet. ${bad.slice(0, 3_000)}`]));
      const hostile = job('hostile', 'java/hostile', `Job ${odd.join(' ').slice(0, 400)}`, odd.slice(0, 4).join('\n'), letters);
      await onPage(async (tab) => {
        const begun = performance.now();
        for (let n = 0; n < odd.length; n += 1) {
          await here.browser.command('next-finding', hostile.url);
          const found = await until('a card', async () => {
            const now = (await tab.inRoot(function look() {
              const open = this.querySelector('.card');
              return open && { tags: [...new Set([...open.querySelectorAll('*')].map(({ localName }) => localName))], wide: open.scrollWidth - open.clientWidth, rect: open.getBoundingClientRect().toJSON(), says: said(open).slice(0, 200) };
            })).value;
            return now;
          });
          assert.deepEqual(found.tags.filter((tag) => /img|script|a|iframe|style/.test(tag) && !/^(article|details|span|h3|summary)$/.test(tag)), []);
          assert.ok(found.wide <= 1, `the card is ${found.wide} px wider than itself: ${found.says}`);
          assert.ok(found.rect.left >= 0 && found.rect.right <= 1281, JSON.stringify(found.rect));
        }
        await tab.screenshot(here.picture('marks-hostile'));
        const names = (await tab.overlay()).markers.map(({ label }) => label.length);
        assert.ok(names.every((length) => length < 300), JSON.stringify(names));
        assert.ok(performance.now() - begun < 30_000);
      }, { of: hostile, marks: odd.length });
    });
  });
}
