// Records in a database in memory; what real ones do with them, tests/browser/records.test.mjs shows.

import "fake-indexeddb/auto";
import { readFileSync } from "node:fs";
import { deleteDB, openDB } from "idb";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Case } from "../../extension/types.ts";
import { fakePlatform } from "./fake-platform.ts";
import { sample } from "./records-sample.ts";

const fake = fakePlatform();
const told: unknown[] = [];
let answers = true;
Object.assign(fake.platform.runtime, {
  sendMessage: async (message: { kind: string }) => {
    told.push(message);
    if (!answers) throw new Error("no receiver");
    if (message.kind === "erase-person") await erasePersonInRecords("freelancer.com", (message as unknown as { person: string }).person);
    return message.kind === "held" ? { kind: "held", entries: 3, letters: 1 } : { kind: "forgotten" };
  },
});
vi.stubGlobal("fetch", async (url: string) => {
  expect(url).toContain("case-schema.json");
  return { json: async () => JSON.parse(readFileSync("schemas/case.json", "utf8")) as unknown };
});
const { addRecord, changeRecord, erasePerson, erasePersonInRecords, eraseRecord, getRecord, heldOn, importRecord, listRecords, MOST_CHARACTERS, purgeRecords } = await import("../../extension/background/records/store.ts");
const { RecordTrouble, MIGRATIONS, NAME } = await import("../../extension/background/records/schema.ts");
const { recordJson } = await import("../../extension/records/export/json.ts");

const words = JSON.parse(readFileSync("locales/en.json", "utf8")) as Record<string, unknown>;
/** The key of the trouble that a promise ends in; it is in the words. */
async function troubleOf(work: Promise<unknown>): Promise<string> {
  const error = await work.then(() => undefined, (caught: unknown) => caught);
  expect(error).toBeInstanceOf(RecordTrouble);
  if (process.env["SHOW"]) console.log(error);
  const { key } = error as InstanceType<typeof RecordTrouble>;
  expect(words[key], key).toBeDefined();
  return key;
}
const dump = async (): Promise<string> => {
  const db = await openDB(NAME);
  const all = await Promise.all([...db.objectStoreNames].map((name) => db.getAll(name)));
  db.close();
  return JSON.stringify(all);
};
const ids = (heads: readonly { id: string }[]): string[] => heads.map(({ id }) => id);

beforeEach(() => {
  fake.local.held.set("settings", { run: "auto", off: [], sites_off: [] });
  answers = true;
  told.length = 0;
});
afterEach(() => deleteDB(NAME));

