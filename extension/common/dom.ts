// Elements from plain data: text only, never markup.

export interface Parts {
  class?: string;
  text?: string;
  attributes?: { readonly [name: string]: string };
}

export function make<K extends keyof HTMLElementTagNameMap>(
  document: Document,
  tag: K,
  parts: Parts = {},
  children: readonly (Node | undefined)[] = [],
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  if (parts.class) element.className = parts.class;
  if (parts.text !== undefined) element.textContent = parts.text;
  for (const [name, value] of Object.entries(parts.attributes ?? {})) element.setAttribute(name, value);
  for (const child of children) if (child) element.append(child);
  return element;
}
