// What ships: the crates that are linked into the Wasm module and into the command, the npm packages of which something stands in
// a bundle, and what these bring along that no list of packages names. Read by the extension's build and by scripts/package.

import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
const read = (...path) => readFileSync(join(root, ...path), "utf8");

/** The one place where the version stands is the workspace. */
export const version = /^\[workspace\.package\][^[]*?^version = "([^"]+)"/ms.exec(read("Cargo.toml"))?.[1];
if (!version) throw new Error("Cargo.toml has no [workspace.package] version");

/** What is given to people, and what cargo calls it. The command is counted for the machine that builds it. */
export const SHIPPED = {
  extension: { crate: "secondlook-wasm", target: ["wasm32-unknown-unknown"] },
  command: { crate: "secondlook", target: [] },
};

/** Cargo's answer; it asks for no package that the lock file does not name. */
export const cargo = (...words) => execFileSync("cargo", words, { cwd: root, encoding: "utf8", maxBuffer: 1 << 26 });

/** The machine that builds. */
export const host = () => /^host: (.+)$/m.exec(execFileSync("rustc", ["-vV"], { cwd: root, encoding: "utf8" }))[1];

/** The crates that are linked: what only builds, and what only tests call, is not in it. */
export function crates(shipped) {
  const { crate, target: [target = host()] } = SHIPPED[shipped];
  const tree = cargo("tree", "--locked", "--package", crate, "--target", target, "--edges", "normal,no-proc-macro", "--prefix", "none", "--format", "{p}");
  const linked = new Set(tree.split("\n").filter(Boolean).map((line) => line.split(" ").slice(0, 2).join(" ")));
  const { packages } = JSON.parse(cargo("metadata", "--locked", "--format-version", "1", "--filter-platform", target));
  const sums = checksums();
  return packages
    .filter(({ name, version }) => linked.has(`${name} v${version}`))
    .map(({ name, version, license, manifest_path: manifest, repository, source }) => ({
      name,
      version,
      // Older crates part alternatives by a stroke.
      licence: license.replaceAll("/", " OR "),
      folder: dirname(manifest),
      ours: source === null,
      ...(source === null ? {} : {
        purl: `pkg:cargo/${name}@${version.replaceAll("+", "%2B")}`,
        hash: { alg: "SHA-256", content: sums.get(`${name} ${version}`) },
        source: `https://crates.io/crates/${name}/${version}`,
      }),
      ...(repository ? { repository } : {}),
    }));
}

function checksums() {
  const blocks = read("Cargo.lock").split("[[package]]");
  const field = (block, name) => new RegExp(`^${name} = "(.*)"$`, "m").exec(block)?.[1];
  return new Map(blocks.map((block) => [`${field(block, "name")} ${field(block, "version")}`, field(block, "checksum")]));
}

/** The npm packages of which at least a byte stands in an output of esbuild. */
export function npmPackages(metafiles) {
  const inputs = metafiles.flatMap(({ outputs }) => Object.values(outputs)).flatMap(({ inputs }) => Object.entries(inputs));
  const names = inputs.flatMap(([path, { bytesInOutput }]) => (bytesInOutput > 0 ? (/.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? []) : []));
  const lock = JSON.parse(read("package-lock.json"));
  return [...new Set(names)].map((name) => {
    const folder = join(root, "node_modules", name);
    const { version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    const [, alg, sum] = /^sha(\d+)-(.*)$/.exec(lock.packages[`node_modules/${name}`].integrity);
    return {
      name,
      version,
      licence: license,
      folder,
      purl: `pkg:npm/${name.replace("@", "%40")}@${version}`,
      hash: { alg: `SHA-${alg}`, content: Buffer.from(sum, "base64").toString("hex") },
      source: `https://www.npmjs.com/package/${name}/v/${version}`,
    };
  });
}

/** Code that comes with a compiler or inside a crate. */
function brought(shipped, linked) {
  const rust = /^channel = "(.+)"$/m.exec(read("rust-toolchain.toml"))[1];
  const found = [{ name: "rust-std", version: rust, licence: "MIT OR Apache-2.0", purl: `pkg:generic/rust-std@${rust}`, source: `https://github.com/rust-lang/rust/tree/${rust}/library` }];
  const sqlite = linked.find(({ name }) => name === "libsqlite3-sys");
  if (sqlite) {
    const header = join(sqlite.folder, "sqlite3", "sqlite3.h");
    if (!existsSync(header)) throw new Error("libsqlite3-sys no longer brings sqlite3/sqlite3.h: say in scripts/lib-ships.mjs what it brings");
    const version = /^#define SQLITE_VERSION +"(.+)"$/m.exec(readFileSync(header, "utf8"))[1];
    found.push({ name: "sqlite", version, licence: "blessing", purl: `pkg:generic/sqlite@${version}`, source: "https://www.sqlite.org/" });
  }
  return found;
}

/** `{extension, command}`: of each what is in it, in one order everywhere. */
export function whatShips(metafiles) {
  const order = (a, b) => (`${a.name} ${a.version}` < `${b.name} ${b.version}` ? -1 : 1);
  const of = (shipped, more) => {
    const linked = crates(shipped);
    return [...linked, ...more, ...brought(shipped, linked)].sort(order);
  };
  return { extension: of("extension", npmPackages(metafiles)), command: of("command", []) };
}
