// Builds the engine with what is imported. That a pack cannot be loaded costs no page its answer: it is said on the packs page
// and in the panel.

import { ext } from "../../common/browser.ts";
import { PACKS_KEY, type PacksState } from "../../common/protocol.ts";
import type { Settings } from "../../common/settings.ts";
import type { Problem } from "../../types.ts";
import { today } from "../ledger/days.ts";
import type { BuiltEngine, EngineModule, EngineSettings } from "../module.ts";
import { patternsOf } from "./hosts.ts";
import { type BuiltIn, endsOn, type Imported, type Kept, load, loaded, type Loading, packsJson } from "./loading.ts";

type Built = { ok: BuiltEngine } | { problems: Problem[] };

/** `another`: makes a new instance, should a pack end this one; `kept`: what is imported, where it was asked for already. */
export async function buildEngine(first: EngineModule, another: () => Promise<EngineModule>, builtIn: string, settings: Settings, words: object, kept?: Promise<Kept>): Promise<{ module: EngineModule; built: Built }> {
  try {
    return { module: first, built: await withPacks(first, builtIn, settings, words, kept) };
  } catch (error) {
    // No pack is worth a browser in which no page is checked any more.
    const module = await another();
    await tell({ imported: [], overrides: [], problems: [{ place: "packs", code: "packs-trap", message: `the imported packs could not be loaded: ${String(error).slice(0, 200)}`, fix: "remove the one that was added last, and please report it" }] }, builtIn);
    return { module, built: module.Engine.build(builtIn, { off: settings.off, snapshot: false }, words) };
  }
}

async function withPacks(module: EngineModule, builtIn: string, settings: Settings, words: object, kept: Promise<Kept> | undefined): Promise<Built> {
  const loading = await load({
    module,
    builtIn,
    corpus: fetchCorpus,
    off: settings.packs_off ?? [],
    today: today(),
    mayWrite: settings.run !== undefined,
    ...(kept && { kept }),
  });
  const { off } = settings;
  const { overrides, imported } = loading;
  const given: EngineSettings = { off, snapshot: false, ...(overrides.length > 0 && { overrides }) };
  const all = loaded(imported);
  let built = module.Engine.build(packsJson(builtIn, all), given, words);
  if ("problems" in built && all.length > 0) {
    // Each passed by itself: which of them cannot stand together is found one by one.
    const fit: Imported[] = [];
    for (const one of all) {
      const tried = module.Engine.build(packsJson(builtIn, [...fit, one]), given, words);
      if ("problems" in tried) one.problems.push(...tried.problems);
      else fit.push(one);
      if ("ok" in tried) tried.ok.free?.();
    }
    built = module.Engine.build(packsJson(builtIn, fit), given, words);
  }
  // Overrides that an engine does not understand: better without them than no report.
  if ("problems" in built && overrides.length > 0) built = module.Engine.build(packsJson(builtIn, loaded(imported)), { off, snapshot: false }, words);
  await tell(loading, builtIn);
  return built;
}

export const fetchCorpus = async (): Promise<string> => (await fetch(ext.runtime.getURL("corpus.json"))).text();

/** Says in panel and packs page how it stands. That this cannot be said is no reason to stop. */
async function tell({ imported, problems }: Loading, builtIn: string): Promise<void> {
  const failed = imported.filter((one) => one.problems.length > 0).map(({ id, problems }) => ({ id, problems: problems.slice(0, 20) }));
  const heads = [...loaded(imported).flatMap(({ id, opened }) => (opened ? [{ id, ...opened }] : [])), ...aging(builtIn)];
  const ends = Object.fromEntries(heads.flatMap((head) => {
    const end = endsOn(head);
    return end === undefined ? [] : [[head.id, end]];
  }));
  const state: PacksState = { failed, ends, hosts: patternsOf(loaded(imported).flatMap(({ opened }) => opened?.adapters ?? [])), problems };
  try {
    const before = (await ext.storage.session.get(PACKS_KEY))[PACKS_KEY];
    if (JSON.stringify(before ?? NOTHING) === JSON.stringify(state)) return;
    await ext.storage.session.set({ [PACKS_KEY]: state });
  } catch {
    // The session's memory is full.
  }
}

/** Built-in packs that grow old. All of them are parsed only where there is one. */
const aging = (builtIn: string): { id: string; modified?: string; life_days?: number }[] =>
  builtIn.includes('"life_days"') ? (JSON.parse(builtIn) as BuiltIn[]).map(({ info, pack }) => ({ ...pack, id: info.id })) : [];

const NOTHING: PacksState = { failed: [], ends: {}, hosts: [], problems: [] };