describe("records", () => {
  test("are not made by looking, and are kept, listed newest first, changed and erased", async () => {
    expect(await listRecords()).toEqual([]);
    expect(await troubleOf(getRecord("none"))).toBe("ui.records.trouble.gone");
    expect((await indexedDB.databases()).map(({ name }) => name)).not.toContain(NAME);
    await addRecord(sample());
    await addRecord(sample({ id: "two", kept_at: "2026-11-21T10:00:00Z" }));
    expect(ids(await listRecords())).toEqual(["two", sample().id]);
    const [, head] = await listRecords();
    expect(head).toEqual({ id: sample().id, subject: sample().subject, job: sample().job, kept_at: sample().kept_at, changed_at: sample().changed_at, keep_until: "2026-12-20", outcome: "not_hired", erased: false });
    await changeRecord("two", (record) => ({ ...record, id: "other", notes: [] }));
    const two = await getRecord("two");
    expect([two.id, two.notes, two.changed_at > sample().changed_at]).toEqual(["two", [], true]);
    await eraseRecord("two");
    expect(ids(await listRecords())).toEqual([sample().id]);
    expect(await dump()).not.toContain("2026-11-21T10:00:00Z");
    expect(await troubleOf(changeRecord("two", (record) => record))).toBe("ui.records.trouble.gone");
  });

  test("a change that fails, or is too large, leaves the record as it was", async () => {
    await addRecord(sample());
    await expect(changeRecord(sample().id, () => { throw new RecordTrouble("ui.records.trouble.gone"); })).rejects.toThrow();
    const long = { at: "2026-11-20T11:00:00Z", text: "x".repeat(MOST_CHARACTERS) };
    expect(await troubleOf(changeRecord(sample().id, (record) => ({ ...record, notes: [long] })))).toBe("ui.records.trouble.large");
    expect(await getRecord(sample().id)).toEqual(sample());
  });

  test("two changes at once are both kept", async () => {
    await addRecord(sample({ notes: [] }));
    const note = (text: string) => changeRecord(sample().id, (record) => ({ ...record, notes: [...record.notes, { at: "2026-11-20T11:00:00Z", text }] }));
    await Promise.all([note("one"), note("two"), note("three")]);
    expect((await getRecord(sample().id)).notes.map(({ text }) => text)).toEqual(["one", "two", "three"]);
  });

  test("go when their time is over, unless they are held; and not by a clock that jumped", async () => {
    await addRecord(sample({ id: "old", keep_until: "2026-11-25" }));
    await addRecord(sample({ id: "last-day", keep_until: "2026-11-26" }));
    await addRecord(sample({ id: "held", keep_until: "2026-11-25", hold: { why: "hired" } }));
    await purgeRecords("2026-11-26");
    expect(ids(await listRecords()).sort()).toEqual(["held", "last-day"]);
    await purgeRecords("2099-01-01");
    expect(ids(await listRecords()).sort()).toEqual(["held", "last-day"]);
    // A day that is new decides nothing yet.
    for (const _ of [1, 2]) await purgeRecords("2026-11-27");
    expect(ids(await listRecords()).sort()).toEqual(["held", "last-day"]);
    await purgeRecords("2026-11-28");
    expect(ids(await listRecords())).toEqual(["held"]);
    await changeRecord("held", ({ hold: _, ...rest }) => rest);
    await purgeRecords("2026-11-28");
    expect(await listRecords()).toEqual([]);
  });

  test("of a newer version, or broken, are left as they are, and it is said", async () => {
    (await openDB(NAME, MIGRATIONS.length + 1, { upgrade: (db) => void db.createObjectStore("records") })).close();
    expect(await troubleOf(listRecords())).toBe("ui.records.trouble.newer");
    expect(await troubleOf(addRecord(sample()))).toBe("ui.records.trouble.newer");
    await deleteDB(NAME);
    (await openDB(NAME, MIGRATIONS.length, { upgrade: (db) => void db.createObjectStore("other") })).close();
    expect(await troubleOf(listRecords())).toBe("ui.records.trouble.unreadable");
    expect(await troubleOf(addRecord(sample()))).toBe("ui.records.trouble.unwritten");
  });

  test("a full disk is said, and nothing is lost", async () => {
    await addRecord(sample());
    const put = vi.spyOn(IDBObjectStore.prototype, "put").mockImplementation(() => {
      throw new DOMException("no room", "QuotaExceededError");
    });
    expect(await troubleOf(changeRecord(sample().id, (record) => ({ ...record, notes: [] })))).toBe("ui.records.trouble.full");
    put.mockRestore();
    expect(await getRecord(sample().id)).toEqual(sample());
  });
});

describe("what is held on a person", () => {
  test("is found without case, in their records and in others'", async () => {
    await addRecord(sample());
    const held = await heldOn("freelancer.com", "ann");
    expect([ids(held.records), ids(held.parts), held.entries, held.letters, held.overrides]).toEqual([[sample().id], [], 3, 1, []]);
    const other = await heldOn("freelancer.com", "BO");
    expect([ids(other.records), ids(other.parts)]).toEqual([[], [sample().id]]);
    expect(ids((await heldOn("upwork.com", "ann")).records)).toEqual([]);
    answers = false;
    expect(await troubleOf(heldOn("freelancer.com", "ann"))).toBe("ui.records.trouble.background");
    expect(await troubleOf(erasePerson("freelancer.com", "ann"))).toBe("ui.records.trouble.background");
    expect(ids(await listRecords())).toEqual([sample().id]);
  });

  test("is erased: their records whole, and of others' records all that is theirs", async () => {
    await addRecord(sample());
    await addRecord(sample({ id: "about-bo", subject: { site: "freelancer.com", person: "bo", name: "Bo Stranger" } }));
    await erasePerson("freelancer.com", "bo");
    expect(told).toContainEqual({ kind: "erase-person", site: "freelancer.com", person: "bo" });
    expect(ids(await listRecords())).toEqual([sample().id]);
    const left = await dump();
    for (const gone of ["Bo Stranger", "that bo", '"bo"', "freelancer.com/bo"]) expect(left, gone).not.toContain(gone);
    const record = await getRecord(sample().id);
    expect(record.erased.map(({ what }) => what)).toEqual(["other_person"]);
    // Positions stay: what is about ann is still about ann.
    expect(record.inputs.snapshot.proposals).toEqual([sample().inputs.snapshot.proposals[0], {}]);
    expect(record.report.findings.map(({ id, evidence }) => [id, evidence.map(({ quote }) => quote)])).toEqual([["f1", ["Words that ann"]], ["f2", ["wrote"]], ["f3", ["ann wrote"]]]);
    expect(record.report.findings[0]?.template?.members).toHaveLength(1);
    expect(record.inputs.memories).toEqual({ letters: [], entries: [] });
    expect((await heldOn("freelancer.com", "bo")).parts).toEqual([]);
    expect(record.notes).toEqual(sample().notes);
  });
});

