import "fake-indexeddb/auto";
import { deleteDB } from "idb";
import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { CheckAnswer, TabState } from "../../extension/common/protocol.ts";
import type { PageSnapshot, SeenLetter } from "../../extension/types.ts";
import { emptyReport, finding, seen, snapshot } from "./reports.ts";
import { fakePlatform } from "./fake-platform.ts";

const fake = fakePlatform();
const problem = { place: "bids", code: "bids-too-many", message: "m", fix: "f" };
const engine = { answers: [] as unknown[], waits: [] as (() => void)[], earlier: [] as unknown[], asked: [] as unknown[], keeps: [] as unknown[], open: 0, slow: false, forgotten: 0, rehearsed: 0 };
vi.mock("../../extension/background/engine.ts", () => ({
  titles: async () => [],
  forgetEngine: () => void (engine.forgotten += 1),
  warmEngine: () => undefined,
  checkBids: async (sent: number, won: number) => (sent > 1_000_000 ? { problems: [problem] } : { ok: emptyReport({ engine: `${won} of ${sent}` }) }),
  personKeys: async (site: string, person: string) => [`p:${(URL.canParse(site) ? new URL(site).hostname : site).replace(/^www\./, "")}:${person}`],
  hiredEntries: async () => [],
}));
vi.mock("../../extension/background/open-page.ts", () => ({
  checkPage: async (_: string, { letters, ledger }: { letters: unknown; ledger?: { secret(): Promise<string> } }) => {
    engine.earlier.push(letters);
    engine.asked.push(await ledger?.secret());
    if (engine.slow) await new Promise<void>((resolve) => engine.waits.push(resolve));
    const answered = engine.answers.shift();
    if (answered !== undefined && "ok" in (answered as object)) engine.open += 1;
    return answered;
  },
}));
vi.mock("../../extension/background/rehearsal.ts", () => ({ rehearse: async () => void (engine.rehearsed += 1) }));
const { closed } = await import("../../extension/background/checking.ts");
const { answer, trustOf } = await import("../../extension/background/messages.ts");
/** On a busy machine. */
const WAIT = { timeout: 4_000 };
const { today } = await import("../../extension/background/ledger/days.ts");
const ledger = await import("../../extension/background/ledger/memory.ts");
const { forgetSite } = await import("../../extension/background/twins.ts");
const { asText, fromText } = await import("../../extension/common/session.ts");
const { sayer } = await import("../../extension/common/words.ts");

const ORIGIN = "chrome-extension://own-id/";
const page = (tab = 7, incognito = false) => ({ id: "own-id", url: "https://www.upwork.com/x", frameId: 0, tab: { id: tab, incognito } });
const own = { id: "own-id", url: `${ORIGIN}popup.html` };
const check = (walk: number) => ({ kind: "check", walk, tree: JSON.stringify({ url: "https://www.upwork.com/x", rows: [] }) });
/** A page that the engine holds open: `engine.open` counts those that nobody freed. */
const held = () => ({ keep: async () => engine.keeps, free: () => void (engine.open -= 1) });
const good = (report = emptyReport(), letters: SeenLetter[] = []) => ({ ok: { report, snapshot: snapshot(), letters, page: held() }, say: sayer({}), titles: [], recovered: false, cost: 3 });
const stateOf = (tab: number) => fromText<TabState>(fake.session.held.get(`tab:${tab}`));
const kept = (room: string) => (fromText<SeenLetter[]>(fake.session.held.get(`letters:${room}`)) ?? []).map(({ key }) => key);
const hold = (letters: SeenLetter[]) => void fake.session.held.set("letters:open", asText(letters));
/** Nothing, in its turn: what was left to do after an answer is done by then. */
const rested = () => answer({ kind: "hire", tab: 99, person: "nobody", hired: true }, own);

beforeEach(() => {
  Object.assign(engine, { answers: [], waits: [], earlier: [], asked: [], keeps: [], open: 0, slow: false });
  fake.local.held.clear();
  fake.closed.clear();
  fake.session.held.clear();
  fake.calls.splice(0);
});

