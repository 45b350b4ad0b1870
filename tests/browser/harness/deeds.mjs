// Everything that writes, as deeds of a user: how each is done, what the stores hold before it and what after it. There is
// nothing in between, whatever ends it.

import assert from 'node:assert/strict';

import { demoPages } from '../cases.mjs';
import { madeUpJob } from '../jobs.mjs';
import { storesScript } from './bundles.mjs';
import { desk } from './packs.mjs';
import { everythingHeld } from './stores.mjs';
import { until } from './wait.mjs';

export const SHOWN = demoPages().find((one) => one.name === 'ten-proposals');
const SITE = 'freelancer.com';
const PERSON = 'northpier_dev';
const LETTERS = 12;

const RULE = `id = "lantern"
version = "1.0.0"
family = "contact"
severity = "note"
confidence = "low"
status = "experimental"
references = ["own"]
languages = ["en"]
where = ["letter", "bio", "message"]
title = { en = "Finds a lantern" }
message = { en = "Finds a lantern" }
why = { en = "A test looks for words that nobody writes." }
innocent = [{ en = "Somebody may like these words." }, { en = "It may be a quotation." }]
ask = [{ en = "Could you say that in other words?" }]

[match]
any = ["blue marmalade lantern"]

[examples]
fire = ["Well, blue marmalade lantern it is."]
silent = ["Nothing of the kind is said here."]
`;

/** Two versions of a pack, as the command builds them. */
export function packFiles() {
  const author = desk();
  try {
    return ['1.0.0', '1.1.0'].map((version) => {
      author.write('lantern', { 'pack.toml': `id = "acme/lantern"\nversion = "${version}"\ndescription = "Words that only a test looks for."\nlicence = "MIT"\nlanguages = ["en"]\n`, 'rules/lantern.toml': RULE });
      return author.build('lantern');
    });
  } finally {
    author.close();
  }
}

const versionOf = (text) => ({ text, version: JSON.parse(text).pack.version, sha256: JSON.parse(text).sha256, hosts: [], imported: '2026-11-26' });

/** What is kept, in a form that two looks can be compared by. Two alike are two lines. */
export async function heldNow(page) {
  const { local, databases } = await everythingHeld(page);
  const all = (database, store) => databases[database]?.[store]?.values ?? [];
  const entries = all('ledger', 'entries');
  const lines = all('records', 'lines').map(({ id }) => id).sort();
  const records = all('records', 'records').map(({ id, subject, notes, disputed, erased, inputs }) =>
    `${id} ${subject.person} notes ${notes.map(({ text }) => text).join()} disputed ${disputed.length} erased ${erased.length} people ${inputs.snapshot.people.filter(({ id: one }) => one).length}`).sort();
  assert.deepEqual(records.map((one) => one.split(' ')[0]), lines, 'the list of records does not say what there is');
  return {
    settings: local.settings ?? null,
    entries: entries.map(({ id }) => id).sort(),
    /** Proposals by the hash of who sent them. */
    people: [...new Set(entries.flatMap(({ kept }) => (kept.kind === 'proposal' ? [kept.person] : [])))].sort(),
    packs: all('packs', 'files').map(({ id, now, before, on }) => `${id} ${now.version} ${before?.version ?? '-'} ${on}`),
    overrides: all('packs', 'overrides').map(({ rule, scope, reason }) => JSON.stringify([rule, scope, reason])).sort(),
    records,
    unfinished: all('unfinished', 'deeds').map(({ kind }) => kind),
  };
}

/** The page of the extension on which deeds are done. */
export async function ready(here) {
  await here.control.script(`(() => { ${scripts}; globalThis.SecondLookStores = SecondLookStores; return true; })()`);
}
const scripts = await storesScript();

const run = (here, work, ...values) => here.control.script(`(async (stores, values) => { ${work}; return true; })(SecondLookStores, ${JSON.stringify(values)})`);
const tell = (here, message) => here.control.evaluate((asked) => (globalThis.browser ?? globalThis.chrome).runtime.sendMessage(asked), message);
/** As a page of ours does: without an answer, or with a refusal, nobody was told that it is done. */
async function told(here, message) {
  const answer = await tell(here, message);
  if (!answer || answer.refused) throw new Error(`refused: ${JSON.stringify(answer)}`);
  return answer;
}

const override = (number) => ({ rule: 'burst', scope: { person: `${SITE}/${PERSON}` }, do: 'hide', reason: `asked ${number}` });
const other = { rule: 'burst', scope: 'everywhere', do: 'hide', reason: 'for everybody' };

