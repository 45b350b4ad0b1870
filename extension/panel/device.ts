// What is remembered while the browser runs and on this device, with the buttons that forget it.

import { make } from "../common/dom.ts";
import { forgetAllButton, forgetButton, troubleText } from "../common/forget.ts";
import type { Part } from "../common/update.ts";
import { section } from "./report.ts";
import type { View } from "./view.ts";

export function deviceParts(document: Document, { kept, memory: { trouble }, settings, say }: View): Part[] {
  const n = kept.open + kept.private;
  const remembers = settings.remember === true;
  return [
    ...(n === 0 ? [] : [{ key: "session", says: [n, say.language], make: () => section(document, say("ui.session.title"), "session", [
      make(document, "p", { class: "soft", text: say("ui.session.kept", { n }) }),
      make(document, "div", { class: "row" }, [forgetButton(document, say)]),
    ]) }]),
    ...(!remembers && !trouble ? [] : [{ key: "memory", says: [trouble, say.language], make: () => section(document, say("ui.memory.title"), "memory", [
      make(document, "p", trouble ? { class: "note", text: troubleText(trouble, say) } : { class: "soft", text: say("ui.memory.panel") }),
      make(document, "div", { class: "row" }, [forgetAllButton(document, say)]),
    ]) }]),
  ];
}
