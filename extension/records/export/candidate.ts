// The candidate's own copy: what was read of them, what was found and why, what they were asked and answered, and how to
// dispute it. Without notes, without other people, without the reasons of a decision.

import type { Say } from "../../common/words.ts";
import type { Case, Evidence, Finding, Message, PageSnapshot, Subject } from "../../types.ts";
import { el, type Markup, page, text } from "./markup.ts";
import { findingPart, foot, judgedBy, list, section, speaker, type Speaker, table, words } from "./parts.ts";
import { standingOf } from "./standing.ts";
import { STYLE } from "./style.ts";

export function candidateHtml(record: Case, say: Say): string {
  const speak = speaker(say);
  const title = say("ui.records.candidate.title", { name: record.subject.name });
  return page(say.language, title, STYLE, [
    el("header", {}, text("h1", title), text("p", say("ui.records.candidate.about", { time: speak.moment(record.report.page.captured_at) })), text("p", say("ui.records.candidate.no_verdict"))),
    el("main", {}, parts(record, speak)),
    foot(speak, say("ui.records.candidate.private"), say("ui.records.candidate.made", { time: speak.moment(new Date().toISOString()) })),
  ]);
}

function parts(record: Case, speak: Speaker): Markup[] {
  const { say } = speak;
  const { report, subject, inputs, job } = record;
  const { found, disputed, aside } = standingOf(record);
  const own = { quotes: (one: Evidence) => one.item === undefined || isTheirs(one.item, inputs.snapshot, subject.person), named: false };
  const shown = (finding: Finding): Finding => ({ ...finding, message: withoutOthers(finding.message, say) });
  return [
    table([
      [say("ui.records.export.person"), `${subject.name} (${subject.site}, ${subject.person})`],
      [say("ui.records.export.job"), job?.title],
      [say("ui.records.export.page"), report.page.url],
      [say("ui.records.export.read"), speak.moment(report.page.captured_at)],
      [say("ui.records.export.kept"), speak.moment(record.kept_at)],
      [say("ui.records.export.kept_until"), record.hold ? say("ui.records.candidate.held") : record.keep_until && speak.day(record.keep_until)],
      [say("ui.records.export.decided"), record.outcome && say(`ui.records.outcome.${record.outcome.kind}`)],
    ]),
    section(say("ui.records.candidate.found"), "findings",
      found.length + aside.length === 0 ? el("p", {}, say(report.findings.length === 0 ? "ui.records.export.none" : "ui.records.export.none_stands")) : undefined,
      [...found, ...aside.map(({ finding }) => finding)].map((finding) => findingPart(shown(finding), report, speak, own, aside.some((one) => one.finding === finding) ? el("p", {}, say("ui.records.candidate.aside")) : undefined))),
    section(say("ui.records.candidate.disputed"), "disputed", disputed.map(({ finding, dispute }) =>
      findingPart(shown(finding), report, speak, own, el("h4", {}, say("ui.records.candidate.your_answer", { time: speak.moment(dispute.at) })), words(dispute.answer || "–")))),
    section(say("ui.records.candidate.questions"), "questions", record.questions.map(({ at, ask, answer }) => el("article", {},
      text("h3", say.message(ask)), el("p", { class: "soft" }, say("ui.records.export.asked", { time: speak.moment(at) })), answer ? words(answer) : el("p", { class: "soft" }, say("ui.records.export.unanswered"))))),
    section(say("ui.records.candidate.read"), "read", textsOf(inputs.snapshot, subject.person).map((said) => text("blockquote", said))),
    section(say("ui.records.candidate.dispute_title"), "dispute", list([say("ui.records.candidate.dispute_1"), say("ui.records.candidate.dispute_2"), say("ui.records.candidate.dispute_3")])),
    judgedBy(record, speak),
  ];
}

/** Whether something on the page is this person's and nobody else's. */
function isTheirs({ kind, items }: Subject, { people, proposals, contracts, reviews, messages }: PageSnapshot, person: string): boolean {
  const alone = people.length === 1;
  const of = (n: number): boolean => {
    switch (kind) {
      case "person":
        return people[n]?.id?.value === person;
      case "proposal":
        return proposals[n]?.person === person;
      case "contract":
        return (contracts[n]?.person ?? (alone ? person : undefined)) === person;
      case "review":
        return (reviews[n]?.person ?? (alone ? person : undefined)) === person;
      case "chat":
        return messages[n]?.person === person;
      default:
        return alone;
    }
  };
  return kind === "job" || (items.length === 0 ? of(0) : items.every(of));
}

/** A client's name is another person's. */
function withoutOthers(message: Message, say: Say): Message {
  if (!("key" in message) || message.args?.["client"] === undefined) return message;
  return { ...message, args: { ...message.args, client: say("ui.records.candidate.a_client") } };
}

/** Their own words, as they were read. */
function textsOf({ people, proposals, messages }: PageSnapshot, person: string): string[] {
  const who = people.filter(({ id }) => id?.value === person).flatMap(({ title, bio }) => [title?.value, bio?.value]);
  const wrote = [...proposals.filter((one) => one.person === person).map(({ letter }) => letter?.value), ...messages.filter((one) => one.person === person).map(({ text: said }) => said?.value)];
  return [...who, ...wrote].flatMap((said) => (said === undefined || said.trim() === "" ? [] : [said]));
}
