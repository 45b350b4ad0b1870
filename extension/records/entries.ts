// A list of entries that the user adds to: notes, what they saw, questions. An entry that is begun is a part of the record from
// its first letter on; one that another window added appears, and one that is being typed stays.

import { make } from "../common/dom.ts";
import type { Case } from "../types.ts";
import { stamp } from "./changes.ts";
import { arrange, type Room } from "./room.ts";
import type { Text } from "./typed.ts";

export interface Row {
  element: HTMLElement;
  /** Where the user begins to type. */
  first: HTMLElement | undefined;
  texts: readonly (Text & { field: string })[];
  update?(record: Case): void;
}

export interface Entries {
  element: HTMLElement;
  /** Begins an entry and puts the user into it. */
  add(): void;
  /** Takes an entry out, whether it is in the record or only begun. */
  remove(at: string, change: (record: Case) => Case): void;
  update(record: Case): void;
}

/** `of`: the entries of a record. `row`: one of them, or one that is not in the record yet, by its moment. */
export function entries<T extends { at: string }>(room: Room, of: (record: Case) => readonly T[], row: (at: string, entry: T | undefined) => Row, attributes: { readonly [name: string]: string }): Entries {
  const element = make(document, "ol", { class: "plain entries", attributes });
  const rows = new Map<string, Row>();
  /** Those that were begun here: without a letter they are not in the record. */
  const begun = new Set<string>();
  const update = (record: Case): void => {
    const kept = of(record);
    for (const entry of kept) {
      begun.delete(entry.at);
      if (!rows.has(entry.at)) rows.set(entry.at, row(entry.at, entry));
    }
    for (const [at, one] of rows) {
      const stays = begun.has(at) || kept.some((entry) => entry.at === at) || one.texts.some(({ field }) => room.saver.waits(field));
      if (!stays) rows.delete(at);
    }
    for (const one of rows.values()) {
      one.update?.(record);
      for (const text of one.texts) text.update(record);
    }
    arrange(element, [...rows].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one.element));
    element.hidden = rows.size === 0;
  };
  return {
    element,
    update,
    add() {
      const at = stamp([...rows.keys()].map((one) => ({ at: one })));
      const made = row(at, undefined);
      rows.set(at, made);
      begun.add(at);
      update(room.saver.now());
      made.first?.focus();
    },
    remove(at, change) {
      begun.delete(at);
      rows.delete(at);
      void room.saver.change(change);
      update(room.saver.now());
    },
  };
}
