// What is known of each tab: in storage.session, so in memory only, and there again after the worker slept.

import { ext } from "../common/browser.ts";
import { type Counted, type PageLetter, tabKey, type TabState } from "../common/protocol.ts";
import { asText, fromText, readSession } from "../common/session.ts";
import type { PageSnapshot, Report } from "../types.ts";
import { turns } from "./turns.ts";

const TABS = 30;
/** A report of more JSON than this is kept without what can be left out. */
const REPORT_CHARACTERS = 600_000;
const FINDINGS = 100;
const PICTURES = 10;
const ORDER_KEY = "tabs";

export const stateOf = (tab: number): Promise<TabState | undefined> => readSession(tabKey(tab));

const inTurn = turns();

/** The tabs of which something is known, the one told last at the end. */
async function known(): Promise<number[]> {
  const order = (await ext.storage.session.get(ORDER_KEY))[ORDER_KEY];
  return Array.isArray(order) ? (order as number[]) : [];
}

/** Every tab of which something is known. */
export async function allStates(): Promise<[number, TabState][]> {
  const tabs = await known();
  const stored = await ext.storage.session.get(tabs.map(tabKey));
  return tabs.flatMap((tab): [number, TabState][] => {
    const state = fromText<TabState>(stored[tabKey(tab)]);
    return state ? [[tab, state]] : [];
  });
}

export function keep(tab: number, state: TabState): Promise<void> {
  return inTurn(async () => {
    const order = (await known()).filter((other) => other !== tab);
    order.push(tab);
    const gone = order.splice(0, Math.max(0, order.length - TABS));
    if (gone.length > 0) await ext.storage.session.remove(gone.map(tabKey));
    const text = asText(cut(slim(state)));
    const set = (tabs: readonly number[]): Promise<void> => ext.storage.session.set({ [tabKey(tab)]: text, [ORDER_KEY]: tabs });
    // Full: the older half makes room. That a report is not kept is no reason for its page to stay without an answer.
    await set(order).catch(async () => {
      const older = order.splice(0, Math.ceil((order.length - 1) / 2));
      await ext.storage.session.remove(older.map(tabKey));
      await set(order).catch(() => {
        const { report: _, ...rest } = { ...state, letters: [], names: [], people: [], full: true };
        return ext.storage.session.set({ [tabKey(tab)]: asText(rest), [ORDER_KEY]: [tab] }).catch(() => undefined);
      });
    });
  });
}

export function change(tab: number, part: Partial<TabState> | ((state: TabState) => Partial<TabState>)): Promise<void> {
  return inTurn(async () => {
    const state = await stateOf(tab);
    if (!state) return;
    const changed = typeof part === "function" ? part(state) : part;
    if (Object.keys(changed).length > 0) await ext.storage.session.set({ [tabKey(tab)]: asText({ ...state, ...changed }) });
  });
}

export function forget(tab: number): Promise<void> {
  return inTurn(async () => {
    const tabs = await known();
    await ext.storage.session.remove(tabKey(tab));
    if (tabs.includes(tab)) await ext.storage.session.set({ [ORDER_KEY]: tabs.filter((other) => other !== tab) });
  });
}

/** Without the job posts of earlier pages, which nothing here shows. */
function slim(state: TabState): TabState {
  if (!state.report) return state;
  const findings = state.report.findings.map((finding) => {
    const { template } = finding;
    if (!template?.members.some(({ seen }) => seen)) return finding;
    const members = template.members.map((member) => (member.seen ? { ...member, seen: { ...member.seen, job_text: "" } } : member));
    return { ...finding, template: { ...template, members } };
  });
  return { ...state, report: { ...state.report, findings } };
}

function cut(state: TabState): TabState {
  if (!state.report || JSON.stringify(state.report).length <= REPORT_CHARACTERS) return state;
  const { snapshot: _, ...report } = state.report;
  const findings = report.findings.slice(0, FINDINGS).map(({ template: _, ...finding }) => ({
    ...finding,
    evidence: finding.evidence.slice(0, 4).map((one) => ({ ...one, quote: one.quote.slice(0, 600), shown: [] })),
  }));
  return { ...state, report: { ...report, findings, pictures: report.pictures.slice(0, PICTURES) }, letters: [], cut: true };
}

const LETTER_CHARACTERS = 20_000;
const LETTERS_CHARACTERS = 150_000;

/** The letters of a page that its templates were made from: the report itself holds only their parts. */
export function lettersOf({ findings }: Report, { proposals }: PageSnapshot): PageLetter[] {
  const members = findings.flatMap(({ template }) => template?.members ?? []);
  const wanted = new Set(members.flatMap(({ proposal }) => (proposal == null ? [] : [proposal])));
  let left = LETTERS_CHARACTERS;
  return [...wanted].map((proposal) => {
    const { person, letter } = proposals[proposal] ?? {};
    const whole = letter?.value ?? "";
    const text = whole.length <= Math.min(left, LETTER_CHARACTERS) ? whole : "";
    left -= text.length;
    return { proposal, text, ...(person == null ? {} : { person }) };
  });
}

const LISTS = ["contracts", "proposals", "reviews", "messages"] as const;

/** "Read 23 of 60": lists of which the site says that there are more. */
export function counted(snapshot: PageSnapshot): Counted[] {
  return LISTS.flatMap((field) => {
    const read = snapshot[field]?.length ?? 0;
    const total = snapshot.totals[field];
    return total !== undefined && total > read ? [{ field, read, total }] : [];
  });
}

/** Items with findings at "Ask" or above. It counts places to look at and says nothing of a person. */
export function badgeCount(report: Report): number {
  const asking = report.findings.filter(({ severity }) => severity !== "context" && severity !== "note");
  const items = new Set(asking.flatMap(({ subject: { kind, items } }) => (items.length > 0 ? items.map((item) => `${kind} ${item}`) : [kind])));
  return items.size;
}
