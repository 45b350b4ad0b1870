// The built module as the worker loads it: the web build, started from its bytes.

import { existsSync, readFileSync } from 'node:fs';

const root = new URL('../../', import.meta.url);
const file = (path) => readFileSync(new URL(path, root));

const module = await import(new URL('target/wasm/engine.js', root));
module.initSync({ module: file('target/wasm/engine_bg.wasm') });

export const { describe: describeEngine, checkPack, hired, personKeys, Engine } = module;

/** The packs as the extension carries them. */
export const packsJson = file('target/packs.json').toString();

/** The English words. */
export const words = existsSync(new URL('locales/en.json', root)) ? JSON.parse(file('locales/en.json')) : {};

/** The value of an answer; a failed test with the problems otherwise. */
export function ok(answer) {
  if (!('ok' in answer)) throw new Error(JSON.stringify(answer));
  return answer.ok;
}

/** The codes of an answer's problems. */
export function codes(answer) {
  if (!('problems' in answer)) throw new Error(`no problems: ${JSON.stringify(answer).slice(0, 200)}`);
  for (const problem of answer.problems) {
    for (const part of ['place', 'code', 'message', 'fix']) {
      if (typeof problem[part] !== 'string' || problem[part] === '') throw new Error(`no ${part}: ${JSON.stringify(problem)}`);
    }
  }
  return answer.problems.map((problem) => problem.code);
}

/** An engine with everything built in. */
export const engine = (settings = {}) => ok(Engine.build(packsJson, settings, words));

/** A page tree as JSON: rows as on the wire. */
export const tree = (rows, more = {}) =>
  JSON.stringify({
    schema: 1,
    walk: 1,
    url: 'https://www.example.org/',
    captured_at: '2026-01-02T03:04:05+00:00',
    rows,
    ...more,
  });
