// docs/flags.md says of every flag whether it is read. Its first table is held to what the checks and rules say of themselves.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

const read = (path) => readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");
const sorted = (ids) => [...new Set(ids)].sort();

const flags = read("docs/flags.md");
const catalogue = read("docs/catalogue.md");
const table = /## Read in[^]*?\n\n\|[^]*?\n\n/.exec(flags)?.[0] ?? "";
const rows = table.split("\n").filter((line) => line.startsWith("| ")).slice(1).map((line) => line.split("|").map((cell) => cell.trim()));
const codes = (text) => [...text.matchAll(/`([a-z0-9-]+)`/g)].map(([, code]) => code);

test("the flags that are read are the ones that findings name as their source", () => {
  const named = [...catalogue.matchAll(/^From: (.*)\.$/gm)].flatMap(([, ids]) => ids.split(", "));
  assert.ok(named.length > 30, "the pattern finds no sources");
  assert.deepEqual(sorted(rows.flatMap(([, , ids]) => codes(ids))), sorted(named));
});

test("the checks that the table names are there", () => {
  const checks = new Set([...catalogue.matchAll(/^`([a-z-]+)` \d/gm)].map(([, id]) => id));
  const named = rows.flatMap(([, , , , by]) => codes(by));
  assert.ok(named.length > 5);
  assert.deepEqual(named.filter((id) => !checks.has(id)), []);
});

test("no flag stands in two tables", () => {
  const later = flags.slice(flags.indexOf("## Needs you")).split("\n").filter((line) => line.startsWith("| "));
  const ids = [...rows, ...later.map((line) => line.split("|"))].flatMap(([, , cell]) => codes(cell));
  assert.deepEqual(ids.filter((id, at) => ids.indexOf(id) !== at), []);
});
