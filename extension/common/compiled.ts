// The engine's module, compiled. The panel holds it while it is open, so that a background that starts anew need not compile it
// again: in Chromium it is enough that somebody in the process holds it, Firefox's background asks its pages for it.

import { ext } from "./browser.ts";

interface Holder {
  compiledEngine?: WebAssembly.Module;
}

/** The engine's file, to be compiled while it comes in. */
export const engineFile = (): Promise<Response> => fetch(ext.runtime.getURL("engine_bg.wasm"));

/** Compiles the module, and holds it as long as this page is open. */
export async function holdEngine(): Promise<void> {
  (globalThis as Holder).compiledEngine = await WebAssembly.compileStreaming(engineFile());
}

/** The module that an open page holds, where the browser lets us ask. */
export function heldEngine(): WebAssembly.Module | undefined {
  try {
    const views = (ext.extension?.getViews?.() ?? []) as Holder[];
    return views.map(({ compiledEngine }) => compiledEngine).find(Boolean);
  } catch {
    // A window that is just going.
    return undefined;
  }
}
