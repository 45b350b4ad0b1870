// A question with the button that copies it.

import { make } from "../common/dom.ts";
import type { Say } from "../common/words.ts";

/** How long the button says that it was done. */
const DONE = 2_500;

/** `beside`: what stands beside the button. */
export function questionPart(document: Document, question: string, say: Say, beside?: HTMLElement): HTMLElement {
  const button = make(document, "button", { class: "quiet", text: say("ui.panel.copy"), attributes: { type: "button", "data-act": "copy" } });
  const status = make(document, "span", { class: "unseen", attributes: { role: "status" } });
  button.addEventListener("click", () => {
    void copied(document, question).then((done) => {
      const said = say(done ? "ui.panel.copied" : "ui.panel.copy_failed");
      button.textContent = said;
      status.textContent = said;
      setTimeout(() => {
        button.textContent = say("ui.panel.copy");
        status.textContent = "";
      }, DONE);
    });
  });
  return make(document, "div", { class: "ask", attributes: { "data-part": "ask" } }, [
    make(document, "p", {}, [
      make(document, "span", { class: "strong", text: `${say("ui.card.ask")}: ` }),
      make(document, "bdi", { text: question }),
    ]),
    make(document, "div", { class: "row" }, [button, beside]),
    status,
  ]);
}

const copied = (document: Document, text: string): Promise<boolean> =>
  (document.defaultView?.navigator.clipboard.writeText(text) ?? Promise.reject(new Error("no clipboard"))).then(() => true, () => false);
