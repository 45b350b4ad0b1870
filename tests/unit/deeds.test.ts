// Deeds that go through several databases, ended before each of their steps: the next start finishes what was begun, and what was
// not begun is as if nobody had asked. Real kills are in tests/browser/killed.test.mjs.

import "fake-indexeddb/auto";
import { deleteDB } from "idb";
import { describe, expect, test, vi } from "vitest";
import type { Entry, SeenLetter } from "../../extension/types.ts";
import type { Deed } from "../../extension/background/deeds/unfinished.ts";
import { fakePlatform, lockAnew } from "./fake-platform.ts";
import { sample } from "./records-sample.ts";
import { seen } from "./reports.ts";

const fake = fakePlatform();
vi.mock("../../extension/background/engine.ts", () => ({ forgetEngine: () => undefined, personKeys: async (_: string, person: string) => [`p:${person}`] }));
const { asText, fromText } = await import("../../extension/common/session.ts");

/** Steps are counted, and from one on nothing comes back any more, as in a browser that was killed. */
const steps = { taken: 0, until: Infinity };
const ended = (): boolean => (steps.taken += 1) > steps.until;
const never = new Promise<never>(() => undefined);
for (const name of ["open", "deleteDatabase"] as const) {
  const real = indexedDB[name].bind(indexedDB) as (...args: unknown[]) => IDBOpenDBRequest;
  const lost = (): IDBOpenDBRequest => Object.assign(Object.create(IDBOpenDBRequest.prototype) as IDBOpenDBRequest, { addEventListener: () => undefined });
  Object.defineProperty(indexedDB, name, { value: (...args: unknown[]) => (ended() ? lost() : real(...args)) });
}
Object.assign(fake.local, { clear: async () => fake.local.held.clear() });
Object.assign(fake.session, { clear: async () => fake.session.held.clear() });
for (const area of [fake.local, fake.session]) {
  for (const name of ["set", "remove", "clear"] as const) {
    const real = ((area as unknown as Record<string, (arg?: never) => Promise<void>>)[name] as (arg?: never) => Promise<void>).bind(area);
    Object.assign(area, { [name]: (arg: never) => (ended() ? never : real(arg)) });
  }
}

/** The modules of one start of the background. */
async function start() {
  lockAnew();
  vi.resetModules();
  const [doing, noted, memory, records, packs, backup] = await Promise.all([
    import("../../extension/background/deeds/doing.ts"), import("../../extension/background/deeds/unfinished.ts"), import("../../extension/background/ledger/memory.ts"),
    import("../../extension/background/records/store.ts"), import("../../extension/background/packs/store.ts"), import("../../extension/background/backup.ts"),
  ]);
  return { ...doing, ...noted, memory, records, packs, backup };
}
type Started = Awaited<ReturnType<typeof start>>;

const SECRET = "a1".repeat(32);
const entry = (id: string, person: string): Entry => ({ id, day: "2026-11-20", keys: [`p:${person}`], kept: { kind: "proposal", person, job: "j", first: "2026-11-20" } }) as Entry;
const override = (person: string) => ({ rule: "burst", scope: { person: `freelancer.com/${person}` }, do: "hide" as const, reason: "asked", made: "2026-11-02", title: "T" });
const settings = { run: "click", remember: true, off: ["x"], sites_off: [] };

async function filled(): Promise<Started> {
  Object.assign(steps, { taken: 0, until: Infinity });
  for (const { name } of await indexedDB.databases()) if (name !== undefined) await deleteDB(name);
  const { memory, ...all } = await start();
  fake.local.held.clear();
  fake.session.held.clear();
  fake.local.held.set("settings", settings);
  fake.session.held.set("letters:open", asText([seen("x", "https://www.freelancer.com/1", { person: "ann" }), seen("y", "https://www.freelancer.com/1", { person: "bo" })]));
  await memory.keepEntries(SECRET, [entry("one", "ann"), entry("two", "bo")], 180, memory.asOfNow());
  for (const person of ["ann", "bo"]) await all.packs.addOverride(override(person));
  await all.records.addRecord(sample());
  return { memory, ...all };
}

/** Who is left where. */
async function left({ memory, records, packs, unfinished }: Started) {
  const { overrides } = await packs.everything();
  const heads = await records.listRecords();
  const texts = await Promise.all(heads.map(({ id }) => records.getRecord(id)));
  return {
    entries: (await memory.countKeys(["p:ann", "p:bo"])) ?? "unread",
    ofBo: await memory.countKeys(["p:bo"]),
    overrides: overrides.map(({ scope }) => Object.values(scope)[0] as string),
    letters: (fromText<SeenLetter[]>(fake.session.held.get("letters:open")) ?? []).map(({ person }) => person),
    records: texts.map((record) => [record.subject.person, JSON.stringify(record).includes('"bo"')]),
    settings: fake.local.held.get("settings"),
    noted: (await unfinished()).length,
  };
}

