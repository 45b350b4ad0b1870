// One page from its load to its end: when it is read, what is sent, which answer counts.

import { alive, ext, hasClosedRoot, paintsAllForFixed } from "../common/browser.ts";
import type { CheckAnswer, FromPage, RowsAnswer, ToPage } from "../common/protocol.ts";
import { Overlay } from "../overlay/overlay.ts";
import { watchAddress } from "./address.ts";
import { capturedAt } from "./clock.ts";
import { Pace } from "./pace.ts";
import { saidIn } from "./places.ts";
import { rowsAsJson, treeJson } from "./rows-json.ts";
import { SLICE, walk as walkPage, type Walked } from "./walk.ts";

const TRIES = 3;

export class Session {
  private readonly overlay: Overlay;
  private readonly pace = new Pace();
  private readonly observer: MutationObserver;
  private readonly look: () => void;
  private walks = 0;
  /** How often the page changed: more than when it was walked, and its rows may speak of what is gone. */
  private changes = 0;
  private running = false;
  private wanted = false;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private sentRows = "";
  private saidBusy = false;
  /** Whether the page changed since the end of the last rest. */
  private heard = false;
  private failures = 0;
  /** The background asked for the next check. */
  private again = false;
  /** The user had this page's letters forgotten: they stay so until the page is opened or checked again. */
  private forgotten = false;
  private readonly signal: AbortSignal;
  private readonly stop: () => void;

  constructor(signal: AbortSignal, stop: () => void) {
    this.signal = signal;
    this.stop = stop;
    this.overlay = new Overlay(document, signal, {
      unmarked: (why) => this.tell({ kind: "unmarked", why }),
      decide: (finding) => this.tell({ kind: "decide", finding }),
      line: (away) => this.tell({ kind: "line", away }),
    });
    this.look = watchAddress(() => this.moved(), signal);
    this.observer = new MutationObserver((records) => this.mutated(records));
    this.observe();
    signal.addEventListener("abort", () => {
      this.observer.disconnect();
      clearTimeout(this.timer);
    });
    addEventListener("pagehide", () => this.tell({ kind: "gone" }), { signal });
    addEventListener("pageshow", ({ persisted }) => persisted && this.check(), { signal });
    document.addEventListener("visibilitychange", () => this.seen(), { signal });
    for (const type of ["wheel", "touchmove", "keydown", "pointerdown"]) {
      document.addEventListener(type, ({ isTrusted }) => isTrusted && this.used(), { capture: true, passive: true, signal });
    }
  }

  /** Reads the page now, because it is new or the user asked. */
  check(): void {
    this.forgotten = false;
    this.readAnew();
  }

  private readAnew(): void {
    this.pace.fresh();
    this.sentRows = "";
    void this.run();
  }

  told(message: ToPage): void {
    if (message.kind === "step") this.overlay.step(message.by);
    else if (message.kind === "show") this.overlay.show(message.finding, message.item);
    else if (message.kind === "again") {
      this.again = true;
      this.forgotten ||= message.forgotten;
      this.readAnew();
    }
  }

  /** The page as it is now: asked for when packs are compared. Nothing is drawn by it. */
  async rows(): Promise<RowsAnswer> {
    const { tree } = await this.walk(0);
    return { tree: treeJson(tree, (await rowsAsJson(tree.rows, SLICE, this.signal)).json) };
  }

  private walk(walk: number): Promise<Walked> {
    const [url, exclude] = [location.href, this.overlay.host];
    return walkPage(document, { walk, url, capturedAt: capturedAt(new Date()), exclude, signal: this.signal, hasClosedRoot });
  }

  private observe(): void {
    this.observer.observe(document, { childList: true, characterData: true, subtree: true });
  }

  private mutated(records: readonly MutationRecord[]): void {
    if (!alive()) return this.stop();
    this.look();
    if (records.every((record) => this.overlay.isOwn(record))) return this.overlay.ownChanged();
    this.heard = true;
    this.changes += 1;
    this.pace.changed(performance.now());
    this.overlay.pageChanged();
    this.schedule();
  }

  /** The address is another page's: what is drawn belongs to the old one. */
  private moved(): void {
    this.walks += 1;
    this.overlay.clear();
    this.sentRows = "";
    this.forgotten = false;
    this.pace.moved(performance.now());
    // The background wakes up and builds its engine while the page comes to rest.
    if (!this.pace.busy && document.visibilityState === "visible") this.tell({ kind: "coming" });
    this.schedule();
  }

  private seen(): void {
    if (!alive()) this.stop();
    else if (document.visibilityState === "visible") this.schedule();
  }

