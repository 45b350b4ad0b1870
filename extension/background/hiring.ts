// "I hired this person": what came of the user's own job, for the ledger. Only the user says so, never a page.

import type { TabState } from "../common/protocol.ts";
import { keepDays, readSettings } from "../common/settings.ts";
import type { Entry, Memories, PageSnapshot } from "../types.ts";
import { hiredEntries, personKeys, recallKeys } from "./engine.ts";
import { asOfNow, keepEntries, recall, secret } from "./ledger/memory.ts";
import { change, stateOf } from "./tabs.ts";

/** Of a page with a job's proposals, what is needed to say later who was hired: no texts. */
export function jobOf(snapshot: PageSnapshot): PageSnapshot | undefined {
  if (snapshot.kind !== "proposals" || !snapshot.job?.id) return undefined;
  const { id } = snapshot.job;
  return {
    ...snapshot,
    job: { id, skills: [] },
    people: snapshot.people.map(({ id, name, agency }) => ({ ...(id && { id }), ...(name && { name }), ...(agency && { agency }), badges: [] })),
    proposals: snapshot.proposals.map(({ letter: _, ...proposal }) => proposal),
    contracts: [],
    reviews: [],
    messages: [],
    unread: [],
  };
}

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
  const entries = await recall(await recallKeys(state.job, under));
  const now = hired ? [...new Set([...state.hired, person])] : state.hired.filter((id) => id !== person);
  // With nobody hired any more it is not known how the job ended: that the user hired nobody was never said.
  const ended = await hiredEntries(state.job, { letters: [], entries, secret: under }, now.length > 0 ? now : undefined);
  if (ended.length === 0 || !(await keepEntries(under, ended, keepDays(settings), asOfNow()))) return false;
  await change(tab, { hired: now });
  return true;
}

export const mayHire = (state: TabState | undefined): state is TabState & { job: PageSnapshot } =>
  state?.job !== undefined && state.room === "open";
