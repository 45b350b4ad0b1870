// A marker's card: one sentence, the quote, one question; the rest is folded. Of several findings one is open.

import { coverageLine } from "../common/coverage.ts";
import { type Drawing, type Marker, PAGE_ROW, type SaidFinding } from "../common/drawing.ts";
import type { Quote } from "../common/quotes.ts";
import { make } from "../common/dom.ts";
import { letterOf, sharedFold } from "./shared.ts";
import { say } from "./unheard.ts";

/** A quote that may be longer than what is seen of it stands once more in the fold. */
const LONG = 200;
/** At most so many more quotes of one finding are listed; the panel has them all. */
const QUOTES = 20;

/** What the card's buttons do, on the user's click. */
export interface CardActions {
  close: () => void;
  /** Goes to another item of the page. */
  go: (item: string) => void;
  /** Goes to the words that a finding is about, and back; says whether it is at the words now. */
  words: (finding: string) => boolean;
  /** Opens the panel at a finding, where the user may decide about it. */
  decide: (finding: string) => void;
  /** Goes to the next or previous finding. */
  step: (by: 1 | -1) => void;
  /** Shows the page's line in the corner, or puts it away. */
  line: (away: boolean) => void;
}

/** `open`: the finding that is shown open, of several. */
export function card(document: Document, marker: Marker, drawing: Drawing, act: CardActions, open?: string): HTMLElement {
  const { words } = drawing;
  const { findings } = marker;
  const close = press(document, "close", words.close, act.close);
  const title = make(document, "h2", { text: marker.title, attributes: { id: "title", dir: "auto" } });
  const ofPage = marker.row === PAGE_ROW ? pagePart(document, drawing, act) : [];
  const coverage = coveragePart(document, drawing);
  const [only] = findings;
  const body = only && findings.length === 1
    ? [make(document, "article", { class: `finding level-${only.severity}` }, [...head(document, only), ...findingPart(document, only, marker, drawing, act, coverage)])]
    : [...several(document, marker, drawing, act, open ?? only?.id), foldPart(document, "coverage", words.coverage, coverage)];
  const none = marker.read ? words.none : words.unread_item;
  const element = make(
    document,
    "section",
    { class: "card", attributes: { role: "dialog", "aria-labelledby": "title", tabindex: "-1", lang: drawing.language } },
    [make(document, "div", { class: "head" }, [title, close]), ...ofPage, findings.length === 0 && ofPage.length === 0 ? make(document, "p", { text: none }) : undefined, ...body],
  );
  element.addEventListener("keydown", (event) => {
    if (event.key === "Escape") act.close();
  });
  return element;
}

/** Several findings of one item: each is a line, and one of them is open. */
function several(document: Document, marker: Marker, drawing: Drawing, act: CardActions, open: string | undefined): HTMLElement[] {
  return marker.findings.map((finding) => {
    const summary = make(document, "summary", {}, head(document, finding));
    return make(document, "details", {
      class: `finding level-${finding.severity}`,
      attributes: { name: "finding", "data-finding": finding.id, "data-key": `finding ${finding.rule}`, ...(finding.id === open && { open: "" }) },
    }, [summary, ...findingPart(document, finding, marker, drawing, act, [])]);
  });
}

const head = (document: Document, finding: SaidFinding): HTMLElement[] => [
  make(document, "span", { class: "level", text: finding.level }),
  make(document, "span", { class: "sentence", text: finding.sentence, attributes: { dir: "auto" } }),
];

function findingPart(document: Document, finding: SaidFinding, { items }: Marker, drawing: Drawing, act: CardActions, more: readonly HTMLElement[]): HTMLElement[] {
  const { words } = drawing;
  const template = drawing.templates[finding.id];
  const p = (text: string, kind?: string): HTMLElement => make(document, "p", { text, ...(kind ? { class: kind } : {}), attributes: { dir: "auto" } });
  const h = (text: string): HTMLElement => make(document, "h3", { text });
  const [question] = finding.ask;
  const first = template ? longest(finding.quotes) : finding.quotes[0];
  const others = finding.quotes.filter((quote) => quote !== first || quote.text.length > LONG).slice(0, QUOTES);
  const letter = template && letterOf(template, items);
  const folded = foldPart(document, `more ${finding.rule}`, words.why, [
    p(finding.why),
    h(words.innocent),
    list(document, finding.innocent),
    ...(finding.ask.length > 1 ? [h(words.ask), list(document, finding.ask.slice(1))] : []),
    ...(template ? sharedFold(document, template, items, drawing.templateWords, act.go) : []),
    ...(others.length > 0 ? [h(words.quotes), ...quoted(document, others, words.quote_only, "")] : []),
    ...(finding.statistic ? [h(words.statistic), p(finding.statistic)] : []),
    h(words.source),
    p(finding.source, "soft"),
    ...more,
  ]);
  return [
    ...(letter ? [p(letter.sentence, "strong")] : []),
    ...(first ? quoted(document, [{ ...first, from: "" }], words.quote_only, "", true) : []),
    ...(question === undefined ? [] : [h(words.ask), p(question, "question")]),
    make(document, "div", { class: "row" }, actions(document, finding, letter?.next, drawing, act)),
    folded,
  ];
}

