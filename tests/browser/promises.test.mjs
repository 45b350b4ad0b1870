// What the issue promises a hiring manager of the marks in the page, in both browsers: four findings are four presses and nothing
// is reordered; an agency that stands there as one, and a newcomer, are left in peace; a page that cannot be read says so.

import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';

import { template } from '../demo-site/content/ten-proposals.mjs';
import { upworkProfile } from '../demo-site/layouts/upwork-profile.mjs';
import { demoPages, NOW } from './cases.mjs';
import { BROWSERS } from './harness/browser.mjs';
import { written } from './harness/paths.mjs';
import { drawn, stage } from './harness/stage.mjs';
import { until } from './harness/wait.mjs';
import { job, madeUp, random } from './jobs.mjs';

const demo = (name) => demoPages().find((page) => page.name === name);
const RANK = ['context', 'note', 'caution', 'warning', 'stop'];
const above = (report, most) => report.findings.filter(({ severity }) => RANK.indexOf(severity) > RANK.indexOf(most)).map(({ rule, severity }) => `${rule} ${severity}`);

/** Sixty letters with four findings: one template in three of them, and three that ask for something. */
function sixty() {
  const next = random(60);
  const shared = [
    { greeting: 'Hello!', company: 'Alder Works', years: 6, skill: 'Python', similar: 'a shoe shop', days: 4 },
    { greeting: 'Hi there,', company: 'Birch and Co', years: 8, skill: 'Go', similar: 'a book shop', days: 5 },
    { greeting: 'Good day.', company: 'Cedar Lane', years: 5, skill: 'Ruby', similar: 'a toy shop', days: 6 },
  ];
  const asks = {
    12: 'Let us talk on Telegram instead of the chat here, I answer faster there.',
    31: 'I would like to be paid in USDT to my wallet.',
    58: 'I need 50% payment upfront before I start.',
  };
  const letters = {};
  for (let n = 0; n < 60; n += 1) {
    const own = { 3: shared[0], 24: shared[1], 47: shared[2] }[n];
    letters[`bidder_${n}`] = own ? template(own) : `${madeUp(70, next)} ${asks[n] ?? ''}`;
  }
  return job('sixty-letters', 'java/sixty-letters', 'Sixty letters for one small job', madeUp(40, next), letters);
}

/** Five small jobs in five weeks, a nickname in another language than the name, and work at night. */
function beginner() {
  const small = ['Rename the photos of a club', 'Type a menu into a table', 'Fix the margins of a letter', 'A logo for a bake sale', 'Check links on a school page'];
  const html = upworkProfile({
    ciphertext: '~01d0e0d0e0d0e0d099', name: 'Jianhong (Jack) L.', title: 'Small jobs done with care',
    overview: 'Please call me Jack, everybody at my course does. I study by day, so I work late in the evening and at night, and I answer then, too. I have done five small jobs here and liked each of them.',
    city: 'Chengdu', country: 'China', countryCode: 'CN', localTime: '3:41 am', skills: ['Data entry', 'Design'], rate: 9, rating: 5, ratings: 5, jobs: 5, hours: 7, memberDays: 36,
    completed: small.map((title, n) => ({ client: `client ${n}`, started: 34 - 6 * n, ended: 32 - 6 * n, title, amount: 10 + n, review: ['Quick and kind.', 'Did what we asked, and asked when it was unclear.', 'Good work for a small price.', 'We liked the second draft.', 'All links work now, thank you.'][n] })),
  }, NOW);
  const file = written('beginner.html');
  writeFileSync(file, html);
  return { name: 'beginner', url: 'https://www.upwork.com/freelancers/~01d0e0d0e0d0e0d099', file };
}

