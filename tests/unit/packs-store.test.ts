import "fake-indexeddb/auto";
import { deleteDB } from "idb";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { NAME, type Version } from "../../extension/background/packs/schema.ts";
import { addOverride, everything, keepProved, MOST_CHARACTERS, MOST_PACKS, move, remove, removeOverride, rollBack, switchPack, take, type Taking } from "../../extension/background/packs/store.ts";
import { after, isTrusted, judge, namespaceOf, plainFingerprint } from "../../extension/background/packs/trust.ts";

const version = (n: number, key?: string, more: Partial<Version> = {}): Version => ({
  text: `file ${n}`, version: `1.0.${n}`, sha256: `hash-${n}`, hosts: [], imported: "2026-11-26", ...(key && { key, fingerprint: `F-${key}` }), ...more,
});
const taking = (id: string, one: Version, more: Partial<Taking> = {}): Taking => ({ id, layer: "team", version: one, engine: "1", byHand: false, ...more });
const ids = async (): Promise<string[]> => (await everything()).held.map(({ id, layer }) => `${layer} ${id}`);

beforeEach(() => deleteDB(NAME));

describe("trust", () => {
  const known = { namespace: "acme", key: "a", fingerprint: "F-a", since: "2026-01-01", former: [] };

  test("on first use, by namespace; another key or none is refused; an old key may vouch for the next", () => {
    expect(judge(undefined, {})).toBe("unsigned");
    expect(judge(undefined, { key: null })).toBe("unsigned");
    expect(judge(undefined, { key: "a" })).toBe("first");
    expect(judge(undefined, { key: "b", handover_from: "a" })).toBe("first");
    expect(judge(known, { key: "a" })).toBe("same");
    expect(judge(known, { key: "b", handover_from: "a" })).toBe("handed_over");
    expect(judge(known, { key: "b", handover_from: "c" })).toBe("changed");
    expect(judge(known, { key: "b", handover_from: null })).toBe("changed");
    expect(judge(known, {})).toBe("lost");
  });

  test("what a handed-over key signed stays trusted; after a change by hand the old key's word is nothing", () => {
    const over = after("handed_over", known, { key: "b", fingerprint: "F-b" }, "acme", "2026-02-02");
    expect([isTrusted(over, "a"), isTrusted(over, "b"), isTrusted(over, "c")]).toEqual([true, true, false]);
    const changed = after("changed", known, { key: "c", fingerprint: "F-c" }, "acme", "2026-02-02");
    expect([isTrusted(changed, "a"), isTrusted(changed, "c"), isTrusted(undefined, "a"), isTrusted(changed, undefined)]).toEqual([false, true, false, false]);
    expect(after("lost", known, undefined, "acme", "d")).toBeUndefined();
    expect([namespaceOf("acme/contact"), namespaceOf("acme")]).toEqual(["acme", ""]);
  });

  test("a fingerprint is compared as people say and type it", () => {
    expect(plainFingerprint("0ab1-cdef 2345_6789")).toBe(plainFingerprint("OABI CDEF23456789"));
  });
});

