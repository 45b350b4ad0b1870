// A paragraph for the job post, so that people know what reads their letters. The same as in docs/employers/notice.md.

import { make } from "../common/dom.ts";
import type { Say } from "../common/words.ts";
import { copyButton } from "./copy.ts";
import { p, part, type Part, row } from "./part.ts";

export function noticePart(say: Say): Part {
  const text = make(document, "textarea", { attributes: { rows: "9", "data-act": "notice", "aria-label": say("ui.options.notice") } });
  text.value = say("ui.options.notice.text");
  return part("notice", say("ui.options.notice"), [
    p(say("ui.options.notice.about"), "soft"),
    text,
    row(copyButton(say, say("ui.options.notice.copy"), "copy-notice", () => text.value)),
  ]);
}
