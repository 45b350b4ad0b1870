// What a clock may decide: a jump of a day, a month or a year, forwards or back, takes nothing that honest days would have kept.

import { describe, expect, test } from "vitest";
import { believe, type Clock, plusDays } from "../../extension/background/ledger/days.ts";

const DAY = "2026-11-26";
const KEPT = 30;
const run = (days: readonly string[], kept = KEPT, first: Clock = { believed: plusDays(DAY, -1) }) => {
  let clock: Clock | undefined = first;
  return days.map((now) => {
    const looked = believe(clock, now, kept);
    clock = looked.clock;
    return looked;
  });
};

describe("the clock", () => {
  test.each([1, 2, 29, 30, 31, 179, 365, 50_000, -1, -2, -29, -365, -9_000])("that jumps by %d days for one day and comes back takes nothing", (jump) => {
    for (const kept of [KEPT, 180]) {
      const honest = [DAY, DAY, DAY, plusDays(DAY, 1), plusDays(DAY, 2), plusDays(DAY, 3)];
      const said = [DAY, plusDays(DAY, jump), plusDays(DAY, jump), ...honest.slice(3)];
      run(said, kept).forEach(({ believed, by }, n) => {
        if (believed) expect(by <= (honest[n] ?? ""), `${said[n]} by ${by}`).toBe(true);
      });
      // And what is over goes again.
      expect(run([...said, plusDays(DAY, 4)], kept).at(-1)).toMatchObject({ believed: true, by: plusDays(DAY, 3) });
    }
  });

  test("of somebody who looks rarely still lets what is over go", () => {
    const seen = [1, 2, 3, 4, 5].map((n) => plusDays(DAY, 45 * n));
    expect(run(seen).map(({ believed }) => believed)).toEqual([false, true, false, true, false]);
  });

  test("counts to the day of use before, however often it is looked at", () => {
    const next = plusDays(DAY, 1);
    expect(run([DAY, next, next, next]).map(({ by }) => by)).toEqual([plusDays(DAY, -1), DAY, DAY, DAY]);
  });

  test("is right on the first day: there is nothing to hold it against", () => {
    expect(believe(undefined, DAY, KEPT)).toEqual({ clock: { believed: DAY }, believed: true, by: DAY });
  });
});
