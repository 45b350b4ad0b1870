// What was checked and what was not, as a part of its own: each group opens to its list. That nothing was found says little where
// nobody could look.

import { coverageGroups, sayUnread } from "../common/coverage.ts";
import { make } from "../common/dom.ts";
import type { Titled } from "../common/protocol.ts";
import type { Say } from "../common/words.ts";
import type { Report } from "../types.ts";
import { fold, list } from "./finding.ts";

/** `alone`: a text or numbers were judged, not a page. */
export function coverageParts(document: Document, report: Report, say: Say, titles: readonly Titled[], alone: boolean): HTMLElement[] {
  const unread = alone ? [] : sayUnread(report, say);
  return [
    make(document, "p", { class: "strong", text: say("ui.card.not_verified") }),
    make(document, "p", { class: "soft", text: say("ui.panel.coverage_about") }),
    ...coverageGroups(report, say, titles).map(({ state, title, lines }) => fold(document, `cover-${state}`, title, [list(document, lines)])),
    ...(alone ? [] : [
      unread.length === 0
        ? make(document, "p", { class: "soft", text: say("ui.panel.unread_none") })
        : fold(document, "unread", say("ui.panel.cover.unread", { n: unread.length }), [list(document, unread)]),
    ]),
  ];
}

/** By what the page was judged. */
export function judgedPart(document: Document, { engine, packs, page }: Report, say: Say): HTMLElement {
  return fold(document, "packs", say("ui.panel.by"), [
    make(document, "p", { class: "soft", text: say("ui.panel.engine", { engine, time: page.captured_at }), attributes: { dir: "auto" } }),
    list(document, packs.map(({ id, version, sha256, signed, built_in }) =>
      say(signed || built_in ? "ui.panel.pack" : "ui.panel.pack-unsigned", { id, version, sha256: sha256.slice(0, 12) }))),
  ]);
}
