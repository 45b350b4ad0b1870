// The packs page's own engine: to prove a pack takes long, and the background has pages to answer meanwhile.

import { today } from "../background/ledger/days.ts";
import newModule from "../background/module.ts";
import { type BuiltIn, load, type Loading, type Tools } from "../background/packs/loading.ts";
import { type Everything, everything } from "../background/packs/store.ts";
import { fetchCorpus } from "../background/packs/start.ts";
import { ext } from "../common/browser.ts";
import { readSettings, type Settings } from "../common/settings.ts";
import type { Words } from "../common/words.ts";
import type { Problem } from "../types.ts";

export interface Bench {
  tools: Tools;
  words: Words;
  builtIn: BuiltIn[];
}

/** How everything stands. */
export interface Standing {
  settings: Settings;
  loading: Loading;
  kept: Everything;
  /** Nothing may be written: before the first answer, and in a private window. */
  frozen: "" | "unanswered" | "private";
}

export async function newBench(words: Words): Promise<Bench> {
  const module = newModule();
  const [wasm, builtIn, settings] = await Promise.all([
    fetch(ext.runtime.getURL("engine_bg.wasm")),
    fetch(ext.runtime.getURL("packs.json")).then((answer) => answer.text()),
    readSettings(),
  ]);
  await module.default({ module_or_path: wasm });
  let corpus: Promise<string> | undefined;
  const tools: Tools = {
    module,
    builtIn,
    corpus: () => (corpus ??= fetchCorpus()),
    off: settings.packs_off ?? [],
    today: today(),
    mayWrite: frozenBy(settings) === "",
  };
  return { tools, words, builtIn: JSON.parse(builtIn) as BuiltIn[] };
}

const frozenBy = (settings: Settings): Standing["frozen"] =>
  settings.run === undefined ? "unanswered" : ext.extension?.inIncognitoContext === true ? "private" : "";

export async function standing(bench: Bench): Promise<Standing> {
  const settings = await readSettings();
  const frozen = frozenBy(settings);
  bench.tools = { ...bench.tools, off: settings.packs_off ?? [], today: today(), mayWrite: frozen === "" };
  const [loading, kept] = await Promise.all([load(bench.tools), everything().catch(() => ({ held: [], trusted: [], proved: [], overrides: [] }))]);
  return { settings, loading, kept, frozen };
}

/** What the engine is asked may end it: then there is another one, and a problem says so. */
export async function safely<T>(bench: Bench, work: () => Promise<T>): Promise<T | { problems: Problem[] }> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof WebAssembly.RuntimeError)) throw error;
    bench.tools = { ...bench.tools, module: (await newBench(bench.words)).tools.module };
    return { problems: [{ place: "engine", code: "engine-trap", message: String(error).slice(0, 200), fix: "nothing was changed; please report the file" }] };
  }
}

/** Tells the background that something was changed: it judges the open pages anew. */
export async function tellChanged(): Promise<void> {
  await ext.runtime.sendMessage({ kind: "packs-changed" }).catch(() => undefined);
}
