// Every path that the browser tests use, in one place.

import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '../../..');
export const EXTENSION = { chromium: join(ROOT, 'dist/chromium'), firefox: join(ROOT, 'dist/firefox') };
export const COMMAND = process.env.SECONDLOOK_COMMAND ?? join(ROOT, 'target/release/secondlook');
/** Pictures and pages of a run; never committed. */
export const OUT = join(ROOT, 'target/browser');
/** Where a page that a test makes is written. Two test files run at once, each in a process of its own: none writes over the other's. */
export function written(name) {
  const folder = join(OUT, 'written', String(process.pid));
  if (!existsSync(folder)) {
    mkdirSync(folder, { recursive: true });
    process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  }
  return join(folder, name);
}

/** What every demonstration page asks for. */
export const DEMO_FILES = [
  ['*/demo.css', { file: join(ROOT, 'tests/demo-site/demo.css'), type: 'text/css' }],
  ['*/flag.svg', { file: join(ROOT, 'tests/demo-site/flag.svg'), type: 'image/svg+xml' }],
];

const shared = process.env.SECONDLOOK_SHARED ?? join(ROOT, '../shared');

const SHARED_PAGES = [
  ['upwork/profile-2026-06.html', 'https://www.upwork.com/freelancers/~01a0a0a0a0a0a0a0a0'],
  ['upwork/applicants-suggested-2020-06-fragment.html', 'https://www.upwork.com/ab/applicants/1/suggested'],
  ['upwork/talent-search-2020-06-fragment.html', 'https://www.upwork.com/nx/search/talent'],
  ['freelancer/proposals-2026-09.html', 'https://www.freelancer.com/projects/mobile-app-testing/astrology-app-tester-required'],
  ['fiverr/gig-2026-07.html', 'https://www.fiverr.com/seller1/build-ai-automation-workflows'],
];

/** Saved real pages, which are not a part of this repository. Empty, and said so, where they are not at hand. */
export function sharedPages() {
  const folder = join(shared, 'pages');
  if (!existsSync(folder)) {
    console.log('skipped: shared pages are not here');
    return [];
  }
  return SHARED_PAGES.map(([path, url]) => ({ name: path.replace(/\.html$/, ''), url, file: join(folder, path), scripts: false })).filter(
    (page) => existsSync(page.file),
  );
}
