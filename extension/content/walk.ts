// The walk: the rendered DOM as rows. The rules are those of crate/core/src/tree/walk.rs; a browser test proves that a live
// page and the same page parsed from a file give the same rows. Sliced, so that no slice holds the page for more than 8 ms.

import type { Gap, GapKind, PageTree, Row } from "../types.ts";
import {
  ATTRIBUTE_HUGE_UNITS, ATTRIBUTE_UNITS, ATTRIBUTES, BLOCK_UNITS, BLOCKS, DEPTH, denies, GAP_ORDER, isDataBlock, isDropped,
  isEditable, isRowOnly, isSecretMeta, isSpaceOnly, ROWS, TEXT_UNITS,
} from "./walk-rules.ts";

/** Where a row is in the page: an element, or the text nodes that were merged into a text row. */
export type Place = Element | readonly TextPart[];
export interface TextPart {
  node: Text;
  /** Offset of this node's first unit in the row. */
  start: number;
}

export interface WalkOptions {
  walk: number;
  url: string;
  capturedAt: string;
  /** Our own host; not a part of the page. */
  exclude?: Element | undefined;
  signal?: AbortSignal;
  /** How often a walk starts again because the page changed under it. After that it takes what it has. */
  restarts?: number;
  slice?: number;
  hasClosedRoot?: (element: Element) => boolean;
}

export interface Walked {
  tree: PageTree;
  /** Row number to place. Never leaves the page. */
  places: Place[];
  /** How long each slice held the main thread, ms. */
  slices: number[];
  restarts: number;
  /** Whether the page changed during the last attempt as well. */
  changed: boolean;
}

/** Milliseconds that a slice of work aims at; less than half of what it may take, for one step may be long. */
export const SLICE = 3;
/** So much work lies between two looks at the clock: a step counts one, and one more for every so many units of text. */
const WORK = 16;
const HEAVY_UNITS = 2048;

/** Walks a document. Rejects with an AbortError when the signal says so. */
export async function walk(document: Document, options: WalkOptions): Promise<Walked> {
  const limit = options.restarts ?? 3;
  const budget = options.slice ?? SLICE;
  const slices: number[] = [];
  let changed = false;
  const observer = new MutationObserver((records) => {
    changed ||= records.some(({ target }) => target !== options.exclude);
  });
  observer.observe(document, { childList: true, characterData: true, subtree: true });
  try {
    for (let restarts = 0; ; restarts += 1) {
      changed = false;
      const walker = new Walker(document, options);
      const mayRestart = restarts < limit;
      for (;;) {
        const begun = performance.now();
        const done = walker.run(begun + budget);
        slices.push(performance.now() - begun);
        if (done) {
          return { tree: walker.tree(), places: walker.places, slices, restarts, changed };
        }
        await pause();
        options.signal?.throwIfAborted();
        if (changed && mayRestart) break;
      }
    }
  } finally {
    observer.disconnect();
  }
}

/** Lets the page work. Timers are slowed down in busy pages, so a message to ourselves stands in for scheduler.yield. */
export function pause(): Promise<void> {
  const scheduler = (globalThis as { scheduler?: { yield?: () => Promise<void> } }).scheduler;
  if (scheduler?.yield) return scheduler.yield();
  return new Promise((resolve) => {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => {
      channel.port1.close();
      resolve();
    };
    channel.port2.postMessage(null);
  });
}

interface Level {
  row: number;
  next: Node | null;
}

class Walker {
  readonly rows: Row[] = [];
  readonly places: Place[] = [];
  private readonly gaps = new Map<GapKind, number>();
  private readonly stack: Level[] = [];
  private parts: TextPart[] = [];
  private text = "";
  private textUnits = 0;
  private blocks = 0;
  private work = 0;

  private readonly options: WalkOptions;

  constructor(document: Document, options: WalkOptions) {
    this.options = options;
    const root = document.documentElement;
    if (root) this.enter(root, -1);
  }

  /** Walks until done (true) or until the deadline (false). */
  run(deadline: number): boolean {
    while (this.stack.length > 0) {
      this.step();
      this.work += 1;
      if (this.work < WORK) continue;
      this.work = 0;
      if (performance.now() >= deadline) break;
    }
    return this.stack.length === 0;
  }

  tree(): PageTree {
    return {
      schema: 1,
      walk: this.options.walk,
      url: this.options.url,
      captured_at: this.options.capturedAt,
      rows: this.rows,
      gaps: GAP_ORDER.flatMap((kind): Gap[] => {
        const count = this.gaps.get(kind);
        return count === undefined ? [] : [{ kind, count }];
      }),
    };
  }