for (const name of BROWSERS) {
  describe(`promises in ${name}`, () => {
    let here;
    before(async () => {
      here = await stage(name);
    });
    after(() => here?.close());

    const reported = (page) => until(`a report of ${page.name}`, async () => {
      const state = await here.tabState(page.url);
      return state?.report ? state : null;
    });

    test(`${name}: four findings among sixty letters are four presses of one key, and nothing is reordered`, async () => {
      await here.forget();
      const page = sixty();
      const tab = await here.open(page);
      const { markers } = await drawn(tab, 60);
      const { report } = await reported(page);
      assert.equal(report.findings.length, 4, JSON.stringify(report.findings.map(({ rule, subject }) => [rule, subject.items])));
      const order = () => tab.evaluate(() => [...document.querySelectorAll('.Username-userId')].map((one) => one.textContent.trim()));
      const before = await order();
      assert.deepEqual(before, Array.from({ length: 60 }, (_, n) => `@bidder_${n}`));
      assert.deepEqual(markers.map(({ rect }) => rect.y), [...markers].map(({ rect }) => rect.y).sort((a, b) => a - b), 'the marks are not in the order of the page');
      assert.equal(markers.filter(({ classes }) => classes.includes('look-found')).length, 6);

      const titles = [];
      for (let n = 0; n < 4; n += 1) {
        const last = titles.at(-1);
        await here.browser.command('next-finding', page.url);
        titles.push(await until('the next card', async () => {
          const title = (await tab.inRoot(function read() { const title = this.querySelector('.card h2'); return title && said(title); })).value;
          return title !== last ? title : null;
        }));
        const { card } = await tab.overlay();
        const stand = await tab.inRoot(function where() {
          const { top, bottom } = this.querySelector('[aria-expanded=true]').getBoundingClientRect();
          return { top, bottom, focus: this.activeElement?.className ?? '' };
        });
        assert.ok(stand.value.top >= 0 && stand.value.bottom <= 900, `the mark is out of sight: ${JSON.stringify(stand.value)}`);
        assert.match(stand.value.focus, /card/, 'the card has not the focus');
        assert.ok(card.rect.y >= 0 && card.rect.y + card.rect.height <= 901, JSON.stringify(card.rect));
        await tab.screenshot(here.picture(`sixty-press-${n + 1}`));
      }
      assert.deepEqual(titles, ['bidder_3', 'bidder_12', 'bidder_31', 'bidder_58'].map((one) => `Letter of ${one}`));
      // Round again, and back.
      await here.browser.command('next-finding', page.url);
      await until('the first again', async () => /bidder_3C/.test((await tab.overlay()).card?.text ?? ''));
      await here.browser.command('previous-finding', page.url);
      await until('the last again', async () => /bidder_58/.test((await tab.overlay()).card?.text ?? ''));
      assert.deepEqual(await order(), before);
      const line = (await tab.overlay()).shown.find(({ role }) => role === 'status').text;
      assert.match(line, /^3 letters share text, 1 asks to leave the site, .*54 read and nothing found\.$/);
      await tab.close();
    });

    test(`${name}: three bidders of one agency that the site names: nothing above Background`, async () => {
      await here.forget();
      const page = demo('honest-agency');
      const tab = await here.open(page);
      await drawn(tab, 4);
      const { report } = await reported(page);
      assert.equal(report.findings.length, 1);
      assert.deepEqual(above(report, 'context'), []);
      const line = (await tab.overlay()).shown.find(({ role }) => role === 'status').text;
      assert.equal(line, '3 with Background only, 1 read and nothing found.');
      const boxes = (await tab.overlay()).boxes.length;
      assert.equal(boxes, 0, 'Background is boxed without being asked for');
      await here.browser.command('next-finding', page.url);
      const card = await until('the card', async () => (await tab.overlay()).card);
      assert.match(card.text, /Background/);
      assert.doesNotMatch(card.text, /Verify first|Pause before/);
      await tab.screenshot(here.picture('agency'));
      await tab.close();
    });

    test(`${name}: a newcomer with five small jobs, an English nickname and odd hours: nothing above Note`, async () => {
      for (const page of [beginner(), demo('newcomer')]) {
        const tab = await here.open(page);
        await drawn(tab, 1);
        const { report } = await reported(page);
        assert.equal(report.page.kind, 'profile');
        assert.deepEqual(above(report, 'note'), [], page.name);
        assert.doesNotMatch(JSON.stringify(report.findings.map(({ message }) => message)), /nickname|English|night|3:41/i, 'a name or the hours were held against somebody');
        await tab.screenshot(here.picture(`promise-${page.name}`));
        await tab.close();
      }
    });

    test(`${name}: an unknown layout: "0 letters read", no mark, and a selected text can be checked`, async () => {
      const page = demo('unreadable-layout');
      const tab = await here.open(page);
      const { tab: id, report } = await reported(page);
      assert.equal(report.page.kind, 'unknown');
      assert.equal(await tab.overlay(), null, 'something was drawn');
      const popup = await here.browser.extensionPage(`popup.html?tab=${id}`);
      await until('the popup to say so', () => popup.evaluate(() => /0 letters read\./.test(document.body.innerText) && /select a text/.test(document.body.innerText)));
      await popup.screenshot(here.picture('unknown-popup'));
      await popup.close();
      const panel = await here.browser.extensionPage(`panel.html?tab=${id}`);
      await until('the panel to say so', () => panel.evaluate(() => /0 letters read\./.test(document.body.innerText)));
      const selectionText = 'Before we start, please write to me on Telegram, I do not read the chat of this site.';
      await here.browser.menu({ menuItemId: 'check-text', selectionText, pageUrl: page.url });
      await until('the answer in the panel', () => panel.evaluate(() => /outside the site/.test(document.querySelector('[data-part="text"]')?.innerText ?? '')));
      await panel.screenshot(here.picture('unknown-panel'));
      await panel.close();
      await tab.close();
    });
  });
}
