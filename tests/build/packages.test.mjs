// What scripts/package packs: the same bytes whatever the clock, the time zone and the modes on the disk; and all that belongs in it.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { after, test } from "node:test";
import { unzipSync } from "fflate";
import { root, version } from "../../scripts/lib-ships.mjs";

const folder = mkdtempSync(join(tmpdir(), "second-look-packages-"));
after(() => rmSync(folder, { recursive: true, force: true }));

function packed(name, zone) {
  const out = join(folder, name);
  execFileSync(process.execPath, ["scripts/lib-package.mjs", "--out", out], { cwd: root, env: { ...process.env, TZ: zone } });
  return Object.fromEntries(readdirSync(out).sort().map((file) => [file, readFileSync(join(out, file))]));
}
const sum = (bytes) => createHash("sha256").update(bytes).digest("hex");

const first = packed("first", "America/Los_Angeles");
const dirty = execFileSync("git", ["status", "--porcelain"], { cwd: root, encoding: "utf8" }).trim() === "" ? "" : "-dirty";
const named = (what, end) => `secondlook-${what}-${version}${dirty}.${end}`;
const within = (what) => unzipSync(first[named(what, "zip")]);

test("the four packages and their sums, named by the version; changes that nobody committed are said", () => {
  assert.deepEqual(Object.keys(first), ["SHA256SUMS", named("chromium", "zip"), named("firefox", "zip"), named("sbom", "cdx.json"), named("source", "zip")]);
  const lines = first.SHA256SUMS.toString().trim().split("\n").map((line) => line.split("  "));
  assert.equal(lines.length, 4);
  for (const [digest, name] of lines) assert.equal(digest, sum(first[name]), name);
});

test("packed again in another time zone, the bytes are the same", () => {
  const again = packed("again", "Pacific/Auckland");
  for (const [name, bytes] of Object.entries(first)) assert.equal(sum(again[name]), sum(bytes), name);
});

for (const browser of ["chromium", "firefox"]) {
  test(`${browser}: every file of the build is in its package, and no other`, () => {
    const built = join(root, "dist", browser);
    const files = readdirSync(built, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => relative(built, join(entry.parentPath, entry.name)));
    const inside = within(browser);
    assert.deepEqual(Object.keys(inside).sort(), files.sort());
    for (const [name, bytes] of Object.entries(inside)) assert.ok(readFileSync(join(built, name)).equals(bytes), name);
    assert.equal(JSON.parse(Buffer.from(inside["manifest.json"]).toString()).version, version);
  });
}

test("the sources are what git keeps, under one folder", () => {
  const tracked = execFileSync("git", ["ls-files", "-z"], { cwd: root, encoding: "utf8" }).split("\0").filter(Boolean);
  const deleted = new Set(execFileSync("git", ["ls-files", "-z", "--deleted"], { cwd: root, encoding: "utf8" }).split("\0"));
  assert.deepEqual(Object.keys(within("source")).sort(), tracked.filter((file) => !deleted.has(file)).map((file) => `second-look-${version}/${file}`).sort());
});

test("names stand in order, times are one, and what is run may be run", () => {
  const staged = execFileSync("git", ["ls-files", "--stage"], { cwd: root, encoding: "utf8" }).split("\n").filter(Boolean);
  const runs = new Set(staged.filter((line) => line.startsWith("100755")).map((line) => `second-look-${version}/${line.split("\t")[1]}`));
  assert.ok(runs.has(`second-look-${version}/scripts/build`));
  for (const what of ["chromium", "firefox", "source"]) {
    const entries = directory(first[named(what, "zip")]);
    assert.ok(entries.length > 20);
    assert.deepEqual(entries.map(({ name }) => name), entries.map(({ name }) => name).sort((a, b) => (a < b ? -1 : 1)));
    assert.deepEqual([...new Set(entries.map(({ time }) => time))], [(1 << 21) | (1 << 16)]);
    for (const { name, mode } of entries) assert.equal(mode, runs.has(name) ? 0o100755 : 0o100644, name);
  }
});

/** The names, times and modes of a zip file, from its table at the end. */
function directory(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const end = bytes.length - 22;
  const entries = [];
  let at = view.getUint32(end + 16, true);
  for (let left = view.getUint16(end + 10, true); left > 0; left -= 1) {
    const [name, extra, comment] = [28, 30, 32].map((offset) => view.getUint16(at + offset, true));
    entries.push({ name: bytes.subarray(at + 46, at + 46 + name).toString(), time: view.getUint32(at + 12, true), mode: view.getUint32(at + 38, true) >>> 16 });
    at += 46 + name + extra + comment;
  }
  return entries;
}
