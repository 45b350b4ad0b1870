// What the user writes by themselves: notes, and what they saw in calls, documents and messages.

import { make } from "../common/dom.ts";
import type { Case, SightingKind } from "../types.ts";
import { putNote, putSeen, without } from "./changes.ts";
import { entries, type Entries } from "./entries.ts";
import { button, choice, moment, type Part, type Room, section, sureButton, textArea } from "./room.ts";
import { typed } from "./typed.ts";

export function notesPart(room: Room): Part {
  const { say, saver } = room;
  const list: Entries = entries(room, ({ notes }) => notes, (at) => {
    const text = textArea("note-text", 3);
    text.setAttribute("aria-label", say("ui.record.note_of", { time: moment(at, say) }));
    const field = `note ${at}`;
    const of = (record: Case): string => record.notes.find((one) => one.at === at)?.text ?? "";
    const bound = typed(text, saver, field, of, (record, now) => putNote(record, { at, text: now }));
    return {
      element: make(document, "li", { attributes: { "data-entry": at } }, [
        text,
        foot(room, at, sureButton(say("ui.record.remove"), say("ui.record.remove_sure"), "note-remove", () => list.remove(at, (record) => without(record, "notes", at)), say("ui.record.note_of", { time: moment(at, say) }))),
      ]),
      first: text,
      texts: [{ ...bound, field }],
    };
  }, { "aria-label": say("ui.record.notes") });
  return {
    element: section("notes", say("ui.record.notes"), [
      make(document, "p", { class: "soft", text: say("ui.record.notes_about") }), list.element,
      make(document, "div", { class: "row" }, [button(say("ui.record.note_add"), "note-add", () => list.add())]),
    ]),
    update: list.update,
  };
}

const KINDS: readonly SightingKind[] = ["call", "document", "message", "other"];

export function seenPart(room: Room): Part {
  const { say, saver } = room;
  const list: Entries = entries(room, ({ seen }) => seen, (at, entry) => {
    const text = textArea("seen-text");
    const kind = choice("seen-kind", KINDS.map((one) => [one, say(`ui.record.seen.${one}`)] as const));
    kind.value = entry?.kind ?? "call";
    text.setAttribute("aria-label", say("ui.record.seen_of", { time: moment(at, say) }));
    kind.setAttribute("aria-label", say("ui.record.seen_kind", { time: moment(at, say) }));
    const field = `seen ${at}`;
    const find = (record: Case): Case["seen"][number] | undefined => record.seen.find((one) => one.at === at);
    const bound = typed(text, saver, field, (record) => find(record)?.text ?? "", (record, now) => putSeen(record, { at, kind: kind.value as SightingKind, text: now }));
    kind.addEventListener("change", () => {
      // Before the first letter there is nothing to keep.
      if (find(saver.now())) void saver.change((record) => putSeen(record, { at, kind: kind.value as SightingKind, text: find(record)?.text ?? "" }));
    });
    return {
      element: make(document, "li", { attributes: { "data-entry": at } }, [
        kind, text,
        foot(room, at, sureButton(say("ui.record.remove"), say("ui.record.remove_sure"), "seen-remove", () => list.remove(at, (record) => without(record, "seen", at)), say("ui.record.seen_of", { time: moment(at, say) }))),
      ]),
      first: kind,
      texts: [{ ...bound, field }],
      update(record) {
        const now = find(record)?.kind;
        if (now !== undefined && document.activeElement !== kind) kind.value = now;
      },
    };
  }, { "aria-label": say("ui.record.seen") });
  return {
    element: section("seen", say("ui.record.seen"), [
      make(document, "p", { class: "soft", text: say("ui.record.seen_about") }), list.element,
      make(document, "div", { class: "row" }, [button(say("ui.record.seen_add"), "seen-add", () => list.add())]),
    ]),
    update: list.update,
  };
}

/** When it was written, and the button that takes it out. */
export const foot = ({ say }: Room, at: string, remove: HTMLElement, key = "ui.record.written"): HTMLElement =>
  make(document, "div", { class: "foot" }, [make(document, "span", { class: "soft", text: say(key, { time: moment(at, say) }) }), remove]);
