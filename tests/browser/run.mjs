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
const ONCE = ['killed.test.mjs', 'ledger-killed.test.mjs', 'stores-faults.test.mjs'];

const said = new Set();

/** Runs these files, `concurrency` at once, and says how each test went: those that passed, and those that failed, with their file. */
async function attempt(these, concurrency) {
  const passed = [];
  const failed = [];
  const stream = run({ files: these, concurrency, timeout: process.env.SECONDLOOK_LONG === '1' ? 1_200_000 : 300_000 });
  const isTest = (data) => data.details.type !== 'suite' && !these.includes(data.name);
  stream.on('test:pass', (data) => {
    if (!isTest(data)) {
      return;
    }
    const left = data.skip ?? data.todo;
    if (left !== undefined) {
      say(`skipped: ${data.name}${typeof left === 'string' ? `: ${left}` : ''}\n`);
      return;
    }
    passed.push({ name: data.name, file: data.file });
    console.log(`ok  ${data.name} (${Math.round(data.details.duration_ms)} ms)`);
  });
  stream.on('test:fail', (data) => {
    // A suite fails with its tests, a file with its suites: count what is innermost, or what failed by itself.
    const error = data.details.error;
    if (!isTest(data) && error?.failureType === 'subtestsFailed') {
      return;
    }
    const why = String(error?.cause?.stack ?? error?.cause ?? error?.message);
    failed.push({ name: data.name, file: data.file, why });
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

// A browser under test waits more than it works: two files at once. No test measures a time that the other could lengthen.
const { passed, failed } = await attempt(files, 2);
// Forty files of two browsers on a busy machine: what failed is tried once more, alone, and is said to be unsteady if it passes.
const again = [...new Set(failed.map(({ file }) => file))].filter((file) => files.includes(file) && !ONCE.includes(basename(file)));
const of = (tests) => tests.filter(({ file }) => !again.includes(file));
const second = again.length > 0 ? await attempt(again, 1) : { passed: [], failed: [] };
for (const { name, why } of failed.filter(({ name, file }) => second.passed.some((one) => one.name === name && one.file === file))) {
  console.log(`unsteady: ${name}: passed alone; beside others: ${why.split('\n')[0]}`);
}
const sums = [[...of(passed), ...second.passed], [...of(failed), ...second.failed]].map(({ length }) => length);
console.log(`${sums[0]} passed, ${sums[1]} failed`);
process.exitCode = sums[1] === 0 && sums[0] > 0 ? 0 : 1;
