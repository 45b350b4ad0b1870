// Answers, grouped by the trust the sender has earned. A content script lives in the page's process: it may hand in its own
// page. Only the extension's own pages may ask for more.

import { ext } from "../common/browser.ts";
import { draw } from "../common/drawing.ts";
import { asFromExtension, asFromPage, type CheckAnswer, type FromPage, type TabAnswer, type Titled } from "../common/protocol.ts";
import { showBadge } from "./badge.ts";
import { checkPage, titles } from "./engine.ts";
import { checkTab } from "./registration.ts";
import { change, counted, forget, keep } from "./tabs.ts";

export interface Sender {
  id?: string | undefined;
  url?: string | undefined;
  frameId?: number | undefined;
  tab?: { id?: number | undefined; url?: string | undefined } | undefined;
}

export type Trust = "page" | "extension" | "none";

/** Who is speaking. Anything that is neither our script in a tab's top frame nor our own page is nobody. */
export function trustOf(sender: Sender, id: string, origin: string): Trust {
  if (sender.id !== id) return "none";
  if (sender.url?.startsWith(origin)) return "extension";
  return sender.tab?.id !== undefined && (sender.frameId ?? 0) === 0 ? "page" : "none";
}

export function answer(message: unknown, sender: Sender): Promise<CheckAnswer | TabAnswer | Titled[] | undefined> | undefined {
  switch (trustOf(sender, ext.runtime.id, ext.runtime.getURL(""))) {
    case "page": {
      const asked = asFromPage(message);
      return asked && sender.tab?.id !== undefined ? fromPage(asked, sender.tab.id) : undefined;
    }
    case "extension": {
      const asked = asFromExtension(message);
      return asked && (asked.kind === "describe" ? titles() : checkTab(asked.tab));
    }
    case "none":
      return undefined;
  }
}

async function fromPage(message: FromPage, tab: number): Promise<CheckAnswer | undefined> {
  switch (message.kind) {
    case "check":
      return check(message.tree, message.walk, tab);
    case "pace":
      await change(tab, { busy: message.busy, wait: message.wait });
      return undefined;
    case "unmarked":
      await change(tab, { unmarked: true });
      return undefined;
    case "gone":
      latest.delete(tab);
      await forget(tab);
      return undefined;
  }
}

/** The newest walk of each tab: an older one that is still waiting is not worth an answer. */
const latest = new Map<number, object>();
let queue: Promise<unknown> = Promise.resolve();

async function check(tree: string, walk: number, tab: number): Promise<CheckAnswer> {
  const mine = {};
  latest.set(tab, mine);
  // One page at a time: the engine has one thread, and a second waiting page costs only its memory.
  const turn = queue.then(async (): Promise<CheckAnswer> => {
    if (latest.get(tab) !== mine) return { kind: "late", walk };
    const outcome = await checkPage(tree);
    if (latest.get(tab) !== mine) return { kind: "late", walk };
    const state = { url: addressIn(tree), at: Date.now(), counted: [], busy: false, wait: 0, problems: [], recovered: outcome.recovered, cut: false };
    if ("problems" in outcome) {
      await keep(tab, { ...state, problems: outcome.problems });
      await showBadge(tab, undefined);
      return { kind: "failed", walk, problems: outcome.problems };
    }
    const { report, snapshot } = outcome.ok;
    const drawing = draw(report, outcome.say, outcome.titles);
    // Kept before it is drawn: the worker may end at any moment, and the page asks again only for an answer it did not get.
    await keep(tab, { ...state, url: report.page.url, report, counted: counted(snapshot) });
    void showBadge(tab, report);
    return { kind: "drawing", walk, cost: outcome.cost, drawing };
  });
  queue = turn.catch(() => undefined);
  return turn;
}

/** The address a tree says it is from, for a page that could not be checked; the head stands before the rows. */
function addressIn(tree: string): string {
  const found = /"url":"((?:[^"\\]|\\.)*)"/.exec(tree.slice(0, 20_000));
  try {
    return found ? (JSON.parse(`"${found[1]}"`) as string) : "";
  } catch {
    return "";
  }
}
