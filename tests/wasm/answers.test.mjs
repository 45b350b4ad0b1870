// Errors are values: whatever is sent, a call answers and does not throw.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Engine, codes, describeEngine, engine, hired, ok, packsJson, personKeys, tree, words } from './engine.mjs';
import { madeUp, reader } from './made-up.mjs';

const SECRET = '0f'.repeat(32);

test('an engine describes itself', () => {
  const description = ok(describeEngine());
  assert.match(description.engine, /^\d+\.\d+\.\d+$/);
  assert.equal(description.tree_schema, 1);
  assert.equal(description.report_schema, 1);
});

test('an engine names every check and rule once', () => {
  const all = ok(engine().describe());
  assert.ok(all.length > 0, 'there are checks and rules');
  for (const { id, kind } of all) {
    assert.match(id, kind === 'check' ? /^[a-z][a-z0-9-]*$/ : /^[a-z0-9-]+\/[a-z0-9-]+:[a-z0-9-]+$/);
  }
  assert.equal(new Set(all.map(({ id }) => id)).size, all.length);
});

test('a text of megabytes is refused', () => {
  assert.deepEqual(codes(engine().checkText('x'.repeat(3 << 20), '', '')), ['text-too-long']);
});

test('an engine is not built from nonsense', () => {
  assert.deepEqual(codes(Engine.build('{', {}, words)), ['packs-not-understood']);
  assert.deepEqual(codes(Engine.build(packsJson, 'yes', words)), ['settings-not-understood']);
  assert.deepEqual(codes(Engine.build(packsJson, { off: 3 }, words)), ['settings-not-understood']);
  assert.deepEqual(codes(Engine.build(packsJson, {}, 7)), ['words-not-understood']);
});

test('settings may be left out', () => {
  for (const settings of [undefined, null, {}]) ok(Engine.build(packsJson, settings, words)).free();
});

test('what is no page tree is refused with problems', () => {
  const one = engine();
  for (const json of ['', 'null', '[]', '{}', '['.repeat(100_000), tree('rows'), tree([[-1, 'html']])]) {
    assert.deepEqual(codes(one.open(json)), ['tree-not-understood'], json.slice(0, 20));
  }
  assert.deepEqual(codes(one.open(tree([], { schema: 99 }))), ['tree-other-version']);
  assert.deepEqual(codes(one.open(tree([[-1, 'html', []], [5, 'x']]))), ['tree-parent-not-before']);
});

test('letters that are remembered are taken as memories, as JSON kept them', () => {
  const one = reader();
  const bids = [{ id: 'ann', name: 'Ann', bid: '17', letter: 'A letter \ud83d\ude00 of her own.' }, { letter: 'Of nobody.' }];
  const page = ok(one.open(madeUp('proposals', { id: '1', bids })));
  assert.equal(ok(page.snapshot()).kind, 'proposals');
  const letters = ok(page.remember());
  assert.deepEqual(letters.map(({ key, name, person, text, url, job_text }) => ({ key, name, person, text, url, job_text })), [
    { key: '17', name: 'Ann', person: 'ann', text: 'A letter \ud83d\ude00 of her own.', url: 'https://jobs.example/proposals', job_text: '' },
  ]);
  ok(page.analyze({ letters: JSON.parse(JSON.stringify(letters)) }));
  for (const nonsense of [{ letters: 3 }, { letters: [{}] }, { letters: [{ ...letters[0], text: 4 }] }]) {
    assert.deepEqual(codes(page.analyze(nonsense)), ['memories-not-understood']);
  }
  const nothing = ok(one.open(tree([[-1, 'html', []]])));
  assert.deepEqual(ok(nothing.remember()), []);
});

