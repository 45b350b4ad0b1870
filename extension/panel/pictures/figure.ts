// A picture with its text equivalent: a sentence of the numbers, and a table of all of them.

import { make } from "../../common/dom.ts";
import type { Say } from "../../common/words.ts";
import { fitted, type Room } from "./svg.ts";

export interface Told {
  kind: string;
  /** What the picture is called. */
  title: string;
  /** The numbers in sentences. */
  sentences: readonly string[];
  /** How to read the picture. */
  legend: string;
  /** The first row heads the columns; the first cell of each heads its row. */
  table: readonly (readonly string[])[];
  draw(room: Room): SVGElement;
}

export function figure(document: Document, told: Told, say: Say): HTMLElement {
  const p = (text: string, kind: string): HTMLElement => make(document, "p", { text, class: kind, attributes: { dir: "auto" } });
  return make(document, "figure", { attributes: { "data-picture": told.kind } }, [
    p(told.title, "strong"),
    fitted(document, (room) => told.draw(room)),
    make(document, "figcaption", {}, [
      make(document, "p", { text: told.sentences.join(" "), attributes: { dir: "auto" } }),
      told.legend === "" ? undefined : p(told.legend, "soft"),
    ]),
    make(document, "details", {}, [make(document, "summary", { text: say("picture.table") }), table(document, told)]),
  ]);
}

function table(document: Document, { title, table: [head = [], ...rows] }: Told): HTMLElement {
  const row = (cells: readonly string[], tag: "th" | "td"): HTMLElement =>
    make(document, "tr", {}, cells.map((text, n) => {
      const heads = tag === "th" ? "col" : n === 0 ? "row" : undefined;
      return make(document, heads ? "th" : "td", { text, attributes: { dir: "auto", ...(heads ? { scope: heads } : {}) } });
    }));
  return make(document, "table", {}, [
    make(document, "caption", { class: "unseen", text: title }),
    make(document, "thead", {}, [row(head, "th")]),
    make(document, "tbody", {}, rows.map((cells) => row(cells, "td"))),
  ]);
}
