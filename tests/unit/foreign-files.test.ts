// Files that come from elsewhere, changed in thousands of ways: each is read within its bounds or refused as such a file is, and
// nothing else happens.

import { readFileSync } from "node:fs";
import { expect, test, vi } from "vitest";
import { changed, chance, damaged } from "./changed.ts";
import { fakePlatform } from "./fake-platform.ts";
import { sample } from "./records-sample.ts";

fakePlatform();
const schema = JSON.parse(readFileSync("schemas/case.json", "utf8")) as unknown;
vi.stubGlobal("fetch", async () => ({ json: async () => schema }));
const { parse } = await import("../../extension/background/ledger/parse.ts");
const { FileProblem } = await import("../../extension/background/ledger/sealed.ts");
const { readFile } = await import("../../extension/background/records/reading.ts");
const { RecordTrouble } = await import("../../extension/background/records/schema.ts");
const { recordJson } = await import("../../extension/records/export/json.ts");
const { readBackup } = await import("../../extension/background/backup.ts");
const { Refusal } = await import("../../extension/background/packs/store.ts");
const { isOverride } = await import("../../extension/common/protocol.ts");
const { parseSettings, withPolicy } = await import("../../extension/common/settings.ts");
const { parsePolicy } = await import("../../extension/common/policy.ts");

vi.setConfig({ testTimeout: 600_000 });
const CASES = process.env["SECONDLOOK_LONG"] ? 50_000 : 2_000;
/** Keys of words, so that what is refused is said. */
const words = JSON.parse(readFileSync("locales/en.json", "utf8")) as { [key: string]: unknown };

/** Changes a file in many ways; gives how many were read all the same, and how many refused. */
async function all(cases: number, value: unknown, read: (text: string) => unknown, refused: abstract new (...given: never[]) => Error, holds: (read: unknown) => void): Promise<[number, number]> {
  const whole = JSON.stringify(value);
  const counts: [number, number] = [0, 0];
  for (let seed = 0; seed < cases; seed += 1) {
    const next = chance(seed);
    const text = next(4) === 0 ? damaged(whole, next) : JSON.stringify(changed(value, next)) ?? "";
    let found: unknown;
    try {
      found = await read(text);
    } catch (error) {
      expect(error, `seed ${seed}`).toBeInstanceOf(refused);
      expect(words[(error as Error).message], `seed ${seed}`).toBeDefined();
      counts[1] += 1;
      continue;
    }
    expect(() => holds(found), `seed ${seed}: ${text.slice(0, 200)}`).not.toThrow();
    counts[0] += 1;
  }
  return counts;
}

const DAY = /^\d{4}-\d\d-\d\d$/;
const isDay = (day: string): boolean => DAY.test(day) && new Date(`${day}T00:00:00Z`).toISOString().startsWith(day);
const WORD = /^[!-~]{1,100}$/;

test("a memory: every entry that is taken in has the form of one", async () => {
  const kept = { kind: "proposal", person: "pA", job: "jB", first: "2026-11-20" };
  const entry = (id: string) => ({ id, day: "2026-11-20", keys: ["pA", "jB"], kept });
  const file = { schema: 1, secret: "00ff".repeat(16), days: 30, entries: [entry("b1"), entry("b2"), { ...entry("r1"), kept: { kind: "person", person: "pA", reviews: [] } }] };
  const counts = await all(CASES, file, parse, FileProblem, (read) => {
    const { secret, days, entries } = read as ReturnType<typeof parse>;
    expect(secret).toMatch(/^[0-9a-f]{64}$/);
    expect(Number.isInteger(days) && days >= 1 && days <= 180).toBe(true);
    for (const { id, day, keys, ...more } of entries) {
      expect([WORD.test(id), isDay(day), keys.length <= 2_000, keys.every((key) => WORD.test(key)), Object.keys(more)]).toEqual([true, true, true, true, ["kept"]]);
    }
    expect(new Set(entries.map(({ id }) => id)).size).toBe(entries.length);
  });
  expect(Math.min(...counts)).toBeGreaterThan(CASES / 50);
});

