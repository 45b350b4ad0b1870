// The overlay of one page: markers, boxes, the page's line and at most one open card, kept in place while the page moves.

import type { Drawing } from "../common/drawing.ts";
import type { Unmarked } from "../common/unmarked.ts";
import type { Place } from "../content/walk.ts";
import { Boxes } from "./boxes.ts";
import type { CardActions } from "./card.ts";
import { Follow, type Scope } from "./follow.ts";
import type { Rect } from "./geometry.ts";
import { Guard } from "./guard.ts";
import { Hint } from "./hint.ts";
import { Host } from "./host.ts";
import { Line } from "./line.ts";
import { Markers, type Shown } from "./markers.ts";
import { OpenCard } from "./opened.ts";
import { Recycled } from "./recycled.ts";
import { stepFrom, stopsOf } from "./steps.ts";
import { bringToView } from "./view.ts";

/** What the overlay says to the background. */
export interface Told {
  /** The markers cannot be seen or used, and why; or they can again. */
  unmarked(why: Unmarked | undefined): void;
  /** The user wants to decide about a finding. */
  decide(finding: string): void;
  /** The user put the page's line away, or wants it back. */
  line(away: boolean): void;
}

export class Overlay {
  private readonly document: Document;
  private readonly frame: Host;
  private readonly markers: Markers;
  private readonly boxes: Boxes;
  private readonly line: Line;
  private isRestless = false;
  private readonly hint: Hint;
  private readonly guard: Guard;
  private readonly recycled: Recycled;
  private readonly follow: Follow;
  private readonly signal: AbortSignal;
  private readonly act: CardActions;
  private drawing: Drawing | undefined;
  private open: OpenCard | undefined;