const BACKUP = { made: "2026-11-26", settings: { run: "auto" as const, off: [], sites_off: ["www.upwork.com"] }, held: [], trusted: [], overrides: [{ ...override("zoe"), number: 7 }] };
const DEEDS: Deed[] = [
  { kind: "forget-person", site: "freelancer.com", person: "bo" },
  { kind: "erase-person", site: "freelancer.com", person: "bo" },
  { kind: "forget-all" },
  { kind: "erase-everything" },
  { kind: "restore", backup: BACKUP },
];

describe.each(DEEDS)("$kind", { timeout: 60_000 }, (deed) => {
  test("ended before any of its steps is finished at the next start, or was never begun", async () => {
    const whole = await filled();
    const before = await left(whole);
    steps.taken = 0;
    expect(await whole.doDeed(deed)).toEqual({ kind: "forgotten" });
    const all = steps.taken;
    const after = await left(await start());
    expect(after).not.toEqual(before);
    expect(after.noted).toBe(0);
    expect(all).toBeGreaterThan(2);
    for (let until = 0; until < all; until += 1) {
      const first = await filled();
      Object.assign(steps, { taken: 0, until });
      void first.doDeed(deed);
      await vi.waitFor(() => expect(steps.taken).toBeGreaterThan(until));
      // The browser, and with it the memory of its session, is gone.
      steps.until = Infinity;
      const next = await start();
      await next.finishDeeds();
      const now = await left(next);
      // Only the note itself comes before anything is begun.
      expect(now, `ended before step ${until + 1} of ${all}`).toEqual(until === 0 ? before : after);
    }
  });

  test("asked for once more does nothing else", async () => {
    const first = await filled();
    await first.doDeed(deed);
    const after = await left(first);
    await first.doDeed(deed);
    expect(await left(first)).toEqual(after);
  });
});

describe("what cannot be done", () => {
  test("is said to whoever asked, and everything else is done", async () => {
    const first = await filled();
    const db = await new Promise<IDBDatabase>((resolve) => {
      const opening = indexedDB.open("packs", 99);
      opening.onsuccess = () => resolve(opening.result);
    });
    db.close();
    const answer = await first.doDeed({ kind: "erase-person", site: "freelancer.com", person: "bo" });
    expect(answer).toEqual({ kind: "forgotten", refused: { key: "ui.memory.trouble.unforgotten", args: { why: "packs" } } });
    expect(await first.memory.countKeys(["p:bo"])).toBe(0);
    // It is tried again at each start, until it is done.
    expect(await first.unfinished()).toHaveLength(1);
    await deleteDB("packs");
    expect(await first.doDeed({ kind: "erase-person", site: "freelancer.com", person: "bo" })).toEqual({ kind: "forgotten" });
    expect(await first.unfinished()).toEqual([]);
  });

  test("of a memory that a newer version wrote, nobody is told that it is gone", async () => {
    const first = await filled();
    const { deleteDatabase } = await import("../../extension/background/ledger/schema.ts");
    await deleteDatabase();
    (await new Promise<IDBDatabase>((resolve) => {
      const opening = indexedDB.open("ledger", 99);
      opening.onsuccess = () => resolve(opening.result);
    })).close();
    expect(await first.doDeed({ kind: "forget-person", site: "freelancer.com", person: "bo" })).toMatchObject({ refused: { args: { why: "ledger" } } });
  });

  test("at the start stays noted, is said, and is finished when it can be", async () => {
    const first = await filled();
    await first.noteDown({ kind: "restore", backup: BACKUP });
    fake.local.full = true;
    const second = await start();
    expect(await second.finishDeeds()).toBe(false);
    expect(fake.session.held.get("unfinished")).toEqual(["restore"]);
    fake.local.full = false;
    const third = await start();
    expect(await third.finishDeeds()).toBe(true);
    expect(fake.session.held.has("unfinished")).toBe(false);
    expect(await left(third)).toMatchObject({ overrides: ["freelancer.com/zoe"], settings: BACKUP.settings, noted: 0 });
  });

  test("for want of room for its note is done all the same", async () => {
    const first = await filled();
    const put = vi.spyOn(IDBObjectStore.prototype, "put").mockImplementationOnce(() => {
      throw new DOMException("no room", "QuotaExceededError");
    });
    expect(await first.doDeed({ kind: "forget-all" })).toEqual({ kind: "forgotten" });
    put.mockRestore();
    expect(await left(first)).toMatchObject({ entries: 0, overrides: [], noted: 0 });
  });
});
