// What the review tests cost: 200 reviews of one person in the built Wasm, and the command over a file of many profiles.
// The words are drawn from a made-up vocabulary, so that nothing of anybody stands here.

import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { COMMAND } from '../tests/browser/harness/paths.mjs';
import { ok } from '../tests/wasm/engine.mjs';
import { madeUp, reader } from '../tests/wasm/made-up.mjs';

const RUNS = 20;
const PROFILES = 3_000;
let state = 11;
/** Mulberry32: the same reviews on every machine. */
function random() {
  state = (state + 0x6d2b79f5) | 0;
  let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
}
const pick = (list) => list[Math.floor(random() * random() * list.length)];
const syllables = [...'bdfgklmnprst'].flatMap((first) => [...'aeiou'].map((second) => first + second));
const vocabulary = Array.from({ length: 3000 }, () => syllables[Math.floor(random() * 60)] + pick(syllables) + pick(syllables));
const common = 'the and to of a in is that for with on great work he she was very my we can will good job it have again'.split(' ');
const text = (words) => Array.from({ length: words }, () => (random() < 0.5 ? pick(common) : pick(vocabulary))).join(' ');
const day = (n) => new Date(Date.UTC(2019, 0, 1) + n * 86_400_000).toISOString().slice(0, 10);

/** Of one person: every fifth by a client who was there, a week of many, three copies of one text. */
function reviews(count) {
  const copied = text(25);
  return Array.from({ length: count }, (_, n) => ({
    client: `c${random() < 0.2 ? Math.floor(n / 2) : n}`,
    at: day(n < count / 10 ? 900 + Math.floor(random() * 7) : Math.floor(random() * 2400)),
    rating: random() < 0.9 ? 5 : 4,
    text: n % 60 === 7 ? `${copied} ${text(4)}` : random() < 0.4 ? '' : text(4 + Math.floor(random() * 40)),
    amount: String(Math.floor(random() * 900) + 20),
  }));
}

const page = (list) => madeUp('profile', { id: 'p', name: 'A person', reviews: list });

const at = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)];

function inWasm(what, settings, tree) {
  const started = reader(settings);
  const times = [];
  for (let n = 0; n <= RUNS; n += 1) {
    const open = ok(started.open(tree));
    const begun = performance.now();
    ok(open.analyze());
    times.push(performance.now() - begun);
    open.free();
  }
  started.free();
  const [first, ...rest] = times;
  rest.sort((a, b) => a - b);
  return { what, first, median: at(rest, 0.5), p95: at(rest, 0.95) };
}

const off = ['burst', 'few-clients', 'same-words', 'revived'];
const many = page(reviews(200));
const rows = [
  inWasm('200 reviews of one person, review tests off (baseline)', { off }, many),
  inWasm('200 reviews of one person', {}, many),
];
for (const { what, first, median, p95 } of rows) {
  const target = what.endsWith('person') ? 'target 15 ms' : '';
  console.log(`Wasm in Node: ${what.padEnd(60)} first ${first.toFixed(1)} ms  median ${median.toFixed(1)} ms  p95 ${p95.toFixed(1)} ms  ${target}`);
}

const folder = mkdtempSync(join(tmpdir(), 'secondlook-bench-'));
try {
  const file = join(folder, 'reviews.jsonl');
  const lines = [];
  for (let n = 0; n < PROFILES; n += 1) {
    const { length } = lines;
    for (const { amount, ...one } of reviews(4 + Math.floor(random() * 28))) {
      lines.push(JSON.stringify({ profile: `p${n}`, ...one, amount: Number(amount), currency: 'USD' }));
    }
    if (lines.length === length) throw new Error('a profile without reviews');
  }
  writeFileSync(file, `${lines.join('\n')}\n`);
  const times = Array.from({ length: 5 }, () => {
    const begun = performance.now();
    const { status } = spawnSync(COMMAND, ['reviews', file, '--as-of', '2026-01-01', '--format', 'json', '--fail-on', 'stop'], { maxBuffer: 2 ** 28 });
    if (status !== 0) throw new Error(`secondlook reviews: exit code ${status}`);
    return performance.now() - begun;
  }).sort((a, b) => a - b);
  const perSecond = Math.round(lines.length / (at(times, 0.5) / 1000));
  console.log(`secondlook reviews: ${lines.length} reviews of ${PROFILES} people, whole process, median ${at(times, 0.5).toFixed(0)} ms: ${perSecond} reviews/s  target 50000`);
} finally {
  rmSync(folder, { recursive: true });
}
