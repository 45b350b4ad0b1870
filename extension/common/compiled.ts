// The engine's module, compiled. The panel holds it while it is open, so that a background that starts anew need not compile it
// again: in Chromium it is enough that somebody in the process holds it, Firefox's background asks its pages for it.

import { ext } from "./browser.ts";

interface Holder {
  compiledEngine?: WebAssembly.Module;
}

const fetched = (): Promise<Response> => fetch(ext.runtime.getURL("engine_bg.wasm"));

/** Compiles the module, and holds it as long as this page is open. */
export async function holdEngine(): Promise<void> {
  (globalThis as Holder).compiledEngine = await WebAssembly.compileStreaming(fetched());
}

/** The module that an open page holds; else its file, to be compiled while it comes in. */
export function engineSource(): WebAssembly.Module | Promise<Response> {
  const views = (ext.extension?.getViews?.() ?? []) as Holder[];
  return views.find(({ compiledEngine }) => compiledEngine)?.compiledEngine ?? fetched();
}
