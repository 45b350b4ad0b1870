// The one element that stands in the page: a plain div without attributes, last child of <html>, with a closed shadow root.

import { MARKER, STYLE } from "./style.ts";

/** How often a page may take our host out before we leave it out. */
const RETURNS = 5;

export class Host {
  readonly element: HTMLElement;
  /** Everything that is drawn stands in here. */
  readonly layer: HTMLElement;
  private readonly root: ShadowRoot;
  private readonly geometry: CSSStyleSheet;
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
    this.geometry = new CSSStyleSheet();
    this.root.adoptedStyleSheets = [style, this.geometry];
    this.layer = document.createElement("div");
    this.layer.className = "layer";
    this.root.append(this.layer);
    // What the user does in here is between the user and us: a page's shortcuts and "click outside" do not hear it. What is
    // done in the page never comes through here, so nothing of the page is stopped.
    for (const type of QUIET_EVENTS) this.root.addEventListener(type, (event) => event.stopPropagation(), { passive: true });
  }

  /**
   * Puts the host into the page, also after the page took it out; but it does not fight a page that does not want it. False
   * when it stays out.
   */
  attach(): boolean {
    if (this.element.isConnected) return true;
    if (this.standing) this.returns += 1;
    if (this.returns > RETURNS) return false;
    this.standing = true;
    this.document.documentElement.append(this.element);
    this.raise();
    return true;
  }

  remove(): void {
    this.standing = false;
    this.returns = 0;
    this.element.remove();
  }

  /** Where the things stand: rules of an adopted sheet. */
  place(rules: string): void {
    this.geometry.replaceSync(this.zoom === 1 ? rules : `.layer{zoom:${this.zoom}}${rules}`);
  }

  /** Undoes a `zoom` that the page's style gives everything, by how wide a marker came out. */
  unscale(width: number): void {
    if (width === 0 || Math.abs(width - MARKER) < 0.1) return;
    this.zoom *= MARKER / width;
    this.place("");
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
      this.layer.showPopover();
    } catch {
      this.layer.removeAttribute("popover");
    }
  }
}

const QUIET_EVENTS = [
  "click", "dblclick", "auxclick", "contextmenu", "mousedown", "mouseup", "pointerdown", "pointerup", "touchstart", "touchend",
  "keydown", "keyup", "keypress", "focusin", "focusout", "copy", "toggle", "beforetoggle",
];
