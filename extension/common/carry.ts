// What a person did to elements, kept when others come in their place: folds, what was typed, focus, scroll. An element is known
// by the parts it stands in (`update.ts`), its name there, and which of that name it is.

const NAMES = ["data-act", "data-part", "name"] as const;
const USED = "details, summary, input, textarea, select, button, a, blockquote, [tabindex]";

const nameOf = (element: Element): string => NAMES.map((name) => element.getAttribute(name) ?? "").join(" ");

function ownersOf(element: Element, root: Element): string {
  let owners = "";
  for (let at: Element | null = element; at && at !== root; at = at.parentElement) {
    const key = at.getAttribute("data-key");
    if (key !== null) owners = `${key} / ${owners}`;
  }
  return owners;
}

/** Every element that can be used, `root` as well, by its address. A fold's summary has the name of its fold. */
function addresses(root: Element): Map<string, Element> {
  const counts = new Map<string, number>();
  const all = new Map<string, Element>();
  for (const element of [...(root.matches(USED) ? [root] : []), ...root.querySelectorAll(USED)]) {
    const named = (element.localName === "summary" && element.parentElement) || element;
    const address = `${ownersOf(element, root)}${element.localName} ${nameOf(named)}`;
    const n = counts.get(address) ?? 0;
    counts.set(address, n + 1);
    all.set(`${address} ${n}`, element);
  }
  return all;
}

/** Opens the folds that were open in `from`, and fills in what was typed there. */
export function carry(from: Element, to: Element): void {
  const before = addresses(from);
  const folds = addresses(to);
  for (const [address, old] of before) {
    const fold = folds.get(address);
    if (old instanceof HTMLDetailsElement && fold instanceof HTMLDetailsElement && fold.open !== old.open) {
      fold.open = old.open;
      // A fold that makes its content when it opens has to make it now: what was typed in it is given back.
      fold.dispatchEvent(new Event("toggle"));
    }
  }
  const now = addresses(to);
  for (const [address, old] of before) {
    const element = now.get(address);
    if (old instanceof HTMLSelectElement && element instanceof HTMLSelectElement) choose(element, old.value);
    else if (old instanceof HTMLTextAreaElement && element instanceof HTMLTextAreaElement) retype(old, element);
    else if (old instanceof HTMLInputElement && element instanceof HTMLInputElement) retype(old, element);
  }
}

function retype(old: HTMLInputElement | HTMLTextAreaElement, element: HTMLInputElement | HTMLTextAreaElement): void {
  // What nobody touched is the new one's to say.
  if (old.value !== old.defaultValue) element.value = old.value;
  if (old instanceof HTMLInputElement && element instanceof HTMLInputElement && old.checked !== old.defaultChecked) element.checked = old.checked;
}

/** A choice that is no more leaves the new one's own. */
function choose(element: HTMLSelectElement, value: string): void {
  if ([...element.options].some((option) => option.value === value)) element.value = value;
}

const listened = new WeakMap<Element, Set<Element>>();

/** What was ever scrolled inside. Heard, not asked for: to ask each element would lay out every closed fold. */
function scrolledIn(root: Element): Set<Element> {
  const known = listened.get(root);
  if (known) return known;
  const scrolled = new Set<Element>();
  listened.set(root, scrolled);
  root.addEventListener("scroll", ({ target }) => {
    for (const element of scrolled) if (!element.isConnected) scrolled.delete(element);
    if (target instanceof Element) scrolled.add(target);
  }, { capture: true, passive: true });
  return scrolled;
}

/** Remembers the focus and what is scrolled; what it returns gives both back, to the same elements or to those in their place. */
export function keepPlace(root: Element): () => void {
  const active = root.ownerDocument.activeElement;
  const focused = active && active !== root && root.contains(active) ? active : undefined;
  const scrolled = [...scrolledIn(root)].filter((element) => root.contains(element) && element.scrollTop > 0);
  if (!focused && scrolled.length === 0) return () => undefined;
  const known = new Map([...addresses(root)].map(([address, element]) => [element, address]));
  const marks = scrolled.map((element) => ({ element, top: element.scrollTop }));
  const selection = focused && selectionOf(focused);
  const around: Element[] = [];
  for (let at = focused?.parentElement; at && root.contains(at); at = at.parentElement) around.push(at);
  return () => {
    const all = addresses(root);
    const now = (element: Element): Element | undefined => (root.contains(element) ? element : all.get(known.get(element) ?? ""));
    for (const { element, top } of marks) {
      const there = now(element);
      if (there && there.scrollTop !== top) there.scrollTop = top;
    }
    if (!focused) return;
    const there = now(focused) ?? around.find((one) => root.contains(one));
    // What had the focus is gone: whoever goes by keys goes on from what was around it.
    if (there && !there.matches(USED)) there.setAttribute("tabindex", "-1");
    if (!(there instanceof HTMLElement) || there === root.ownerDocument.activeElement) return;
    there.focus({ preventScroll: true });
    if (selection && isTyped(there)) there.setSelectionRange(...selection);
  };
}

const isTyped = (element: Element): element is HTMLInputElement | HTMLTextAreaElement =>
  element instanceof HTMLTextAreaElement || (element instanceof HTMLInputElement && element.type === "text");

const selectionOf = (element: Element): [number, number] | undefined =>
  isTyped(element) ? [element.selectionStart ?? 0, element.selectionEnd ?? 0] : undefined;
