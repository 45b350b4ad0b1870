// What the scripts call keeps to the lock files: nothing is taken that nobody looked at, and nothing that is installed is run.

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";

const root = new URL("../../", import.meta.url);
const read = (path) => readFileSync(new URL(path, root), "utf8");
const within = (folder) =>
  readdirSync(new URL(folder, root), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith(".md"))
    .map((entry) => `${entry.parentPath}/${entry.name}`.replace(root.pathname, ""));

/** The lines of scripts and build steps that run something; a call that goes on over lines is one. */
function lines() {
  const files = [...within("scripts/"), ...within(".ci/"), ".cargo/config.toml", "package.json", ...within("tests/browser/"), ...within("tests/build/"), ...within("extension/").filter((file) => file.endsWith(".mjs"))];
  const joined = files.filter((file) => file !== "tests/build/locked.test.mjs").flatMap((file) => read(file).replaceAll("\\\n", " ").split("\n").map((line) => [file, line]));
  return joined.filter(([, line]) => !/^\s*(#|\/\/|\/?\*)/.test(line));
}

const LOCKS = "build|check|clippy|run|test|bench|doc|install|metadata|tree|fetch|rustc|package|publish|update|add";
const cargo = new RegExp(`\\bcargo(\\s+|["'],\\s*["'])(\\+\\S+\\s+)?(${LOCKS})\\b|\\bcargo\\(["'](${LOCKS})\\b|^\\s*xtask = "(${LOCKS})\\b`);

test("cargo keeps to Cargo.lock", () => {
  const calls = lines().filter(([, line]) => cargo.test(line));
  assert.ok(calls.length > 5, "the pattern finds no calls");
  assert.deepEqual(calls.filter(([, line]) => !line.includes("--locked")), []);
});

test("cargo keeps to Cargo.lock where the build's steps call it", () => {
  const steps = within("crate/xtask/").filter((file) => file.endsWith(".rs"));
  const calls = steps.flatMap((file) => [...read(file).matchAll(new RegExp(`args\\(\\[\\s*"(${LOCKS})"[^\\]]*\\]`, "g"))].map(([call]) => [file, call]));
  assert.ok(calls.length > 2, "the pattern finds no calls");
  assert.deepEqual(calls.filter(([, call]) => !call.includes('"--locked"')), []);
});

test("npm installs what the lock file says, and runs nothing of it", () => {
  const calls = lines().filter(([, line]) => /\bnpm\s+(ci|i|install|add|update|exec|x)\b|\bnpx\b|\b(yarn|pnpm|bun)\s/.test(line));
  assert.ok(calls.length > 3, "the pattern finds no calls");
  const keeps = (line) => (/\bnpx\b/.test(line) ? /\bnpx --no-install\b/.test(line) : /\bnpm ci --ignore-scripts\b/.test(line));
  assert.deepEqual(calls.filter(([, line]) => !keeps(line)), []);
});
