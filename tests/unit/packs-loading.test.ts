import "fake-indexeddb/auto";
import { deleteDB } from "idb";
import { beforeEach, describe, expect, test, vi } from "vitest";
import type { EngineModule } from "../../extension/background/module.ts";
import { NAME } from "../../extension/background/packs/schema.ts";
import type { OpenedPack } from "../../extension/types.ts";
import { fakePlatform } from "./fake-platform.ts";

const fake = fakePlatform();
vi.stubGlobal("fetch", () => Promise.resolve({ text: () => Promise.resolve("corpus") }));
const managed = { value: undefined as unknown, reading: true };
(fake.platform.storage as unknown as { managed: unknown }).managed = { get: () => (managed.reading ? Promise.resolve({ packs: managed.value }) : Promise.reject(new Error("no manifest"))) };
const { endsOn, load, loaded, packsJson } = await import("../../extension/background/packs/loading.ts");
const { parsePolicy, MOST_FILE_CHARACTERS } = await import("../../extension/background/packs/managed.ts");
const { asLoaded, preview, withPack } = await import("../../extension/background/packs/preview.ts");
const { buildEngine } = await import("../../extension/background/packs/start.ts");
const { addOverride, everything, switchPack, take } = await import("../../extension/background/packs/store.ts");
const { allHosts, patternsOf } = await import("../../extension/background/packs/hosts.ts");

/** An engine that believes what a file says of itself: `id version [key] [bad]`. */
const engine = { version: "1", proofs: [] as string[], builds: [] as { packs: { file?: string; trusted?: boolean; id?: string }[]; overrides?: unknown }[], refused: "" };
const open = (text: string): { ok: OpenedPack } | { problems: [{ place: string; code: string; message: string; fix: string }] } => {
  const [id = "", version = "", key] = text.split(" ");
  if (!id.includes("/")) return { problems: [problem("file-not-a-pack")] };
  const signed = key !== undefined && key !== "-";
  return { ok: { info: { id, version, sha256: `hash of ${text}`, signed }, description: "d", authors: [], licence: "MIT", languages: ["en"], rules: [], adapters: [{ id: "a", hosts: ["www.Example.org/jobs", "nonsense"] }], ...(signed && { key, fingerprint: `AAAA-BBBB-CCCC-DDD${key}` }) } };
};
const problem = (code: string) => ({ place: "p", code, message: "m", fix: "f" });
const module = {
  describe: () => ({ ok: { engine: engine.version, report_schema: 1, tree_schema: 1 } }),
  openPack: open,
  provePack: (text: string, corpus: string, others: string) => {
    engine.proofs.push(`${text} | ${corpus} | ${(JSON.parse(others) as { file?: string; id?: string }[]).map((one) => one.file ?? one.id).join(", ")}`);
    return { ok: { problems: text.includes("bad") ? [problem("rule-example-fails")] : [] } };
  },
  diffPacks: (before: string, after: string) => ({ ok: { lines: [{ key: `${before} to ${after}` }] } }),
  Engine: {
    build: (packs: string, { overrides }: { overrides?: unknown }) => {
      const parsed = JSON.parse(packs) as { file?: string }[];
      engine.builds.push({ packs: parsed, ...(overrides !== undefined && { overrides }) });
      return engine.refused !== "" && parsed.some(({ file }) => file?.includes(engine.refused)) ? { problems: [problem("pack-duplicate")] } : { ok: {} };
    },
  },
} as unknown as EngineModule;
const BUILT_IN = '[{"id":"built-in"}]';
const tools = (more = {}) => ({ module, builtIn: BUILT_IN, corpus: async () => "corpus", off: [], today: "2026-11-26", mayWrite: true, ...more });
const keep = (text: string, more = {}) => {
  const opened = open(text);
  if (!("ok" in opened)) throw new Error(text);
  const { info, key, fingerprint } = opened.ok;
  return take({ id: info.id, layer: "team", version: { text, version: info.version, sha256: info.sha256, hosts: ["https://www.example.org/*"], imported: "2026-11-26", ...(key && fingerprint && { key, fingerprint }) }, engine: "1", byHand: false, ...more });
};
const files = (json: string) => (JSON.parse(json) as { file?: string; trusted?: boolean; id?: string }[]).map((one) => one.file ?? one.id);

