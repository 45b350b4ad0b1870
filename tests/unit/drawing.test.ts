import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { emptyReport, finding, snapshot } from "./reports.ts";
import { fakePlatform } from "./fake-platform.ts";

fakePlatform();
const { draw } = await import("../../extension/common/drawing.ts");
const { badgeCount, counted } = await import("../../extension/background/tabs.ts");
const { summary } = await import("../../extension/popup/summary.ts");
const { checkedAgo } = await import("../../extension/panel/report.ts");
const { sayer } = await import("../../extension/common/words.ts");
const say = sayer(JSON.parse(readFileSync("locales/en.json", "utf8")) as import("../../extension/common/words.ts").Words);

const item = (kind: "proposal" | "person", n: number, row: number, label: string, read = true) => ({ subject: { kind, items: [n] }, row, read, label });

describe("markers", () => {
  const report = emptyReport({
    items: [item("person", 0, 10, "Ada"), item("proposal", 0, 10, "Ada"), item("proposal", 1, 20, "Ben"), item("proposal", 2, 30, "", false)],
    findings: [
      finding({ id: "a", severity: "note", subject: { kind: "person", items: [0] } }),
      finding({ id: "b", severity: "warning", subject: { kind: "proposal", items: [0, 5] } }),
      finding({ id: "c", severity: "stop", subject: { kind: "page", items: [] } }),
    ],
  });
  const { markers } = draw(report, say, []);

  test("one a card, called by its letter, with every finding about it", () => {
    expect(markers.map(({ row, name, level, read }) => [row, name, level, read])).toEqual([
      [10, "Letter of Ada: 2 findings", "warning", true],
      [20, "Letter of Ben: nothing found, not verified", "none", true],
      [30, "Letter 3: could not be read", "none", false],
    ]);
    expect(markers[0]?.findings.map(({ id }) => id)).toEqual(["a", "b"]);
  });

  test("a finding carries its source, and says nothing twice over", () => {
    const [said] = markers[0]?.findings ?? [];
    expect(said).toMatchObject({ level: "Note", sentence: "Found.", ask: ["Which part is yours?"], innocent: ["One.", "Two."], about: ["Ada"] });
    expect(said?.source).toContain("shared-letters, version 1.");
    expect(said?.source).toContain("https://www.upwork.com/x");
    expect(said?.source).toContain("L-1");
  });
});

test("markers stand in the order of the page, whatever the order of its data; what has no place is the page's", () => {
  const drawing = draw(emptyReport({ items: [item("proposal", 0, 40, "Ada"), item("proposal", 1, 20, "Ben")], findings: [finding({ subject: { kind: "job", items: [0] } })] }), say, []);
  expect(drawing.markers.map(({ title }) => title)).toEqual(["Letter of Ben", "Letter of Ada"]);
  expect([drawing.page?.row, drawing.page?.findings.length]).toEqual([0, 1]);
});

test("a name stands in a sentence without turning it around, and is no longer than a name", () => {
  const names = ["\u202egro.live", "a\u0000\u0007b", "x".repeat(100_000), "👩‍👩‍👧".repeat(200)];
  const { markers } = draw(emptyReport({ items: names.map((name, n) => item("proposal", n, 10 + n, name)) }), say, []);
  expect(markers.map(({ title }) => title).slice(0, 2)).toEqual(["Letter of gro.live", "Letter of a b"]);
  for (const { name } of markers) expect(name.length).toBeLessThan(400);
});

test("what has no place of its own is told at the only person, or at the page; a page that was not read has no marker", () => {
  const findings = [finding({ severity: "context", subject: { kind: "contract", items: [0, 1] } })];
  const told = (items: ReturnType<typeof item>[], kind: "profile" | "proposals" | "unknown") =>
    draw(emptyReport({ items, findings, page: { ...emptyReport().page, kind } }), say, []).markers.map(({ row, name }) => [row, name]);
  expect(told([item("person", 0, 10, "Ada")], "profile")).toEqual([[10, "Ada: 1 finding"]]);
  expect(told([item("person", 0, 10, "Ada"), item("person", 1, 20, "Ben")], "proposals").map(([, name]) => name)).not.toContain("Ada: 1 finding");
  expect(told([], "profile")).toEqual([[0, "This page: 1 finding"]]);
  expect(told([], "unknown")).toEqual([]);
});

