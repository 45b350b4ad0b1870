// Each defence is taken away in a copy of the sources, what depends on it is built anew, and its test has to fail; then it is put
// back. A test that fails with all defences in place shows nothing, so each runs once before.

import { spawnSync } from 'node:child_process';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { defences } from '../tests/defences/read.mjs';

const [copy, ...wanted] = process.argv.slice(2);
/** What is compiled takes longer than what only runs. Without its defence a test may wait for ever, which is red, too. */
const minutes = ([command]) => (command === 'cargo' ? 20 : 5);

/** Whether a command ended well, and the end of what it said. */
function run(command) {
  const { status, stdout, stderr } = spawnSync('timeout', ['--kill-after=10', `${minutes(command)}m`, ...command], { cwd: copy, encoding: 'utf8', maxBuffer: 256 << 20 });
  return { well: status === 0, said: `${stdout}\n${stderr}`.trim().split('\n').slice(-12).join('\n') };
}

/** By name, in an order in which each finds what it needs. */
const STEPS = {
  wasm: () => run(['cargo', 'xtask', 'wasm']),
  packs: () => run(['cargo', 'xtask', 'packs']),
  extension: () => run(['node', 'extension/build.mjs']),
};

function build(steps) {
  for (const step of steps) {
    const { well, said } = STEPS[step]();
    if (!well) throw new Error(`build ${step}: ${said}`);
  }
}

/** What stood there before the defence was taken away. */
function restore(steps) {
  if (steps.includes('wasm')) cpSync('target/wasm', join(copy, 'target/wasm'), { recursive: true });
  if (steps.includes('packs')) for (const made of ['packs.json', 'corpus.json']) cpSync(join('target', made), join(copy, 'target', made));
  if (steps.length > 0) build(['extension']);
}

/** A Rust test that does not compile is red for the wrong reason. */
const compiled = (test) => (test[0] === 'cargo' ? run([...test.slice(0, test.includes('--') ? test.indexOf('--') : undefined), '--no-run']) : { well: true });

const all = defences().filter(({ area, threat }) => wanted.length === 0 || wanted.includes(area) || wanted.includes(threat));
if (all.length === 0) throw new Error(`no defence is called ${wanted.join(' or ')}`);
build(['extension']);

const good = new Map();
let passed = 0;
let failed = 0;
for (const { threat, defence, file, find, put, build: steps, test } of all) {
  const name = `${threat}: ${defence}`;
  const key = JSON.stringify(test);
  if (!good.has(key)) good.set(key, run(test));
  const path = join(copy, file);
  const before = readFileSync(path, 'utf8');
  let trouble;
  try {
    if (!good.get(key).well) throw new Error(`its test fails with the defence in place: ${test.join(' ')}\n${good.get(key).said}`);
    writeFileSync(path, before.replace(find, () => put));
    build(steps);
    const made = compiled(test);
    if (!made.well) throw new Error(`without it the test does not compile:\n${made.said}`);
    if (run(test).well) throw new Error(`nobody noticed: ${test.join(' ')}`);
  } catch (error) {
    trouble = error.message;
  }
  writeFileSync(path, before);
  restore(steps);
  console.log(trouble === undefined ? `red ${name}` : `BAD ${name}\n${trouble.replaceAll(/^/gm, '    ')}`);
  if (trouble === undefined) passed += 1;
  else failed += 1;
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
