// The overlay's parts, mounted in the open for a test that looks at names and contrast. Not part of the product.
import { type Allowed, draw, type Marker } from "../../../extension/common/drawing.ts";
import { make } from "../../../extension/common/dom.ts";
import { sayer, type Words } from "../../../extension/common/words.ts";
import { card } from "../../../extension/overlay/card.ts";
import { dress } from "../../../extension/overlay/markers.ts";
import { STYLE } from "../../../extension/overlay/style.ts";
import type { Report } from "../../../extension/types.ts";

/** Each state of the overlay, by what it shows. */
export type State = "found" | "several" | "read" | "unread" | "page";

const idle = { close: () => undefined, go: () => undefined, words: () => false, decide: () => undefined, step: () => undefined, line: () => undefined };

/** What this state's card is about. */
function markerOf(state: State, markers: readonly Marker[], page: Marker | undefined): Marker {
  const [first, second] = [...markers].sort((a, b) => b.findings.length - a.findings.length);
  if (!first) throw new Error("no marker");
  switch (state) {
    case "found":
      return { ...first, findings: first.findings.slice(0, 1) };
    case "several":
      return { ...first, findings: [...first.findings, ...(second?.findings ?? []), ...markers.flatMap(({ findings }) => findings)].filter((one, n, all) => all.findIndex(({ id }) => id === one.id) === n) };
    case "read":
      return { ...first, findings: [] };
    case "unread":
      return { ...first, findings: [], read: false };
    case "page":
      return page ?? first;
  }
}

/** `broken`: with faults that axe-core has to find, to prove that it looks here. */
export function mount(document: Document, report: Report, words: Words, state: State = "found", broken = false): void {
  const allowed: Allowed = { decide: true, lineAway: state === "page", keys: ["Alt+Period", "Alt+Comma"] };
  const drawing = draw(report, sayer(words), [], [], allowed);
  const sheet = new CSSStyleSheet();
  // As wide and high as the page, in the flow: only so can contrast be looked at.
  sheet.replaceSync(`${STYLE} body{margin:0;padding:12px;background:Canvas} .layer,.layer .card,.layer .marker,.layer .corner,.layer .line,.layer .hint{position:static;width:auto;height:auto;max-height:none}
    .layer .marker,.layer .corner{display:inline-grid;width:24px;height:24px;min-height:0;margin:4px}.layer .line{pointer-events:auto;margin:8px 0}
    ${broken ? ".layer .card p{color:#9a9a9a;background:#a0a0a0}" : ""}`);
  document.adoptedStyleSheets = [sheet];
  const layer = make(document, "div", { class: "layer", attributes: { role: "region", "aria-label": drawing.words.region } });
  const every = [...drawing.markers.slice(0, 6), { ...(drawing.markers[0] as Marker), read: false, findings: [], name: "Letter 9: could not be read" }, ...(drawing.page ? [drawing.page] : [])];
  every.forEach((marker, n) => {
    const button = make(document, "button", { attributes: { type: "button", "aria-haspopup": "dialog", "aria-expanded": "false" } });
    dress(button, marker, n, marker === drawing.page ? "corner" : "marker");
    if (broken) button.removeAttribute("aria-label");
    if (broken) button.textContent = "";
    layer.append(button);
  });
  const away = make(document, "button", { class: "away", text: "×", attributes: { type: "button", "aria-label": drawing.words.line_away } });
  layer.append(make(document, "div", { class: "line" }, [make(document, "p", { text: drawing.line, attributes: { role: "status" } }), away]));
  const [finding] = drawing.markers.flatMap(({ findings }) => findings);
  layer.append(make(document, "div", { class: "hint", text: finding ? `${finding.level}: ${finding.sentence}` : "" }));
  layer.append(card(document, markerOf(state, drawing.markers, drawing.page), drawing, idle));
  const main = make(document, "main", {}, [make(document, "h1", { text: "Page" }), layer]);
  document.body.replaceChildren(main);
}
