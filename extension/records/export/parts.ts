// Parts that the exports share: moments and days in words, a finding with its evidence, and by what it was judged.

import { sayFinding } from "../../common/drawing.ts";
import type { Say } from "../../common/words.ts";
import type { Case, Finding, Report } from "../../types.ts";
import { el, type Element, type Markup, text } from "./markup.ts";

export interface Speaker {
  say: Say;
  /** A moment as the reader's language writes it, in the time zone of whoever exports. */
  moment(at: string): string;
  day(day: string): string;
}

export function speaker(say: Say): Speaker {
  const full = new Intl.DateTimeFormat(say.language, { dateStyle: "medium", timeStyle: "short" });
  const date = new Intl.DateTimeFormat(say.language, { dateStyle: "medium", timeZone: "UTC" });
  const said = (format: Intl.DateTimeFormat, at: string): string => {
    const time = Date.parse(at);
    return Number.isNaN(time) ? at : format.format(time);
  };
  return { say, moment: (at) => said(full, at), day: (day) => said(date, day) };
}

/** A section, or nothing where nothing is in it. */
export function section(title: string, part: string, ...children: readonly (Markup | readonly Markup[])[]): Element | undefined {
  const inside = children.flat().filter((one) => one !== undefined);
  return inside.length === 0 ? undefined : el("section", { "data-part": part }, el("h2", {}, title), inside);
}

export const list = (entries: readonly string[]): Element | undefined =>
  entries.length === 0 ? undefined : el("ul", {}, entries.map((entry) => text("li", entry)));

/** Names and values, those without a value left out. */
export const table = (rows: readonly (readonly [string, string | undefined])[]): Element =>
  el("dl", {}, rows.flatMap(([name, value]) => (value === undefined || value === "" ? [] : [el("dt", {}, name), text("dd", value)])));

/** What was written, as it was written. */
export const words = (said: string): Element => text("p", said, { class: "words" });

export interface Shown {
  /** Quotes are of these alone. */
  quotes?: (evidence: Finding["evidence"][number]) => boolean;
  /** Whether it says whose words a quote is, and what the finding is about. */
  named: boolean;
}

export function findingPart(finding: Finding, report: Report, { say }: Speaker, { quotes = () => true, named }: Shown, ...more: readonly Markup[]): Element {
  const said = sayFinding({ ...finding, evidence: finding.evidence.filter(quotes) }, report, say);
  return el("article", { "data-finding": finding.id },
    el("h3", {}, el("span", { class: "level" }, said.level), " ", el("span", { dir: "auto" }, said.sentence)),
    named && said.about.length > 0 ? text("p", said.about.join(", "), { class: "soft" }) : undefined,
    said.quotes.flatMap(({ text: quote, from }, n) => [
      named && from && from !== said.quotes[n - 1]?.from ? text("p", from, { class: "soft" }) : undefined,
      quote ? text("blockquote", quote) : undefined,
    ]),
    el("h4", {}, say("report.why")), text("p", said.why),
    el("h4", {}, say("report.innocent")), list(said.innocent),
    el("h4", {}, say(said.ask.length === 1 ? "report.ask" : "report.asks")), list(said.ask),
    said.statistic ? [el("h4", {}, say("report.numbers")), text("p", said.statistic)] : [],
    text("p", said.source, { class: "soft" }),
    more);
}

/** Engine, packs and settings: by what it was judged. */
export function judgedBy({ inputs, report }: Case, { say, moment }: Speaker): Element | undefined {
  const packs = report.packs.map(({ id, version, sha256, signed, built_in }) =>
    say(signed || built_in === true ? "ui.panel.pack" : "ui.panel.pack-unsigned", { id, version, sha256: sha256.slice(0, 12) }));
  return section(say("report.judged-by"), "judged-by",
    text("p", say("ui.panel.engine", { engine: inputs.engine, time: moment(report.page.captured_at) })),
    report.page.adapter !== undefined && !report.page.verified ? text("p", say("ui.panel.unverified", { adapter: report.page.adapter })) : undefined,
    list(packs),
    inputs.settings.off.length > 0 ? text("p", say("ui.records.export.off", { rules: inputs.settings.off.join(", ") })) : undefined);
}

/** What nobody may read out of it, and whom it may be given to. */
export const foot = ({ say }: Speaker, notice: string, made: string): Element =>
  el("footer", {}, el("p", { class: "notice" }, notice), el("p", {}, say("report.nothing-found-is-not-verified")), el("p", { class: "soft" }, made));
