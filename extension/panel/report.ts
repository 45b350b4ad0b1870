// A report as elements: findings, coverage, what could not be read, and by what it was judged.

import { coverageLine, sayCoverage, sayUnread } from "../common/coverage.ts";
import { NOT_READ, sayFinding, type SaidFinding } from "../common/drawing.ts";
import { make } from "../common/dom.ts";
import type { PageLetter, TabState, Titled } from "../common/protocol.ts";
import { sayTemplate, templateWords } from "../common/template.ts";
import type { Say } from "../common/words.ts";
import type { Finding, Report } from "../types.ts";
import { countedParts, picturesOf } from "./pictures/parts.ts";
import { sharedPart } from "./shared.ts";

/** So many quotes of a finding stand open, the rest is folded. */
const QUOTES = 3;
/** Of a letter, so much is laid beside another; a longer template is folded. */
const IN_PANEL = { whole: true, characters: 20_000, long: 3_000 };

export interface Actions {
  /** What the checks and rules are called. */
  titles: readonly Titled[];
  /** A selection was checked, not a page. */
  selection?: boolean;
  /** Numbers that the user typed in were judged: there is no page and nobody to name. */
  typed?: boolean;
  /** The page's letters that templates were made from. */
  letters?: readonly PageLetter[];
  /** Goes to the finding in the page, or to one of its items. */
  show?: (finding: string, item?: string) => void;
  /** What else may be done about a finding. */
  more?: (finding: Finding) => HTMLElement[];
  /** Switches a check or rule off. */
  switchOff?: (rule: string) => void;
}

export function checkedAgo(state: TabState, now: number, say: Say): string {
  const seconds = Math.max(0, Math.round((now - state.at) / 1_000));
  const minutes = Math.floor(seconds / 60);
  const ago = minutes > 0 ? say("ui.ago.minutes", { n: minutes }) : say("ui.ago.seconds", { n: seconds });
  return state.busy ? say("ui.busy.checked", { ago }) : say("ui.checked", { ago });
}

export function reportParts(document: Document, report: Report, say: Say, actions: Actions): HTMLElement[] {
  const { page } = report;
  const p = (text: string, kind?: string): HTMLElement => make(document, "p", { text, ...(kind ? { class: kind } : {}) });
  const alone = actions.selection === true || actions.typed === true;
  const findings = report.findings.map((finding) => ({ ...sayFinding(finding, report, say), ...(actions.typed ? { about: [], quotes: [] } : {}) }));
  const words = templateWords(say);
  const shared = (id: string): HTMLElement[] => {
    const template = report.findings.find((finding) => finding.id === id)?.template;
    if (!template) return [];
    const { show, letters = [] } = actions;
    return sharedPart(document, sayTemplate(template, report, say, letters, IN_PANEL), words, show && ((item) => show(id, item)));
  };
  const pictures = (id: string): HTMLElement[] => report.findings.filter((finding) => finding.id === id).flatMap((finding) => picturesOf(document, finding, report, say));
  const more = (id: string): HTMLElement[] => report.findings.filter((finding) => finding.id === id).flatMap((finding) => actions.more?.(finding) ?? []);
  const counted = countedParts(document, report, say, actions.titles);
  // Of a page that was not read, neither its reader nor its findings say anything.
  const read = alone || !NOT_READ.has(page.kind) || findings.length > 0;
  return [
    make(document, "section", { attributes: { "data-part": "page" } }, alone ? [] : [
      p(say(`ui.kind.${page.kind}`)),
      ...(read && page.adapter != null && !page.verified ? [p(say("ui.panel.unverified", { adapter: page.adapter }), "note")] : []),
    ]),
    ...(read ? [section(document, say(actions.typed ? "ui.bids.answer" : "ui.panel.findings"), "findings", [
      ...(findings.length === 0 ? [p(say("ui.panel.no_findings"))] : []),
      ...findings.map((finding) => findingPart(document, finding, say, actions, shared(finding.id), pictures(finding.id), more(finding.id))),
      p(say("ui.card.not_verified")),
    ])] : []),
    ...(counted.length > 0 ? [section(document, say("picture.counted"), "counted", [p(say("picture.counted_about"), "soft"), ...counted])] : []),
    section(document, say("ui.panel.coverage"), "coverage", [
      p(say("ui.panel.coverage_about"), "soft"),
      list(document, sayCoverage(report, say, actions.titles).map(coverageLine)),
    ]),
    ...(alone ? [] : [section(document, say("ui.panel.unread"), "unread", [
      report.unread.length === 0 ? p(say("ui.panel.unread_none")) : list(document, sayUnread(report, say)),
    ])]),
    ...(actions.typed ? [] : [section(document, say("ui.panel.by"), "packs", [
      p(say("ui.panel.engine", { engine: report.engine, time: page.captured_at }), "soft"),
      list(document, report.packs.map(({ id, version, sha256, signed, built_in }) =>
        say(signed || built_in ? "ui.panel.pack" : "ui.panel.pack-unsigned", { id, version, sha256: sha256.slice(0, 12) }))),
    ])]),
  ];
}

