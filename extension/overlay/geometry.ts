// Where things stand, in document coordinates. Reads layout, never changes it.

import { CARD_WIDTH, LINE_EDGE, MARKER } from "./style.ts";

export interface Rect {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

export interface Point {
  x: number;
  y: number;
}

const GAP = 4;

export const holds = ({ left, right, top, bottom }: Rect, { x, y }: Point): boolean => x >= left && x <= right && y >= top && y <= bottom;

export function intersection(a: Rect, b: Rect): Rect | undefined {
  const both = {
    left: Math.max(a.left, b.left),
    top: Math.max(a.top, b.top),
    right: Math.min(a.right, b.right),
    bottom: Math.min(a.bottom, b.bottom),
  };
  return both.right > both.left && both.bottom > both.top ? both : undefined;
}

/**
 * What of an element's inside can be seen through its scrolling and clipping ancestors. One cache a layout. It goes up by
 * calling itself: a row's element is at most 512 levels deep.
 */
export function clipOf(element: Element, cache: Map<Element, Rect | undefined>): Rect | undefined {
  const known = cache.get(element);
  if (known || cache.has(element)) return known;
  const parent = element.parentElement ?? (element.getRootNode() as Partial<ShadowRoot>).host;
  let clip: Rect | undefined = parent ? clipOf(parent, cache) : EVERYWHERE;
  const root = element === element.ownerDocument.documentElement || element === element.ownerDocument.body;
  if (clip && !root) {
    const { overflowX, overflowY } = getComputedStyle(element);
    if (overflowX !== "visible" || overflowY !== "visible") clip = intersection(clip, element.getBoundingClientRect());
  }
  cache.set(element, clip);
  return clip;
}

const EVERYWHERE: Rect = { left: -1e7, top: -1e7, right: 1e7, bottom: 1e7 };

/**
 * The places a marker may take beside a card, best first: outside before its start, outside after its end, then across the upper
 * edge; in a card that reads from right to left the same, mirrored. They depend on the card's box only, so that a marker's
 * place says nothing of what was found.
 */
export function markerPlaces(card: Rect, rtl = false): { x: number; y: number }[] {
  const top = card.top + GAP;
  const places = [
    { x: card.left - MARKER - GAP, y: top },
    { x: card.right + GAP, y: top },
    { x: card.right - MARKER - GAP, y: card.top - MARKER / 2 },
    { x: card.right - MARKER - GAP, y: top },
    { x: card.right - MARKER - GAP, y: card.bottom - MARKER - GAP },
  ];
  return rtl ? places.map(({ x, y }) => ({ x: card.left + card.right - MARKER - x, y })) : places;
}

/** The places of the marker of a page as a whole: the corners of the window, best first. */
export function pagePlaces(window: Rect, rtl = false): { x: number; y: number }[] {
  const edge = EDGE + LINE_EDGE;
  const sides = [window.right - MARKER - edge, window.left + edge];
  const rows = [window.bottom - MARKER - edge, window.top + edge];
  return rows.flatMap((y) => (rtl ? [...sides].reverse() : sides).map((x) => ({ x, y })));
}

/**
 * Where a card of this height stands: beside the item it is about, else below or above it, so that the item can be read; only
 * an item that fills the window is covered in part, at the side away from its start.
 */
export function cardPlace(marker: Rect, item: Rect, height: number, window: Rect, rtl = false): { x: number; y: number } {
  const width = Math.min(CARD_WIDTH, window.right - window.left - 2 * EDGE);
  if (!rtl) return placeFrom(marker, item, width, height, window);
  // The same in a mirror.
  const turn = ({ left, right, top, bottom }: Rect): Rect => ({ left: window.left + window.right - right, right: window.left + window.right - left, top, bottom });
  const { x, y } = placeFrom(turn(marker), turn(item), width, height, window);
  return { x: window.left + window.right - x - width, y };
}

function placeFrom(marker: Rect, item: Rect, width: number, height: number, window: Rect): { x: number; y: number } {
  const least = { x: window.left + EDGE, y: window.top + EDGE };
  const most = { x: window.right - width - EDGE, y: window.bottom - height - EDGE };
  const before = Math.min(marker.left, item.left) - EDGE - width;
  const after = Math.max(marker.right, item.right) + EDGE;
  const x = clamp(marker.right + EDGE, least.x, most.x);
  if (before >= least.x) return { x: before, y: clamp(marker.top, least.y, most.y) };
  if (after <= most.x) return { x: after, y: clamp(marker.top, least.y, most.y) };
  if (item.bottom + EDGE <= most.y) return { x, y: item.bottom + EDGE };
  if (item.top - EDGE - height >= least.y) return { x, y: item.top - EDGE - height };
  const beside = marker.left - EDGE - width;
  const covers = most.x < marker.right && most.x + width > marker.left;
  if (!covers || beside >= least.x) return { x: covers ? beside : most.x, y: clamp(marker.top, least.y, most.y) };
  return { x: most.x, y: clamp(marker.bottom + EDGE, least.y, most.y) };
}

/**
 * A length in a rule, in the 64ths of a pixel that browsers lay out by: what is finer makes a rule another one while the page
 * scrolls, and one marker a hair larger than the next.
 */
export const px = (length: number): string => `${Math.round(length * 64) / 64}px`;

/** The smallest distance from the window's edge. */
export const EDGE = 8;

function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(value, most));
}
