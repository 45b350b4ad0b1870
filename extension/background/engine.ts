// Owns the engine. It is built when the first page asks, again after the worker slept, and again after a trap: it holds no
// state that matters.

import { ext } from "../common/browser.ts";
import { engineFile, heldEngine } from "../common/compiled.ts";
import { readSettings } from "../common/settings.ts";
import type { Titled } from "../common/protocol.ts";
import { loadWords, type Say, sayer } from "../common/words.ts";
import type { Entry, Problem, Report } from "../types.ts";
import newModule, { type Answer, type BuiltEngine, type EngineModule } from "./module.ts";
import { readKept } from "./packs/loading.ts";
import { buildEngine } from "./packs/start.ts";

export type Outcome<T> =
  | { ok: T; say: Say; titles: Titled[]; recovered: boolean; cost: number }
  | { problems: Problem[]; recovered: boolean; cost: number };

type Question<T> = (engine: BuiltEngine, module: EngineModule) => Answer<T>;

interface Ready {
  module: EngineModule;
  engine: BuiltEngine;
  say: Say;
  titles: Titled[];
}

let ready: Promise<Ready> | undefined;

/** Begins to build the engine, where there is none: for whoever has to read something else first. */
export function warmEngine(): void {
  ready ??= build();
  // Whoever asks hears of it.
  ready.catch(() => undefined);
}

/** Whether an engine is there, or being built. */
export const isWarm = (): boolean => ready !== undefined;

/** Throws the engine away; the next question builds another. After a change of settings, and after a trap. */
export function forgetEngine(): void {
  ready = undefined;
}

/** Goes on with an answer's value; problems stay problems. */
export const andThen = <T, U>(answer: Answer<T>, next: (value: T) => Answer<U>): Answer<U> => ("problems" in answer ? answer : next(answer.ok));

/** What the ledger is to hold when the people of these keys were hired for a job, or nobody said. */
export const hiredEntries = (shown: readonly Entry[], held: readonly Entry[], people: string[] | undefined): Promise<Entry[]> =>
  listed((_, module) => module.hired(shown, held, people));

/** The keys under which the ledger holds a person of a site. */
export const personKeys = (url: string, person: string, secret: string): Promise<string[]> =>
  listed((_, module) => module.personKeys(url, person, secret));

/** The hash of the pack in a built file; nothing where the file does not hold. */
export async function openedPack(file: string): Promise<string | undefined> {
  const outcome = await asked((_, module) => module.openPack(file));
  return "ok" in outcome ? outcome.ok.info.sha256 : undefined;
}

/** A list that the engine makes; none where it cannot. */
export async function listed<T>(question: Question<T[]>): Promise<T[]> {
  const outcome = await asked(question);
  return "ok" in outcome ? outcome.ok : [];
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
export async function asked<T>(question: Question<T>): Promise<Outcome<T>> {
  let cost = 0;
  let trap = "";
  for (let attempt = 0; attempt < 2; attempt += 1) {
    const recovered = attempt > 0;
    try {
      const { module, engine, say, titles } = await (ready ??= build());
      const begun = performance.now();
      const answer = question(engine, module);
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

async function newInstance(): Promise<EngineModule> {
  const module = newModule();
  // What a page holds may go with it at any moment.
  await module.default({ module_or_path: heldEngine() ?? engineFile() }).catch(() => module.default({ module_or_path: engineFile() }));
  return module;
}

async function build(): Promise<Ready> {
  // Read while the module is compiled; it never rejects.
  const kept = readKept();
  const [first, packs, words, settings] = await Promise.all([
    newInstance(),
    fetch(ext.runtime.getURL("packs.json")).then((answer) => answer.text()),
    loadWords(),
    readSettings(),
  ]);
  // The engine speaks in keys: what they say is said here.
  const { module, built } = await buildEngine(first, newInstance, packs, settings, {}, kept);
  if ("problems" in built) throw new BuildError(built.problems);
  const described = built.ok.describe();
  const titles = "ok" in described ? described.ok.map(({ id, title }) => ({ id, title })) : [];
  return { module, engine: built.ok, say: sayer(words), titles };
}

function problem(code: string, message: string): Problem {
  return { place: "engine", code, message, fix: "Check the page again. If it stays, please report it." };
}
