// The markers: one a card that was read, all of one size, beside the card, whatever was found.

import { type Drawing, type Marker, PAGE_ROW } from "../common/drawing.ts";
import { elementAt } from "../content/places.ts";
import type { Place } from "../content/walk.ts";
import { make } from "../common/dom.ts";
import { isFree } from "./free.ts";
import { clipOf, intersection, markerPlaces, pagePlaces, type Rect } from "./geometry.ts";
import { MARKER } from "./style.ts";

const MARKERS = 500;
const SIGNS = { none: "–", context: "i", note: "i", caution: "?", warning: "!", stop: "!!" } as const;

export interface Shown {
  marker: Marker;
  card: Element;
  button: HTMLButtonElement;
  /** Which of the possible places it has; looked for again when the card has another size. */
  choice: number | undefined;
  size: string;
}

export class Markers {
  list: Shown[] = [];
  private readonly document: Document;
  private readonly layer: HTMLElement;
  private readonly host: Element;
  private readonly pressed: (shown: Shown) => void;

  constructor(document: Document, layer: HTMLElement, host: Element, pressed: (shown: Shown) => void) {
    this.document = document;
    this.layer = layer;
    this.host = host;
    this.pressed = pressed;
  }

  /** Puts a drawing on new nodes. A marker whose card is still there stays the same button, with its focus. */
  bind(drawing: Drawing | undefined, places: readonly Place[]): void {
    const old = new Map(this.list.map((shown) => [shown.card, shown]));
    const next: Shown[] = [];
    for (const marker of (drawing?.markers ?? []).slice(0, MARKERS)) {
      const card = elementAt(places, marker.row);
      if (!card) continue;
      const shown = old.get(card) ?? this.make(marker, card);
      old.delete(card);
      shown.marker = marker;
      shown.button.textContent = marker.read ? SIGNS[marker.level] : "·";
      shown.button.setAttribute("aria-label", marker.name);
      shown.button.className = `marker level-${marker.level}${marker.read ? "" : " unread"} m${next.length}`;
      next.push(shown);
    }
    for (const { button } of old.values()) button.remove();
    this.list = next;
  }

  /** How wide the first marker that is shown stands on the screen; 0 when none is. */
  width(): number {
    return this.list.find(({ button }) => !button.hidden)?.button.getBoundingClientRect().width ?? 0;
  }

  layout(origin: Rect, clips: Map<Element, Rect | undefined>): string {
    const window: Rect = { left: 0, top: 0, right: this.document.documentElement.clientWidth, bottom: innerHeight };
    const read = this.list.map((shown) => ({ shown, rect: shown.card.getBoundingClientRect() }));
    return read
      .map(({ shown, rect }, n) => {
        if (shown.marker.row === PAGE_ROW) return this.pageRule(shown, n, window);
        const clip = rect.width > 0 && rect.height > 0 ? clipOf(shown.card, clips) : undefined;
        const visible = clip && intersection(rect, clip);
        // Inside a scrolled list, the marker stays beside what can be seen of its card.
        const room = visible !== undefined && (visible.bottom - visible.top >= MARKER || rect.height < MARKER);
        shown.button.hidden = !room;
        if (!visible || !room) return "";
        const places = markerPlaces({ left: rect.left, right: rect.right, top: visible.top, bottom: visible.bottom });
        const choice = this.choose(shown, rect, places, window);
        const place = places[choice];
        return place ? `.m${n}{transform:translate(${place.x - origin.left}px,${place.y - origin.top}px)}` : "";
      })
      .join("");
  }

  /** The first place that covers nothing of the site. Only what is in the window can be asked; until then the first one. */
  private choose(shown: Shown, rect: Rect, places: { x: number; y: number }[], window: Rect): number {
    const size = `${Math.round(rect.right - rect.left)}x${window.right}`;
    if (shown.size === size && shown.choice !== undefined) return shown.choice;
    const first = places.findIndex(({ x }) => x >= 0 && x + MARKER <= window.right);
    if (rect.top < 0 || rect.top + 2 * MARKER > window.bottom) return Math.max(first, 0);
    const free = places.findIndex((place) => isFree(this.document, place, shown.card, this.host));
    shown.size = size;
    shown.choice = free >= 0 ? free : Math.max(first, 0);
    return shown.choice;
  }

  /** The marker of the whole page stays in its corner of the window. */
  private pageRule(shown: Shown, n: number, window: Rect): string {
    const size = `${window.right}x${window.bottom}`;
    const places = pagePlaces(window);
    if (shown.size !== size || shown.choice === undefined) {
      shown.choice = Math.max(0, places.findIndex((place) => isFree(this.document, place, shown.card, this.host)));
      shown.size = size;
    }
    const place = places[shown.choice];
    return place ? `.m${n}{position:fixed;transform:translate(${place.x}px,${place.y}px)}` : "";
  }

  private make(marker: Marker, card: Element): Shown {
    const button = make(this.document, "button", {
      attributes: { type: "button", "aria-haspopup": "dialog", "aria-expanded": "false" },
    });
    const shown: Shown = { marker, card, button, choice: undefined, size: "" };
    button.addEventListener("click", () => this.pressed(shown));
    this.layer.append(button);
    return shown;
  }
}
