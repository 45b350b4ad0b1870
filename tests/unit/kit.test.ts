// The interview kit: complete words, sources, another way for everybody, and nothing that guidance on fairness forbids.

import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { KIT, SOURCES, STATES, stepsFor } from "../../extension/common/kit.ts";
import type { Family } from "../../extension/types.ts";
import type { Words } from "../../extension/common/words.ts";

const words = JSON.parse(readFileSync("locales/en.json", "utf8")) as Words;
const FAMILIES: Family[] = ["contact", "payment", "account", "identity", "reviews", "letters", "bids", "availability", "equipment", "code-host", "access"];
const said = (key: string): string => JSON.stringify(words[key] ?? "");

describe("the interview kit", () => {
  test("every step says what, why, how and another way, and where it is from", () => {
    for (const { id, sources, references } of KIT) {
      for (const part of ["title", "why", "how", "other"]) expect(said(`kit.${id}.${part}`).length, `kit.${id}.${part}`).toBeGreaterThan(10);
      expect(sources.length, id).toBeGreaterThan(0);
      expect(references.length, id).toBeGreaterThan(0);
      for (const key of sources) expect([key in SOURCES, Object.hasOwn(words, `kit.source.${key}`)], key).toEqual([true, true]);
    }
    expect(new Set(KIT.map(({ id }) => id)).size).toBe(KIT.length);
  });

  test("no word of the kit is left over", () => {
    const steps = new Set(KIT.flatMap(({ id }) => ["title", "why", "how", "other"].map((part) => `kit.${id}.${part}`)));
    const sources = new Set(Object.keys(SOURCES).map((key) => `kit.source.${key}`));
    const plain = ["about", "after", "after_about", "before", "copied", "copy", "copy_failed", "how", "other", "source", "title", "why"].map((one) => `kit.${one}`);
    expect(Object.keys(words).filter((key) => key.startsWith("kit.") && !steps.has(key) && !sources.has(key) && !plain.includes(key))).toEqual([]);
  });

  test("states have words, families have steps, and each family's steps are of the kit", () => {
    for (const state of ["open", ...STATES]) expect(Object.hasOwn(words, `ui.record.step.${state}`), state).toBe(true);
    for (const family of FAMILIES) expect(stepsFor(family).length, family).toBeGreaterThan(0);
  });

  test("it asks for no certain document, judges no face or origin, and accuses nobody", () => {
    const kit = Object.keys(words).filter((key) => key.startsWith("kit.")).map((key) => [key, said(key)] as const);
    const papers = /passport|driv\w+ licen|green card|social security|birth certificate|\bID card|identity card|visa\b|drug test|fingerprint/i;
    const traits = /nationalit|citizen|native speaker|ethnic|religio|\bage\b|gender/i;
    const accusing = /fraud|north korea|dprk|scam|suspicious|criminal|fake|liar|\bscore\b|\brank\b/i;
    for (const [key, text] of kit) for (const never of [papers, traits, accusing]) expect(text, key).not.toMatch(never);
    // The pattern itself can fail.
    expect("Ask for a passport").toMatch(papers);
    // Face, voice and accent are named once: to say that they are not judged.
    for (const [key, text] of kit) if (/\bface|accent/i.test(text)) expect(text, key).toMatch(/do not judge/i);
  });
});
