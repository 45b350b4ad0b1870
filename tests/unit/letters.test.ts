import { beforeEach, describe, expect, test } from "vitest";
import type { SeenLetter } from "../../extension/types.ts";
import { fakePlatform } from "./fake-platform.ts";
import { seen } from "./reports.ts";

const fake = fakePlatform();
const { forgetLetters, freshOf, keepLetters, kept, mayKeep, MOST_BYTES, MOST_CHARACTERS, MOST_LETTERS } = await import("../../extension/background/letters.ts");
const keys = async (room: "open" | "private" = "open") => (await kept(room)).map(({ key }) => key);
const counts = () => fake.session.held.get("letters");

beforeEach(() => {
  fake.session.held.clear();
  fake.session.full = false;
});

describe("letters of the job session", () => {
  test("are kept in memory only, in their order, each once", async () => {
    const changed = seen("a", undefined, { text: "Another letter now." });
    await keepLetters("open", [seen("a"), seen("b")]);
    expect(freshOf(await kept("open"), [seen("a"), changed, seen("c")])).toEqual([changed, seen("c")]);
    await keepLetters("open", [seen("a"), seen("b")]);
    expect(await keys()).toEqual(["a", "b"]);
    await keepLetters("open", [changed]);
    expect(await keys()).toEqual(["b", "a"]);
    expect((await kept("open")).map(({ text }) => text)).toEqual(["Letter b.", "Another letter now."]);
    expect(counts()).toEqual({ open: 2, private: 0 });
    expect(fake.local.held.size).toBe(0);
  });

  test("of one number on two sites are two", async () => {
    await keepLetters("open", [seen("1", "https://www.upwork.com/a"), seen("1", "https://www.fiverr.com/a")]);
    expect(await keys()).toEqual(["1", "1"]);
  });

  test("of two tabs that answer at once are all there", async () => {
    await Promise.all(Array.from({ length: 20 }, (_, n) => keepLetters("open", [seen(`${n}`)])));
    expect(await keys()).toHaveLength(20);
  });

  test("go oldest first: by number", async () => {
    await keepLetters("open", [seen("first")]);
    await keepLetters("open", Array.from({ length: MOST_LETTERS }, (_, n) => seen(`${n}`)));
    const all = await keys();
    expect(all).toHaveLength(MOST_LETTERS);
    expect(all).not.toContain("first");
  });

  test("go oldest first: by bytes, which are not characters", async () => {
    const text = "\u6211".repeat(MOST_CHARACTERS);
    for (let n = 0; n < 40; n += 1) await keepLetters("open", [seen(`${n}`, undefined, { text })]);
    const all = await kept("open");
    expect(new TextEncoder().encode(JSON.stringify(all)).length).toBeLessThan(MOST_BYTES + 1_000);
    expect(all.length).toBeGreaterThan(10);
    expect(all.at(-1)?.key).toBe("39");
  });

  test("that are too long are not kept, and a long job post only in part", async () => {
    const long = "x".repeat(MOST_CHARACTERS + 1);
    await keepLetters("open", [seen("long", undefined, { text: long })]);
    expect([await keys(), freshOf([], [seen("long", undefined, { text: long })])]).toEqual([[], []]);
    await keepLetters("open", [seen("job", undefined, { job_text: long })]);
    expect((await kept("open"))[0]?.job_text).toHaveLength(MOST_CHARACTERS);
  });

  test("of a page without a job post are kept too", async () => {
    const { job_text: _, ...without } = seen("a");
    await keepLetters("open", [without as SeenLetter]);
    expect((await kept("open"))[0]?.job_text).toBe("");
  });

  test("that cannot be written are no failure", async () => {
    fake.session.full = true;
    await keepLetters("open", [seen("a")]);
    fake.session.full = false;
    await keepLetters("open", [seen("a")]);
    expect(await keys()).toEqual(["a"]);
  });

  test("of private windows stand apart and go by themselves", async () => {
    await keepLetters("open", [seen("a")]);
    await keepLetters("private", [seen("b")]);
    await forgetLetters(() => true, ["private"]);
    expect([await keys(), await keys("private"), counts()]).toEqual([["a"], [], { open: 1, private: 0 }]);
    expect(fake.session.held.has("letters:private")).toBe(false);
  });

  test("of one site can be forgotten", async () => {
    await keepLetters("open", [seen("a"), seen("b", "https://www.fiverr.com/x")]);
    await forgetLetters(({ url }: SeenLetter) => url.startsWith("https://www.fiverr.com/"));
    expect(await keys()).toEqual(["a"]);
  });

  test("are not kept where the user does not want it", () => {
    const settings = { off: [] as string[], sites_off: [] as string[] };
    expect(mayKeep(settings, "https://www.upwork.com/x")).toBe(true);
    expect(mayKeep({ ...settings, off: ["shared-letters"] }, "https://www.upwork.com/x")).toBe(false);
    expect(mayKeep({ ...settings, sites_off: ["www.upwork.com"] }, "https://www.upwork.com/x")).toBe(false);
    expect(mayKeep(settings, "no address")).toBe(false);
  });
});
