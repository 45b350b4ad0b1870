// The packs that an engine is built of: the user's, the team's, the organisation's, the built-in ones, in this order. Of two
// adapters that can read a page the first one does. Every pack that is not built in was proved by this very engine, or is now;
// one that fails is left out and said, and never keeps the others from being loaded.

import type { OpenedPack, Override, PackInfo, Problem, Severity } from "../../types.ts";
import type { EngineModule } from "../module.ts";
import { type Policy, policy } from "./managed.ts";
import { type Held, isThere, type Layer } from "./schema.ts";
import { type Everything, everything, keepProved } from "./store.ts";
import { isTrusted, namespaceOf, plainFingerprint } from "./trust.ts";

export type Origin = Layer | "policy";

/** A pack that is not built in, with what became of it. */
export interface Imported {
  id: string;
  origin: Origin;
  text: string;
  sha256: string;
  opened?: OpenedPack;
  trusted: boolean;
  /** Why it is not loaded; empty where it is. */
  problems: Problem[];
  /** The user's, where it is. */
  held?: Held;
  /** Of the organisation's: whether the user may switch it off. */
  optional: boolean;
  on: boolean;
}

export interface Loading {
  imported: Imported[];
  /** Trouble with the policy or the database as such. */
  problems: Problem[];
  overrides: Override[];
}

/** What is needed to look at packs; the corpus is fetched only when something has to be proved. */
export interface Tools {
  module: EngineModule;
  builtIn: string;
  corpus: () => Promise<string>;
  /** Packs that the organisation lets the user switch off, and that are. */
  off: readonly string[];
  today: string;
  /** Whether verdicts may be written: not in a private window, nor before the first answer. */
  mayWrite: boolean;
  /** What is kept and prescribed, where it was asked for before the module was there. */
  kept?: Promise<Kept>;
}

/** What a user and an organisation have beside the built-in packs. */
export type Kept = [{ all: Everything; problems: Problem[] }, Policy];
export const readKept = (): Promise<Kept> => Promise.all([readOwn(), policy()]);

/** Everything that is not built in, opened and proved. */
export async function load(tools: Tools): Promise<Loading> {
  const [kept, prescribed] = await (tools.kept ?? readKept());
  const { problems } = kept;
  const { held, trusted, proved, overrides } = kept.all;
  const candidates = [...fromPolicy(prescribed, tools), ...held.map((one) => fromHeld(one, tools, trusted))];
  const imported = unique(candidates);
  const said = [...prescribed.problems, ...problems];
  const holding = living(overrides, tools.today);
  if (imported.length === 0) return { imported, problems: said, overrides: holding };
  const engine = engineOf(tools.module);
  const known = new Set(proved.filter((one) => one.engine === engine).map(({ sha256 }) => sha256));
  const passed: string[] = [];
  for (const one of imported) {
    if (one.problems.length > 0 || !one.on || known.has(one.sha256)) continue;
    const others = imported.filter((other) => other !== one && other.on && (known.has(other.sha256) || passed.includes(other.sha256)));
    one.problems.push(...await prove(tools, one.text, others));
    if (one.problems.length === 0) passed.push(one.sha256);
  }
  if (passed.length > 0 && tools.mayWrite) {
    const wanted = new Set([...imported.map(({ sha256 }) => sha256), ...held.flatMap(({ before }) => before?.sha256 ?? [])]);
    // That it could not be kept means only that it is proved again.
    await keepProved(passed, engine, wanted).catch(() => undefined);
  }
  return { imported, problems: said, overrides: holding };
}

async function readOwn(): Promise<Kept[0]> {
  const none = { held: [], trusted: [], proved: [], overrides: [] };
  try {
    return { all: (await isThere()) ? await everything() : none, problems: [] };
  } catch (error) {
    if (error instanceof Error && error.name === "VersionError") {
      return { all: none, problems: [{ place: "packs", code: "packs-newer", message: "the imported packs and what you decided about findings were written by a newer version of Second Look: they are neither used nor changed", fix: "update the extension" }] };
    }
    return { all: none, problems: [{ place: "packs", code: "packs-unreadable", message: `the imported packs could not be read: ${String(error).slice(0, 200)}`, fix: "start the browser again; if it stays, import them again" }] };
  }
}

