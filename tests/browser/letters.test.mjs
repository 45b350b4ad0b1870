// Letters of one template: marked on one page with the template in the card, and across the pages of one browsing session.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import { template } from '../demo-site/content/ten-proposals.mjs';
import { demoPages } from './cases.mjs';
import { BROWSERS } from './harness/browser.mjs';
import { readKey, readSession, rested } from './harness/session.mjs';
import { assertNoRequests, assertUnnoticed } from './harness/silence.mjs';
import { drawn, noticed, stage } from './harness/stage.mjs';
import { until } from './harness/wait.mjs';
import { job } from './jobs.mjs';

const pages = demoPages();
const ten = pages.find(({ name }) => name === 'ten-proposals');
const first = pages.find(({ name }) => name === 'another-job');

const OTHER = /summit_line_soft/;

/** One more job on one more page, with one letter of the template and one of its own. */
const thirdJob = () =>
  job(
    'third-job',
    'java/stock-count-for-a-garden-shop',
    'Count the stock of a garden shop once and for all',
    'We sell plants and pots, and nobody knows how many of either. Please help us to count them in a way that lasts longer than a week.',
    {
      heron_lake_code: template({ greeting: 'Hi!', company: 'Heron Lake', years: 4, skill: 'Java and two label printers', similar: 'a nursery with three greenhouses', days: 7 }),
      orla_counts: 'Good morning. Plants die and grow and split, so a count that lasts needs somebody to say so each time: I would put a tablet at the compost heap, because that is where your stock leaves without a till. The rest is arithmetic, and I am glad to do it with whatever you have. I worked in a garden shop for two summers and know how wet a label gets.',
    },
  );

/** A template that is written from right to left. */
const arabic = (company, years, days) =>
  `قرأت وصف المخزون لديكم مرتين قبل أن أكتب هذه الرسالة، وما تصفونه ليس خطأ في البرنامج بل فرق بين عددين: المتجر يعد ما يبيعه والرف يعد ما بقي عليه. في شركة ${company} عملت ${years} سنوات على هذا الفرق بالذات. سأبدأ بتجميد أسبوع واحد من الطلبات ثم أعيدها سطرا سطرا حتى يتفق المجموعان، وبعد ذلك فقط أجعل التشغيل الليلي آليا. سيكون لديكم أول عدد صادق خلال ${days} أيام، وأبقى معكم شهرا كاملا بعد ذلك.`;

const second = thirdJob();

