import { beforeEach, describe, expect, test, vi } from "vitest";
import { fakePlatform } from "./fake-platform.ts";

const fake = fakePlatform();
const engine = { warmed: 0 };
vi.mock("../../extension/background/engine.ts", () => ({ warmEngine: () => void (engine.warmed += 1) }));
const { onSettings, changeSettings, parseSettings, readSettings, toggled, writeSettings } = await import("../../extension/common/settings.ts");
const { checkOpenTabs, checkTab, readsByItself, register, wanted } = await import("../../extension/background/registration.ts");

beforeEach(() => {
  fake.local.held.clear();
  fake.scripts.splice(0);
  fake.calls.splice(0);
});

describe("settings", () => {
  test("whatever stands in the storage is read, and what is not understood is absent", () => {
    const none = { off: [], sites_off: [] };
    for (const odd of [undefined, null, 3, "x", [], { run: "always", remember: "yes", off: "x", sites_off: [1, null] }]) {
      expect(parseSettings(odd)).toEqual(none);
    }
    expect(parseSettings({ run: "auto", remember: false, off: ["b", "a", "a"], sites_off: ["h"] })).toEqual({
      run: "auto", remember: false, off: ["a", "b"], sites_off: ["h"],
    });
  });

  test("before the first answer nothing but the answer is written", async () => {
    await writeSettings({ sites_off: ["www.upwork.com"] });
    await writeSettings({ off: ["x"] });
    expect(fake.local.held.size).toBe(0);
    await writeSettings({ run: "click" });
    await writeSettings({ off: ["x"] });
    expect(await readSettings()).toEqual({ run: "click", off: ["x"], sites_off: [] });
  });

  test("of two windows that change a list at once neither undoes the other's", async () => {
    await writeSettings({ run: "auto", off: [] });
    await Promise.all(["a", "b", "c"].map((id) => changeSettings(({ off }) => ({ off: toggled(off, id, true) }))));
    expect((await readSettings()).off).toEqual(["a", "b", "c"]);
  });

  test("what a newer version put there stays, through changes of what this one knows", async () => {
    const newer = { run: "auto", off: [], sites_off: [], theme: "dark", keep_days: { after: "hired" } };
    fake.local.held.set("settings", newer);
    await writeSettings({ off: ["x"] });
    expect(fake.local.held.get("settings")).toEqual({ ...newer, off: ["x"] });
  });

  test("changes are followed until the signal ends it", async () => {
    const seen: unknown[] = [];
    const controller = new AbortController();
    onSettings((now, before) => seen.push([before.run, now.run]), controller.signal);
    await writeSettings({ run: "auto" });
    controller.abort();
    await writeSettings({ run: "click" });
    expect(seen).toEqual([[undefined, "auto"]]);
  });

  test("an entry goes in and out", () => {
    expect(toggled(["b"], "a", true)).toEqual(["a", "b"]);
    expect(toggled(["a", "b"], "a", true)).toEqual(["a", "b"]);
    expect(toggled(["a", "b"], "a", false)).toEqual(["b"]);
  });
});

describe("registration", () => {
  const hosts = ["https://www.upwork.com/*"];

  test("nothing runs by itself until the user said so", () => {
    expect(wanted(parseSettings({}), hosts)).toBeUndefined();
    expect(wanted(parseSettings({ run: "click" }), hosts)).toBeUndefined();
    expect(wanted(parseSettings({ run: "auto" }), [])).toBeUndefined();
    expect(wanted(parseSettings({ run: "auto", sites_off: ["www.upwork.com"] }), hosts)).toEqual({
      matches: hosts, excludeMatches: ["*://www.upwork.com/*"],
    });
  });

  test("the registration follows the settings", async () => {
    await register();
    expect(fake.scripts).toEqual([]);
    await writeSettings({ run: "auto" });
    await register();
    expect(fake.scripts).toMatchObject([{ id: "pages", js: ["content.js"], matches: hosts, excludeMatches: [] }]);
    await writeSettings({ sites_off: ["www.upwork.com"] });
    await register();
    expect(fake.scripts).toMatchObject([{ excludeMatches: ["*://www.upwork.com/*"] }]);
    await writeSettings({ run: "click" });
    await register();
    expect(fake.scripts).toEqual([]);
  });

  test("only pages that are read by themselves are awaited", async () => {
    const [page, other] = ["https://www.upwork.com/jobs/1", "https://example.com/"];
    expect(await readsByItself(page)).toBe(false);
    await writeSettings({ run: "click" });
    expect(await readsByItself(page)).toBe(false);
    await writeSettings({ run: "auto" });
    expect(await Promise.all([page, other, "not an address"].map(readsByItself))).toEqual([true, false, false]);
    await writeSettings({ sites_off: ["www.upwork.com"] });
    expect(await readsByItself(page)).toBe(false);
  });

  test("a page whose address the browser does not tell is refused at once: Chromium would wait for a click", async () => {
    const { get } = fake.platform.tabs;
    fake.platform.tabs.get = (id: number) => Promise.resolve({ id }) as ReturnType<typeof get>;
    engine.warmed = 0;
    expect(await checkTab(7)).toEqual({ kind: "refused", why: "no access" });
    expect(fake.calls).toEqual([]);
    expect(engine.warmed).toBe(0);
    fake.platform.tabs.get = get;
    expect(await checkTab(7)).toEqual({ kind: "started" });
    expect(engine.warmed).toBe(1);
  });

  test("open pages are checked only after the choice, and not those the browser put to sleep", async () => {
    await checkOpenTabs();
    expect(fake.calls).toEqual([]);
    await writeSettings({ run: "auto" });
    await checkOpenTabs();
    expect(fake.calls).toEqual([["execute", { target: { tabId: 7 }, files: ["content.js"] }]]);
  });
});
