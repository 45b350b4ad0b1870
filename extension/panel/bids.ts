// Bids sent and won that the user knows: two numbers, judged by the engine and shown as any finding is. Nothing is stored.

import { ext } from "../common/browser.ts";
import { asSentence } from "../common/coverage.ts";
import { make } from "../common/dom.ts";
import type { BidsAnswer, Titled } from "../common/protocol.ts";
import type { Say } from "../common/words.ts";
import { reportParts } from "./report.ts";

export interface BidsPart {
  element: HTMLElement;
  /** Another page is another person: what was typed and answered goes. */
  clear(): void;
}

type Typed = { sent: number; won: number } | { wrong: HTMLInputElement; said: string };

export function bidsPart(document: Document, say: Say, titles: () => Promise<readonly Titled[]>): BidsPart {
  const sent = field(document, "sent");
  const won = field(document, "won");
  const trouble = make(document, "p", { class: "note", attributes: { id: "bids-trouble", role: "alert", hidden: "" } });
  const result = make(document, "div", { attributes: { role: "status", "data-part": "bids-result" } });
  const form = make(document, "form", { attributes: { novalidate: "", autocomplete: "off" } }, [
    make(document, "p", { class: "soft", text: say("ui.bids.about") }),
    make(document, "div", { class: "row" }, [named(document, say("ui.bids.sent"), sent), named(document, say("ui.bids.won"), won)]),
    trouble,
    make(document, "div", { class: "row" }, [make(document, "button", { text: say("ui.bids.judge"), attributes: { type: "submit", "data-act": "bids" } })]),
  ]);
  let asked = 0;
  const settle = (wrong?: HTMLInputElement, said = ""): void => {
    for (const one of [sent, won]) {
      if (one === wrong) one.setAttribute("aria-invalid", "true");
      else one.removeAttribute("aria-invalid");
    }
    trouble.textContent = said;
    trouble.hidden = said === "";
    wrong?.focus();
    result.replaceChildren();
    asked += 1;
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const typed = read(sent, won, say);
    if ("wrong" in typed) return settle(typed.wrong, typed.said);
    settle();
    const mine = asked;
    void answerTo(typed).then(async (answer) => {
      const parts = answer && "report" in answer ? reportParts(document, answer.report, say, { titles: await titles(), typed: true }) : [];
      // Other numbers, or another page, came meanwhile.
      if (mine !== asked) return;
      if (parts.length > 0) result.replaceChildren(...parts);
      else settle(sent, answer && "problems" in answer ? answer.problems.flatMap(({ message, fix }) => [asSentence(message), asSentence(fix)]).join(" ") : say("ui.bids.failed"));
    });
  });
  const element = make(document, "details", { attributes: { "data-part": "bids" } }, [make(document, "summary", { text: say("ui.bids.question") }), form, result]);
  return {
    element,
    clear: () => {
      form.reset();
      settle();
      element.open = false;
    },
  };
}

async function answerTo({ sent, won }: { sent: number; won: number }): Promise<BidsAnswer | undefined> {
  return ext.runtime.sendMessage({ kind: "bids", sent, won }).catch(() => undefined) as Promise<BidsAnswer | undefined>;
}

function field(document: Document, name: string): HTMLInputElement {
  // Not of type number: that would hide what was typed wrongly, and change by the wheel of a mouse.
  return make(document, "input", { attributes: { type: "text", inputmode: "numeric", name, maxlength: "15", required: "", "aria-describedby": "bids-trouble" } });
}

const named = (document: Document, text: string, input: HTMLInputElement): HTMLElement =>
  make(document, "label", { class: "number" }, [make(document, "span", { text }), input]);

function read(sent: HTMLInputElement, won: HTMLInputElement, say: Say): Typed {
  for (const one of [sent, won]) {
    const found = one.value.trim();
    const name = say(one === sent ? "ui.bids.sent" : "ui.bids.won");
    if (found === "") return { wrong: one, said: say("ui.bids.missing", { name }) };
    if (!/^\d+$/.test(found)) return { wrong: one, said: say("ui.bids.not_whole", { name, found }) };
  }
  const typed = { sent: Number(sent.value), won: Number(won.value) };
  return typed.won > typed.sent ? { wrong: won, said: say("ui.bids.won_above_sent", typed) } : typed;
}
