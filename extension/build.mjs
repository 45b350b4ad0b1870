// Builds dist/chromium and dist/firefox from one manifest. Bundles are not minified, so that a store's reviewers can read them.
//
//   node extension/build.mjs [--engine FILE --wasm FILE] [--packs FILE --corpus FILE] [--out FOLDER]
//
// The engine comes from `cargo xtask wasm`, the packs from the pack build; both stand in target/.

import { build } from "esbuild";
import { cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { icon } from "./icons/draw.mjs";
import { hostsOf, manifestFor } from "./manifest.mjs";
import { PAGES, pageFiles } from "./pages.mjs";
import { thirdParty } from "../scripts/lib-licences.mjs";
import { sbom } from "../scripts/lib-sbom.mjs";
import { root, version, whatShips } from "../scripts/lib-ships.mjs";

const { values } = parseArgs({
  options: {
    engine: { type: "string", default: join(root, "target/wasm/engine.js") },
    wasm: { type: "string", default: join(root, "target/wasm/engine_bg.wasm") },
    corpus: { type: "string", default: join(root, "target/corpus.json") },
    packs: { type: "string", default: join(root, "target/packs.json") },
    out: { type: "string", default: join(root, "dist") },
  },
});

for (const [file, by] of [[values.engine, "cargo xtask wasm"], [values.wasm, "cargo xtask wasm"], [values.packs, "cargo xtask packs"], [values.corpus, "cargo xtask packs"]]) {
  if (!existsSync(file)) {
    console.error(`${file} is not there: run \`${by}\` first, or scripts/build, which runs everything.`);
    process.exit(2);
  }
}

const source = JSON.parse(await readFile(join(root, "manifest.json"), "utf8"));
const packs = await readFile(values.packs, "utf8");
const hosts = hostsOf(JSON.parse(packs));

const factory = await engineFactory(resolve(values.engine));
const metafiles = [];
for (const browser of ["chromium", "firefox"]) {
  const out = join(resolve(values.out), browser);
  await rm(out, { recursive: true, force: true });
  await mkdir(join(out, "icons"), { recursive: true });
  await writeFile(join(out, "manifest.json"), `${JSON.stringify(manifestFor(browser, source, version, hosts), null, 2)}\n`);
  metafiles.push(...(await bundles(out, browser)));
  await Promise.all([
    cp(join(root, "extension/_locales"), join(out, "_locales"), { recursive: true }),
    cp(join(root, "locales"), join(out, "locales"), { recursive: true }),
    cp(join(root, "extension/common/page.css"), join(out, "page.css")),
    ...PAGES.flatMap((page) => Object.entries(pageFiles(join(root, "extension"), page))).map(([name, text]) => writeFile(join(out, name), text)),
    cp(values.wasm, join(out, "engine_bg.wasm")),
    writeFile(join(out, "packs.json"), packs),
    cp(values.corpus, join(out, "corpus.json")),
    writeFile(join(out, "case-schema.json"), withoutWords(await readFile(join(root, "schemas/case.json"), "utf8"))),
    ...(browser === "chromium" ? [cp(join(root, "extension/managed-schema.json"), join(out, "managed-schema.json"))] : []),
    ...[16, 32, 48, 128].map((size) => writeFile(join(out, `icons/${size}.png`), icon(size))),
  ]);
  console.log(`built ${out} ${version} for ${hosts.length} hosts`);
}

// Both carry the same list: a package that only one of them had would be a difference between browsers that nobody wrote.
const ships = whatShips(metafiles);
const licences = thirdParty(ships.extension, await readFile(join(root, "LICENSE-MIT"), "utf8"));
for (const browser of ["chromium", "firefox"]) await writeFile(join(resolve(values.out), browser, "THIRD-PARTY.txt"), licences);
await writeFile(join(resolve(values.out), "sbom.json"), `${JSON.stringify(sbom(ships), null, 2)}\n`);

/** A schema as the extension holds files to it: without what only its readers need. */
function withoutWords(schema) {
  const said = new Set(["description", "title", "$schema", "format"]);
  const plain = (value, names) => {
    if (Array.isArray(value)) return value.map((one) => plain(one, false));
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).flatMap(([key, one]) => (!names && said.has(key) ? [] : [[key, plain(one, key === "properties" || key === "$defs")]])));
  };
  return JSON.stringify(plain(JSON.parse(schema), false));
}

/** The script of the engine as a function, so that a trapped instance can be replaced by a new one. */
async function engineFactory(file) {
  const { outputFiles } = await build({
    entryPoints: [file],
    bundle: true,
    write: false,
    format: "iife",
    globalName: "engineModule",
    target: "es2022",
    // The module would look for its Wasm file beside itself; we hand it the file.
    define: { "import.meta.url": '""' },
    logLevel: "warning",
  });
  return `export default function newEngineModule() {\n${outputFiles[0].text}\nreturn engineModule;\n}\n`;
}

async function bundles(out, browser) {
  const entry = (name) => join(root, `extension/${name}.ts`);
  const shared = { bundle: true, metafile: true, charset: "utf8", target: ["chrome120", "firefox140"], legalComments: "none", logLevel: "warning" };
  const module = browser === "chromium" ? "esm" : "iife";
  const engine = {
    name: "engine-factory",
    setup(on) {
      on.onResolve({ filter: /^engine-factory$/ }, () => ({ path: "engine-factory", namespace: "engine" }));
      on.onLoad({ filter: /.*/, namespace: "engine" }, () => ({ contents: factory, loader: "js" }));
    },
  };
  const built = await Promise.all([
    build({
      ...shared,
      entryPoints: { background: entry("background/entry") },
      outdir: out,
      format: module,
      plugins: [engine],
    }),
    // A content script is no module.
    build({ ...shared, entryPoints: { content: entry("content/main") }, outdir: out, format: "iife" }),
    build({
      ...shared,
      entryPoints: Object.fromEntries(PAGES.filter(({ page }) => page !== "packs").map(({ folder, page }) => [page, entry(`${folder}/${page}`)])),
      outdir: out,
      format: "esm",
    }),
    // It has an engine of its own: to prove a pack takes long, and the background has pages to answer.
    build({ ...shared, entryPoints: { packs: entry("packs/packs") }, outdir: out, format: "esm", plugins: [engine] }),
  ]);
  return built.map(({ metafile }) => metafile);
}