  constructor(document: Document, signal: AbortSignal, told: Told) {
    this.document = document;
    this.signal = signal;
    this.frame = new Host(document);
    const { layer, element } = this.frame;
    this.markers = new Markers(document, layer, element, (shown) => this.press(shown));
    this.boxes = new Boxes(document, layer, element);
    this.line = new Line(document, layer, () => this.act.line(true));
    this.hint = new Hint(document, layer, element, signal, (x, y) => this.boxes.at(x, y), (rules) => this.frame.place("hint", rules));
    this.guard = new Guard(document, this.frame, () => this.placed(), told.unmarked);
    this.recycled = new Recycled((cards) => this.itemsChanged(cards));
    this.follow = new Follow(document, element, signal, (scope) => this.layout(scope), () => this.open?.moved());
    this.act = {
      close: () => this.close(),
      go: (item) => this.show("", item),
      words: (finding) => this.turn(finding),
      decide: told.decide,
      step: (by) => this.step(by),
      line: (away) => {
        told.line(away);
        this.putLine(away);
      },
    };
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

  /** `walked`: what a row said when it was walked, where the page changed since then. */
  draw(drawing: Drawing, places: readonly Place[], walked?: (row: number) => string): void {
    this.drawing = drawing;
    this.frame.layer.setAttribute("role", "region");
    this.frame.layer.setAttribute("aria-label", drawing.words.region);
    this.line.bind(drawing);
    this.rebind(places, walked);
    this.guard.again();
  }

  /** The same drawing on new nodes. */
  rebind(places: readonly Place[], walked?: (row: number) => string): void {
    if (this.signal.aborted) return;
    this.markers.bind(this.drawing, places, walked);
    const { list } = this.markers;
    const cards = list.map(({ card }) => card).filter((card) => card !== this.document.documentElement);
    this.boxes.bind(this.drawing, places, new Set(cards));
    if (list.length === 0) return this.leave();
    this.attach();
    this.follow.watch(cards);
    this.recycled.watch(cards);
    this.refreshCard();
    this.layout();
    this.guard.start();
  }

  /** The page took our host out, or we put it there. */
  ownChanged(): void {
    if (this.markers.list.length > 0 && this.attach()) this.follow.soon();
  }

  private attach(): boolean {
    const stands = this.frame.attach();
    if (!stands) this.guard.removed();
    return stands;
  }

  /**
   * Whether the page keeps changing where that makes what is fixed to the window dear (3 to 4.5 % of a core at twenty changes a
   * second, about 1.3 % without). Then nothing is fixed, and the page's line follows the scrolling instead.
   */
  restless(isRestless: boolean): void {
    if (this.isRestless === isRestless) return;
    this.isRestless = isRestless;
    this.follow.soon();
  }

  clear(): void {
    this.drawing = undefined;
    this.markers.bind(undefined, []);
    this.boxes.bind(undefined, []);
    this.leave();
  }

  /** The page changed without being read again yet: things may stand elsewhere. */
  pageChanged(): void {
    if (this.markers.list.length > 0 && this.attach()) this.follow.later();
  }

  /** Goes to the next or previous finding, because the user asked. */
  step(by: 1 | -1): void {
    const focused = this.markers.list.find(({ button }) => button === this.frame.focused);
    const next = stepFrom(stopsOf(this.markers.list), this.open?.finding ?? focused?.marker.findings[0]?.id, by);
    if (next) this.goTo(next.shown, next.finding);
  }

  /** Goes to a finding's marker, or to that of one of its items, because the user asked for it in the panel. */
  show(finding: string, item?: string): void {
    const shown = this.markers.list.find(({ marker }) =>
      item === undefined ? marker.findings.some(({ id }) => id === finding) : marker.items.includes(item));
    if (shown) this.goTo(shown, finding || this.open?.finding);
  }

  private goTo(shown: Shown, finding?: string): void {
    if (shown.card !== this.document.documentElement) {
      bringToView(shown.card.getBoundingClientRect(), shown.card);
      this.layout();
    }
    if (this.open?.shown !== shown) this.openCard(shown, finding);
    if (finding !== undefined && shown.marker.findings.length > 1) this.open?.turnTo(finding);
    else this.open?.focus();
  }

  /** To the words of a finding, and back to its item. */
  private turn(finding: string): boolean {
    const { open } = this;
    if (!open) return false;
    open.words = open.words ? undefined : this.boxes.wordsOf(finding, open.shown.card);
    bringToView((open.words ?? open.shown.card).getBoundingClientRect(), open.words?.startContainer.parentElement ?? open.shown.card);
    open.moved();
    this.layout();
    return open.words !== undefined;
  }

  private press(shown: Shown): void {
    const again = this.open?.shown === shown;
    this.close();
    if (!again) this.openCard(shown);
  }

  private openCard(shown: Shown, finding?: string): void {
    this.close();
    if (!this.drawing) return;
    this.open = new OpenCard(this.document, this.frame, shown, this.drawing, this.act, finding);
    this.layout();
    this.open.focus();
  }

  private close(): void {
    const { open } = this;
    this.open = undefined;
    open?.close();
    if (open) this.follow.soon();
  }

  private putLine(away: boolean): void {
    if (this.drawing) this.drawing = { ...this.drawing, allowed: { ...this.drawing.allowed, lineAway: away } };
    this.line.put(away);
    const page = this.markers.list.find(({ card }) => card === this.document.documentElement);
    // The button that was pressed goes with the line.
    if (away) page?.button.focus({ preventScroll: true });
    this.refreshCard();
    this.layout();
  }

  private refreshCard(): void {
    if (!this.open) return;
    if (!this.drawing || this.open.shown.isOther || !this.markers.list.includes(this.open.shown)) return this.close();
    this.open.refresh(this.drawing);
  }

  /** Cards changed: what speaks of another item now loses its marker, boxes and card before that is painted. */
  private itemsChanged(cards: ReadonlySet<Element>): void {
    const others = this.markers.changed(cards);
    this.boxes.hide(others.map(({ card }) => card));
    if (this.open?.shown.isOther) this.close();
    this.follow.soon();
  }

  /** The markers, each where it belongs now: what moved without a word is found here, and then all is looked at. */
  private placed(): readonly Shown[] {
    const stood = this.markers.list.map(({ rule }) => rule);
    this.layout("view");
    if (this.markers.list.some(({ rule }, n) => rule !== stood[n])) this.layout();
    return this.markers.list.filter(({ card }) => card !== this.document.documentElement);
  }

  private layout(scope: Scope = "all"): void {
    const { list } = this.markers;
    if (list.length === 0 || !this.frame.element.isConnected) return;
    this.frame.unscale(this.markers.width());
    // Everything stands relative to the layer itself: margins, zoom and scrolling of the page are in its place already.
    const origin: Rect = this.frame.layer.getBoundingClientRect();
    const clips = new Map<Element, Rect | undefined>();
    const { open } = this;
    const told = new Set(open?.shown.marker.findings.map(({ id }) => id));
    const others = new Set(list.flatMap(({ isOther, card }) => (isOther ? [card] : [])));
    const isShown = (card: Element): boolean => !others.has(card) && (this.markers.inView.has(card) || card === open?.shown.card);
    const marks = this.markers.layout(origin, clips, scope, !this.isRestless);
    const boxes = this.boxes.layout(origin, told, isShown, clips);
    const page = list.find(({ card }) => card === this.document.documentElement);
    const line = this.line.rule(page, this.document.documentElement.clientWidth, innerHeight, this.isRestless ? origin : undefined);
    this.frame.place("marks", marks + line);
    this.frame.place("boxes", boxes);
    if (open) this.frame.place("card", open.rule(origin));
  }

  private leave(): void {
    this.open?.close();
    this.open = undefined;
    this.follow.stop();
    this.recycled.watch([]);
    this.guard.stop();
    this.hint.hide();
    this.frame.remove();
  }
}
