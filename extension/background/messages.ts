// Answers, grouped by the trust the sender has earned. A content script lives in the page's process: it may hand in its own
// page. Only the extension's own pages may ask for more.

import { LINE_KEY } from "../common/at.ts";
import { ext } from "../common/browser.ts";
import type { OwnAnswer } from "../common/own.ts";
import { asFromExtension, asFromPage, type BidsAnswer, type CheckAnswer, type ForgetAnswer, type FromExtension, type FromPage, type HeldAnswer, type HireAnswer, type KeptAnswer, type OverrideAnswer, PACKS_KEY, type Room, type TabAnswer, type Titled } from "../common/protocol.ts";
import { check, closed, inTurn } from "./checking.ts";
import { checkBids, forgetEngine, titles } from "./engine.ts";
import { openAt } from "./deciding.ts";
import { doDeed, doNoted, finishDeeds } from "./deeds/doing.ts";
import { demonstrate } from "./demonstration.ts";
import { hire } from "./hiring.ts";
import { today } from "./ledger/days.ts";
import type { KeptOverride } from "./packs/schema.ts";
import { addOverride, everything, Refusal, removeOverrides } from "./packs/store.ts";
import { keepRecord } from "./records/keeping.ts";
import { forgetPerson, heldElsewhere } from "./remembering.ts";
import { checkTab, register } from "./registration.ts";
import { rehearse } from "./rehearsal.ts";
import { change } from "./tabs.ts";
import { checkOwn, lettersOfOwn } from "./texts/own.ts";
import { forgetSession, readAllAgain } from "./twins.ts";

export interface Sender {
  id?: string | undefined;
  url?: string | undefined;
  frameId?: number | undefined;
  tab?: { id?: number | undefined; url?: string | undefined; incognito?: boolean | undefined; windowId?: number | undefined } | undefined;
}

type Answered = BidsAnswer | KeptAnswer | HeldAnswer | OwnAnswer | OverrideAnswer | KeptOverride[] | CheckAnswer | TabAnswer | ForgetAnswer | HireAnswer | Titled[] | undefined;

export type Trust = "page" | "extension" | "none";

/** Who is speaking. Anything that is neither our script in a tab's top frame nor our own page is nobody. */
export function trustOf(sender: Sender, id: string, origin: string): Trust {
  if (sender.id !== id) return "none";
  if (sender.url?.startsWith(origin)) return "extension";
  return sender.tab?.id !== undefined && (sender.frameId ?? 0) === 0 ? "page" : "none";
}

export function answer(message: unknown, sender: Sender): Promise<Answered> | undefined {
  switch (trustOf(sender, ext.runtime.id, ext.runtime.getURL(""))) {
    case "page": {
      const asked = asFromPage(message);
      const room = sender.tab?.incognito === true ? "private" : "open";
      if (!asked || sender.tab?.id === undefined) return undefined;
      // At once, while this is still the user's own click.
      if (asked.kind === "decide") return openAt({ tab: sender.tab.id, finding: asked.finding }, sender.tab.windowId);
      return fromPage(asked, sender.tab.id, room);
    }
    case "extension": {
      const asked = asFromExtension(message);
      return asked && fromExtension(asked);
    }
    case "none":
      return undefined;
  }
}

async function fromExtension(message: FromExtension): Promise<Answered> {
  switch (message.kind) {
    case "describe":
      return titles();
    case "check-tab":
      return checkTab(message.tab);
    case "bids":
      return bids(message.sent, message.won);
    case "own-letters":
      return inTurn(() => lettersOfOwn(message.source));
    case "own-check":
      return inTurn(() => checkOwn(message));
    case "overrides":
      return overrides();
    case "override":
      return inTurn(() => decide(() => addOverride({ ...message.override, title: message.title, made: today() })));
    case "override-back":
      return inTurn(() => decide(async () => {
        await removeOverrides(({ number }) => message.numbers.includes(number));
      }));
    case "demonstrate":
      return demonstrate(message);
    case "packs-changed":
      return inTurn(packsChanged);
    case "forget-letters":
      // After the page that is being checked: it would bring the letters back.
      return inTurn(async () => {
        await forgetSession();
        return { kind: "forgotten" };
      });
    case "forget-person":
      return inTurn(() => forgetPerson(message.tab, message.person));
    case "forget-all":
      return inTurn(() => doDeed({ kind: "forget-all" }));
    case "keep-record":
      return inTurn(() => keepRecord(message.tab, message.person, message.id ?? crypto.randomUUID()));
    case "held":
      // A page's letters are kept after its answer.
      return inTurn(() => heldElsewhere(message.site, message.person));
    case "erase-person":
      return inTurn(() => doDeed({ kind: "erase-person", site: message.site, person: message.person }));
    case "erase-everything":
      return inTurn(() => judgedAnew(() => doDeed({ kind: "erase-everything" })));
    case "finish":
      return inTurn(() => judgedAnew(doNoted));
    case "hire":
      return inTurn(async () => ({ kind: "hired", recorded: await hire(message.tab, message.person, message.hired) }));
  }
}

const overrides = (): Promise<KeptOverride[]> => everything().then((kept) => kept.overrides, () => []);

/** Writes what the user decided; the open pages are judged by it. */
async function decide(work: () => Promise<void>): Promise<OverrideAnswer> {
  try {
    await work();
  } catch (error) {
    const [key, args] = error instanceof Refusal ? [error.message, error.args] : ["ui.packs.refused.unwritten", { why: String(error).slice(0, 200) }];
    return { kind: "changed", refused: { key, args } };
  }
  return packsChanged();
}

/** What was begun before this background was there, and not done. */
export const finish = (): Promise<unknown> => inTurn(async () => {
  if (await finishDeeds()) await packsChanged();
});

async function judgedAnew(work: () => Promise<ForgetAnswer>): Promise<ForgetAnswer> {
  const answer = await work();
  await packsChanged();
  return answer;
}

/** The engine is built anew, and the open pages are judged by it. */
async function packsChanged(): Promise<OverrideAnswer> {
  forgetEngine();
  await register();
  await readAllAgain();
  // The packs page shows what there is, whoever changed it.
  const channel = new BroadcastChannel(PACKS_KEY);
  channel.postMessage("changed");
  channel.close();
  return { kind: "changed" };
}

/** Answered and forgotten: what the user typed in is kept nowhere. */
async function bids(sent: number, won: number): Promise<BidsAnswer> {
  const outcome = await checkBids(sent, won);
  return "problems" in outcome ? { kind: "bids", problems: outcome.problems } : { kind: "bids", report: outcome.ok };
}

async function fromPage(message: Exclude<FromPage, { kind: "decide" }>, tab: number, room: Room): Promise<CheckAnswer | undefined> {
  switch (message.kind) {
    case "check":
      return check(message, tab, room);
    case "pace":
      await change(tab, { busy: message.busy, wait: message.wait });
      return undefined;
    case "unmarked":
      await change(tab, { unmarked: message.why });
      return undefined;
    case "line":
      await ext.storage.session.set({ [LINE_KEY]: message.away });
      return undefined;
    case "coming":
      return rehearse().then(() => undefined);
    case "gone":
      await closed(tab);
      return undefined;
  }
}
