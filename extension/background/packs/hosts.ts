// Sites that imported adapters read beside the built-in ones: whether the browser lets us read there is the user's to say.

import { builtInHosts, ext } from "../../common/browser.ts";
import { PACKS_KEY, type PacksState } from "../../common/protocol.ts";
import { everything } from "./store.ts";

/** Match patterns of what adapters name; an entry may name a path, access is by host. What is no host name is left out. */
export function patternsOf(adapters: readonly { hosts: readonly string[] }[]): string[] {
  const hosts = adapters.flatMap((adapter) => adapter.hosts).map((entry) => (entry.split("/", 1)[0] ?? "").toLowerCase());
  return [...new Set(hosts.filter((host) => /^([a-z0-9-]+\.)+[a-z0-9-]{2,}$/.test(host)))].sort().map((host) => `https://${host}/*`);
}

/** All sites with an adapter: the built-in ones, and those of packs that were imported or prescribed. */
export async function allHosts(): Promise<string[]> {
  const built = builtInHosts();
  try {
    const [{ held }, session] = await Promise.all([everything(), ext.storage.session.get(PACKS_KEY)]);
    const prescribed = (session[PACKS_KEY] as PacksState | undefined)?.hosts ?? [];
    return [...new Set([...built, ...held.filter(({ on }) => on).flatMap(({ now }) => now.hosts), ...prescribed])];
  } catch {
    return built;
  }
}
