// What was read on a tab, in a few sentences.

import { fieldName } from "../common/coverage.ts";
import { NOT_READ } from "../common/drawing.ts";
import { sayLine } from "../common/line.ts";
import type { TabState } from "../common/protocol.ts";
import { knownSite } from "../common/tab.ts";
import type { Say } from "../common/words.ts";

/** The line of the page first. */
export function summary(state: TabState | undefined, url: string | undefined, say: Say, hosts: readonly string[]): string[] {
  if (!state) return [url !== undefined && !knownSite(url, hosts) ? say("ui.popup.unknown_site") : say("ui.popup.not_checked")];
  const { report } = state;
  if (!report) return state.full ? [say("ui.panel.trouble.full")] : [say("ui.popup.failed"), ...state.problems.map(({ message, fix }) => `${message} ${fix}`)];
  return [
    sayLine(report, say) || say(`ui.kind.${report.page.kind}`),
    ...state.counted.map(({ field, read, total }) => say("ui.counted", { field: fieldName(field, say), read, total })),
    ...(NOT_READ.has(report.page.kind) ? [] : [say("ui.card.not_verified")]),
    ...(state.busy ? [say("ui.busy")] : []),
  ];
}
