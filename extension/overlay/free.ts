// Whether a marker would cover something of the site: words, pictures or controls.

import type { Rect } from "./geometry.ts";
import { MARKER } from "./style.ts";

const CONTENT = "a,button,input,select,textarea,label,img,svg,video,canvas,picture,[role=button],[role=img]";

/** Looks at what lies under the marker's corners and middle. Outside the window nothing can be said: it counts as free. */
export function isFree(document: Document, { x, y }: { x: number; y: number }, card: Element, own: Element): boolean {
  if (x < 0 || x + MARKER > document.documentElement.clientWidth) return false;
  const spots = [[1, 1], [MARKER - 1, 1], [1, MARKER - 1], [MARKER - 1, MARKER - 1], [MARKER / 2, MARKER / 2]] as const;
  const box: Rect = { left: x, top: y, right: x + MARKER, bottom: y + MARKER };
  const seen = new Set<Element>();
  for (const [dx, dy] of spots) {
    const under = document.elementsFromPoint(x + dx, y + dy).find((element) => element !== own);
    if (!under || seen.has(under)) continue;
    seen.add(under);
    if (under.matches(CONTENT) || hasTextIn(document, under, box)) return false;
    // A column of its own beside the card: someone else's room.
    if (!under.contains(card) && !card.contains(under)) return false;
    // A link or button around the whole card is the card; one inside it is a control.
    const control = under.closest(CONTENT);
    if (control && !control.contains(card)) return false;
  }
  return true;
}

function hasTextIn(document: Document, element: Element, box: Rect): boolean {
  const range = document.createRange();
  for (const node of element.childNodes) {
    if (node.nodeType !== Node.TEXT_NODE || !/\S/.test((node as Text).data)) continue;
    range.selectNodeContents(node);
    for (const rect of range.getClientRects()) {
      if (rect.left < box.right && rect.right > box.left && rect.top < box.bottom && rect.bottom > box.top) return true;
    }
  }
  return false;
}
