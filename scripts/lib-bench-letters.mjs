// What the letters of a page cost in the built Wasm: 50 proposals of 200 words, three of them copies, and 500 letters of
// earlier pages. The words are drawn from a made-up vocabulary, so that nothing of anybody stands here.

import { ok } from '../tests/wasm/engine.mjs';
import { madeUp, reader } from '../tests/wasm/made-up.mjs';

const RUNS = 20;
let state = 7;
/** Mulberry32: the same page on every machine. */
function random() {
  state = (state + 0x6d2b79f5) | 0;
  let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
}
const pick = (list) => list[Math.floor(random() * random() * list.length)];
const syllables = [...'bdfgklmnprst'].flatMap((first) => [...'aeiou'].map((second) => first + second));
const vocabulary = Array.from({ length: 6000 }, () => syllables[Math.floor(random() * 60)] + pick(syllables) + pick(syllables));
const common = 'the and to of a in is that for with on as your my we can will be this it have from by at are or not'.split(' ');
const text = (words) =>
  Array.from({ length: words }, (_, n) => (random() < 0.45 ? pick(common) : pick(vocabulary)) + (n % 14 === 13 ? '.' : '')).join(' ');

const template = text(150);
const letters = Array.from({ length: 50 }, (_, n) => (n < 3 ? `${template} ${text(50)}` : text(200)));
const page = madeUp('proposals', {
  id: '1', title: text(8), description: text(120),
  bids: letters.map((letter, n) => ({ id: `p${n}`, name: `Bidder ${n}`, bid: `b${n}`, letter })),
});
const earlier = Array.from({ length: 500 }, (_, n) => ({
  key: `k${n}`,
  url: 'https://jobs.example/2',
  at: '2026-01-01T00:00:00Z',
  person: `e${n}`,
  text: text(200),
  job_text: '',
}));

function measure(what, settings, memories) {
  const started = reader(settings);
  const times = [];
  for (let n = 0; n <= RUNS; n += 1) {
    // A page is opened once and judged once.
    const open = ok(started.open(page));
    const begun = performance.now();
    ok(open.analyze(memories));
    times.push(performance.now() - begun);
    open.free();
  }
  started.free();
  const [first, ...rest] = times;
  rest.sort((a, b) => a - b);
  const at = (share) => rest[Math.min(rest.length - 1, Math.ceil(share * rest.length) - 1)];
  return { what, first, median: at(0.5), p95: at(0.95) };
}

const off = ['shared-letters', 'letter-marks'];
const all = reader();
const checks = ok(all.describe()).filter(({ kind }) => kind === 'check').map(({ id }) => id);
all.free();
const rows = [
  measure('50 proposals of 200 words, letters not compared (baseline)', { off }),
  measure('50 proposals of 200 words, rules alone', { off: checks }),
  measure('50 proposals of 200 words', {}),
  measure('50 proposals of 200 words, 500 letters of earlier pages', {}, { letters: earlier }),
];
for (const { what, first, median, p95 } of rows) {
  const ratio = `x${(median / rows[0].median).toFixed(1)} of the baseline`;
  const target = what.endsWith('words') ? 'target 40 ms' : what.endsWith('alone') ? 'target 15 ms' : '';
  console.log(`Wasm in Node: ${what.padEnd(60)} first ${first.toFixed(1)} ms  median ${median.toFixed(1)} ms  p95 ${p95.toFixed(1)} ms  ${ratio}  ${target}`);
}
