// The list of what ships in the form of CycloneDX 1.6. No time and no number by chance is in it: the same sources give the same list.

import { createHash } from "node:crypto";
import { host, version } from "./lib-ships.mjs";

const OURS = "MIT OR Apache-2.0";
const ref = (one) => one.purl ?? `secondlook:${one.name}@${one.version}`;

function component(type, one) {
  return {
    type,
    "bom-ref": ref(one),
    name: one.name,
    version: one.version,
    ...(one.description ? { description: one.description } : {}),
    ...(one.hash ? { hashes: [one.hash] } : {}),
    licenses: [/[ ()]/.test(one.licence) ? { expression: one.licence } : { license: { id: one.licence } }],
    ...(one.purl ? { purl: one.purl } : {}),
    ...(one.source ? { externalReferences: [{ type: "distribution", url: one.source }] } : {}),
  };
}

/** @param ships what `whatShips` gives */
export function sbom(ships) {
  const parts = Object.keys(ships).map((name) => ({ name: `second-look-${name}`, version, licence: OURS, ...(name === "command" ? { description: `As linked for ${host()}.` } : {}) }));
  const project = { name: "second-look", version, licence: OURS };
  const all = new Map(Object.values(ships).flat().map((one) => [ref(one), one]));
  const body = {
    metadata: { component: component("application", project) },
    components: [
      ...parts.map((part) => component("application", part)),
      ...[...all].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => component("library", one)),
    ],
    dependencies: [
      { ref: ref(project), dependsOn: parts.map(ref) },
      ...Object.values(ships).map((list, at) => ({ ref: ref(parts[at]), dependsOn: list.map(ref).sort() })),
    ],
  };
  const digest = createHash("sha256").update(JSON.stringify(body)).digest("hex");
  // A UUID of the eighth kind: made of what it names.
  const uuid = `${digest.slice(0, 8)}-${digest.slice(8, 12)}-8${digest.slice(13, 16)}-8${digest.slice(17, 20)}-${digest.slice(20, 32)}`;
  return { $schema: "http://cyclonedx.org/schema/bom-1.6.schema.json", bomFormat: "CycloneDX", specVersion: "1.6", serialNumber: `urn:uuid:${uuid}`, version: 1, ...body };
}
