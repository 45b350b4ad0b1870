// The whole record as one self-contained HTML file.

import { coverageLine, sayCoverage, sayUnread } from "../../common/coverage.ts";
import type { Titled } from "../../common/protocol.ts";
import type { Say } from "../../common/words.ts";
import type { Case } from "../../types.ts";
import { el, type Element, type Markup, page, text } from "./markup.ts";
import { findingPart, foot, judgedBy, list, section, speaker, type Speaker, table, words } from "./parts.ts";
import { standingOf } from "./standing.ts";
import { STYLE } from "./style.ts";

/** `titles`: what checks and rules are called; without them their ids stand. */
export function recordHtml(record: Case, say: Say, titles: readonly Titled[] = []): string {
  const speak = speaker(say);
  const title = say("ui.records.export.title", { name: record.subject.name });
  return page(say.language, title, STYLE, [
    el("header", {}, text("h1", title), el("p", { class: "notice" }, say("ui.records.export.private")), head(record, speak)),
    el("main", {}, parts(record, speak, titles)),
    foot(speak, say("ui.records.export.private"), say("ui.records.export.made", { time: speak.moment(new Date().toISOString()), id: record.id })),
  ]);
}

function parts(record: Case, speak: Speaker, titles: readonly Titled[]): Markup[] {
  const { say } = speak;
  const { report } = record;
  const { found, disputed, aside } = standingOf(record);
  const whole = { named: true };
  return [
    section(say("ui.records.export.found"), "findings",
      found.length === 0 ? el("p", {}, say(report.findings.length === 0 ? "ui.records.export.none" : "ui.records.export.none_stands")) : undefined,
      found.map((finding) => findingPart(finding, report, speak, whole)),
      el("p", { class: "soft" }, say("report.nothing-found-is-not-verified"))),
    section(say("ui.records.export.disputed"), "disputed", disputed.map(({ finding, dispute }) =>
      findingPart(finding, report, speak, whole, el("h4", {}, say("ui.records.export.their_answer", { time: speak.moment(dispute.at) })), words(dispute.answer || "–")))),
    section(say("ui.records.export.aside"), "aside", aside.map(({ finding, dismissal: { reason, by, at, until } }) =>
      findingPart(finding, report, speak, whole, el("h4", {}, say("ui.records.export.aside_why")), words(reason),
        table([[say("ui.records.export.by"), by], [say("ui.records.export.at"), speak.moment(at)], [say("ui.records.export.until"), until && speak.day(until)]])))),
    questions(record, speak),
    section(say("ui.records.export.steps"), "steps", record.steps.length === 0 ? undefined : el("ul", {}, record.steps.map(({ step, state, at, note }) =>
      el("li", {}, el("span", {}, stepName(step, say), ": ", say(`ui.records.step.${state}`), ", ", speak.moment(at), "."), note ? words(note) : undefined)))),
    section(say("ui.records.export.seen"), "seen", record.seen.map(({ kind, at, text: said }) => el("article", {}, el("h3", {}, say(`ui.records.seen.${kind}`), ", ", speak.moment(at)), words(said)))),
    section(say("ui.records.export.notes"), "notes", record.notes.map(({ at, by, text: said }) => el("article", {}, el("h3", {}, [by, speak.moment(at)].filter(Boolean).join(", ")), words(said)))),
    outcome(record, speak),
    section(say("report.coverage"), "coverage", list(sayCoverage(report, say, [...checks(record, say), ...titles]).map(coverageLine))),
    section(say("report.unread"), "unread", list(sayUnread(report, say)) ?? el("p", {}, say("report.everything-read"))),
    judgedBy(record, speak),
    section(say("ui.records.export.erased"), "erased", list(record.erased.map(({ at, what }) => say(`ui.records.erased.${what}`, { time: speak.moment(at) })))),
  ];
}

function head({ subject, job, report, kept_at, keep_until, hold, id }: Case, { say, moment, day }: Speaker): Element {
  const until = hold ? say("ui.records.export.held", { why: hold.why }) : keep_until === undefined ? undefined : day(keep_until);
  return table([
    [say("ui.records.export.person"), `${subject.name} (${subject.site}, ${subject.person})`],
    [say("ui.records.export.job"), [job?.title, job?.id].filter(Boolean).join(", ")],
    [say("ui.records.export.page"), report.page.url],
    [say("ui.records.export.read"), moment(report.page.captured_at)],
    [say("ui.records.export.kept"), moment(kept_at)],
    [say("ui.records.export.kept_until"), until],
    [say("ui.records.export.id"), id],
  ]);
}

function questions({ questions: asked }: Case, { say, moment }: Speaker): Element | undefined {
  return section(say("ui.records.export.questions"), "questions", asked.map(({ at, ask, answer, answered_at }) => el("article", {},
    text("h3", say.message(ask)), el("p", { class: "soft" }, say("ui.records.export.asked", { time: moment(at) })),
    answer ? [el("h4", {}, say("ui.records.export.answer", { time: answered_at ? moment(answered_at) : "–" })), words(answer)] : el("p", { class: "soft" }, say("ui.records.export.unanswered")))));
}

function outcome({ outcome: decided }: Case, { say, moment }: Speaker): Element | undefined {
  if (!decided) return undefined;
  const { kind, reason, by, at } = decided;
  return section(say("ui.records.export.outcome"), "outcome",
    table([[say("ui.records.export.decided"), say(`ui.records.outcome.${kind}`)], [say("ui.records.export.by"), by], [say("ui.records.export.at"), moment(at)]]), reason ? words(reason) : undefined);
}

/** What our own checks are called; a pack's rules have their titles in the pack. */
const checks = ({ report }: Case, say: Say): Titled[] =>
  report.coverage.flatMap(({ check }) => (say.has(`${check}.title`) ? [{ id: check, title: { key: `${check}.title` } }] : []));

/** What the interview kit calls a step; one of a newer kit by its id. */
const stepName = (step: string, say: Say): string => (say.has(`kit.${step}.title`) ? say(`kit.${step}.title`) : step);
