// The one card that is open: opened and closed, made anew when it would say something else, and kept beside what it is about.

import type { Drawing, Marker } from "../common/drawing.ts";
import { make } from "../common/dom.ts";
import { card, type CardActions } from "./card.ts";
import { cardPlace, px, type Rect } from "./geometry.ts";
import type { Host } from "./host.ts";
import { replaceKept } from "./kept.ts";
import type { Shown } from "./markers.ts";
import { unheard } from "./unheard.ts";

/** What a card says, without the rows, which are other numbers with every walk. */
const said = (marker: Marker, { templates, line, allowed }: Drawing): string =>
  JSON.stringify([marker, marker.findings.map(({ id }) => templates[id]), line, allowed], (key, value: unknown) => (key === "row" || key === "shown" ? undefined : value));

export class OpenCard {
  readonly shown: Shown;
  /** The words it stands beside while the user looks at them; else it stands beside its item. */
  words: Range | undefined;
  private element: HTMLElement;
  /** Where a card may be: as high for every one, so that a page cannot feel how much there is to say. */
  private readonly room: HTMLElement;
  private says: string;
  private readonly document: Document;
  private readonly frame: Host;
  private readonly act: CardActions;
  /** Where its room stands from its marker, and how far down in it the card. */
  private offset: { x: number; y: number; down: number } | undefined;

  constructor(document: Document, frame: Host, shown: Shown, drawing: Drawing, act: CardActions, finding?: string) {
    this.document = document;
    this.frame = frame;
    this.shown = shown;
    this.act = act;
    this.element = unheard(card(document, shown.marker, drawing, act, finding));
    this.room = make(document, "div", { class: "room" }, [this.element]);
    this.room.addEventListener("click", ({ target }) => target === this.room && act.close());
    this.says = said(shown.marker, drawing);
    shown.button.setAttribute("aria-expanded", "true");
    // Right after its marker: the next Tab goes into the card, and on from it to the next marker.
    shown.button.after(this.room);
  }

  /** The finding that is looked at. */
  get finding(): string | undefined {
    const open = this.element.querySelector("details.finding[open]")?.getAttribute("data-finding");
    return open ?? this.shown.marker.findings[0]?.id;
  }

  get hasFocus(): boolean {
    const { focused } = this.frame;
    return focused !== null && this.element.contains(focused);
  }

  focus(): void {
    this.element.focus({ preventScroll: true });
  }

  /** Opens one of several findings. */
  turnTo(finding: string): void {
    const found = [...this.element.querySelectorAll<HTMLDetailsElement>("details.finding")].find((one) => one.getAttribute("data-finding") === finding);
    if (!found) return this.focus();
    found.open = true;
    found.querySelector("summary")?.focus();
  }

  /** After a new drawing: it stays if it says the same, and is made again if not, with what the user did in it. */
  refresh(drawing: Drawing): void {
    const says = said(this.shown.marker, drawing);
    if (says === this.says) return;
    this.says = says;
    const fresh = unheard(card(this.document, this.shown.marker, drawing, this.act, this.finding));
    replaceKept(this.element, fresh, this.frame.focused);
    this.element = fresh;
    this.offset = undefined;
  }

  close(): void {
    const { hasFocus } = this;
    this.shown.button.setAttribute("aria-expanded", "false");
    this.room.remove();
    if (hasFocus && !this.shown.button.hidden) this.shown.button.focus({ preventScroll: true });
  }

  /** It looks for its place again. */
  moved(): void {
    this.offset = undefined;
  }

  rule(origin: Rect): string {
    const marker = this.shown.button.getBoundingClientRect();
    if (!this.offset) {
      const window: Rect = { left: 0, top: 0, right: this.document.documentElement.clientWidth, bottom: innerHeight };
      const item: Rect = (this.words ?? this.shown.card).getBoundingClientRect();
      const [beside, height] = [this.words ? item : marker, this.room.offsetHeight];
      const place = cardPlace(beside, item, height, window, this.shown.isRtl);
      const down = Math.max(0, Math.min(beside.top - place.y, height - this.element.offsetHeight));
      this.offset = { x: place.x - marker.left, y: place.y - marker.top, down };
    }
    const { x, y, down } = this.offset;
    return `.room{transform:translate(${px(marker.left + x - origin.left)},${px(marker.top + y - origin.top)})}.card{transform:translateY(${px(down)})}`;
  }
}
