// Letters that are pasted in: one box each, with who wrote it. A line between letters could stand in a letter; a box cannot.

import { make } from "../../common/dom.ts";
import type { Say } from "../../common/words.ts";
import { MOST_CHARACTERS } from "./rows.ts";

export interface Pasted {
  author: string;
  text: string;
}

export interface LettersForm {
  element: HTMLElement;
  /** What was pasted; empty boxes are nothing. A box that cannot be taken gets the focus and says why. */
  take(): Pasted[] | undefined;
  clear(): void;
}

/** More of them are easier handed over as a file. */
const MOST_BOXES = 50;

interface Box {
  element: HTMLElement;
  author: HTMLInputElement;
  text: HTMLTextAreaElement;
  number(n: number, alone: boolean): void;
}

export function lettersForm(document: Document, say: Say): LettersForm {
  const list = make(document, "div");
  const add = make(document, "button", { text: say("ui.texts.add"), attributes: { type: "button", "data-act": "own-add" } });
  const trouble = make(document, "p", { class: "note", attributes: { id: "own-letter-trouble", role: "alert", hidden: "" } });
  const same = make(document, "p", { class: "soft", text: say("ui.texts.same_person") });
  const boxes: Box[] = [];
  let made = 0;

  const number = (): void => {
    boxes.forEach((box, at) => box.number(at + 1, boxes.length === 1));
    add.disabled = boxes.length >= MOST_BOXES;
    same.hidden = boxes.length === 1;
  };
  const open = (): Box => {
    made += 1;
    const box = newBox(document, say, say("ui.texts.person", { n: made }), (gone) => {
      const at = boxes.indexOf(gone);
      boxes.splice(at, 1);
      gone.element.remove();
      number();
      // The focus stays among the boxes.
      (boxes[Math.min(at, boxes.length - 1)] ?? open()).text.focus();
    });
    boxes.push(box);
    list.append(box.element);
    number();
    return box;
  };
  const complain = (box: Box | undefined, said = ""): void => {
    for (const { text } of boxes) text.removeAttribute("aria-invalid");
    box?.text.setAttribute("aria-invalid", "true");
    trouble.textContent = said;
    trouble.hidden = said === "";
    box?.text.focus();
  };
  add.addEventListener("click", () => open().text.focus());
  open();

  return {
    element: make(document, "div", { attributes: { "data-part": "own-letters" } }, [
      list,
      trouble,
      make(document, "div", { class: "row" }, [add]),
      same,
    ]),
    take: () => {
      const long = boxes.find(({ text }) => text.value.length > MOST_CHARACTERS);
      complain(long, long && say("ui.texts.file.long", { found: long.text.value.length, most: MOST_CHARACTERS }));
      if (long) return undefined;
      return boxes.filter(({ text }) => text.value.trim() !== "").map(({ author, text }) => ({ author: author.value.trim(), text: text.value.toWellFormed() }));
    },
    clear: () => {
      boxes.splice(0);
      list.replaceChildren();
      made = 0;
      complain(undefined);
      open();
    },
  };
}

function newBox(document: Document, say: Say, name: string, remove: (box: Box) => void): Box {
  const legend = make(document, "legend");
  const author = make(document, "input", { attributes: { type: "text", name: "own-author", maxlength: "120", autocomplete: "off", dir: "auto" } });
  author.value = name;
  const text = make(document, "textarea", { attributes: { name: "own-text", rows: "4", dir: "auto", autocomplete: "off", "aria-describedby": "own-letter-trouble" } });
  const gone = make(document, "button", { class: "quiet", text: say("ui.texts.remove"), attributes: { type: "button", "data-act": "own-remove" } });
  const element = make(document, "fieldset", {}, [
    legend,
    make(document, "label", { class: "number" }, [make(document, "span", { text: say("ui.texts.from") }), author]),
    make(document, "label", { class: "number" }, [make(document, "span", { text: say("ui.texts.text") }), text]),
    gone,
  ]);
  const box: Box = {
    element,
    author,
    text,
    number: (n, alone) => {
      legend.textContent = say("ui.texts.letter", { n });
      gone.hidden = alone;
      gone.setAttribute("aria-label", say("ui.texts.remove_named", { name: say("ui.texts.letter", { n }) }));
    },
  };
  gone.addEventListener("click", () => remove(box));
  return box;
}