// Whatever comes of a page, nobody leaves it open in the engine.
afterEach(() => vi.waitFor(() => expect(engine.open).toBe(0), WAIT));
// What one test leaves to be kept is not another's.
afterEach(async () => void (await rested()));

describe("what a card and the line ask for", () => {
  test("only what makes sense is taken from a page", async () => {
    for (const odd of [{ kind: "unmarked", why: "because" }, { kind: "line" }, { kind: "line", away: "yes" }, { kind: "decide" }, { kind: "decide", finding: "x".repeat(101) }]) {
      expect(answer(odd, page())).toBeUndefined();
    }
  });

  test("of another page that is coming the engine hears before it is handed in; nothing is answered or kept", async () => {
    const before = engine.rehearsed;
    expect(await answer({ kind: "coming" }, page())).toBeUndefined();
    expect(engine.rehearsed).toBe(before + 1);
    expect([...fake.session.held.keys()]).toEqual([]);
  });

  test("why the markers cannot be relied on is kept with the tab, and that they can again", async () => {
    engine.answers.push(good());
    await answer(check(1), page());
    await answer({ kind: "unmarked", why: "covered" }, page());
    expect(stateOf(7)?.unmarked).toBe("covered");
    await answer({ kind: "unmarked" }, page());
    expect(stateOf(7)?.unmarked).toBeUndefined();
  });

  test("the line that was put away stays away on the next page", async () => {
    const drawn = async (): Promise<unknown> => {
      engine.answers.push(good());
      const answered = await answer(check(1), page());
      return answered && "drawing" in answered ? answered.drawing.allowed : undefined;
    };
    expect(await drawn()).toMatchObject({ lineAway: false, decide: false });
    await answer({ kind: "line", away: true }, page());
    expect(await drawn()).toMatchObject({ lineAway: true });
    fake.local.held.set("settings", { run: "auto" });
    expect(await drawn()).toMatchObject({ decide: true });
  });
});

describe("trust", () => {
  test("who is who", () => {
    expect(trustOf(page(), "own-id", ORIGIN)).toBe("page");
    expect(trustOf(own, "own-id", ORIGIN)).toBe("extension");
    expect(trustOf({ ...own, tab: { id: 3 } }, "own-id", ORIGIN)).toBe("extension");
    expect(trustOf({ ...page(), frameId: 4 }, "own-id", ORIGIN)).toBe("none");
    expect(trustOf({ ...page(), id: "other" }, "own-id", ORIGIN)).toBe("none");
    expect(trustOf({ id: "own-id" }, "own-id", ORIGIN)).toBe("none");
    expect(trustOf({ ...page(), url: "https://chrome-extension.example/own-id/" }, "own-id", ORIGIN)).toBe("page");
  });

  test("a page's process may hand in its page and nothing else", async () => {
    expect(answer({ kind: "check-tab", tab: 9 }, page())).toBeUndefined();
    expect(fake.calls).toEqual([]);
    await answer({ kind: "check-tab", tab: 9 }, own);
    expect(fake.calls).toEqual([["execute", { target: { tabId: 9 }, files: ["content.js"] }]]);
    expect(answer(check(1), own)).toBeUndefined();
    for (const kind of ["forget-letters", "forget-all"]) expect(answer({ kind }, page())).toBeUndefined();
    expect(answer({ kind: "forget-person", tab: 7, person: "p" }, page())).toBeUndefined();
    expect(answer({ kind: "hire", tab: 7, person: "p", hired: true }, page())).toBeUndefined();
    for (const odd of [{ kind: "forget-person", tab: 7 }, { kind: "forget-person", person: "p" }, { kind: "hire", tab: 7, person: "p" }, { kind: "hire", tab: "7", person: "p", hired: true }]) {
      expect(answer(odd, own), JSON.stringify(odd)).toBeUndefined();
    }
  });

  test("odd messages are nothing", () => {
    for (const odd of [null, undefined, 1, "check", [], {}, { kind: "check" }, { kind: "check", walk: "1", tree: "" }, { kind: "check", walk: 1, tree: {} }, { kind: "pace", busy: 1 }, { kind: "check", walk: 1, tree: "", again: 1 }, { kind: "__proto__" }]) {
      expect(answer(odd, page()), JSON.stringify(odd)).toBeUndefined();
      expect(answer(odd, own), JSON.stringify(odd)).toBeUndefined();
    }
  });
});

