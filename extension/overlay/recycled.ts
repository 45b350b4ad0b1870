// A list that is only drawn as far as it is seen uses its cards again for other items. A marker must never speak of the item
// that stood there before, so the cards are watched, also while the page as a whole is not listened to.

/** So much of a card is compared, characters. */
const MOST = 20_000;
const PIECE = 32;

const bare = (text: string): string => text.slice(0, MOST).replace(/\s+/g, "");

/** What a card says, for comparing. */
export const saidBy = (card: Element): string => (card.textContent ?? "").slice(0, MOST);

/**
 * Whether a card still speaks of the item that it spoke of: its name is still there, and at least half of its words. A card may
 * unfold, and its times may tick.
 */
export function isSameItem(before: string, now: string, label: string): boolean {
  if (before === now) return true;
  const [was, is, name] = [bare(before), bare(now), bare(label)];
  if (name !== "" && was.includes(name) && !is.includes(name)) return false;
  let same = 0;
  for (let at = 0; at < was.length; at += PIECE) {
    const piece = was.slice(at, at + PIECE);
    if (is.includes(piece)) same += piece.length;
  }
  return same * 2 >= was.length;
}

/** Calls back with the cards in which something changed, before that is painted. */
export class Recycled {
  private readonly observer: MutationObserver;
  private cards: ReadonlySet<Element> = new Set();

  constructor(changed: (cards: ReadonlySet<Element>) => void) {
    this.observer = new MutationObserver((records) => {
      const touched = new Set<Element>();
      for (const { target } of records) {
        for (let node: Node | null = target; node; node = node.parentNode) {
          if (!(node instanceof Element) || !this.cards.has(node)) continue;
          touched.add(node);
          break;
        }
      }
      if (touched.size > 0) changed(touched);
    });
  }

  watch(cards: readonly Element[]): void {
    const next = new Set(cards);
    if (next.size === this.cards.size && cards.every((card) => this.cards.has(card))) return;
    this.observer.disconnect();
    this.cards = next;
    for (const card of next) this.observer.observe(card, { childList: true, characterData: true, subtree: true });
  }
}
