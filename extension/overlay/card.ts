// A marker's card: one sentence, the quote, one question; the rest is folded.

import { coverageLine } from "../common/coverage.ts";
import type { Drawing, Marker, SaidFinding } from "../common/drawing.ts";
import type { Quote } from "../common/quotes.ts";
import { make } from "../common/dom.ts";
import { sharedPart } from "./shared.ts";

/** At most so many more quotes of one finding are listed; the panel has them all. */
const QUOTES = 20;

/** What the card's buttons do. */
export interface CardActions {
  close: () => void;
  /** Goes to another item of the page. */
  go: (item: string) => void;
}

export function card(document: Document, marker: Marker, drawing: Drawing, { close, go }: CardActions): HTMLElement {
  const { words } = drawing;
  const button = make(document, "button", { class: "close", text: words.close, attributes: { type: "button" } });
  button.addEventListener("click", close);
  const title = make(document, "h2", { text: marker.title, attributes: { id: "title", dir: "auto" } });
  const body = marker.findings.map((finding) => findingPart(document, finding, marker, drawing, go));
  if (!marker.read) body.push(make(document, "p", { text: words.unread_item }));
  else if (marker.findings.length === 0) body.push(make(document, "p", { text: words.none }));
  const element = make(
    document,
    "section",
    { class: "card", attributes: { role: "dialog", "aria-labelledby": "title", tabindex: "-1", lang: drawing.language } },
    [make(document, "div", { class: "head" }, [title, button]), ...body, coverage(document, drawing)],
  );
  element.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
  });
  return element;
}

function findingPart(document: Document, finding: SaidFinding, { items }: Marker, drawing: Drawing, go: (item: string) => void): HTMLElement {
  const { words } = drawing;
  const template = drawing.templates[finding.id];
  const p = (text: string, kind?: string): HTMLElement => make(document, "p", { text, ...(kind ? { class: kind } : {}) });
  const [question] = finding.ask;
  // The template says more than the first quote; then all quotes are folded.
  const first = template ? undefined : finding.quotes[0];
  const others = finding.quotes.slice(first ? 1 : 0);
  const folded = make(document, "details", {}, [
    make(document, "summary", { text: words.why }),
    p(finding.why),
    ...(others.length > 0 ? [make(document, "h3", { text: words.quotes })] : []),
    ...quoted(document, others.slice(0, QUOTES), words.quote_only, first?.from ?? ""),
    make(document, "h3", { text: words.innocent }),
    list(document, finding.innocent),
    ...(finding.ask.length > 1 ? [make(document, "h3", { text: words.ask }), list(document, finding.ask.slice(1))] : []),
    ...(finding.statistic ? [make(document, "h3", { text: words.statistic }), p(finding.statistic)] : []),
    make(document, "h3", { text: words.source }),
    p(finding.source, "soft"),
  ]);
  return make(document, "article", { class: `finding level-${finding.severity}` }, [
    make(document, "span", { class: "level", text: finding.level }),
    p(finding.sentence),
    template ? sharedPart(document, template, items, drawing.templateWords, go) : undefined,
    ...(first ? quoted(document, [first], words.quote_only, "") : []),
    ...(question === undefined ? [] : [make(document, "h3", { text: words.ask }), p(question)]),
    folded,
  ]);
}

/** Quotes, each speaker named once. A value that stands only in the page's data has no box: the quote is all there is to see. */
function quoted(document: Document, quotes: readonly Quote[], only: string, speaker: string): HTMLElement[] {
  let before = speaker;
  return quotes.flatMap(({ text, from, shown }) => {
    if (text === "") return [];
    const named = from !== "" && from !== before;
    before = from;
    return [
      ...(named ? [make(document, "p", { class: "from", text: from, attributes: { dir: "auto" } })] : []),
      make(document, "blockquote", { text, attributes: { dir: "auto" } }),
      ...(shown.length === 0 ? [make(document, "p", { class: "soft", text: only })] : []),
    ];
  });
}

function coverage(document: Document, { coverage: checks, unread, words }: Drawing): HTMLElement {
  return make(document, "details", { class: "coverage" }, [
    make(document, "summary", { text: words.coverage }),
    list(document, checks.map(coverageLine)),
    ...(unread.length > 0 ? [make(document, "h3", { text: words.unread }), list(document, unread)] : []),
    make(document, "p", { text: words.not_verified }),
  ]);
}

function list(document: Document, entries: readonly string[]): HTMLElement {
  return make(document, "ul", {}, entries.map((text) => make(document, "li", { text, attributes: { dir: "auto" } })));
}
