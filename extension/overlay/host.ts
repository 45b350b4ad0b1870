// The one element that stands in the page: a plain div without attributes, last child of <html>, with a closed shadow root.

import { tellsCovered } from "../common/browser.ts";
import { make } from "../common/dom.ts";
import { MARKER, STYLE } from "./style.ts";

/** How often a page may take our host out, or change it, before we let it be. */
const RETURNS = 5;

/** What stands where, each in a sheet of its own: what moves often must not have the rest read again. */
const SHEETS = ["marks", "boxes", "card", "hint"] as const;
type Sheet = (typeof SHEETS)[number];

export class Host {
  readonly element: HTMLElement;
  /** Everything that is drawn stands in here. */
  readonly layer: HTMLElement;
  private readonly root: ShadowRoot;
  private readonly adopted: CSSStyleSheet[];
  private readonly scale = new CSSStyleSheet();
  private readonly sheets = new Map<Sheet, { sheet: CSSStyleSheet; rules: string }>();
  private readonly document: Document;
  private zoom = 1;
  private returns = 0;
  private standing = false;

  constructor(document: Document) {
    this.document = document;
    this.element = document.createElement("div");
    this.root = this.element.attachShadow({ mode: "closed" });
    // Adopted sheets pass a strict CSP in both browsers; an inline style is blocked and seen by the page.
    const style = new CSSStyleSheet();
    style.replaceSync(STYLE);
    for (const name of SHEETS) this.sheets.set(name, { sheet: new CSSStyleSheet(), rules: "" });
    this.adopted = [style, this.scale, ...[...this.sheets.values()].map(({ sheet }) => sheet)];
    this.root.adoptedStyleSheets = this.adopted;
    this.layer = document.createElement("div");
    this.layer.className = "layer";
    this.root.append(this.layer);
    if (tellsCovered()) this.layer.append(make(document, "div", { class: "veil" }));
    // What the user does in here is between the user and us: a page's shortcuts and "click outside" do not hear it. What is
    // done in the page never comes through here, so nothing of the page is stopped.
    for (const type of QUIET_EVENTS) this.root.addEventListener(type, (event) => event.stopPropagation(), { passive: true });
  }

  /**
   * Puts the host where it belongs, also after the page took it out or elsewhere; but it does not fight a page that does not
   * want it. False when it stays as the page has it.
   */
  attach(): boolean {
    if (this.isInPlace()) return true;
    if (this.standing) this.returns += 1;
    if (this.returns > RETURNS) return false;
    this.standing = true;
    if (this.element.parentNode !== this.document.documentElement) this.document.documentElement.append(this.element);
    // Another document, where a page had put it, has taken them away.
    if (this.root.adoptedStyleSheets.length === 0) this.root.adoptedStyleSheets = this.adopted;
    this.raise();
    return true;
  }

  /** Under <html> and in the top layer, as it was put there. What attributes a page gives it changes nothing of how it looks. */
  private isInPlace(): boolean {
    if (this.element.parentNode !== this.document.documentElement || !this.element.isConnected) return false;
    return !this.layer.hasAttribute("popover") || this.layer.matches(":popover-open");
  }

  remove(): void {
    this.standing = false;
    this.returns = 0;
    this.element.remove();
  }

  /** Where the things of a sheet stand: rules of an adopted sheet, written only where they differ. */
  place(name: Sheet, rules: string): void {
    const known = this.sheets.get(name);
    if (!known || known.rules === rules) return;
    known.rules = rules;
    known.sheet.replaceSync(rules);
  }

  /** Undoes a `zoom` that the page's style gives everything, by how wide a marker came out. */
  unscale(width: number): void {
    if (width === 0 || Math.abs(width - MARKER) < 0.1) return;
    this.zoom *= MARKER / width;
    this.scale.replaceSync(`.layer{zoom:${this.zoom}}`);
  }

  get focused(): Element | null {
    return this.root.activeElement;
  }

  /**
   * Into the top layer, above sticky headers whatever their z-index. A popover of the manual kind closes nothing of the page
   * and takes no focus. It stands inside the closed root, so the page's elements get no attribute and hear no event.
   */
  private raise(): void {
    try {
      this.layer.popover = "manual";
      if (!this.layer.matches(":popover-open")) this.layer.showPopover();
    } catch {
      this.layer.removeAttribute("popover");
    }
  }
}

const QUIET_EVENTS = [
  "click", "dblclick", "auxclick", "contextmenu", "mousedown", "mouseup", "pointerdown", "pointerup", "touchstart", "touchend",
  "keydown", "keyup", "keypress", "focusin", "focusout", "copy", "toggle", "beforetoggle",
];
