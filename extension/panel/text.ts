// "Check this text": its result stands above the page's until it is closed.

import { ext } from "../common/browser.ts";
import { make } from "../common/dom.ts";
import { RULE_TEXT_KEY, TEXT_KEY } from "../common/protocol.ts";
import type { Part } from "../common/update.ts";
import { quoteElement } from "./finding.ts";
import { openPacksPage } from "./packs.ts";
import { reportParts, section } from "./report.ts";
import type { View } from "./view.ts";

export function textParts(document: Document, { text: state, titles, say }: View): Part[] {
  if (!state) return [];
  const { text, at, report, problems } = state;
  const button = (key: string, act: string, run: () => unknown): HTMLElement => {
    const element = make(document, "button", { text: say(key), attributes: { type: "button", "data-act": act } });
    element.addEventListener("click", () => void run());
    return element;
  };
  return [{
    key: "text",
    says: [at, text, titles.length, say.language],
    make: () => section(document, say("ui.panel.text"), "text", [
      quoteElement(document, text),
      ...problems.map(({ message, fix }) => make(document, "p", { class: "note", text: `${message} ${fix}`, attributes: { dir: "auto" } })),
      ...(report ? reportParts(document, report, say, { titles }) : []),
      make(document, "div", { class: "row" }, [
        button("ui.panel.close_text", "close-text", () => ext.storage.session.remove(TEXT_KEY)),
        button("ui.panel.make_rule", "make-rule", () => ext.storage.session.set({ [RULE_TEXT_KEY]: text }).then(openPacksPage)),
      ]),
    ]),
  }];
}
