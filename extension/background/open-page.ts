// A page that the engine holds open: read, judged with what is remembered, and asked about afterwards.

import type { CaseMade, Entry, Memories, OwnLetters, PageSnapshot, Report, SeenLetter } from "../types.ts";
import { andThen, asked, listed, type Outcome } from "./engine.ts";
import { nameOf } from "./letters.ts";
import type { Answer, BuiltEngine, EnginePage } from "./module.ts";

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
  /**
   * The ledger, where it may be asked. Neither rejects: what cannot be read is as if it were not there. `meanwhile` is called once it
   * has begun to look, and not where it could not.
   */
  ledger?: { secret(): Promise<string | undefined>; recall(keys: readonly string[], meanwhile?: () => void): Promise<Entry[]> };
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
    return await asked((engine) => andThen(open(engine), (page) => page.remember()));
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
    keep: (memories) => listed((engine) => andThen(open(engine), (page) => page.keep(memories))),
    makeCase: (person, memories, secret) => asked((engine) => andThen(open(engine), (page) => page.makeCase(person, memories, secret))),
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
  const steps: Outcome<unknown>[] = [];
  const step = async <T>(of: (page: EnginePage) => Answer<T>): Promise<Outcome<T>> => {
    const outcome = await asked((engine) => andThen(open(engine), of));
    steps.push(outcome);
    return outcome;
  };
  // Read while the ledger is opened.
  const begun = await step(() => ({ ok: null }));
  if ("problems" in begun) return begun;

  const alone = () =>
    step((page) => {
      page.prepare();
      return andThen(page.snapshot(), (snapshot) => andThen(page.remember(), (own) => ({ ok: { snapshot, own } })));
    });
  let reading: ReturnType<typeof alone> | undefined;
  /** What needs no memories: done while the ledger looks for them. */
  const read = () => (reading ??= alone());
  const secret = await opening;
  const keys = ledger && secret !== undefined ? await step((page) => page.recall(secret)) : undefined;
  const entries = ledger && keys && "ok" in keys ? await ledger.recall(keys.ok, () => void read()) : [];
  const done = await read();
  if ("problems" in done) return done;
  const { snapshot, own } = done.ok;
  // A letter that is met again is not another letter.
  const names = new Set(own.map(nameOf));
  const others = letters.filter((letter) => !names.has(nameOf(letter)));

  let memories: Memories = { letters: others, entries, ...(keys && secret !== undefined && { secret }) };
  let report = await step((page) => page.analyze(memories));
  if ("problems" in report && entries.length > 0) {
    // Entries that this engine does not understand: the page is judged without them.
    memories = { letters: others, entries: [] };
    report = await step((page) => page.analyze(memories));
  }
  const cost = steps.reduce((sum, { cost }) => sum + cost, 0);
  const recovered = steps.some(({ recovered }) => recovered);
  if ("problems" in report) return { ...report, recovered, cost };
  return { ...report, ok: { report: report.ok, snapshot, letters: own, memories }, recovered, cost };
}