describe("what the user decides about findings", () => {
  const override = { rule: "r", scope: { finding: "f" }, do: "hide", reason: "known", until: "2999-01-01" };
  afterAll(() => deleteDB("packs"));
  const kept = async () => (await answer({ kind: "overrides" }, own)) as { number: number; title: string }[];

  test("is kept, taken back, and each time the open pages are judged anew", async () => {
    engine.answers.push(good());
    await answer(check(1), page());
    await vi.waitFor(() => expect(stateOf(7)).toBeDefined());
    // `keep` writes which tabs there are beside the state itself.
    expect(fake.session.held.get("tabs")).toEqual([7]);
    const before = engine.forgotten;
    expect(await answer({ kind: "override", override, title: "T" }, own)).toEqual({ kind: "changed" });
    expect(await kept()).toMatchObject([{ ...override, title: "T", made: today() }]);
    expect(fake.calls).toContainEqual(["tell", [7, { kind: "again", forgotten: false }]]);
    const [{ number = 0 } = {}] = await kept();
    expect(await answer({ kind: "override-back", numbers: [number] }, own)).toEqual({ kind: "changed" });
    expect([await kept(), engine.forgotten - before]).toEqual([[], 2]);
  });

  test("goes with the person it is about, and with everything", async () => {
    const keep = (scope: unknown) => answer({ kind: "override", override: { ...override, scope }, title: "T" }, own);
    for (const scope of ["everywhere", { person: "upwork.com/ann" }, { person: "upwork.com/bob" }, { job: "upwork.com/J" }]) await keep(scope);
    engine.answers.push(good());
    await answer(check(1), page());
    await answer({ kind: "forget-person", tab: 7, person: "ann" }, own);
    const scopes = async () => ((await answer({ kind: "overrides" }, own)) as unknown as { scope: unknown }[]).map(({ scope }) => scope);
    expect(await scopes()).toEqual(["everywhere", { person: "upwork.com/bob" }, { job: "upwork.com/J" }]);
    await answer({ kind: "forget-all" }, own);
    expect(await scopes()).toEqual(["everywhere"]);
  });

  test("is no page's to decide or to read, and has to be whole", () => {
    for (const message of [{ kind: "overrides" }, { kind: "override", override, title: "T" }, { kind: "override-back", numbers: [1] }, { kind: "packs-changed" }]) {
      expect(answer(message, page()), message.kind).toBeUndefined();
    }
    for (const odd of [{}, { ...override, scope: "all" }, { ...override, scope: { finding: 1 } }, { ...override, scope: { finding: "f", person: "p" } }, { ...override, do: "stop" }, { ...override, reason: " " }, { ...override, reason: "x".repeat(301) }, { ...override, until: 3 }, { ...override, rule: null }]) {
      expect(answer({ kind: "override", override: odd, title: "T" }, own), JSON.stringify(odd)).toBeUndefined();
    }
    expect(answer({ kind: "override-back", numbers: ["1"] }, own)).toBeUndefined();
    expect(answer({ kind: "override", override }, own)).toBeUndefined();
  });
});

describe("bids that were typed in", () => {
  test("are judged for the extension's own pages only, and kept nowhere", async () => {
    expect(answer({ kind: "bids", sent: 7, won: 5 }, page())).toBeUndefined();
    expect(await answer({ kind: "bids", sent: 7, won: 5 }, own)).toMatchObject({ kind: "bids", report: { engine: "5 of 7" } });
    expect(await answer({ kind: "bids", sent: 1e9, won: 5 }, own)).toEqual({ kind: "bids", problems: [problem] });
    expect([fake.local.held.size, fake.session.held.size]).toEqual([0, 0]);
  });

  test("have to be whole numbers from 0 on", () => {
    for (const odd of [-1, 1.5, NaN, "7", null, 2 ** 60]) {
      expect(answer({ kind: "bids", sent: odd, won: 0 }, own), String(odd)).toBeUndefined();
      expect(answer({ kind: "bids", sent: 9, won: odd }, own), String(odd)).toBeUndefined();
    }
  });
});

