// @vitest-environment happy-dom
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { Item, ItemKind, PageSnapshot, Value } from "../../extension/types.ts";
import { fakePlatform } from "./fake-platform.ts";
import { emptyReport, finding, seen, snapshot } from "./reports.ts";

fakePlatform();
const { whoIsHere } = await import("../../extension/panel/who.ts");
const { changedSince } = await import("../../extension/panel/changed.ts");
const { lettersSaid } = await import("../../extension/panel/head.ts");
const { weave } = await import("../../extension/panel/weave.ts");
const { lettersRead, peopleOf } = await import("../../extension/background/people.ts");
const { jobOf } = await import("../../extension/background/letters.ts");
const { sayer } = await import("../../extension/common/words.ts");
const say = sayer(JSON.parse(readFileSync("locales/en.json", "utf8")) as import("../../extension/common/words.ts").Words);

const item = (kind: ItemKind, at: number, row: number, label = "", read = true): Item => ({ subject: { kind, items: [at] }, row, read, label });
const value = (text: string): Value<string> => ({ value: text, source: { path: "" }, shown: [] });
const about = (id: string, kind: ItemKind, ...items: number[]) => finding({ id, subject: { kind, items } });
const named = (id: string, items: string[], read = true) => ({ id, name: id.toUpperCase(), items, read });
const brief = (told: ReturnType<typeof whoIsHere>) => ({
  people: told.people.map(({ key, own, shared }) => `${key}: ${own.map(({ id }) => id).join("")}/${shared.map(({ id }) => id).join("")}`),
  several: told.several.map(({ id }) => id).join(""), page: told.page.map(({ id }) => id).join(""),
});

describe("whose findings are whose", () => {
  const items = [item("person", 0, 10, "Ann"), item("person", 1, 30, "Ben"), item("person", 2, 20, "Cem"), item("proposal", 0, 10, "Ann"), item("proposal", 1, 30, "Ben"), item("proposal", 2, 20, "Cem", false)];
  const people = [named("a", ["person 0", "proposal 0"]), named("b", ["person 1", "proposal 1"]), named("c", ["person 2", "proposal 2"], false)];
  const findings = [about("1", "proposal", 0, 1), about("2", "proposal", 2), about("3", "page"), about("4", "person", 2), about("5", "proposal", 9)];

  test("in page order; what concerns several stands once and each points to it; what concerns nobody is the page's", () => {
    expect(brief(whoIsHere(emptyReport({ items, findings }), people))).toEqual({ people: ["a: /1", "c: 24/", "b: /1"], several: "1", page: "35" });
  });

  test("whom the background does not name, the page's cards tell apart", () => {
    const told = whoIsHere(emptyReport({ items, findings }), []);
    expect(brief(told)).toEqual({ people: ["person 0: /1", "person 2: 24/", "person 1: /1"], several: "1", page: "35" });
    expect(told.people.map(({ item: at, read, name }) => [at, read, name])).toEqual([["proposal 0", true, "Ann"], ["proposal 2", false, "Cem"], ["proposal 1", true, "Ben"]]);
  });

  test("two letters of one person are one person's", () => {
    const two = [item("proposal", 0, 10), item("proposal", 1, 20)];
    expect(brief(whoIsHere(emptyReport({ items: two, findings: [about("1", "proposal", 0, 1)] }), [named("a", ["proposal 0", "proposal 1"])]))).toEqual({ people: ["a: 1/"], several: "", page: "" });
  });

  test("on a profile all that the page shows is its person's", () => {
    const own = [item("person", 0, 5, "Ann"), item("review", 0, 9), item("review", 1, 11)];
    const report = emptyReport({ items: own, findings: [about("1", "review", 0, 1), about("2", "contract", 3)], page: { ...emptyReport().page, kind: "profile" } });
    expect(brief(whoIsHere(report, []))).toEqual({ people: ["person 0: 12/"], several: "", page: "" });
  });

  test("what the user wrote in a conversation is not listed; whoever has no place comes last", () => {
    const chat = [item("chat", 0, 4, "Ann"), item("chat", 1, 6), item("chat", 2, 8, "Ann")];
    expect(brief(whoIsHere(emptyReport({ items: chat }), [named("z", ["person 4"]), named("a", ["chat 0", "chat 2"])])).people).toEqual(["a: /", "z: /"]);
  });

  test("the severity moves nobody", () => {
    const strong = [{ ...about("1", "proposal", 1), severity: "stop" as const }];
    expect(whoIsHere(emptyReport({ items, findings: strong }), people).people.map(({ key }) => key)).toEqual(["a", "c", "b"]);
  });
});

