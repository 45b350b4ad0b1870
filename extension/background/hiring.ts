// "I hired this person": what came of the user's own job, for the ledger. Only the user says so, never a page.

import type { TabState } from "../common/protocol.ts";
import { keepDays, readSettings } from "../common/settings.ts";
import type { Entry, Memories, PageSnapshot } from "../types.ts";
import { hiredEntries, personKeys } from "./engine.ts";
import { asOfNow, keepEntries, recall, secret } from "./ledger/memory.ts";
import { change, stateOf } from "./tabs.ts";

/** Of what the ledger is to hold of a page, the proposals for its job: for saying later who was hired. */
export const proposalsOf = (entries: readonly Entry[]): Entry[] => entries.filter(({ kept }) => kept.kind === "proposal");

/** Which people of a page are hired for its job, by the page's entries. */
export async function hiredOf({ page, people }: PageSnapshot, entries: readonly Entry[], { secret }: Memories): Promise<string[]> {
  const hired = new Set(entries.flatMap(({ kept }) => (kept.kind === "proposal" && kept.hired === true ? [kept.person] : [])));
  if (hired.size === 0 || secret === undefined) return [];
  const found: string[] = [];
  for (const { id } of people) if (id?.value && (await personKeys(page.url, id.value, secret)).some((key) => hired.has(key))) found.push(id.value);
  return found;
}

/** Records that a person was hired for the job of the tab's page, or takes that back. False where it could not be. */
export async function hire(tab: number, person: string, hired: boolean): Promise<boolean> {
  const [settings, state] = await Promise.all([readSettings(), stateOf(tab)]);
  if (settings.remember !== true || !mayHire(state) || !state.people.some(({ id }) => id === person)) return false;
  const under = await secret();
  if (under === undefined) return false;
  const now = hired ? [...new Set([...state.hired, person])] : state.hired.filter((id) => id !== person);
  const [own, keys] = await Promise.all([personKeys(state.url, person, under), Promise.all(now.map((id) => personKeys(state.url, id, under)))]);
  // Where everything was forgotten since, the page's entries are of a secret that is no more.
  if (!state.job.some(({ kept }) => own.includes(kept.person))) return false;
  const held = await recall(state.job.flatMap(({ kept }) => (kept.kind === "proposal" ? [kept.job] : [])).slice(0, 1));
  // With nobody hired any more it is not known how the job ended: that the user hired nobody was never said.
  const ended = await hiredEntries(state.job, held, now.length > 0 ? keys.flat() : undefined);
  if (ended.length === 0 || !(await keepEntries(under, ended, keepDays(settings), asOfNow()))) return false;
  await change(tab, { hired: now });
  return true;
}

export const mayHire = (state: TabState | undefined): state is TabState & { job: Entry[] } =>
  state?.job !== undefined && state.room === "open";
