// The user's own pack: rules that were made from a text, one phrase each. It is a pack like any other, unsigned, and passes the
// same proof.

import type { Json } from "../../common/canonical.ts";
import type { Family } from "../../types.ts";

export const OWN = "mine/own";

/** What the form asks for. */
export interface Asked {
  /** The words that are looked for, as they stand in the text. */
  words: string;
  /** A text in which they are found. */
  text: string;
  /** An ordinary text in which nothing may be found. */
  silent: string;
  title: string;
  family: Family;
  /** Never above Ask: nobody but the user stands by it. */
  severity: "context" | "note" | "caution";
  innocent: string;
  ask: string;
  /** Of the words. */
  language: string;
}

/** Sentences that every such rule says; put in words by the caller. */
export interface Standard {
  description: string;
  why: string;
  innocent: string;
}

type Rule = { readonly [key: string]: Json };
export interface OwnPack {
  version: string;
  languages: string[];
  rules: Rule[];
}

/** The most of what a phrase can hold (`crate/core/src/pack/phrase.rs`). */
export const MOST_WORDS = 24;

/** The words of a text as a phrase: letters, digits and apostrophes, nothing that a phrase could take for a sign of its own. */
export const phraseOf = (words: string): string =>
  (words.match(/[\p{L}\p{M}\p{N}]+(?:['’][\p{L}\p{M}\p{N}]+)*/gu) ?? []).join(" ");

export const nothing = (): OwnPack => ({ version: "0.0.0", languages: ["en"], rules: [] });

/** The own pack as it is kept now. It was written by us, and opened by the engine before. */
export function parseOwn(text: string): OwnPack {
  const { pack } = JSON.parse(text) as { pack: { version: string; languages: string[]; rules: Rule[] } };
  return { version: pack.version, languages: pack.languages, rules: pack.rules };
}

export function withRule(own: OwnPack, asked: Asked, standard: Standard): Json {
  const rule: Rule = {
    id: idFor(asked.title, new Set(own.rules.map(({ id }) => String(id)))),
    version: "1.0.0",
    title: { en: asked.title },
    family: asked.family,
    severity: asked.severity,
    confidence: "low",
    status: "experimental",
    references: ["own"],
    languages: [asked.language],
    where: ["letter", "bio", "message"],
    message: { en: asked.title },
    why: { en: standard.why },
    innocent: [{ en: standard.innocent }, { en: asked.innocent }],
    ask: [{ en: asked.ask }],
    match: { any: [phraseOf(asked.words)] },
    examples: { fire: [asked.text], silent: [asked.silent] },
  };
  return packOf(own, [...own.rules, rule], [...new Set([...own.languages, asked.language])], standard);
}

/** Nothing where no rule is left. */
export function withoutRule(own: OwnPack, id: string, standard: Standard): Json | undefined {
  const rules = own.rules.filter((rule) => rule["id"] !== id);
  return rules.length === 0 ? undefined : packOf(own, rules, own.languages, standard);
}

const packOf = (own: OwnPack, rules: Rule[], languages: string[], { description }: Standard): Json => ({
  id: OWN,
  version: next(own.version),
  description,
  licence: "LicenseRef-private",
  languages,
  adapters: [],
  rules,
  stock: [],
  background: [],
});

/** The next version: 1.0.0, 1.0.1 and so on. */
function next(version: string): string {
  const [major = 0, minor = 0, patch = 0] = version.split(".").map(Number);
  return major === 0 ? "1.0.0" : `${major}.${minor}.${patch + 1}`;
}

/** A kebab-case id that no other rule has. */
function idFor(title: string, taken: ReadonlySet<string>): string {
  const slug = title.normalize("NFKD").toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "").slice(0, 40).replace(/-+$/, "") || "rule";
  for (let n = 1; ; n += 1) {
    const id = n === 1 ? slug : `${slug}-${n}`;
    if (!taken.has(id)) return id;
  }
}