for (const name of BROWSERS) {
  describe(`letters in ${name}`, () => {
    let here;
    before(async () => {
      here = await stage(name);
    });
    after(() => here?.close());

    const shared = (state) => state?.report?.findings.find(({ template: found }) => found !== undefined);
    /** The finding about a template on the page with this address, once it tells of so many letters. */
    const found = (page, members) =>
      until(`a template of ${members} letters on ${page.name}`, async () => {
        const finding = shared(await here.tabState(page.url));
        return finding?.template.members.length === members ? finding : null;
      });
    const none = async (page) => {
      const state = await until(`a report of ${page.name}`, async () => {
        const now = await here.tabState(page.url);
        return now?.report === undefined ? null : now;
      });
      assert.equal(shared(state), undefined, `a template on ${page.name}`);
    };
    const looks = (overlay) => overlay.markers.map(({ classes }) => classes.find((one) => one.startsWith('look-')));
    const open = async (tab, n) => {
      const { markers } = await tab.overlay();
      await tab.evaluate((y) => window.scrollTo(0, window.scrollY + y - 120), markers[n].rect.y);
      const marker = await until('the marker in view', async () => {
        const { rect } = (await tab.overlay()).markers[n];
        return rect.y > 0 && rect.y < 400 ? rect : null;
      });
      await tab.click(marker.x + 12, marker.y + 12);
      return until('the card', async () => (await tab.overlay()).card);
    };
    const still = (tab) => until('the card to stand still', async () =>
      (await tab.inRoot(function running() { return this.getAnimations().filter(({ playState }) => playState === 'running').length; })).value === 0);
    const focused = async (tab) =>
      (await tab.inRoot(function active() {
        const element = this.activeElement;
        return element && { classes: [...element.classList], name: element.getAttribute('aria-label') ?? said(element) };
      })).value;
    const unfold = (tab) => tab.inRoot(function all() { for (const fold of this.querySelectorAll('.card details')) fold.open = true; });
    const held = (key) => readKey(here.control, key);
    const pictures = async (own, what) => {
      for (const scheme of ['light', 'dark']) {
        if (await own.scheme(scheme)) await own.screenshot(here.picture(`${what}-${scheme}`), { fullPage: true });
      }
      await own.scheme('light');
    };

    test(`${name}: three copies among ten are marked, the card shows the template and goes to the other letters`, async () => {
      await here.forget();
      const tab = await here.open(ten);
      const overlay = await drawn(tab, 10);
      assert.equal(looks(overlay).filter((look) => look === 'look-found').length, 4, JSON.stringify(looks(overlay)));
      here.server.forget();
      const card = await open(tab, 0);
      assert.match(card.text, /Shared with 2 other bidders: .*blue_harbor_it, .*delta_works_team\./);
      assert.match(card.text, /The template/);
      assert.match(card.text, /Slot: /);
      assert.match(card.text, /\d+ % of the words are the same/);
      assert.match(card.text, /Northpier Systems/);
      assert.doesNotMatch(card.text, /undefined|\[object|\{[a-z_]+\}/);
      await still(tab);
      await pictures(tab, 'letters-card');
      // By the keyboard alone: into the card, to the first button that goes elsewhere, and there.
      await until('the way to another letter to have the focus', async () => {
        await tab.press('Tab');
        return (await focused(tab))?.classes.includes('go');
      });
      assert.match((await focused(tab)).name, /^Go to the letter of .*blue_harbor_it$/);
      await tab.press('Enter');
      const other = await until('the other card', async () => {
        const now = await tab.overlay();
        return now.card && /Letter of .*blue_harbor_it/.test(now.card.text) ? now.card : null;
      });
      assert.match(other.text, /Shared with 2 other bidders: .*northpier_dev, .*delta_works_team\./);
      assert.match(other.text, /Blue Harbor IT/);
      assert.ok(other.rect.y < 900 && other.rect.y + other.rect.height > 0, JSON.stringify(other.rect));
      await tab.press('Escape');
      await until('the card to close', async () => (await tab.overlay()).card === null);
      assert.match((await focused(tab)).name, /blue_harbor_it/, 'the focus is not back at the marker');
      assertUnnoticed(await noticed(tab));
      assertNoRequests(here.requests(), []);
      await tab.close();
    });

    test(`${name}: the panel lays the letters side by side, light and dark`, async () => {
      await here.forget();
      const tab = await here.open(ten);
      await found(ten, 3);
      const { tab: id } = await here.tabState(ten.url);
      const panel = await here.browser.extensionPage(`panel.html?tab=${id}`);
      await panel.size(400, 900);
      const pairs = await until('the letters side by side', () => panel.evaluate(() => {
        const all = [...document.querySelectorAll('.pair')];
        return all.length === 0 ? null : all.map((pair) => [...pair.querySelectorAll('blockquote')].map((one) => [one.textContent, one.querySelectorAll('mark.shared').length]));
      }));
      assert.equal(pairs.length, 2);
      for (const pair of pairs) {
        assert.equal(pair.length, 2);
        for (const [text, marks] of pair) {
          assert.match(text, /I went through your stock sheet problem twice/);
          assert.ok(marks > 0, 'nothing is marked');
        }
      }
      await pictures(panel, 'letters-panel');
      await panel.evaluate(() => [...document.querySelectorAll('[data-act="go"]')].at(-1).click());
      await until('the card of the other letter', async () => /delta_works_team/.test((await tab.overlay()).card?.text ?? ''));
      await panel.close();
      await tab.close();
    });

    test(`${name}: letters that read from right to left stand so in the card and the panel`, async () => {
      await here.forget();
      const page = job('arabic-job', 'java/arabic-stock', 'Stock', 'A shop whose stock nobody counts.', { safwa_dev: arabic('صفوة', 6, 4), rimal_code: arabic('رمال التقنية', 8, 9) });
      const tab = await here.open(page);
      await found(page, 2);
      await drawn(tab, 2);
      await open(tab, 0);
      const sides = () => tab.inRoot(function read() {
        return [...this.querySelectorAll('.card .template, .card .slot, .card dd')].map((one) => `${one.className || one.localName} ${getComputedStyle(one).direction}`);
      });
      const seen = new Set((await sides()).value);
      assert.ok(seen.has('template rtl') && seen.has('slot ltr') && !seen.has('template ltr'), JSON.stringify([...seen]));
      await still(tab);
      await tab.screenshot(here.picture('letters-rtl-card'));
      const panel = await here.browser.extensionPage(`panel.html?tab=${(await here.tabState(page.url)).tab}`);
      await panel.size(400, 900);
      await until('the letters', () => panel.evaluate(() => document.querySelectorAll('.pair blockquote').length === 2));
      const directions = await panel.evaluate(() => [...document.querySelectorAll('.pair blockquote, .template')].map((one) => getComputedStyle(one).direction));
      assert.deepEqual(directions, ['rtl', 'rtl', 'rtl']);
      await panel.screenshot(here.picture('letters-rtl-panel'));
      await panel.close();
      await tab.close();
    });

    test(`${name}: an ordinary page shows none`, async () => {
      await here.forget();
      const tab = await here.open(first);
      const overlay = await drawn(tab, 5);
      assert.ok(looks(overlay).every((look) => look === 'look-read'), JSON.stringify(looks(overlay)));
      await none(first);
      await tab.close();
    });

    test(`${name}: a twin on a later page: it shows the first letter with its text, and the first page's mark is made anew`, async () => {
      await here.forget();
      const one = await here.open(first);
      await drawn(one, 5);
      await none(first);
      const two = await here.open(second);
      await drawn(two, 2);
      const later = await found(second, 2);
      const seen = later.template.members.find((member) => member.seen).seen;
      assert.match(seen.name ?? seen.person, OTHER);
      assert.equal(seen.url, first.url);
      assert.match(seen.text, /Summit Line Software/);
      const card = await open(two, 0);
      assert.match(card.text, /Shared with 1 other bidder: .*summit_line_soft/);
      assert.match(card.text, /Our two tills and the stock list do not agree/);
      assert.match(card.text, /Summit Line Software/);
      await unfold(two);
      await still(two);
      await pictures(two, 'letters-later-card');
      // The first tab, without anything done there.
      await found(first, 2);
      await until('its mark', async () => looks(await one.overlay())[1] === 'look-found');
      const panel = await here.browser.extensionPage(`panel.html?tab=${(await here.tabState(second.url)).tab}`);
      await panel.size(400, 900);
      const link = await until('the way to the earlier page', () => panel.evaluate(() => {
        const found = document.querySelector('.pair a');
        return found && { href: found.href, rel: found.rel, text: found.textContent };
      }));
      assert.deepEqual(link, { href: first.url, rel: 'noopener noreferrer', text: 'Our two tills and the stock list do not agree' });
      await pictures(panel, 'letters-later-panel');
      await panel.close();
      for (const tab of [one, two]) {
        assert.deepEqual((await noticed(tab)).errors, []);
        await tab.close();
      }
    });

    test(`${name}: the same after the worker was killed, and of a page that is closed`, async () => {
      await here.forget();
      const one = await here.open(first);
      await drawn(one, 5);
      await until('its letters to be kept', async () => (await held('letters:open'))?.length === 5);
      await here.browser.killWorker();
      const two = await here.open(second);
      await found(second, 2);
      await found(first, 2);
      await one.close();
      await two.close();
      await here.browser.killWorker();
      const three = await here.open(ten);
      const finding = await found(ten, 5);
      assert.deepEqual(finding.template.members.filter(({ seen }) => seen).map(({ seen }) => seen.url).sort(), [first.url, second.url].sort());
      await three.close();
    });

    test(`${name}: the page is not read for ever: what two pages tell each other ends`, async () => {
      await here.forget();
      const one = await here.open(first);
      await drawn(one, 5);
      const two = await here.open(second);
      await found(first, 2);
      const before = await Promise.all([first, second].map((page) => here.tabState(page.url)));
      await new Promise((resolve) => setTimeout(resolve, 1_500));
      const now = await Promise.all([first, second].map((page) => here.tabState(page.url)));
      assert.deepEqual(now.map(({ at }) => at), before.map(({ at }) => at));
      await one.close();
      await two.close();
    });

    test(`${name}: forgotten by the button: nothing is kept, both pages show nothing, and a later page neither`, async () => {
      await here.forget();
      const one = await here.open(first);
      await drawn(one, 5);
      const two = await here.open(second);
      await found(first, 2);
      const panel = await here.browser.extensionPage(`panel.html?tab=${(await here.tabState(second.url)).tab}`);
      await until('the button', () => panel.evaluate(() => document.querySelector('[data-act="forget-letters"]') !== null));
      await panel.evaluate(() => document.querySelector('[data-act="forget-letters"]').click());
      await until('the button to go', () => panel.evaluate(() => document.querySelector('[data-part="session"]') === null));
      for (const [page, tab] of [[first, one], [second, two]]) {
        await until(`${page.name} to show nothing`, async () => {
          const overlay = await tab.overlay();
          return overlay?.markers.length > 0 && looks(overlay).every((look) => look === 'look-read');
        });
        await none(page);
      }
      await rested(here.control);
      assert.deepEqual([await held('letters:open'), await held('letters:private')], [undefined, undefined]);
      await panel.close();
      await two.close();
      const three = await here.open(second);
      await drawn(three, 2);
      await none(second);
      await three.close();
      await one.close();
    });

    test(`${name}: switched off, nothing is kept`, async () => {
      await here.forget();
      const one = await here.open(first);
      await until('letters to be kept', async () => (await held('letters:open'))?.length === 5);
      await here.settings({ off: ['shared-letters'] });
      await until('them to be forgotten', async () => (await held('letters:open')) === undefined);
      await one.reload();
      await drawn(one, 5);
      await rested(here.control);
      assert.equal(await held('letters:open'), undefined);
      await here.settings({ off: [] });
      await one.close();
    });

    test(`${name}: private windows have letters of their own, which go with the last of them`, async () => {
      const own = await stage(name);
      try {
        for (const page of [first, second]) own.server.put(page.url, { file: page.file });
        const { id, control } = await own.browser.privateWindow(first.url);
        const kept = async (room) => (await readKey(control, `letters:${room}`))?.length ?? 0;
        await until('the private letters', async () => (await kept('private')) === 5);
        assert.equal(await kept('open'), 0);
        // In the ordinary window, where the extension's own page stands.
        const plain = await control.evaluate(async (address) => {
          const { tabs } = globalThis.browser ?? globalThis.chrome;
          const { windowId } = await tabs.getCurrent();
          return (await tabs.create({ url: address, windowId })).id;
        }, second.url);
        await until('the letters of the ordinary window', async () => (await kept('open')) === 2);
        const states = Object.entries(await readSession(control)).filter(([key]) => key.startsWith('tab:'));
        assert.equal(states.length, 2);
        for (const [, state] of states) assert.equal(shared(state), undefined, 'a private letter is told elsewhere');
        const close = (tab) => control.evaluate((closing) => (globalThis.browser ?? globalThis.chrome).tabs.remove(closing), tab);
        await close(id);
        await until('the private letters to be gone', async () => (await kept('private')) === 0);
        assert.equal(await kept('open'), 2);
        assert.deepEqual(Object.keys(await control.evaluate(() => (globalThis.browser ?? globalThis.chrome).storage.local.get(null))), ['settings']);
        await close(plain);
      } finally {
        await own.close();
      }
    });
  });
}

