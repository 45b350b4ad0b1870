// Everything that axe-core holds against a page, and how a page is looked at in light, in dark and in forced colours.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** In a line each. */
export async function complaints(tab) {
  const { violations } = await tab.script(
    `(async () => { ${AXE}; const { violations } = await axe.run(document, { resultTypes: ['violations'] });
      return { violations: violations.map(({ id, help, nodes }) => ({ id, help, nodes: nodes.map(({ html }) => html.slice(0, 120)) })) }; })()`,
  );
  return violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.join(' | ')}`);
}

/** `picture`: where a picture of each look is put, by its name. */
export async function assertAccess(tab, what, picture, { fullPage = true } = {}) {
  for (const look of ['light', 'dark', 'forced']) {
    await tab.look(look);
    await tab.screenshot(picture(`${what}-${look}`), { fullPage });
    assert.deepEqual(await complaints(tab), [], `${what}, ${look}`);
  }
  await tab.look('light');
}