  private step(): void {
    const level = this.stack[this.stack.length - 1];
    if (!level) return;
    const node = level.next;
    if (node === null) {
      this.flush(level.row);
      this.stack.pop();
      return;
    }
    level.next = node.nextSibling;
    if (node.nodeType === Node.TEXT_NODE || node.nodeType === Node.CDATA_SECTION_NODE) {
      const { data } = node as Text;
      if (data === "") return;
      this.parts.push({ node: node as Text, start: this.text.length });
      this.text += data;
    } else if (node.nodeType === Node.ELEMENT_NODE) {
      this.flush(level.row);
      this.enter(node as Element, level.row);
    }
  }

  /** Ends the run of text that stands open in this parent. */
  private flush(parent: number): void {
    if (this.text === "") return;
    const text = isSpaceOnly(this.text) ? " " : this.text.toWellFormed();
    const parts = this.parts;
    this.work += text.length / HEAVY_UNITS;
    this.text = "";
    this.parts = [];
    if (this.textUnits + text.length > TEXT_UNITS) return this.gap("text");
    if (this.push([parent, text], parts)) this.textUnits += text.length;
  }

  private enter(element: Element, parent: number): void {
    if (element === this.options.exclude) return;
    const tag = element.localName.toLowerCase();
    if (isDropped(tag, element)) return;
    if (this.stack.length >= DEPTH) return this.gap("depth");
    if (tag === "script") return this.block(element, parent);
    const row = this.rows.length;
    if (!this.push([parent, tag, this.attributes(element, tag)], element)) return;
    if (tag === "iframe" || tag === "frame") this.gap("frame");
    // Only custom elements are asked: asking costs, and sites close the roots of their own components.
    if (tag.includes("-") && this.options.hasClosedRoot?.(element)) this.gap("closed_shadow");
    if (isRowOnly(tag) || isEditable(element)) return;
    this.stack.push({ row, next: element.firstChild });
    if (element.shadowRoot) this.shadow(element.shadowRoot, row);
  }

  /** An open shadow root is its host's first child. */
  private shadow(root: ShadowRoot, parent: number): void {
    if (this.stack.length >= DEPTH) return this.gap("depth");
    const row = this.rows.length;
    if (this.push([parent, "#shadow-root", []], root.host)) this.stack.push({ row, next: root.firstChild });
  }

  private block(element: Element, parent: number): void {
    const text = element.textContent ?? "";
    this.work += text.length / HEAVY_UNITS;
    if (!isDataBlock(element.getAttribute("type"), text)) return;
    if (text.length > BLOCK_UNITS || this.blocks >= BLOCKS) return this.gap("blocks");
    const row = this.rows.length;
    if (!this.push([parent, "script", this.attributes(element, "script")], element)) return;
    this.blocks += 1;
    const first = element.firstChild;
    if (text === "") return;
    this.push([row, isSpaceOnly(text) ? " " : text.toWellFormed()], first ? [{ node: first as Text, start: 0 }] : []);
  }

  private attributes(element: Element, tag: string): string[] {
    const flat: string[] = [];
    let leftOut = false;
    const secret = tag === "meta" && isSecretMeta(element);
    for (const { name: written, value } of element.attributes) {
      const name = written.toLowerCase();
      if (denies(tag, name, value) || (secret && name === "content")) continue;
      if (flat.length >= 2 * ATTRIBUTES) {
        leftOut = true;
        break;
      }
      leftOut ||= value.length > ATTRIBUTE_HUGE_UNITS && !value.startsWith("data:");
      flat.push(name.toWellFormed(), cut(value));
    }
    if (leftOut) this.gap("attributes");
    return flat;
  }

  private push(row: Row, place: Place): boolean {
    if (this.rows.length >= ROWS) {
      this.gap("rows");
      // Nothing more can be taken: stop, rather than go through the rest of a huge page.
      this.stack.length = 0;
      return false;
    }
    this.rows.push(row);
    this.places.push(place);
    return true;
  }

  private gap(kind: GapKind): void {
    this.gaps.set(kind, (this.gaps.get(kind) ?? 0) + 1);
  }
}

/** At most ATTRIBUTE_UNITS units, never half of a surrogate pair. */
function cut(value: string): string {
  if (value.length <= ATTRIBUTE_UNITS) return value.toWellFormed();
  const last = value.charCodeAt(ATTRIBUTE_UNITS - 1);
  const high = last >= 0xd800 && last <= 0xdbff;
  return value.slice(0, high ? ATTRIBUTE_UNITS - 1 : ATTRIBUTE_UNITS).toWellFormed();
}
