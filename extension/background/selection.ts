// "Check this text": a selection on any site, by the menu or by a key, checked by itself. The result is shown in the panel.

import { ext, openPanel } from "../common/browser.ts";
import { RULE_TEXT_KEY, TEXT_KEY, type TextState } from "../common/protocol.ts";
import { loadWords, sayer } from "../common/words.ts";
import { capturedAt } from "../content/clock.ts";
import { checkText } from "./engine.ts";

const MENU = "check-text";
const RULE_MENU = "make-rule";
const CHARACTERS = 200_000;
/** So many characters of a selection Firefox hands to a menu, and says nothing of the rest. */
const PASSED = 16_384;

export async function makeMenu(): Promise<void> {
  const say = sayer(await loadWords());
  await ext.contextMenus.removeAll();
  ext.contextMenus.create({ id: MENU, title: say("ui.menu.check_text"), contexts: ["selection"] }, () => void ext.runtime.lastError);
  ext.contextMenus.create({ id: RULE_MENU, title: say("ui.menu.make_rule"), contexts: ["selection"] }, () => void ext.runtime.lastError);
}

export function menuChosen(
  info: { menuItemId: string | number; selectionText?: string | undefined; pageUrl?: string | undefined },
  tab: { id?: number | undefined; windowId: number } | undefined,
): void {
  if (info.menuItemId === RULE_MENU) return void makeRule(info.selectionText ?? "");
  if (info.menuItemId !== MENU) return;
  // First of all, while this is still the user's own click.
  if (tab) void openPanel(tab).catch(() => undefined);
  void ofMenu(info.selectionText ?? "", tab?.id).then(({ text, ...more }) => check(text, info.pageUrl ?? "", more));
}

/** A longer selection is read in the page, which the user's click lets us into. */
async function ofMenu(passed: string, tab: number | undefined): Promise<{ text: string; note?: NonNullable<TextState["note"]> }> {
  if (passed.length < PASSED) return { text: passed };
  const whole = await ofTab(tab).catch(() => "");
  if (whole.length >= passed.length) return { text: whole };
  return passed.length === PASSED ? { text: passed, note: { key: "ui.texts.selection.passed", args: { most: PASSED } } } : { text: passed };
}

/** The key: it lets us into the tab as a click does, and no further. */
export function selectionByKey(tab: { id?: number | undefined; windowId: number; url?: string | undefined }): void {
  // First of all, while this is still the user's own key.
  void openPanel(tab).catch(() => undefined);
  void ofTab(tab.id).then(
    (text) => check(text, tab.url ?? ""),
    // The browser's own pages, and its stores.
    () => show({ text: "", problems: [], note: { key: "ui.texts.selection.closed" } }),
  );
}

/** What is selected in a tab, in the first of its frames that has something. */
async function ofTab(tabId: number | undefined): Promise<string> {
  if (tabId === undefined) return "";
  const frames = await ext.scripting.executeScript({ target: { tabId, allFrames: true }, func: selected });
  return frames.map(({ result }) => String(result ?? "")).find((text) => text.trim() !== "") ?? "";
}

/** Runs in the page by itself: nothing outside of it is there. What is marked in a field is no part of the page's own selection. */
function selected(): string {
  const field = document.activeElement;
  if (field instanceof HTMLTextAreaElement || (field instanceof HTMLInputElement && field.type !== "password")) {
    const [from, to] = [field.selectionStart ?? 0, field.selectionEnd ?? 0];
    if (to > from) return field.value.slice(from, to);
  }
  return String(getSelection() ?? "");
}

/** Hands the marked text to the form on the packs page; it stays in memory until that has taken it. */
async function makeRule(text: string): Promise<void> {
  await ext.storage.session.set({ [RULE_TEXT_KEY]: text.slice(0, 3_000) });
  await ext.tabs.create({ url: ext.runtime.getURL("packs.html") });
}

async function check(selection: string, url: string, more: { note?: NonNullable<TextState["note"]> } = {}): Promise<void> {
  const text = selection.slice(0, CHARACTERS).toWellFormed();
  if (text.trim() === "") return show({ text: "", problems: [], note: { key: "ui.texts.selection.nothing" } });
  const cut = selection.length > CHARACTERS ? { note: { key: "ui.texts.selection.cut", args: { found: selection.length, most: CHARACTERS } } } : more;
  const outcome = await checkText(text, url, capturedAt(new Date()));
  await show("problems" in outcome ? { text, problems: outcome.problems, ...cut } : { text, report: outcome.ok, problems: [], ...cut });
}

/** The panel shows it; in memory until it is closed there. */
const show = (state: Omit<TextState, "at">): Promise<void> => ext.storage.session.set({ [TEXT_KEY]: { ...state, at: Date.now() } });