/** Something of everything: whatever an earlier deed took away is there again. */
export async function fill(here, files) {
  await ready(here);
  await run(here, `
    await stores.writeSettings({ run: 'auto', remember: true, keep_days: 30 });
    const [files, overrides] = values;
    for (const one of overrides) await stores.addOverride({ ...one, title: 'T', made: '2026-11-26' });
    const other = stores.sample({ keep_until: '2099-01-01' });
    for (const record of [other, { ...other, id: 'about-bo', subject: { ...other.subject, person: 'bo', name: 'Bo' } }]) await stores.addRecord(record).catch(() => {});
    await stores.take({ id: 'acme/lantern', layer: 'team', version: files[0], engine: 'a test', byHand: true }).catch(() => {});
  `, files.map(versionOf), [override(0), other]);
  here.server.put(SHOWN.url, { file: SHOWN.file });
  const tab = await here.browser.open(SHOWN.url);
  await until('the page to be read', async () => (await here.tabState(SHOWN.url))?.people.some(({ id }) => id === PERSON), { timeout: 30_000 });
  await until('its people to be remembered', async () => (await heldNow(here.control)).people.length >= 10, { timeout: 30_000 });
  return tab;
}

const without = (list, gone) => list.filter((one) => !gone(one));
const sorted = (list) => [...list].sort();
const ofPerson = (one) => one.includes(`"person"`);

/**
 * The deeds. `work`: done to the end, or it throws. `after`: what is held then, of what was held before; of hashes only what they
 * did can be known, so it is told what is held now. `background`: the background does it. `always`: the start does it, too.
 */
