import { beforeEach, expect, test, vi } from "vitest";
import type { Entry } from "../../extension/types.ts";
import { emptyReport, seen, snapshot } from "./reports.ts";
import { fakePlatform } from "./fake-platform.ts";

const fake = fakePlatform();
vi.stubGlobal("fetch", () => Promise.resolve({ text: () => Promise.resolve("[]"), json: () => Promise.resolve({}) }));

/** Instances made so far, and how many of the next ones trap when they read. */
const made = { instances: 0, open: 0, steps: [] as string[], refusing: false, unprepared: 0, trapping: 0, settings: [] as unknown[], memories: [] as unknown[], letters: [] as unknown[], problems: false };
vi.mock("../../extension/background/module.ts", () => ({
  default: () => {
    made.instances += 1;
    const traps = made.instances <= made.trapping;
    const page = () => ({
      snapshot: () => ({ ok: snapshot() }),
      recall: () => ({ ok: ["k"] }),
      prepare: () => {
        made.steps.push("prepared");
        if (made.unprepared === 0) return;
        made.unprepared -= 1;
        throw new WebAssembly.RuntimeError("unreachable");
      },
      remember: () => ({ ok: made.letters }),
      keep: () => ({ ok: [{ id: "kept" }] }),
      analyze: (memories: unknown) => {
        made.memories.push(memories);
        made.steps.push("judged");
        if (made.refusing) return { problems: [{ place: "p", code: "refused", message: "m", fix: "f" }] };
        return { ok: emptyReport() };
      },
      free: () => {
        made.open -= 1;
      },
    });
    const open = () => {
      if (traps) throw new WebAssembly.RuntimeError("unreachable");
      made.open += 1;
      return { ok: page() };
    };
    const engine = {
      open,
      openLetters: open,
      describe: () => ({ ok: [{ id: "a", title: { text: { en: "A" } } }] }),
      checkText: () => ({ problems: [{ place: "text", code: "c", message: "m", fix: "f" }] }),
    };
    return {
      default: () => Promise.resolve(),
      Engine: {
        build: (_: string, settings: unknown) => {
          made.settings.push(settings);
          return made.problems ? { problems: [{ place: "packs", code: "bad", message: "m", fix: "f" }] } : { ok: engine };
        },
      },
    };
  },
}));
const { checkText, forgetEngine, titles } = await import("../../extension/background/engine.ts");
const { checkPage } = await import("../../extension/background/open-page.ts");
const { rehearse } = await import("../../extension/background/rehearsal.ts");

beforeEach(() => {
  forgetEngine();
  Object.assign(made, { instances: 0, open: 0, steps: [], refusing: false, unprepared: 0, trapping: 0, settings: [], memories: [], letters: [], problems: false });
});

test("one engine serves many pages, and is built anew after the settings changed", async () => {
  fake.local.held.set("settings", { run: "auto", off: ["a"], sites_off: [] });
  expect(await checkPage("{}")).toMatchObject({ ok: { report: { schema: 1 } }, recovered: false });
  expect(await titles()).toEqual([{ id: "a", title: { text: { en: "A" } } }]);
  expect(made).toMatchObject({ instances: 1, settings: [{ off: ["a"], snapshot: false }] });
  forgetEngine();
  await checkPage("{}");
  expect(made.instances).toBe(2);
});

test("after a trap a new instance answers, and the answer says so", async () => {
  made.trapping = 1;
  expect(await checkPage("{}")).toMatchObject({ ok: { report: { schema: 1 } }, recovered: true });
  expect(made.instances).toBe(2);
  expect(await checkPage("{}")).toMatchObject({ recovered: false });
});

test("a page that traps every instance is a problem and not the end of the others", async () => {
  made.trapping = 2;
  expect(await checkPage("{}")).toMatchObject({ problems: [{ code: "engine-trap" }], recovered: true });
  expect(await checkPage("{}")).toMatchObject({ ok: {} });
});

test("an engine rehearses once, before the first page, and holds nothing of it", async () => {
  const rehearsing = rehearse();
  expect(await checkPage("{}")).toMatchObject({ ok: { report: { schema: 1 } } });
  await rehearsing;
  expect(made).toMatchObject({ instances: 1, open: 1, memories: [{ entries: [] }, { entries: [], secret: "0".repeat(64) }] });
  await rehearse();
  expect(made.memories).toHaveLength(2);
});

test("an engine that cannot be built is not built again and again for a rehearsal", async () => {
  made.problems = true;
  await rehearse();
  expect(made).toMatchObject({ instances: 1, open: 0, memories: [] });
});

test("problems are handed on: of a text, of the packs", async () => {
  expect(await checkText("t", "", "")).toMatchObject({ problems: [{ code: "c" }], recovered: false });
  forgetEngine();
  made.problems = true;
  expect(await checkPage("{}")).toMatchObject({ problems: [{ code: "bad" }] });
  made.problems = false;
  expect(await checkPage("{}")).toMatchObject({ ok: {} });
});

test("a page is judged with the letters of other pages; its own are not compared with themselves", async () => {
  made.letters = [seen("b"), seen("c", "https://www.upwork.com/other")];
  const earlier = [seen("a"), seen("b"), seen("c")];
  expect(await checkPage("{}", { letters: earlier })).toMatchObject({ ok: { letters: made.letters } });
  expect(made.memories).toEqual([{ letters: [earlier[0]], entries: [] }]);
});

test("a page is prepared while the ledger looks, and a trap on the way is said", async () => {
  const entry = { id: "e" } as Entry;
  const recall = async (keys: readonly string[], meanwhile?: () => void): Promise<Entry[]> => {
    made.steps.push(`asked ${keys.join()}`);
    meanwhile?.();
    await new Promise((done) => setTimeout(done, 1));
    made.steps.push("found");
    return [entry];
  };
  const ledger = { secret: () => Promise.resolve("s"), recall };
  const steps = ["asked k", "prepared", "found", "judged"];
  expect(await checkPage("{}", { ledger })).toMatchObject({ recovered: false });
  expect(made).toMatchObject({ steps, memories: [{ entries: [entry], secret: "s" }] });
  Object.assign(made, { steps: [], unprepared: 1 });
  expect(await checkPage("{}", { ledger })).toMatchObject({ ok: { report: { schema: 1 } }, recovered: true });
  expect(made).toMatchObject({ steps: ["asked k", "prepared", "prepared", "found", "judged"], instances: 2 });
  // Where every instance traps, two are enough to say so.
  Object.assign(made, { steps: [], open: 0, unprepared: 9 });
  expect(await checkPage("{}", { ledger })).toMatchObject({ problems: [{ code: "engine-trap" }] });
  expect(made).toMatchObject({ steps: ["asked k", "prepared", "prepared", "found"], instances: 3, open: 0 });
});

test("a page is held open until it is freed, and not where it could not be judged", async () => {
  const outcome = await checkPage("{}");
  expect(made.open).toBe(1);
  if (!("ok" in outcome)) throw new Error("not judged");
  const { page, memories } = outcome.ok;
  expect(await page.keep(memories)).toEqual([{ id: "kept" }]);
  // After a change of settings another engine is asked, which opens it anew.
  forgetEngine();
  expect(await page.keep(memories)).toEqual([{ id: "kept" }]);
  expect(made).toMatchObject({ open: 1, instances: 2 });
  page.free();
  page.free();
  expect(made.open).toBe(0);
  made.refusing = true;
  expect(await checkPage("{}")).toMatchObject({ problems: [{ code: "refused" }] });
  expect(made.open).toBe(0);
});
