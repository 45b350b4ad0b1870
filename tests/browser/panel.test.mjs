// The side panel as a person uses it: everybody in page order, everything by keys, and nothing lost when what is known changes.

import assert from 'node:assert/strict';
import { after, afterEach, before, describe, test } from 'node:test';

import { demoPages } from './cases.mjs';
import { BROWSERS } from './harness/browser.mjs';
import { drawn, noticed, stage } from './harness/stage.mjs';
import { until } from './harness/wait.mjs';
import { ASKS, bids, COPIES, LETTERS, sixtyOnOne, user } from './sixty.mjs';

const demo = demoPages();
const ten = demo.find((page) => page.name === 'ten-proposals');
const another = demo.find((page) => page.name === 'another-job');
const sixty = sixtyOnOne();

for (const name of BROWSERS) {
  describe(`panel in ${name}`, () => {
    let here;
    before(async () => {
      here = await stage(name, { settings: { run: 'auto', remember: true } });
    });
    after(() => here?.close());
    // What a test that failed left open would be another's page.
    const open = [];
    afterEach(() => Promise.all(open.splice(0).map((one) => one.close().catch(() => {}))));

    const opened = async (page, markers) => {
      const tab = await here.open(page);
      open.push(tab);
      await drawn(tab, markers);
      const { tab: id } = await until('a report', async () => {
        const state = await here.tabState(page.url);
        return state?.report ? state : null;
      });
      const panel = await here.browser.extensionPage(`panel.html?tab=${id}`);
      open.push(panel);
      await panel.size(340, 900);
      await until('the people', () => panel.evaluate((wanted) => document.querySelectorAll('[data-person]').length === wanted, markers));
      return { tab, panel, id };
    };
    const active = (panel) => panel.evaluate(() => {
      const { activeElement: one } = document;
      return { act: one.dataset.act ?? '', part: one.parentElement?.dataset.part ?? '', id: one.id, name: one.getAttribute('aria-label') ?? one.textContent, tag: one.localName };
    });
    /** Presses Tab until it stands there. */
    const tabTo = async (panel, what, wanted) => {
      for (let n = 0; n < 400; n += 1) {
        await panel.press('Tab');
        if (wanted(await active(panel))) return;
      }
      throw new Error(`Tab never came to ${what}`);
    };

    test(`${name}: sixty people stand in page order, who has findings open, everybody else in one line`, async () => {
      await here.forget();
      const { tab, panel } = await opened(sixty, LETTERS);
      const seen = await panel.evaluate(() => [...document.querySelectorAll('[data-person]')].map((one) => ({
        name: one.querySelector('bdi').textContent, quiet: one.classList.contains('quiet'), height: one.getBoundingClientRect().height,
        said: one.querySelector('.status')?.textContent ?? '', findings: one.querySelectorAll('[data-finding]').length, pointers: one.querySelectorAll('.pointers a').length,
      })));
      assert.deepEqual(seen.map((one) => one.name), bids().map((bid) => bid.user), 'not the order of the page');
      assert.deepEqual(seen.flatMap(({ quiet }, n) => (quiet ? [] : [n])), [...COPIES, ASKS].sort((a, b) => a - b));
      for (const { name: who, said, height } of seen.filter(({ quiet }) => quiet)) {
        assert.equal(said, 'read, nothing found', who);
        assert.ok(height <= 40, `${who} takes ${height} px`);
      }
      const { report } = await here.tabState(sixty.url);
      const own = report.findings.filter(({ subject }) => subject.kind === 'proposal' && subject.items.join() === String(ASKS));
      assert.deepEqual([seen[ASKS].findings > 0, seen[ASKS].findings, seen[ASKS].pointers], [true, own.length, 0]);
      for (const n of COPIES) assert.deepEqual([seen[n].findings, seen[n].pointers], [0, 1], 'what concerns several stands once');
      assert.equal(await panel.evaluate(() => document.querySelectorAll('[data-part="several"] [data-finding]').length), 1);
      const said = await panel.evaluate(() => document.body.innerText);
      assert.match(said, /60 of 60 letters on this page read\./);
      assert.match(said, /3 letters share text, .*56 read and nothing found\./);
      assert.doesNotMatch(said, /\{[a-z_]+\}|undefined|NaN|\[object/);
      // Nothing to scroll sideways, as narrow as a side panel can be made.
      for (const width of [300, 400, 200]) {
        await panel.size(width, 900);
        assert.equal(await panel.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), 0, `${width} px`);
      }
    });

    test(`${name}: by keys alone: to a finding, its folds, its question, and to somebody on the page`, async () => {
      await here.forget();
      const { tab, panel } = await opened(sixty, LETTERS);
      await tabTo(panel, 'the copy button', ({ act }) => act === 'copy');
      await panel.press('Enter');
      await until('the question to be copied', async () => (await active(panel)).name === 'Copied');
      await panel.evaluate(() => document.body.append(Object.assign(document.createElement('textarea'), { id: 'pasted' })));
      await panel.evaluate(() => document.querySelector('#pasted').focus());
      await panel.raw.keyboard.down('Control');
      await panel.press('v');
      await panel.raw.keyboard.up('Control');
      assert.match(await until('what was copied', () => panel.evaluate(() => document.querySelector('#pasted').value)), /^Which part of this job would you look at first/);
      await panel.evaluate(() => {
        document.querySelector('#pasted').remove();
        document.querySelector('[data-part="several"] [data-act="copy"]').focus();
      });
      await tabTo(panel, 'the fold with the reasons', ({ tag, part }) => tag === 'summary' && part === 'why');
      await panel.press('Enter');
      const why = await panel.evaluate(() => document.activeElement.parentElement.innerText);
      assert.match(why, /Innocent explanations/);
      assert.match(why, /67 real cover letters/, 'the base rate');
      await tabTo(panel, 'a pointer', ({ id, tag, name: text }) => tag === 'a' && id === '' && /^Verify first: Letters/.test(text));
      await panel.press('Enter');
      assert.match((await active(panel)).id, /^finding-/);
      const last = user(LETTERS - 1);
      await panel.evaluate((who) => [...document.querySelectorAll('[data-person]')].find((one) => one.querySelector('bdi').textContent === who).querySelector('.go').focus(), last);
      await panel.press('Enter');
      await until('the card in the page', async () => new RegExp(last).test((await tab.overlay()).card?.text ?? ''));
      assert.equal((await active(panel)).act, 'go-person', 'the focus left the panel');
    });

    test(`${name}: headings and landmarks: sections with names, people with findings as headings under theirs`, async () => {
      const { tab, panel } = await opened(ten, 10);
      const seen = await panel.evaluate(() => ({
        headings: [...document.querySelectorAll('h1, h2, h3, h4')].filter((one) => one.checkVisibility()).map((one) => `${one.localName} ${one.textContent}`),
        sections: [...document.querySelectorAll('main section')].map((one) => one.getAttribute('aria-label')),
        live: [...document.querySelectorAll('[role="status"], [aria-live], [role="alert"]')].filter((one) => one.textContent.trim() !== '').length,
      }));
      assert.deepEqual(seen.headings.filter((one) => /^h[12]/.test(one)).map((one) => one.slice(3)).slice(0, 4), ['Second Look', 'About several people', 'People on this page', 'What was checked']);
      assert.ok(seen.headings.includes('h3 quickstock_pro'), JSON.stringify(seen.headings));
      assert.ok(seen.headings.some((one) => /^h4 .*virtual currency/.test(one)), JSON.stringify(seen.headings));
      assert.ok(seen.sections.every((one) => one), JSON.stringify(seen.sections));
      assert.equal(seen.live, 0, 'a live region speaks though nothing changed');
    });

    test(`${name}: a late twin changes the finding; folds, what is typed, focus and scroll stay, and the change is said`, async () => {
      await here.forget();
      const { tab, panel } = await opened(ten, 10);
      const before = await panel.evaluate(() => document.querySelector('[data-part="several"] .says').textContent);
      await panel.evaluate(() => {
        for (const fold of document.querySelectorAll('[data-part="several"] details:not([data-part="alarm"])')) fold.open = true;
        document.querySelector('[data-part="cover-checked"]').open = true;
      });
      await until('the form', () => panel.evaluate(() => document.querySelector('[data-act="ignore-reason"]') !== null));
      await panel.evaluate(() => {
        const reason = document.querySelector('[data-part="several"] [data-act="ignore-reason"]');
        reason.value = 'half a rea';
        reason.focus();
        reason.setSelectionRange(4, 6);
        document.querySelector('[data-part="several"] .woven').scrollTop = 50;
        window.kept = { quiet: document.querySelector('.person.quiet') };
      });
      const edge = () => panel.evaluate(() => Math.round(document.querySelector('[data-part="several"] [data-act="ignore-reason"]').getBoundingClientRect().top));
      await panel.evaluate(() => window.scrollTo(0, document.querySelector('[data-part="several"] [data-act="ignore-reason"]').getBoundingClientRect().top + window.scrollY - 300));
      const stood = await edge();
      const other = await here.open(another);
      open.push(other);
      await drawn(other, 5);
      await until('the finding to tell of four', () => panel.evaluate((was) => document.querySelector('[data-part="several"] .says').textContent !== was, before));
      const now = await panel.evaluate(() => {
        const reason = document.querySelector('[data-part="several"] [data-act="ignore-reason"]');
        return {
          says: document.querySelector('[data-part="several"] .says').textContent, typed: reason?.value, focused: document.activeElement === reason, caret: [reason?.selectionStart, reason?.selectionEnd],
          closed: [...document.querySelectorAll('[data-part="several"] > [data-finding] > details')].filter((one) => !one.open).map((one) => one.dataset.part),
          aloud: document.querySelector('[data-part="aloud"]').textContent, changed: document.querySelector('[data-part="changed"]')?.textContent ?? '',
          same: window.kept.quiet.isConnected, open: document.querySelector('[data-part="cover-checked"]').open,
        };
      });
      assert.match(now.says, /4 different bidders/);
      assert.deepEqual([now.typed, now.focused, now.caret], ['half a rea', true, [4, 6]]);
      assert.deepEqual(now.closed, []);
      assert.match(now.aloud, /^Changed: northpier_dev, blue_harbor_it, delta_works_team\.$/);
      assert.match(now.changed, /northpier_dev/);
      assert.ok(now.same, 'made anew though it says the same');
      assert.ok(now.open, 'a fold of what was checked closed');
      assert.ok(Math.abs((await edge()) - stood) <= 2, `what was looked at moved from ${stood} to ${await edge()}`);
      await panel.screenshot(here.picture('panel-late-twin'));
      assert.deepEqual((await noticed(tab)).errors, []);
    });

    test(`${name}: coverage opens group by group, and says that nothing found is not verified`, async () => {
      const { tab, panel } = await opened(ten, 10);
      const groups = await panel.evaluate(() => [...document.querySelectorAll('[data-part="coverage"] > details')].map((fold) => [fold.dataset.part, fold.querySelector('summary').textContent, fold.querySelectorAll('li').length]));
      const { report } = await here.tabState(ten.url);
      const count = (state) => report.coverage.filter((one) => one.state === state).length;
      assert.equal(groups.find(([part]) => part === 'cover-checked')[1], `Checked: ${count('checked')}`);
      assert.equal(groups.find(([part]) => part === 'cover-not_visible')[1], `Not visible on this page: ${count('not_visible')}`);
      assert.ok(groups.every(([, , n]) => n > 0));
      assert.match(await panel.evaluate(() => document.querySelector('[data-part="coverage"]').innerText), /Nothing found does not mean verified\./);
    });
  });
}
