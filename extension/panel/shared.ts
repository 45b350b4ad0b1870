// In the panel: the template, and each other letter woven with the first of this page; the letters as they are, below.

import { make } from "../common/dom.ts";
import type { Piece, SaidMember, SaidTemplate, TemplateWords } from "../common/template.ts";
import { letterPart, metPart, slotsPart, templatePart } from "../common/template-parts.ts";
import type { Say } from "../common/words.ts";
import { weave, type Woven } from "./weave.ts";

/** So many letters are laid beside the first one. */
const PAIRS = 20;

type Go = ((item: string) => void) | undefined;

/** `go`: goes to a letter on the page, on the user's click. */
export function sharedPart(document: Document, template: SaidTemplate, words: TemplateWords, say: Say, go: Go): HTMLElement[] {
  const [first, ...others] = template.members;
  if (!first) return [];
  return [
    ...others.slice(0, PAIRS).map((other, n) => pair(document, first, other, words, say, go, n === 0)),
    make(document, "details", { attributes: { "data-part": "template" } }, [make(document, "summary", { text: words.title }), ...templatePart(document, template, words)]),
  ];
}

function pair(document: Document, first: SaidMember, other: SaidMember, words: TemplateWords, say: Say, go: Go, open: boolean): HTMLElement {
  const woven = weave(first.pieces, other.pieces);
  const both = make(document, "div", { class: "beside" }, [side(document, first, words, !woven), side(document, other, words, !woven)]);
  const marked = make(document, "p", { class: "soft", text: words.legend });
  const fold = make(document, "details", { class: "pair", attributes: { "data-part": "pair" } }, [
    make(document, "summary", { text: say("ui.panel.pair", { first: first.who, second: other.who }), attributes: { dir: "auto" } }),
    make(document, "div", { class: "row" }, [goTo(document, first, go), goTo(document, other, go)]),
    ...(other.page ? [metPart(document, other, words, true)] : []),
    ...(woven
      ? [
          make(document, "p", { class: "soft", text: say("ui.panel.woven") }),
          wovenPart(document, woven, first.who, other.who),
          make(document, "details", { attributes: { "data-part": "whole" } }, [make(document, "summary", { text: say("ui.panel.whole_letters") }), marked, both]),
        ]
      : [marked, both]),
  ]);
  fold.open = open;
  return fold;
}

function wovenPart(document: Document, woven: readonly Woven[], first: string, second: string): HTMLElement {
  return make(document, "div", { class: "woven" }, woven.map((part) =>
    "shared" in part
      ? make(document, "p", { attributes: { dir: "auto" } }, [make(document, "mark", { class: "shared", text: part.shared.trim() })])
      : make(document, "dl", {}, [...cell(document, first, part.first), ...cell(document, second, part.second)])));
}

function cell(document: Document, who: string, pieces: readonly Piece[]): HTMLElement[] {
  return [make(document, "dt", { text: who, attributes: { dir: "auto" } }), make(document, "dd", { text: pieces.map(({ text }) => text).join(" ").trim() || "–", attributes: { dir: "auto" } })];
}

/** One letter as it is. `slots`: with what it has in them, where that is not to be seen already. */
function side(document: Document, member: SaidMember, words: TemplateWords, slots: boolean): HTMLElement {
  return make(document, "article", { attributes: { "aria-label": member.who } }, [
    make(document, "p", { class: "strong", text: member.who, attributes: { dir: "auto" } }),
    letterPart(document, member.pieces),
    ...(slots ? slotsPart(document, member, words) : []),
  ]);
}

function goTo(document: Document, member: SaidMember, go: Go): HTMLElement | undefined {
  if (!go || member.item === "") return undefined;
  const button = make(document, "button", { class: "quiet", text: member.go, attributes: { type: "button", "data-act": "go", dir: "auto" } });
  button.addEventListener("click", () => go(member.item));
  return button;
}
