// Owns the engine. It is built when the first page asks, again after the worker slept, and again after a trap: it holds no
// state that matters.

import { ext } from "../common/browser.ts";
import { readSettings } from "../common/settings.ts";
import type { Titled } from "../common/protocol.ts";
import { LANGUAGE, loadWords, type Say, sayer } from "../common/words.ts";
import type { PageSnapshot, Problem, Report, SeenLetter } from "../types.ts";
import { nameOf } from "./letters.ts";
import newModule, { type EngineModule } from "./module.ts";

type Answer<T> = { ok: T } | { problems: Problem[] };
type BuiltEngine = InstanceType<EngineModule["Engine"]>;

export interface Checked {
  report: Report;
  snapshot: PageSnapshot;
  /** The page's letters, as they may be kept for the rest of the job session. */
  letters: SeenLetter[];
}

export type Outcome<T> =
  | { ok: T; say: Say; titles: Titled[]; recovered: boolean; cost: number }
  | { problems: Problem[]; recovered: boolean; cost: number };

interface Ready {
  engine: BuiltEngine;
  say: Say;
  titles: Titled[];
}

let ready: Promise<Ready> | undefined;

/** Throws the engine away; the next question builds another. After a change of settings, and after a trap. */
export function forgetEngine(): void {
  ready = undefined;
}

/** Checks a page. `earlier`: letters of other pages of this job session. */
export function checkPage(tree: string, earlier: readonly SeenLetter[] = []): Promise<Outcome<Checked>> {
  return asked((engine) => {
    const read = engine.read(tree);
    if ("problems" in read) return read;
    const own = engine.remember(read.ok);
    if ("problems" in own) return own;
    // A letter that is met again is not another letter.
    const names = new Set(own.ok.map(nameOf));
    const letters = earlier.filter((letter) => !names.has(nameOf(letter)));
    const analyzed = engine.analyze(read.ok, { letters, entries: [] });
    return "problems" in analyzed ? analyzed : { ok: { report: analyzed.ok, snapshot: read.ok, letters: own.ok } };
  });
}

export function checkText(text: string, url: string, capturedAt: string): Promise<Outcome<Report>> {
  return asked((engine) => engine.checkText(text, url, capturedAt));
}

export function checkBids(sent: number, won: number): Promise<Outcome<Report>> {
  return asked((engine) => engine.bids(sent, won));
}

/** Every check and rule of this build. */
export async function titles(): Promise<Titled[]> {
  const outcome = await asked(() => ({ ok: null }));
  return "titles" in outcome ? outcome.titles : [];
}

/** Asks the engine. A trap leaves its instance unusable: a new one is made, asked once more, and the answer says so. */
async function asked<T>(question: (engine: BuiltEngine) => Answer<T>): Promise<Outcome<T>> {
  let cost = 0;
  let trap = "";
  for (let attempt = 0; attempt < 2; attempt += 1) {
    const recovered = attempt > 0;
    try {
      const { engine, say, titles } = await (ready ??= build());
      const begun = performance.now();
      const answer = question(engine);
      cost += performance.now() - begun;
      if ("problems" in answer) return { problems: answer.problems, recovered, cost };
      return { ok: answer.ok, say, titles, recovered, cost };
    } catch (error) {
      forgetEngine();
      if (error instanceof BuildError) return { problems: error.problems, recovered, cost };
      trap = String(error);
    }
  }
  return { problems: [problem("engine-trap", trap)], recovered: true, cost };
}

class BuildError extends Error {
  readonly problems: Problem[];
  constructor(problems: Problem[]) {
    super("The engine could not be built.");
    this.problems = problems;
  }
}

async function build(): Promise<Ready> {
  const module = newModule();
  const [wasm, packs, words, settings] = await Promise.all([
    fetch(ext.runtime.getURL("engine_bg.wasm")),
    fetch(ext.runtime.getURL("packs.json")).then((answer) => answer.text()),
    loadWords(),
    readSettings(),
  ]);
  await module.default({ module_or_path: wasm });
  const built = module.Engine.build(packs, { off: settings.off, snapshot: false }, words);
  if ("problems" in built) throw new BuildError(built.problems);
  const described = built.ok.describe();
  const titles = "ok" in described ? described.ok.map(({ id, title }) => ({ id, title })) : [];
  return { engine: built.ok, say: sayer(words, LANGUAGE), titles };
}

function problem(code: string, message: string): Problem {
  return { place: "engine", code, message, fix: "Check the page again. If it stays, please report it." };
}
