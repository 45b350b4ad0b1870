// What is asked about the user's own texts: taken only with the right parts, judged with what the user allows, and kept nowhere.

import { beforeEach, describe, expect, test, vi } from "vitest";
import type { SeenLetter } from "../../extension/types.ts";
import { emptyReport, seen, snapshot } from "./reports.ts";
import { fakePlatform } from "./fake-platform.ts";

const fake = fakePlatform();
const engine = { asked: [] as unknown[], open: 0, problems: false };
const problems = [{ place: "letters", code: "letters-too-many", message: "m", fix: "f" }];
vi.mock("../../extension/background/engine.ts", () => ({
  titles: async () => [],
  forgetEngine: () => undefined,
  warmEngine: () => undefined,
}));
vi.mock("../../extension/background/open-page.ts", () => ({
  rememberPage: async (source: unknown) => {
    engine.asked.push(source);
    return engine.problems ? { problems } : { ok: [seen("x")] };
  },
  checkPage: async (source: unknown, { letters }: { letters: readonly SeenLetter[] }) => {
    engine.asked.push([source, letters.map(({ key }) => key)]);
    if (engine.problems) return { problems };
    engine.open += 1;
    return { ok: { report: emptyReport(), snapshot: snapshot(), letters: [], page: { keep: async () => [], free: () => void (engine.open -= 1) } } };
  },
}));
const { answer } = await import("../../extension/background/messages.ts");
const { asText } = await import("../../extension/common/session.ts");

const ORIGIN = "chrome-extension://own-id/";
const panel = { id: "own-id", url: `${ORIGIN}panel.html` };
const page = { id: "own-id", url: "https://www.upwork.com/x", frameId: 0, tab: { id: 7 } };
const letters = { letters: [{ id: "1", text: "a" }], captured_at: "2026-11-26T10:00:00+00:00" };
const check = { kind: "own-check", source: { letters }, others: [] };

beforeEach(() => {
  Object.assign(engine, { asked: [], open: 0, problems: false });
  fake.session.held.clear();
  fake.local.held.clear();
});

describe("own texts", () => {
  test.each([
    { kind: "own-check", source: { letters } }, { kind: "own-check", others: [] }, { ...check, source: {} }, { ...check, source: { letters: [] } }, { ...check, source: { tree: 3 } },
    { ...check, source: { letters, tree: "x" } }, { ...check, session: "all" }, { kind: "own-letters" }, { kind: "own-letters", source: "x" }, { kind: "own-other", source: { letters } },
  ])("%j is nothing", (message) => expect(answer(message, panel)).toBeUndefined());

  test("a page may not ask", () => {
    expect(answer(check, page)).toBeUndefined();
    expect(answer({ kind: "own-letters", source: { letters } }, page)).toBeUndefined();
  });

  test("are judged with what else is given; with this session's letters only where the user says so", async () => {
    for (const room of ["open", "private"]) fake.session.held.set(`letters:${room}`, asText([seen(room)]));
    const others = [seen("other")];
    expect(await answer({ ...check, others }, panel)).toMatchObject({ kind: "own-check", people: [], letters: [], counted: [] });
    await answer({ ...check, others, session: "open" }, panel);
    await answer({ ...check, source: { tree: "{}" }, session: "private" }, panel);
    expect(engine.asked).toEqual([[letters, ["other"]], [letters, ["open", "other"]], ["{}", ["private"]]]);
    expect(engine.open).toBe(0);
  });

  test("nothing of them is kept: no session, no tab, nothing on the disk", async () => {
    await answer(check, panel);
    await answer({ kind: "own-letters", source: { tree: "{}" } }, panel);
    expect([[...fake.session.held.keys()], [...fake.local.held.keys()]]).toEqual([[], []]);
  });

  test("what the engine refuses is handed on", async () => {
    engine.problems = true;
    expect(await answer(check, panel)).toEqual({ kind: "own-failed", problems });
    expect(await answer({ kind: "own-letters", source: { letters } }, panel)).toEqual({ kind: "own-failed", problems });
  });
});