describe("a check", () => {
  test("is answered with a drawing, and its report is kept in memory only", async () => {
    engine.answers.push(good(emptyReport({ findings: [finding({ severity: "caution" })] })));
    const answered = (await answer(check(4), page())) as CheckAnswer;
    expect(answered).toMatchObject({ kind: "drawing", walk: 4, cost: 3 });
    await vi.waitFor(() => expect(stateOf(7)?.report?.findings).toHaveLength(1));
    expect(fake.calls).toContainEqual(["badge", { tabId: 7, text: "1" }]);
    expect(fake.local.held.size).toBe(0);
  });

  test("is answered also when the memory is full; then the older reports go", async () => {
    for (const tab of [1, 2, 3]) {
      engine.answers.push(good());
      await answer(check(1), page(tab));
    }
    fake.session.full = true;
    engine.answers.push(good());
    expect(await answer(check(1), page(4))).toMatchObject({ kind: "drawing" });
    expect([1, 2, 3].map((tab) => stateOf(tab) !== undefined)).toEqual([false, false, true]);
    fake.session.full = false;
  });

  test("of a closed tab nothing stays, and its place is free", async () => {
    engine.answers.push(good(), good());
    await answer(check(1), page(7));
    await answer(check(1), page(8));
    await vi.waitFor(() => expect(fake.session.held.get("tabs")).toEqual([7, 8]), WAIT);
    await closed(7);
    expect(stateOf(7)).toBeUndefined();
    expect(fake.session.held.get("tabs")).toEqual([8]);
  });

  test("of a tab that is closed meanwhile is not kept", async () => {
    engine.slow = true;
    engine.answers.push(good());
    const answered = answer(check(1), page());
    await vi.waitFor(() => expect(engine.waits).toHaveLength(1));
    await closed(7);
    engine.waits[0]?.();
    expect(await answered).toEqual({ kind: "late", walk: 1 });
    expect(stateOf(7)).toBeUndefined();
  });

  test("problems are said, not thrown", async () => {
    const problem = { place: "tree", code: "tree-not-understood", message: "m", fix: "f" };
    engine.answers.push({ problems: [problem], recovered: true, cost: 0 });
    expect(await answer(check(1), page())).toEqual({ kind: "failed", walk: 1, problems: [problem] });
    expect(stateOf(7)).toMatchObject({ url: "https://www.upwork.com/x", recovered: true, problems: [problem] });
  });

  test("a newer walk of the same tab makes the older one late; another tab does not", async () => {
    engine.slow = true;
    engine.answers.push(good(), good());
    const first = answer(check(1), page(7));
    const other = answer(check(1), page(8));
    const second = answer(check(2), page(7));
    // The first is late before its turn comes, so the engine is asked twice.
    for (let n = 0; n < 2; n += 1) await vi.waitFor(() => (engine.waits.shift() ?? expect.fail())());
    expect(await first).toEqual({ kind: "late", walk: 1 });
    expect(await other).toMatchObject({ kind: "drawing" });
    expect(await second).toMatchObject({ kind: "drawing", walk: 2 });
    expect(engine.waits).toEqual([]);
  });

  test("a page that goes takes what was known with it; one that keeps changing says so", async () => {
    engine.answers.push(good());
    await answer(check(1), page());
    await vi.waitFor(() => expect(stateOf(7)).toBeDefined());
    await answer({ kind: "pace", busy: true, wait: 4_000 }, page());
    expect(stateOf(7)).toMatchObject({ busy: true, wait: 4_000 });
    await answer({ kind: "gone" }, page());
    expect(stateOf(7)).toBeUndefined();
  });
});

