// A candidate asks: what is held on them, their own copy, what they dispute, and that nothing is left when they are erased. In
// both browsers, on what the databases and storages really hold.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, describe, test } from 'node:test';

import { demoPages } from './cases.mjs';
import { BROWSERS } from './harness/browser.mjs';
import { recordsScript } from './harness/bundles.mjs';
import { readKey } from './harness/session.mjs';
import { drawn, stage } from './harness/stage.mjs';
import { everythingHeld } from './harness/stores.mjs';
import { until } from './harness/wait.mjs';

const page = demoPages().find((one) => one.name === 'ten-proposals');
const words = readFileSync('locales/en.json', 'utf8');
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const SITE = 'freelancer.com';
const [ANN, BEN] = ['northpier_dev', 'blue_harbor_it'];
/** What only the first of the two wrote, or is called. */
const OF_ANN = /northpier|shoe retailer|Shopify Admin API/i;
const OTHERS = /blue_?harbor|delta_works|furniture outlet|organic grocer|katja|wanjiru/i;

for (const name of BROWSERS) {
  describe(`records in ${name}`, () => {
    let here;
    let shown;
    before(async () => {
      here = await stage(name, { settings: { run: 'auto', remember: true } });
      shown = await here.open(page);
      await drawn(shown, 10);
      await until('the letters to be remembered', async () => ((await everythingHeld(here.control)).databases.ledger?.entries.values.length ?? 0) >= 10);
    });
    after(() => here?.close());

    let bundled;
    /** Runs an expression over the store and exports of records on a page of the extension. */
    const run = async (expression) => {
      bundled ??= await recordsScript();
      return here.control.script(`(async () => { ${bundled}; const records = SecondLookRecords; const words = ${words}; return ${expression}; })()`);
    };
    const tell = (message) => here.control.evaluate((asked) => (globalThis.browser ?? globalThis.chrome).runtime.sendMessage(asked), message);
    const keep = async (person) => {
      const { tab } = await here.tabState(page.url);
      const answer = await tell({ kind: 'keep-record', tab, person });
      assert.ok(answer.id, JSON.stringify(answer));
      return answer.id;
    };

    test(`${name}: a record holds a person and those whom their findings name, and nothing leads from it to the ledger`, async () => {
      const [ann, quiet] = [await keep(ANN), await keep('sheetsmith')];
      const record = await run(`records.getRecord(${JSON.stringify(ann)})`);
      assert.equal(record.subject.site, SITE);
      assert.ok(record.report.findings.some(({ rule }) => rule === 'shared-letters'));
      const alone = await run(`records.getRecord(${JSON.stringify(quiet)})`);
      assert.equal(alone.inputs.snapshot.people.length, 1);
      assert.deepEqual(alone.report.findings.filter(({ severity }) => severity !== 'context'), []);
      assert.doesNotMatch(JSON.stringify(alone), /northpier|blue_harbor|quickstock/i);
      const { ledger } = (await everythingHeld(here.control)).databases;
      const secret = ledger.meta.values.find((value) => typeof value === 'string' && value.length === 64);
      assert.ok(secret);
      for (const one of [record, alone]) {
        const text = JSON.stringify(one);
        assert.ok(!text.includes(secret) && one.inputs.memories.secret !== secret);
        for (const { id, keys } of ledger.entries.values) for (const key of [id, ...keys]) assert.ok(!text.includes(key), `${key} of the ledger is in a record`);
      }
      await run(`records.eraseRecord(${JSON.stringify(quiet)}).then(() => true)`);
    });

    test(`${name}: (7) a candidate asks: their copy, what they dispute, and that nothing is left of them`, async () => {
      const [ann] = (await run('records.listRecords()')).map(({ id }) => id);
      const ben = await keep(BEN);
      const { report } = await run(`records.getRecord(${JSON.stringify(ann)})`);
      const shared = report.findings.find(({ rule }) => rule === 'shared-letters');
      await tell({ kind: 'override', title: 'x', override: { rule: 'burst', scope: { person: `${SITE}/${ANN}` }, do: 'hide', reason: 'known to us' } });
      await run(`records.changeRecord(${JSON.stringify(ann)}, (record) => ({ ...record,
        notes: [{ at: '2026-11-26T12:00:00Z', by: 'Kim', text: 'A private thought.' }],
        questions: [{ at: '2026-11-26T12:00:00Z', ask: record.report.findings[0].ask[0], finding: record.report.findings[0].id, answer: 'From a course.', answered_at: '2026-11-26T13:00:00Z' }],
        outcome: { kind: 'open', reason: 'Not sure yet.', by: 'Kim', at: '2026-11-26T14:00:00Z' } })).then(() => true)`);

      const before = await run(`records.getRecord(${JSON.stringify(ann)}).then((record) => records.exported(record, words))`);
      const found = (html) => /<section data-part="findings">.*?<\/section>/s.exec(html)[0];
      assert.match(before.copy, /reconciliation job/);
      assert.match(before.copy, /From a course\./);
      assert.doesNotMatch(before.copy, /private thought|Not sure yet|Kim/);
      assert.doesNotMatch(before.copy, OTHERS);
      assert.match(found(before.html), new RegExp(shared.id));

      await run(`records.changeRecord(${JSON.stringify(ann)}, (record) => ({ ...record, disputed: [{ finding: ${JSON.stringify(shared.id)}, answer: 'We all took one course.', at: '2026-11-26T15:00:00Z' }] })).then(() => true)`);
      const after = await run(`records.getRecord(${JSON.stringify(ann)}).then((record) => records.exported(record, words))`);
      for (const html of [after.html, after.copy]) {
        assert.doesNotMatch(found(html), new RegExp(shared.id));
        assert.match(html, /We all took one course\./);
      }
      await looked('record', after.html);
      await looked('copy', after.copy);

      const held = await run(`records.heldOn('${SITE}', '${ANN.toUpperCase()}')`);
      assert.deepEqual([held.records.length, held.parts.length, held.letters, held.overrides.length], [1, 1, 1, 1]);
      assert.ok(held.entries >= 1);
      assert.match(JSON.stringify(await everythingHeld(here.control)), OF_ANN);

      // What stands in an open page is no memory: it goes with the page.
      await shown.close();
      await until('the page to be forgotten', async () => (await here.tabState(page.url)) === undefined);
      await run(`records.erasePerson('${SITE}', '${ANN}').then(() => true)`);
      const left = await everythingHeld(here.control);
      assert.doesNotMatch(JSON.stringify(left), OF_ANN);
      const nothing = await run(`records.heldOn('${SITE}', '${ANN}')`);
      assert.deepEqual([nothing.records, nothing.parts, nothing.entries, nothing.letters, nothing.overrides], [[], [], 0, 0, []]);
      // The others are there as before; of the record that named them, it is said.
      assert.match(JSON.stringify(left.session), /blue_harbor_it/);
      const other = await run(`records.getRecord(${JSON.stringify(ben)})`);
      assert.deepEqual(other.erased.map(({ what }) => what), ['other_person']);
      assert.match((await run(`records.exported(${JSON.stringify(other)}, words)`)).html, /The findings cannot be made again/);
    });

    /** An export as a reader opens it, kept as a picture; axe-core has nothing against it. */
    async function looked(what, html) {
      const url = `https://demo.secondlook.test/${what}.html`;
      here.server.put(url, { body: html, policy: 'none' });
      const file = await here.browser.open(url);
      await file.screenshot(here.picture(`export-${what}`), { fullPage: true });
      const violations = await file.script(`(async () => { ${AXE}; const { violations } = await axe.run(document, { resultTypes: ['violations'] });
        return violations.map(({ id, help, nodes }) => id + ': ' + help + ': ' + nodes.map(({ html }) => html.slice(0, 120)).join(' | ')); })()`);
      assert.deepEqual(violations, [], what);
      await file.close();
    }

    test(`${name}: a record goes to another device and back, once; a damaged one not at all`, async () => {
      const [{ id }] = await run('records.listRecords()');
      const { json } = await run(`records.getRecord(${JSON.stringify(id)}).then((record) => records.exported(record, words))`);
      assert.deepEqual(await run(`records.importRecord(${JSON.stringify(json)})`), { id, taken: false });
      await run(`records.eraseRecord(${JSON.stringify(id)}).then(() => true)`);
      assert.equal(await run(`records.trouble(records.importRecord(${JSON.stringify(json.replace('reconciliation', 'recreation'))}))`), 'ui.records.file.changed');
      assert.equal(await run(`records.trouble(records.importRecord(${JSON.stringify(json.slice(0, 5_000))}))`), 'ui.records.file.cut');
      assert.deepEqual(await run('records.listRecords()'), []);
      assert.deepEqual(await run(`records.importRecord(${JSON.stringify(json)})`), { id, taken: true });
      assert.equal((await run(`records.getRecord(${JSON.stringify(id)}).then((record) => records.exported(record, words))`)).json, json);
    });

    test(`${name}: a worker that is killed while it keeps leaves a whole record or none`, async () => {
      const again = await here.open(page);
      await drawn(again, 10);
      const { tab } = await here.tabState(page.url);
      const asking = here.control.evaluate((asked) => (globalThis.browser ?? globalThis.chrome).runtime.sendMessage(asked).then(() => true, () => false), { kind: 'keep-record', tab, person: 'ines_m' });
      await here.browser.killWorker();
      await asking;
      const { lines, records } = (await everythingHeld(here.control)).databases.records;
      assert.deepEqual(lines.keys, records.keys);
      await until('the next one to be kept', async () => (await tell({ kind: 'keep-record', tab, person: 'ines_m' }))?.id);
      await again.close();
    });

    test(`${name}: nothing is kept before the first answer, of a site that is off, nor of a page that is gone`, async () => {
      const again = await here.open(page);
      await drawn(again, 10);
      const { tab } = await here.tabState(page.url);
      const refused = async (asked = {}) => (await tell({ kind: 'keep-record', tab, person: 'petr_sync', ...asked })).refused?.key;
      assert.equal(await refused({ person: 'nobody_here' }), 'ui.records.refused.not_here');
      assert.equal(await refused({ tab: 999_999 }), 'ui.records.refused.no_page');
      await here.settings({ sites_off: ['www.freelancer.com'] });
      assert.match(await refused(), /site_off|no_page/);
      await here.settings({ sites_off: [], run: null });
      assert.equal(await refused(), 'ui.records.refused.unanswered');
      await here.settings({ run: 'auto' });
      await again.close();
    });

    test(`${name}: of a private window nothing is kept`, async () => {
      const own = await stage(name, { settings: { run: 'auto', remember: true } });
      try {
        own.server.put(page.url, { file: page.file });
        const { id, control } = await own.browser.privateWindow(page.url);
        await until('the private page to be read', async () => (await readKey(control, `tab:${id}`))?.report !== undefined);
        const answer = await control.evaluate((asked) => (globalThis.browser ?? globalThis.chrome).runtime.sendMessage(asked), { kind: 'keep-record', tab: id, person: ANN });
        assert.equal(answer.refused?.key, 'ui.records.refused.private');
        assert.equal((await everythingHeld(control)).databases.records, undefined);
      } finally {
        await own.close();
      }
    });
  });
}
