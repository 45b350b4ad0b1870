// When to look where things stand: scrolling, sizes, changes of the page; at most once a frame.

/** The layer scrolls with the page by itself; what sticks to the window is looked after so often, ms. */
const SCROLLING = 120;
/** While the page itself changes, the layout is looked at only so often, ms. */
const CHANGING = 250;

export class Follow {
  private readonly document: Document;
  private readonly layout: () => void;
  private readonly signal: AbortSignal;
  private readonly resized: ResizeObserver;
  private readonly crossed: IntersectionObserver;
  private isOn = false;
  private asked = false;
  private timer: ReturnType<typeof setTimeout> | undefined;

  /** `own`: our host, whose scrolling is a card's own. `sized`: the window has another size. */
  constructor(document: Document, own: Element, signal: AbortSignal, layout: () => void, sized: () => void) {
    this.document = document;
    this.signal = signal;
    this.layout = layout;
    this.resized = new ResizeObserver(() => this.soon());
    this.crossed = new IntersectionObserver(() => this.soon());
    const moved = ({ target, type }: Event): void => {
      if (target === document && type === "scroll") this.later(SCROLLING);
      else if (target !== own) this.soon();
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
    this.stop();
    this.isOn = true;
    this.resized.observe(this.document.documentElement);
    if (this.document.body) this.resized.observe(this.document.body);
    for (const card of cards) {
      this.resized.observe(card);
      this.crossed.observe(card);
    }
  }

  stop(): void {
    this.isOn = false;
    clearTimeout(this.timer);
    this.timer = undefined;
    this.resized.disconnect();
    this.crossed.disconnect();
  }

  soon(): void {
    if (this.asked || !this.isOn) return;
    this.asked = true;
    requestAnimationFrame(() => {
      this.asked = false;
      if (!this.signal.aborted) this.layout();
    });
  }

  later(wait = CHANGING): void {
    if (!this.isOn) return;
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      this.soon();
    }, wait);
  }
}