export function deeds(next, files) {
  const number = Math.floor(next() * 1e9);
  const id = `kept-${number}`;
  const [first, second] = files.map(versionOf);
  const taking = (version, instead) => ({ id: 'acme/lantern', layer: 'team', version, engine: 'a test', byHand: true, ...(instead && { instead }) });
  const emptied = { entries: [], people: [] };
  /** One person less, and with them what they sent. */
  const onePersonLess = (before, now) => {
    assert.equal(now.people.length, before.people.length - 1, 'people');
    return { ...before, entries: now.entries, people: now.people };
  };
  return {
    settings: {
      work: (here) => run(here, `await stores.writeSettings({ keep_days: values[0] })`, 31 + (number % 100)),
      after: (before) => ({ ...before, settings: { ...before.settings, keep_days: 31 + (number % 100) } }),
    },
    site: {
      work: (here) => run(here, `await stores.changeSettings(({ sites_off }) => ({ sites_off: [...sites_off, values[0]].sort() }))`, `${id}.example`),
      after: (before) => ({ ...before, settings: { ...before.settings, sites_off: sorted([...before.settings.sites_off, `${id}.example`]) } }),
    },
    page: {
      work: async (here) => {
        const held = (await heldNow(here.control)).entries.length;
        const tab = await here.open(madeUpJob(number, LETTERS));
        await until('the page to be remembered', async () => (await heldNow(here.control)).entries.length > held);
        await tab.close();
      },
      after: (before, now) => {
        assert.equal(now.people.length, before.people.length + LETTERS, 'half of a page');
        assert.ok(before.entries.every((one) => now.entries.includes(one)), 'something else was lost');
        return { ...before, entries: now.entries, people: now.people };
      },
    },
    'pack updated': {
      work: (here) => run(here, `await stores.take(values[0])`, taking(second, first.sha256)),
      // Switched off it stays off.
      after: (before) => ({ ...before, packs: before.packs.map((one) => one.replace('1.0.0 -', '1.1.0 1.0.0')) }),
    },
    'pack removed': {
      work: (here) => run(here, `await stores.remove('acme/lantern')`),
      after: (before) => ({ ...before, packs: [] }),
    },
    'pack switched off': {
      work: (here) => run(here, `await stores.switchPack('acme/lantern', false)`),
      after: (before) => ({ ...before, packs: before.packs.map((one) => one.replace(/true$/, 'false')) }),
    },
    decided: {
      background: true,
      work: (here) => told(here, { kind: 'override', override: override(number), title: 'T' }),
      after: (before) => ({ ...before, overrides: sorted([...before.overrides, JSON.stringify(['burst', override(number).scope, override(number).reason])]) }),
    },
    kept: {
      background: true,
      work: async (here) => told(here, { kind: 'keep-record', tab: (await here.tabState(SHOWN.url)).tab, person: PERSON, id }),
      after: (before, now) => {
        const [own] = now.records.filter((one) => one.startsWith(`${id} `));
        assert.match(own ?? '', new RegExp(`^${id} ${PERSON} `));
        return { ...before, records: sorted([...before.records, own]) };
      },
    },
    noted: {
      work: (here) => run(here, `await stores.changeRecord('about-bo', (record) => stores.putNote(record, { at: values[0], text: values[0] }))`, id),
      after: (before) => ({ ...before, records: sorted(before.records.map((one) => (one.startsWith('about-bo ') ? one.replace(/notes (.*) disputed/, (_, notes) => `notes ${[...notes.split(',').filter(Boolean), id].join()} disputed`) : one))) }),
    },
    disputed: {
      work: (here) => run(here, `await stores.changeRecord('about-bo', (record) => stores.dispute(record, values[0], 'no', values[0]))`, id),
      after: (before) => ({ ...before, records: sorted(before.records.map((one) => (one.startsWith('about-bo ') ? one.replace(/disputed (\d+)/, (_, n) => `disputed ${Number(n) + 1}`) : one))) }),
    },
    'record imported': {
      work: (here) => run(here, `await stores.importRecord(await stores.recordJson(stores.sample({ id: values[0] })))`, id),
      after: (before, now) => ({ ...before, records: sorted([...before.records, now.records.find((one) => one.startsWith(`${id} Ann `)) ?? 'the record']) }),
    },
    'record erased': {
      work: (here) => run(here, `await stores.eraseRecord('about-bo')`),
      after: (before) => ({ ...before, records: without(before.records, (one) => one.startsWith('about-bo ')) }),
    },
    'records purged': {
      prepare: (here) => run(here, `await stores.changeRecord('about-bo', (record) => ({ ...record, keep_until: '2020-01-01' }))`),
      work: (here) => run(here, `await stores.purgeRecords()`),
      after: (before) => ({ ...before, records: without(before.records, (one) => one.startsWith('about-bo ')) }),
      // The start itself lets go what is over.
      always: true,
    },
    'person erased': {
      background: true,
      prepare: async (here) => void (await told(here, { kind: 'keep-record', tab: (await here.tabState(SHOWN.url)).tab, person: PERSON, id })),
      work: (here) => told(here, { kind: 'erase-person', site: SITE, person: PERSON }),
      after: (before, now) => ({ ...onePersonLess(before, now), overrides: without(before.overrides, ofPerson), records: without(before.records, (one) => one.includes(` ${PERSON} `)) }),
    },
    'person forgotten': {
      background: true,
      work: async (here) => told(here, { kind: 'forget-person', tab: (await here.tabState(SHOWN.url)).tab, person: PERSON }),
      after: (before, now) => ({ ...onePersonLess(before, now), overrides: without(before.overrides, ofPerson) }),
    },
    'everything forgotten': {
      background: true,
      work: (here) => told(here, { kind: 'forget-all' }),
      after: (before) => ({ ...before, ...emptied, overrides: without(before.overrides, ofPerson) }),
    },
    'backup restored': {
      background: true,
      work: async (here) => {
        await run(here, `
          const backup = { kind: 'second-look-backup', schema: 1, made: '2026-11-26', settings: { run: 'click', off: [values[0]], sites_off: [] }, held: [], trusted: [], overrides: [] };
          await stores.noteDown({ kind: 'restore', backup: await stores.readBackup(new Blob([JSON.stringify(backup)])) })`, id);
        await told(here, { kind: 'finish' });
      },
      after: (before) => ({ ...before, settings: { run: 'click', off: [id], sites_off: [] }, packs: [], overrides: [] }),
    },
    'everything erased': {
      background: true,
      work: (here) => told(here, { kind: 'erase-everything' }),
      after: (before) => ({ ...before, ...emptied, settings: null, packs: [], overrides: [], records: [] }),
    },
  };
}

/** Whether what is held is as before the deed, or as after it; anything else is an error that says where it differs. */
export function beforeOrAfter(deed, before, now, what) {
  assert.deepEqual(now.unfinished, [], `${what}: left unfinished`);
  let after;
  try {
    after = deed.after(before, now);
    assert.deepEqual(now, after);
    return 'after';
  } catch (error) {
    if (JSON.stringify(now) === JSON.stringify(before)) return 'before';
    const differs = Object.keys(before).filter((key) => JSON.stringify(now[key]) !== JSON.stringify(before[key]));
    assert.fail(`${what}: neither before nor after; other than before: ${differs.map((key) => `${key} ${JSON.stringify(before[key]).slice(0, 400)} -> ${JSON.stringify(now[key]).slice(0, 400)}`).join('; ')}; other than after: ${error.message.slice(0, 600)}`);
  }
}

