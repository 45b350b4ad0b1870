// The overlay of one page: markers, boxes and at most one open card, kept in place while the page moves.

import type { Drawing, Marker } from "../common/drawing.ts";
import type { Place } from "../content/walk.ts";
import { card } from "./card.ts";
import { Boxes } from "./boxes.ts";
import { cardPlace, type Rect } from "./geometry.ts";
import { Host } from "./host.ts";
import { Markers, type Shown } from "./markers.ts";

/** While the page itself changes, the layout is looked at only so often, ms. */
const CHANGING = 250;

interface OpenCard {
  shown: Shown;
  element: HTMLElement;
  /** What it says, to know whether it has to be made again. */
  says: string;
  /** Where it stands from its marker. */
  offset: { x: number; y: number } | undefined;
}

/** What a card says, without the rows, which are other numbers with every walk. */
const said = (marker: Marker, { templates }: Drawing): string =>
  JSON.stringify([marker, marker.findings.map(({ id }) => templates[id])], (key, value: unknown) => (key === "row" || key === "shown" ? undefined : value));

export class Overlay {
  private readonly document: Document;
  private readonly frame: Host;
  private readonly markers: Markers;
  private readonly boxes: Boxes;
  private readonly resized: ResizeObserver;
  private readonly crossed: IntersectionObserver;
  private drawing: Drawing | undefined;
  private open: OpenCard | undefined;
  private asked = false;
  private changing: ReturnType<typeof setTimeout> | undefined;
  private readonly signal: AbortSignal;
  private readonly unmarked: () => void;
  /** Whether it was said of this drawing that it cannot be shown. */
  private said = false;

  /** `unmarked` is called when the page keeps taking the overlay out, so that it stays out. */
  constructor(document: Document, signal: AbortSignal, unmarked: () => void) {
    this.unmarked = unmarked;
    this.document = document;
    this.signal = signal;
    this.frame = new Host(document);
    this.markers = new Markers(document, this.frame.layer, this.frame.element, (shown) => this.press(shown));
    this.boxes = new Boxes(document, this.frame.layer);
    this.resized = new ResizeObserver(() => this.layoutSoon());
    this.crossed = new IntersectionObserver(() => this.layoutSoon());
    const moved = (event: Event): void => {
      if (event.target !== this.frame.element) this.layoutSoon();
    };
    for (const type of ["scroll", "transitionend", "animationend", "load"]) {
      document.addEventListener(type, moved, { capture: true, passive: true, signal });
    }
    addEventListener("resize", () => this.resize(), { passive: true, signal });
    signal.addEventListener("abort", () => this.clear());
  }

  get host(): Element {
    return this.frame.element;
  }

  /** Whether a change of the page was only our host coming or going. */
  isOwn({ target, type, addedNodes, removedNodes }: MutationRecord): boolean {
    if (type !== "childList" || target !== this.document.documentElement) return false;
    return [...addedNodes, ...removedNodes].every((node) => node === this.frame.element);
  }

  draw(drawing: Drawing, places: readonly Place[]): void {
    this.drawing = drawing;
    this.said = false;
    this.frame.layer.setAttribute("role", "region");
    this.frame.layer.setAttribute("aria-label", drawing.words.region);
    this.rebind(places);
  }

  /** The same drawing on new nodes. */
  rebind(places: readonly Place[]): void {
    if (this.signal.aborted) return;
    this.markers.bind(this.drawing, places);
    this.boxes.bind(this.drawing, places);
    if (this.markers.list.length === 0) return this.leave();
    this.attach();
    this.resized.disconnect();
    this.crossed.disconnect();
    this.resized.observe(this.document.documentElement);
    if (this.document.body) this.resized.observe(this.document.body);
    for (const { card: element } of this.markers.list) {
      this.resized.observe(element);
      this.crossed.observe(element);
    }
    this.refreshCard();
    this.layout();
  }

  /** The page took our host out, or we put it there. */
  ownChanged(): void {
    if (this.markers.list.length > 0 && this.attach()) this.layoutSoon();
  }

  private attach(): boolean {
    const stands = this.frame.attach();
    if (!stands && !this.said) this.unmarked();
    this.said ||= !stands;
    return stands;
  }

  clear(): void {
    this.drawing = undefined;
    this.markers.bind(undefined, []);
    this.boxes.bind(undefined, []);
    this.leave();
  }

  /** The page changed without being read again yet: things may stand elsewhere. */
  pageChanged(): void {
    if (this.markers.list.length === 0 || !this.attach()) return;
    this.changing ??= setTimeout(() => {
      this.changing = undefined;
      this.layoutSoon();
    }, CHANGING);
  }

