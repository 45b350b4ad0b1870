// What every part of the records page may use.

import { make } from "../common/dom.ts";
import type { Say } from "../common/words.ts";
import type { Case } from "../types.ts";
import { RecordTrouble } from "../background/records/schema.ts";
import type { Saver } from "./saver.ts";

/** A part of a record's page: made once, and told of every change. What is open, focused or being typed in it stays. */
export interface Part {
  element: HTMLElement;
  update(record: Case): void;
}

export interface Room {
  say: Say;
  saver: Saver;
  /** What a list calls a check or rule. */
  titleOf(rule: string): string;
  /** A finding's evidence was opened on this page. */
  open(finding: string): void;
  opened(finding: string): boolean;
}

export function button(text: string, act: string, run: () => unknown, label?: string): HTMLButtonElement {
  const made = make(document, "button", { text, attributes: { type: "button", "data-act": act, ...(label && { "aria-label": label }) } });
  made.addEventListener("click", () => void run());
  return made;
}

/** A button that cannot be undone: the first press asks, the second acts, and leaving it takes the question back. `about`: what it is about, for whoever does not see where it stands. */
export function sureButton(text: string, sure: string, act: string, run: () => unknown, about?: string): HTMLButtonElement {
  const named = (said: string): void => {
    made.textContent = said;
    if (about) made.setAttribute("aria-label", `${said}: ${about}`);
  };
  const made = button(text, act, () => {
    if (made.dataset["sure"] === "true") return run();
    made.dataset["sure"] = "true";
    named(sure);
    return undefined;
  });
  named(text);
  made.addEventListener("blur", () => {
    delete made.dataset["sure"];
    named(text);
  });
  return made;
}

export const p = (text: string, kind?: string): HTMLElement => make(document, "p", { text, attributes: { dir: "auto" }, ...(kind && { class: kind }) });

export const link = (text: string, href: string, attributes: { readonly [name: string]: string } = {}): HTMLElement =>
  make(document, "a", { text, attributes: { href, dir: "auto", ...attributes } });

/** A field under its name. */
export const labelled = (text: string, field: HTMLElement): HTMLElement =>
  make(document, "label", { class: "number" }, [make(document, "span", { text }), field]);

/** The most characters of a text that its user types. */
const MOST_TEXT = 20_000;

export function textArea(act: string, rows = 2): HTMLTextAreaElement {
  return make(document, "textarea", { attributes: { rows: String(rows), dir: "auto", maxlength: String(MOST_TEXT), "data-act": act } });
}

export function textInput(act: string, most = 300): HTMLInputElement {
  return make(document, "input", { attributes: { type: "text", dir: "auto", autocomplete: "off", maxlength: String(most), "data-act": act } });
}

export function choice(act: string, options: readonly (readonly [string, string])[]): HTMLSelectElement {
  return make(document, "select", { attributes: { "data-act": act } }, options.map(([value, text]) => make(document, "option", { text, attributes: { value } })));
}

export const section = (part: string, title: string, children: readonly (Node | undefined)[]): HTMLElement =>
  make(document, "section", { attributes: { "data-part": part } }, [make(document, "h2", { text: title }), ...children]);

/** Why something was not done. */
export function troubleText(error: unknown, say: Say): string {
  if (error instanceof RecordTrouble) return say(error.key, error.args);
  return say("ui.record.failed", { why: String(error).slice(0, 200) });
}

/** A moment as its user writes it; what is no moment stays as it is. */
export function moment(at: string, say: Say): string {
  const time = new Date(at);
  return Number.isNaN(time.getTime()) ? at : new Intl.DateTimeFormat(say.language, { dateStyle: "medium", timeStyle: "short" }).format(time);
}

/** A day as its user writes it. */
export function dayText(day: string, say: Say): string {
  const time = new Date(`${day}T00:00:00Z`);
  return Number.isNaN(time.getTime()) ? day : new Intl.DateTimeFormat(say.language, { dateStyle: "medium", timeZone: "UTC" }).format(time);
}

/** Puts children into their order, and touches only those that stand elsewhere: focus and open folds stay. */
export function arrange(parent: HTMLElement, wanted: readonly Node[]): void {
  const keep = new Set(wanted);
  for (const child of [...parent.childNodes]) if (!keep.has(child)) child.remove();
  wanted.forEach((child, n) => {
    if (parent.childNodes[n] !== child) parent.insertBefore(child, parent.childNodes[n] ?? null);
  });
}
