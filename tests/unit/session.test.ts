// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { fakePlatform } from "./fake-platform.ts";

const fake = fakePlatform();
const drawn: number[] = [];
let cleared = 0;
const told: string[] = [];
vi.mock("../../extension/overlay/overlay.ts", () => ({
  Overlay: class {
    host = document.createElement("div");
    draw(drawing: { n: number }): void { drawn.push(drawing.n); }
    clear(): void { cleared += 1; }
    rebind(): void {}
    isOwn(): boolean { return false; }
    ownChanged(): void {}
    pageChanged(): void {}
    restless(): void {}
  },
}));
const { Session } = await import("../../extension/content/session.ts");

type Answer = { kind: string; drawing?: { n: number }; cost?: number } | undefined;
let asked: { walk: number; again?: boolean; forgotten?: boolean; settle: (answer: Answer) => void; fail: (error: Error) => void }[] = [];
let controller: AbortController;

beforeEach(() => {
  asked = [];
  drawn.splice(0);
  cleared = 0;
  told.splice(0);
  controller = new AbortController();
  document.body.replaceChildren(document.createTextNode("A page."));
  (fake.platform.runtime as { sendMessage?: unknown }).sendMessage = (message: { kind: string; walk: number; again?: boolean; forgotten?: boolean }) => {
    told.push(message.kind);
    return message.kind === "check"
      ? new Promise((settle, fail) => asked.push({ ...message, settle, fail }))
      : Promise.resolve(undefined);
  };
});
afterEach(() => controller.abort());

const drawing = (n: number): Answer => ({ kind: "drawing", drawing: { n }, cost: 1 });
const waitFor = (count: number) => vi.waitFor(() => expect(asked).toHaveLength(count), { timeout: 4_000 });
const change = (text: string) => document.body.append(document.createTextNode(text));

test("an answer to an older walk is thrown away, and what was drawn goes when the address does", async () => {
  const session = new Session(controller.signal, () => undefined);
  session.check();
  await waitFor(1);
  history.pushState({}, "", "/another");
  window.dispatchEvent(new PopStateEvent("popstate"));
  expect(cleared).toBe(1);
  change("Another page.");
  asked[0]?.settle(drawing(1));
  await waitFor(2);
  asked[1]?.settle(drawing(2));
  await vi.waitFor(() => expect(drawn).toEqual([2]));
});

test("the background hears of another page before it comes to rest and is handed in", async () => {
  const session = new Session(controller.signal, () => undefined);
  session.check();
  await waitFor(1);
  asked[0]?.settle(drawing(1));
  await vi.waitFor(() => expect(drawn).toEqual([1]));
  history.pushState({}, "", "/yet-another");
  window.dispatchEvent(new PopStateEvent("popstate"));
  change("Yet another page.");
  expect(told).toEqual(["check", "coming"]);
  await waitFor(2);
  expect(told).toEqual(["check", "coming", "check"]);
});

test("a worker that ended without an answer is asked again, whether the browser says so or says nothing", async () => {
  const session = new Session(controller.signal, () => undefined);
  session.check();
  await waitFor(1);
  asked[0]?.fail(new Error("closed"));
  await waitFor(2);
  asked[1]?.settle(undefined);
  await waitFor(3);
  asked[2]?.settle(drawing(3));
  await vi.waitFor(() => expect(drawn).toEqual([3]));
});

test("what changes during a rest is read after it", async () => {
  const session = new Session(controller.signal, () => undefined);
  session.check();
  for (let n = 1; n <= 5; n += 1) {
    await waitFor(n);
    asked[n - 1]?.settle(drawing(n));
    await vi.waitFor(() => expect(drawn).toHaveLength(n));
    change(`Change ${n}.`);
  }
  // The fifth check made it a page that keeps changing; the last change comes while it is not listened to.
  await vi.waitFor(() => expect(asked).toHaveLength(6), { timeout: 9_000 });
}, 15_000);

test("asked for another page's sake it reads again though nothing changed, once; what was forgotten stays so until the user asks", async () => {
  const session = new Session(controller.signal, () => undefined);
  const next = async (n: number) => {
    await waitFor(n);
    asked[n - 1]?.settle(drawing(n));
    await vi.waitFor(() => expect(drawn).toHaveLength(n));
    return [asked[n - 1]?.again, asked[n - 1]?.forgotten];
  };
  session.check();
  expect(await next(1)).toEqual([false, false]);
  session.told({ kind: "again", forgotten: false });
  expect(await next(2)).toEqual([true, false]);
  session.told({ kind: "again", forgotten: true });
  expect(await next(3)).toEqual([true, true]);
  change("Something else.");
  expect(await next(4)).toEqual([false, true]);
  session.check();
  expect(await next(5)).toEqual([false, false]);
}, 15_000);

test("asked again while an answer is under way, it asks again after that answer, though nothing changed", async () => {
  const session = new Session(controller.signal, () => undefined);
  session.check();
  await waitFor(1);
  session.told({ kind: "again", forgotten: false });
  asked[0]?.settle(drawing(1));
  await waitFor(2);
  asked[1]?.settle(drawing(2));
  await vi.waitFor(() => expect(drawn).toEqual([1, 2]));
  expect(asked[1]?.again).toBe(true);
});
