// Owns the engine. It is built when the first page asks, again after the worker slept, and again after a trap: it holds no
// state that matters.

import { ext } from "../common/browser.ts";
import { engineSource } from "../common/compiled.ts";
import { readSettings } from "../common/settings.ts";
import type { Titled } from "../common/protocol.ts";
import { loadWords, type Say, sayer } from "../common/words.ts";
import type { CaseMade, Entry, Memories, OwnLetters, PageSnapshot, Problem, Report, SeenLetter } from "../types.ts";
import { nameOf } from "./letters.ts";
import newModule, { type EngineModule, type EnginePage } from "./module.ts";
import { readKept } from "./packs/loading.ts";
import { buildEngine } from "./packs/start.ts";

type Answer<T> = { ok: T } | { problems: Problem[] };
type BuiltEngine = InstanceType<EngineModule["Engine"]>;

export interface Checked {
  report: Report;
  snapshot: PageSnapshot;
  /** The page's letters, as they may be kept for the rest of the job session. */
  letters: SeenLetter[];
  /** What it was judged with. */
  memories: Memories;
  /** For what is asked about it afterwards; whoever has it frees it. */
  page: OpenPage;
}

/** A page that the engine holds open. */
export interface OpenPage {
  /** What the ledger is to hold of it. */
  keep(memories: Memories): Promise<Entry[]>;
  /** What a record about a person holds; `secret` is of this record alone. */
  makeCase(person: string, memories: Memories, secret: string): Promise<Answer<CaseMade>>;
  free(): void;
}

/** What a page is judged with beside itself. */
export interface Earlier {
  /** Letters of other pages of this job session. */
  letters?: readonly SeenLetter[];
  /** The ledger, where it may be asked. Neither rejects: what cannot be read is as if it were not there. */
  ledger?: { secret(): Promise<string | undefined>; recall(keys: readonly string[], meanwhile?: () => void): Promise<Entry[]> };
}

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

/** Checks a page, by its tree, or letters that the user gives instead of one. */
export async function checkPage(tree: string | OwnLetters, { letters = [], ledger }: Earlier = {}): Promise<Outcome<Checked>> {
  // Opened while the engine is built and the page is read.
  const opening = ledger?.secret();
  const { page, open } = opened(tree);
  const outcome = await check(open, letters, ledger, opening).catch((error: unknown) => {
    page.free();
    throw error;
  });
  if ("problems" in outcome) {
    page.free();
    return outcome;
  }
  return { ...outcome, ok: { ...outcome.ok, page } };
}

type Open = (engine: BuiltEngine) => Answer<EnginePage>;

/** The letters of a page that nobody asks to be judged yet, as a later one takes them. */
export async function rememberPage(tree: string | OwnLetters): Promise<Outcome<SeenLetter[]>> {
  const { page, open } = opened(tree);
  try {
    return await asked((engine) => then(open(engine), (page) => page.remember()));
  } finally {
    page.free();
  }
}

/** A page by its tree: opened when an engine is asked about it, and again by the engine that comes after a trap. */
function opened(tree: string | OwnLetters): { page: OpenPage; open: Open } {
  let held: { by: BuiltEngine; page: EnginePage } | undefined;
  const open: Open = (engine) => {
    if (held?.by === engine) return { ok: held.page };
    const answer = typeof tree === "string" ? engine.open(tree) : engine.openLetters(tree);
    if ("ok" in answer) {
      page.free();
      held = { by: engine, page: answer.ok };
    }
    return answer;
  };
  const page: OpenPage = {
    keep: (memories) => listed((engine) => then(open(engine), (page) => page.keep(memories))),
    makeCase: (person, memories, secret) => asked((engine) => then(open(engine), (page) => page.makeCase(person, memories, secret))),
    free() {
      try {
        held?.page.free();
      } catch {
        // Its instance has trapped, and goes as a whole.
      }
      held = undefined;
    },
  };
  return { page, open };
}

async function check(open: Open, letters: readonly SeenLetter[], ledger: Earlier["ledger"], opening: Promise<string | undefined> | undefined): Promise<Outcome<Omit<Checked, "page">>> {
  const read = await asked((engine) => then(open(engine), (page) => then(page.snapshot(), (snapshot) => then(page.remember(), (own) => ({ ok: { snapshot, own } })))));
  if ("problems" in read) return read;
  const { snapshot, own } = read.ok;
  // A letter that is met again is not another letter.
  const names = new Set(own.map(nameOf));
  const others = letters.filter((letter) => !names.has(nameOf(letter)));

  const secret = await opening;
  let memories: Memories = { letters: others, entries: [] };
  const steps: Outcome<unknown>[] = [read];
  if (ledger && secret !== undefined) {
    const keys = await asked((engine) => then(open(engine), (page) => page.recall(secret)));
    let preparing: Promise<Outcome<unknown>> | undefined;
    const prepare = (): void => void (preparing = asked((engine) => then(open(engine), (page) => ({ ok: page.prepare() }))));
    memories = { letters: others, entries: "ok" in keys ? await ledger.recall(keys.ok, prepare) : [], secret };
    steps.push(keys, ...(preparing ? [await preparing] : []));
  }
  let report = await asked((engine) => then(open(engine), (page) => page.analyze(memories)));
  if ("problems" in report && memories.entries.length > 0) {
    // Entries that this engine does not understand: the page is judged without them.
    memories = { letters: others, entries: [] };
    report = await asked((engine) => then(open(engine), (page) => page.analyze(memories)));
  }
  steps.push(report);
  const cost = steps.reduce((sum, step) => sum + step.cost, 0);
  const recovered = steps.some((step) => step.recovered);
  if ("problems" in report) return { ...report, recovered, cost };
  return { ...report, ok: { report: report.ok, snapshot, letters: own, memories }, recovered, cost };
}

const then = <T, U>(answer: Answer<T>, next: (value: T) => Answer<U>): Answer<U> => ("problems" in answer ? answer : next(answer.ok));

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
async function listed<T>(question: Question<T[]>): Promise<T[]> {
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
async function asked<T>(question: Question<T>): Promise<Outcome<T>> {
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
  await module.default({ module_or_path: engineSource() });
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