/** Of the passages that this letter shares, the one that says most. */
function longest(quotes: readonly Quote[]): Quote | undefined {
  const own = quotes.filter(({ from }) => from === quotes[0]?.from);
  return own.reduce<Quote | undefined>((most, quote) => (most && most.text.length >= quote.text.length ? most : quote), undefined);
}

/** What can be done about a finding; a button that could do nothing is left out. */
function actions(document: Document, finding: SaidFinding, next: { item: string; go: string } | undefined, { words, allowed }: Drawing, act: CardActions): HTMLElement[] {
  const buttons: HTMLElement[] = [];
  if (finding.quotes.some(({ shown }) => shown.length > 0)) {
    const toWords = press(document, "act", words.words, () => {
      say(toWords, act.words(finding.id) ? words.back : words.words);
    }, `words ${finding.rule}`);
    buttons.push(toWords);
  }
  if (allowed.decide) buttons.push(press(document, "act decide", words.decide, () => act.decide(finding.id), `decide ${finding.rule}`));
  if (next) buttons.push(press(document, "act go", next.go, () => act.go(next.item), `go ${finding.rule}`));
  return buttons;
}

/** The page as a whole: its line, and the ways through its findings. */
function pagePart(document: Document, { line, keys, words, allowed, page, markers }: Drawing, act: CardActions): HTMLElement[] {
  const ways = page && [page, ...markers].some(({ findings }) => findings.length > 0) ? [press(document, "act", words.previous, () => act.step(-1), "previous"), press(document, "act", words.next, () => act.step(1), "next")] : [];
  const corner = allowed.lineAway ? [press(document, "act", words.line_back, () => act.line(false), "line")] : [];
  return [
    make(document, "p", { class: "strong", text: line, attributes: { dir: "auto" } }),
    make(document, "div", { class: "row" }, [...ways, ...corner]),
    ...(ways.length > 0 && keys !== "" ? [make(document, "p", { class: "soft", text: keys })] : []),
  ];
}

function press(document: Document, kind: string, text: string, run: () => void, key = kind): HTMLButtonElement {
  const button = make(document, "button", { class: kind, text, attributes: { type: "button", dir: "auto", "data-key": key } });
  button.addEventListener("click", run);
  return button;
}

const foldPart = (document: Document, key: string, summary: string, children: readonly HTMLElement[]): HTMLElement =>
  make(document, "details", { class: "more", attributes: { "data-key": key } }, [make(document, "summary", { text: summary }), ...children]);

/** Quotes, each speaker named once. A value that stands only in the page's data has no box: the quote is all there is to see. */
function quoted(document: Document, quotes: readonly Quote[], only: string, speaker: string, short = false): HTMLElement[] {
  let before = speaker;
  return quotes.flatMap(({ text, from, shown }) => {
    if (text === "") return [];
    const named = from !== "" && from !== before;
    before = from;
    return [
      ...(named ? [make(document, "p", { class: "from", text: from, attributes: { dir: "auto" } })] : []),
      make(document, "blockquote", { attributes: { dir: "auto" } }, [make(document, "span", { class: short ? "short" : "", text })]),
      ...(shown.length === 0 ? [make(document, "p", { class: "soft", text: only })] : []),
    ];
  });
}

function coveragePart(document: Document, { coverage: checks, unread, words }: Drawing): HTMLElement[] {
  return [
    make(document, "h3", { text: words.coverage }),
    list(document, checks.map(coverageLine)),
    ...(unread.length > 0 ? [make(document, "h3", { text: words.unread }), list(document, unread)] : []),
    make(document, "p", { text: words.not_verified }),
  ];
}

function list(document: Document, entries: readonly string[]): HTMLElement {
  return make(document, "ul", {}, entries.map((text) => make(document, "li", { text, attributes: { dir: "auto" } })));
}
