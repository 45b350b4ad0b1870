// What is to be known of a pack file before it is taken: who signed it, whether it passes, what it changes. Nothing is written.

import type { Message, OpenedPack, Problem } from "../../types.ts";
import { type Imported, type Loading, prove, type Tools } from "./loading.ts";
import type { Trusted } from "./schema.ts";
import { isTrusted, judge, namespaceOf, type Trust } from "./trust.ts";

export interface Preview {
  text: string;
  opened: OpenedPack;
  trust: Trust;
  /** What is known of its namespace. */
  known: Trusted | undefined;
  /** The version that is here already. */
  before: Imported | undefined;
  /** Why it cannot be taken, whoever signed it. */
  problems: Problem[];
  /** What it changes, in words; of a new pack nothing. */
  changes: Message[];
}

export type Previewed = { preview: Preview } | { problems: Problem[] };

/** Opens, judges and proves a file beside the packs that are loaded. */
export async function preview(tools: Tools, text: string, { imported }: Loading, trusted: readonly Trusted[]): Promise<Previewed> {
  const answer = tools.module.openPack(text);
  if ("problems" in answer) return { problems: answer.problems };
  const opened = answer.ok;
  const { id } = opened.info;
  const known = trusted.find(({ namespace }) => namespace === namespaceOf(id));
  const before = imported.find((one) => one.id === id && one.origin !== "policy");
  const others = imported.filter((one) => one.id !== id);
  const problems = [...(imported.some((one) => one.id === id && one.origin === "policy") ? [PRESCRIBED(id)] : []), ...await prove(tools, text, others)];
  const difference = before ? tools.module.diffPacks(before.text, text) : undefined;
  const changes = difference && "ok" in difference ? difference.ok.lines : [];
  return { preview: { text, opened, trust: judge(known, opened), known, before, problems, changes } };
}

const PRESCRIBED = (id: string): Problem => ({ place: id, code: "pack-prescribed", message: "your organisation prescribes a pack of this name", fix: "give yours another name" });

/** The pack as it would be loaded, in place of the version that is here. */
export function asLoaded({ text, opened, trust, known, before }: Preview): Imported {
  const trusted = trust === "first" || trust === "handed_over" || isTrusted(known, opened.key ?? undefined);
  return { id: opened.info.id, origin: before?.origin ?? "mine", text, sha256: opened.info.sha256, opened, trusted, problems: [], optional: true, on: true };
}

/** All packs with this one among them. */
export function withPack(imported: readonly Imported[], pack: Imported): Imported[] {
  return imported.some(({ id }) => id === pack.id) ? imported.map((one) => (one.id === pack.id ? pack : one)) : [pack, ...imported];
}
