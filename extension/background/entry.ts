// Wires the events; all of them at once, so that none is lost when the worker wakes for it.

import { ext } from "../common/browser.ts";
import { PACKS_KEY, type PacksState } from "../common/protocol.ts";
import { forgetPolicy } from "../common/policy.ts";
import { keepDays, onSettings, readSettings, type Settings } from "../common/settings.ts";
import { showBadge } from "./badge.ts";
import { closed } from "./checking.ts";
import { forgetEngine } from "./engine.ts";
import { CHECK, forgetLetters } from "./letters.ts";
import { purgeOld } from "./ledger/memory.ts";
import { answer, finish } from "./messages.ts";
import { checkOpenTabs, readsByItself, register, stopWithin } from "./registration.ts";
import { rehearse } from "./rehearsal.ts";
import { makeMenu, menuChosen, selectionByKey } from "./selection.ts";
import { purgeRecords } from "./records/store.ts";
import { forget, stateOf } from "./tabs.ts";
import { forgetSession, forgetSite, readAllAgain } from "./twins.ts";

ext.runtime.onInstalled.addListener(({ reason }) => {
  void makeMenu();
  void register();
  if (reason === "install") void welcome();
});
ext.runtime.onStartup.addListener(() => {
  void register();
  // Also where nothing is remembered any more: what was before goes when its time is over.
  void readSettings().then((settings) => purgeOld(keepDays(settings)));
  void purgeRecords().catch(() => undefined);
});

// Whenever the background starts: it may have been ended in the middle of something.
void finish().catch(() => undefined);

ext.runtime.onMessage.addListener((message: unknown, sender, respond) => {
  const answering = answer(message, sender);
  if (!answering) return false;
  answering.then(respond, () => respond(undefined));
  return true;
});

// What an organisation prescribes has sites of its own.
ext.storage.session.onChanged.addListener((changes) => {
  const [now, before] = [changes[PACKS_KEY]?.newValue, changes[PACKS_KEY]?.oldValue] as (PacksState | undefined)[];
  if ((now?.hosts ?? []).join() !== (before?.hosts ?? []).join()) void register();
});
ext.storage.managed?.onChanged?.addListener(() => {
  forgetPolicy();
  forgetEngine();
});

onSettings((settings, before) => {
  if (settings.off.join() !== before.off.join() || settings.packs_off?.join() !== before.packs_off?.join()) forgetEngine();
  if (settings.language !== before.language) void otherLanguage();
  // What was found by a check that is off now is not shown any longer.
  if (settings.off.join() !== before.off.join()) void readAllAgain();
  void forgetUnwanted(settings, before);
  if (keepDays(settings) < keepDays(before)) void purgeOld(keepDays(settings));
  void register().then(() => {
    const on = before.sites_off.some((site) => !settings.sites_off.includes(site));
    if (settings.run === "auto" && (before.run !== "auto" || on)) return checkOpenTabs();
    return undefined;
  });
});

// Access to a site may be given or taken in the browser's own settings at any time.
ext.permissions.onAdded.addListener(() => void register().then(checkOpenTabs));
ext.permissions.onRemoved.addListener(({ origins = [] }) => void register().then(() => stopWithin(origins)));

ext.contextMenus.onClicked.addListener(menuChosen);

ext.commands?.onCommand.addListener((command, tab) => {
  if (tab?.id === undefined) return;
  if (command === "check-selection") return selectionByKey(tab);
  const by = command === "previous-finding" ? -1 : 1;
  void ext.tabs.sendMessage(tab.id, { kind: "step", by }).catch(() => undefined);
});

ext.windows.onRemoved.addListener(() => void privateClosed());

ext.tabs.onRemoved.addListener((tab) => void closed(tab));
ext.tabs.onUpdated.addListener((tab, { status }, { url }) => {
  if (status !== "loading") return;
  void left(tab, url);
  // The engine is built while the page comes in, which takes longer.
  if (url !== undefined) void readsByItself(url).then((reads) => (reads ? rehearse() : undefined));
});

/** Another page is coming into the tab: what is known belongs to the old one. In-app navigation says so by itself. */
async function left(tab: number, url: string | undefined): Promise<void> {
  const state = await stateOf(tab);
  if (!state || state.url === url) return;
  await forget(tab);
  await showBadge(tab, undefined);
}

/** The first-run questions, unless an organisation answered them. */
async function welcome(): Promise<void> {
  const { run, remember } = await readSettings();
  if (run === undefined || remember === undefined) await ext.tabs.create({ url: ext.runtime.getURL("welcome.html") });
}

/** What the engine's answers say, the menu and the marks on open pages are in another language now. */
async function otherLanguage(): Promise<void> {
  forgetEngine();
  await makeMenu();
  await readAllAgain();
}

/** What the user switched off is not kept any longer either. */
async function forgetUnwanted(settings: Settings, before: Settings): Promise<void> {
  if (settings.off.includes(CHECK)) return before.off.includes(CHECK) ? undefined : forgetSession();
  for (const site of settings.sites_off) if (!before.sites_off.includes(site)) await forgetSite(site);
}

/** With the last private window, what was met in private windows goes. */
async function privateClosed(): Promise<void> {
  const windows = await ext.windows.getAll();
  if (!windows.some(({ incognito }) => incognito)) await forgetLetters(() => true, ["private"]);
}
