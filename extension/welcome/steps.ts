// The three screens of the first run. A screen is built once and keeps what was chosen in it.

import { builtInHosts } from "../common/browser.ts";
import { make } from "../common/dom.ts";
import type { Prescribed } from "../common/policy.ts";
import { KEEP_DAYS } from "../common/settings.ts";
import { bySite } from "../common/tab.ts";
import type { Say } from "../common/words.ts";

/** What was chosen so far, kept by the page alone. */
export interface Answers {
  run: "auto" | "click" | undefined;
  remember: boolean | undefined;
  language: string;
}

export interface Given {
  answers: Answers;
  prescribed: Prescribed;
  /** Asks the browser for access to the built-in sites. */
  allow: () => void;
}

export interface Step {
  parts(given: Given): HTMLElement[];
  /** What is to be answered before one can go on; nothing where all is. */
  open?(answers: Answers): string | undefined;
  /** Shows whether the browser lets us read the sites. */
  access?(missing: readonly string[]): void;
}

const p = (text: string, kind?: string): HTMLElement => make(document, "p", { text, ...(kind && { class: kind }) });
const heading = (text: string): HTMLElement => make(document, "h1", { text, attributes: { tabindex: "-1" } });

export function does(say: Say): Step {
  const list = (title: string, lines: readonly string[]): HTMLElement =>
    make(document, "section", {}, [make(document, "h2", { text: title }), make(document, "ul", {}, lines.map((text) => make(document, "li", { text })))]);
  return {
    parts: () => [
      heading(say("ui.welcome.title")),
      make(document, "div", { class: "two" }, [
        list(say("ui.welcome.does"), ["ui.welcome.does.1", "ui.welcome.does.2", "ui.welcome.does.3", "ui.welcome.does.4"].map((key) => say(key))),
        list(say("ui.welcome.never"), ["ui.welcome.never.1", "ui.welcome.never.2", "ui.welcome.never.3", "ui.welcome.never.4"].map((key) => say(key))),
      ]),
      p(say("ui.welcome.honest"), "note"),
    ],
  };
}

export function runs(say: Say): Step {
  const sites = [...bySite(builtInHosts()).keys()].join(", ");
  const state = make(document, "div", { attributes: { "data-part": "access" } });
  let auto = false;
  let missing: readonly string[] = [];
  let ask = (): void => undefined;
  const access = (): void => {
    state.hidden = !auto;
    if (missing.length === 0) return state.replaceChildren(p(say("ui.welcome.access"), "soft"));
    const names = [...bySite(missing).keys()].join(", ");
    const button = make(document, "button", { text: say("ui.access.allow", { sites: names }), attributes: { type: "button", "data-act": "grant" } });
    button.addEventListener("click", () => ask());
    state.replaceChildren(p(say("ui.welcome.access_missing")), make(document, "div", { class: "row" }, [button]));
  };
  return {
    parts: ({ answers, prescribed, allow }) => {
      ask = allow;
      auto = answers.run === "auto";
      const choose = (run: "auto" | "click") => (): void => {
        answers.run = run;
        auto = run === "auto";
        access();
      };
      return [
        heading(say("ui.first_run.question")),
        p(say("ui.first_run.privacy")),
        question(say("ui.first_run.question"), [
          choice("run", "auto", say("ui.first_run.auto"), say("ui.welcome.auto", { sites }), answers.run === "auto", choose("auto")),
          choice("run", "click", say("ui.first_run.click"), say("ui.welcome.click"), answers.run === "click", choose("click")),
        ], prescribed.run !== undefined, say),
        state,
      ];
    },
    open: ({ run }) => (run === undefined ? say("ui.welcome.open") : undefined),
    access: (now) => {
      missing = now;
      access();
    },
  };
}

export function remembers(say: Say): Step {
  return {
    parts: ({ answers, prescribed }) => {
      const choose = (remember: boolean) => (): void => {
        answers.remember = remember;
      };
      const days = Math.min(KEEP_DAYS, prescribed.keep_days_most ?? KEEP_DAYS);
      return [
        heading(say("ui.memory.question")),
        p(say("ui.memory.about")),
        question(say("ui.memory.question"), [
          choice("remember", "yes", say("ui.memory.yes"), say("ui.welcome.remember", { n: days }), answers.remember === true, choose(true)),
          choice("remember", "no", say("ui.memory.no"), say("ui.welcome.forget"), answers.remember === false, choose(false)),
        ], prescribed.remember !== undefined, say),
        p(say("ui.welcome.stored"), "soft"),
      ];
    },
    open: ({ remember }) => (remember === undefined ? say("ui.welcome.open") : undefined),
  };
}

function question(text: string, choices: HTMLElement[], prescribed: boolean, say: Say): HTMLElement {
  const set = make(document, "fieldset", {}, [
    make(document, "legend", { class: "unseen", text }),
    ...choices,
    ...(prescribed ? [p(say("ui.options.prescribed"), "soft")] : []),
  ]);
  if (prescribed) for (const input of set.querySelectorAll("input")) input.disabled = true;
  return set;
}

function choice(name: string, value: string, text: string, about: string, checked: boolean, chosen: () => void): HTMLElement {
  const input = make(document, "input", { attributes: { type: "radio", name, value, "data-act": `${name}-${value}` } });
  input.checked = checked;
  input.addEventListener("change", chosen);
  return make(document, "label", {}, [input, make(document, "span", {}, [
    make(document, "span", { class: "strong", text }), make(document, "br"), make(document, "span", { class: "soft", text: about }),
  ])]);
}
