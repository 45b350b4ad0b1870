// What every part of the options page is made of. A part is built once and follows what changes: the focus, open folds and what
// is typed stay.

import { make } from "../common/dom.ts";
import type { Policy } from "../common/policy.ts";
import type { Settings } from "../common/settings.ts";
import type { Say } from "../common/words.ts";

/** How everything stands. */
export interface View {
  settings: Settings;
  policy: Policy;
  /** Built-in sites that the browser does not let us read. */
  missing: string[];
  /** Patterns of the sites that packs added, and whether the browser lets us read them. */
  team: { pattern: string; granted: boolean }[];
  /** Letters of this session. */
  kept: number;
}

export interface Part {
  /** Of its heading, for the table of contents. */
  id: string;
  title: string;
  element: HTMLElement;
  update?(view: View): void | Promise<void>;
}

export const p = (text: string, kind?: string): HTMLElement => make(document, "p", { text, ...(kind && { class: kind }) });

export function part(id: string, title: string, children: readonly (HTMLElement | undefined)[], update?: Part["update"]): Part {
  const element = make(document, "section", { attributes: { "data-part": id, "aria-labelledby": `${id}-title` } }, [
    make(document, "h2", { text: title, attributes: { id: `${id}-title`, tabindex: "-1" } }),
    ...children,
  ]);
  return { id, title, element, ...(update && { update }) };
}

export function button(text: string, act: string, run: () => unknown, label?: string): HTMLButtonElement {
  const made = make(document, "button", { text, attributes: { type: "button", "data-act": act, ...(label !== undefined && { "aria-label": label }) } });
  made.addEventListener("click", () => void run());
  return made;
}

export const row = (...children: (HTMLElement | undefined)[]): HTMLElement => make(document, "div", { class: "row" }, children);

export function status(name: string): HTMLElement {
  return make(document, "p", { attributes: { role: "status", "data-part": name } });
}

/** A box with its words. */
export function checkbox(text: string, attributes: { readonly [name: string]: string }, changed: (on: boolean) => unknown): { element: HTMLElement; box: HTMLInputElement } {
  const box = make(document, "input", { attributes: { type: "checkbox", ...attributes } });
  box.addEventListener("change", () => void changed(box.checked));
  return { element: make(document, "label", {}, [box, make(document, "span", { text, attributes: { dir: "auto" } })]), box };
}

/** Says that an organisation decided, beside what it decided. */
export function prescribedNote(say: Say): { element: HTMLElement; show(prescribed: boolean, ...controls: (HTMLInputElement | HTMLSelectElement)[]): void } {
  const element = p("", "soft prescribed");
  element.id = `prescribed-${(notes += 1)}`;
  return {
    element,
    show(prescribed, ...controls) {
      element.hidden = !prescribed;
      element.textContent = prescribed ? say("ui.options.prescribed") : "";
      for (const control of controls) {
        if (prescribed) control.setAttribute("aria-describedby", element.id);
        else control.removeAttribute("aria-describedby");
      }
    },
  };
}
let notes = 0;

/** Other children for an element; what had the focus has it again, by its `data-focus`. */
export function redraw(element: HTMLElement, children: readonly HTMLElement[]): void {
  const focused = element.contains(document.activeElement) ? document.activeElement?.getAttribute("data-focus") : undefined;
  element.replaceChildren(...children);
  if (focused) element.querySelector<HTMLElement>(`[data-focus="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
}

/** A button whose first press only asks, for what cannot be undone. Leaving it takes the question back. */
export function twice(made: HTMLButtonElement, question: string, run: () => unknown): HTMLButtonElement {
  const text = made.textContent;
  made.addEventListener("click", () => {
    if (made.textContent === question) {
      made.textContent = text;
      void run();
    } else made.textContent = question;
  });
  made.addEventListener("blur", () => {
    made.textContent = text;
  });
  return made;
}
