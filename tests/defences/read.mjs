// The defences that SECURITY.md promises, each with the change that takes it away and the test that has to notice.

import { readdirSync, readFileSync } from 'node:fs';

const folder = new URL('./', import.meta.url);

/** All of them, with the file they stand in as `area`. */
export function defences() {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .flatMap((name) => JSON.parse(readFileSync(new URL(name, folder), 'utf8')).map((one) => ({ area: name.replace(/\.json$/, ''), ...one })));
}
