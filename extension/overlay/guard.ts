// Whether the page lets the markers be seen and used: now and then they are looked at as the user would. What is told is told in
// the panel, which no page can reach. A page may lay a dialog, a menu or a banner over itself; that covers the items, too, and is
// no trouble: only markers that are out of reach while their items are not.

import type { Unmarked } from "../common/unmarked.ts";
import { holds, type Point } from "./geometry.ts";
import type { Host } from "./host.ts";
import type { Shown } from "./markers.ts";
import { MARKER } from "./style.ts";

const EVERY = 2_000;
/** Trouble counts only if it is there at two looks in a row, and is over only then. */
const LOOKS = 2;
const SAMPLE = 12;

export class Guard {
  private readonly document: Document;
  private readonly host: Host;
  private readonly markers: () => readonly Shown[];
  private readonly tell: (why: Unmarked | undefined) => void;
  private told: Unmarked | undefined;
  private seen: Unmarked | undefined;
  private times = 0;
  /** What lay in the top layer already when the overlay came: it is under it. */
  private below = new WeakSet<Element>();
  private timer: ReturnType<typeof setInterval> | undefined;

  /** `markers`: those there are, each where it was just put. */
  constructor(document: Document, host: Host, markers: () => readonly Shown[], tell: (why: Unmarked | undefined) => void) {
    this.document = document;
    this.host = host;
    this.markers = markers;
    this.tell = tell;
  }

  start(): void {
    if (this.timer !== undefined) return;
    this.below = new WeakSet(this.popovers());
    this.timer = setInterval(() => this.look(), EVERY);
  }

  stop(): void {
    clearInterval(this.timer);
    this.timer = undefined;
    [this.told, this.seen, this.times] = [undefined, undefined, 0];
  }

  /** The page takes the overlay out each time. */
  removed(): void {
    this.say("removed");
  }

  /** The page was checked anew, and with that what was said is forgotten. */
  again(): void {
    if (this.told) this.tell(this.told);
  }

  private say(why: Unmarked | undefined): void {
    if (why === this.told) return;
    this.told = why;
    this.tell(why);
  }

  private look(): void {
    if (this.document.visibilityState !== "visible" || this.told === "removed") return;
    if (!this.host.attach()) return this.removed();
    const why = this.trouble();
    if (why === "unsure") return;
    this.times = why === this.seen ? this.times + 1 : 1;
    this.seen = why;
    if (this.times >= LOOKS) this.say(why);
  }

  private trouble(): Unmarked | undefined | "unsure" {
    const inWindow = this.markers().filter(({ at, button }) => at && !button.hidden && at.y >= 0 && at.y + MARKER <= innerHeight);
    const step = Math.max(1, Math.floor(inWindow.length / SAMPLE));
    const sample = inWindow.filter((_, n) => n % step === 0);
    if (sample.length === 0) return "unsure";
    const most = (test: (shown: Shown) => boolean): boolean => sample.filter(test).length * 2 > sample.length;
    if (most(({ button }) => !isSeen(button))) return "hidden";
    if (most((shown) => !isInPlace(shown))) return "moved";
    if (this.isShut(sample)) return "inert";
    return most((shown) => this.isCovered(shown)) ? "covered" : undefined;
  }

  /** Our host is shut to clicks or to screen readers, and the items are not. */
  private isShut(sample: readonly Shown[]): boolean {
    const shut = (element: Element): boolean => element.closest("[inert],[aria-hidden=true]") !== null;
    return shut(this.host.element) && sample.some(({ card }) => !shut(card));
  }

  private isCovered({ at, card }: Shown): boolean {
    if (!at) return false;
    const middle = { x: at.x + MARKER / 2, y: at.y + MARKER / 2 };
    const inside = insideOf(card.getBoundingClientRect(), middle);
    if (!inside) return false;
    const item = this.document.elementFromPoint(inside.x, inside.y);
    // The item itself is out of reach: then the whole page is, at this place.
    if (!item || item === this.host.element || !card.contains(item)) return false;
    if (this.document.elementFromPoint(middle.x, middle.y) !== this.host.element) return true;
    return this.popovers().some((one) => !this.below.has(one) && isSeen(one) && holds(one.getBoundingClientRect(), middle) && !holds(one.getBoundingClientRect(), inside));
  }

  private popovers(): Element[] {
    return [...this.document.querySelectorAll(":popover-open")];
  }
}

const isSeen = (element: Element): boolean =>
  element.getBoundingClientRect().width > 0 && element.checkVisibility({ opacityProperty: true, visibilityProperty: true });

function isInPlace({ at, button }: Shown): boolean {
  const { x, y, width, height } = button.getBoundingClientRect();
  const near = (a: number, b: number): boolean => Math.abs(a - b) <= 3;
  return at !== undefined && near(x, at.x) && near(y, at.y) && near(width, MARKER) && near(height, MARKER);
}

/** A point of the item near the marker: at its height where that is possible, and well inside. */
function insideOf({ left, right, top, bottom }: DOMRect, { x, y }: Point): Point | undefined {
  const deep = Math.min(40, (right - left) / 3);
  const high = Math.min(40, (bottom - top) / 3);
  const inner = { x: Math.max(left + deep, Math.min(x, right - deep)), y: Math.max(top + high, Math.min(y, bottom - high)) };
  const isInWindow = inner.x > 0 && inner.y > 0 && inner.x < innerWidth && inner.y < innerHeight;
  return isInWindow ? inner : undefined;
}