  /** Goes to the next or previous marker that has findings, because the user asked. */
  step(by: 1 | -1): void {
    const list = this.markers.list.filter(({ marker, button }) => marker.findings.length > 0 && !button.hidden);
    const at = list.findIndex((shown) => shown === this.open?.shown || shown.button === this.frame.focused);
    const next = list[at < 0 ? (by > 0 ? 0 : list.length - 1) : (at + by + list.length) % list.length];
    if (next) this.goTo(next);
  }

  /** Goes to a finding's marker, or to that of one of its items, because the user asked for it in the panel. */
  show(finding: string, item?: string): void {
    const shown = this.markers.list.find(({ marker }) =>
      item === undefined ? marker.findings.some(({ id }) => id === finding) : marker.items.includes(item));
    if (shown) this.goTo(shown);
  }

  private goTo(shown: Shown): void {
    // In a scrolled list, its card may be out of sight, and its marker with it.
    if (shown.button.hidden) {
      shown.card.scrollIntoView({ block: "nearest" });
      this.layout();
    }
    shown.button.focus();
    if (this.open?.shown !== shown) this.press(shown);
  }

  private press(shown: Shown): void {
    const again = this.open?.shown === shown;
    this.close();
    if (!again) this.openCard(shown);
  }

  private openCard(shown: Shown): void {
    if (!this.drawing) return;
    const element = this.card(shown.marker, this.drawing);
    shown.button.setAttribute("aria-expanded", "true");
    // Right after its marker: the next Tab goes into the card, and on from it to the next marker.
    shown.button.after(element);
    this.open = { shown, element, says: said(shown.marker, this.drawing), offset: undefined };
    this.layout();
    element.focus({ preventScroll: true });
  }

  private card(marker: Marker, drawing: Drawing): HTMLElement {
    return card(this.document, marker, drawing, { close: () => this.close(), go: (item) => this.show("", item) });
  }

  private close(): void {
    if (!this.open) return;
    const { shown, element } = this.open;
    this.open = undefined;
    const inside = element.contains(this.frame.focused);
    shown.button.setAttribute("aria-expanded", "false");
    element.remove();
    if (inside) shown.button.focus({ preventScroll: true });
    this.layoutSoon();
  }

  /** After a new drawing: the open card stays if it says the same, is made again if not, and goes with its marker. */
  private refreshCard(): void {
    if (!this.open) return;
    const { shown, element, says } = this.open;
    if (!this.markers.list.includes(shown)) return this.close();
    if (this.drawing && said(shown.marker, this.drawing) === says) return;
    const inside = element.contains(this.frame.focused);
    this.open = undefined;
    element.remove();
    if (!this.drawing) return;
    const fresh = this.card(shown.marker, this.drawing);
    shown.button.after(fresh);
    this.open = { shown, element: fresh, says: said(shown.marker, this.drawing), offset: undefined };
    if (inside) fresh.focus({ preventScroll: true });
  }

  private resize(): void {
    if (this.open) this.open.offset = undefined;
    this.layoutSoon();
  }

  private layoutSoon(): void {
    if (this.asked || this.markers.list.length === 0) return;
    this.asked = true;
    requestAnimationFrame(() => {
      this.asked = false;
      if (!this.signal.aborted) this.layout();
    });
  }

  private layout(): void {
    if (this.markers.list.length === 0 || !this.frame.element.isConnected) return;
    this.frame.unscale(this.markers.width());
    // Everything stands relative to the layer itself: margins, zoom and scrolling of the page are in its place already.
    const origin: Rect = this.frame.layer.getBoundingClientRect();
    const clips = new Map<Element, Rect | undefined>();
    const open = new Set(this.open?.shown.marker.findings.map(({ id }) => id));
    const rules = this.markers.layout(origin, clips) + this.boxes.layout(origin, open, clips);
    this.frame.place(rules);
    if (this.open) this.frame.place(rules + this.cardRule(this.open, origin));
  }

  private cardRule(open: OpenCard, origin: Rect): string {
    const marker = open.shown.button.getBoundingClientRect();
    if (!open.offset) {
      const window: Rect = { left: 0, top: 0, right: this.document.documentElement.clientWidth, bottom: innerHeight };
      const place = cardPlace(marker, open.shown.card.getBoundingClientRect(), open.element.offsetHeight, window);
      open.offset = { x: place.x - marker.left, y: place.y - marker.top };
    }
    const x = marker.left + open.offset.x - origin.left;
    const y = marker.top + open.offset.y - origin.top;
    return `.card{transform:translate(${x}px,${y}px)}`;
  }

  private leave(): void {
    this.open?.element.remove();
    this.open = undefined;
    clearTimeout(this.changing);
    this.changing = undefined;
    this.resized.disconnect();
    this.crossed.disconnect();
    this.frame.remove();
  }
}
