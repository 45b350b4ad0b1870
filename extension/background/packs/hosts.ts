// Sites that imported adapters read beside the built-in ones: whether the browser lets us read there is the user's to say.

import { builtInHosts } from "../../common/browser.ts";
import { importedHosts } from "../../common/tab.ts";
import { everything } from "./store.ts";

export interface AdapterHosts {
  readonly hosts: readonly string[];
}

/** Match patterns of what adapters name; an entry may name a path, access is by host. What is no host name is left out. */
export function patternsOf(adapters: readonly AdapterHosts[]): string[] {
  const hosts = adapters.flatMap((adapter) => adapter.hosts).map((entry) => (entry.split("/", 1)[0] ?? "").toLowerCase());
  return [...new Set(hosts.filter((host) => /^([a-z0-9-]+\.)+[a-z0-9-]{2,}$/.test(host)))].sort().map((host) => `https://${host}/*`);
}

/** All sites with an adapter: the built-in ones, and those of packs that were imported or prescribed. */
export async function allHosts(): Promise<string[]> {
  const built = builtInHosts();
  try {
    // What an organisation prescribes is known once an engine was built.
    const [{ held }, loaded] = await Promise.all([everything(), importedHosts()]);
    return [...new Set([...built, ...held.filter(({ on }) => on).flatMap(({ now }) => now.hosts), ...loaded])];
  } catch {
    return built;
  }
}