test('letters that the user gives are a page like any other', () => {
  const one = engine();
  const letter = (id, author, text) => ({ id, author, text });
  const given = (letters) => ({ letters, captured_at: '2026-11-26T10:00:00+00:00' });
  const page = ok(one.openLetters(given([letter('a1', 'Ann', 'A letter \ud83d\ude00 of her own.'), letter('a2', 'Bo', 'Pay me in USDT directly to my wallet, outside the site.')])));
  const { kind, people, proposals } = ok(page.snapshot());
  assert.deepEqual([kind, people.map(({ name }) => name.value), proposals.map(({ id, person }) => [id.value, person])], ['proposals', ['Ann', 'Bo'], [['a1', 'Ann'], ['a2', 'Bo']]]);
  assert.deepEqual(ok(page.remember()).map(({ key, person, url }) => [key, person, url]), [['a1', 'Ann', ''], ['a2', 'Bo', '']]);
  const report = ok(page.analyze());
  assert.ok(report.findings.some(({ family, subject }) => family === 'payment' && subject.items[0] === 1), 'a rule of a pack judges it');
  assert.deepEqual(report.items.map(({ label }) => label), ['Ann', 'Bo']);
  for (const nonsense of [3, null, 'x', {}, { letters: 3 }, given([{}]), given([{ id: 1, text: 'x' }]), given([letter('1', 3, 'x')])]) {
    assert.deepEqual(codes(one.openLetters(nonsense)), ['letters-not-understood'], JSON.stringify(nonsense));
  }
  assert.deepEqual(codes(one.openLetters(given(Array.from({ length: 2_001 }, (_, n) => letter(`${n}`, 'Ann', 'x'))))), ['letters-too-many']);
  assert.deepEqual(codes(one.openLetters(given([letter('1', 'Ann', 'x'), letter('1', 'Bo', 'y')]))), ['letter-id-again']);
});

test('who was hired is said of the proposals that a page gave to keep, and of those the ledger holds', () => {
  const bids = ['ann', 'bo'].map((id) => ({ id, name: id, bid: id, letter: `A letter of ${id}` }));
  const keep = (bids) => ok(ok(reader().open(madeUp('proposals', { id: '1', bids }))).keep({ letters: [], entries: [], secret: SECRET }));
  const [shown, held] = [keep(bids), keep([...bids, { id: 'cy', name: 'cy', bid: 'cy', letter: 'Of cy' }])];
  const ann = ok(personKeys('https://jobs.example/', 'ann', SECRET));
  const outcomes = (entries) => entries.map(({ kept }) => kept.hired);
  assert.deepEqual(outcomes(shown), [undefined, undefined]);
  assert.deepEqual(outcomes(ok(hired(shown, held, ann))), [true, false, false]);
  assert.deepEqual(outcomes(ok(hired(shown, [], []))), [false, false]);
  assert.deepEqual(outcomes(ok(hired(ok(hired(shown, held, ann)), [], undefined))), [undefined, undefined, undefined]);
  assert.deepEqual(ok(hired([], held, ann)), []);
  assert.deepEqual(codes(hired(3, [], undefined)), ['shown-not-understood']);
  assert.deepEqual(codes(hired([], [{}], undefined)), ['held-not-understood']);
});

test('what a case holds of a page is of one person, under the secret of that case', () => {
  const letter = (name) => `My name is ${name} and I rebuilt a tide gauge portal whose gauges reported over weak radio links, and I learned to keep every reading twice before the link drops again. In the first week I would sketch the ponds by hand with your rangers.`;
  const bids = [...['ann', 'bo'].map((id) => ({ id, name: id, bid: id, letter: letter(id) })), { id: 'cy', name: 'Cy', bid: 'cy', letter: 'Something else altogether, which nobody but me has written for anybody.' }];
  const page = ok(reader().open(madeUp('proposals', { id: '1', bids })));
  const memories = { letters: [], entries: [], secret: SECRET };
  const [report, made] = [ok(page.analyze(memories)), ok(page.makeCase('ann', memories, '1e'.repeat(32)))];
  const of = (findings) => findings.filter(({ rule }) => rule === 'shared-letters').map(({ id }) => id);
  assert.deepEqual(of(made.report.findings), of(report.findings));
  assert.equal(of(made.report.findings).length, 1);
  assert.deepEqual(made.snapshot.people.map(({ id }) => id.value), ['ann', 'bo']);
  assert.deepEqual(made.report.coverage, report.coverage);
  assert.equal(made.memories.secret, '1e'.repeat(32));
  assert.ok(!JSON.stringify(made).includes(SECRET));
  assert.deepEqual(JSON.parse(JSON.stringify(made)), made);
  assert.deepEqual(codes(page.makeCase('dee', memories, SECRET)), ['case-no-person']);
  assert.deepEqual(codes(page.makeCase(3, memories, SECRET)), ['person-not-understood']);
  assert.deepEqual(codes(page.makeCase('ann', 3, SECRET)), ['memories-not-understood']);
  assert.deepEqual(codes(page.makeCase('ann', memories, 'short')), ['secret-not-understood']);
});

