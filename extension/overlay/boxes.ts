// Boxes on the evidence. Not the CSS Highlight API: its registry belongs to the page as well, which can read and change it.

import { type Drawing, isAtLeast, type SaidFinding } from "../common/drawing.ts";
import { rangeAt } from "../content/places.ts";
import type { Place } from "../content/walk.ts";
import { make } from "../common/dom.ts";
import { clipOf, intersection, type Rect } from "./geometry.ts";

/** Live ranges make every change of the page a little slower: not more than these. */
const RANGES = 400;
const BOXES = 1_200;

interface Marked {
  finding: SaidFinding;
  range: Range;
  parent: Element;
}

export class Boxes {
  private readonly document: Document;
  private readonly layer: HTMLElement;
  private readonly elements: HTMLElement[] = [];
  private marked: Marked[] = [];

  constructor(document: Document, layer: HTMLElement) {
    this.document = document;
    this.layer = layer;
  }

  bind(drawing: Drawing | undefined, places: readonly Place[]): void {
    for (const { range } of this.marked) range.detach();
    this.marked = [];
    const findings = new Map<string, SaidFinding>();
    for (const marker of drawing?.markers ?? []) for (const finding of marker.findings) findings.set(finding.id, finding);
    for (const finding of findings.values()) {
      for (const shown of finding.quotes.flatMap((quote) => quote.shown)) {
        if (this.marked.length >= RANGES) return;
        const range = rangeAt(places, shown);
        const parent = range?.startContainer.parentElement;
        if (range && parent) this.marked.push({ finding, range, parent });
      }
    }
  }

  /** Rules for every box, relative to the origin. Background facts are boxed only while their card is open. */
  layout(origin: Rect, open: ReadonlySet<string>, clips: Map<Element, Rect | undefined>): string {
    const rules: string[] = [];
    for (const { finding, range, parent } of this.marked) {
      const isOpen = open.has(finding.id);
      if (!isOpen && !isAtLeast(finding.severity, "note")) continue;
      const clip = parent.isConnected ? clipOf(parent, clips) : undefined;
      if (!clip) continue;
      for (const rect of range.getClientRects()) {
        if (rules.length >= BOXES) break;
        const seen = intersection(rect, clip);
        if (!seen) continue;
        const n = rules.length;
        this.box(n).className = `box level-${finding.severity}${isOpen ? " open" : ""} b${n}`;
        const x = seen.left - origin.left;
        const y = seen.top - origin.top;
        const size = `width:${seen.right - seen.left}px;height:${seen.bottom - seen.top}px`;
        rules.push(`.b${n}{transform:translate(${x}px,${y}px);${size}}`);
      }
    }
    this.elements.forEach((element, n) => (element.hidden = n >= rules.length));
    return rules.join("");
  }

  private box(n: number): HTMLElement {
    const known = this.elements[n];
    if (known) return known;
    const element = make(this.document, "div", { attributes: { "aria-hidden": "true" } });
    this.elements.push(element);
    // Before the markers, so that a box never lies on one.
    this.layer.prepend(element);
    return element;
  }
}
