// Runs every browser test and ends with `N passed, N failed`: `node tests/browser/run.mjs [FILE PART]..`.

import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { run } from 'node:test';
import { fileURLToPath } from 'node:url';

const folder = dirname(fileURLToPath(import.meta.url));
const wanted = process.argv.slice(2);
const files = readdirSync(folder)
  .filter((name) => name.endsWith('.test.mjs'))
  .filter((name) => wanted.length === 0 || wanted.some((part) => name.includes(part)))
  .sort()
  .map((name) => join(folder, name));

let passed = 0;
let failed = 0;
// A browser under test waits more than it works: two files at once. No test measures a time that the other could lengthen.
const stream = run({ files, concurrency: 2, timeout: process.env.SECONDLOOK_LONG === '1' ? 1_200_000 : 300_000 });
const isTest = (data) => data.details.type !== 'suite' && !files.includes(data.name);
const lines = new Map();
stream.on('test:pass', (data) => {
  if (!isTest(data)) {
    return;
  }
  const left = data.skip ?? data.todo;
  if (left !== undefined) {
    console.log(`skipped: ${data.name}${typeof left === 'string' ? `: ${left}` : ''}`);
    return;
  }
  passed += 1;
  console.log(`ok  ${data.name} (${Math.round(data.details.duration_ms)} ms)`);
});
stream.on('test:fail', (data) => {
  // A suite fails with its tests, a file with its suites: count what is innermost, or what failed by itself.
  const error = data.details.error;
  if (!isTest(data) && error?.failureType === 'subtestsFailed') {
    return;
  }
  failed += 1;
  console.log(`BAD ${data.name}\n${String(error?.cause?.stack ?? error?.cause ?? error?.message).replaceAll(/^/gm, '    ')}`);
});
for (const kind of ['test:stdout', 'test:stderr']) {
  stream.on(kind, ({ message }) => {
    // What two files say alike is said once.
    if (!lines.has(message)) {
      lines.set(message, true);
      process.stdout.write(message);
    }
  });
}
stream.on('end', () => {
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
});
stream.resume();
