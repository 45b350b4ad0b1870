// Where the content script runs: by itself on the known sites once the user chose that, otherwise only on click.

import { ext } from "../common/browser.ts";
import type { TabAnswer } from "../common/protocol.ts";
import { readSettings, type Settings } from "../common/settings.ts";
import { knownSite } from "../common/tab.ts";
import { warmEngine } from "./engine.ts";
import { allHosts } from "./packs/hosts.ts";

const ID = "pages";
const FILE = "content.js";

/** What to register for these settings; nothing unless the user chose that pages are checked by themselves. */
export function wanted(settings: Settings, hosts: readonly string[]): { matches: string[]; excludeMatches: string[] } | undefined {
  if (settings.run !== "auto" || hosts.length === 0) return undefined;
  return { matches: [...hosts], excludeMatches: settings.sites_off.map((site) => `*://${site}/*`) };
}

/** Whether a page at this address will be read without a click. */
export async function readsByItself(url: string): Promise<boolean> {
  const want = wanted(await readSettings(), await allHosts());
  return want !== undefined && knownSite(url, want.matches) !== undefined && knownSite(url, want.excludeMatches) === undefined;
}

let registering: Promise<void> = Promise.resolve();

/** Brings the registration in line with the settings. Registered scripts outlive the browser, so it is not done at every wake. */
export function register(): Promise<void> {
  registering = registering.then(registerOnce, registerOnce);
  return registering;
}

async function registerOnce(): Promise<void> {
  const want = wanted(await readSettings(), await allHosts());
  const [have] = await ext.scripting.getRegisteredContentScripts({ ids: [ID] });
  if (!want) {
    if (have) await ext.scripting.unregisterContentScripts({ ids: [ID] });
    return;
  }
  const script = { id: ID, js: [FILE], ...want, runAt: "document_idle", persistAcrossSessions: true } as const;
  const mutable = { ...script, js: [...script.js] };
  if (have) await ext.scripting.updateContentScripts([mutable]);
  else await ext.scripting.registerContentScripts([mutable]);
}

/** Checks pages of known sites that are open already: after the choice, and after access was given. */
export async function checkOpenTabs(): Promise<void> {
  const hosts = await allHosts();
  if (!wanted(await readSettings(), hosts)) return;
  for (const { id, discarded } of await ext.tabs.query({ url: hosts })) {
    if (id !== undefined && !discarded) await checkTab(id);
  }
}

/** Access was taken away: a browser starts nothing new there, but what runs in an open page would read on. */
export async function stopWithin(origins: readonly string[]): Promise<void> {
  for (const { id } of await ext.tabs.query({})) {
    if (id !== undefined) await ext.tabs.sendMessage(id, { kind: "stop", origins }).catch(() => undefined);
  }
}

/** Checks one tab: the script starts there, or reads the page again where it runs already. */
export async function checkTab(tab: number): Promise<TabAnswer> {
  try {
    // A browser tells the address where it lets us read. Where it does not, Chromium neither starts the script nor says no: it waits
    // for the user's click, and whoever asked would wait with it.
    if ((await ext.tabs.get(tab)).url === undefined) return { kind: "refused", why: "no access" };
    // Built while the page is read.
    warmEngine();
    await ext.scripting.executeScript({ target: { tabId: tab }, files: [FILE] });
    return { kind: "started" };
  } catch (error) {
    return { kind: "refused", why: String(error) };
  }
}