/** Those that still hold on a day, as the engine takes them. */
export const living = (overrides: readonly Override[], today: string): Override[] =>
  overrides.filter(({ until }) => until === undefined || until >= today).map(({ rule, scope, do: what, reason, until }) => ({ rule, scope, do: what, reason, ...(until !== undefined && { until }) }));

export function engineOf(module: EngineModule): string {
  const described = module.describe();
  return "ok" in described ? described.ok.engine : "";
}

function fromHeld(held: Held, { module }: Tools, trusted: Everything["trusted"]): Imported {
  const { id, layer, on, now } = held;
  const opened = module.openPack(now.text);
  const line = trusted.find(({ namespace }) => namespace === namespaceOf(id));
  const shared = { id, origin: layer, text: now.text, sha256: now.sha256, optional: true, on, held };
  if ("problems" in opened) return { ...shared, trusted: false, problems: opened.problems };
  return { ...shared, opened: opened.ok, trusted: isTrusted(line, opened.ok.key ?? undefined), problems: [] };
}

function fromPolicy({ packs }: Policy, { module, off }: Tools): Imported[] {
  return packs.map(({ file, fingerprint, optional }, n) => {
    const opened = module.openPack(file);
    const shared = { origin: "policy", text: file, optional, trusted: false } as const;
    if ("problems" in opened) return { ...shared, id: `policy/${n}`, sha256: "", on: true, problems: opened.problems };
    const { info, fingerprint: found } = opened.ok;
    const same = found != null && plainFingerprint(found) === fingerprint;
    const wrong = { place: `policy: ${info.id}`, code: "policy-other-key", message: `it is signed by ${found ?? "nobody"}, and the policy asks for ${fingerprint}`, fix: "prescribe the file that this owner signed, or the fingerprint of the new key" };
    return { ...shared, id: info.id, sha256: info.sha256, opened: opened.ok, trusted: same, on: !(optional && off.includes(info.id)), problems: same ? [] : [wrong] };
  });
}

/** The organisation's pack stands in place of the user's of the same name. */
function unique(all: readonly Imported[]): Imported[] {
  const policy = all.filter(({ origin }) => origin === "policy");
  const own = all.filter(({ origin }) => origin !== "policy");
  const prescribed = new Set(policy.filter(({ problems }) => problems.length === 0).map(({ id }) => id));
  for (const one of own) if (prescribed.has(one.id)) one.problems.push({ place: one.id, code: "pack-prescribed", message: "your organisation prescribes this pack, so yours is not loaded", fix: "remove yours" });
  return [...own, ...policy];
}

/** What keeps a pack from being loaded beside others; nothing where it passes. */
export async function prove(tools: Tools, text: string, others: readonly Imported[]): Promise<Problem[]> {
  const proof = tools.module.provePack(text, await tools.corpus(), packsJson(tools.builtIn, others));
  return "problems" in proof ? proof.problems : proof.ok.problems;
}

export const loaded = (imported: readonly Imported[]): Imported[] => imported.filter(({ on, problems }) => on && problems.length === 0);

/** The packs as the engine takes them: a JSON list. */
export function packsJson(builtIn: string, imported: readonly Imported[]): string {
  const own = loaded(imported).map(({ text, trusted, sha256 }) => JSON.stringify({ file: text, trusted, proved_for: sha256 }));
  const rest = builtIn.trim().slice(1);
  return own.length === 0 ? builtIn : `[${own.join(",")}${/^\s*\]/.test(rest) ? "" : ","}${rest}`;
}

/** When a pack's author said it would be too old; nothing where they did not say. */
export function endsOn(pack: { modified?: string | null; life_days?: number | null }): string | undefined {
  if (pack.modified == null || pack.life_days == null) return undefined;
  const from = Date.parse(`${pack.modified.slice(0, 10)}T00:00:00Z`);
  return Number.isNaN(from) ? undefined : new Date(from + pack.life_days * 86_400_000).toISOString().slice(0, 10);
}

/** An element of `packs.json`, as far as anybody here looks at it. */
export interface BuiltIn {
  info: PackInfo;
  pack: { description: string; licence: string; authors?: string[]; modified?: string; life_days?: number; rules?: { id: string; title: { [language: string]: string }; severity: Severity }[]; adapters?: { id: string; hosts: string[] }[] };
}