describe("who is on a page, for the panel", () => {
  const page = snapshot({
    people: [{ id: value("a"), name: value("Ann"), badges: [] }, { id: value("b"), badges: [] }, { name: value("Nobody"), badges: [] }],
    proposals: [{ person: "a", letter: value("Hello") }, { person: "b", letter: value("  ") }, { person: "a" }],
    totals: { proposals: 9 },
  } as Partial<PageSnapshot>);

  test("each with what is theirs, and whether their letters were read", () => {
    expect(peopleOf(page)).toEqual([
      { id: "a", name: "Ann", items: ["person 0", "proposal 0", "proposal 2"], read: false },
      { id: "b", name: "b", items: ["person 1", "proposal 1"], read: false },
    ]);
  });

  test("work and reviews that name nobody are the only person's", () => {
    const profile = snapshot({ people: [{ id: value("a"), badges: [] }], reviews: [{}, {}], contracts: [{}] } as Partial<PageSnapshot>);
    expect(peopleOf(profile)[0]?.items).toEqual(["person 0", "contract 0", "review 0", "review 1"]);
  });

  test("how many letters were read, of how many", () => {
    const own = [seen("1", "https://www.upwork.com/x", { job: "Stock", job_text: "Stock\nCount it." })];
    expect(lettersRead(page, own)).toEqual({ letters_read: { read: 1, found: 3, total: 9, job: "www.upwork.com 15 Stock" } });
    expect(lettersRead(snapshot(), [])).toEqual({});
    expect(jobOf(seen("1", "nonsense", { job: "Stock" }))).toBeUndefined();
    expect(jobOf(seen("1"))).toBeUndefined();
  });
});

describe("how much was read, in words", () => {
  const said = (letters: object, jobs: object = {}) => lettersSaid({ state: { room: "open", letters_read: letters } as never, jobs: jobs as never, say });
  test("of the page; of the job where it has more than the page shows", () => {
    expect(said({ read: 60, found: 60, total: 60, job: "j" }, { open: { j: 60 } })).toEqual(["60 of 60 letters on this page read."]);
    expect(said({ read: 10, found: 10, total: 60, job: "j" }, { open: { j: 60 } })).toEqual(["10 of 10 letters on this page read.", "Of this job 60 of 60 read."]);
    expect(said({ read: 9, found: 10, total: 60, job: "j" }, { private: { j: 60 } })).toEqual(["9 of 10 letters on this page read.", "Of this job 9 of 60 read; the rest is not on the pages you opened."]);
    expect(said({ read: 10, found: 10, total: 10, job: "j" }, { open: { j: 20 } })).toEqual(["10 of 10 letters on this page read.", "Of this job 20 of 20 read."]);
  });
});

describe("whose findings changed while the panel was open", () => {
  const view = (ids: string[], url = "u", tab = 1) => ({
    tab: { id: tab } as never,
    state: { url, people: [named("a", ["proposal 0"]), named("b", ["proposal 1"])], report: emptyReport({ items: [item("proposal", 0, 1), item("proposal", 1, 2)], findings: ids.map((id) => about(id, "proposal", 0)) }) } as never,
  });
  const keys = (all: { key: string }[]): string[] => all.map(({ key }) => key);

  test("nobody's at first; those whose findings came, went or are others; another page begins anew", () => {
    const look = changedSince();
    const first = look(view([]));
    expect([keys(first.all), first.page]).toEqual([[], false]);
    expect(keys(look(view([])).now)).toEqual([]);
    expect(keys(look(view(["1"])).now)).toEqual(["a"]);
    const later = look(view(["1"]));
    expect([keys(later.now), keys(later.all)]).toEqual([[], ["a"]]);
    const other = look(view(["2"], "v"));
    expect([keys(other.now), keys(other.all), other.page]).toEqual([[], [], true]);
  });
});

describe("two letters woven into one", () => {
  const shared = (text: string) => ({ text, kind: "shared" as const });
  const slot = (text: string) => ({ text, kind: "slot" as const });
  const own = (text: string) => ({ text, kind: "own" as const });

  test("what they share runs through, what differs stands side by side", () => {
    expect(weave([own("Hi! "), shared("I read your post."), own(" "), slot("Heron"), shared("is my firm")], [shared("I read your post"), slot("Copper"), shared("Is my firm."), own(" Bye")])).toEqual([
      { first: [own("Hi! ")], second: [] },
      { shared: "I read your post." },
      { first: [slot("Heron")], second: [slot("Copper")] },
      { shared: "is my firm" },
      { first: [], second: [own(" Bye")] },
    ]);
  });

  test("letters that share other passages, or none, are laid side by side as they are", () => {
    expect(weave([shared("one"), shared("two")], [shared("one")])).toBeUndefined();
    expect(weave([shared("one"), shared("two")], [shared("two"), shared("one")])).toBeUndefined();
    expect(weave([own("a")], [own("b")])).toBeUndefined();
  });
});