test('a page that was prepared is judged like any other, whatever is remembered', () => {
  const started = reader();
  const letter = (name) => `Sure, here is a letter: my name is ${name} and I rebuilt a tide gauge portal whose gauges reported over weak radio links. Write to me on Telegram, and pay the deposit in Bitcoin before we begin.`;
  const bids = ['ann', 'bo', 'cy'].map((id) => ({ id, name: id, bid: id, letter: letter(id) }));
  const shown = { captured_at: '2026-01-03T00:00:00Z' };
  const pages = [
    madeUp('proposals', { id: '1', title: 'Ponds', bids }, [], shown),
    madeUp('profile', { id: 'ann', name: 'Ann', reviews: [{ client: 'c1', at: '2026-01-01', rating: 5, text: 'Great work!' }] }, [], shown),
    tree([[-1, 'html', ['lang', 'en']]]),
  ];
  const before = ok(started.open(madeUp('proposals', { id: '2', title: 'Rivers', bids: bids.map((bid) => ({ ...bid, id: `${bid.id}2` })) })));
  const entries = ok(before.keep({ letters: [], entries: [], secret: SECRET }));
  assert.equal(entries.length, 3);
  for (const page of pages) {
    for (const memories of [{}, { letters: ok(before.remember()) }, { letters: [], entries, secret: SECRET }]) {
      const [plain, prepared] = [ok(started.open(page)), ok(started.open(page))];
      prepared.prepare();
      prepared.prepare();
      const report = ok(prepared.analyze(memories));
      assert.deepEqual(report, ok(plain.analyze(memories)));
      assert.deepEqual(ok(prepared.analyze(memories)), report);
    }
  }
  const judged = ok(ok(started.open(pages[0])).analyze({}));
  assert.ok(judged.findings.some(({ rule }) => rule.startsWith('secondlook/')), 'rules have something to say here');
});

test('a page of no site that is known is read as unknown and reported', () => {
  const one = engine();
  const rows = [[-1, 'html', ['lang', 'en']], [0, 'body', []], [1, 'Hello']];
  for (const page of [rows, rows.slice(0, 1), []]) {
    const open = ok(one.open(tree(page)));
    assert.equal(ok(open.snapshot()).kind, 'unknown');
    ok(open.recall(SECRET));
    ok(open.keep({ letters: [], entries: [], secret: SECRET }));
    assert.deepEqual(codes(open.recall('short')), ['secret-not-understood']);
    const report = ok(open.analyze({}));
    assert.deepEqual(report.findings, []);
    assert.equal(report.page.url, 'https://www.example.org/');
  }
});

test('answers are plain data: they survive JSON unchanged', () => {
  const one = engine({ snapshot: true });
  const page = ok(one.open(tree([[-1, 'html', []]])));
  const [snapshot, report] = [ok(page.snapshot()), ok(page.analyze())];
  for (const value of [snapshot, report, describeEngine()]) {
    assert.deepEqual(JSON.parse(JSON.stringify(value)), value);
  }
});

test('a page outlives its engine, and is gone when it is freed', () => {
  const one = engine();
  const page = ok(one.open(tree([[-1, 'html', []]])));
  one.free();
  assert.equal(ok(page.analyze()).page.kind, 'unknown');
  page.free();
  assert.throws(() => page.analyze());
});

test('the same input gives the same report from two engines', () => {
  const text = 'Please contact me on telegram @nobody-at-all and pay in USDT.';
  const [a, b] = [engine(), engine()].map((one) => ok(one.checkText(text, 'https://www.example.org/', '2026-01-02T03:04:05Z')));
  assert.equal(JSON.stringify(a), JSON.stringify(b));
});

test('steps can be seen on the performance timeline, only the newest of each', () => {
  const one = engine();
  for (let i = 0; i < 3; i += 1) ok(one.open(tree([[-1, 'html', []]]))).analyze({});
  for (const name of ['secondlook:read', 'secondlook:analyze']) {
    assert.equal(performance.getEntriesByName(name, 'mark').length, 1);
    assert.equal(performance.getEntriesByName(name, 'measure').length, 1);
  }
});

test('numbers of bids that cannot be are answered with both', () => {
  const one = engine();
  const refused = one.bids(3, 4).problems[0];
  assert.equal(refused.code, 'bids-won-above-sent');
  assert.match(refused.message, /\b4\b.*\b3\b/);
  for (const sent of [-1, 1.5, Number.NaN, '3', null, undefined, {}]) {
    assert.deepEqual(codes(one.bids(sent, 0)), ['sent-not-understood'], String(sent));
  }
  assert.deepEqual(codes(one.bids(9, 0, 7)), ['work-not-understood']);
  const report = ok(one.bids(9, 0));
  assert.deepEqual(report.coverage.map(({ check, state }) => [check, state]), [['bids', 'too_few']]);
  assert.equal(report.pictures[0].shows.kind, 'rate');
});
