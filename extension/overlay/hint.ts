// From the words back to the finding: where the pointer rests on boxed words, a line says what was found in them. It catches no
// click and takes no focus: the page gets every event as if nothing lay there.

import { make } from "../common/dom.ts";
import type { Box } from "./boxes.ts";
import type { Rect } from "./geometry.ts";
import { HINT_WIDTH } from "./style.ts";
import { say } from "./unheard.ts";

const CHARACTERS = 160;

export class Hint {
  private readonly element: HTMLElement;
  private readonly layer: HTMLElement;
  private readonly place: (rules: string) => void;
  private point: { x: number; y: number } | undefined;
  private asked = false;
  private shown: Box | undefined;

  /** `find`: the box at a point of the layer. `place`: hands over the rules for where the hint stands. */
  constructor(document: Document, layer: HTMLElement, own: Element, signal: AbortSignal, find: (x: number, y: number) => Box | undefined, place: (rules: string) => void) {
    this.layer = layer;
    this.place = place;
    this.element = make(document, "div", { class: "hint", attributes: { "aria-hidden": "true", hidden: "" } });
    layer.append(this.element);
    const moved = (event: PointerEvent): void => {
      this.point = event.target === own ? undefined : { x: event.clientX, y: event.clientY };
      if (this.asked) return;
      this.asked = true;
      requestAnimationFrame(() => {
        this.asked = false;
        this.look(find);
      });
    };
    document.addEventListener("pointermove", moved, { capture: true, passive: true, signal });
    for (const type of ["pointerleave", "scroll"]) document.addEventListener(type, () => this.hide(), { capture: type === "scroll", passive: true, signal });
  }

  hide(): void {
    this.shown = undefined;
    if (!this.element.hidden) this.element.hidden = true;
  }

  private look(find: (x: number, y: number) => Box | undefined): void {
    if (!this.point || !this.layer.isConnected) return this.hide();
    const origin = this.layer.getBoundingClientRect();
    const box = find(this.point.x - origin.left, this.point.y - origin.top);
    if (!box) return this.hide();
    if (this.shown?.finding === box.finding && this.shown.rect.top === box.rect.top) return;
    this.shown = box;
    const { level, sentence } = box.finding;
    const short = sentence.length > CHARACTERS ? `${sentence.slice(0, CHARACTERS)}…` : sentence;
    say(this.element, `${level}: ${short}`);
    this.element.hidden = false;
    this.place(this.rule(box.rect, origin));
  }

  /** Under the words, or above them where the window ends; fixed to the window, so that no page is longer or wider for it. */
  private rule({ left, top, bottom }: Rect, origin: DOMRect): string {
    const width = Math.min(HINT_WIDTH, innerWidth - 16);
    const x = Math.max(8, Math.min(left + origin.left, innerWidth - width - 8));
    const height = this.element.getBoundingClientRect().height;
    const y = origin.top + (bottom + origin.top + height + 8 > innerHeight ? top - height - 4 : bottom + 4);
    return `.hint{transform:translate(${x}px,${y}px)}`;
  }
}