  private schedule(): void {
    const wait = this.pace.due(performance.now());
    if (wait === undefined || this.signal.aborted || this.running) return;
    // A hidden tab is read when it is looked at.
    if (document.visibilityState === "hidden") return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.run(), wait);
  }

  private async run(): Promise<void> {
    if (this.running) {
      this.wanted = true;
      return;
    }
    this.running = true;
    clearTimeout(this.timer);
    try {
      await this.once();
    } catch (error) {
      if (!alive()) this.stop();
      else if (!this.signal.aborted) this.failed(error);
    } finally {
      this.running = false;
      if (this.wanted && !this.signal.aborted) {
        this.wanted = false;
        void this.run();
      } else {
        this.rest();
      }
    }
  }

  /** The background may be stopped by the browser in the middle of an answer: it is asked again, but not for ever. */
  private failed(error: unknown): void {
    this.failures += 1;
    this.pace.checked(performance.now(), 50);
    if (this.failures <= TRIES) this.pace.changed(performance.now());
    else console.warn("Second Look could not check this page:", error);
  }

  private async once(): Promise<void> {
    this.walks += 1;
    const number = this.walks;
    const before = this.changes;
    const walked = await this.walk(number);
    if (number !== this.walks) return;
    const saidByRow = (): ((row: number) => string) | undefined =>
      walked.changed || this.changes !== before ? (row) => saidIn(walked.tree.rows, row) : undefined;
    this.pace.taken();
    if (walked.changed) this.pace.changed(performance.now());
    const written = await rowsAsJson(walked.tree.rows, SLICE, this.signal);
    if (number !== this.walks) return;
    const begun = performance.now();
    let cost = [...walked.slices, ...written.slices].reduce((sum, slice) => sum + slice, 0);
    const rows = written.json;
    if (rows === this.sentRows) {
      // The same rows as the last time: the drawing only gets the new nodes.
      this.overlay.rebind(walked.places, saidByRow());
      this.pace.checked(performance.now(), cost + performance.now() - begun);
      if (!this.heard) this.pace.calm();
      return;
    }
    const answer = await this.ask(walked, rows);
    if (!answer) throw new Error("no answer");
    // An answer to an older walk is thrown away: its row numbers mean nothing any more.
    if (this.signal.aborted || number !== this.walks) return;
    // Asked meanwhile to read anew, it asks again though the rows are the same: what they are judged by is not.
    this.sentRows = answer.kind === "drawing" && !this.wanted ? rows : "";
    if (answer.kind === "drawing") {
      this.failures = 0;
      cost += answer.cost;
      this.overlay.draw(answer.drawing, walked.places, saidByRow());
    } else {
      this.overlay.clear();
    }
    // The wait for an answer is not work; what of it was is in the answer.
    this.pace.checked(performance.now(), cost + Math.min(performance.now() - begun, 50));
  }

  private ask({ tree }: Walked, rows: string): Promise<CheckAnswer | undefined> {
    const { again, forgotten } = this;
    this.again = false;
    return this.send({ kind: "check", walk: tree.walk, tree: treeJson(tree, rows), again, forgotten });
  }

  /** What changed during the rest was not heard: the page is looked at once, and heard again. */
  private rested(): void {
    this.look();
    this.observe();
    this.heard = false;
    this.pace.changed(performance.now());
    this.schedule();
  }

  /** The user is at work in a page that rests: its rest ends sooner. */
  private used(): void {
    const now = performance.now();
    if (!this.pace.used(now) || this.running || this.signal.aborted) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.rested(), this.pace.restLeft(now));
  }

  private async send(message: FromPage): Promise<CheckAnswer | undefined> {
    if (!alive()) {
      this.stop();
      return undefined;
    }
    return (await ext.runtime.sendMessage(message)) as CheckAnswer | undefined;
  }

  /** Says something that needs no answer. */
  private tell(message: FromPage): void {
    this.send(message).catch(() => undefined);
  }

  /** After a check: on a page that keeps changing, not even its changes are listened to until the rest is over. */
  private rest(): void {
    if (this.signal.aborted) return;
    const { busy } = this.pace;
    const wait = this.pace.rest(performance.now());
    this.overlay.restless(busy && paintsAllForFixed());
    if (busy || busy !== this.saidBusy) this.tell({ kind: "pace", busy, wait });
    this.saidBusy = busy;
    if (!busy) {
      // A rest that ended early (the user asked, or went on) has left the page unheard.
      this.observe();
      return this.schedule();
    }
    this.observer.disconnect();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.rested(), wait);
  }
}
