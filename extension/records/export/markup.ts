// HTML as text, from a tree of plain data: every text and attribute is escaped here and nowhere else. Exports are made where
// there may be no document, and are looked at without one by tests.

export interface Element {
  readonly tag: string;
  readonly attributes: { readonly [name: string]: string };
  readonly children: readonly Markup[];
}
export type Markup = Element | string | undefined;

const VOID = new Set(["meta", "hr", "br"]);
/** Control characters have no place in HTML; line breaks and tabs do. */
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g;
const ESCAPED: { readonly [character: string]: string } = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

export function el(tag: string, attributes: { readonly [name: string]: string }, ...children: readonly (Markup | readonly Markup[])[]): Element {
  return { tag, attributes, children: children.flat() };
}

/** An element that holds a text of somebody's: it reads in its own direction. */
export const text = (tag: string, said: string, attributes: { readonly [name: string]: string } = {}): Element => el(tag, { dir: "auto", ...attributes }, said);

export const escaped = (said: string): string => said.toWellFormed().replace(CONTROL, "\ufffd").replace(/[&<>"']/g, (character) => ESCAPED[character] ?? "");

export function written(markup: Markup): string {
  if (markup === undefined) return "";
  if (typeof markup === "string") return escaped(markup);
  const { tag, attributes, children } = markup;
  const open = `<${tag}${Object.entries(attributes).map(([name, value]) => ` ${name}="${escaped(value)}"`).join("")}>`;
  return VOID.has(tag) ? open : `${open}${children.map(written).join("")}</${tag}>`;
}

/** A whole document, which asks nothing of anybody: no script, no picture, no address is loaded. `style` is our own. */
export function page(language: string, title: string, style: string, body: readonly Markup[]): string {
  const policy = "default-src 'none'; style-src 'unsafe-inline'";
  const head = [
    el("meta", { charset: "utf-8" }),
    el("meta", { "http-equiv": "Content-Security-Policy", content: policy }),
    el("meta", { name: "robots", content: "noindex" }),
    el("meta", { name: "viewport", content: "width=device-width, initial-scale=1" }),
    el("title", {}, title),
  ].map(written).join("\n");
  return `<!doctype html>\n<html lang="${escaped(language)}">\n<head>\n${head}\n<style>\n${style}\n</style>\n</head>\n<body>\n${body.map(written).filter(Boolean).join("\n")}\n</body>\n</html>\n`;
}
