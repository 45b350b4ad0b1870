// One finding: its level, one sentence, a quote and a question; everything else is folded.

import { make } from "../common/dom.ts";
import { sayFinding, type SaidFinding } from "../common/drawing.ts";
import type { PageLetter } from "../common/protocol.ts";
import { type SaidTemplate, sayTemplate, templateWords } from "../common/template.ts";
import type { Say } from "../common/words.ts";
import type { Finding, Report } from "../types.ts";
import { questionPart } from "./copy.ts";
import { picturesOf } from "./pictures/parts.ts";
import { sharedPart } from "./shared.ts";

/** So many quotes stand open, the rest is folded. */
const QUOTES = 1;
/** What surely fits without scrolling, in a panel of any width. */
const SHORT = 80;
const LINES = 4;
/** Of a letter, so much is laid beside another; a longer template is folded. */
const IN_PANEL = { whole: true, characters: 20_000, long: 3_000 };

export interface Seen {
  report: Report;
  say: Say;
  /** The page's letters that templates were made from. */
  letters?: readonly PageLetter[];
  /** Goes to the finding in the page, or to one of its items. */
  show?: ((finding: string, item?: string) => void) | undefined;
  /** Numbers that the user typed in: there is nobody to name and nothing to quote. */
  typed?: boolean | undefined;
  /** Said where it is not clear from the place: whom it is about. */
  about?: (() => HTMLElement) | undefined;
  /** Its sentence is a heading of this level. */
  heading?: 3 | 4;
}

export interface Told {
  finding: Finding;
  said: SaidFinding;
  template: SaidTemplate | undefined;
}

/** A finding in words. Two that are alike say the same, wherever the page shows it now. */
export function tell(finding: Finding, { report, say, letters = [], typed }: Seen): Told {
  const said = sayFinding(finding, report, say);
  return {
    finding,
    said: { ...said, ...(typed ? { about: [], quotes: [] } : { quotes: said.quotes.map(({ text, from }) => ({ text, from, shown: [] })) }) },
    template: finding.template && sayTemplate(finding.template, report, say, letters, IN_PANEL),
  };
}

/** `more`: whether further parts come into its last fold. */
export function findingPart(document: Document, { finding, said, template }: Told, { report, say, show, typed, about, heading = 3 }: Seen, more: boolean): HTMLElement {
  const p = (text: string, kind?: string): HTMLElement => make(document, "p", { text, ...(kind ? { class: kind } : {}), attributes: { dir: "auto" } });
  const h = (key: string): HTMLElement => p(say(key), "strong");
  // Letters that can be compared as a whole need no quotes beside them.
  const quotes = template ? [] : said.quotes;
  const rest = quotes.slice(QUOTES);
  const [question = "", ...others] = said.ask;
  return make(document, "article", {
    class: `finding level-${said.severity}`,
    attributes: { id: `finding-${said.id}`, tabindex: "-1", "data-finding": said.id, "data-rule": said.rule },
  }, [
    make(document, heading === 3 ? "h3" : "h4", { class: "says", attributes: { dir: "auto" } }, [make(document, "span", { class: "level", text: said.level }), document.createTextNode(` ${said.sentence}`)]),
    about?.(),
    ...quotesPart(document, quotes.slice(0, QUOTES)),
    questionPart(document, question, say, show && !typed ? showButton(document, said.id, say, show) : undefined),
    ...picturesOf(document, finding, report, say),
    template && fold(document, "letters", say("ui.panel.compare"), sharedPart(document, template, templateWords(say), say, show && ((item) => show(said.id, item)))),
    rest.length > 0 ? fold(document, "quotes", say("ui.card.quotes"), quotesPart(document, rest)) : undefined,
    fold(document, "why", say("ui.panel.why"), [
      p(said.why),
      h("ui.card.innocent"),
      list(document, said.innocent),
      ...(others.length > 0 ? [h("ui.panel.ask_more"), ...others.map((one) => questionPart(document, one, say))] : []),
      ...(said.statistic ? [h("ui.card.statistic"), p(said.statistic)] : []),
      ...(!about && said.about.length > 1 ? [h("ui.panel.about"), list(document, said.about)] : []),
      h("ui.card.source"),
      p(said.source, "soft"),
    ]),
    more ? fold(document, "more", say("ui.panel.more"), [make(document, "div", { attributes: { "data-parts": "" } })]) : undefined,
  ]);
}

function showButton(document: Document, id: string, say: Say, show: (finding: string) => void): HTMLElement {
  const button = make(document, "button", { class: "quiet", text: say("ui.panel.show"), attributes: { type: "button", "data-act": "show" } });
  button.addEventListener("click", () => show(id));
  return button;
}

export function fold(document: Document, part: string, title: string, children: readonly (Node | undefined)[]): HTMLDetailsElement {
  return make(document, "details", { attributes: { "data-part": part } }, [make(document, "summary", { text: title, attributes: { dir: "auto" } }), ...children]);
}

/** Quotes, each speaker named once. */
function quotesPart(document: Document, all: SaidFinding["quotes"]): HTMLElement[] {
  return all.flatMap(({ text, from }, n) => [
    ...(from && from !== all[n - 1]?.from ? [make(document, "p", { class: "soft", text: from, attributes: { dir: "auto" } })] : []),
    ...(text ? [quoteElement(document, text)] : []),
  ]);
}

/** A long one scrolls, and so has to be reached by keys. */
export function quoteElement(document: Document, text: string): HTMLElement {
  const long = text.length > SHORT || text.split("\n").length > LINES;
  return make(document, "blockquote", { text, attributes: { dir: "auto", ...(long && { tabindex: "0" }) } });
}

export function list(document: Document, entries: readonly string[]): HTMLElement {
  return make(document, "ul", {}, entries.map((text) => make(document, "li", { text, attributes: { dir: "auto" } })));
}
