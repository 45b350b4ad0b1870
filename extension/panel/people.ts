// The people of a page, for what the ledger holds of them: who was hired, and forgetting one of them.

import { make } from "../common/dom.ts";
import { sending } from "../common/forget.ts";
import type { Named, TabState } from "../common/protocol.ts";
import type { Settings } from "../common/settings.ts";
import type { Say } from "../common/words.ts";

/** Nothing where nothing is remembered: without the user's consent, and in a private window. */
export function peopleParts(document: Document, tab: number, state: TabState, settings: Settings, say: Say): HTMLElement[] {
  if (settings.remember !== true || state.room === "private" || state.people.length === 0) return [];
  const lines = state.people.map((person) =>
    make(document, "li", { class: "site" }, [
      make(document, "span", { text: person.name, attributes: { dir: "auto" } }),
      make(document, "span", { class: "row" }, [state.job && hire(document, tab, person, state.hired.includes(person.id), say), forget(document, tab, person, say)]),
    ]));
  return [
    make(document, "section", { attributes: { "data-part": "people" } }, [
      make(document, "h2", { text: say("ui.memory.people") }),
      ...(state.job ? [make(document, "p", { class: "soft", text: say("ui.memory.hire_about") })] : []),
      make(document, "details", {}, [make(document, "summary", { text: say("ui.memory.people_list", { n: lines.length }) }), make(document, "ul", {}, lines)]),
    ]),
  ];
}

function forget(document: Document, tab: number, { id, name }: Named, say: Say): HTMLElement {
  const button = sending(document, say("ui.memory.forget_person"), { kind: "forget-person", tab, person: id }, say("ui.memory.forgotten"));
  button.setAttribute("aria-label", say("ui.memory.forget_person_named", { name }));
  return button;
}

/** What came of the user's own job: it is said by the user alone, and taken back by the same button. */
function hire(document: Document, tab: number, { id, name }: Named, hired: boolean, say: Say): HTMLElement {
  const button = sending(document, say(hired ? "ui.memory.hired" : "ui.memory.hire"), { kind: "hire", tab, person: id, hired: !hired });
  button.setAttribute("aria-label", say(hired ? "ui.memory.hired_named" : "ui.memory.hire_named", { name }));
  return button;
}
