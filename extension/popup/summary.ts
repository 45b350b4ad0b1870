// What was read on a tab, in a few sentences.

import { fieldName } from "../common/coverage.ts";
import { isAtLeast } from "../common/drawing.ts";
import type { TabState } from "../common/protocol.ts";
import { knownSite } from "../common/tab.ts";
import type { Say } from "../common/words.ts";
import type { ItemKind } from "../types.ts";

export function summary(state: TabState | undefined, url: string | undefined, say: Say, hosts: readonly string[]): string[] {
  if (!state) return [url !== undefined && !knownSite(url, hosts) ? say("ui.popup.unknown_site") : say("ui.popup.not_checked")];
  if (!state.report) return [say("ui.popup.failed"), ...state.problems.map(({ message, fix }) => `${message} ${fix}`)];
  const { page, items, findings } = state.report;
  const sentences = [say(`ui.kind.${page.kind}`)];
  const kinds = new Map<ItemKind, number>();
  for (const { subject, read } of items) if (read) kinds.set(subject.kind, (kinds.get(subject.kind) ?? 0) + 1);
  if (kinds.size > 0) {
    const list = [...kinds].map(([kind, n]) => say(`ui.count.${kind}`, { n }));
    sentences.push(say("ui.popup.read", { list: list.join(", ") }));
  }
  for (const { field, read, total } of state.counted) {
    sentences.push(say("ui.counted", { field: fieldName(field, say), read, total }));
  }
  if (page.kind !== "unknown" && page.kind !== "blocked" && page.kind !== "search") {
    const n = findings.filter(({ severity }) => isAtLeast(severity, "caution")).length;
    sentences.push(n > 0 ? say("ui.popup.asking", { n }) : say("ui.popup.nothing"));
  }
  if (state.busy) sentences.push(say("ui.busy"));
  return sentences;
}
