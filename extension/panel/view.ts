// What the panel shows, read anew at every change: one object, of which every part takes what it needs.

import type { KeptOverride } from "../background/packs/schema.ts";
import { builtInHosts, ext } from "../common/browser.ts";
import { JOBS_KEY, KEPT_KEY, type Kept, type KeptOfJobs, MEMORY_KEY, type MemoryState, PACKS_KEY, type PacksState, TEXT_KEY, tabKey, type TabState, type TextState, type Titled } from "../common/protocol.ts";
import { readSession } from "../common/session.ts";
import { readSettings, type Settings } from "../common/settings.ts";
import { currentTab, missingHosts, type TabInfo } from "../common/tab.ts";
import type { Say } from "../common/words.ts";
import { readOverrides } from "./ignore.ts";

export interface View {
  say: Say;
  tab: TabInfo | undefined;
  /** What is known of the tab; absent where nothing was checked. */
  state: TabState | undefined;
  /** A checked selection. */
  text: TextState | undefined;
  settings: Settings;
  kept: Kept;
  /** Letters of each job that were read in this session. */
  jobs: KeptOfJobs;
  memory: MemoryState;
  packs: PacksState;
  overrides: KeptOverride[];
  /** What the checks and rules are called; empty until the engine has said it. */
  titles: readonly Titled[];
  /** Patterns of sites that the browser does not let us read. */
  missing: string[];
  /** Patterns of all sites with a reader. */
  hosts: string[];
  /** Not before the first answer, and not in a private window. */
  mayWrite: boolean;
  /** Letters that the user gave were judged, and no page. */
  own?: boolean;
}

/** Everything that can be asked at once is: each question goes to another process. `say`: the words, which may still be on their way. */
export async function readView(say: Say | Promise<Say>, titles: readonly Titled[]): Promise<View> {
  const current = currentTab();
  const [words, tab, state, settings, missing, shared] = await Promise.all([
    say, current, current.then(readState), readSettings(), missingHosts(), ext.storage.session.get([TEXT_KEY, KEPT_KEY, JOBS_KEY, MEMORY_KEY, PACKS_KEY]),
  ]);
  const packs = (shared[PACKS_KEY] as PacksState | undefined) ?? { failed: [], ends: {}, hosts: [], problems: [] };
  const overrides = (state?.report?.overridden ?? []).length > 0 ? await readOverrides() : [];
  return {
    say: words, tab, state, settings, packs, overrides, titles, missing,
    memory: (shared[MEMORY_KEY] as MemoryState | undefined) ?? {},
    text: shared[TEXT_KEY] as TextState | undefined,
    kept: (shared[KEPT_KEY] as Kept | undefined) ?? { open: 0, private: 0 },
    jobs: (shared[JOBS_KEY] as KeptOfJobs | undefined) ?? {},
    hosts: [...builtInHosts(), ...packs.hosts],
    mayWrite: settings.run !== undefined && tab?.incognito !== true,
  };
}

const readState = (tab: TabInfo | undefined): Promise<TabState | undefined> => readSession(tabKey(tab?.id ?? -1));

/** What a list calls a check or rule. */
export function titleOf({ titles, say }: Pick<View, "titles" | "say">, rule: string): string {
  const known = titles.find(({ id }) => id === rule);
  return known ? say.message(known.title) : rule;
}
