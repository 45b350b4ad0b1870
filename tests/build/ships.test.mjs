// The list of what ships (CycloneDX) and the licences in the extension, held to what is linked and bundled.

import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { Ajv } from "ajv";
import { SHIPPED, cargo, host, root } from "../../scripts/lib-ships.mjs";
import { command, left } from "./command.mjs";

const read = (path) => readFileSync(join(root, path), "utf8");
const list = JSON.parse(read("dist/sbom.json"));
const named = ({ name, version }) => `${name} ${version}`;
const component = (ref) => list.components.find((one) => one["bom-ref"] === ref);
const inside = (shipped) => list.dependencies.find(({ ref }) => ref.startsWith(`secondlook:second-look-${shipped}@`)).dependsOn.map(component);

test("it is what CycloneDX 1.6 asks for", () => {
  const schema = (name) => JSON.parse(read(`node_modules/@cyclonedx/cyclonedx-library/res/schema/${name}.SNAPSHOT.schema.json`));
  // Forms of addresses and dates are left to the reader: there is none here but what scripts/lib-sbom.mjs writes down.
  const ajv = new Ajv({ strict: false, validateFormats: false, schemas: ["spdx", "jsf-0.82"].map((name) => ({ ...schema(name), $id: `http://cyclonedx.org/schema/${name}.SNAPSHOT.schema.json` })) });
  const fits = ajv.compile(schema("bom-1.6"));
  assert.ok(fits(list), JSON.stringify(fits.errors));
  assert.equal(fits({ ...list, components: [{ type: "library" }] }), false);
});

test("nothing in it depends on what it does not list", () => {
  const refs = new Set([list.metadata.component["bom-ref"], ...list.components.map((one) => one["bom-ref"])]);
  assert.equal(refs.size, list.components.length + 1);
  for (const { ref, dependsOn } of list.dependencies) for (const one of [ref, ...dependsOn]) assert.ok(refs.has(one), one);
  const used = new Set(list.dependencies.flatMap(({ dependsOn }) => dependsOn));
  assert.deepEqual(list.components.filter((one) => !used.has(one["bom-ref"])).map(named), []);
});

/** What is linked, worked out from cargo's graph. With `optional` also what no feature may have asked for. */
function linked(shipped, optional) {
  const { crate, target: [target = host()] } = SHIPPED[shipped];
  const { packages, resolve } = JSON.parse(cargo("metadata", "--locked", "--format-version", "1", "--filter-platform", target));
  const byId = new Map(packages.map((one) => [one.id, one]));
  const nodes = new Map(resolve.nodes.map((one) => [one.id, one]));
  const found = new Map();
  const todo = [packages.find(({ name }) => name === crate).id];
  for (let id = todo.pop(); id; id = todo.pop()) {
    const one = byId.get(id);
    if (found.has(id) || one.targets.some(({ kind }) => kind.includes("proc-macro"))) continue;
    found.set(id, named(one));
    for (const { pkg, dep_kinds: kinds } of nodes.get(id).deps) {
      const asked = one.dependencies.filter((dependency) => dependency.name === byId.get(pkg).name && dependency.kind === null);
      if (kinds.some(({ kind }) => kind === null) && (optional || asked.some((dependency) => !dependency.optional))) todo.push(pkg);
    }
  }
  return new Set(found.values());
}

const engine = join(root, "dist/chromium/engine_bg.wasm");
for (const [shipped, file, skip] of [["extension", engine, !existsSync(engine) && "dist is not built"], ["command", command, left]]) {
  test(`${shipped}: every crate that is linked is in it, and no other`, () => {
    const crates = new Set(inside(shipped).filter((one) => one.purl?.startsWith("pkg:cargo/") || !one.purl).map(named));
    assert.ok(crates.size > 20);
    assert.deepEqual([...linked(shipped, false)].filter((name) => !crates.has(name)), []);
    const most = linked(shipped, true);
    assert.deepEqual([...crates].filter((name) => !most.has(name)), []);
  });

  test(`${shipped}: every crate whose places stand in the build is in it`, { skip }, () => {
    const crates = inside(shipped).map(({ name, version }) => `${name}-${version}`);
    // With a version: the standard library has a folder `crates`, too.
    const places = readFileSync(file).toString("latin1").matchAll(/\/crates\/([\w-]+-\d+\.\d+\.\d+[\w.+-]*)\//g);
    const seen = [...new Set([...places].map(([, folder]) => folder))];
    assert.ok(seen.length > 5, `only ${seen.length} crates are seen`);
    assert.deepEqual(seen.filter((folder) => !crates.includes(folder)), []);
  });
}

test("extension: every npm package in a bundle is in it, and no other", () => {
  const listed = inside("extension").filter((one) => one.purl?.startsWith("pkg:npm/")).map(({ name }) => name);
  // Where a file comes from, esbuild writes above it.
  const bundles = ["background", "content", "popup", "panel", "options", "packs", "records", "welcome", "demonstration"];
  const heads = ["chromium", "firefox"].flatMap((browser) => bundles.flatMap((name) => [...read(`dist/${browser}/${name}.js`).matchAll(/^ *\/\/ node_modules\/((?:@[^/\n]+\/)?[^/\n]+)/gm)].map(([, from]) => from)));
  assert.ok(heads.length > 0);
  assert.deepEqual([...new Set(heads)].sort(), listed.sort());
});

test("each has a version, a hash, an address and a licence that deny.toml allows", () => {
  const allowed = new Set(/^allow = \[(.*)\]$/m.exec(read("deny.toml"))[1].match(/[\w.-]+/g));
  // Of alternatives one is enough, of licences that come together each; brackets stand around alternatives only.
  const fits = (licence) => licence.split(" AND ").every((part) => part.replace(/[()]/g, "").split(" OR ").some((one) => allowed.has(one)));
  for (const one of list.components.filter(({ type, purl }) => type === "library" && purl)) {
    const licence = one.licenses[0].expression ?? one.licenses[0].license.id;
    assert.ok(fits(licence), `${named(one)}: ${licence}`);
    assert.match(one.externalReferences[0].url, /^https:/);
    assert.ok(one.purl.startsWith("pkg:generic/") || /^[0-9a-f]{64,128}$/.test(one.hashes[0].content), named(one));
  }
});

test("the extension's THIRD-PARTY.txt names all that is foreign in it, with texts", () => {
  const foreign = inside("extension").filter((one) => one.purl).map(named).sort();
  for (const browser of ["chromium", "firefox"]) {
    const parts = read(`dist/${browser}/THIRD-PARTY.txt`).split(/\n-{100}\n/).slice(1);
    const names = parts.flatMap((part) => [...part.matchAll(/^(\S+ \S+) \(.*\)\n {4}https:/gm)].map(([, name]) => name));
    assert.deepEqual(names.sort(), foreign);
    for (const part of parts) assert.match(part, /Permission (to use|is hereby granted)|Redistribution and use|Mozilla Public License|This software is provided 'as-is'|Apache License/, part.slice(0, 80));
  }
  assert.match(read("dist/chromium/THIRD-PARTY.txt"), /UNICODE LICENSE V3/);
});
