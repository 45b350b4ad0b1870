// JSON in the one form that a hash can be taken of (RFC 8785), as far as packs need it: what JSON.stringify writes, with the
// keys of every object in order. And the built form of a pack, unsigned: `crate/core/src/pack/file.rs` reads it.

import { hex } from "./hex.ts";

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** The canonical text. Keys are ordered by UTF-16 units, as JavaScript's own sort does and RFC 8785 asks for. */
export function canonical(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (typeof value === "object" && value !== null) {
    const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
    return `{${entries.map(([key, one]) => `${text(key)}:${canonical(one)}`).join(",")}}`;
  }
  if (typeof value === "string") return text(value);
  if (typeof value === "number" && !Number.isFinite(value)) throw new TypeError(`${value} has no JSON`);
  return JSON.stringify(value);
}

/** A lone surrogate is no text: RFC 8785 refuses it, and so do we, by putting U+FFFD in its place. */
const text = (value: string): string => JSON.stringify(value.toWellFormed());

export async function sha256(text: string): Promise<string> {
  const hash = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return hex(new Uint8Array(hash));
}

/** The version of the built form that this writes. */
const SCHEMA = 1;

/** The text of an unsigned built pack. */
export async function built(pack: Json): Promise<string> {
  const inner = canonical(pack);
  return `{"pack":${inner},"schema":${SCHEMA},"sha256":"${await sha256(inner)}"}`;
}
