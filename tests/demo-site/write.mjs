// Writes the demonstration pages as files: `node tests/demo-site/write.mjs OUT [NOW]`.

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { PAGES, index } from './site.mjs';

/** Writes every page into a folder and says where each one is. */
export function writeSite(folder, now) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'index.html'), index());
  return PAGES.map((page) => {
    const file = join(folder, `${page.name}.html`);
    writeFileSync(file, page.html(now));
    return { name: page.name, url: page.url, title: page.title, file };
  });
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [, , out, now] = process.argv;
  if (out === undefined) {
    console.error('usage: node tests/demo-site/write.mjs OUT [NOW as ISO date-time]');
    process.exit(2);
  }
  for (const page of writeSite(out, now === undefined ? new Date() : new Date(now))) {
    console.log(`${page.file}\t${page.url}`);
  }
}
