// What to answer when somebody asks and nothing was kept: a text to copy.

import { make } from "../common/dom.ts";
import type { Say } from "../common/words.ts";
import { copyButton } from "./copy.ts";
import { p, section } from "./room.ts";

export function nothingKeptPart(say: Say): HTMLElement {
  const text = say("ui.record.nothing_text");
  const status = make(document, "span", { class: "soft", attributes: { role: "status" } });
  const quote = make(document, "blockquote", { text, attributes: { tabindex: "0", "aria-label": say("ui.record.nothing_title") } });
  return section("nothing-kept", say("ui.record.nothing_title"), [
    p(say("ui.record.nothing_about"), "soft"), quote,
    make(document, "div", { class: "row" }, [copyButton(say, () => text, quote, status), status]),
  ]);
}
