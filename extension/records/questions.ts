// Questions to the candidate and what they answered: the findings' own questions, marked as asked by one press, and others.

import { canonical } from "../common/canonical.ts";
import { make } from "../common/dom.ts";
import type { Case, Message, Question } from "../types.ts";
import { answered, putQuestion, stamp, without } from "./changes.ts";
import { entries, type Entries, type Row } from "./entries.ts";
import { standingOf } from "./export/standing.ts";
import { foot } from "./notes.ts";
import { arrange, button, labelled, moment, type Part, type Room, section, sureButton, textArea, textInput } from "./room.ts";
import { type Text, typed } from "./typed.ts";

const same = (a: Message, b: Message): boolean => canonical(a) === canonical(b);

export function questionsPart(room: Room): Part {
  const { say, saver } = room;
  const list: Entries = entries(room, ({ questions }) => questions, (at, entry) => rowOf(room, at, entry, (gone) => list.remove(gone, (record) => without(record, "questions", gone))), { "aria-label": say("ui.record.questions") });
  const offered = make(document, "ul", { class: "plain offered", attributes: { "data-part": "offered" } });
  const offers = new Map<string, HTMLElement>();

  const update = (record: Case): void => {
    // Two findings may ask the same: it is asked once.
    const { found, disputed } = standingOf(record);
    const all = [...found, ...disputed.map(({ finding }) => finding)].flatMap(({ id, ask }) => ask.map((one) => ({ finding: id, ask: one })));
    const open = all.filter(({ ask }, n) => all.findIndex((one) => same(one.ask, ask)) === n && !record.questions.some((one) => same(one.ask, ask)));
    arrange(offered, open.map(({ finding, ask }) => {
      const key = JSON.stringify([finding, ask]);
      const known = offers.get(key) ?? make(document, "li", {}, [
        make(document, "span", { text: say.message(ask), attributes: { dir: "auto" } }),
        button(say("ui.record.asked_mark"), "asked", () => mark(finding, ask), say("ui.record.asked_mark_named", { question: say.message(ask) })),
      ]);
      offers.set(key, known);
      return known;
    }));
    offered.hidden = open.length === 0;
    list.update(record);
  };
  const mark = async (finding: string, ask: Message): Promise<void> => {
    let at = "";
    await saver.change((record) => {
      at = stamp(record.questions);
      return putQuestion(record, { at, ask, finding });
    });
    // What comes next is to write down the answer.
    list.element.querySelector<HTMLElement>(`[data-entry="${at}"] textarea`)?.focus();
  };
  return {
    element: section("questions", say("ui.record.questions"), [
      make(document, "p", { class: "soft", text: say("ui.record.questions_about") }), offered, list.element,
      make(document, "div", { class: "row" }, [button(say("ui.record.question_add"), "question-add", () => list.add())]),
    ]),
    update,
  };
}

function rowOf(room: Room, at: string, entry: Question | undefined, remove: (at: string) => void): Row {
  const { say, saver } = room;
  const find = (record: Case): Question => record.questions.find((one) => one.at === at) ?? { at, ask: { text: { en: "" } } };
  const own = entry === undefined || (entry.finding === undefined && "text" in entry.ask);
  const name = (): string => say.message(find(saver.now()).ask);
  const answer = textArea("answer");
  const fields: (Text & { field: string })[] = [
    { ...typed(answer, saver, `answer ${at}`, (record) => find(record).answer ?? "", (record, now) => putQuestion(record, answered(find(record), now, new Date().toISOString()))), field: `answer ${at}` },
  ];
  const question = textInput("question", 1_000);
  if (own) fields.unshift({ ...typed(question, saver, `question ${at}`, (record) => say.message(find(record).ask), (record, now) => putQuestion(record, { ...find(record), ask: { text: { en: now } } })), field: `question ${at}` });
  return {
    element: make(document, "li", { attributes: { "data-entry": at } }, [
      own ? labelled(say("ui.record.question"), question) : make(document, "p", { class: "strong", text: name(), attributes: { dir: "auto" } }),
      labelled(say("ui.record.answer"), answer),
      foot(room, at, sureButton(say("ui.record.asked_back"), say("ui.record.remove_sure"), "question-remove", () => remove(at), name() || say("ui.record.question_of", { time: moment(at, say) })), "ui.record.asked_at"),
    ]),
    first: own ? question : answer,
    texts: fields,
  };
}
