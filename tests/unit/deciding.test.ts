import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { fakePlatform } from "./fake-platform.ts";

const fake = fakePlatform();
const open = vi.fn(async (_: { windowId: number }) => undefined);
Object.assign(fake.platform, { sidePanel: { open } });
const { openAt } = await import("../../extension/background/deciding.ts");

beforeEach(() => void vi.useFakeTimers({ toFake: ["performance"] }));
afterEach(() => void vi.useRealTimers());

test("a page that asks again and again opens one panel a second", async () => {
  for (const [after, panels] of [[0, 1], [0, 1], [999, 1], [1, 2], [10, 2], [1_000, 3]] as const) {
    vi.advanceTimersByTime(after);
    await openAt({ tab: 7, finding: "x" }, 1);
    expect(open).toHaveBeenCalledTimes(panels);
  }
  await openAt({ tab: 7, finding: "x" }, undefined);
  expect(open).toHaveBeenCalledTimes(3);
});
