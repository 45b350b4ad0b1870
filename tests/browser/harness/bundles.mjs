// Parts of the product as one script each, for tests and measurements that run them outside of the extension.

import { join } from 'node:path';

import { build } from 'esbuild';

import { ROOT } from './paths.mjs';

async function bundle(options) {
  const { outputFiles } = await build({ bundle: true, write: false, format: 'iife', target: 'es2022', ...options });
  return outputFiles[0].text;
}

/** The walk, as `SecondLookWalk.walk`. */
export const walkScript = () =>
  bundle({ entryPoints: [join(ROOT, 'extension/content/walk-entry.ts')], globalName: 'SecondLookWalk' });

/** The engine's bindings, as `SecondLookEngine.fresh()`: a new instance at each call. */
export async function engineScript() {
  const module = await bundle({
    entryPoints: [join(ROOT, 'target/wasm/engine.js')],
    globalName: 'engineModule',
    // Only a fallback for callers that name no file; `import.meta` has no meaning in a script.
    define: { 'import.meta.url': '""' },
  });
  return `const SecondLookEngine = { fresh() { ${module}; return engineModule; } }`;
}

/** The overlay's card in the open, as `SecondLookCard.mount(document, report, words)`. */
export const cardScript = () =>
  bundle({ entryPoints: [join(ROOT, 'tests/browser/harness/card-entry.ts')], globalName: 'SecondLookCard' });

/** The store and the exports of records, as `SecondLookRecords`, on a page of the extension. */
export const recordsScript = () =>
  bundle({ entryPoints: [join(ROOT, 'tests/browser/harness/records-entry.ts')], globalName: 'SecondLookRecords' });

/** What writes to the stores, as `SecondLookStores`, on a page of the extension. */
export const storesScript = () =>
  bundle({ entryPoints: [join(ROOT, 'tests/browser/harness/stores-entry.ts')], globalName: 'SecondLookStores' });
