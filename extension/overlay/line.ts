// The page in one line, in the corner beside the page's own marker: said to a screen reader when it changes, and put away by
// its button. Its buttons stand where they stand whatever it says, and its words catch nothing: a page that probes learns nothing.

import type { Drawing } from "../common/drawing.ts";
import { make } from "../common/dom.ts";
import { px, type Rect } from "./geometry.ts";
import type { Shown } from "./markers.ts";
import { LINE_EDGE, LINE_WIDTH, MARKER } from "./style.ts";
import { say } from "./unheard.ts";

/** In a narrower window the line would cover what is read: only its marker stands there, and its card says the line. */
const NARROW = 900;

export class Line {
  private readonly strip: HTMLElement;
  private readonly said: HTMLElement;
  private readonly button: HTMLButtonElement;
  private text = "";
  private isAway = false;

  /** `away`: the user put the line away. */
  constructor(document: Document, layer: HTMLElement, away: () => void) {
    this.said = make(document, "p", { attributes: { role: "status", dir: "auto" } });
    this.button = make(document, "button", { class: "away", attributes: { type: "button" } });
    say(this.button, "×");
    this.button.addEventListener("click", away);
    this.strip = make(document, "div", { class: "line", attributes: { hidden: "" } }, [this.said, this.button]);
    layer.append(this.strip);
  }

  bind(drawing: Drawing | undefined): void {
    const text = drawing?.line ?? "";
    if (this.text !== text) say(this.said, text);
    this.text = text;
    this.button.setAttribute("aria-label", drawing?.words.line_away ?? "");
    this.put(drawing?.allowed.lineAway ?? false);
  }

  put(isAway: boolean): void {
    this.isAway = isAway;
  }

  /** Where it stands: from the page's marker on, towards the middle of the window. `origin`: of the layer, where it is not fixed to the window. */
  rule(page: Shown | undefined, width: number, height: number, origin?: Rect): string {
    const at = page?.at;
    const gone = !at || this.text === "";
    const narrow = this.isAway || width < NARROW;
    if (this.strip.hidden !== gone) this.strip.hidden = gone;
    // Also while it is put away, what changes is said to a screen reader.
    const look = narrow ? "line unseen" : "line";
    if (this.strip.className !== look) this.strip.className = look;
    if (this.button.hidden !== narrow) this.button.hidden = narrow;
    if (gone || narrow) return "";
    const fromEnd = at.x > width / 2;
    const room = MARKER + 2 * LINE_EDGE;
    const left = (fromEnd ? at.x + MARKER + LINE_EDGE - LINE_WIDTH : at.x - LINE_EDGE) - (origin?.left ?? 0);
    const x = `left:${px(left)};${fromEnd ? "padding-right" : "padding-left"}:${room}px`;
    // The layer has no height: what is counted from its lower edge is counted from its upper one.
    const fromBottom = origin ? origin.top - at.y - MARKER - LINE_EDGE : height - at.y - MARKER - LINE_EDGE;
    const y = at.y > height / 2 ? `bottom:${px(fromBottom)};align-items:end` : `top:${px(at.y - LINE_EDGE - (origin?.top ?? 0))};align-items:start`;
    const order = fromEnd ? ".line .away{order:-1}" : "";
    return `.line{${origin ? "position:absolute;" : ""}${x};${y}}${order}`;
  }
}
