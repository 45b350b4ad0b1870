// The pages that the browser tests run on: the demonstration site, the fixtures of the adapters, and saved real pages.

import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { writeSite } from '../demo-site/write.mjs';
import { ROOT, sharedPages, written } from './harness/paths.mjs';
import { NASTY } from './nasty.mjs';

/** The moment this run counts from. */
export const NOW = new Date();

/** The demonstration pages, written new. */
export function demoPages() {
  return writeSite(written('site'), NOW);
}

/** The adapters' own pages: `NAME.toml` says the URL, and which page it is when several cases share one. */
export function fixturePages() {
  const folder = join(ROOT, 'tests/pages');
  return readdirSync(folder)
    .filter((path) => path.endsWith('.toml'))
    .sort()
    .map((path) => {
      const said = readFileSync(join(folder, path), 'utf8');
      const name = path.replace(/\.toml$/, '');
      const value = (key) => new RegExp(`^${key} = "([^"]+)"`, 'm').exec(said)?.[1];
      return { name: `pages/${name}`, url: value('url'), file: join(folder, `${value('page') ?? name}.html`) };
    });
}

/** Markup that parsers disagree about, written as files. */
export function nastyPages() {
  return NASTY.map(({ name, url, html }) => {
    const file = written(`${name.replace('/', '-')}.html`);
    writeFileSync(file, html);
    return { name, url, file };
  });
}

/** Everything that looks like a page of a site. */
export function allPages() {
  return [...demoPages(), ...fixturePages(), ...sharedPages()];
}
