// docs/packs.md, followed to the letter: every file and every command in it, in order, as a new author would.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { COMMAND, ROOT } from './paths.mjs';

/** Does what every block of the guide says, in `folder`; returns what its commands said. */
export function followGuide(folder) {
  const guide = readFileSync(join(ROOT, 'docs/packs.md'), 'utf8');
  writeFileSync(join(folder, 'passphrase.txt'), 'five words are much better\n');
  // Between every second pair of fences stands a block: what it is, then its lines.
  const blocks = guide.split('```').filter((_, n) => n % 2 === 1).map((block) => [block.slice(0, block.indexOf('\n')), block.slice(block.indexOf('\n') + 1)]);
  return blocks.map(([info, body]) => follow(folder, info, body)).join('');
}

function follow(folder, info, body) {
  const at = (path) => join(folder, path);
  const replace = (path, old, now) => {
    const text = readFileSync(at(path), 'utf8');
    assert.equal(text.split(old).length, 2, `${old} in ${path}`);
    writeFileSync(at(path), text.replace(old, () => now));
  };
  const [kind, place, ...rest] = info.split(' ');
  if (kind === 'text') return '';
  if (kind === 'sh') return body.trim().split('\n').map((line) => command(folder, line, place === 'fails' ? 1 : 0)).join('');
  if (place === 'in') {
    const [file, ...how] = rest;
    const old = how.join(' ');
    if (old === 'under [examples]') replace(file, 'fire = []\nsilent = []\n', body);
    else replace(file, `\n${old.replace(/^instead of /, '')}\n`, `\n${body}`);
    return '';
  }
  assert.ok(place, `a block of docs/packs.md that nobody can follow: ${info}`);
  mkdirSync(dirname(at(place)), { recursive: true });
  writeFileSync(at(place), body);
  return '';
}

function command(folder, line, code) {
  const made = /^mkdir -p (\S+)$/.exec(line);
  if (made) {
    mkdirSync(join(folder, made[1]), { recursive: true });
    return '';
  }
  const [name, ...args] = line.split(' ');
  assert.equal(name, 'secondlook', line);
  const { status, stdout, stderr } = spawnSync(COMMAND, args, { cwd: folder, encoding: 'utf8' });
  assert.equal(status, code, `${line}\n${stdout}${stderr}`);
  return stdout;
}
