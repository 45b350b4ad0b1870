// Keeps a record: the page is read as it is now, and of it only what the findings about one person need.

import { ext } from "../../common/browser.ts";
import { newSecret } from "../../common/hex.ts";
import type { KeptAnswer, RowsAnswer } from "../../common/protocol.ts";
import { readSettings, recordDays } from "../../common/settings.ts";
import type { Case, CaseMade, CasePack, PackInfo, PageSnapshot } from "../../types.ts";
import { openedPack } from "../engine.ts";
import { type Checked, checkPage } from "../open-page.ts";
import { plusDays, today } from "../ledger/days.ts";
import * as ledger from "../ledger/memory.ts";
import { kept, mayKeep } from "../letters.ts";
import { policy } from "../packs/managed.ts";
import { everything } from "../packs/store.ts";
import { mayRemember } from "../remembering.ts";
import { siteOf } from "../scopes.ts";
import { addressIn } from "../tree-head.ts";
import { SCHEMA } from "./reading.ts";
import { RecordTrouble, troubleOf } from "./schema.ts";
import { addRecord, isKept, purgeRecords } from "./store.ts";

/** A tab that the browser has frozen does not answer. */
const PATIENCE = 10_000;

/** `id`: of the record; where it is there already, nothing is kept twice. */
export async function keepRecord(tab: number, person: string, id: string): Promise<KeptAnswer> {
  try {
    if (!(await isKept(id))) await keep(tab, person, id);
    return { kind: "kept", id };
  } catch (error) {
    const { key, args } = troubleOf(error, "write");
    return { kind: "kept", refused: { key, args: args as { readonly [name: string]: string | number } } };
  }
}

async function keep(tab: number, person: string, id: string): Promise<void> {
  const settings = await readSettings();
  if (settings.run === undefined) throw new RecordTrouble("ui.records.refused.unanswered");
  const shown = await ext.tabs.get(tab).catch(() => undefined);
  if (shown?.incognito === true) throw new RecordTrouble("ui.records.refused.private");
  const { tree, url } = await rowsOf(tab);
  if (settings.sites_off.includes(new URL(url).hostname)) throw new RecordTrouble("ui.records.refused.site_off");
  const letters = mayKeep(settings, url) ? await kept("open") : [];
  const outcome = await checkPage(tree, { letters, ...(mayRemember(settings, "open", url) ? { ledger } : {}) });
  if ("problems" in outcome) throw new RecordTrouble("ui.records.refused.unread", { why: outcome.problems[0]?.message ?? "" });
  const checked = outcome.ok;
  try {
    // Under a secret of its own, so that no two records can be laid side by side.
    const made = await checked.page.makeCase(person, checked.memories, newSecret());
    if ("problems" in made) throw new RecordTrouble("ui.records.refused.not_here");
    const record = await written(checked, made.ok, person, id, recordDays(settings));
    await addRecord(record);
    await purgeRecords().catch(() => undefined);
  } finally {
    checked.page.free();
  }
}

async function rowsOf(tab: number): Promise<{ tree: string; url: string }> {
  const late = new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), PATIENCE));
  const answer = (await Promise.race([ext.tabs.sendMessage(tab, { kind: "rows" }).catch(() => undefined), late])) as RowsAnswer | undefined;
  const url = typeof answer?.tree === "string" ? addressIn(answer.tree) : "";
  if (!answer || !URL.canParse(url)) throw new RecordTrouble("ui.records.refused.no_page");
  return { tree: answer.tree, url };
}

async function written({ snapshot: whole }: Checked, { snapshot, memories, settings, report }: CaseMade, person: string, id: string, days: number): Promise<Case> {
  const now = new Date().toISOString();
  const job = jobOf(whole);
  return {
    schema: SCHEMA,
    id,
    kept_at: now,
    changed_at: now,
    keep_until: plusDays(today(), days),
    subject: { site: siteOf(snapshot.page.url), person, name: nameIn(snapshot, person) },
    ...(job && { job }),
    inputs: { snapshot, memories, settings, packs: await packsOf(report.packs), engine: report.engine },
    report,
    notes: [], questions: [], steps: [], seen: [], dismissed: [], disputed: [], erased: [],
  };
}

const nameIn = ({ people }: PageSnapshot, person: string): string => people.find(({ id }) => id?.value === person)?.name?.value ?? person;

function jobOf({ job }: PageSnapshot): Case["job"] {
  const [id, title] = [job?.id?.value ?? "", job?.title?.value ?? ""];
  return id === "" && title === "" ? undefined : { id, title };
}

/** The packs that the engine was built of; those that are no part of the build go into the record whole. */
async function packsOf(infos: readonly PackInfo[]): Promise<CasePack[]> {
  if (infos.every(({ built_in }) => built_in === true)) return infos.map((info) => ({ info }));
  const [{ held }, { packs }] = await Promise.all([everything(), policy()]);
  const files = new Map(held.flatMap(({ now, before }) => [before, now]).flatMap((one) => (one ? [[one.sha256, one.text] as const] : [])));
  for (const { file } of packs) {
    const hash = await openedPack(file);
    if (hash !== undefined) files.set(hash, file);
  }
  return infos.map((info) => {
    const file = info.built_in === true ? undefined : files.get(info.sha256);
    return { info, ...(file !== undefined && { file }) };
  });
}
