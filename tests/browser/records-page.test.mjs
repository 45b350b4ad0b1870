// Records as a person works on them, in both browsers: from opening a job to a file that the command makes again; nothing typed
// is lost; two windows; what stands apart; the list. What else there is of records: `records-people.test.mjs`.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, describe, test } from 'node:test';

import { demoPages } from './cases.mjs';
import { BROWSERS } from './harness/browser.mjs';
import { COMMAND, ROOT } from './harness/paths.mjs';
import { ACCUSING, damage, keepRecords, recordsDump, recordsOf } from './harness/records.mjs';
import { drawn, stage } from './harness/stage.mjs';
import { until } from './harness/wait.mjs';

const page = demoPages().find((one) => one.name === 'ten-proposals');
/** The native command, built for release or for a developer; none on a machine without Rust. */
const command = [COMMAND, join(ROOT, 'target/debug/secondlook')].find((path) => existsSync(path) && spawnSync(path, ['case', '--help']).status === 0);

for (const name of BROWSERS) {
  describe(`records in ${name}`, () => {
    let here;
    const { records, looked, person, closeAll } = recordsOf(() => here, page);
    before(async () => {
      here = await stage(name);
      await drawn(await here.open(page), 10);
    });
    after(() => here?.close());
    afterEach(closeAll);

    test(`${name}: (8) from an open job to a file that the command makes again`, async (context) => {
      const { tab } = await here.tabState(page.url);
      const { id: who, name: called } = await person(0);
      const panel = await here.browser.extensionPage(`panel.html?tab=${tab}`);
      const button = `[data-part="keep"][data-of="${who}"] [data-act="keep-record"]`;
      await until('the button', () => panel.evaluate((wanted) => document.querySelector(wanted) !== null, button));
      assert.match(await panel.evaluate((wanted) => document.querySelector(wanted).closest('[data-part="keep"]').textContent, button), /On this device only, for 30 days/);
      await panel.evaluate((wanted) => document.querySelector(wanted).click(), button);
      await until('the way to the record', () => panel.evaluate((one) => document.querySelector(`[data-part="keep"][data-of="${one}"] [data-act="open-record"]`) !== null, who));
      await panel.screenshot(here.picture('panel-keep'), { fullPage: true });
      await panel.close();
      const { records: [{ id }] } = await recordsDump(here.control);

      const own = await records({ id });
      assert.match(await own.page.evaluate(() => document.querySelector('h1').textContent), new RegExp(called));
      assert.match(await own.text('findings'), /made from one template/);
      // A question of the finding, by one press; the focus goes where the answer is written.
      await own.press('asked');
      await until('the answer', () => own.page.evaluate(() => document.activeElement?.dataset.act === 'answer'));
      await own.type('answer', 'I would look at the weekend import first.');
      await own.type('step-state', 'done', 2);
      await until('the note of the step', () => own.page.evaluate(() => !document.querySelectorAll('[data-act="step-note"]')[2].closest('label').hidden));
      await own.type('step-note', 'By voice, half an hour.', 2);
      await own.press('seen-add');
      await own.type('seen-text', 'They changed the query we asked about while we talked.');
      await own.press('note-add');
      await own.type('note-text', 'Ask about the second warehouse.');
      // No decision before the evidence was opened, nor without a reason and a name.
      assert.equal(await own.page.evaluate(() => document.querySelector('[data-act="outcome-not_hired"]').disabled), true);
      assert.match(await own.text('outcome-missing'), /open \d findings? and look at/);
      await own.open('details.finding');
      await until('decisions to be open', () => own.page.evaluate(() => !document.querySelector('[data-act="outcome-not_hired"]').disabled));
      await own.press('outcome-hired');
      await until('what is missing', async () => /Say why in your own words.*Say who decided/s.test(await own.text('outcome-missing')));
      await own.type('outcome-reason', 'Clear answers, and the plan fits.');
      await own.saved();
      assert.equal((await recordsDump(here.control)).records[0].outcome.kind, 'open');
      await own.type('outcome-by', 'Eve');
      await until('the outcome', async () => (await recordsDump(here.control)).records[0].outcome.kind === 'hired');
      await own.saved();
      await looked(own, 'one');

      const whole = await own.file('export-json');
      const json = JSON.parse(whole);
      assert.deepEqual([json.questions[0].answer, json.steps[0].note, json.notes[0].text, json.outcome.by], ['I would look at the weekend import first.', 'By voice, half an hour.', 'Ask about the second warehouse.', 'Eve']);
      const html = await own.file('export-html');
      assert.match(html, /^<!doctype html>/i);
      assert.match(html, /Ask about the second warehouse/);
      const copy = await own.file('export-candidate');
      assert.doesNotMatch(copy, /second warehouse\.|Clear answers|blue_harbor/);
      for (const text of [html, copy]) assert.doesNotMatch(text.replace(/<style>.*?<\/style>/s, ''), ACCUSING);
      if (!command) return context.skip('the command is not built here: the rest of this test was run');
      const folder = mkdtempSync(join(tmpdir(), 'secondlook-record-'));
      try {
        const file = join(folder, 'record.json');
        writeFileSync(file, whole);
        const { status, stdout, stderr } = spawnSync(command, ['case', 'verify', file, '--format', 'json'], { encoding: 'utf8' });
        assert.equal(status, 0, `${stdout}${stderr}`);
        const verified = JSON.parse(stdout);
        assert.deepEqual([verified.state, verified.findings], ['same', json.report.findings.length]);
        // A finding is made milder by hand: the command sees it.
        const changed = join(folder, 'changed.json');
        const { sha256: _, ...rest } = json;
        writeFileSync(changed, JSON.stringify(rest).replace('"severity":"warning"', '"severity":"note"'));
        assert.equal(spawnSync(command, ['case', 'verify', changed]).status, 1);
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
      return undefined;
    });

    test(`${name}: what is typed is written within half a second, and survives a page that is closed and a worker that is killed`, async () => {
      const [id] = await keepRecords(here, page.url, [(await person(1)).id]);
      const own = await records({ id });
      await own.press('note-add');
      await here.browser.killWorker();
      // From the letter to the disk, as the page itself sees it.
      const took = await own.page.evaluate(() => new Promise((resolve) => {
        const [field, saved] = [document.querySelector('[data-act="note-text"]'), document.querySelector('[data-part="saved"]')];
        const begun = performance.now();
        new MutationObserver(() => saved.dataset.state === 'saved' && resolve(performance.now() - begun)).observe(saved, { attributes: true });
        field.value = 'First, and more.';
        field.dispatchEvent(new Event('input', { bubbles: true }));
      }));
      assert.ok(took <= 500, `${took} ms`);
      await own.page.goto(`${here.browser.origin}/records.html`, { bare: true }).catch(() => {});
      await until('the note', async () => (await recordsDump(here.control)).records.find((one) => one.id === id)?.notes[0]?.text === 'First, and more.');
      const again = await records({ id });
      assert.equal(await again.value('note-text'), 'First, and more.');
    });

    test(`${name}: two windows: the other follows, and what is being typed there stays`, async () => {
      const [id] = await keepRecords(here, page.url, [(await person(2)).id]);
      const [a, b] = [await records({ id }), await records({ id })];
      await a.press('note-add');
      await a.type('note-text', 'From A.');
      await until('the note in B', async () => (await b.value('note-text')) === 'From A.');
      await a.type('step-state', 'declined', 2);
      await until('the step in B', async () => (await b.value('step-state', 2)) === 'declined');
      // Both type in their own fields at once; folds that are open stay so.
      await b.open('[data-part="coverage"] details');
      await b.press('question-add');
      await Promise.all([b.type('question', 'When could you begin?'), a.type('note-text', 'From A, longer.')]);
      await until('both', async () => (await a.value('question')) === 'When could you begin?' && (await b.value('note-text')) === 'From A, longer.');
      assert.equal(await b.page.evaluate(() => document.querySelector('[data-part="coverage"] details').open && document.activeElement.dataset.act), 'question');
      const { notes, questions } = (await recordsDump(here.control)).records.find((one) => one.id === id);
      assert.deepEqual([notes.map(({ text }) => text), questions.map(({ ask }) => ask.text.en)], [['From A, longer.'], ['When could you begin?']]);
      // Erased in one window: the other says so.
      await a.press('erase-one');
      await a.press('erase-one');
      await until('B to say so', async () => (await b.shows('[data-part="gone"]')) === 1);
      await looked(b, 'gone');
    });

    test(`${name}: set aside with reason and end; disputed with their own words, which leaves what was found`, async () => {
      const [id] = await keepRecords(here, page.url, [(await person(5)).id]);
      const own = await records({ id });
      const all = await own.shows('[data-part="findings"] details.finding');
      assert.ok(all >= 2, `${all} findings`);
      await own.open('[data-part="findings"] details.finding');
      await own.press('dispute');
      await until('the focus in their answer', () => own.page.evaluate(() => document.activeElement?.dataset.act === 'dispute-answer'));
      await own.type('dispute-answer', 'I only named what I use elsewhere.', await own.page.evaluate(() => [...document.querySelectorAll('[data-act="dispute-answer"]')].indexOf(document.activeElement)));
      await own.saved();
      await until('it to leave what was found', async () => (await own.shows('[data-part="findings"] details.finding')) === all - 1);
      assert.match(await own.text('disputed'), /virtual currency/);
      await own.open('[data-part="findings"] [data-part="aside-form"]');
      await own.press('aside-do');
      await until('why it is not done', async () => /Say why/.test(await own.text('findings')));
      await own.type('aside-reason', 'We agreed on the site’s payment.');
      await looked(own, 'aside-form');
      await own.press('aside-do');
      await until('it to stand apart', async () => (await own.shows('[data-part="aside"] details.finding')) === 1);
      assert.match(await own.text('aside'), /We agreed on the site.*Until /s);
      assert.equal(await own.shows('[data-part="findings"] details.finding'), all - 2);
      await looked(own, 'apart');
      const html = await own.file('export-html');
      assert.match(html, /I only named what I use elsewhere/);
      // Back again, and its fold is still open.
      await own.press('aside-back');
      await until('it to be back', async () => (await own.shows('[data-part="findings"] details.finding[open]')) === all - 1);
    });

    test(`${name}: the list: in the order kept, found by name, what was saved elsewhere is taken in, what is damaged is said and hides nothing`, async () => {
      const ids = await keepRecords(here, page.url, [(await person(7)).id, (await person(3)).id]);
      const own = await records();
      const names = () => own.page.evaluate(() => [...document.querySelectorAll('[data-record]')].map((one) => one.querySelector('a').textContent));
      const before = await names();
      assert.deepEqual(before.slice(-2), [(await person(7)).name, (await person(3)).name]);
      await own.type('search', (await person(3)).name.slice(0, 6).toUpperCase());
      await until('one', async () => (await names()).length === 1);
      await own.type('search', 'nobody of this name');
      assert.match(await own.text('list-status'), /No record has this/);
      await own.type('search', '');
      // A file from elsewhere, and one that is none.
      const one = await records({ id: ids[0] });
      const json = await one.file('export-json');
      await one.press('erase-one');
      await one.press('erase-one');
      await until('one less', async () => (await names()).length === before.length - 1);
      await own.page.evaluate((text) => {
        const files = new DataTransfer();
        files.items.add(new File(['{"schema":1'], 'broken.json'));
        files.items.add(new File([text], 'whole.json'));
        files.items.add(new File([text], 'again.json'));
        document.querySelector('[data-part="drop"]').dispatchEvent(new DragEvent('drop', { dataTransfer: files, bubbles: true, cancelable: true }));
      }, json);
      await until('three answers', () => own.page.evaluate(() => document.querySelectorAll('[data-part="import-status"] > p').length === 3));
      assert.match(await own.text('import-status'), /broken\.json was not taken in\. .+whole\.json was taken in.+again\.json is here already/s);
      await until('all', async () => (await names()).length === before.length);
      await looked(own, 'list');

      await damage(here.control, ids[1], 'record.report = { page: 7 }; record.notes = "none"');
      const bad = await records({ id: ids[1] });
      assert.match(await bad.text('damaged'), /damaged and cannot be shown\. All others are as they were/);
      await looked(bad, 'damaged');
      assert.equal((await names()).length, before.length);
      await bad.press('damaged-erase');
      await bad.press('damaged-erase');
      await until('it to be gone', async () => !(await recordsDump(here.control)).records.some(({ id }) => id === ids[1]));
    });
  });
}
