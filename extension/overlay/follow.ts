// When to look where things stand, and at what: scrolling, sizes, changes of the page; at most once a frame. No
// IntersectionObserver: with three hundred cards it alone took half a millisecond of every frame that scrolls.

/** The layer scrolls with the page by itself; what comes into view or sticks to the window is looked after so often, ms. */
const SCROLLING = 120;
/** While the page itself changes, the layout is looked at only so often, ms. */
const CHANGING = 250;

/** What may stand elsewhere: everything; what a list moved that scrolls by itself; or only what has come into view. */
export type Scope = "all" | "moved" | "view";
const WIDER: readonly Scope[] = ["view", "moved", "all"];
const wider = (a: Scope | undefined, b: Scope): Scope => (a && WIDER.indexOf(a) > WIDER.indexOf(b) ? a : b);

export class Follow {
  private readonly document: Document;
  private readonly layout: (scope: Scope) => void;
  private readonly signal: AbortSignal;
  private readonly resized: ResizeObserver;
  /** A page that turns around, or moves as a whole, says so at its root. */
  private readonly turned: MutationObserver;
  private cards = new Set<Element>();
  private isOn = false;
  /** What the next frame looks at, and what the one after a while. */
  private next: Scope | undefined;
  private waiting: Scope | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;

  /** `own`: our host, whose scrolling is a card's own. `sized`: the window has another size. */
  constructor(document: Document, own: Element, signal: AbortSignal, layout: (scope: Scope) => void, sized: () => void) {
    this.document = document;
    this.signal = signal;
    this.layout = layout;
    this.resized = new ResizeObserver(() => this.soon());
    this.turned = new MutationObserver(() => this.later());
    const moved = ({ target, type }: Event): void => {
      if (target === own) return;
      if (type !== "scroll") this.soon();
      else if (target === document) this.later(SCROLLING, "view");
      else this.soon("moved");
    };
    for (const type of ["scroll", "transitionend", "animationend", "load"]) {
      document.addEventListener(type, moved, { capture: true, passive: true, signal });
    }
    const resize = (): void => {
      sized();
      this.soon();
    };
    addEventListener("resize", resize, { passive: true, signal });
  }

  watch(cards: readonly Element[]): void {
    const next = new Set(cards);
    if (!this.isOn) {
      this.resized.observe(this.document.documentElement);
      if (this.document.body) this.resized.observe(this.document.body);
      for (const root of [this.document.documentElement, this.document.body]) if (root) this.turned.observe(root, { attributeFilter: ["dir", "class", "style"] });
    }
    this.isOn = true;
    for (const card of this.cards) if (!next.has(card)) this.resized.unobserve(card);
    for (const card of next) if (!this.cards.has(card)) this.resized.observe(card);
    this.cards = next;
  }

  stop(): void {
    this.isOn = false;
    clearTimeout(this.timer);
    this.timer = undefined;
    this.resized.disconnect();
    this.turned.disconnect();
    this.cards = new Set();
  }

  /** Looks with the next frame. */
  soon(scope: Scope = "all"): void {
    if (!this.isOn) return;
    const asked = this.next !== undefined;
    this.next = wider(this.next, scope);
    if (asked) return;
    requestAnimationFrame(() => {
      const wanted = this.next ?? scope;
      this.next = undefined;
      if (!this.signal.aborted) this.layout(wanted);
    });
  }

  /** Looks after a while; of several wishes the first says when. */
  later(wait = CHANGING, scope: Scope = "all"): void {
    if (!this.isOn) return;
    this.waiting = wider(this.waiting, scope);
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      const wanted = this.waiting ?? scope;
      this.waiting = undefined;
      this.soon(wanted);
    }, wait);
  }
}
