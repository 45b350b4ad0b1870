// The backup of the choices: what goes in comes out, and a file that somebody changed is refused whole.

import "fake-indexeddb/auto";
import { beforeEach, expect, test } from "vitest";
import { fakePlatform } from "./fake-platform.ts";

const fake = fakePlatform();
const { backupText, readBackup, restore } = await import("../../extension/background/backup.ts");
const { addOverride, everything, replaceAll } = await import("../../extension/background/packs/store.ts");
const { readSettings } = await import("../../extension/common/settings.ts");
type Held = import("../../extension/background/packs/schema.ts").Held;

const file = (id: string, version: string): string => JSON.stringify({ pack: { id, version, adapters: [{ hosts: ["www.market.example/people"] }] }, schema: 1, sha256: `sha-${version}` });
const version = (id: string, number: string) => ({ text: file(id, number), version: number, sha256: `sha-${number}`, hosts: ["https://www.market.example/*"], imported: "2026-11-01" });
const held: Held = { id: "acme/one", layer: "team", order: 0, on: true, now: version("acme/one", "1.1.0"), before: version("acme/one", "1.0.0") };
const trusted = { namespace: "acme", key: "key", fingerprint: "ABCD-EFGH-JKMN-PQRS", since: "2026-11-01", former: ["old"] };
const settings = { run: "click", remember: true, keep_days: 60, record_days: 90, language: "de", off: ["shared-letters"], sites_off: ["www.upwork.com"] };

beforeEach(async () => {
  fake.local.held.clear();
  fake.local.held.set("settings", settings);
  await replaceAll({ held: [held], trusted: [trusted], overrides: [] });
  await addOverride({ rule: "burst", scope: { person: "upwork.com/~01" }, do: "hide", reason: "asked", made: "2026-11-02", title: "Reviews close together" });
});

const saved = async (): Promise<string> => backupText("2026-11-26");
const reading = (text: string) => readBackup(new Blob([text]));

test("what is saved comes back on another device", async () => {
  const [text, before] = [await saved(), await everything()];
  await replaceAll({ held: [], trusted: [], overrides: [] });
  fake.local.held.clear();
  const backup = await reading(text);
  expect(backup.made).toBe("2026-11-26");
  // Looking at it changes nothing.
  expect((await everything()).held).toEqual([]);
  await restore(backup);
  expect({ ...(await everything()), proved: [] }).toEqual({ ...before, proved: [] });
  expect(await readSettings()).toEqual(settings);
});

test("what the file leaves out is not kept from before", async () => {
  const parts = JSON.parse(await saved()) as { settings: object };
  await restore(await reading(JSON.stringify({ ...parts, settings: { run: "auto" }, held: [], trusted: [], overrides: [] })));
  expect(await readSettings()).toEqual({ run: "auto", off: [], sites_off: [] });
  expect(await everything()).toEqual({ held: [], trusted: [], proved: [], overrides: [] });
});

test("a file of another kind, a damaged and a changed one are refused, with the place", async () => {
  const parts = JSON.parse(await saved()) as Record<string, unknown>;
  const [kept] = parts["overrides"] as object[];
  const changed = (more: object): string => JSON.stringify({ ...parts, ...more });
  const cases: [string, string, object][] = [
    ["", "ui.options.backup.other", {}],
    ["[1]", "ui.options.backup.other", {}],
    ["{\"kind\":\"second-look-memory\"}", "ui.options.backup.other", {}],
    [(await saved()).slice(0, -9), "ui.options.backup.other", {}],
    [changed({ schema: 2 }), "ui.options.backup.schema", { found: "2", known: 1 }],
    [changed({ held: "x" }), "ui.options.backup.part", { place: "held" }],
    [changed({ held: [held, { ...held, layer: "policy" }] }), "ui.options.backup.part", { place: "held[1]" }],
    // Another pack's text under a trusted name.
    [changed({ held: [{ ...held, now: version("evil/one", "1.1.0") }] }), "ui.options.backup.part", { place: "held[0]" }],
    [changed({ held: [{ ...held, before: { ...version("acme/one", "1.0.0"), sha256: "other" } }] }), "ui.options.backup.part", { place: "held[0]" }],
    [changed({ trusted: [{ ...trusted, namespace: "acme/one" }] }), "ui.options.backup.part", { place: "trusted[0]" }],
    [changed({ trusted: [{ ...trusted, former: [1] }] }), "ui.options.backup.part", { place: "trusted[0]" }],
    [changed({ overrides: [{ ...kept, do: "raise" }] }), "ui.options.backup.part", { place: "overrides[0]" }],
    [changed({ overrides: Array.from({ length: 1_001 }, () => kept) }), "ui.options.backup.part", { place: "overrides" }],
  ];
  const before = await everything();
  for (const [text, message, args] of cases) await expect(reading(text), message).rejects.toMatchObject({ message, args });
  expect(await everything()).toEqual(before);
});

test("hosts are read from the pack, not from what the file says of it", async () => {
  const parts = JSON.parse(await saved()) as Record<string, unknown>;
  const backup = await reading(JSON.stringify({ ...parts, held: [{ ...held, now: { ...held.now, hosts: ["https://mail.example/*"] } }] }));
  expect(backup.held[0]?.now.hosts).toEqual(["https://www.market.example/*"]);
});