beforeEach(async () => {
  await deleteDB(NAME);
  Object.assign(engine, { version: "1", proofs: [], builds: [], refused: "" });
  Object.assign(managed, { value: undefined, reading: true });
  fake.session.held.clear();
});

describe("what an engine is built of", () => {
  test("nothing imported: the built-in ones as they are, and nothing is asked or written", async () => {
    expect(packsJson(BUILT_IN, (await load(tools())).imported)).toBe(BUILT_IN);
    expect([engine.proofs, await indexedDB.databases()]).toEqual([[], []]);
  });

  test("mine, the team's, the organisation's, the built-in ones; who is trusted by whose key", async () => {
    await keep("acme/x 1.0.0 K");
    await keep("free/y 1.0.0");
    await keep("me/z 1.0.0", { layer: "mine" });
    managed.value = [{ file: "org/p 1.0.0 P", fingerprint: "aaaa bbbb cccc dddp" }];
    const { imported, problems } = await load(tools());
    expect(problems).toEqual([]);
    const json = packsJson(BUILT_IN, imported);
    expect(files(json)).toEqual(["me/z 1.0.0", "acme/x 1.0.0 K", "free/y 1.0.0", "org/p 1.0.0 P", "built-in"]);
    expect((JSON.parse(json) as { trusted?: boolean }[]).map(({ trusted }) => trusted)).toEqual([false, true, false, true, undefined]);
    expect(files(packsJson("[]", imported))).toHaveLength(4);
  });

  test("a verdict is of one engine: another one proves again, beside the others, and says it once", async () => {
    await keep("acme/x 1.0.0 K");
    await load(tools());
    expect(engine.proofs).toEqual([]);
    engine.version = "2";
    await load(tools());
    expect(engine.proofs).toEqual(["acme/x 1.0.0 K | corpus | built-in"]);
    await load(tools());
    expect(engine.proofs).toHaveLength(1);
    engine.version = "3";
    await load(tools({ mayWrite: false }));
    await load(tools({ mayWrite: false }));
    expect(engine.proofs).toHaveLength(3);
    expect((await everything()).proved).toMatchObject([{ engine: "2" }]);
  });

  test("what fails is left out and says why; what is off is neither proved nor loaded", async () => {
    await keep("acme/bad 1.0.0");
    await keep("acme/x 1.0.0");
    await keep("acme/off 1.0.0");
    await switchPack("acme/off", false);
    engine.version = "2";
    const { imported } = await load(tools());
    expect(loaded(imported).map(({ id }) => id)).toEqual(["acme/x"]);
    expect(imported.find(({ id }) => id === "acme/bad")?.problems).toMatchObject([{ code: "rule-example-fails" }]);
    expect(engine.proofs).toHaveLength(2);
  });

  test("a file that no longer opens is left out", async () => {
    await keep("acme/x 1.0.0");
    const { openPack, ...rest } = module;
    const { imported } = await load(tools({ module: { ...rest, openPack: () => ({ problems: [problem("file-changed")] }) } }));
    expect(imported).toMatchObject([{ id: "acme/x", problems: [{ code: "file-changed" }] }]);
    expect(packsJson(BUILT_IN, imported)).toBe(BUILT_IN);
  });
});

