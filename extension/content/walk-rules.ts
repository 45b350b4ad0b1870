// The caps and the deny-list of the walk, as in crate/core/src/tree/walk.rs. Change both or neither.

import type { GapKind } from "../types.ts";

export const ROWS = 60_000;
export const TEXT_UNITS = 4 << 20;
export const BLOCK_UNITS = 2 << 20;
export const BLOCKS = 32;
export const ATTRIBUTE_UNITS = 1024;
/** A longer value is said to be cut, unless it is a `data:` address. */
export const ATTRIBUTE_HUGE_UNITS = 1 << 16;
export const ATTRIBUTES = 64;
export const DEPTH = 512;

/** The inside is another document, a picture, or what the user chose or typed. */
const ROW_ONLY = new Set([
  "svg", "math", "iframe", "frame", "object", "embed", "canvas", "video", "audio", "select", "textarea",
]);
const DROPPED = new Set(["style", "noscript", "template"]);
const DENIED = new Set(["style", "value", "srcdoc", "srcset", "nonce", "integrity", "ping", "checked", "selected"]);
const SECRET = ["token", "csrf", "password", "secret", "session", "auth-"];

/** The order in which gaps are said. */
export const GAP_ORDER: readonly GapKind[] = [
  "rows", "text", "blocks", "depth", "bytes", "attributes", "encoding", "frame", "closed_shadow", "cut",
];

export const isRowOnly = (tag: string): boolean => ROW_ONLY.has(tag);

export function isDropped(tag: string, element: Element): boolean {
  return DROPPED.has(tag) || (tag === "link" && element.getAttribute("rel")?.toLowerCase() !== "canonical");
}

/** Whether the inside is what the user typed. */
export function isEditable(element: Element): boolean {
  const editable = element.getAttribute("contenteditable");
  return editable !== null && editable.toLowerCase() !== "false";
}

/** The six white characters of HTML's and the DOM's kind, vertical tab, and NBSP. */
export const isSpaceOnly = (text: string): boolean => /^[\t-\r \u00a0]*$/.test(text);

export function denies(tag: string, name: string, value: string): boolean {
  return (
    name.startsWith("on") ||
    DENIED.has(name) ||
    SECRET.some((secret) => name.includes(secret)) ||
    (tag === "path" && name === "d") ||
    isLongToken(value)
  );
}

const isLongToken = (value: string): boolean => value.length > 120 && !/[\t-\r \u00a0/.]/.test(value);

export function isSecretMeta(element: Element): boolean {
  return ["name", "property"].some((attribute) => {
    const name = element.getAttribute(attribute)?.toLowerCase();
    return name !== undefined && SECRET.some((secret) => name.includes(secret));
  });
}

export function isDataBlock(type: string | null, text: string): boolean {
  const kind = (type ?? "").replace(/^[\t-\r \u00a0]+|[\t-\r \u00a0]+$/g, "").toLowerCase();
  const code = kind === "" || kind === "module" || kind.endsWith("javascript") || kind.endsWith("ecmascript");
  return kind.endsWith("json") || (code && isStateAssignment(text));
}

/** `window.NAME[.NAME..] =` followed by `(`, `{` or `[`. */
export const isStateAssignment = (script: string): boolean =>
  /^[\t-\r \u00a0]*(?:window|self|globalThis)\.[._$0-9A-Za-z]+[\t-\r \u00a0]*=[\t-\r \u00a0]*[({[]/.test(script);
