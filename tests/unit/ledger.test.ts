// The ledger's own logic, over an IndexedDB in memory; what real databases do with it, tests/browser/ledger.test.mjs shows.

import "fake-indexeddb/auto";
import { readFileSync } from "node:fs";
import { type IDBPDatabase, openDB } from "idb";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Entry } from "../../extension/types.ts";
import { fakePlatform } from "./fake-platform.ts";

const fake = fakePlatform();
const { clear, find, forget, MOST_FOR_A_KEY, purge, readSecret, write } = await import("../../extension/background/ledger/entries.ts");
const { deleteDatabase, MIGRATIONS, NAME, openDatabase, troubleOf } = await import("../../extension/background/ledger/schema.ts");
const { held, isForeign, opened, exported, take } = await import("../../extension/background/ledger/transfer.ts");
const { parse } = await import("../../extension/background/ledger/parse.ts");
const { seal } = await import("../../extension/background/ledger/sealed.ts");
const memory = await import("../../extension/background/ledger/memory.ts");

const SECRET = "a1".repeat(32);
const OTHER = "b2".repeat(32);
const entry = (id: string, keys: string[], day = "2026-11-20"): Entry =>
  ({ id, day, keys, kept: { kind: "proposal", person: keys[0] ?? "", job: "j", first: day } }) as Entry;
const ids = (entries: readonly Entry[]) => entries.map(({ id }) => id);
const all = async (db: IDBPDatabase) => (await db.getAll("entries")) as Entry[];

let db: IDBPDatabase;
beforeEach(async () => {
  db = await openDatabase(() => db.close());
});
afterEach(async () => {
  db.close();
  await deleteDatabase();
  fake.session.held.clear();
});

describe("entries", () => {
  test("are found under each of their keys, once, and replaced under their id", async () => {
    expect(await write(db, SECRET, [entry("one", ["p1", "l1", "l2"]), entry("two", ["p2", "l2"])])).toBe(true);
    expect(ids(await find(db, ["l2", "p1", "none"]))).toEqual(["one", "two"]);
    await write(db, SECRET, [entry("one", ["p1", "l3"], "2026-11-21")]);
    expect(await find(db, ["l1"])).toEqual([]);
    expect(await find(db, ["l3", "p1"])).toEqual([entry("one", ["p1", "l3"], "2026-11-21")]);
    expect(await readSecret(db)).toBe(SECRET);
  });

  test("of one key, the latest are handed over", async () => {
    const many = Array.from({ length: 100 }, (_, n) => entry(`e${String((n * 37) % 100).padStart(2, "0")}`, ["c"], n < 36 ? "2026-11-01" : "2026-11-20"));
    await write(db, SECRET, many);
    const found = await find(db, ["c"]);
    expect(found).toHaveLength(MOST_FOR_A_KEY);
    expect(found.every(({ day }) => day === "2026-11-20")).toBe(true);
  });

  test("under another secret are not written: a page that was checked before an import", async () => {
    await write(db, SECRET, [entry("one", ["p"])]);
    expect(await write(db, OTHER, [entry("two", ["p"])])).toBe(false);
    expect(ids(await all(db))).toEqual(["one"]);
    expect(await readSecret(db)).toBe(SECRET);
  });

  test("are written all or none, with the secret", async () => {
    const broken = { ...entry("two", ["p"]), kept: { kind: "proposal", person: () => 1 } } as unknown as Entry;
    await expect(write(db, SECRET, [entry("one", ["p"]), broken])).rejects.toThrow();
    expect(await all(db)).toEqual([]);
    expect(await readSecret(db)).toBeUndefined();
  });

  test("forgotten under a key, whatever other keys they have; the rest stays", async () => {
    await write(db, SECRET, [entry("one", ["p1", "l1"]), entry("two", ["p1", "l2"]), entry("three", ["p2", "l1"])]);
    await forget(db, ["p1"]);
    expect(ids(await all(db))).toEqual(["three"]);
    expect(ids(await find(db, ["p1", "l1", "l2", "p2"]))).toEqual(["three"]);
    await clear(db);
    expect([await all(db), await readSecret(db), await db.count("meta")]).toEqual([[], undefined, 0]);
  });

  test("what is held is counted by kind, with its first and last day", async () => {
    expect(await held(db)).toEqual({ kinds: [] });
    const person = { ...entry("q", ["p3"], "2026-11-24"), kept: { kind: "person", person: "p3", reviews: [] } } satisfies Entry;
    await write(db, SECRET, [entry("one", ["p1"], "2026-11-02"), entry("two", ["p1"]), person]);
    expect(await held(db)).toEqual({ kinds: [["person", 1], ["proposal", 2]], oldest: "2026-11-02", newest: "2026-11-24" });
  });
});

