// Few dependencies, each with its reason: docs/dependencies.md is held to what is asked for; lock files to what they may say.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { cargo } from "../../scripts/lib-ships.mjs";

const read = (path) => readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");
const sorted = (names) => [...new Set(names)].sort();

/** `{package: [..], crate: [..]}`: the first cells of the tables, by the word at their head. */
function tables() {
  const rows = { package: [], crate: [] };
  let kind;
  for (const line of read("docs/dependencies.md").split("\n")) {
    const [, head] = /^\| (\w+) \| reason \|$/.exec(line) ?? [];
    if (head) kind = head;
    const [, name, reason] = /^\| `([^`]+)` \| (.*) \|$/.exec(line) ?? [];
    if (name) {
      assert.ok(reason.trim().length > 3, `${name} has no reason`);
      rows[kind].push(name);
    }
  }
  for (const names of Object.values(rows)) assert.deepEqual(names.filter((name, at) => names.indexOf(name) !== at), [], "a second row");
  return rows;
}

test("every npm package that we ask for has its reason, and no other", () => {
  const { dependencies = {}, devDependencies = {}, optionalDependencies = {}, peerDependencies = {} } = JSON.parse(read("package.json"));
  const asked = sorted([dependencies, devDependencies, optionalDependencies, peerDependencies].flatMap(Object.keys));
  assert.ok(asked.length > 5);
  assert.deepEqual(sorted(tables().package), asked);
});

test("every crate that we ask for has its reason, and no other", () => {
  const { packages } = JSON.parse(cargo("metadata", "--locked", "--no-deps", "--format-version", "1"));
  const ours = new Set(packages.map(({ name }) => name));
  const asked = sorted(packages.flatMap(({ dependencies }) => dependencies.map(({ name }) => name)).filter((name) => !ours.has(name)));
  assert.ok(asked.length > 20);
  assert.deepEqual(sorted(tables().crate), asked);
});

test("npm packages are named exactly, come from npm's registry, and are held by their hash", () => {
  const { devDependencies } = JSON.parse(read("package.json"));
  for (const [name, version] of Object.entries(devDependencies)) assert.match(version, /^\d+\.\d+\.\d+$/, name);
  const packages = Object.entries(JSON.parse(read("package-lock.json")).packages).filter(([path]) => path !== "");
  assert.ok(packages.length > 100);
  for (const [path, { integrity, resolved = "https://registry.npmjs.org/", link }] of packages) {
    assert.ok(resolved.startsWith("https://registry.npmjs.org/"), `${path} comes from ${resolved}`);
    assert.match(integrity ?? "", /^sha512-/, path);
    assert.ok(!link, path);
  }
});

test("only esbuild, and a watcher that is for another system, would run something when installed", () => {
  const packages = Object.entries(JSON.parse(read("package-lock.json")).packages);
  const run = packages.filter(([, { hasInstallScript }]) => hasInstallScript).map(([path]) => path.split("node_modules/").at(-1));
  assert.deepEqual(sorted(run.filter((name) => name !== "fsevents")), ["esbuild"]);
});
