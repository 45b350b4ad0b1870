// No path of the machine that built it stands in what ships: it would tell who built it, and make two machines' bytes differ.

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { root } from "../../scripts/lib-ships.mjs";
import { command, left } from "./command.mjs";

const home = (name, folder) => process.env[name] ?? join(homedir(), folder);
const folders = [root, homedir(), home("CARGO_HOME", ".cargo"), home("RUSTUP_HOME", ".rustup")].map((path) => path.replace(/\/*$/, "/"));
// What cargo calls the folder of a registry's crates follows from the registry's address. A home that is the root says nothing.
const paths = [...folders.filter((path) => path !== "/"), "registry/src/"];
const files = (folder) =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));

test("the extension, and the list of what ships", () => {
  const all = [...files("dist/chromium"), ...files("dist/firefox"), join(root, "dist/sbom.json")];
  assert.ok(all.length > 50);
  for (const file of all) {
    const text = readFileSync(file).toString("latin1");
    assert.deepEqual(paths.filter((path) => text.includes(path)), [], file);
  }
});

test("the command", { skip: left }, () => {
  const text = readFileSync(command).toString("latin1");
  assert.deepEqual(paths.filter((path) => text.includes(path)), []);
  assert.match(text, /\/crates\/[\w-]+-\d+\.\d/, "names of crates are there: the search would find paths");
});
