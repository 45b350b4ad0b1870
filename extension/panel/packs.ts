// What the panel says of packs: that one is older than its author said it would hold, that one could not be loaded.

import { today } from "../background/ledger/days.ts";
import { ext } from "../common/browser.ts";
import { make } from "../common/dom.ts";
import type { PacksState } from "../common/protocol.ts";
import type { Say } from "../common/words.ts";
import type { Report } from "../types.ts";

export function packNotes(report: Report | undefined, { failed, ends, problems }: PacksState, say: Say, now = today()): string[] {
  const old = (report?.packs ?? []).flatMap(({ id }) => {
    const day = ends[id];
    return day !== undefined && day < now ? [say("ui.packs.old_named", { name: id, day })] : [];
  });
  const out = failed.map(({ id }) => say("ui.packs.failed", { name: id }));
  return [...old, ...out, ...(problems.length > 0 ? [say("ui.packs.trouble")] : [])];
}

/** The way to the packs page. */
export function packsLink(document: Document, text: string, open: () => void): HTMLElement {
  const button = make(document, "button", { text, attributes: { type: "button", "data-act": "packs" } });
  button.addEventListener("click", open);
  return make(document, "div", { class: "row" }, [button]);
}

export const openPacksPage = (): void => void ext.tabs.create({ url: ext.runtime.getURL("packs.html") });
