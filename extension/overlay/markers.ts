// The markers: one a card that was read, all of one size and shape, beside the card, whatever was found.

import { type Drawing, type Marker, PAGE_ROW } from "../common/drawing.ts";
import { elementAt } from "../content/places.ts";
import type { Place } from "../content/walk.ts";
import { make } from "../common/dom.ts";
import type { Scope } from "./follow.ts";
import { isCovered } from "./covered.ts";
import { isFree } from "./free.ts";
import { clipOf, intersection, markerPlaces, pagePlaces, px, type Rect } from "./geometry.ts";
import { isSameItem, saidBy } from "./recycled.ts";
import { MARKER } from "./style.ts";
import { say } from "./unheard.ts";

const MARKERS = 500;
/** Cards count as in view so far before they are, px: further than a page scrolls between two looks. */
const NEAR = 600;
/** So many cards of a list have to agree. */
const ALIKE = 4;
/** Three looks, which differ without colour, too. What was found is said in the card, and only there. */
const SIGNS = { found: "?", read: "–", unread: "·" } as const;
export type Look = keyof typeof SIGNS;

export const lookOf = ({ read, findings }: Marker): Look => (findings.length > 0 ? "found" : read ? "read" : "unread");

export interface Shown {
  marker: Marker;
  card: Element;
  button: HTMLButtonElement;
  /** What the card says while it speaks of this item. */
  says: string;
  /** The card speaks of another item now, which was not read yet. */
  isOther: boolean;
  /** Which of the possible places it has; looked for again when the card has another size. */
  choice: number | undefined;
  size: string;
  /** Its card reads from right to left. */
  isRtl: boolean;
  /** From where to where the card goes, from the layer's corner, when it was looked at last. */
  top: number;
  bottom: number;
  /** The rule that puts it there. */
  rule: string;
  /** Where its upper left corner is meant to be, in the window; nowhere while it is not shown. */
  at: { x: number; y: number } | undefined;
}

/** Puts a marker's look on a button. `kind`: the page's own marker, beside those of its items, is in the corner. */
export function dress(button: HTMLButtonElement, marker: Marker, n: number, kind: "marker" | "corner" = "marker"): void {
  const look = lookOf(marker);
  say(button, SIGNS[look]);
  button.setAttribute("aria-label", marker.name);
  button.className = `${kind} look-${look} m${n}`;
}

export class Markers {
  list: Shown[] = [];
  /** The cards in view, by where they stood when they were looked at last. */
  inView: ReadonlySet<Element> = new Set();
  private readonly document: Document;
  private readonly layer: HTMLElement;
  private readonly host: Element;
  private readonly pressed: (shown: Shown) => void;
  /** By list: the place that its cards of one width found, and how many in a row found the same. */
  private readonly learnt = new WeakMap<Element, { size: string; choice: number; times: number }>();

  constructor(document: Document, layer: HTMLElement, host: Element, pressed: (shown: Shown) => void) {
    this.document = document;
    this.layer = layer;
    this.host = host;
    this.pressed = pressed;
  }

  /**
   * Puts a drawing on new nodes. A marker whose card is still there stays the same button, with its focus. `walked`: what a row's
   * card said when it was walked, where the page changed since then.
   */
  bind(drawing: Drawing | undefined, places: readonly Place[], walked?: (row: number) => string): void {
    const old = new Map(this.list.map((shown) => [shown.card, shown]));
    const next: Shown[] = [];
    const items = (drawing?.markers ?? []).slice(0, MARKERS);
    for (const marker of drawing?.page ? [...items, drawing.page] : items) {
      const card = elementAt(places, marker.row);
      if (!card) continue;
      const shown = old.get(card) ?? this.make(marker, card);
      old.delete(card);
      shown.marker = marker;
      if (marker.row !== PAGE_ROW) {
        shown.says = walked?.(marker.row) ?? saidBy(card);
        shown.isOther = walked !== undefined && !isSameItem(shown.says, saidBy(card), marker.label);
      }
      dress(shown.button, marker, next.length, marker === drawing?.page ? "corner" : "marker");
      next.push(shown);
    }
    for (const { button } of old.values()) button.remove();
    this.list = next;
  }

  /** Looks again at cards that changed; those that speak of another item now lose their marker at once. */
  changed(cards: ReadonlySet<Element>): Shown[] {
    const others: Shown[] = [];
    for (const shown of this.list) {
      if (!cards.has(shown.card)) continue;
      const isOther = !isSameItem(shown.says, saidBy(shown.card), shown.marker.label);
      if (isOther && !shown.isOther) others.push(shown);
      shown.isOther = isOther;
      if (isOther) shown.button.hidden = true;
    }
    return others;
  }

  /** How wide the first marker that is shown stands on the screen; 0 when none is. */
  width(): number {
    return this.list.find(({ button }) => !button.hidden)?.button.getBoundingClientRect().width ?? 0;
  }

