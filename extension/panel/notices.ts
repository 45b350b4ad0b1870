// What stands in the way, each in a plain sentence with a way on: no access, a page that does not answer, no room, a private window.

import { accessPart, accessWanted } from "../common/access.ts";
import { fieldName } from "../common/coverage.ts";
import { make } from "../common/dom.ts";
import { forgetButton } from "../common/forget.ts";
import { NOT_READ } from "../common/drawing.ts";
import type { Part } from "../common/update.ts";
import { sayUnmarked } from "../common/unmarked.ts";
import { packNotes } from "./packs.ts";
import type { View } from "./view.ts";

export interface Ways {
  /** Reads the tab's page, and says what came of it. */
  check(): void;
  /** Says something after a step that did not work; a key of the words, or nothing. */
  say(trouble: string): void;
}

/** `trouble`: the key of what is to be said of the last step. */
export function noticeParts(document: Document, view: View, trouble: string, ways: Ways): Part[] {
  const { say, tab, state, settings, missing } = view;
  const note = (key: string, text: string, ...more: (HTMLElement | undefined)[]): Part => ({
    key, says: [text, say.language], make: () => make(document, "div", { class: "note", attributes: { "data-notice": key } }, [make(document, "p", { text, attributes: { dir: "auto" } }), ...more]),
  });
  const wanted = accessWanted(tab?.url ?? state?.url, missing, settings);
  const notes = [
    ...packNotes(state?.report, view.packs, say),
    ...(state?.recovered ? [say("ui.panel.recovered")] : []),
    ...(state?.cut ? [say("ui.panel.cut")] : []),
    ...unverified(view),
    // What is said of letters has a line of its own.
    ...(state?.counted ?? []).filter(({ field }) => field !== "proposals").map(({ field, read, total }) => say("ui.counted", { field: fieldName(field, say), read, total })),
  ];
  return [
    ...(trouble === "" ? [] : [note("trouble", say(trouble), make(document, "div", { class: "row" }, [checkButton(document, view, ways)]))]),
    ...(wanted.length > 0 ? [{ key: "access", says: [wanted, say.language], make: () => accessPart(document, wanted, say, (given) => ways.say(given ? "" : "ui.access.refused")) }] : []),
    ...(state?.full ? [note("full", say("ui.panel.trouble.full"), make(document, "div", { class: "row" }, [forgetButton(document, say), checkButton(document, view, ways)]))] : []),
    ...(state?.unmarked ? [note("unmarked", sayUnmarked(state.unmarked, say), make(document, "div", { class: "row" }, [checkButton(document, view, ways)]))] : []),
    ...(tab?.incognito ? [{ key: "private", says: say.language, make: () => make(document, "p", { class: "soft", text: say("ui.panel.private"), attributes: { "data-notice": "private" } }) }] : []),
    ...notes.map((text, n) => note(`note ${n}`, text)),
  ];
}

function unverified({ state, say }: View): string[] {
  const page = state?.report?.page;
  return page && !NOT_READ.has(page.kind) && page.adapter != null && !page.verified ? [say("ui.panel.unverified", { adapter: page.adapter })] : [];
}

export function checkButton(document: Document, { say }: View, { check }: Ways): HTMLElement {
  const button = make(document, "button", { text: say("ui.popup.check"), attributes: { type: "button", "data-act": "check" } });
  button.addEventListener("click", check);
  return button;
}
