// What the user did in a card outlives its being made again: open folds, the focus, how far it was scrolled.

/** Everything in a card that can be found again has `data-key`: not by a finding's id, which is another one for four letters than for three. */
const byKey = (root: Element): Map<string, Element> =>
  new Map([...root.querySelectorAll("[data-key]")].map((element) => [element.getAttribute("data-key") ?? "", element]));

/** Puts the fresh card in the old one's place. */
export function replaceKept(old: HTMLElement, fresh: HTMLElement, focused: Element | null): void {
  const [were, are] = [byKey(old), byKey(fresh)];
  for (const [key, element] of were) {
    const now = are.get(key);
    if (element instanceof HTMLDetailsElement && now instanceof HTMLDetailsElement) now.open = element.open;
  }
  const { scrollTop } = old;
  const inside = focused !== null && old.contains(focused);
  const key = inside ? (focused.closest("[data-key]")?.getAttribute("data-key") ?? "") : "";
  old.replaceWith(fresh);
  fresh.scrollTop = scrollTop;
  if (!inside) return;
  const now = are.get(key);
  const target = now instanceof HTMLDetailsElement ? now.querySelector("summary") : now;
  (target instanceof HTMLElement ? target : fresh).focus({ preventScroll: true });
}
