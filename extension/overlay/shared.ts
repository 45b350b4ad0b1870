// In the card: with whom this letter is shared, the template, and the ways to the other letters.

import { make } from "../common/dom.ts";
import type { SaidMember, SaidTemplate, TemplateWords } from "../common/template.ts";
import { letterPart, metPart, slotsPart, templatePart } from "../common/template-parts.ts";

/** So many earlier letters are listed, the panel has them all. */
const EARLIER = 8;

/** The letter that a marker stands for. */
const ownOf = ({ members }: SaidTemplate, items: readonly string[]): SaidMember | undefined =>
  members.find(({ item }) => item !== "" && items.includes(item));

/** With whom a letter is shared, and the next of the others on this page; the group goes round. */
export function letterOf(template: SaidTemplate, items: readonly string[]): { sentence: string; next?: { item: string; go: string } } {
  const { members } = template;
  const own = ownOf(template, items);
  const [first] = members;
  const sentence = own?.sentence ?? (first ? `${first.who}: ${first.sentence}` : "");
  const here = members.filter(({ item }) => item !== "");
  const at = own ? here.indexOf(own) : -1;
  const next = here[(at + 1) % Math.max(1, here.length)];
  return next && next !== own ? { sentence, next } : { sentence };
}

/** `items`: what the marker stands for. `go`: goes to another letter of this page, on the user's click. */
export function sharedFold(document: Document, template: SaidTemplate, items: readonly string[], words: TemplateWords, go: (item: string) => void): HTMLElement[] {
  const own = ownOf(template, items);
  const others = template.members.filter((member) => member !== own);
  const buttons = others.filter(({ item }) => item !== "").map(({ item, go: text }) => {
    const button = make(document, "button", { class: "act go", text, attributes: { type: "button", dir: "auto", "data-key": `go ${item}` } });
    button.addEventListener("click", () => go(item));
    return button;
  });
  return [
    ...templatePart(document, template, words),
    ...(own ? slotsPart(document, own, words) : []),
    ...(buttons.length > 1 ? [make(document, "h3", { text: words.others }), make(document, "div", { class: "row" }, buttons)] : []),
    ...others.filter(({ page }) => page).slice(0, EARLIER).map((member) => earlier(document, member, words)),
  ];
}

function earlier(document: Document, member: SaidMember, words: TemplateWords): HTMLElement {
  const isMarked = member.pieces.some(({ kind }) => kind !== "own");
  return make(document, "details", { class: "earlier", attributes: { "data-key": `earlier ${member.who}` } }, [
    make(document, "summary", { text: words.letter.replace("{name}", () => member.who), attributes: { dir: "auto" } }),
    metPart(document, member, words, false),
    letterPart(document, member.pieces),
    isMarked ? make(document, "p", { class: "soft", text: words.legend }) : undefined,
  ]);
}
