// What can be noted or forgotten of one person of a page: that they were hired, and everything that is remembered of them.

import { make } from "../common/dom.ts";
import { sending } from "../common/forget.ts";
import type { Part } from "../common/update.ts";
import type { View } from "./view.ts";

/** Nothing where nothing is remembered: without the user's consent, and in a private window. */
export function hireParts(document: Document, { tab, state, settings, say }: View, { id, name }: { id: string; name: string }): Part[] {
  if (!tab || settings.remember !== true || !state || state.room === "private") return [];
  const number = tab.id;
  const hired = state.hired.includes(id);
  return [
    ...(state.job ? [{ key: "hire", says: [number, id, name, hired, say.language], make: () => hire(document, number, id, name, hired, say) }] : []),
    { key: "forget", says: [number, id, name, say.language], make: () => forget(document, number, id, name, say) },
    ...(state.job ? [{ key: "hire-about", says: say.language, make: () => make(document, "p", { class: "soft", text: say("ui.memory.hire_about") }) }] : []),
  ];
}

function forget(document: Document, tab: number, id: string, name: string, say: View["say"]): HTMLElement {
  const button = sending(document, say("ui.memory.forget_person"), { kind: "forget-person", tab, person: id }, say, say("ui.memory.forgotten"));
  button.setAttribute("aria-label", say("ui.memory.forget_person_named", { name }));
  return make(document, "div", {}, [button]);
}

/** What came of the user's own job: it is said by the user alone, and taken back by the same button. */
function hire(document: Document, tab: number, id: string, name: string, hired: boolean, say: View["say"]): HTMLElement {
  const button = sending(document, say(hired ? "ui.memory.hired" : "ui.memory.hire"), { kind: "hire", tab, person: id, hired: !hired }, say);
  button.setAttribute("aria-label", say(hired ? "ui.memory.hired_named" : "ui.memory.hire_named", { name }));
  return button;
}
