// In the panel: the template, and each other letter beside the first of this page, with what they share marked.

import { make } from "../common/dom.ts";
import type { SaidMember, SaidTemplate, TemplateWords } from "../common/template.ts";
import { letterPart, metPart, slotsPart, templatePart } from "../common/template-parts.ts";

/** So many letters are laid beside the first one. */
const PAIRS = 20;

/** `go`: goes to a letter on the page, on the user's click. */
export function sharedPart(document: Document, template: SaidTemplate, words: TemplateWords, go: ((item: string) => void) | undefined): HTMLElement[] {
  const [first, ...others] = template.members;
  if (!first) return [];
  const all = [
    make(document, "p", { class: "strong", text: `${first.who}: ${first.sentence}`, attributes: { dir: "auto" } }),
    ...templatePart(document, template, words),
    template.parts.length > 0 ? make(document, "p", { class: "soft", text: words.legend }) : undefined,
    ...others.slice(0, PAIRS).map((other, n) => pair(document, first, other, words, go, n === 0)),
  ];
  return all.filter((part) => part !== undefined);
}

function pair(document: Document, first: SaidMember, other: SaidMember, words: TemplateWords, go: ((item: string) => void) | undefined, open: boolean): HTMLElement {
  const fold = make(document, "details", { class: "pair" }, [
    make(document, "summary", { text: words.letter.replace("{name}", () => other.who), attributes: { dir: "auto" } }),
    make(document, "div", { class: "beside" }, [side(document, first, words, go), side(document, other, words, go)]),
  ]);
  fold.open = open;
  return fold;
}

function side(document: Document, member: SaidMember, words: TemplateWords, go: ((item: string) => void) | undefined): HTMLElement {
  const button = go && member.item !== "" ? make(document, "button", { text: member.go, attributes: { type: "button", "data-act": "go", dir: "auto" } }) : undefined;
  button?.addEventListener("click", () => go?.(member.item));
  return make(document, "article", { attributes: { "aria-label": member.who } }, [
    make(document, "p", { class: "strong", text: member.who, attributes: { dir: "auto" } }),
    metPart(document, member, words, true),
    letterPart(document, member.pieces),
    ...slotsPart(document, member, words),
    button,
  ]);
}
