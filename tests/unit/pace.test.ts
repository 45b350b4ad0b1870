import { describe, expect, test } from "vitest";
import { Pace } from "../../extension/content/pace.ts";

/** Lets a page change every `every` ms for `span` ms; every check costs `cost`. Says when checks were made. */
function live(every: number, span: number, cost: number): { checks: number[]; pace: Pace } {
  const pace = new Pace();
  const checks: number[] = [];
  pace.taken();
  pace.checked(0, cost);
  for (let now = every; now <= span; now += 1) {
    if (now % every === 0) pace.changed(now);
    if (pace.due(now) === 0) {
      checks.push(now);
      pace.taken();
      pace.checked(now, cost);
    }
  }
  return { checks, pace };
}

describe("pace", () => {
  test("a quiet page is not read again", () => {
    const pace = new Pace();
    pace.checked(0, 30);
    expect(pace.due(60_000)).toBeUndefined();
    expect(pace.busy).toBe(false);
  });

  test("a burst of changes is read once, after it", () => {
    const pace = new Pace();
    pace.checked(0, 30);
    for (let now = 1_000; now < 1_300; now += 10) pace.changed(now);
    expect(pace.due(1_300)).toBe(390);
    expect(pace.due(1_690)).toBe(0);
  });

  test("changes that never pause are read all the same", () => {
    const pace = new Pace();
    pace.checked(0, 30);
    for (let now = 1_000; now <= 3_000; now += 100) pace.changed(now);
    expect(pace.due(3_000)).toBe(0);
  });

  test.each([[10], [50], [400]])("a page that changes for ever costs less than 2 %% of a core (a check of %i ms)", (cost) => {
    const { checks, pace } = live(50, 600_000, cost);
    expect(pace.busy).toBe(true);
    // After the first minute: the first few checks come at once.
    expect((checks.filter((at) => at > 60_000).length * cost) / 540_000).toBeLessThan(0.02);
    expect(Math.max(...checks.map((at, n) => at - (checks[n - 1] ?? 0)))).toBeLessThanOrEqual(62_500);
  });

  test("a list that loads in steps is followed at once", () => {
    const { checks, pace } = live(3_000, 9_500, 40);
    expect(checks).toEqual([3_400, 6_400, 9_400]);
    expect(pace.busy).toBe(false);
  });

  test("what changes while a check waits for its answer is not lost", () => {
    const pace = new Pace();
    pace.changed(0);
    pace.taken();
    pace.changed(20);
    pace.checked(100, 30);
    expect(pace.due(100)).toBe(320);
  });

  test("another page starts anew", () => {
    const { pace } = live(50, 60_000, 50);
    pace.fresh();
    expect(pace.busy).toBe(false);
    expect(pace.due(60_001)).toBeUndefined();
  });
});

test("a page that changes its address by itself all the time does not start anew each time", () => {
  const pace = new Pace();
  for (let now = 0; now < 60_000; now += 500) {
    pace.moved(now);
    pace.taken();
    pace.checked(now + 100, 30);
  }
  expect(pace.busy).toBe(true);
  pace.moved(100_000);
  expect(pace.busy).toBe(false);
});

test("a hand that scrolls ends the rest, at a tenth of a core, and only for as long as it is at work", () => {
  const { pace } = live(50, 60_000, 50);
  expect(pace.restLeft(60_000)).toBeGreaterThan(5_000);
  expect(pace.used(60_000)).toBe(true);
  expect(pace.restLeft(60_000)).toBeLessThanOrEqual(1_000);
  expect(pace.used(60_100)).toBe(false);
  expect(pace.restLeft(66_000)).toBeGreaterThan(0);
  expect(new Pace().used(1)).toBe(false);
});