describe("packs that are kept", () => {
  test("without any there is no database", async () => {
    expect(await everything()).toEqual({ held: [], trusted: [], proved: [], overrides: [] });
    expect(await indexedDB.databases()).toEqual([]);
  });

  test("deleted between a look and the opening, they are not made again by reading", async () => {
    await take(taking("acme/x", version(1, "a")));
    const looked = indexedDB.databases.bind(indexedDB);
    vi.spyOn(indexedDB, "databases").mockImplementationOnce(async () => {
      const before = await looked();
      await deleteDB("packs");
      return before;
    });
    expect(await everything()).toEqual({ held: [], trusted: [], proved: [], overrides: [] });
    expect(await indexedDB.databases()).toEqual([]);
  });

  test("an update keeps the version before; rolling back makes it the one that is used", async () => {
    await take(taking("acme/x", version(1, "a")));
    await take(taking("acme/x", version(2, "a"), { instead: "hash-1" }));
    let [held] = (await everything()).held;
    expect([held?.now.version, held?.before?.version]).toEqual(["1.0.2", "1.0.1"]);
    await rollBack("acme/x", "hash-2");
    [held] = (await everything()).held;
    expect([held?.now.version, held?.before]).toEqual(["1.0.1", undefined]);
    await expect(rollBack("acme/x", "hash-1")).rejects.toThrow("ui.packs.refused.meanwhile");
  });

  test("what was decided on an older state is not done", async () => {
    await take(taking("acme/x", version(1)));
    await expect(take(taking("acme/x", version(3)))).rejects.toThrow("ui.packs.refused.meanwhile");
    await expect(take(taking("acme/x", version(3), { instead: "hash-2" }))).rejects.toThrow("ui.packs.refused.meanwhile");
    expect((await everything()).held.map(({ now }) => now.version)).toEqual(["1.0.1"]);
  });

  test("another key is refused inside the transaction as well, and leaves everything as it was", async () => {
    await take(taking("acme/x", version(1, "a")));
    const before = await everything();
    await expect(take(taking("acme/y", version(2, "b")))).rejects.toThrow("ui.packs.trust.changed");
    await expect(take(taking("acme/x", version(2), { instead: "hash-1" }))).rejects.toThrow("ui.packs.trust.lost");
    expect(await everything()).toEqual(before);
    await take(taking("acme/x", version(2, "b"), { instead: "hash-1", byHand: true }));
    expect((await everything()).trusted).toMatchObject([{ namespace: "acme", key: "b", fingerprint: "F-b", former: [] }]);
    await take(taking("acme/x", version(3), { instead: "hash-2", byHand: true }));
    expect((await everything()).trusted).toEqual([]);
  });

  test("a namespace stays its owner's after the pack is removed", async () => {
    await take(taking("acme/x", version(1, "a")));
    await remove("acme/x");
    expect(await everything()).toMatchObject({ held: [], proved: [], trusted: [{ key: "a" }] });
    await expect(take(taking("acme/x", version(2, "b")))).rejects.toThrow("ui.packs.trust.changed");
  });

  test("rolled back to what an older key signed, that is still its owner's", async () => {
    await take(taking("acme/x", version(1, "a")));
    await take(taking("acme/x", version(2, "b"), { instead: "hash-1", byHand: true }));
    await rollBack("acme/x", "hash-2");
    const { trusted, held } = await everything();
    expect(isTrusted(trusted[0], held[0]?.now.key)).toBe(true);
  });

  test("order and layers: mine before the team's; up, down, over", async () => {
    for (const [n, id] of ["a/a", "a/b", "a/c"].entries()) await take(taking(id, version(n)));
    await take(taking("me/d", version(4), { layer: "mine" }));
    expect(await ids()).toEqual(["mine me/d", "team a/a", "team a/b", "team a/c"]);
    await move("a/c", "up");
    expect(await ids()).toEqual(["mine me/d", "team a/a", "team a/c", "team a/b"]);
    await move("a/a", "down");
    expect(await ids()).toEqual(["mine me/d", "team a/c", "team a/a", "team a/b"]);
    await move("a/c", "up");
    await move("a/b", "down");
    expect(await ids()).toEqual(["mine me/d", "team a/c", "team a/a", "team a/b"]);
    await move("a/a", "mine");
    expect(await ids()).toEqual(["mine me/d", "mine a/a", "team a/c", "team a/b"]);
  });

  test("a switch, and it stays through an update", async () => {
    await take(taking("a/a", version(1)));
    await switchPack("a/a", false);
    await take(taking("a/a", version(2), { instead: "hash-1" }));
    expect((await everything()).held[0]?.on).toBe(false);
  });

  test("there is an end to how much is kept", async () => {
    const half = "x".repeat(MOST_CHARACTERS / 2 + 1);
    await take(taking("a/a", version(1, undefined, { text: half })));
    await expect(take(taking("a/b", version(2, undefined, { text: half })))).rejects.toThrow("ui.packs.refused.large_all");
    // Both versions of one count.
    await expect(take(taking("a/a", version(3, undefined, { text: half }), { instead: "hash-1" }))).rejects.toThrow("ui.packs.refused.large_all");
  });

  test("and to how many", async () => {
    for (let n = 0; n < MOST_PACKS; n += 1) await take(taking(`b/${n}`, version(n)));
    await expect(take(taking("c/c", version(99)))).rejects.toThrow("ui.packs.refused.many");
    await take(taking("b/1", version(98), { instead: "hash-1" }));
  });

  test("verdicts are of one engine, and go with their packs", async () => {
    await take(taking("a/a", version(1)));
    await keepProved(["hash-1", "hash-9"], "2", new Set(["hash-1", "hash-9"]));
    expect((await everything()).proved).toEqual([{ sha256: "hash-1", engine: "2" }, { sha256: "hash-9", engine: "2" }]);
    await keepProved([], "2", new Set(["hash-1"]));
    expect((await everything()).proved.map(({ sha256 }) => sha256)).toEqual(["hash-1"]);
  });

  test("what is decided twice, for want of an answer or in two windows, is decided once", async () => {
    const one = { rule: "r", scope: { person: "upwork.com/a" }, do: "hide", reason: "known", made: "2026-11-26", title: "T" } as const;
    await Promise.all([addOverride(one), addOverride({ ...one, made: "2026-11-27" })]);
    await addOverride(one);
    expect((await everything()).overrides).toHaveLength(1);
    await addOverride({ ...one, until: "2026-12-24" });
    expect((await everything()).overrides).toHaveLength(2);
  });

  test("overrides are added, listed and taken back", async () => {
    const one = { rule: "r", scope: "everywhere", do: "hide", reason: "known", made: "2026-11-26", title: "T" } as const;
    await addOverride(one);
    await addOverride({ ...one, scope: { finding: "f" }, until: "2026-12-01" });
    const { overrides } = await everything();
    expect(overrides).toMatchObject([one, { scope: { finding: "f" } }]);
    await removeOverride(overrides[0]?.number ?? 0);
    expect((await everything()).overrides).toHaveLength(1);
  });
});
