// Looking into the overlay's closed shadow root. Each function here runs in the page with `this` set to that root,
// which only the browser's debugging interface can hand out: the page itself gets `null`.

/** Defined for every function that runs in the root: the words of an element, which are no text of the document (`overlay/unheard.ts`). */
export const SAID = `const said = (element) => {
  const parts = document.createTreeWalker(element, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
  let all = '';
  for (let node = element; node; node = parts.nextNode()) all += node.nodeType === Node.TEXT_NODE ? node.data : (node.getAttribute('data-said') ?? '');
  return all;
};`;

/** All elements of the overlay that are shown, flat, with where they are and what they say. */
export function inventory() {
  const shown = [];
  for (const element of this.querySelectorAll('*')) {
    const rect = element.getBoundingClientRect();
    const style = getComputedStyle(element);
    if (style.visibility === 'hidden' || style.display === 'none') {
      continue;
    }
    shown.push({
      tag: element.localName,
      classes: [...element.classList],
      part: element.getAttribute('part') ?? '',
      role: element.getAttribute('role') ?? '',
      label: element.getAttribute('aria-label') ?? '',
      text: said(element).trim(),
      pointer: style.pointerEvents,
      rect: { x: rect.x, y: rect.y, width: rect.width, height: rect.height },
    });
  }
  return { sheets: this.adoptedStyleSheets.length, inlineStyles: this.querySelectorAll('[style]').length, shown };
}

/** Sorts an inventory into what the tests talk about. */
export function sorted(inventoryOfRoot) {
  const has = (...names) => (item) => names.some((name) => item.classes.includes(name));
  const { shown } = inventoryOfRoot;
  const card = shown.find(has('card'));
  return {
    ...inventoryOfRoot,
    markers: shown.filter(has('marker')).filter((item) => item.rect.width > 0),
    boxes: shown.filter(has('box')),
    card: card === undefined ? null : { text: card.text, rect: card.rect },
  };
}
