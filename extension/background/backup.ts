// A file of what the user chose: choices, packs, whose keys are trusted, decisions about findings. The memory and the records have
// files of their own. Read as what it is: a file that somebody may have changed.

import { found } from "../common/plain.ts";
import { isOverride } from "../common/protocol.ts";
import { parseSettings, readSettings, type Settings, writeSettings } from "../common/settings.ts";
import { type AdapterHosts, patternsOf } from "./packs/hosts.ts";
import { type Held, type KeptOverride, LAYERS, type Trusted, type Version } from "./packs/schema.ts";
import { everything, MOST_CHARACTERS, MOST_OVERRIDES, MOST_PACKS, Refusal, replaceAll } from "./packs/store.ts";
import { namespaceOf } from "./packs/trust.ts";

const KIND = "second-look-backup";
const SCHEMA = 1;
/** Two versions of each pack, as JSON strings in JSON, and what stands beside them. */
const MOST_BYTES = 96 * 2 ** 20;

export interface Backup {
  made: string;
  settings: Settings;
  held: Held[];
  trusted: Trusted[];
  overrides: KeptOverride[];
}

export async function backupText(made: string): Promise<string> {
  const [settings, { held, trusted, overrides }] = await Promise.all([readSettings(), everything()]);
  return JSON.stringify({ kind: KIND, schema: SCHEMA, made, settings, held, trusted, overrides });
}

/** Looks at a file and changes nothing. */
export async function readBackup(file: Blob): Promise<Backup> {
  if (file.size > MOST_BYTES) throw new Refusal("ui.options.backup.large", { found: Math.round(file.size / 2 ** 20), most: MOST_BYTES / 2 ** 20 });
  const parts = record(parsed(await file.text()));
  if (parts["kind"] !== KIND) throw new Refusal("ui.options.backup.other");
  if (parts["schema"] !== SCHEMA) throw new Refusal("ui.options.backup.schema", { found: found(parts["schema"]), known: SCHEMA });
  const held = each(parts, "held", MOST_PACKS, asHeld);
  const characters = held.reduce((sum, { now, before }) => sum + now.text.length + (before?.text.length ?? 0), 0);
  if (characters > MOST_CHARACTERS) throw new Refusal("ui.packs.refused.large_all", { most: MOST_CHARACTERS / 2 ** 20 });
  return {
    made: text(parts["made"], 40) ?? "",
    settings: parseSettings(parts["settings"]),
    held,
    trusted: each(parts, "trusted", 1_000, asTrusted),
    overrides: each(parts, "overrides", MOST_OVERRIDES, asKept),
  };
}

/** Puts the file's in place of what is here. */
export async function restore({ settings, held, trusted, overrides }: Backup): Promise<void> {
  await replaceAll({ held, trusted, overrides });
  const none = { run: undefined, remember: undefined, keep_days: undefined, record_days: undefined, language: undefined, packs_off: undefined };
  await writeSettings({ ...none, ...settings });
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    throw new Refusal("ui.options.backup.other");
  }
}

function each<T>(parts: Record<string, unknown>, name: string, most: number, as: (value: Record<string, unknown>) => T | undefined): T[] {
  const list = parts[name];
  if (!Array.isArray(list) || list.length > most) throw new Refusal("ui.options.backup.part", { place: name });
  return list.map((value: unknown, n) => {
    const one = as(record(value));
    if (one === undefined) throw new Refusal("ui.options.backup.part", { place: `${name}[${n}]` });
    return one;
  });
}

function asHeld(value: Record<string, unknown>): Held | undefined {
  const id = text(value["id"], 200);
  const layer = LAYERS.find((one) => one === value["layer"]);
  const [order, on] = [value["order"], value["on"]];
  const now = asVersion(id ?? "", record(value["now"]));
  const before = value["before"] === undefined ? undefined : asVersion(id ?? "", record(value["before"]));
  if (id === undefined || layer === undefined || typeof order !== "number" || !Number.isSafeInteger(order) || typeof on !== "boolean" || !now) return undefined;
  if (value["before"] !== undefined && !before) return undefined;
  return { id, layer, order, on, now, ...(before && { before }) };
}

/** What is said of a version has to be what stands in it; whether it holds, the engine says when it loads it. */
function asVersion(id: string, value: Record<string, unknown>): Version | undefined {
  const [file, version, sha256, imported] = [text(value["text"], MOST_CHARACTERS), text(value["version"], 60), text(value["sha256"], 64), text(value["imported"], 40)];
  if (file === undefined || version === undefined || sha256 === undefined || imported === undefined) return undefined;
  const whole = record(parsed(file));
  const pack = record(whole["pack"]);
  if (pack["id"] !== id || pack["version"] !== version || whole["sha256"] !== sha256) return undefined;
  const [key, fingerprint] = [text(value["key"], 200), text(value["fingerprint"], 40)];
  const hosts = patternsOf(Array.isArray(pack["adapters"]) ? pack["adapters"].map((one) => adapterHosts(record(one))) : []);
  return { text: file, version, sha256, imported, hosts, ...(key !== undefined && { key }), ...(fingerprint !== undefined && { fingerprint }) };
}

const adapterHosts = ({ hosts }: Record<string, unknown>): AdapterHosts => ({ hosts: Array.isArray(hosts) ? hosts.filter((one) => typeof one === "string") : [] });

function asTrusted(value: Record<string, unknown>): Trusted | undefined {
  const [namespace, key, fingerprint, since] = [text(value["namespace"], 200), text(value["key"], 200), text(value["fingerprint"], 40), text(value["since"], 40)];
  const former = value["former"];
  if (namespace === undefined || key === undefined || fingerprint === undefined || since === undefined || namespaceOf(`${namespace}/x`) !== namespace) return undefined;
  if (!Array.isArray(former) || former.length > 100 || !former.every((one) => typeof one === "string" && one.length <= 200)) return undefined;
  return { namespace, key, fingerprint, since, former };
}

function asKept(value: Record<string, unknown>): KeptOverride | undefined {
  const [made, title, number] = [text(value["made"], 40), text(value["title"], 2_000), value["number"]];
  if (made === undefined || title === undefined || typeof number !== "number" || !Number.isSafeInteger(number) || !isOverride(value)) return undefined;
  const { rule, scope, do: what, reason, until } = value as unknown as KeptOverride;
  return { rule, scope, do: what, reason, made, title, number, ...(until !== undefined && { until }) };
}

const text = (value: unknown, most: number): string | undefined => (typeof value === "string" && value.length <= most ? value : undefined);
const record = (value: unknown): Record<string, unknown> => (typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {});
