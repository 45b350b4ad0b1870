// Every path that the documents name in code marks is there: a table of threats and tests is worth what its links are.

import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { test } from "node:test";

const root = new URL("../../", import.meta.url);
// Made by a build or named as a pattern.
const made = /^(dist|target)\/|[<>*{}]/;

for (const document of ["README.md", "ARCHITECTURE.md", "SECURITY.md", "PRIVACY.md"]) {
  test(`${document} names files that are there`, () => {
    const text = readFileSync(new URL(document, root), "utf8");
    const paths = [...text.matchAll(/`(?:\.\/)?((?:crate|extension|packs|tests|scripts|locales|schemas)\/[^\s`]*)`/g)].map(([, path]) => path);
    const missing = paths.filter((path) => !made.test(path) && !existsSync(new URL(path, root)));
    assert.deepEqual(missing, []);
    assert.ok(document === "PRIVACY.md" || paths.length > 0, "the pattern finds no path at all");
  });
}