describe("letters of earlier pages", () => {
  const a = seen("a", "https://www.upwork.com/1");
  const b = seen("b", "https://www.upwork.com/2");
  const twin = (other: SeenLetter) =>
    emptyReport({ findings: [finding({ template: { parts: [], fixed_share: 1, members: [{ proposal: 0, places: [] }, { seen: other, places: [] }] } })] });
  const told = () => fake.calls.filter(([name]) => name === "tell").map(([, what]) => what);

  test("a later page is judged with them, and the earlier page is asked to look again, once", async () => {
    engine.answers.push(good(emptyReport(), [a]), good(twin(a), [b]), good(twin(b), [a]));
    await answer(check(1), page(7));
    await answer(check(1), page(8));
    expect(engine.earlier).toEqual([[], [a]]);
    expect(told()).toEqual([[7, { kind: "again", forgotten: false }]]);
    await answer({ ...check(2), again: true }, page(7));
    expect(told()).toHaveLength(1);
    await rested();
    expect(kept("open")).toEqual(["a", "b"]);
  });

  test("the page does not wait for them to be kept; the next one does", async () => {
    engine.answers.push(good(emptyReport(), [a]), good(emptyReport(), [b]));
    const write = fake.session.set.bind(fake.session);
    let go = (): void => undefined;
    const gate = new Promise<void>((resolve) => (go = resolve));
    const set = vi.spyOn(fake.session, "set").mockImplementation((entries) => ("letters:open" in entries ? gate.then(() => write(entries)) : write(entries)));
    try {
      const [first, second] = [vi.fn(), vi.fn()];
      for (const [tab, heard] of [[7, first], [8, second]] as const) void answer(check(1), page(tab))?.then(heard);
      await vi.waitFor(() => expect(first).toHaveBeenCalledWith(expect.objectContaining({ kind: "drawing" })), WAIT);
      await new Promise((resolve) => setTimeout(resolve, 30));
      expect([set.mock.calls.filter(([entries]) => "letters:open" in entries).length, kept("open"), engine.earlier]).toEqual([1, [], [[]]]);
      go();
      await vi.waitFor(() => expect(second).toHaveBeenCalledWith(expect.objectContaining({ kind: "drawing" })), WAIT);
      expect(engine.earlier).toEqual([[], [a]]);
    } finally {
      go();
      set.mockRestore();
    }
  });

  test("the earlier page is asked also when the worker ends before the letters are kept", async () => {
    engine.answers.push(good(emptyReport(), [a]), good(twin(a), [b]), good(twin(a), [b]));
    await answer(check(1), page(7));
    await rested();
    fake.session.full = "letters";
    await answer(check(1), page(8));
    await rested();
    fake.session.full = false;
    expect(told()).toHaveLength(1);
    await answer(check(1), page(8));
    expect(told()).toHaveLength(2);
    await rested();
    expect(kept("open")).toEqual(["a", "b"]);
  });

  test("a page that brings nothing new asks nobody", async () => {
    engine.answers.push(good(emptyReport(), [a]), good(twin(a), [b]), good(twin(a), [b]));
    for (const [walk, tab] of [[1, 7], [1, 8], [2, 8]] as const) await answer(check(walk), page(tab));
    expect(told()).toHaveLength(1);
  });

  test("a tab that is gone costs nothing; neither does one that does not listen", async () => {
    engine.answers.push(good(emptyReport(), [a]), good(twin(a), [b]), good(emptyReport(), [a]), good(twin(a), [seen("c")]));
    await answer(check(1), page(7));
    await answer({ kind: "gone" }, page(7));
    await answer(check(1), page(8));
    expect(told()).toEqual([]);
    await answer(check(2), page(7));
    fake.closed.add(7);
    expect(await answer(check(2), page(8))).toMatchObject({ kind: "drawing" });
  });

  test("private windows and the others know nothing of each other; a private tab that closed leaves nothing", async () => {
    engine.answers.push(good(emptyReport(), [a]), good(twin(a), [b]), good(emptyReport(), [seen("c")]));
    await answer(check(1), page(7));
    await answer(check(1), page(8, true));
    expect(engine.earlier).toEqual([[], []]);
    await rested();
    expect([kept("open"), kept("private")]).toEqual([["a"], ["b"]]);
    expect(told()).toEqual([]);
    fake.closed.add(9);
    await answer(check(1), page(9, true));
    await rested();
    expect(kept("private")).toEqual(["b"]);
  });

  test("nothing is kept or compared where the user does not want it", async () => {
    for (const settings of [{ run: "auto", sites_off: ["www.upwork.com"] }, { run: "auto", off: ["shared-letters"] }]) {
      hold([b]);
      fake.local.held.set("settings", settings);
      engine.answers.push(good(emptyReport(), [a]));
      await answer(check(1), page());
      expect(engine.earlier.pop()).toEqual([]);
      await rested();
      expect(kept("open")).toEqual(["b"]);
    }
  });

  test("of a site where nothing runs any more nothing is kept or told", async () => {
    const far = seen("far", "https://www.fiverr.com/1");
    engine.answers.push(good(emptyReport(), [a]), good(twin(far), [b]));
    await answer(check(1), page(7));
    await rested();
    hold([far, a]);
    await answer(check(1), page(8));
    await rested();
    fake.calls.splice(0);
    await forgetSite("www.fiverr.com");
    expect(kept("open")).toEqual(["a", "b"]);
    expect(stateOf(8)?.report?.findings).toEqual([]);
    expect(told()).toEqual([[8, { kind: "again", forgotten: false }]]);
  });

  test("forgotten: nothing is kept, no report tells of them, open pages are read again and stay forgotten", async () => {
    engine.answers.push(good(emptyReport(), [a]), good(twin(a), [b]), good(emptyReport(), [a]), good(emptyReport(), [seen("private")]));
    await answer(check(1), page(7));
    await answer(check(1), page(8));
    await answer(check(1), page(9, true));
    fake.calls.splice(0);
    expect(answer({ kind: "forget-letters" }, page())).toBeUndefined();
    expect(await answer({ kind: "forget-letters" }, own)).toEqual({ kind: "forgotten" });
    expect([...fake.session.held.keys()].filter((key) => key.startsWith("letters:"))).toEqual([]);
    expect(fake.session.held.get("letters")).toEqual({ open: 0, private: 0 });
    expect(stateOf(8)?.report?.findings).toEqual([]);
    expect(told()).toEqual([7, 8, 9].map((tab) => [tab, { kind: "again", forgotten: true }]));
    await answer({ ...check(2), again: true, forgotten: true }, page(7));
    await rested();
    expect(kept("open")).toEqual([]);
  });
});

