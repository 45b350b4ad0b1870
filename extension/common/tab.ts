// The tab that an extension page speaks about, and whether the extension may read it.

import { builtInHosts, ext } from "./browser.ts";
import { PACKS_KEY, type PacksState } from "./protocol.ts";

export interface TabInfo {
  id: number;
  windowId: number;
  /** The address, where the browser tells it: with access to the site, or after the user's click. */
  url: string | undefined;
  /** In a private window nothing is written to disk, not even a choice about this site. */
  incognito: boolean;
}

/** The tab named in the page's own address (`?tab=12`), else the one the user looks at. */
export async function currentTab(): Promise<TabInfo | undefined> {
  const named = Number(new URLSearchParams(location.search).get("tab") ?? NaN);
  const tab = Number.isInteger(named)
    ? await ext.tabs.get(named).catch(() => undefined)
    : (await ext.tabs.query({ active: true, currentWindow: true }))[0];
  return tab?.id === undefined ? undefined : { id: tab.id, windowId: tab.windowId, url: tab.url, incognito: tab.incognito };
}

/** Whether a match pattern such as `https://www.example.com/*` or `https://*.example.com/*` covers an address. */
export function covers(pattern: string, address: string): boolean {
  const parts = /^(\*|https?):\/\/(\*|(?:\*\.)?[^/*]+)\//.exec(pattern);
  if (!parts || !URL.canParse(address)) return false;
  const [, scheme = "", host = ""] = parts;
  const { protocol, hostname } = new URL(address);
  if (scheme === "*" ? !/^https?:$/.test(protocol) : protocol !== `${scheme}:`) return false;
  if (host === "*") return true;
  const bare = host.replace(/^\*\./, "");
  return hostname === bare || (host !== bare && hostname.endsWith(`.${bare}`));
}

/** Sites of the packs that are loaded beside the built-in ones, as far as an engine was built since the browser started. */
export async function importedHosts(): Promise<string[]> {
  return ((await ext.storage.session.get(PACKS_KEY))[PACKS_KEY] as PacksState | undefined)?.hosts ?? [];
}

/** The pattern that serves an address: a built-in one, unless told otherwise. */
export function knownSite(address: string, hosts: readonly string[] = builtInHosts()): string | undefined {
  return hosts.find((pattern) => covers(pattern, address));
}

/** Of the sites we can read, those the browser does not let us read now. */
export async function missingHosts(): Promise<string[]> {
  const hosts = builtInHosts();
  // Nearly always all of them: one question instead of one a host.
  if (await ext.permissions.contains({ origins: hosts })) return [];
  const granted = await Promise.all(hosts.map((origin) => ext.permissions.contains({ origins: [origin] })));
  return hosts.filter((_, n) => granted[n] === false);
}

/** How a pattern is called in a sentence: with and without `www.` it is one site to a person. */
export const siteName = (pattern: string): string => pattern.replace(/^[^/]*\/\/(\*\.|www\.)?/, "").replace(/\/.*$/, "");

/** Patterns by the site they belong to. */
export function bySite(patterns: readonly string[]): Map<string, string[]> {
  const sites = new Map<string, string[]>();
  for (const pattern of patterns) sites.set(siteName(pattern), [...(sites.get(siteName(pattern)) ?? []), pattern]);
  return sites;
}
