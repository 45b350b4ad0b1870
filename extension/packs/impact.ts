// What a pack would change on the pages that are open now: each is read by the engine as it is and by the one with the pack.
// What the ledger and earlier pages add to both is left out, so that the comparison is of the packs alone.

import type { BuiltEngine, EngineSettings } from "../background/module.ts";
import { type Imported, packsJson } from "../background/packs/loading.ts";
import { asLoaded, type Preview, withPack } from "../background/packs/preview.ts";
import { allStates } from "../background/tabs.ts";
import { ext } from "../common/browser.ts";
import type { RowsAnswer } from "../common/protocol.ts";
import type { Report } from "../types.ts";
import type { Bench, Standing } from "./bench.ts";

const MOST_PAGES = 10;
/** A tab that the browser has frozen does not answer. */
const PATIENCE = 3_000;

export interface Impact {
  pages: number;
  added: number;
  removed: number;
  /** Findings of another severity. */
  changed: number;
}

/** Nothing where no page is open. */
export async function impactOn(bench: Bench, { loading, settings }: Standing, preview: Preview): Promise<Impact | undefined> {
  const trees = await openPages();
  if (trees.length === 0) return undefined;
  const now = engineOf(bench, loading.imported, settings.off, loading.overrides);
  const then = engineOf(bench, withPack(loading.imported, asLoaded(preview)), settings.off, loading.overrides);
  if (!now || !then) return undefined;
  try {
    const impact: Impact = { pages: 0, added: 0, removed: 0, changed: 0 };
    for (const tree of trees) {
      const [before, after] = [reportOf(now, tree), reportOf(then, tree)];
      if (!before || !after) continue;
      impact.pages += 1;
      compare(before, after, impact);
    }
    return impact.pages > 0 ? impact : undefined;
  } finally {
    now.free?.();
    then.free?.();
  }
}

async function openPages(): Promise<string[]> {
  const asked = (await allStates()).slice(-MOST_PAGES).map(async ([tab]): Promise<string[]> => {
    const late = new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), PATIENCE));
    const answer = (await Promise.race([ext.tabs.sendMessage(tab, { kind: "rows" }).catch(() => undefined), late])) as RowsAnswer | undefined;
    return typeof answer?.tree === "string" ? [answer.tree] : [];
  });
  return (await Promise.all(asked)).flat();
}

function engineOf({ tools, words }: Bench, imported: readonly Imported[], off: string[], overrides: EngineSettings["overrides"]): BuiltEngine | undefined {
  const built = tools.module.Engine.build(packsJson(tools.builtIn, imported), { off, snapshot: false, ...(overrides?.length && { overrides }) }, words);
  return "ok" in built ? built.ok : undefined;
}

function reportOf(engine: BuiltEngine, tree: string): Report | undefined {
  const opened = engine.open(tree);
  if ("problems" in opened) return undefined;
  try {
    const report = opened.ok.analyze({ letters: [], entries: [] });
    return "ok" in report ? report.ok : undefined;
  } finally {
    opened.ok.free();
  }
}

/** Adds to `impact` what differs between two reports of one page. */
export function compare(before: Report, after: Report, impact: Impact): void {
  const was = new Map(before.findings.map(({ id, severity }) => [id, severity]));
  const is = new Map(after.findings.map(({ id, severity }) => [id, severity]));
  for (const [id, severity] of is) {
    if (!was.has(id)) impact.added += 1;
    else if (was.get(id) !== severity) impact.changed += 1;
  }
  for (const id of was.keys()) if (!is.has(id)) impact.removed += 1;
}
