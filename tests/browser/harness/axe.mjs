// What axe-core holds against a page.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Everything, in a line each. */
export async function complaints(tab) {
  const { violations } = await tab.script(
    `(async () => { ${AXE}; const { violations } = await axe.run(document, { resultTypes: ['violations'] });
      return { violations: violations.map(({ id, help, nodes }) => ({ id, help, nodes: nodes.map(({ html }) => html.slice(0, 120)) })) }; })()`,
  );
  return violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.join(' | ')}`);
}
