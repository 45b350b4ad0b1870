// @vitest-environment happy-dom
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { Picture, Rate, Shares, Timeline } from "../../extension/types.ts";
import { fakePlatform } from "./fake-platform.ts";
import { emptyReport, finding } from "./reports.ts";

fakePlatform();
const { sayer } = await import("../../extension/common/words.ts");
const { countedParts, picturesOf } = await import("../../extension/panel/pictures/parts.ts");
const { dayOf, formats } = await import("../../extension/panel/pictures/formats.ts");
const { domainOf, spots, tellTimeline } = await import("../../extension/panel/pictures/timeline.ts");
const { bars, tellShares } = await import("../../extension/panel/pictures/shares.ts");
const { logDensity, quantile, reach, tellRate } = await import("../../extension/panel/pictures/rate.ts");
const { cutTo, hatch, widthOf } = await import("../../extension/panel/pictures/svg.ts");
const say = sayer(JSON.parse(readFileSync("locales/en.json", "utf8")) as import("../../extension/common/words.ts").Words);
const form = formats(say);
const pictures = JSON.parse(readFileSync("tests/unit/pictures.json", "utf8")) as Picture[];
const plain = (text: string): string => text.replace(/[\u00a0\u2009\u202f]/g, " ");
const ROOM = { width: 288, em: 14 };
const DAY = 86_400_000;

describe("where pictures stand", () => {
  const person = (n: number) => ({ kind: "person" as const, items: [n] });
  const report = emptyReport({ pictures, findings: [finding({ id: "a", rule: "burst", subject: person(0) }), finding({ id: "b", rule: "burst", subject: person(0) })] });

  test("in the first finding of the same check and subject", () => {
    expect(report.findings.map((one) => picturesOf(document, one, report, say).length)).toEqual([1, 0]);
  });

  test("or by check where it is said what was counted, under its name", () => {
    const titles = [{ id: "few-clients", title: { text: { en: "Work from few clients" } } }];
    const parts = countedParts(document, report, say, titles);
    expect(parts.map((one) => one.dataset["picture"] ?? one.textContent)).toEqual(["Work from few clients", "shares", "shares", "bids", "rate", "rate", "burst", "timeline"]);
  });

  test("none, where nothing was counted", () => expect(countedParts(document, emptyReport(), say, [])).toEqual([]));
});

describe("the line of time", () => {
  const timeline = pictures[0]?.shows as Timeline;
  const told = (parts: Partial<Timeline>) => tellTimeline(document, { events: [], undated: 0, ...parts }, say, form);
  const days = (first: string, last = first, marked = false) => ({ first, last, marked });

  test("says its numbers", () => {
    expect(plain(told(timeline).sentences.join(" "))).toBe(
      "29 dated reviews: Feb 11, 2023 – Mar 9, 2026. Marked: 12 reviews, Mar 2 – 9, 2026. " +
      "3 of them are dated to a span of days only, such as a month. 3 reviews without a date are not counted here.");
    expect(plain(told({ events: [days("2026-01-05")], undated: 1 }).sentences.join(" "))).toBe("1 dated review: Jan 5, 2026. 1 review without a date is not counted here.");
    expect(told({ undated: 2 }).sentences[0]).toBe("No review has a date that could be read.");
  });

  test("lists every review in its table, by month, spans by themselves", () => {
    const { table } = told({ events: [days("2026-01-05"), days("2026-01-05"), days("2026-01-01", "2026-01-31"), days("2025-11-20", "2026-02-03"), days("2026-02-07", "2026-02-07", true)] });
    expect(table.map((row) => plain(row.join(" | ")))).toEqual([
      "When | Reviews | Days", "Nov 20, 2025 – Feb 3, 2026 | 1 | –", "Jan 2026 | 3 | 1–31, 5 (×2)", "Feb 2026 | 1 (1 marked) | 7",
    ]);
  });

  test("what is no date, or ends before it begins, is left out", () => {
    expect(told({ events: [days("soon"), days("2026-13-40"), days("2026-02-01", "2026-01-01"), days("2026-01-05")] }).sentences[0]).toMatch(/^1 dated review/);
    expect(told({ marked: ["soon", "later"], events: [days("2026-01-05")] }).sentences).toHaveLength(1);
  });

  test("nothing touches in one row, nothing is outside, and a span is as wide as it is long", () => {
    const events = timeline.events.map(({ first, last, marked }) => ({ first: dayOf(first), last: dayOf(last), marked }));
    const [from, to] = domainOf(events);
    const x = (at: number): number => ((at - from) / (to - from)) * 288;
    const all = spots(events, x, 8, 288);
    expect(all).toHaveLength(events.length);
    for (const [n, a] of all.entries()) {
      expect(a.left).toBeGreaterThanOrEqual(0);
      expect(a.right).toBeLessThanOrEqual(288.01);
      for (const b of all.slice(n + 1)) expect(a.row !== b.row || a.right <= b.left + 0.02 || b.right <= a.left + 0.02).toBe(true);
    }
    const span = all.find(({ known, right, left }) => !known && right - left > 8.1);
    expect((span?.right ?? 0) - (span?.left ?? 0)).toBeCloseTo((89 * DAY / (to - from)) * 288, 1);
  });

  test("one day has days around it", () => {
    const day = dayOf("2026-01-05");
    const [from, to] = domainOf([{ first: day, last: day, marked: false }]);
    expect((to - from) / DAY).toBe(30);
    expect((from + to) / 2).toBe(day + DAY / 2);
  });

  test("a thousand reviews of one month are two paths, not higher than a few lines", () => {
    const many = Array.from({ length: 1_000 }, (_, n) => days(`2026-01-${String((n % 31) + 1).padStart(2, "0")}`));
    const element = told({ events: many }).draw(ROOM);
    expect(element.querySelectorAll("path").length).toBeLessThan(6);
    expect(Number(element.getAttribute("height"))).toBeLessThan(160);
    expect(element.outerHTML).not.toMatch(/NaN|undefined|Infinity/);
  });
});

