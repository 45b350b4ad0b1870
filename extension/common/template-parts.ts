// A template and its letters as elements, for the card in the page and for the panel.

import { make } from "./dom.ts";
import type { Piece, SaidMember, SaidTemplate, TemplateWords } from "./template.ts";

/** The template: fixed words plain, slots as chips. A screen reader hears that a slot is one. */
export function templatePart(document: Document, { share, parts, long }: SaidTemplate, words: TemplateWords): HTMLElement[] {
  // Letters may be alike without a template that could be made out.
  if (parts.length === 0) return [];
  const block = make(document, "p", { class: "template", attributes: { dir: "auto" } });
  for (const { text, slot } of parts) {
    if (block.childNodes.length > 0) block.append(" ");
    block.append(slot ? chip(document, text, words) : text.trim());
  }
  return [
    make(document, "h3", { text: words.title }),
    make(document, "p", { class: "soft", text: share }),
    long ? make(document, "details", {}, [make(document, "summary", { text: words.whole }), block]) : block,
  ];
}

/** Its own words stand apart from the letter's direction. */
function chip(document: Document, text: string, words: TemplateWords): HTMLElement {
  const before = make(document, "span", { class: "unseen", text: `${words.slot_before} ` });
  return make(document, "bdi", { class: "slot", attributes: { dir: "ltr" } }, [before, document.createTextNode(text)]);
}

/** What a letter has in the slots. */
export function slotsPart(document: Document, { slots }: SaidMember, words: TemplateWords): HTMLElement[] {
  if (slots.length === 0) return [];
  const rows = slots.flatMap(({ name, value }) => [
    make(document, "dt", { text: name }),
    make(document, "dd", { text: value, attributes: { dir: "auto" } }),
  ]);
  return [make(document, "h3", { text: words.slots }), make(document, "dl", {}, rows)];
}

/** A letter with what it shares marked. */
export function letterPart(document: Document, pieces: readonly Piece[]): HTMLElement | undefined {
  if (pieces.length === 0) return undefined;
  const block = make(document, "blockquote", { class: "letter", attributes: { dir: "auto" } });
  for (const { text, kind } of pieces) {
    if (kind === "own") block.append(text);
    else block.append(make(document, "mark", { class: kind === "slot" ? "slot-value" : "shared", text }));
  }
  return block;
}

/** Where and when a letter of an earlier page was met. */
export function metPart(document: Document, { page }: SaidMember, words: TemplateWords, link: boolean): HTMLElement | undefined {
  if (!page) return undefined;
  // The address goes nowhere unless the user clicks, and then without saying from where.
  const title = link && page.url !== ""
    ? make(document, "a", { text: page.title, attributes: { href: page.url, target: "_blank", rel: "noopener noreferrer", dir: "auto" } })
    : make(document, "bdi", { text: page.title });
  const address = link || page.url === "" ? "" : ` (${page.url})`;
  return make(document, "p", { class: "soft" }, [document.createTextNode(`${words.met} `), title, document.createTextNode(`${address}, ${page.time}`)]);
}
