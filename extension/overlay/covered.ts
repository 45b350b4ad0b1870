// Whether something of the site lies over a place of an item: a dialog of the old kind, a panel that slid in. The marks are above
// everything, so they have to ask. Outside the window nothing can be asked, and nothing lies over anything.

import { holds } from "./geometry.ts";

/** So opaque a background counts as a cover. */
const OPAQUE = 0.9;

/** What lies over an element at a point of the window, if it is no part of it and holds it neither. `own`: our host, which does not count. */
export function coverOf(element: Element, x: number, y: number, own: Element): Element | undefined {
  const over = element.ownerDocument.elementsFromPoint(x, y).find((one) => one !== own);
  return over && !element.contains(over) && !over.contains(element) ? over : undefined;
}

/** Whether what lies there hides the element; what lets it shine through does not. */
export function isCovered(element: Element, x: number, y: number, own: Element): boolean {
  for (let one = coverOf(element, x, y, own) ?? null; one && !one.contains(element); one = one.parentElement) {
    // A modal dialog is hit wherever its backdrop is.
    if (holds(one.getBoundingClientRect(), { x, y }) && isOpaque(one)) return true;
  }
  return false;
}

function isOpaque(element: Element): boolean {
  const { backgroundColor, opacity } = getComputedStyle(element);
  const alpha = /^rgba\(.*[,/]\s*([\d.]+)\)$/.exec(backgroundColor)?.[1] ?? 1;
  return Number(alpha) * Number(opacity) >= OPAQUE;
}
