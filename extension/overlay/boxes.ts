// Boxes on the evidence. Not the CSS Highlight API: its registry belongs to the page as well, which can read and change it. They
// are shapes in a picture without a size: an element would count among what a page can be scrolled to, and the page could ask how
// far down the lowest of them lies.

import { type Drawing, isAtLeast, type SaidFinding } from "../common/drawing.ts";
import { rangeAt } from "../content/places.ts";
import type { Place } from "../content/walk.ts";
import { coverOf, isCovered } from "./covered.ts";
import { clipOf, holds, intersection, px, type Rect } from "./geometry.ts";

/** Live ranges make every change of the page a little slower: not more than these. */
const RANGES = 400;
const BOXES = 1_200;
const SVG = "http://www.w3.org/2000/svg";

interface Marked {
  finding: SaidFinding;
  range: Range;
  parent: Element;
  /** The card that the words stand in; none where they stand elsewhere. */
  card: Element | undefined;
}

/** A box as it was drawn last, from the layer's corner. */
export interface Box {
  finding: SaidFinding;
  rect: Rect;
  parent: Element;
}

export class Boxes {
  private readonly document: Document;
  private readonly picture: SVGSVGElement;
  private readonly own: Element;
  private readonly elements: SVGRectElement[] = [];
  private marked: Marked[] = [];
  private drawn: Box[] = [];

  constructor(document: Document, layer: HTMLElement, own: Element) {
    this.document = document;
    this.picture = document.createElementNS(SVG, "svg");
    this.picture.setAttribute("class", "boxes");
    this.picture.setAttribute("aria-hidden", "true");
    // Before the markers, so that a box never lies on one.
    layer.prepend(this.picture);
    this.own = own;
  }

  /** `cards`: those that have a marker. */
  bind(drawing: Drawing | undefined, places: readonly Place[], cards: ReadonlySet<Element> = new Set()): void {
    for (const { range } of this.marked) range.detach();
    this.marked = [];
    const findings = new Map<string, SaidFinding>();
    for (const marker of [...(drawing?.markers ?? []), ...(drawing?.page ? [drawing.page] : [])]) {
      for (const finding of marker.findings) findings.set(finding.id, finding);
    }
    for (const finding of findings.values()) {
      for (const shown of finding.quotes.flatMap((quote) => quote.shown)) {
        if (this.marked.length >= RANGES) return;
        const range = rangeAt(places, shown);
        const parent = range?.startContainer.parentElement;
        if (range && parent) this.marked.push({ finding, range, parent, card: cardOf(parent, cards) });
      }
    }
  }

  /** The words of a finding, first of all those in this card. */
  wordsOf(finding: string, card: Element): Range | undefined {
    const own = this.marked.filter(({ finding: { id }, parent, range }) => id === finding && parent.isConnected && !range.collapsed);
    return (own.find(({ parent }) => card.contains(parent)) ?? own[0])?.range;
  }

  /** The box at a point that is counted from the layer's corner. */
  at(x: number, y: number): Box | undefined {
    return this.drawn.find(({ rect }) => holds(rect, { x, y }));
  }

  /** Takes the boxes in these cards away at once; the next layout finds them still gone. */
  hide(cards: readonly Element[]): void {
    this.drawn.forEach(({ parent }, n) => {
      const element = this.elements[n];
      if (element && cards.some((card) => card.contains(parent))) element.toggleAttribute("hidden", true);
    });
  }

  /**
   * Rules for every box in view, relative to the origin. Background facts are boxed only while their card is open. `isShown`: of
   * a card with a marker, whether its words are boxed now.
   */
  layout(origin: Rect, open: ReadonlySet<string>, isShown: (card: Element) => boolean, clips: Map<Element, Rect | undefined>): string {
    const rules: string[] = [];
    this.drawn = [];
    for (const { finding, range, parent, card } of this.marked) {
      const isOpen = open.has(finding.id);
      if (!isOpen && !isAtLeast(finding.severity, "note")) continue;
      if (card && !isShown(card)) continue;
      const clip = parent.isConnected ? clipOf(parent, clips) : undefined;
      if (!clip) continue;
      for (const rect of range.getClientRects()) {
        if (rules.length >= BOXES) break;
        const seen = intersection(rect, clip);
        if (!seen || isHidden(seen, parent, this.own)) continue;
        const n = rules.length;
        const element = this.box(n);
        const look = `box level-${finding.severity}${isOpen ? " open" : ""} b${n}`;
        if (element.getAttribute("class") !== look) element.setAttribute("class", look);
        const left = seen.left - origin.left;
        const top = seen.top - origin.top;
        const [width, height] = [seen.right - seen.left, seen.bottom - seen.top];
        this.drawn.push({ finding, parent, rect: { left, top, right: left + width, bottom: top + height } });
        // Of its border only the lower edge: the line begins at the upper left corner.
        rules.push(`.b${n}{x:${px(left)};y:${px(top)};width:${px(width)};height:${px(height)};stroke-dasharray:0 ${px(width + height)} ${px(width)} ${px(height)}}`);
      }
    }
    this.elements.forEach((element, n) => {
      if (element.hasAttribute("hidden") !== n >= rules.length) element.toggleAttribute("hidden", n >= rules.length);
    });
    return rules.join("");
  }

  private box(n: number): SVGRectElement {
    const known = this.elements[n];
    if (known) return known;
    const element = this.document.createElementNS(SVG, "rect");
    this.elements.push(element);
    this.picture.append(element);
    return element;
  }
}

function cardOf(element: Element, cards: ReadonlySet<Element>): Element | undefined {
  for (let one: Element | null = element; one; one = one.parentElement) if (cards.has(one)) return one;
  return undefined;
}

/** So near to the window's edge a bar of the site may lie over the words, px. */
const BAR = 160;

/** Whether words lie under something that sticks to the window's upper or lower edge, or under a cover anywhere. */
function isHidden({ left, top, right, bottom }: Rect, parent: Element, own: Element): boolean {
  const [x, y] = [(left + right) / 2, (top + bottom) / 2];
  return y > BAR && y < innerHeight - BAR ? isCovered(parent, x, y, own) : coverOf(parent, x, y, own) !== undefined;
}
