// A text of a record that its user types: written soon, followed from other windows, and never overwritten while it is typed.

import type { Case } from "../types.ts";
import type { Saver } from "./saver.ts";

export interface Text {
  /** Shows what the record holds, unless something newer is typed here. */
  update(record: Case): void;
}

/** `read` and `write`: where the text stands in the record. */
export function typed(
  element: HTMLTextAreaElement | HTMLInputElement,
  saver: Saver,
  field: string,
  read: (record: Case) => string,
  write: (record: Case, text: string) => Case,
): Text {
  let known = read(saver.now());
  element.value = known;
  const change = (record: Case): Case => write(record, joined(read(record), known, element.value));
  const written = (record: Case): void => {
    known = read(record);
  };
  element.addEventListener("input", () => saver.soon(field, change, written));
  // Leaving a field is a good moment.
  element.addEventListener("change", () => void saver.flush());
  return {
    update(record) {
      if (saver.waits(field)) return;
      known = read(record);
      if (element.value === known) return;
      const at = element.selectionStart;
      element.value = known;
      if (element === document.activeElement && at !== null) element.setSelectionRange(at, at);
    },
  };
}

/** Two windows typed in one text at once, which began as `known`: neither is lost. */
export function joined(stored: string, known: string, mine: string): string {
  if (stored === known || stored === mine || mine.includes(stored)) return mine;
  return stored.includes(mine) ? stored : `${stored}\n\n${mine}`;
}