describe("what is too old", () => {
  const at = (day: string, n = 1) => Array.from({ length: n }, (_, k) => entry(`${day}-${k}`, ["p"], day));
  const days = async () => [...new Set((await all(db)).map(({ day }) => day))].sort();

  test("goes after so many days, also when it is more than one transaction takes", async () => {
    await write(db, SECRET, [...at("2026-10-26", 1_100), ...at("2026-10-27"), ...at("2026-11-26")]);
    await purge(db, "2026-11-26", 30);
    expect(await days()).toEqual(["2026-10-27", "2026-11-26"]);
    await purge(db, "2026-11-26", 7);
    expect(await days()).toEqual(["2026-11-26"]);
    // However short the time: what was met on the last day that was believed is not erased by one jump of the clock.
    await purge(db, "2026-12-04", 7);
    expect(await days()).toEqual(["2026-11-26"]);
    await purge(db, "2026-12-05", 7);
    expect(await days()).toEqual([]);
  });

  test("a clock that is far ahead for one day erases nothing; one that goes on from there is believed", async () => {
    await write(db, SECRET, at("2026-11-20"));
    await purge(db, "2026-11-26", 30);
    await purge(db, "2031-01-01", 30);
    await purge(db, "2031-01-01", 30);
    expect(await days()).toEqual(["2026-11-20"]);
    await purge(db, "2026-11-27", 30);
    expect(await days()).toEqual(["2026-11-20"]);
    // Somebody who was away for two months.
    await purge(db, "2027-01-20", 30);
    expect(await days()).toEqual(["2026-11-20"]);
    await purge(db, "2027-01-21", 30);
    expect(await days()).toEqual([]);
  });

  test("a clock that went back does not keep what it dated for ever", async () => {
    await write(db, SECRET, at("2031-01-01"));
    await purge(db, "2031-01-01", 30);
    await purge(db, "2026-11-26", 30);
    expect(await days()).toEqual(["2031-01-01"]);
    await purge(db, "2026-11-27", 30);
    expect(await days()).toEqual(["2026-11-27"]);
  });
});