describe("the organisation's packs", () => {
  const one = { file: "org/p 1.0.0 P", fingerprint: "AAAA-BBBB-CCCC-DDDP" };

  test("by another key, or by none, they are not loaded", async () => {
    managed.value = [{ ...one, fingerprint: "AAAA-BBBB-CCCC-DDDX" }, { ...one, file: "org/q 1.0.0" }, { ...one, file: "nonsense" }];
    const { imported } = await load(tools());
    expect(imported.map(({ problems }) => problems.map(({ code }) => code))).toEqual([["policy-other-key"], ["policy-other-key"], ["file-not-a-pack"]]);
    expect(loaded(imported)).toEqual([]);
  });

  test("only one that is optional can be switched off", async () => {
    managed.value = [one, { ...one, file: "org/q 1.0.0 P", optional: true }];
    const { imported } = await load(tools({ off: ["org/p", "org/q"] }));
    expect(loaded(imported).map(({ id }) => id)).toEqual(["org/p"]);
  });

  test("stand in place of the user's of the same name", async () => {
    await keep("org/p 0.9.0 P");
    managed.value = [one];
    const { imported } = await load(tools());
    expect(loaded(imported).map(({ text }) => text)).toEqual(["org/p 1.0.0 P"]);
    expect(imported[0]?.problems).toMatchObject([{ code: "pack-prescribed" }]);
  });

  test("an area that cannot be read is none", async () => {
    await load(tools());
    managed.reading = false;
    expect((await load(tools())).problems).toEqual([]);
  });

  test("everything that is not as it should be is said with its place, and the rest is taken", () => {
    for (const odd of ["x", 1, {}, true]) expect(parsePolicy(odd).problems, JSON.stringify(odd)).toHaveLength(1);
    expect(parsePolicy(undefined)).toEqual({ packs: [], problems: [] });
    const { packs, problems } = parsePolicy([one, null, [], "f", { ...one, url: "https://x" }, { fingerprint: one.fingerprint }, { ...one, file: "x".repeat(MOST_FILE_CHARACTERS + 1) }, { ...one, fingerprint: "short" }, { ...one, optional: 1 }]);
    expect(packs).toEqual([{ file: one.file, fingerprint: "AAAABBBBCCCCDDDP", optional: false }]);
    expect(problems.map(({ place }) => place)).toEqual([1, 2, 3, 4].map((n) => `policy: packs[${n}]`).concat(["policy: packs[5].file", "policy: packs[6].file", "policy: packs[7].fingerprint", "policy: packs[8].optional"]));
    expect(parsePolicy(Array.from({ length: 30 }, () => one))).toMatchObject({ packs: { length: 20 }, problems: [{ place: "policy: packs" }] });
  });
});

describe("a preview", () => {
  const look = async (text: string) => {
    const { imported, problems, overrides } = await load(tools());
    return preview(tools(), text, { imported, problems, overrides }, (await everything()).trusted);
  };

  test("of a new pack: who signed it, and that it passes beside the others", async () => {
    await keep("acme/x 1.0.0 K");
    expect(await look("acme/y 1.0.0 K")).toMatchObject({ preview: { trust: "same", before: undefined, problems: [], changes: [] } });
    expect(engine.proofs).toEqual(["acme/y 1.0.0 K | corpus | acme/x 1.0.0 K, built-in"]);
    expect(await look("acme/y 1.0.0 L")).toMatchObject({ preview: { trust: "changed" } });
    expect(await look("new/y 1.0.0")).toMatchObject({ preview: { trust: "unsigned" } });
  });

  test("of an update: what it changes; it is not proved beside the version that it replaces", async () => {
    await keep("acme/x 1.0.0 K");
    const answer = await look("acme/x 1.1.0 K");
    expect(answer).toMatchObject({ preview: { changes: [{ key: "acme/x 1.0.0 K to acme/x 1.1.0 K" }], before: { id: "acme/x" } } });
    expect(engine.proofs).toEqual(["acme/x 1.1.0 K | corpus | built-in"]);
    const { imported } = await load(tools());
    if ("preview" in answer) expect(packsJson(BUILT_IN, withPack(imported, asLoaded(answer.preview)))).toContain("acme/x 1.1.0 K");
  });

  test("what is no pack, what fails, and what the organisation prescribes is refused", async () => {
    expect(await look("nonsense")).toMatchObject({ problems: [{ code: "file-not-a-pack" }] });
    expect(await look("acme/bad 1.0.0")).toMatchObject({ preview: { problems: [{ code: "rule-example-fails" }] } });
    managed.value = [{ file: "org/p 1.0.0 P", fingerprint: "AAAA-BBBB-CCCC-DDDP" }];
    expect(await look("org/p 2.0.0 P")).toMatchObject({ preview: { problems: [{ code: "pack-prescribed" }] } });
  });
});

