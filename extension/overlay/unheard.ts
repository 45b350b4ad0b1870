// Words that are seen and read aloud, but are no text of the document. A page's `window.find` also searches closed shadow roots,
// and what a user selects in one the page can read: what a style makes of an attribute, neither of them reaches.

/** The attribute whose value is shown, see `style.ts`. */
const SAID = "data-said";

/** Gives an element these words and no others. */
export function say(element: Element, text: string): void {
  element.replaceChildren(said(element.ownerDocument, text));
}

/** Turns all texts below an element, which must not stand in a document yet. */
export function unheard<E extends Element>(element: E): E {
  const { ownerDocument } = element;
  // Without text, nothing tells any more from where to where it reads.
  const turned = [...element.querySelectorAll("[dir=auto], bdi:not([dir])")].map((one) => [one, isRtl(one)] as const);
  for (const [one, rtl] of turned) one.setAttribute("dir", rtl ? "rtl" : "ltr");
  const walker = ownerDocument.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const texts: Text[] = [];
  while (walker.nextNode()) texts.push(walker.currentNode as Text);
  for (const text of texts) text.replaceWith(said(ownerDocument, text.data));
  return element;
}

function said(document: Document, text: string): HTMLElement {
  const element = document.createElement("span");
  element.setAttribute(SAID, text);
  return element;
}

/** The first letter decides, as for `dir="auto"`. */
const isRtl = (element: Element): boolean => RTL.test(/\p{L}/u.exec(element.textContent ?? "")?.[0] ?? "");
const RTL = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;
