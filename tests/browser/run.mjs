// Runs every browser test and ends with `N passed, N failed`: `node tests/browser/run.mjs [FILE PART]..`.

import { readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { run } from 'node:test';
import { fileURLToPath } from 'node:url';

const folder = dirname(fileURLToPath(import.meta.url));
const wanted = process.argv.slice(2);
const files = readdirSync(folder)
  .filter((name) => name.endsWith('.test.mjs'))
  .filter((name) => wanted.length === 0 || wanted.some((part) => name.includes(part)))
  .sort()
  .map((name) => join(folder, name));

// What is killed at a moment of chance and is not whole again has lost something, though it be whole the next time.
const ONCE = ['killed.test.mjs', 'ledger-killed.test.mjs', 'stores-faults.test.mjs', 'wreck.test.mjs'];

const said = new Set();

/** Runs a file and says how each of its tests went: the names of those that passed, and of those that failed, with the reason. */
async function attempt(file) {
  const passed = [];
  const failed = [];
  const stream = run({ files: [file], timeout: process.env.SECONDLOOK_LONG === '1' ? 1_200_000 : 300_000 });
  const isTest = (data) => data.details.type !== 'suite' && data.name !== file;
  stream.on('test:pass', (data) => {
    if (!isTest(data)) {
      return;
    }
    const left = data.skip ?? data.todo;
    if (left !== undefined) {
      say(`skipped: ${data.name}${typeof left === 'string' ? `: ${left}` : ''}\n`);
      return;
    }
    passed.push(data.name);
    console.log(`ok  ${data.name} (${Math.round(data.details.duration_ms)} ms)`);
  });
  stream.on('test:fail', (data) => {
    // A suite fails with its tests, a file with its suites: count what is innermost, or what failed by itself.
    const error = data.details.error;
    if (!isTest(data) && error?.failureType === 'subtestsFailed') {
      return;
    }
    const why = String(error?.cause?.stack ?? error?.cause ?? error?.message);
    failed.push({ name: data.name, why });
    console.log(`BAD ${data.name}\n${why.replaceAll(/^/gm, '    ')}`);
  });
  for (const kind of ['test:stdout', 'test:stderr']) {
    stream.on(kind, ({ message }) => say(message));
  }
  await new Promise((resolve) => {
    stream.on('end', resolve);
    stream.resume();
  });
  return { passed, failed };
}

/** What two files say alike is said once. */
function say(message) {
  if (!said.has(message)) {
    said.add(message);
    process.stdout.write(message);
  }
}

/** How the last attempt of each file went. */
const went = new Map();
const queue = [...files];
const work = async () => {
  for (let file = queue.shift(); file !== undefined; file = queue.shift()) went.set(file, await attempt(file));
};
// A browser under test waits more than it works: two files at once. No test measures a time that the other could lengthen.
await Promise.all([work(), work()]);
// Forty files of two browsers on a busy machine: what failed is tried once more, alone, and is said to be unsteady if it passes.
for (const [file, { failed }] of [...went].filter(([file, { failed }]) => failed.length > 0 && !ONCE.includes(basename(file)))) {
  const second = await attempt(file);
  went.set(file, second);
  for (const { name, why } of failed.filter(({ name }) => second.passed.includes(name))) {
    console.log(`unsteady: ${name}: passed alone; beside others: ${why.split('\n')[0]}`);
  }
}
const [passed, failed] = ['passed', 'failed'].map((how) => [...went.values()].reduce((sum, one) => sum + one[how].length, 0));
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
