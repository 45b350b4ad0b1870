// One page, from the message that hands it in to its answer and to what is kept of it.

import { ext } from "../common/browser.ts";
import { draw } from "../common/drawing.ts";
import type { CheckAnswer, FromPage, Room } from "../common/protocol.ts";
import { readSettings } from "../common/settings.ts";
import type { SeenLetter } from "../types.ts";
import { showBadge } from "./badge.ts";
import { allowedIn } from "./deciding.ts";
import { type Outcome, warmEngine } from "./engine.ts";
import * as ledger from "./ledger/memory.ts";
import { freshOf, keepLetters, kept, mayKeep, nameOf } from "./letters.ts";
import { type Checked, checkPage } from "./open-page.ts";
import { lettersRead, peopleOf } from "./people.ts";
import { mayRemember, remember } from "./remembering.ts";
import { scopesOf } from "./scopes.ts";
import { counted, forget, keep, lettersOf } from "./tabs.ts";
import { addressIn } from "./tree-head.ts";
import { turns } from "./turns.ts";
import { tellTwins } from "./twins.ts";

/** The page has left the tab, or the tab is gone: what is still being checked of it is not kept any more. */
export async function closed(tab: number): Promise<void> {
  latest.delete(tab);
  await forget(tab);
}

/** The newest walk of each tab: an older one that is still waiting is not worth an answer. */
const latest = new Map<number, object>();
/**
 * One page at a time, for the engine has one thread; and whatever forgets or decides waits for the page before it. A second waiting
 * page costs only its memory.
 */
export const inTurn = turns();

/** Judges a page that its content script hands in. */
export async function check(asked: FromPage & { kind: "check" }, tab: number, room: Room): Promise<CheckAnswer> {
  const { tree, walk } = asked;
  // As the page was sent: what is forgotten while it waits for its turn is forgotten of it, too.
  const since = ledger.asOfNow();
  const mine = {};
  latest.set(tab, mine);
  warmEngine();
  return new Promise((say, fail) => {
    inTurn(async () => {
      if (latest.get(tab) !== mine) return say({ kind: "late", walk });
      const url = addressIn(tree);
      const [settings, all] = await Promise.all([readSettings(), kept(room)]);
      const may = mayKeep(settings, url);
      const message = { ...asked, forgotten: asked.forgotten === true || since !== ledger.asOfNow() };
      const remembered = mayRemember(settings, room, url);
      const outcome = await checkPage(tree, { letters: may ? all : [], ...(remembered ? { ledger } : {}) });
      const free = (): void => ("ok" in outcome ? outcome.ok.page.free() : undefined);
      const settled = latest.get(tab) === mine ? settle(message, tab, room, url, outcome, may ? all : undefined) : undefined;
      const { answer, fresh } = (await settled?.catch((error: unknown) => {
        free();
        throw error;
      })) ?? { answer: { kind: "late", walk } as const, fresh: false };
      say(answer);
      if (answer.kind === "drawing" && "ok" in outcome && remembered && message.forgotten !== true) afterTheAnswer(tab, outcome.ok, since);
      else free();
      // The page does not wait for this, the next one does: it is compared with these letters.
      if (fresh && "ok" in outcome && (await isThere(tab, room))) await keepLetters(room, outcome.ok.letters).catch(() => undefined);
    }).catch(fail);
  });
}

/** Keeps what came of a page, and says it. `all`: the letters of this session, where the page's may join them; `fresh`: whether they are to. */
async function settle(message: FromPage & { kind: "check" }, tab: number, room: Room, url: string, outcome: Outcome<Checked>, all: SeenLetter[] | undefined): Promise<{ answer: CheckAnswer; fresh: boolean }> {
  const { walk } = message;
  const { recovered } = outcome;
  const state = { url, at: Date.now(), counted: [], room, names: [], letters: [], people: [], hired: [], busy: false, wait: 0, problems: [], recovered, cut: false };
  if ("problems" in outcome) {
    await keep(tab, { ...state, problems: outcome.problems });
    await showBadge(tab, undefined);
    return { answer: { kind: "failed", walk, problems: outcome.problems }, fresh: false };
  }
  const { report, snapshot } = outcome.ok;
  const letters = lettersOf(report, snapshot);
  const names = outcome.ok.letters.map(nameOf);
  const fresh = all !== undefined && message.forgotten !== true && freshOf(all, outcome.ok.letters).length > 0;
  // Told before the letters are kept: were the worker to end in between, they would be no news the next time.
  if (fresh && message.again !== true) await tellTwins(tab, room, report);
  // Kept before it is answered: the worker may end at any moment, and the page asks again only for an answer it did not get.
  const [drawing] = await Promise.all([
    allowedIn(room).then((allowed) => draw(report, outcome.say, outcome.titles, letters, allowed)),
    keep(tab, { ...state, url: report.page.url, report, counted: counted(snapshot), names, letters, people: peopleOf(snapshot), ...lettersRead(snapshot, outcome.ok.letters), scopes: scopesOf(report, snapshot) }),
  ]);
  void showBadge(tab, report);
  // A page that was read again for its last time: its tab may have closed before its message was heard.
  void ext.tabs.get(tab).catch(() => closed(tab));
  return { answer: { kind: "drawing", walk, cost: outcome.cost, drawing }, fresh };
}

/** What the ledger is to hold of the page. The page does not wait for it. */
function afterTheAnswer(tab: number, checked: Checked, since: number): void {
  setTimeout(() => void remember(tab, checked, since).finally(() => checked.page.free()));
}

/** A private window that closed meanwhile has taken its letters with it. */
async function isThere(tab: number, room: Room): Promise<boolean> {
  return room === "open" || ext.tabs.get(tab).then(() => true, () => false);
}
