// The people of a page in page order: whoever has findings stands open, everybody else in one line.

import { make } from "../common/dom.ts";
import type { Part } from "../common/update.ts";
import type { Say } from "../common/words.ts";
import type { Someone } from "./who.ts";

export interface PersonWords {
  name: string;
  /** Why somebody was not read. */
  unread: string;
  /** What is about them and others: where it stands, and what it says. */
  pointers: { id: string; level: string; sentence: string }[];
}

/** The id of the element of somebody with this key, whatever a site calls them. */
export const placeOf = (key: string): string => `person-${encodeURIComponent(key.toWellFormed())}`;

/** `findings`: what is about this person alone. `actions`: what can be done about them. */
export function personPart(document: Document, someone: Someone, words: PersonWords, say: Say, findings: readonly Part[], actions: readonly Part[], go: (item: string) => void): Part {
  const { key, item, read } = someone;
  const quiet = findings.length === 0 && words.pointers.length === 0;
  const found = findings.length > 0 || !quiet;
  const id = placeOf(key);
  const status = read ? say("ui.panel.person.none") : words.unread;
  const inside: Part[] = [
    ...findings,
    ...(actions.length > 0 ? [{ key: "actions", says: [say.language, quiet, words.name], make: () => actionsFold(document, words.name, say, quiet), parts: actions }] : []),
  ];
  return {
    key: `person ${key}`,
    says: [words, item, found, read, quiet && actions.length > 0],
    make: () => make(document, "li", { class: `person${quiet ? " quiet" : ""}`, attributes: { id, tabindex: "-1", "data-person": key } }, [
      make(document, "div", { class: "who" }, [
        make(document, "span", { class: `mark ${found ? "has" : read ? "read" : "unread"}`, attributes: { "aria-hidden": "true" } }),
        make(document, "div", { class: "text" }, [
          quiet ? make(document, "bdi", { class: "name", text: words.name }) : make(document, "h3", {}, [make(document, "bdi", { text: words.name })]),
          document.createTextNode(" "),
          found && read ? undefined : make(document, "span", { class: "soft status", text: status, attributes: { dir: "auto" } }),
        ]),
        item === undefined ? undefined : goButton(document, words.name, say, () => go(item)),
      ]),
      words.pointers.length > 0 ? make(document, "ul", { class: "plain pointers" }, words.pointers.map((one) => pointer(document, one, say))) : undefined,
      make(document, "div", { class: "inside", attributes: { "data-parts": "" } }),
    ]),
    parts: inside,
  };
}

function actionsFold(document: Document, name: string, say: Say, quiet: boolean): HTMLElement {
  return make(document, "details", { class: quiet ? "acts quiet" : "acts", attributes: { "data-part": "acts" } }, [
    make(document, "summary", { text: quiet ? "⋯" : say("ui.panel.person.more"), attributes: { "aria-label": say("ui.panel.person.more_named", { name }) } }),
    make(document, "div", { class: "row", attributes: { "data-parts": "" } }),
  ]);
}

function goButton(document: Document, name: string, say: Say, go: () => void): HTMLElement {
  const button = make(document, "button", { class: "quiet go", text: "→", attributes: { type: "button", "data-act": "go-person", "aria-label": say("ui.panel.go_named", { name }), title: say("ui.panel.go_named", { name }) } });
  button.addEventListener("click", go);
  return button;
}

/** The way to a finding that stands elsewhere in the panel. */
function pointer(document: Document, { id, level, sentence }: PersonWords["pointers"][number], say: Say): HTMLElement {
  return make(document, "li", {}, [jump(document, `finding-${id}`, say("ui.panel.person.pointer", { level, sentence }))]);
}

/** A link to another part of the panel, which takes the focus. */
export function jump(document: Document, id: string, text: string): HTMLElement {
  const link = make(document, "a", { text, attributes: { href: `#${id}`, dir: "auto" } });
  link.addEventListener("click", (event) => {
    event.preventDefault();
    const target = document.getElementById(id);
    target?.scrollIntoView({ block: "start" });
    target?.focus({ preventScroll: true });
  });
  return link;
}