describe("the schema", () => {
  test("a database of the first version is taken over by the next version's code", async () => {
    await write(db, SECRET, [entry("one", ["p"])]);
    const next = await openDatabase(() => undefined, [...MIGRATIONS, async (_, transaction) => {
      // What a real step may do: another index, and every entry changed.
      const store = transaction.objectStore("entries");
      store.createIndex("first", "kept.first");
      for (let cursor = await store.openCursor(); cursor; cursor = await cursor.continue()) await cursor.update({ ...cursor.value, day: "2026-11-25" });
    }]);
    expect(next.version).toBe(MIGRATIONS.length + 1);
    expect(await next.getAllFromIndex("entries", "first")).toEqual([entry("one", ["p"], "2026-11-25")].map((one) => ({ ...one, kept: { ...one.kept, first: "2026-11-20" } })));
    expect(await readSecret(next)).toBe(SECRET);
    next.close();
  });

  test("a step that fails leaves the old database as it was", async () => {
    await write(db, SECRET, [entry("one", ["p"])]);
    db.close();
    const failing = openDatabase(() => undefined, [...MIGRATIONS, async (_, transaction) => {
      await transaction.objectStore("entries").clear();
      throw new Error("the step fails");
    }]);
    await expect(failing).rejects.toThrow();
    db = await openDatabase();
    expect(ids(await all(db))).toEqual(["one"]);
  });

  test("everything is asked for before what is done meanwhile, and that before anything is found", async () => {
    await write(db, SECRET, [entry("one", ["p"])]);
    const steps: string[] = [];
    const { getAll } = IDBIndex.prototype;
    const asking = vi.spyOn(IDBIndex.prototype, "getAll").mockImplementation(function (this: IDBIndex, ...of) {
      const request = getAll.apply(this, of);
      request.addEventListener("success", () => steps.push("found"));
      steps.push("asked");
      return request;
    });
    try {
      expect(ids(await memory.recall(["p", "q"], () => steps.push("meanwhile")))).toEqual(["one"]);
    } finally {
      asking.mockRestore();
    }
    expect(steps).toEqual(["asked", "asked", "meanwhile", "found", "found"]);
    await memory.forgetLedger();
  });

  test("one of a newer version is said to be so, not read, not changed", async () => {
    await write(db, SECRET, [entry("one", ["p"])]);
    db.close();
    (await openDB(NAME, 99)).close();
    expect(await memory.secret()).toBeUndefined();
    expect(await memory.recall(["p"])).toEqual([]);
    expect(fake.session.held.get("memory")).toMatchObject({ trouble: { code: "newer" } });
    await memory.keepEntries(SECRET, [entry("two", ["p"])], 30, memory.asOfNow());
    const newer = await openDB(NAME);
    expect([newer.version, ids((await newer.getAll("entries")) as Entry[])]).toEqual([99, ["one"]]);
    newer.close();
    // "Forget everything" is the user's word on it.
    await memory.forgetLedger();
    expect(await indexedDB.databases()).toEqual([]);
    expect(fake.session.held.get("memory")).toEqual({});
  });
});

describe("trouble", () => {
  test("is told apart: a full disk, a newer version, the rest", () => {
    expect(troubleOf(new DOMException("no room", "QuotaExceededError"), "write")).toEqual({ code: "full", why: "QuotaExceededError: no room" });
    expect(troubleOf(new DOMException("v", "VersionError"), "read").code).toBe("newer");
    expect(troubleOf(new DOMException("u", "UnknownError"), "read").code).toBe("unreadable");
    expect(troubleOf("odd", "write")).toEqual({ code: "unwritten", why: ": odd" });
  });

  test("on a full disk nothing of a page is written, it is said, and gone with the next page that fits", async () => {
    await memory.keepEntries(SECRET, [entry("one", ["p"])], 30, memory.asOfNow());
    const put = vi.spyOn(IDBObjectStore.prototype, "put").mockImplementation(() => {
      throw new DOMException("no room", "QuotaExceededError");
    });
    await memory.keepEntries(SECRET, [entry("two", ["p"])], 30, memory.asOfNow());
    expect(fake.session.held.get("memory")).toEqual({ trouble: { code: "full", why: "QuotaExceededError: no room" } });
    put.mockRestore();
    expect(ids(await memory.recall(["p"]))).toEqual(["one"]);
    await memory.keepEntries(SECRET, [entry("three", ["p"])], 30, memory.asOfNow());
    expect(fake.session.held.get("memory")).toEqual({});
    expect(ids(await memory.recall(["p"]))).toEqual(["one", "three"]);
    await memory.forgetLedger();
  });

  test("a page does not wait for a ledger that does not answer, as one that an import holds", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const silent = Object.assign(Object.create(IDBRequest.prototype) as IDBRequest, { addEventListener: () => undefined });
    const hanging = vi.spyOn(IDBIndex.prototype, "getAll").mockReturnValue(silent);
    try {
      const asked = memory.recall(["p"]);
      await vi.advanceTimersByTimeAsync(6_000);
      expect(await asked).toEqual([]);
      expect(fake.session.held.get("memory")).toEqual({ trouble: { code: "unreadable", why: "no answer within 5000 ms" } });
    } finally {
      hanging.mockRestore();
      vi.useRealTimers();
    }
  });

  test("what was forgotten is not brought back by a page that was checked before", async () => {
    const since = memory.asOfNow();
    await memory.forgetKeys(["p"]);
    await memory.keepEntries(SECRET, [entry("one", ["p"])], 30, since);
    expect(await memory.recall(["p"])).toEqual([]);
  });

  test("a secret that nothing was written under is one secret all the same, and another after everything was forgotten", async () => {
    const first = await memory.secret();
    expect(first).toMatch(/^[0-9a-f]{64}$/);
    expect(await memory.secret()).toBe(first);
    expect(await memory.writtenSecret()).toBeUndefined();
    await memory.forgetLedger();
    expect(await memory.secret()).not.toBe(first);
    await memory.forgetLedger();
  });
});

