// Where the browsers and the command are.

import { execFileSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

import { COMMAND } from './paths.mjs';

/** The first of these commands on the path, or what the environment variable says. */
export function findCommand(variable, names) {
  const set = process.env[variable];
  if (set) {
    return set;
  }
  for (const name of names) {
    for (const folder of (process.env.PATH ?? '').split(delimiter)) {
      const file = join(folder, name);
      try {
        accessSync(file, constants.X_OK);
        return file;
      } catch {
        // Not in this folder.
      }
    }
  }
  throw new Error(`None of ${names.join(', ')} is installed; run scripts/setup, or set ${variable}.`);
}

/** Runs `secondlook` and gives its output; exit 1 of `scan` says that something was found. */
export function secondlook(args, { findings = false } = {}) {
  try {
    return execFileSync(COMMAND, args, { encoding: 'utf8', maxBuffer: 256 << 20, stdio: ['ignore', 'pipe', 'pipe'] });
  } catch (error) {
    if (findings && error.status === 1) {
      return error.stdout;
    }
    throw new Error(`secondlook ${args.join(' ')}: ${error.stderr || error.message}`);
  }
}

/** The report of a saved page. */
export function scan(file, url, ...more) {
  return JSON.parse(secondlook(['scan', file, '--url', url, '--format', 'json', ...more], { findings: true }));
}
