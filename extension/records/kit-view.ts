// The interview kit by itself: for everybody, also where nothing was kept and nothing was found.

import { make } from "../common/dom.ts";
import { KIT, type KitStep } from "../common/kit.ts";
import type { Say } from "../common/words.ts";
import { copyButton } from "./copy.ts";
import { kitParts, kitText } from "./kit-parts.ts";
import { link, p } from "./room.ts";

export function kitView(say: Say): HTMLElement[] {
  document.title = say("kit.title");
  const list = (when: KitStep["when"]): HTMLElement => {
    const steps = KIT.filter((step) => step.when === when);
    const status = make(document, "span", { class: "soft", attributes: { role: "status" } });
    const shown = make(document, "div", {}, steps.map((step) => make(document, "article", { class: "kit", attributes: { "data-step": step.id } }, [make(document, "h3", { text: say(`kit.${step.id}.title`) }), ...kitParts(step, say)])));
    return make(document, "section", { attributes: { "data-part": `kit-${when}` } }, [
      make(document, "h2", { text: say(when === "before" ? "kit.before" : "kit.after") }),
      ...(when === "after" ? [p(say("kit.after_about"), "soft")] : []),
      shown, make(document, "div", { class: "row" }, [copyButton(say, () => kitText(steps, say), shown, status), status]),
    ]);
  };
  return [
    make(document, "nav", { class: "row", attributes: { "aria-label": say("ui.record.nav") } }, [link(say("ui.record.all"), "records.html")]),
    make(document, "h1", { text: say("kit.title") }), p(say("kit.about")), list("before"), list("after"),
  ];
}
