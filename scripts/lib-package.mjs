// Packs what is built into dist/packages: node scripts/lib-package.mjs [--out FOLDER]. scripts/package builds first.
//
// The same sources give the same bytes on every machine: names in order, one time, modes that are told and not looked up, and a
// packer that the lock file names (Node's own differs from one Node to the next).

import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { parseArgs } from "node:util";
import { zipSync } from "fflate";
import { root, version } from "./lib-ships.mjs";

const { values } = parseArgs({ options: { out: { type: "string", default: join(root, "dist/packages") } } });
const out = resolve(values.out);

const git = (...words) => execFileSync("git", words, { cwd: root, encoding: "utf8", maxBuffer: 1 << 26 });
// The earliest that a zip file can hold. It is written as the clock on the wall shows it: made as such, no time zone matters.
const mtime = new Date(1980, 0, 1);

/** @param files [path in the zip, path on the disk, may be run] */
function zip(files) {
  const entry = ([name, file, runs]) => [name, [readFileSync(file), { mtime, os: 3, attrs: ((0o100000 | (runs ? 0o755 : 0o644)) << 16) >>> 0 }]];
  const inOrder = [...files].sort(([a], [b]) => (a < b ? -1 : 1));
  return zipSync(Object.fromEntries(inOrder.map(entry)), { level: 9 });
}

function built(browser) {
  const folder = join(root, "dist", browser);
  if (!existsSync(join(folder, "manifest.json"))) throw new Error(`dist/${browser} is not there: run scripts/package, which builds first`);
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return files.map((entry) => join(entry.parentPath, entry.name)).map((file) => [relative(folder, file).replaceAll("\\", "/"), file, false]);
}

/** What git keeps, as it is on the disk now. */
function sources() {
  const tracked = git("ls-files", "-z", "--stage").split("\0").filter(Boolean);
  return tracked.flatMap((line) => {
    const [, mode, path] = /^(\d+) [^\t]*\t(.*)$/s.exec(line);
    return existsSync(join(root, path)) ? [[`second-look-${version}/${path}`, join(root, path), mode === "100755"]] : [];
  });
}

// A package of what nobody committed says so: it is not what its version promises.
const state = git("status", "--porcelain").trim() === "" ? "" : "-dirty";
const named = (what, end = "zip") => `secondlook-${what}-${version}${state}.${end}`;
const packages = {
  [named("chromium")]: zip(built("chromium")),
  [named("firefox")]: zip(built("firefox")),
  [named("source")]: zip(sources()),
  [named("sbom", "cdx.json")]: readFileSync(join(root, "dist/sbom.json")),
};

rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
const sums = [];
for (const [name, bytes] of Object.entries(packages)) {
  writeFileSync(join(out, name), bytes);
  sums.push(`${createHash("sha256").update(bytes).digest("hex")}  ${name}\n`);
  console.log(`${String(bytes.length).padStart(10)}  ${relative(process.cwd(), join(out, name))}`);
}
writeFileSync(join(out, "SHA256SUMS"), sums.join(""));
