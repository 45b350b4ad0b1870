// When to read the page again. A page that keeps changing must not cost more than 2 % of a core: each check is paid for by
// a rest in proportion to what it cost. No clock in here: the caller says what time it is.

/** The share of a core that checking may use, with room for what is not measured (copying, garbage). */
const SHARE = 0.01;
/** Changes come in bursts: wait until none came for so long, ms. */
const QUIET = 400;
/** But not longer than this after the first of them. */
const PATIENCE = 2_000;
/** So many checks in a row that each followed a change at once, and the page counts as one that keeps changing. */
const BUSY_AFTER = 4;
/** A pause of so long ends the row. */
const CALM = 10_000;
/** A person does not go from page to page faster than this. */
const STEP = 3_000;
/** While the user is at work in the page, such as scrolling a list that is drawn as far as it is seen, the marks are to follow. */
const SHARE_IN_USE = 0.1;
/** Somebody who did nothing for so long is not at work in it, ms. */
const IN_USE = 5_000;
const LONGEST_REST = 60_000;
const SHORTEST_REST = 1_000;

export class Pace {
  private firstChange: number | undefined;
  private lastChange = 0;
  private lastCheck: number | undefined;
  private lastMove: number | undefined;
  private lastUse: number | undefined;
  private row = 0;
  private cost = 0;

  /** The page changed. */
  changed(now: number): void {
    this.firstChange ??= now;
    this.lastChange = now;
  }

  /** The rows were taken: what changed until now is in them. */
  taken(): void {
    this.firstChange = undefined;
  }

  /** A check ended that cost so many ms of work, in the page and behind it. */
  checked(now: number, cost: number): void {
    this.row = this.lastCheck !== undefined && now - this.lastCheck > CALM + this.rest() ? 1 : this.row + 1;
    // One slow check (a cold engine) does not slow down all later ones, nor does one quick check hide a slow page.
    this.cost = this.cost === 0 ? cost : (this.cost + cost) / 2;
    this.lastCheck = now;
  }

  /** The address is another page's. That starts anew, unless the page does it faster than a person goes from page to page. */
  moved(now: number): void {
    if (this.lastMove === undefined || now - this.lastMove > STEP) this.fresh();
    this.lastMove = now;
    this.changed(now);
  }

  /** The user scrolled, typed or pressed something. True where a rest that began before is shorter now. */
  used(now: number): boolean {
    const was = this.lastUse;
    this.lastUse = now;
    return this.busy && (was === undefined || now - was > IN_USE / 5);
  }

  /** Forgets the row: the user went to another page, or asked. */
  fresh(): void {
    this.row = 0;
    this.firstChange = undefined;
    this.lastCheck = undefined;
  }

  /** After a rest nothing had changed: no longer a page that keeps changing; if it changes once more, it is again. */
  calm(): void {
    this.row = Math.min(this.row, BUSY_AFTER);
  }

  /** Whether the page keeps changing, so that it is read only now and then. */
  get busy(): boolean {
    return this.row > BUSY_AFTER;
  }

  /** The rest after a check, ms. The first few checks of a page come at once: lists that load in steps. */
  rest(now?: number): number {
    if (!this.busy) return 0;
    if (now !== undefined && this.lastUse !== undefined && now - this.lastUse < IN_USE) {
      return Math.min(LONGEST_REST, Math.max(SHORTEST_REST, this.cost / SHARE_IN_USE));
    }
    const doubled = SHORTEST_REST * 2 ** Math.min(this.row - BUSY_AFTER, 4);
    return Math.min(LONGEST_REST, Math.max(doubled, this.cost / SHARE));
  }

  /** Milliseconds from now until the rest is over. */
  restLeft(now: number): number {
    return Math.max(0, (this.lastCheck ?? now) + this.rest(now) - now);
  }

  /** Milliseconds from now until the next check; undefined when nothing changed. */
  due(now: number): number | undefined {
    if (this.firstChange === undefined) return undefined;
    const settled = Math.min(this.lastChange + QUIET, this.firstChange + PATIENCE);
    const rested = (this.lastCheck ?? -Infinity) + this.rest(now);
    return Math.max(0, Math.max(settled, rested) - now);
  }
}