describe("the ledger", () => {
  const entry = (id: string, key: string) => ({ id, day: today(), keys: [key], kept: { kind: "proposal", person: key, job: "j", first: today() } });
  const good1 = (parts: Partial<PageSnapshot> = {}, memories: object = {}) => {
    const { ok, ...rest } = good();
    return { ...rest, ok: { ...ok, snapshot: snapshot(parts), memories: { letters: [], entries: [], ...memories } } };
  };
  const on = (parts: object = {}) => fake.local.held.set("settings", { run: "auto", remember: true, ...parts });
  const written = async (): Promise<string[]> => (await ledger.recall(["p:upwork.com:a", "b"])).map(({ id }) => id);

  beforeEach(() => ledger.forgetLedger());

  test("is neither asked nor made without consent, in a private window, on a site that is off, before the first answer", async () => {
    for (const [settings, incognito] of [[{ run: "auto" }, false], [{ run: "auto", remember: false }, false], [{ run: "auto", remember: true }, true],
      [{ run: "auto", remember: true, sites_off: ["www.upwork.com"] }, false], [{ remember: true }, false]] as const) {
      fake.local.held.set("settings", settings);
      engine.answers.push(good1({}, { secret: "a1".repeat(32) }));
      engine.keeps = [entry("one", "b")];
      expect(await answer(check(1), page(7, incognito))).toMatchObject({ kind: "drawing" });
      await new Promise((resolve) => setTimeout(resolve, 20));
      expect(engine.asked.pop()).toBeUndefined();
      expect(await indexedDB.databases()).toEqual([]);
    }
  });

  test("is written after the answer, under the secret that it was asked under, and not twice", async () => {
    on();
    engine.answers.push(good1({}, { secret: "a1".repeat(32) }));
    engine.keeps = [entry("one", "b")];
    await answer(check(1), page());
    expect(engine.asked.pop()).toMatch(/^[0-9a-f]{64}$/);
    await vi.waitFor(async () => expect(await written()).toEqual(["one"]), WAIT);
    // Held already: nothing to write. Of another secret: not to be written.
    const put = vi.spyOn(IDBObjectStore.prototype, "put");
    for (const memories of [{ secret: "a1".repeat(32), entries: engine.keeps }, { secret: "b2".repeat(32) }]) {
      engine.answers.push(good1({}, memories));
      await answer(check(1), page());
    }
    await new Promise((resolve) => setTimeout(resolve, 30));
    // The purge of the first page may come this late; it writes the day.
    expect(put.mock.calls.filter(([value]) => typeof value === "object" && value !== null && "kept" in value)).toEqual([]);
    put.mockRestore();
    expect(await written()).toEqual(["one"]);
  });

  test("is not written of a page whose letters were forgotten, nor after the user changed his mind", async () => {
    on();
    engine.keeps = [entry("one", "b")];
    engine.answers.push(good1({}, { secret: "a1".repeat(32) }), good1({}, { secret: "a1".repeat(32) }));
    await answer({ ...check(1), again: true, forgotten: true }, page());
    await answer(check(2), page());
    on({ remember: false });
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(await written()).toEqual([]);
  });

  test("forgets a person here and in the session, and has open pages read again without keeping them", async () => {
    on();
    const person = { id: { value: "a", source: { path: "" }, shown: [] }, name: { value: "Ann", source: { path: "" }, shown: [] }, badges: [] };
    engine.answers.push(good1({ people: [person] }, { secret: "a1".repeat(32) }));
    engine.keeps = [entry("one", "p:upwork.com:a"), entry("two", "b")];
    await answer(check(1), page());
    await vi.waitFor(async () => expect(await written()).toEqual(["one", "two"]), WAIT);
    expect(stateOf(7)?.people).toEqual([{ id: "a", name: "Ann", items: ["person 0"], read: true }]);
    hold([seen("x", "https://www.upwork.com/1", { person: "a" }), seen("y", "https://www.upwork.com/1", { person: "b" }), seen("z", "https://www.fiverr.com/1", { person: "a" })]);
    fake.calls.splice(0);
    expect(await answer({ kind: "forget-person", tab: 7, person: "a" }, own)).toEqual({ kind: "forgotten" });
    expect(await written()).toEqual(["two"]);
    expect(kept("open")).toEqual(["y", "z"]);
    expect(fake.calls).toContainEqual(["tell", [7, { kind: "again", forgotten: true }]]);
    expect(await answer({ kind: "forget-all" }, own)).toEqual({ kind: "forgotten" });
    await vi.waitFor(async () => expect(await indexedDB.databases()).toEqual([]), WAIT);
    expect(fake.session.held.has("letters:open")).toBe(false);
  });

  test("a page that was sent before its person was forgotten, and waits for its turn, does not bring them back", async () => {
    on();
    engine.answers.push(good1({}, { secret: "a1".repeat(32) }), good1({}, { secret: "a1".repeat(32) }));
    engine.keeps = [entry("one", "p:upwork.com:a")];
    await answer(check(1), page());
    await vi.waitFor(async () => expect(await written()).toEqual(["one"]), WAIT);
    const forgetting = answer({ kind: "erase-person", site: "upwork.com", person: "a" }, own);
    await Promise.all([forgetting, answer(check(2), page())]);
    await vi.waitFor(() => expect(engine.open).toBe(0), WAIT);
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(await written()).toEqual([]);
  });

  test("that cannot be read or written costs a page nothing and is said", async () => {
    on();
    const open = vi.spyOn(indexedDB, "open").mockImplementation(() => {
      throw new DOMException("no", "UnknownError");
    });
    engine.answers.push(good1());
    expect(await answer(check(1), page())).toMatchObject({ kind: "drawing" });
    expect(engine.asked.pop()).toBeUndefined();
    expect(fake.session.held.get("memory")).toEqual({ trouble: { code: "unreadable", why: "UnknownError: no" } });
    open.mockRestore();
  });
});