describe("shares", () => {
  const shares = pictures[1]?.shows as Shares;
  test("add up to the whole, the rest in one", () => {
    const all = bars(shares, say);
    expect(all.map(({ kind }) => kind)).toEqual(["marked", "part", "part", "part", "rest"]);
    expect(all.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 12);
    expect(all[2]?.label).toBe("unnamed client 1");
  });

  test("without anything marked the largest is said, and nothing speaks of marks", () => {
    const told = tellShares(document, pictures[5]?.shows as Shares, say, form);
    expect(plain(told.sentences.join(" "))).toBe("6,150.5 in all, 2 clients. Largest: Mira Land Surveys with 5,210.5 of 6,150.5 (84.7 %).");
    expect(JSON.stringify(told.table)).not.toContain("marked");
    expect(told.legend).toBe("");
  });

  test("what is marked is hatched and says so", () => {
    const element = tellShares(document, shares, say, form).draw(ROOM);
    expect(element.querySelectorAll(".hatch")).toHaveLength(1);
    expect([...element.querySelectorAll("text")].filter(({ textContent }) => textContent?.endsWith("(marked)"))).toHaveLength(1);
  });

  test("nothing to share, and numbers that are none, draw nothing odd", () => {
    for (const odd of [{ parts: [], rest: 0, rest_parts: 0 }, { parts: [{ value: NaN, marked: false }, { value: -3, marked: true }], rest: Infinity, rest_parts: 2 }]) {
      const told = tellShares(document, { of: { text: { en: "Work" } }, ...odd }, say, form);
      expect(told.draw(ROOM).outerHTML + told.sentences.join()).not.toMatch(/NaN|Infinity|undefined/);
    }
  });
});

describe("a rate", () => {
  const rate = pictures[2]?.shows as Rate;
  test("never stands without its interval and its prior", () => {
    expect(plain(tellRate(document, rate, say, form).sentences.join(" "))).toMatch(
      /^1 of 310 bids were won\. The true share lies between 0\.01 % and 1\.8 % \(95 % interval\); the mean under the prior is 0\.75 %\. What is taken as ordinary: Beta\(1\.5, 23\.5\), mean 6 %\.$/);
  });

  test("the prior's shape is that of a Beta distribution", () => {
    const ratio = (prior: Rate["prior"], a: number, b: number): number => Math.exp(logDensity(prior, a) - logDensity(prior, b));
    // Beta(2, 3): 12 x (1 - x)^2.
    expect(ratio({ alpha: 2, beta: 3, source: "" }, 0.25, 0.5)).toBeCloseTo((0.25 * 0.75 ** 2) / (0.5 * 0.5 ** 2), 12);
  });

  test("so much of the prior lies below, as closed forms have it", () => {
    for (const share of [0.1, 0.5, 0.9, 0.995]) {
      // Beta(1, b): 1 - (1 - x)^b; Beta(a, 1): x^a.
      expect(quantile({ alpha: 1, beta: 23.5, source: "" }, share)).toBeCloseTo(1 - (1 - share) ** (1 / 23.5), 2);
      expect(quantile({ alpha: 3, beta: 1, source: "" }, share)).toBeCloseTo(share ** (1 / 3), 2);
    }
  });

  test("interval, mean and prior are all inside", () => {
    expect(reach(rate)).toBeGreaterThan(0.17);
    expect(reach({ ...rate, interval: [0.2, 0.9] })).toBe(0.9);
    expect(reach({ ...rate, n: 0, k: 0, interval: [0, 1] })).toBe(1);
  });

  test("priors with an edge at zero or one are drawn", () => {
    for (const prior of [{ alpha: 0.5, beta: 20, source: "" }, { alpha: 1, beta: 1, source: "" }, { alpha: 30, beta: 300, source: "" }]) {
      for (const interval of [[0, 1], [0, 0.001], [0.3, 0.4]] as [number, number][]) {
        const { outerHTML } = tellRate(document, { ...rate, prior, interval }, say, form).draw(ROOM);
        expect(outerHTML).not.toMatch(/NaN|Infinity|undefined/);
      }
    }
  });
});

describe("marks and letters", () => {
  test("strokes stay inside their rectangle", () => {
    for (const [width, height] of [[40, 10], [3, 100], [200, 4]] as const) {
      for (const [, x, y] of hatch(10, 20, width, height, 6).matchAll(/[ML]([\d.]+),([\d.]+)/g)) {
        expect(Number(x)).toBeGreaterThanOrEqual(10);
        expect(Number(x)).toBeLessThanOrEqual(10 + width);
        expect(Number(y)).toBeGreaterThanOrEqual(20);
        expect(Number(y)).toBeLessThanOrEqual(20 + height);
      }
    }
  });

  test("a long text is cut to its room, in any script and never inside a sign", () => {
    for (const text of ["A very long name of a client indeed", "株式会社東京翻訳サービス北海道支店", "👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦"]) {
      const cut = cutTo(text, 100, ROOM);
      expect(widthOf(cut, ROOM)).toBeLessThanOrEqual(100);
      expect(cut.isWellFormed()).toBe(true);
    }
    expect(cutTo("Ann", 100, ROOM)).toBe("Ann");
  });

  test("letters and heights grow with the letters around them", () => {
    const draw = tellRate(document, pictures[2]?.shows as Rate, say, form).draw;
    expect(Number(draw({ width: 288, em: 28 }).getAttribute("height"))).toBeCloseTo(2 * Number(draw(ROOM).getAttribute("height")), 5);
  });
});
