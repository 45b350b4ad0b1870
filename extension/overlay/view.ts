// Bringing a place of the page into the window, because the user asked: as little as possible, at once, with room around it.

const ROOM = 80;

/** `rect`: the place, in the window. `element`: what it belongs to, which may stand in a list that scrolls by itself. */
export function bringToView({ top, bottom }: DOMRect, element: Element): void {
  if (top >= ROOM / 2 && Math.min(bottom, top + 120) <= innerHeight - ROOM / 2 && isReachable(element)) return;
  // "instant": a page may have asked for smooth scrolling, and what is to be seen is to stand still.
  element.scrollIntoView({ block: "nearest", behavior: "instant" });
  const now = element.getBoundingClientRect();
  const high = Math.min(now.height, innerHeight - 2 * ROOM);
  const over = now.top < ROOM ? now.top - ROOM : Math.max(0, now.top + high - (innerHeight - ROOM));
  if (over !== 0) scrollBy({ top: over, behavior: "instant" });
}

/** Not scrolled away within a list of its own. */
function isReachable(element: Element): boolean {
  const { left, right, top, bottom } = element.getBoundingClientRect();
  const under = element.ownerDocument.elementsFromPoint((left + right) / 2, Math.max(top, 0) + Math.min(20, (bottom - top) / 2));
  return under.some((one) => one === element || element.contains(one));
}
