// "Check this text": a selection on any site, checked by itself. The result is shown in the panel.

import { ext, openPanel } from "../common/browser.ts";
import { RULE_TEXT_KEY, TEXT_KEY, type TextState } from "../common/protocol.ts";
import { loadWords, sayer } from "../common/words.ts";
import { capturedAt } from "../content/clock.ts";
import { checkText } from "./engine.ts";

const MENU = "check-text";
const RULE_MENU = "make-rule";
const CHARACTERS = 200_000;

export async function makeMenu(): Promise<void> {
  const say = sayer(await loadWords());
  await ext.contextMenus.removeAll();
  ext.contextMenus.create({ id: MENU, title: say("ui.menu.check_text"), contexts: ["selection"] }, () => void ext.runtime.lastError);
  ext.contextMenus.create({ id: RULE_MENU, title: say("ui.menu.make_rule"), contexts: ["selection"] }, () => void ext.runtime.lastError);
}

export function menuChosen(
  info: { menuItemId: string | number; selectionText?: string | undefined; pageUrl?: string | undefined },
  tab: { windowId: number } | undefined,
): void {
  if (info.menuItemId === RULE_MENU) return void makeRule(info.selectionText ?? "");
  if (info.menuItemId !== MENU) return;
  // First of all, while this is still the user's own click.
  if (tab) void openPanel(tab).catch(() => undefined);
  void check((info.selectionText ?? "").slice(0, CHARACTERS), info.pageUrl ?? "");
}

/** Hands the marked text to the form on the packs page; it stays in memory until that has taken it. */
async function makeRule(text: string): Promise<void> {
  await ext.storage.session.set({ [RULE_TEXT_KEY]: text.slice(0, 3_000) });
  await ext.tabs.create({ url: ext.runtime.getURL("packs.html") });
}

async function check(text: string, url: string): Promise<void> {
  const at = new Date();
  const outcome = await checkText(text, url, capturedAt(at));
  const state: TextState =
    "problems" in outcome
      ? { text, at: at.getTime(), problems: outcome.problems }
      : { text, at: at.getTime(), report: outcome.ok, problems: [] };
  await ext.storage.session.set({ [TEXT_KEY]: state });
}
