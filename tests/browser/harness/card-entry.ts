// The overlay's markers and card, mounted in the open for a test that looks at names and contrast. Not part of the product.
import { draw } from "../../../extension/common/drawing.ts";
import { make } from "../../../extension/common/dom.ts";
import { sayer, type Words } from "../../../extension/common/words.ts";
import { card } from "../../../extension/overlay/card.ts";
import { STYLE } from "../../../extension/overlay/style.ts";
import type { Report } from "../../../extension/types.ts";

export function mount(document: Document, report: Report, words: Words): void {
  const drawing = draw(report, sayer(words), []);
  const sheet = new CSSStyleSheet();
  // As wide and high as the page, in the flow: only so can contrast be looked at.
  sheet.replaceSync(`${STYLE} .layer,.layer .card,.layer .marker{position:static;width:auto;height:auto;max-height:none}.layer .marker{display:inline-grid;width:24px;height:24px}`);
  document.adoptedStyleSheets = [sheet];
  const first = drawing.markers[0];
  if (!first) throw new Error("no marker");
  const layer = make(document, "div", { class: "layer", attributes: { role: "region", "aria-label": drawing.words.region } });
  for (const { name, level } of drawing.markers) {
    layer.append(make(document, "button", { class: `marker level-${level}`, text: "?", attributes: { type: "button", "aria-label": name } }));
  }
  layer.append(card(document, first, drawing, { close: () => undefined, go: () => undefined }));
  const main = make(document, "main", {}, [make(document, "h1", { text: "Page" }), layer]);
  document.body.replaceChildren(main);
}
