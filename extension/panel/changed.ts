// Whose findings changed while the panel was open: a letter on a later page may change what is said of an earlier one.

import type { View } from "./view.ts";
import { type Someone, whoIsHere } from "./who.ts";

export interface Changes {
  /** All whose findings changed since the page came into the panel, in page order. */
  all: Someone[];
  /** Those of them that changed just now. */
  now: Someone[];
  /** Another page came into the panel. */
  page: boolean;
}

/** A watcher of one panel; told of every view, it says what is other than before. */
export function changedSince(): (view: Pick<View, "state" | "tab">) => Changes {
  let page = "";
  let before = new Map<string, string>();
  let changed = new Set<string>();
  return ({ state, tab }) => {
    const here = `${tab?.id} ${state?.url}`;
    if (!state?.report) return { all: [], now: [], page: false };
    const { people } = whoIsHere(state.report, state.people);
    const found = new Map(people.map(({ key, own, shared }) => [key, [...own, ...shared].map(({ id, severity }) => `${id} ${severity}`).join()]));
    const another = here !== page;
    const first = page === "";
    if (another) [page, changed] = [here, new Set()];
    const now = another ? [] : people.filter(({ key }) => before.has(key) && before.get(key) !== found.get(key));
    for (const { key } of now) changed.add(key);
    before = found;
    return { all: people.filter(({ key }) => changed.has(key)), now, page: another && !first };
  };
}