describe("a record from a file", () => {
  const file = async (part: Partial<Case> = {}) => recordJson(sample(part));

  test("is taken in once, word for word; another one of its id gets its own", async () => {
    const text = await file({ keep_until: "2999-01-01" });
    const first = await importRecord(text);
    expect(first).toEqual({ id: sample().id, taken: true });
    const { keep_until, ...rest } = await getRecord(first.id);
    expect(rest).toEqual((({ keep_until: _, ...rest }) => rest)(sample()));
    expect(keep_until !== undefined && keep_until < "2999-01-01").toBe(true);
    expect(await importRecord(text)).toEqual({ id: sample().id, taken: false });
    const second = await importRecord(await file({ notes: [] }));
    expect([second.taken, second.id === sample().id]).toEqual([true, false]);
    expect(await listRecords()).toHaveLength(2);
    expect((await getRecord(sample().id)).notes).toEqual(sample().notes);
  });

  test("holds only what the shape has, and nothing that is null", async () => {
    const odd = JSON.stringify({ ...sample({ id: "odd" }), score: 9, hold: null, inputs: { ...sample().inputs, extra: { deep: [1] } } });
    await importRecord(odd);
    const record = await getRecord("odd");
    expect("score" in record || "hold" in record || "extra" in record.inputs).toBe(false);
    expect(JSON.parse(JSON.stringify(record.report))).toEqual(JSON.parse(JSON.stringify(sample().report)));
  });

  test("that is damaged, cut, foreign, newer, hostile or too large is refused, and nothing is taken in", async () => {
    const whole = await file();
    const change = (from: string, to: string): string => {
      expect(whole).toContain(from);
      return whole.replace(from, to).replace(/,"sha256":"[0-9a-f]{64}"\}\n$/, "}");
    };
    const cases: [string, string, string][] = [
      ["a letter changed", whole.replace("Words that ann", "Words that amn"), "ui.records.file.changed"],
      ["cut", whole.slice(0, -200), "ui.records.file.cut"],
      ["half", whole.slice(0, whole.length / 2), "ui.records.file.cut"],
      ["text", "hello", "ui.records.file.other"],
      ["empty", "", "ui.records.file.other"],
      ["other JSON", '{"findings":[]}', "ui.records.file.other"],
      ["a list", "[]", "ui.records.file.other"],
      ["newer", change('"schema":1', '"schema":2'), "ui.records.file.newer"],
      ["no subject", change('"person":"Ann","name"', '"person":"","name"'), "ui.records.file.part"],
      ["an id that is a path", change(sample().id, "../x"), "ui.records.file.part"],
      ["a wrong type", change('"notes":[{', '"notes":[1,{'), "ui.records.file.part"],
      ["a wrong word", change('"kind":"call"', '"kind":"<b>"'), "ui.records.file.part"],
      ["no such day", change('"keep_until":"2026-12-20"', '"keep_until":"2026-13-40"'), "ui.records.file.part"],
      ["many", JSON.stringify(sample({ notes: Array.from({ length: 3_000 }, () => ({ at: "2026-11-20T11:00:00Z", text: "" })) })), "ui.records.file.part"],
      ["deep", `{"schema":1,"inputs":${"[".repeat(20_000)}${"]".repeat(20_000)}}`, "ui.records.file.part"],
      ["large", `${" ".repeat(MOST_CHARACTERS)}{}`, "ui.records.file.large"],
    ];
    for (const [name, text, key] of cases) expect(await troubleOf(importRecord(text)), name).toBe(key);
    expect(await listRecords()).toEqual([]);
  });

  test("is not taken in before the first answer, nor in a private window", async () => {
    fake.local.held.set("settings", { off: [], sites_off: [] });
    expect(await troubleOf(importRecord(await file()))).toBe("ui.records.refused.unanswered");
    fake.local.held.set("settings", { run: "click", off: [], sites_off: [] });
    Object.assign(fake.platform, { extension: { inIncognitoContext: true } });
    expect(await troubleOf(importRecord(await file()))).toBe("ui.records.refused.private");
    Object.assign(fake.platform, { extension: { inIncognitoContext: false } });
    expect((await indexedDB.databases()).map(({ name }) => name)).not.toContain(NAME);
  });
});
