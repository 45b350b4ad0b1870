// Records, further: the same steps for every candidate of a job, all that is held on a person, hostile words, access by everybody,
// and when nothing may be or can be kept.

import assert from 'node:assert/strict';
import { after, afterEach, before, describe, test } from 'node:test';

import { demoPages } from './cases.mjs';
import { assertAccess, complaints } from './harness/axe.mjs';
import { BROWSERS } from './harness/browser.mjs';
import { keepRecords, query, recordsDump, recordsOf, recordsPage } from './harness/records.mjs';
import { readKey } from './harness/session.mjs';
import { drawn, stage } from './harness/stage.mjs';
import { until } from './harness/wait.mjs';
import { job } from './jobs.mjs';

const page = demoPages().find((one) => one.name === 'ten-proposals');

for (const name of BROWSERS) {
  describe(`more of records in ${name}`, () => {
    let here;
    const { opened, records, looked, person, closeAll } = recordsOf(() => here, page);
    before(async () => {
      here = await stage(name);
      await drawn(await here.open(page), 10);
    });
    after(() => here?.close());
    afterEach(closeAll);

    test(`${name}: the same steps for every candidate of a job, in the order of the page, also where nothing was found; nothing is counted`, async () => {
      const wanted = [await person(6), await person(4)];
      const ids = await keepRecords(here, page.url, wanted.map(({ id }) => id));
      const { records: kept } = await recordsDump(here.control);
      const { job: of, subject } = kept.find(({ id }) => id === ids[0]);
      const own = await records({ job: of.id || of.title, site: subject.site });
      const columns = () => own.page.evaluate(() => [...document.querySelectorAll('thead th a')].map((one) => one.textContent));
      const order = (await here.tabState(page.url)).people.map(({ name: one }) => one);
      const now = await columns();
      assert.deepEqual(now, [...now].sort((x, y) => order.indexOf(x) - order.indexOf(y)));
      assert.ok(now.includes(wanted[0].name) && now.includes(wanted[1].name));
      const one = await records({ id: ids[1] });
      await one.type('step-state', 'declined', 2);
      await until('the table to follow', () => own.page.evaluate(() => document.querySelectorAll('[data-step="video-call"] td[data-state="declined"]').length >= 1));
      await looked(own, 'job');
      const kit = await recordsPage(here, '?kit');
      opened.push(kit);
      assert.ok((await kit.shows('article[data-step]')) >= 12);
      await looked(kit, 'kit');
    });

    test(`${name}: all that is held on a person: said, erased after a question, and then nothing is held`, async () => {
      const { id: who } = await person(8);
      const [id] = await keepRecords(here, page.url, [who]);
      const { subject: { site } } = (await recordsDump(here.control)).records.find((one) => one.id === id);
      const own = await records({ person: who, site });
      await until('the record', async () => (await own.shows('[data-part="held-records"] a')) >= 1);
      await own.press('erase');
      assert.match(await own.text('erase-sure'), /1 record with notes, answers and outcome.*cannot be undone/s);
      await looked(own, 'held');
      await own.press('erase-not');
      assert.equal(await own.shows('[data-part="erase-sure"]'), 0);
      await own.press('erase');
      await own.press('erase-do');
      await until('nothing', async () => /Nothing is held on this person/.test(await own.text('held')));
      await looked(own, 'held-nothing');
      assert.ok(!JSON.stringify((await recordsDump(here.control)).records).includes(`"${who}"`));
    });

    test(`${name}: hostile words in every field are shown as text and break nothing`, async () => {
      const nasty = `<img src=x onerror="document.title='x'">\u202e\u0007 ${'A'.repeat(5_000)} 🙂`;
      const evil = job('hostile-record', 'java/hostile-record', `Job ${nasty.slice(0, 60)}`, 'Words about a job.', { bidder_evil: `${nasty} Contact me on telegram @evil_${'x'.repeat(10)} and pay in USDT outside.` });
      const tab = await here.open(evil);
      await drawn(tab, 1);
      const [id] = await keepRecords(here, evil.url, [(await here.tabState(evil.url)).people[0].id]);
      const own = await records({ id });
      await own.open('details.finding');
      for (const add of ['note', 'seen', 'question']) {
        await own.press(`${add}-add`);
        await own.type(add === 'question' ? 'question' : `${add}-text`, nasty.slice(0, 900));
      }
      await own.saved();
      const again = await records({ id });
      await again.open('details');
      assert.equal(await again.value('note-text'), nasty.slice(0, 900));
      assert.deepEqual(await again.page.evaluate(() => [document.querySelectorAll('img, script:not([type="module"])').length, document.documentElement.scrollWidth <= innerWidth]), [0, true]);
      await looked(again, 'hostile', false);
      await again.page.size(360, 780);
      assert.equal(await again.page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true, 'narrow');
      await again.page.screenshot(here.picture('records-narrow'));
      await tab.close();
    });

    test(`${name}: the check of access can fail`, async () => {
      const own = await recordsPage(here, '?kit');
      opened.push(own);
      await own.page.evaluate(() => document.querySelector('main').append(document.createElement('button')));
      assert.match((await complaints(own.page)).join('\n'), /button-name/);
    });

    test(`${name}: by the keyboard alone: from the top of a record to a note that is kept`, async () => {
      const [id] = await keepRecords(here, page.url, [(await person(9)).id]);
      const own = await records({ id });
      const at = () => own.page.evaluate(() => document.activeElement?.dataset.act ?? document.activeElement?.localName);
      const seen = [];
      await until('the button for a note', async () => {
        await own.page.press('Tab');
        seen.push(await at());
        if (seen.length > 120) throw new Error(seen.join(' '));
        return seen.at(-1) === 'note-add';
      }, { timeout: 30_000 });
      await own.page.press('Enter');
      await until('the note to have the focus', async () => (await at()) === 'note-text');
      for (const key of 'Ok') await own.page.press(key);
      await until('it to be kept', async () => (await recordsDump(here.control)).records.find((one) => one.id === id)?.notes[0]?.text === 'Ok');
      assert.ok(seen.includes('step-state'), seen.join(' '));
    });
  });

  describe(`records in ${name}, before the first answer and in private windows`, () => {
    test(`${name}: nothing is kept from a private window, and it says so`, async () => {
      const here = await stage(name);
      try {
        here.server.put(page.url, { file: page.file });
        const { id: tab, control } = await here.browser.privateWindow(page.url);
        const state = await until('the private page to be read', () => readKey(control, `tab:${tab}`));
        const panel = await here.browser.extensionPage(`panel.html?tab=${tab}`);
        await until('the panel to say so', () => panel.evaluate(() => document.querySelector('[data-part="keep"]')?.textContent === 'Nothing is kept from private windows.'));
        assert.equal(await panel.evaluate(() => document.querySelector('[data-act="keep-record"]')), null);
        const answer = await control.evaluate((asked) => (globalThis.browser ?? globalThis.chrome).runtime.sendMessage(asked), { kind: 'keep-record', tab, person: state.people[0].id });
        assert.equal(answer.refused.key, 'ui.records.refused.private');
        assert.equal(await recordsDump(control), null);
        await panel.close();
      } finally {
        await here.close();
      }
    });

    test(`${name}: what cannot be saved is said, stays on the page, and is saved when it can be`, async () => {
      const here = await stage(name);
      try {
        const shown = await here.open(page);
        await drawn(shown, 10);
        const [id] = await keepRecords(here, page.url, [(await here.tabState(page.url)).people[1].id]);
        const own = await recordsPage(here, query({ id }));
        // Every write fails, as on a full disk.
        await own.page.evaluate(() => {
          const put = IDBObjectStore.prototype.put;
          globalThis.__mend = () => { IDBObjectStore.prototype.put = put; };
          IDBObjectStore.prototype.put = () => { throw new DOMException('no room', 'QuotaExceededError'); };
        });
        await own.press('note-add');
        await own.type('note-text', 'Not lost.');
        await until('it to be said', async () => (await own.shows('[data-part="failed"]')) === 1);
        assert.match(await own.text('failed'), /not saved.*still on this page/s);
        assert.doesNotMatch(await own.text('failed'), /ui\.|undefined/);
        assert.equal(await own.value('note-text'), 'Not lost.');
        await assertAccess(own.page, 'records-unsaved', here.picture);
        await own.page.evaluate(() => globalThis.__mend());
        await own.press('save-again');
        await own.saved();
        assert.equal(await own.shows('[data-part="failed"]'), 0);
        assert.equal((await recordsDump(here.control)).records[0].notes[0].text, 'Not lost.');
      } finally {
        await here.close();
      }
    });

    test(`${name}: nothing is kept before the question is answered, and it says so`, async () => {
      const here = await stage(name, { settings: null });
      try {
        const own = await recordsPage(here);
        assert.match(await own.page.evaluate(() => document.body.innerText), /Nothing is kept before you have chosen/);
        assert.equal(await recordsDump(here.control), null);
        await own.close();
      } finally {
        await here.close();
      }
    });
  });
}
