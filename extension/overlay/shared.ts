// In the card: with whom this letter is shared, the template, and the ways to the other letters.

import { make } from "../common/dom.ts";
import type { SaidMember, SaidTemplate, TemplateWords } from "../common/template.ts";
import { letterPart, metPart, slotsPart, templatePart } from "../common/template-parts.ts";

/** So many buttons stand open, the rest is folded; so many earlier letters are listed, the panel has them all. */
const BUTTONS = 4;
const EARLIER = 8;

/** `items`: what the marker stands for. `go`: goes to another letter of this page, on the user's click. */
export function sharedPart(document: Document, template: SaidTemplate, items: readonly string[], words: TemplateWords, go: (item: string) => void): HTMLElement {
  const own = template.members.find(({ item }) => item !== "" && items.includes(item));
  const others = template.members.filter((member) => member !== own);
  const [first] = template.members;
  const sentence = own?.sentence ?? (first ? `${first.who}: ${first.sentence}` : "");
  const buttons = others.filter(({ item }) => item !== "").map(({ item, go: text }) => {
    const button = make(document, "button", { class: "go", text, attributes: { type: "button", dir: "auto" } });
    button.addEventListener("click", () => go(item));
    return button;
  });
  const folded = buttons.slice(BUTTONS);
  return make(document, "div", { class: "shared" }, [
    make(document, "p", { class: "strong", text: sentence, attributes: { dir: "auto" } }),
    ...(buttons.length > 0 ? [make(document, "div", { class: "row" }, buttons.slice(0, BUTTONS))] : []),
    folded.length > 0 ? make(document, "details", {}, [make(document, "summary", { text: words.others }), make(document, "div", { class: "row" }, folded)]) : undefined,
    ...others.filter(({ page }) => page).slice(0, EARLIER).map((member) => earlier(document, member, words)),
    ...templatePart(document, template, words),
    ...(own ? slotsPart(document, own, words) : []),
  ]);
}

function earlier(document: Document, member: SaidMember, words: TemplateWords): HTMLElement {
  const isMarked = member.pieces.some(({ kind }) => kind !== "own");
  return make(document, "details", { class: "earlier" }, [
    make(document, "summary", { text: words.letter.replace("{name}", () => member.who), attributes: { dir: "auto" } }),
    metPart(document, member, words, false),
    letterPart(document, member.pieces),
    isMarked ? make(document, "p", { class: "soft", text: words.legend }) : undefined,
  ]);
}
