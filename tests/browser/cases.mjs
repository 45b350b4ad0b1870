// The pages that the browser tests run on: the demonstration site, the fixtures of the adapters, and saved real pages.

import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { writeSite } from '../demo-site/write.mjs';
import { OUT, ROOT, sharedPages } from './harness/paths.mjs';
import { NASTY } from './nasty.mjs';

/** The moment this run counts from. */
export const NOW = new Date();

/** The demonstration pages, written new. */
export function demoPages() {
  return writeSite(join(OUT, 'site'), NOW);
}

/** The adapters' own pages: `tests/pages/**` with a first line or a neighbouring file that names the URL. */
export function fixturePages() {
  const folder = join(ROOT, 'tests/pages');
  if (!existsSync(folder)) {
    return [];
  }
  const index = join(folder, 'pages.json');
  const urls = existsSync(index) ? JSON.parse(readFileSync(index, 'utf8')) : {};
  return readdirSync(folder, { recursive: true })
    .filter((path) => path.endsWith('.html'))
    .sort()
    .map((path) => ({ name: path.replace(/\.html$/, ''), url: urls[path] ?? 'https://www.upwork.com/', file: join(folder, path) }));
}

/** Markup that parsers disagree about, written as files. */
export function nastyPages() {
  mkdirSync(join(OUT, 'nasty'), { recursive: true });
  return NASTY.map(({ name, url, html }) => {
    const file = join(OUT, `${name}.html`);
    writeFileSync(file, html);
    return { name, url, file };
  });
}

/** Everything that looks like a page of a site. */
export function allPages() {
  return [...demoPages(), ...fixturePages(), ...sharedPages()];
}
