// What an organisation may prescribe of the choices, from whatever stands in the managed storage.

import { readFileSync } from "node:fs";
import { beforeEach, describe, expect, test } from "vitest";
import { fakePlatform } from "./fake-platform.ts";

const fake = fakePlatform();
const managed = { held: undefined as unknown };
(fake.platform.storage as { managed?: unknown }).managed = { get: () => (managed.held instanceof Error ? Promise.reject(managed.held) : Promise.resolve(managed.held)) };
const { CHOICES, forgetPolicy, parsePolicy, readPolicy } = await import("../../extension/common/policy.ts");
const { onSettings, parseSettings, readSettings, withPolicy, writeSettings } = await import("../../extension/common/settings.ts");

beforeEach(() => {
  fake.local.held.clear();
  managed.held = {};
  forgetPolicy();
});

const json = (file: string): unknown => JSON.parse(readFileSync(file, "utf8"));
const at = (value: unknown, ...path: string[]): unknown => path.reduce((now, key) => (now as { [key: string]: unknown })[key], value);

describe("policy", () => {
  test("one wrong value costs no other one its effect, and is said with what to do", () => {
    const { set, problems } = parsePolicy({
      run: "always", remember: false, keep_days_most: 181, record_days_most: 1.5, sites_off: ["https://www.upwork.com"], language: "Deutsch", colour: "red", packs: [],
    });
    expect(set).toEqual({ remember: false });
    expect(problems.map(({ place }) => place)).toEqual(["run", "keep_days_most", "record_days_most", "sites_off", "language", "colour"].map((key) => `policy: ${key}`));
    for (const problem of problems) {
      expect(problem.code).toBe("policy-not-understood");
      expect(problem.fix).not.toBe("");
    }
    expect(parsePolicy({ run: "auto", keep_days_most: 7, sites_off: ["b.example", "a.example", "a.example"], language: "de" })).toEqual({
      set: { run: "auto", keep_days_most: 7, sites_off: ["a.example", "b.example"], language: "de" }, problems: [],
    });
  });

  test("whatever stands there is read", () => {
    for (const odd of [undefined, null, {}]) expect(parsePolicy(odd)).toEqual({ set: {}, problems: [] });
    for (const odd of [3, "x", []]) expect(parsePolicy(odd).problems).toHaveLength(1);
    for (const odd of [{ __proto__: null, constructor: 1 }, { toString: "x" }]) expect(parsePolicy(odd).set).toEqual({});
  });

  test("without a policy Firefox refuses to read: then there is none", async () => {
    managed.held = new Error("Managed storage manifest not found");
    expect(await readPolicy()).toEqual({ set: {}, problems: [] });
  });

  test("the schema for Chromium, the examples and this reader know the same choices", () => {
    const schema = json("extension/managed-schema.json") as { properties: object };
    expect(Object.keys(schema.properties).sort()).toEqual([...CHOICES, "packs"].sort());
    const examples = [
      at(json("docs/deployment/chromium-policy.json"), "3rdparty", "extensions", "EXTENSION_ID"),
      at(json("docs/deployment/firefox-policies.json"), "policies", "3rdparty", "Extensions", "second-look@second-look.invalid"),
    ];
    for (const example of examples) {
      expect(parsePolicy(example).problems).toEqual([]);
      expect(Object.keys(example as object).sort()).toEqual([...CHOICES].sort());
    }
    const page = readFileSync("docs/deployment.md", "utf8");
    for (const choice of [...CHOICES, "packs"]) expect(page).toContain(`| \`${choice}\` |`);
  });
});

describe("choices under a policy", () => {
  test("what is prescribed stands in place of the user's, days only where they are more", () => {
    const own = parseSettings({ run: "auto", remember: true, keep_days: 7, sites_off: ["a.example"], language: "de" });
    expect(withPolicy(own, { run: "click", remember: false, keep_days_most: 30, record_days_most: 10, sites_off: ["b.example"], language: "auto" })).toEqual({
      run: "click", remember: false, keep_days: 7, record_days: 10, off: [], sites_off: ["a.example", "b.example"],
    });
    expect(withPolicy(parseSettings({ keep_days: 90 }), { keep_days_most: 30 }).keep_days).toBe(30);
  });

  test("a prescribed answer is an answer: choices may be kept, and the prescribed ones are not written as the user's", async () => {
    await writeSettings({ off: ["x"] });
    expect(fake.local.held.size).toBe(0);
    managed.held = { run: "click", sites_off: ["b.example"] };
    forgetPolicy();
    expect((await readSettings()).run).toBe("click");
    await writeSettings({ off: ["x"], sites_off: ["a.example", "b.example"] });
    expect(fake.local.held.get("settings")).toEqual({ off: ["x"], sites_off: ["a.example"] });
  });

  test("a choice is taken back by leaving it out", async () => {
    await writeSettings({ run: "auto", language: "de" });
    await writeSettings({ language: undefined });
    expect(fake.local.held.get("settings")).toEqual({ run: "auto", off: [], sites_off: [] });
  });

  test("whoever follows the choices hears them as they hold", async () => {
    managed.held = { run: "click" };
    const seen: unknown[] = [];
    onSettings((now, before) => seen.push([before.run, now.run, now.off]));
    await readSettings();
    await writeSettings({ run: "auto", off: ["x"] });
    expect(seen).toEqual([["click", "click", ["x"]]]);
  });
});
