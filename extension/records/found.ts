// What was found, folded: one sentence each, its evidence below. What the candidate disputes stands apart with their answer, what
// the user set aside with the reason; neither is in the list of what was found.

import { make } from "../common/dom.ts";
import type { Case, Finding } from "../types.ts";
import { bringBack, dispute } from "./changes.ts";
import { asideForm, asideText, shownAgain } from "./aside.ts";
import { standingOf } from "./export/standing.ts";
import { findingBody } from "./finding.ts";
import { arrange, button, moment, p, type Part, type Room, section, sureButton, textArea, labelled } from "./room.ts";
import { sayFinding, type SaidFinding } from "../common/drawing.ts";
import { type Text, typed } from "./typed.ts";

interface Card {
  id: string;
  said: SaidFinding;
  /** The finding with its evidence: one element, wherever it stands. */
  fold: HTMLDetailsElement;
  aside: HTMLElement;
  asideSaid: HTMLElement;
  disputed: HTMLElement;
  answer: HTMLTextAreaElement;
  text: Text;
}

export function foundPart(room: Room): Part {
  const { say, saver } = room;
  const { report } = saver.now();
  const list = make(document, "div", { class: "findings" });
  const none = p(say("ui.record.found_none"));
  const found = section("findings", say("ui.record.found"), [none, list]);
  const disputed = section("disputed", say("ui.record.disputed"), [p(say("ui.record.disputed_about"), "soft")]);
  const aside = section("aside", say("ui.record.aside"), []);
  const [disputedList, asideList] = [make(document, "div"), make(document, "div")];
  disputed.append(disputedList);
  aside.append(asideList);
  const cards = report.findings.map((finding): Card => {
    const said = sayFinding(finding, report, say);
    const actions = make(document, "div", { class: "actions" });
    const fold = make(document, "details", { class: `finding level-${finding.severity}`, attributes: { "data-finding": finding.id, "data-rule": finding.rule } }, [
      make(document, "summary", {}, [
        make(document, "span", { class: "level", text: said.level }), document.createTextNode(" "),
        make(document, "span", { text: said.sentence, attributes: { dir: "auto" } }),
      ]),
    ]);
    fold.addEventListener("toggle", () => {
      if (!fold.open) return;
      if (fold.childElementCount === 1) fold.append(...findingBody(finding, said, saver.now(), say), actions);
      room.open(finding.id);
    });
    const card = parts(room, finding, said, fold);
    actions.append(
      button(say("ui.record.dispute"), "dispute", async () => {
        await saver.change((record) => dispute(record, finding.id, "", new Date().toISOString()));
        card.answer.focus();
      }),
      asideForm(room, finding),
    );
    return card;
  });
  const element = make(document, "div", {}, [found, disputed, aside]);
  return {
    element,
    update(record) {
      const stands = standingOf(record);
      const where = new Map([...stands.disputed.map(({ finding }) => [finding.id, "disputed"] as const), ...stands.aside.map(({ finding }) => [finding.id, "aside"] as const)]);
      const at = (place: "found" | "disputed" | "aside"): Card[] => cards.filter(({ id }) => (where.get(id) ?? "found") === place);
      arrange(list, at("found").map(({ fold }) => fold));
      arrange(disputedList, at("disputed").map((card) => card.disputed));
      arrange(asideList, at("aside").map((card) => card.aside));
      for (const card of cards) {
        const place = where.get(card.id);
        const home = place === "disputed" ? card.disputed : place === "aside" ? card.aside : undefined;
        if (home && card.fold.parentElement !== home) home.append(card.fold);
        card.text.update(record);
        const dismissal = record.dismissed.find((one) => one.finding === card.id);
        card.asideSaid.textContent = dismissal ? asideText(dismissal, say) : "";
      }
      none.hidden = at("found").length > 0;
      none.textContent = say(cards.length === 0 ? "ui.record.found_none" : "ui.record.found_moved");
      disputed.hidden = at("disputed").length === 0;
      aside.hidden = at("aside").length === 0;
    },
  };
}

function parts(room: Room, finding: Finding, said: SaidFinding, fold: HTMLDetailsElement): Card {
  const { say, saver } = room;
  const { id } = finding;
  const answer = textArea("dispute-answer", 3);
  const of = (record: Case): Case["disputed"][number] | undefined => record.disputed.find((one) => one.finding === id);
  const text = typed(answer, saver, `dispute ${id}`, (record) => of(record)?.answer ?? "", (record, now) => dispute(record, id, now, new Date().toISOString()));
  const asideSaid = p("", "soft");
  const back = button(say("ui.record.back"), "aside-back", async () => {
    const dismissal = saver.now().dismissed.find((one) => one.finding === id);
    await saver.change((record) => bringBack(record, id));
    if (dismissal) await shownAgain(finding, dismissal);
  }, say("ui.record.back_named", { finding: said.sentence }));
  return {
    id, said, fold, text, answer, asideSaid,
    aside: make(document, "div", { class: "moved", attributes: { "data-aside": id } }, [asideSaid, make(document, "div", { class: "row" }, [back])]),
    disputed: make(document, "div", { class: "moved", attributes: { "data-disputed": id } }, [
      labelled(say("ui.record.their_answer"), answer),
      // What they said would go with it.
      make(document, "div", { class: "row" }, [sureButton(say("ui.record.dispute_back"), say("ui.record.remove_sure"), "dispute-back", () => saver.change((record) => bringBack(record, id)), said.sentence)]),
    ]),
  };
}

/** When, where and by what it was read; what was checked, and what could not be. */
export const readAt = (record: Case, { say }: Pick<Room, "say">): string =>
  say("ui.record.read_at", { time: moment(record.report.page.captured_at, say), kept: moment(record.kept_at, say) });
