// What goes into the ledger and out of it, by what the user chose and asked for.

import { ext } from "../common/browser.ts";
import { RULE_TEXT_KEY, TEXT_KEY, type ForgetAnswer, type HeldAnswer, type Room } from "../common/protocol.ts";
import { keepDays, readSettings, type Settings } from "../common/settings.ts";
import { forgetEngine, personKeys } from "./engine.ts";
import type { Checked } from "./open-page.ts";
import { Refusal, removeOverrides } from "./packs/store.ts";
import { siteOf } from "./scopes.ts";
import { countKeys, forgetKeys, forgetLedger, keepEntries, UNREAD, writtenSecret } from "./ledger/memory.ts";
import { doDeed } from "./deeds/doing.ts";
import type { SeenLetter } from "../types.ts";
import { kept } from "./letters.ts";
import { nameOf } from "./records/lines.ts";
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

/** Forgets a person whom the tab's page names, in everything but the records. */
export async function forgetPerson(tab: number, person: string): Promise<ForgetAnswer> {
  const state = await stateOf(tab);
  if (!state || !URL.canParse(state.url)) return { kind: "forgotten" };
  return doDeed({ kind: "forget-person", site: siteOf(state.url), person }, state.room !== "private");
}

/** The same by the site, its host without `www.`: in the ledger, in overrides and among the letters of this session. */
export async function forgetNamed(site: string, person: string): Promise<void> {
  const left = leftOver();
  const keys = await keysOf(site, person);
  if (keys === undefined || (keys.length > 0 && !(await forgetKeys(keys)))) left.add("ledger");
  const named = nameOf(site, person);
  if (!(await forgetOverrides(({ scope }) => typeof scope === "object" && "person" in scope && scope.person.toLowerCase() === named))) left.add("packs");
  await forgetSession(isOf(site, person), true);
  // Nobody knows whose text it is.
  await ext.storage.session.remove([TEXT_KEY, RULE_TEXT_KEY]);
  left.check();
}

/** Databases that could not be reached: everything else is forgotten all the same, and then it is said. */
function leftOver(): { add(name: string): void; check(): void } {
  const names: string[] = [];
  return {
    add: (name) => void names.push(name),
    check() {
      if (names.length > 0) throw new Refusal("ui.memory.trouble.unforgotten", { why: names.join(", ") });
    },
  };
}

/** What is held of a person outside of records. */
export async function heldElsewhere(site: string, person: string): Promise<HeldAnswer> {
  const keys = await keysOf(site, person);
  const [entries, letters] = await Promise.all([keys && countKeys(keys), Promise.all((["open", "private"] as const).map(kept))]);
  return { kind: "held", letters: letters.flat().filter(isOf(site, person)).length, ...(entries !== undefined && { entries }) };
}

/** None where nothing is remembered; nothing where that cannot be read. */
async function keysOf(site: string, person: string): Promise<string[] | undefined> {
  const under = await writtenSecret();
  if (under === UNREAD) return undefined;
  return under === undefined ? [] : personKeys(site, person, under);
}

const isOf = (site: string, person: string) => (letter: SeenLetter): boolean =>
  letter.person !== undefined && URL.canParse(letter.url) && nameOf(siteOf(letter.url), letter.person) === nameOf(site, person);

/** What the user decided about somebody names them too. False where it cannot be reached. */
async function forgetOverrides(which: Parameters<typeof removeOverrides>[0]): Promise<boolean> {
  return removeOverrides(which).then((some) => {
    if (some) forgetEngine();
    return true;
  }, () => false);
}

/** Forgets everything that pages brought: the ledger with its secret, decisions about people, jobs and findings, the letters of this session, the checked text. */
export async function forgetEverything(): Promise<void> {
  const left = leftOver();
  if (!(await forgetLedger())) left.add("ledger");
  if (!(await forgetOverrides(({ scope }) => scope !== "everywhere"))) left.add("packs");
  await forgetSession(() => true, true);
  await ext.storage.session.remove(TEXT_KEY);
  left.check();
}
