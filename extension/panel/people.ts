// The people of a page, for what the ledger holds of them: forgetting one of them.

import { make } from "../common/dom.ts";
import { sending } from "../common/forget.ts";
import type { TabState } from "../common/protocol.ts";
import type { Settings } from "../common/settings.ts";
import type { Say } from "../common/words.ts";

/** Nothing where nothing is remembered: without the user's consent, and in a private window. */
export function peopleParts(document: Document, tab: number, state: TabState, settings: Settings, say: Say): HTMLElement[] {
  if (settings.remember !== true || state.room === "private" || state.people.length === 0) return [];
  const lines = state.people.map(({ id, name }) => {
    const forget = sending(document, say("ui.memory.forget_person"), { kind: "forget-person", tab, person: id }, say("ui.memory.forgotten"));
    forget.setAttribute("aria-label", say("ui.memory.forget_person_named", { name }));
    return make(document, "li", { class: "site" }, [make(document, "span", { text: name, attributes: { dir: "auto" } }), forget]);
  });
  return [
    make(document, "section", { attributes: { "data-part": "people" } }, [
      make(document, "h2", { text: say("ui.memory.people") }),
      make(document, "details", {}, [make(document, "summary", { text: say("ui.memory.people_list", { n: lines.length }) }), make(document, "ul", {}, lines)]),
    ]),
  ];
}