// The key is slow on purpose.
describe("a file", { timeout: 60_000 }, () => {
  const file = (text: string) => new Blob([text]);
  const fails = async (text: string, key: string, args?: object, passphrase = "correct horse") => {
    const error: unknown = await opened(file(text), passphrase).catch((error: unknown) => error);
    expect(error).toMatchObject({ message: key, ...(args ? { args } : {}) });
  };

  test("brings entries and secret to an empty ledger, and is of the form that the command reads", async () => {
    await write(db, SECRET, [entry("one", ["person-key"]), entry("two", ["p2"], "2026-11-25"), entry("old", ["p3"], "2026-10-01")]);
    const text = await exported(db, 60, "correct horse");
    const parts = JSON.parse(text) as Record<string, never>;
    expect(parts).toMatchObject({ format: "secondlook-ledger", schema: 1, kdf: { name: "PBKDF2-HMAC-SHA-256", iterations: 600_000 }, cipher: { name: "AES-256-GCM" } });
    expect(text).not.toContain("person-key");
    expect(text).not.toContain(SECRET);
    await clear(db);
    const contents = await opened(file(text), "correct horse");
    expect(contents).toMatchObject({ secret: SECRET, days: 60 });
    expect(await isForeign(db, contents)).toBe(false);
    expect(await take(db, contents, 30, "2026-11-26", false)).toEqual({ taken: 2, held: 0, old: 1 });
    expect(await readSecret(db)).toBe(SECRET);
    expect(ids(await all(db))).toEqual(["one", "two"]);
  });

  test("that the command wrote is read", async () => {
    // The accent by itself, as some keyboards type it.
    const contents = await opened(file(readFileSync("tests/data/ledger-export.json", "utf8")), "tall green letter bo\u0308x");
    expect(contents).toMatchObject({ secret: Array.from({ length: 32 }, (_, n) => n.toString(16).padStart(2, "0")).join(""), days: 60 });
    expect(contents.entries).toHaveLength(3);
    expect(await take(db, contents, 30, "2026-11-26", false)).toEqual({ taken: 3, held: 0, old: 0 });
  });

  test("of the same secret is put together, and the later day of an entry wins", async () => {
    await write(db, SECRET, [entry("one", ["here"], "2026-11-22"), entry("two", ["here"], "2026-11-22")]);
    const contents = { secret: SECRET, days: 30, entries: [entry("one", ["file"], "2026-11-21"), entry("two", ["file"], "2026-11-23"), entry("three", ["file"])] };
    expect(await take(db, contents, 30, "2026-11-26", false)).toEqual({ taken: 2, held: 1, old: 0 });
    expect((await all(db)).map(({ id, keys }) => [id, keys[0]])).toEqual([["one", "here"], ["three", "file"], ["two", "file"]]);
  });

  test("of another secret is refused where something is held, and replaces it if that is what is wanted", async () => {
    await write(db, SECRET, [entry("one", ["p"])]);
    const contents = { secret: OTHER, days: 30, entries: [entry("two", ["p"])] };
    expect(await isForeign(db, contents)).toBe(true);
    await expect(take(db, contents, 30, "2026-11-26", false)).rejects.toMatchObject({ message: "ui.memory.file.foreign" });
    expect([ids(await all(db)), await readSecret(db)]).toEqual([["one"], SECRET]);
    await take(db, contents, 30, "2026-11-26", true);
    expect([ids(await all(db)), await readSecret(db)]).toEqual([["two"], OTHER]);
  });

  test("with a wrong passphrase, damaged, or with a changed header does not open", async () => {
    const text = await seal(JSON.stringify({ schema: 1, secret: SECRET, days: 30, entries: [] }), "correct horse");
    await fails(text, "ui.memory.file.closed", {}, "wrong horse");
    const parts = JSON.parse(text) as { data: string; kdf: { iterations: number; salt: string }; cipher: { nonce: string }; schema: number };
    const first = parts.data.startsWith("A") ? "B" : "A";
    await fails(JSON.stringify({ ...parts, data: first + parts.data.slice(1) }), "ui.memory.file.closed");
    await fails(JSON.stringify({ ...parts, kdf: { ...parts.kdf, iterations: 600_001 } }), "ui.memory.file.closed");
    // Cheaper to guess, or without an end.
    for (const iterations of [1, 599_999, 1e12, 600_000.5, "600000"]) {
      await fails(JSON.stringify({ ...parts, kdf: { ...parts.kdf, iterations } }), "ui.memory.file.part");
    }
    await fails(JSON.stringify({ ...parts, schema: 2 }), "ui.memory.file.schema", { found: "2", known: 1 });
    await fails(JSON.stringify({ ...parts, cipher: { ...parts.cipher, nonce: "AAAA" } }), "ui.memory.file.part", { place: "cipher.nonce", expected: "12 bytes in base64" });
    for (const odd of ["", "{}", "[]", "null", "{", text.slice(0, 80), JSON.stringify({ format: "other" })]) await fails(odd, "ui.memory.file.other");
  });

  test("whose entries are odd is refused with the place of the first one", () => {
    const good = entry("one", ["p"]);
    const of = (parts: object) => JSON.stringify({ schema: 1, secret: SECRET, days: 30, entries: [good], ...parts });
    expect(parse(of({})).entries).toEqual([good]);
    const place = (text: string): string => {
      try {
        parse(text);
        return "none";
      } catch (error) {
        return String((error as { args: { place: string } }).args.place);
      }
    };
    const cases: [string, object][] = [
      ["secret", { secret: "A1".repeat(32) }], ["days", { days: 181 }], ["days", { days: 0 }], ["entries", { entries: {} }],
      ["entries[1].id", { entries: [good, { ...good, id: "" }] }],
      ["entries[1].id", { entries: [good, good] }],
      ["entries[0].day", { entries: [{ ...good, day: "2026-13-01" }] }],
      ["entries[0].day", { entries: [{ ...good, day: "2026-02-30" }] }],
      ["entries[0].keys", { entries: [{ ...good, keys: ["a b"] }] }],
      ["entries[0].keys", { entries: [{ ...good, keys: Array(3_000).fill("k") }] }],
      ["entries[0].kept.kind", { entries: [{ ...good, kept: null }] }],
      ["entries[0].kept", { entries: [{ ...good, kept: { kind: "proposal", person: "x".repeat(200_000) } }] }],
      ["entries[0].id", { entries: [null] }],
    ];
    for (const [expected, parts] of cases) expect(place(of(parts)), JSON.stringify(parts).slice(0, 80)).toBe(expected);
    expect(place("[")).toBe("data");
  });
});
