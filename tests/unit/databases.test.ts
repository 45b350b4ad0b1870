import "fake-indexeddb/auto";
import { deleteDB, openDB } from "idb";
import { afterEach, expect, test, vi } from "vitest";
import { databaseNames, exists } from "../../extension/background/databases.ts";

afterEach(() => vi.restoreAllMocks());

test("names what was made whole, and makes nothing by looking", async () => {
  const db = await openDB("ledger", 1, { upgrade: (made) => void made.createObjectStore("entries") });
  db.close();
  expect([await databaseNames(), await exists("ledger"), await exists("packs")]).toEqual([["ledger"], true, false]);
  // As Firefox lists a database of which only the file was made.
  vi.spyOn(indexedDB, "databases").mockResolvedValue([{ name: "ledger", version: 1 }, { name: "records", version: 0 }]);
  expect(await databaseNames()).toEqual(["ledger"]);
});

test("where one that is half made keeps the others from being listed, each is opened by its name, and none is made", async () => {
  const made: string[] = [];
  const open = indexedDB.open.bind(indexedDB);
  vi.spyOn(indexedDB, "open").mockImplementation((name, version) => {
    made.push(name);
    return open(name, version);
  });
  vi.spyOn(indexedDB, "databases").mockRejectedValueOnce(new DOMException("half made", "UnknownError"));
  expect(await databaseNames()).toEqual(["ledger"]);
  expect(made.sort()).toEqual(["ledger", "packs", "records", "unfinished"]);
  expect((await indexedDB.databases()).map(({ name }) => name)).toEqual(["ledger"]);
  await deleteDB("ledger");
});

test("what goes on failing is said to whoever asked", async () => {
  vi.spyOn(indexedDB, "databases").mockRejectedValue(new DOMException("worse", "UnknownError"));
  await expect(databaseNames()).rejects.toThrow("worse");
});
