// The first-run question, in two halves: when pages are checked, and whether they are remembered. Before its answer nothing is
// written.

import { builtInHosts } from "../common/browser.ts";
import { make } from "../common/dom.ts";
import { type Settings, writeSettings } from "../common/settings.ts";
import { bySite } from "../common/tab.ts";
import type { Part } from "../common/update.ts";
import type { Say } from "../common/words.ts";

export function firstRunParts(document: Document, { say, settings }: { say: Say; settings: Settings }): Part[] {
  if (settings.run === undefined) return [{ key: "first-run", says: say.language, make: () => whenPart(document, say) }];
  if (settings.remember === undefined) return [{ key: "first-run-remember", says: say.language, make: () => rememberPart(document, say) }];
  return [];
}

function whenPart(document: Document, say: Say): HTMLElement {
  return question(document, "first-run", say("ui.first_run.question"), [say("ui.first_run.privacy")], [
    choice(document, say("ui.first_run.auto"), "run-auto", () => writeSettings({ run: "auto" }), true),
    choice(document, say("ui.first_run.click"), "run-click", () => writeSettings({ run: "click" })),
  ], [say("ui.first_run.sites", { sites: [...bySite(builtInHosts()).keys()].join(", ") }), say("ui.first_run.later")]);
}

function rememberPart(document: Document, say: Say): HTMLElement {
  return question(document, "first-run-remember", say("ui.memory.question"), [say("ui.memory.about")], [
    choice(document, say("ui.memory.yes"), "remember-yes", () => writeSettings({ remember: true })),
    choice(document, say("ui.memory.no"), "remember-no", () => writeSettings({ remember: false })),
  ], [say("ui.memory.later")]);
}

function question(document: Document, part: string, title: string, about: readonly string[], choices: readonly HTMLElement[], after: readonly string[]): HTMLElement {
  return make(document, "section", { class: "note", attributes: { "data-part": part, "aria-label": title } }, [
    make(document, "h2", { text: title }),
    ...about.map((text) => make(document, "p", { text })),
    make(document, "div", { class: "row" }, choices),
    ...after.map((text) => make(document, "p", { class: "soft", text })),
  ]);
}

/** Whoever shows the question follows the settings: the answer takes it away. */
function choice(document: Document, text: string, act: string, write: () => Promise<void>, main = false): HTMLElement {
  const button = make(document, "button", { text, attributes: { type: "button", "data-act": act }, ...(main ? { class: "main" } : {}) });
  button.addEventListener("click", () => void write());
  return button;
}