function section(document: Document, title: string, part: string, children: readonly HTMLElement[]): HTMLElement {
  return make(document, "section", { attributes: { "data-part": part } }, [make(document, "h2", { text: title }), ...children]);
}

function findingPart(document: Document, finding: SaidFinding, say: Say, { show, switchOff }: Actions, shared: HTMLElement[], pictures: HTMLElement[], more: HTMLElement[]): HTMLElement {
  const p = (text: string, kind?: string): HTMLElement => make(document, "p", { text, ...(kind ? { class: kind } : {}) });
  // Letters that stand side by side need no quotes beside them.
  const open = shared.length > 0 ? 0 : QUOTES;
  const h = (key: string): HTMLElement => make(document, "h3", { text: say(key) });
  const button = (key: string, act: string, run: () => void): HTMLElement => {
    const element = make(document, "button", { text: say(key), attributes: { type: "button", "data-act": act } });
    element.addEventListener("click", run);
    return element;
  };
  return make(
    document,
    "article",
    { class: `finding level-${finding.severity}`, attributes: { "data-finding": finding.id, "data-rule": finding.rule } },
    [
      make(document, "span", { class: "level", text: finding.level }),
      p(finding.sentence),
      ...(finding.about.length > 0 ? [p(finding.about.join(", "), "soft")] : []),
      ...pictures,
      ...shared,
      ...quotes(document, finding.quotes.slice(0, open)),
      ...(finding.quotes.length > open
        ? [make(document, "details", {}, [make(document, "summary", { text: say("ui.card.quotes") }), ...quotes(document, finding.quotes.slice(open))])]
        : []),
      h("ui.card.ask"),
      list(document, finding.ask),
      make(document, "details", {}, [
        make(document, "summary", { text: say("ui.card.why") }),
        p(finding.why),
        h("ui.card.innocent"),
        list(document, finding.innocent),
        ...(finding.statistic ? [h("ui.card.statistic"), p(finding.statistic)] : []),
        h("ui.card.source"),
        p(finding.source, "soft"),
      ]),
      make(document, "div", { class: "row" }, [
        show ? button("ui.panel.show", "show", () => show(finding.id)) : undefined,
        switchOff ? button("ui.panel.switch_off", "switch-off", () => switchOff(finding.rule)) : undefined,
      ]),
      ...more,
    ],
  );
}

/** Quotes, each speaker named once. */
function quotes(document: Document, all: SaidFinding["quotes"]): HTMLElement[] {
  return all.flatMap(({ text, from }, n) => [
    ...(from && from !== all[n - 1]?.from ? [make(document, "p", { class: "soft", text: from })] : []),
    ...(text ? [make(document, "blockquote", { text, attributes: { dir: "auto" } })] : []),
  ]);
}

function list(document: Document, entries: readonly string[]): HTMLElement {
  return make(document, "ul", {}, entries.map((text) => make(document, "li", { text, attributes: { dir: "auto" } })));
}
