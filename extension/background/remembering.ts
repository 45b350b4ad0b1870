// What goes into the ledger and out of it, by what the user chose and asked for.

import { ext } from "../common/browser.ts";
import { TEXT_KEY, type ForgetAnswer, type Room } from "../common/protocol.ts";
import { keepDays, readSettings, type Settings } from "../common/settings.ts";
import { type Checked, forgetEngine, personKeys } from "./engine.ts";
import { removeOverrides } from "./packs/store.ts";
import { siteOf } from "./scopes.ts";
import { forgetKeys, forgetLedger, keepEntries, writtenSecret } from "./ledger/memory.ts";
import { hiredOf, proposalsOf } from "./hiring.ts";
import { change, stateOf } from "./tabs.ts";
import { forgetSession } from "./twins.ts";

/** Whether the ledger may be asked about this page, and keep it. Never for a private window. */
export function mayRemember(settings: Settings, room: Room, url: string): boolean {
  if (settings.run === undefined || settings.remember !== true || room === "private" || !URL.canParse(url)) return false;
  return !settings.sites_off.includes(new URL(url).hostname);
}

/** Keeps what a page brings, after its answer. `since`: what was forgotten after that stays so. */
export async function remember(tab: number, { page, snapshot, memories }: Checked, since: number): Promise<void> {
  if (memories.secret === undefined) return;
  const all = await page.keep(memories);
  const [hired, job] = [await hiredOf(snapshot, all, memories), proposalsOf(all)];
  await change(tab, ({ url }) => (url === snapshot.page.url && job.length > 0 ? { job, hired } : {}));
  // What the ledger holds already as it is, needs no writing.
  const known = new Map(memories.entries.map((entry) => [entry.id, JSON.stringify(entry)]));
  const entries = all.filter((entry) => known.get(entry.id) !== JSON.stringify(entry));
  const settings = await readSettings();
  // Asked again: the user may have changed it while the page was checked.
  if (mayRemember(settings, "open", snapshot.page.url)) await keepEntries(memories.secret, entries, keepDays(settings), since);
}

/** Forgets a person whom the tab's page names: in the ledger and among the letters of this session. */
export async function forgetPerson(tab: number, person: string): Promise<ForgetAnswer> {
  const state = await stateOf(tab);
  if (!state || !URL.canParse(state.url)) return { kind: "forgotten" };
  const site = new URL(state.url).hostname;
  const under = await writtenSecret();
  const keys = under === undefined ? [] : await personKeys(state.url, person, under);
  if (keys.length > 0) await forgetKeys(keys);
  const named = `${siteOf(state.url)}/${person}`;
  await forgetOverrides(({ scope }) => typeof scope === "object" && "person" in scope && scope.person === named);
  await forgetSession((letter) => letter.person === person && URL.canParse(letter.url) && new URL(letter.url).hostname === site, true);
  return { kind: "forgotten" };
}

/** What the user decided about somebody names them too. That it cannot be reached keeps nothing else from being forgotten. */
async function forgetOverrides(which: Parameters<typeof removeOverrides>[0]): Promise<void> {
  if (await removeOverrides(which).catch(() => false)) forgetEngine();
}

/** Forgets everything that pages brought: the ledger with its secret, decisions about people, jobs and findings, the letters of this session, the checked text. */
export async function forgetEverything(): Promise<ForgetAnswer> {
  await forgetLedger();
  await forgetOverrides(({ scope }) => scope !== "everywhere");
  await forgetSession(() => true, true);
  await ext.storage.session.remove(TEXT_KEY);
  return { kind: "forgotten" };
}