// A record of the sample is made odd more slowly: it is large.
test("a record: what is taken in has the shape of one, and a file whose hash does not hold is refused", async () => {
  const record = { ...sample(), notes: [{ at: "2026-11-26T12:00:00Z", text: "Called." }] };
  const counts = await all(CASES / 10, record, readFile, RecordTrouble, (read) => {
    const { id, subject, keep_until, notes, report, inputs } = read as Awaited<ReturnType<typeof readFile>>;
    expect(id).toMatch(/^[A-Za-z0-9-]{1,64}$/);
    expect([subject.site, subject.person, subject.name].every((one) => typeof one === "string")).toBe(true);
    expect(keep_until === undefined || isDay(keep_until)).toBe(true);
    expect(notes.every((note) => typeof note.text === "string" && typeof note.at === "string")).toBe(true);
    expect(report.findings.every(({ evidence, rule }) => typeof rule === "string" && evidence.every(({ quote }) => typeof quote === "string"))).toBe(true);
    expect(inputs.snapshot.people.every(({ name }) => name === undefined || typeof name.value === "string")).toBe(true);
  });
  expect(Math.min(...counts)).toBeGreaterThan(CASES / 250);
  const whole = await recordJson(record);
  for (let seed = 0; seed < 200; seed += 1) {
    const text = damaged(whole.trimEnd(), chance(seed));
    if (text !== whole.trimEnd()) await expect(readFile(text), `seed ${seed}`).rejects.toBeInstanceOf(RecordTrouble);
  }
});

test("a backup: packs are what they say, decisions are decisions", async () => {
  const file = (version: string): string => JSON.stringify({ pack: { id: "acme/one", version, adapters: [{ hosts: ["www.market.example/people"] }] }, schema: 1, sha256: `sha-${version}` });
  const version = (number: string) => ({ text: file(number), version: number, sha256: `sha-${number}`, hosts: [], imported: "2026-11-01" });
  const backup = {
    kind: "second-look-backup", schema: 1, made: "2026-11-26", settings: { run: "click", remember: true, keep_days: 60, off: ["x"], sites_off: [] },
    held: [{ id: "acme/one", layer: "team", order: 0, on: true, now: version("1.1.0"), before: version("1.0.0") }],
    trusted: [{ namespace: "acme", key: "key", fingerprint: "ABCD", since: "2026-11-01", former: ["old"] }],
    overrides: [{ rule: "burst", scope: { person: "upwork.com/~01" }, do: "hide", reason: "asked", made: "2026-11-02", title: "T", number: 1 }],
  };
  const counts = await all(CASES, backup, (text) => readBackup(new Blob([text])), Refusal, (read) => {
    const { held, trusted, overrides, settings } = read as Awaited<ReturnType<typeof readBackup>>;
    for (const { id, now, before } of held) {
      for (const one of before ? [now, before] : [now]) expect(JSON.parse(one.text)).toMatchObject({ pack: { id, version: one.version }, sha256: one.sha256 });
    }
    expect(trusted.every(({ namespace, former }) => !namespace.includes("/") && former.every((one) => typeof one === "string"))).toBe(true);
    expect(overrides.every((one) => isOverride({ ...one }))).toBe(true);
    expect(parseSettings(settings)).toEqual(settings);
  });
  expect(Math.min(...counts)).toBeGreaterThan(CASES / 50);
});

test("choices and policy: whatever stands there, what is understood is within its bounds, and reading it again changes nothing", () => {
  const own = { run: "auto", remember: true, keep_days: 60, record_days: 90, language: "de", off: ["b", "a"], packs_off: ["acme/one"], sites_off: ["www.upwork.com"] };
  const policy = { run: "click", remember: false, keep_days_most: 20, record_days_most: 10, sites_off: ["www.fiverr.com"], language: "auto", packs: [] };
  for (let seed = 0; seed < CASES; seed += 1) {
    const next = chance(seed);
    const settings = parseSettings(changed(own, next));
    expect(parseSettings(settings), `seed ${seed}`).toEqual(settings);
    const { set, problems } = parsePolicy(changed(policy, next));
    expect(problems.every(({ place, code }) => place.length < 100 && code === "policy-not-understood"), `seed ${seed}`).toBe(true);
    const { run, keep_days, record_days, language } = withPolicy(settings, set);
    expect([undefined, "auto", "click"], `seed ${seed}`).toContain(run);
    for (const days of [keep_days, record_days]) expect(days === undefined || (Number.isInteger(days) && days >= 1 && days <= 180), `seed ${seed}`).toBe(true);
    expect(language === undefined || /^[a-z]{2,3}$/.test(language), `seed ${seed}`).toBe(true);
    if (set.keep_days_most !== undefined) expect(keep_days, `seed ${seed}`).toBeLessThanOrEqual(set.keep_days_most);
  }
});