describe("the start of the engine", () => {
  const settings = { run: "auto" as const, off: [], sites_off: [] };
  const another = (): Promise<EngineModule> => Promise.resolve(module);
  const start = (first = module) => buildEngine(first, another, BUILT_IN, settings, {});
  const state = () => fake.session.held.get("packs");

  test("says which packs are not loaded, and when the others will be old", async () => {
    await keep("acme/bad 1.0.0");
    engine.version = "2";
    await start();
    expect(state()).toMatchObject({ failed: [{ id: "acme/bad", problems: [{ code: "rule-example-fails" }] }] });
  });

  test("packs that cannot stand together: the first ones stay, and the page has an engine", async () => {
    await keep("acme/x 1.0.0");
    await keep("acme/y 1.0.0");
    engine.refused = "acme/y";
    expect((await start()).built).toEqual({ ok: {} });
    expect(engine.builds.at(-1)?.packs.map(({ file, id }) => file ?? id)).toEqual(["acme/x 1.0.0", "built-in"]);
    expect(state()).toMatchObject({ failed: [{ id: "acme/y" }] });
  });

  test("a pack that ends the engine costs no page its answer: another one starts without packs, and it is said", async () => {
    await keep("acme/x 1.0.0");
    const trapped = { ...module, openPack: () => { throw new WebAssembly.RuntimeError("unreachable"); } };
    expect(await start(trapped)).toEqual({ module, built: { ok: {} } });
    expect(engine.builds.map(({ packs }) => packs)).toEqual([[{ id: "built-in" }]]);
    expect(state()).toMatchObject({ problems: [{ code: "packs-trap" }] });
  });

  test("overrides are handed over as the engine knows them, those that are over are not", async () => {
    const kept = { rule: "r", do: "hide", reason: "known", made: "2026-11-26", title: "T" } as const;
    await addOverride({ ...kept, scope: { finding: "f" }, until: "2999-01-01" });
    await addOverride({ ...kept, scope: "everywhere", until: "2020-01-01" });
    await start();
    expect(engine.builds[0]?.overrides).toEqual([{ rule: "r", do: "hide", reason: "known", scope: { finding: "f" }, until: "2999-01-01" }]);
  });
});

test("sites of adapters: by host, and nothing that is none; only of packs that are on", async () => {
  expect(patternsOf([{ hosts: ["www.Example.org/jobs", "www.example.org", "localhost", "*.example.org", "a b.org", "x.org:8080"] }])).toEqual(["https://www.example.org/*"]);
  await keep("acme/x 1.0.0");
  expect(await allHosts()).toEqual(["https://www.upwork.com/*", "https://www.example.org/*"]);
  await switchPack("acme/x", false);
  expect(await allHosts()).toEqual(["https://www.upwork.com/*"]);
});

test("when a pack is old: the day of its last change and the life its author gave it", () => {
  expect(endsOn({ modified: "2026-01-01", life_days: 30 })).toBe("2026-01-31");
  expect(endsOn({ modified: null, life_days: 30 })).toBeUndefined();
  expect(endsOn({ modified: "2026-01-01" })).toBeUndefined();
  expect(endsOn({ modified: "soon", life_days: 3 })).toBeUndefined();
});
