// THIRD-PARTY.txt: the licences of what stands in the extension. Their authors ask that they go with it.

import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

const NAMED = /^(licen[cs]e|copying|notice|copyright|unlicense)/i;

/** The texts that a package brings. Of alternatives, MIT's is enough: it asks least of those who hand it on. */
function texts({ folder, licence }) {
  if (!folder || !existsSync(folder)) return [];
  const files = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isFile() && NAMED.test(entry.name)).map(({ name }) => name).sort();
  const mit = licence.includes(" OR ") && !licence.includes("AND") ? files.filter((name) => /MIT/i.test(name)) : [];
  return (mit.length > 0 ? mit : files).map((name) => readFileSync(join(folder, name), "utf8").replaceAll("\r\n", "\n").replace(/[ \t]+$/gm, "").trim());
}

/** @param list what `whatShips` gives for the extension; @param ourMit the text of our own MIT licence, for Rust's library */
export function thirdParty(list, ourMit) {
  const foreign = list.filter((one) => !one.ours);
  const own = new Map(foreign.map((one) => [one, texts(one)]));
  own.set(foreign.find(({ name }) => name === "rust-std"), [ourMit.replace(/^Copyright .*$/m, "Copyright (c) The Rust Project Contributors").trim()]);
  // Who brings none says which it is; then another's of the same name serves.
  const of = (one) => {
    if (own.get(one).length > 0) return own.get(one);
    const like = foreign.find((other) => other.licence === one.licence && own.get(other).length > 0);
    if (!like) throw new Error(`${one.name} ${one.version} brings no text of its licence (${one.licence}), and nothing else has the same`);
    return own.get(like);
  };
  const under = new Map();
  for (const one of foreign) {
    const text = of(one).join("\n\n");
    under.set(text, [...(under.get(text) ?? []), one]);
  }
  const line = (one) => `${one.name} ${one.version} (${one.licence})\n    ${one.source}`;
  const parts = [...under].map(([text, names]) => `${names.map(line).join("\n")}\n\n${text}\n`);
  return [
    "What stands in this extension beside our own code, unchanged, with the address of its source and its licence.\n",
    ...parts,
  ].join(`\n${"-".repeat(100)}\n\n`);
}