  /** Rules for every marker; only those are made anew that can stand elsewhere now. `fixed`: the page's own stays in its corner by itself. */
  layout(origin: Rect, clips: Map<Element, Rect | undefined>, scope: Scope, fixed: boolean): string {
    const window: Rect = { left: 0, top: 0, right: this.document.documentElement.clientWidth, bottom: innerHeight };
    const turned = getComputedStyle(this.document.documentElement).direction;
    const rects = this.list.map((shown) => (scope === "view" || shown.marker.row === PAGE_ROW ? undefined : shown.card.getBoundingClientRect()));
    const before = this.inView;
    this.inView = new Set(this.list.flatMap((shown, n) => {
      const rect = rects[n];
      if (rect) [shown.top, shown.bottom] = [rect.top - origin.top, rect.bottom - origin.top];
      return shown.top + origin.top < window.bottom + NEAR && shown.bottom + origin.top > -NEAR ? [shown.card] : [];
    }));
    this.list.forEach((shown, n) => {
      if (shown.marker.row === PAGE_ROW) shown.rule = this.pageRule(shown, n, window, turned, fixed ? undefined : origin);
      else if (scope === "all" || before.has(shown.card) || this.inView.has(shown.card)) {
        shown.rule = this.cardRule(shown, n, rects[n] ?? shown.card.getBoundingClientRect(), origin, clips, window, turned);
      }
    });
    return this.list.map(({ rule }) => rule).join("");
  }

  private cardRule(shown: Shown, n: number, rect: DOMRect, origin: Rect, clips: Map<Element, Rect | undefined>, window: Rect, turned: string): string {
    const clip = rect.width > 0 && rect.height > 0 && !shown.isOther ? clipOf(shown.card, clips) : undefined;
    const visible = clip && intersection(rect, clip);
    // Inside a scrolled list, the marker stays beside what can be seen of its card.
    const room = visible !== undefined && (visible.bottom - visible.top >= MARKER || rect.height < MARKER) && !this.isHidden(shown.card, intersection(visible, window));
    if (shown.button.hidden === room) shown.button.hidden = !room;
    shown.at = undefined;
    if (!visible || !room) return "";
    const size = `${Math.round(rect.width)}x${window.right}${turned}`;
    if (shown.size !== size) [shown.size, shown.choice, shown.isRtl] = [size, undefined, isRtl(shown.card)];
    const across = { left: rect.left, right: rect.right, top: visible.top, bottom: visible.bottom };
    const places = markerPlaces(across, shown.isRtl);
    shown.at = places[this.choose(shown, rect, places, window)];
    return shown.at ? `.m${n}{transform:translate(${px(shown.at.x - origin.left)},${px(shown.at.y - origin.top)})}` : "";
  }

  /** Whether something hides a card where its marker stands and in the middle of what is in the window. */
  private isHidden(card: Element, seen: Rect | undefined): boolean {
    if (!seen) return false;
    const middle = { x: (seen.left + seen.right) / 2, y: (seen.top + seen.bottom) / 2 };
    const near = { x: Math.min(seen.left + MARKER, middle.x), y: Math.min(seen.top + MARKER, middle.y) };
    return isCovered(card, middle.x, middle.y, this.host) && isCovered(card, near.x, near.y, this.host);
  }

  /**
   * The first place that covers nothing of the site. Only what is in the window can be asked; until then the first one. The cards
   * of one list are alike: where the first of them found their place, the others do not ask again.
   */
  private choose(shown: Shown, rect: Rect, places: { x: number; y: number }[], window: Rect): number {
    if (shown.choice !== undefined) return shown.choice;
    const alike = shown.card.parentElement && this.learnt.get(shown.card.parentElement);
    const same = alike && alike.size === shown.size ? alike : undefined;
    if (same && same.times >= ALIKE) return (shown.choice = same.choice);
    const first = places.findIndex(({ x }) => x >= 0 && x + MARKER <= window.right);
    if (rect.top < 0 || rect.top + 2 * MARKER > window.bottom) return same?.choice ?? Math.max(first, 0);
    const free = places.findIndex((place) => isFree(this.document, place, shown.card, this.host));
    shown.choice = free >= 0 ? free : Math.max(first, 0);
    const times = same?.choice === shown.choice ? same.times + 1 : 1;
    if (shown.card.parentElement) this.learnt.set(shown.card.parentElement, { size: shown.size, choice: shown.choice, times });
    return shown.choice;
  }

  /** The marker of the whole page stays in its corner of the window. */
  private pageRule(shown: Shown, n: number, window: Rect, turned: string, origin: Rect | undefined): string {
    const size = `${window.right}x${window.bottom}${turned}`;
    const places = pagePlaces(window, turned === "rtl");
    if (shown.size !== size || shown.choice === undefined) {
      shown.choice = Math.max(0, places.findIndex((place) => isFree(this.document, place, shown.card, this.host)));
      shown.size = size;
    }
    shown.at = places[shown.choice];
    if (!shown.at) return "";
    const { x, y } = shown.at;
    return origin ? `.m${n}{transform:translate(${px(x - origin.left)},${px(y - origin.top)})}` : `.m${n}{position:fixed;transform:translate(${x}px,${y}px)}`;
  }

  private make(marker: Marker, card: Element): Shown {
    const button = make(this.document, "button", {
      attributes: { type: "button", "aria-haspopup": "dialog", "aria-expanded": "false" },
    });
    const shown: Shown = { marker, card, button, says: "", isOther: false, choice: undefined, size: "", isRtl: false, top: 0, bottom: 0, rule: "", at: undefined };
    button.addEventListener("click", () => this.pressed(shown));
    this.layer.append(button);
    return shown;
  }
}

const isRtl = (element: Element): boolean => getComputedStyle(element).direction === "rtl";