test("of a finding about several letters, a card quotes its own letter first", () => {
  const from = (n: number, quote: string) => ({ quote, source: { path: "x" }, shown: [], item: { kind: "proposal" as const, items: [n] } });
  const report = emptyReport({
    items: [item("proposal", 0, 10, "Ada"), item("proposal", 1, 20, "Ben")],
    findings: [finding({ subject: { kind: "proposal", items: [0, 1] }, evidence: [from(0, "a"), from(1, "b")] })],
  });
  const quotes = draw(report, say, []).markers.map(({ findings }) => findings[0]?.quotes.map(({ text, from: who }) => `${who}: ${text}`));
  expect(quotes).toEqual([["Letter of Ada: a", "Letter of Ben: b"], ["Letter of Ben: b", "Letter of Ada: a"]]);
});

describe("the badge", () => {
  test("counts items to ask about, each once, and nothing weaker", () => {
    const at = (severity: "context" | "note" | "caution" | "stop", ...items: number[]) => finding({ severity, subject: { kind: "proposal", items } });
    expect(badgeCount(emptyReport())).toBe(0);
    expect(badgeCount(emptyReport({ findings: [at("context", 1), at("note", 2)] }))).toBe(0);
    expect(badgeCount(emptyReport({ findings: [at("caution", 0, 1, 2), at("stop", 1)] }))).toBe(3);
  });
});

describe("in words", () => {
  test("a list that is longer than the page", () => {
    const counts = counted(snapshot({ proposals: [{}, {}] as never, totals: { proposals: 60, reviews: 0 } }));
    expect(counts).toEqual([{ field: "proposals", read: 2, total: 60 }]);
    const state = { url: "", at: 0, report: emptyReport(), counted: counts, room: "open" as const, names: [], letters: [], people: [], hired: [], busy: false, wait: 0, problems: [], recovered: false, cut: false };
    expect(summary(state, undefined, say, ["https://www.upwork.com/*"])).toContain("Letters: read 2 of 60. The rest is not on the page yet.");
    expect(summary(state, undefined, say, ["https://www.upwork.com/*"]).join(" ")).toContain("does not mean verified");
    expect(checkedAgo({ ...state, busy: true }, 42_000, say)).toBe("This page keeps changing; checked 42 s ago.");
    expect(checkedAgo(state, 61_000, say)).toBe("Checked 1 minute ago.");
  });

  test("what was not checked and what is not known", () => {
    expect(summary(undefined, "https://www.upwork.com/x", say, ["https://www.upwork.com/*"])).toEqual([say("ui.popup.not_checked")]);
    expect(summary(undefined, "https://example.org/", say, ["https://www.upwork.com/*"])).toEqual([say("ui.popup.unknown_site")]);
  });
});

test("dates that stand only in the data are one quote, each said once", () => {
  const date = (quote: string) => ({ quote, source: { path: "x" }, shown: [] });
  const report = emptyReport({
    page: { ...emptyReport().page, kind: "profile" },
    findings: [finding({ subject: { kind: "person", items: [0] }, evidence: ["2026-10-12", "2026-10-11", "2026-10-11", "2026-10-08"].map(date) })],
  });
  expect(draw(report, say, []).markers[0]?.findings[0]?.quotes.map(({ text }) => text)).toEqual(["2026-10-12\n2026-10-11 (2 times)\n2026-10-08"]);
});

test("coverage says once what is the same for several checks; fields have names", () => {
  const note = { text: { en: "Not read." } };
  const report = emptyReport({
    coverage: ["a", "b", "c"].map((check) => ({ check, state: check === "b" ? ("checked" as const) : ("not_visible" as const), note })),
    unread: [
      { field: "people.bids_sent", why: "not_on_page", note: "sellers here do not bid" },
      { field: "page", why: "not_understood", note: "layout not recognised" },
      { field: "state nuxt", why: "stale", note: "" },
      { field: "people.shoe_size", why: "not_on_page", note: "" },
    ],
  });
  expect(draw(report, say, []).coverage.map(({ checks }) => checks)).toEqual(["a; c", "b"]);
  expect(draw(report, say, []).unread).toEqual([
    "Bids sent: not on this page. Sellers here do not bid.",
    "Layout not recognised.",
    "The page's data block nuxt: belongs to another page, so it was not used.",
    "People shoe size: not on this page.",
  ]);
});
