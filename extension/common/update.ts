// Brings a list of parts up to date without making anew what says the same: open folds, focus, what was typed and scrolled stay.
// A part that says something else is made anew, and takes over what a person did to the old one.

import { carry, keepPlace } from "./carry.ts";

export interface Part {
  /** What it is among its brothers, from one update to the next. */
  key: string;
  /** All that it is made of, as JSON can write it; the element stays while it is the same. */
  says: unknown;
  make(): HTMLElement;
  /** Parts inside it that change by themselves. They stand in the element with `data-parts`, else at its end. */
  parts?: readonly Part[];
}

interface Held {
  key: string;
  says: string;
  slot: Element;
}

const held = new WeakMap<Element, Held>();

/** `into` holds these parts and no others afterwards; what is no part stays in front of them. */
export function update(into: Element, parts: readonly Part[]): void {
  const [place, edge] = [keepPlace(into), upperEdge(into)];
  bring(into, parts);
  place();
  edge();
}

function bring(into: Element, parts: readonly Part[]): void {
  const before = new Map<string, Element>();
  for (const child of into.children) {
    const known = held.get(child);
    if (known) before.set(known.key, child);
  }
  const all = parts.map((part) => brought(part, before.get(part.key)));
  const wanted = new Set<Element>(all);
  for (const child of before.values()) if (!wanted.has(child)) child.remove();
  // What stands right is not touched: an element that is moved loses its focus and its scroll.
  let next: Element | null = null;
  for (const element of all.reverse()) {
    if (element.parentNode !== into || element.nextElementSibling !== next) into.insertBefore(element, next);
    next = element;
  }
}

function brought({ key, says: from, make, parts }: Part, old: Element | undefined): Element {
  const says = JSON.stringify(from) ?? "";
  const known = old && held.get(old);
  if (old && known?.says === says) {
    if (parts) bring(known.slot, parts);
    return old;
  }
  const element = make();
  element.dataset["key"] = key;
  const slot = element.querySelector("[data-parts]") ?? element;
  held.set(element, { key, says, slot });
  // The old one's inner parts move over, so that of them, too, only what differs is made anew.
  if (known) for (const child of [...known.slot.children]) if (held.has(child)) slot.append(child);
  if (parts) bring(slot, parts);
  if (old) {
    carry(old, element);
    old.replaceWith(element);
  }
  return element;
}

/** What stands at the upper edge of the window stands there afterwards, whatever came or went above it. */
function upperEdge(into: Element): () => void {
  const view = into.ownerDocument.defaultView;
  const path = view && view.scrollY > 0 ? topmost(into) : undefined;
  const top = path && find(into, path)?.getBoundingClientRect().top;
  return () => {
    const now = path && find(into, path)?.getBoundingClientRect().top;
    if (now !== undefined && top !== undefined && now !== top) view?.scrollBy(0, now - top);
  };
}

/** The keys of the innermost part at the upper edge, from the outside in. */
function topmost(into: Element): string[] {
  for (const child of into.children) {
    const known = held.get(child);
    if (known && child.getBoundingClientRect().bottom > 0) return [known.key, ...topmost(known.slot)];
  }
  return [];
}

/** The part of these keys, as far as there is one. */
function find(into: Element, [key, ...rest]: readonly string[]): Element | undefined {
  for (const child of into.children) {
    const known = held.get(child);
    if (known && known.key === key) return find(known.slot, rest) ?? child;
  }
  return undefined;
}
