// Every language's words against the English ones; and that no text which a person reads stands in the code.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { fakePlatform } from "./fake-platform.ts";

fakePlatform();
const { completed, directionOf, languageFor, LANGUAGES, sayer } = await import("../../extension/common/words.ts");
type Words = import("../../extension/common/words.ts").Words;
type Entry = Words[string];

const read = (language: string): Words => JSON.parse(readFileSync(join("locales", `${language}.json`), "utf8")) as Words;
const english = read("en");
const others = LANGUAGES.filter((language) => language !== "en");

/** What may never be said of a person, by language: the words of accusation, and what would rate somebody. */
const FORBIDDEN: { readonly [language: string]: RegExp } = {
  en: /fraudster|north korea|dprk|\bscam|suspicious person|criminal|imposter|impostor/i,
  de: /betrüg|betrug|nordkorea|verdächtig|kriminell|hochstapler|rangliste/i,
  es: /estafa|fraude|corea del norte|sospechos|criminal|delincuente|impostor/i,
  fr: /escroc|fraude|corée du nord|suspecte?s?\b|criminel|imposteur|arnaque/i,
  pt: /fraude|coreia do norte|suspeit|criminos|impostor|golpista|burl[aã]/i,
};

const textsOf = (entry: Entry): string[] => (typeof entry === "string" ? [entry] : Object.values(entry ?? {}));
const holes = (...texts: readonly string[]): string[] => [...new Set(texts.flatMap((text) => [...text.matchAll(/\{([a-z0-9_]+)\}/g)].map(([, name]) => name ?? "")))].sort();
const otherOf = (entry: Entry): string => (typeof entry === "string" ? entry : (entry?.other ?? ""));

/** The categories that whole numbers up to a thousand have: what a text by number has to say. */
function usual(language: string): string[] {
  const rules = new Intl.PluralRules(language);
  return [...new Set(Array.from({ length: 1_001 }, (_, n) => rules.select(n)))].sort();
}

/** What is wrong with a language's file. */
function mistakes(language: string, words: Words): string[] {
  const found: string[] = [];
  const known = new Set<string>(new Intl.PluralRules(language).resolvedOptions().pluralCategories);
  if (words["language"] !== language) found.push("language: it names another language");
  if (!["draft", "complete"].includes(String(words["locale.status"]))) found.push("locale.status: neither draft nor complete");
  for (const [key, entry] of Object.entries(words)) {
    if (key === "locale.status") continue;
    const mine = english[key];
    if (mine === undefined) {
      found.push(`${key}: there is no such key`);
      continue;
    }
    if (textsOf(entry).some((text) => typeof text !== "string" || text.trim() === "")) found.push(`${key}: an empty text`);
    if (holes(otherOf(entry)).join() !== holes(otherOf(mine)).join()) found.push(`${key}: {${holes(otherOf(entry)).join()}} instead of {${holes(otherOf(mine)).join()}}`);
    if (typeof entry === "object") {
      const allowed = holes(...textsOf(mine));
      for (const text of textsOf(entry)) for (const hole of holes(text)) if (!allowed.includes(hole)) found.push(`${key}: no {${hole}} is given`);
      for (const category of Object.keys(entry)) if (!known.has(category)) found.push(`${key}: the language has no category ${category}`);
      for (const category of usual(language)) if (!(category in entry)) found.push(`${key}: the category ${category} is missing`);
    }
    if (FORBIDDEN[language]?.test(textsOf(entry).join(" ")) || FORBIDDEN["en"]?.test(textsOf(entry).join(" "))) found.push(`${key}: a word that is never said`);
  }
  if (words["locale.status"] === "complete") for (const key of Object.keys(english)) if (!(key in words)) found.push(`${key}: missing`);
  return found;
}

describe("languages", () => {
  test("each has its file, and each file is known", () => {
    expect(readdirSync("locales").filter((file) => file.endsWith(".json")).sort()).toEqual(LANGUAGES.map((language) => `${language}.json`).sort());
    for (const language of LANGUAGES) expect(FORBIDDEN, language).toHaveProperty(language);
  });

  test.each(others)("%s says what English says, or leaves it to English", (language) => {
    const words = read(language);
    expect(mistakes(language, words)).toEqual([]);
    const missing = Object.keys(english).filter((key) => !(key in words)).length;
    if (missing > 0) console.log(`${language}: ${missing} of ${Object.keys(english).length} keys are said in English`);
  });

  test("what the browser itself shows is there in every language: name, description, commands", () => {
    const named = [...readFileSync("manifest.json", "utf8").matchAll(/__MSG_(\w+)__/g)].map(([, key]) => key ?? "");
    expect(readdirSync("extension/_locales").sort()).toEqual([...LANGUAGES].sort());
    for (const language of LANGUAGES) {
      const all = JSON.parse(readFileSync(join("extension/_locales", language, "messages.json"), "utf8")) as { [key: string]: { message: string } };
      expect(Object.keys(all).sort(), language).toEqual([...new Set(named)].sort());
      const { name, description } = all;
      expect(name?.message).toBe("Second Look");
      // The stores' limit.
      expect(description?.message.length).toBeLessThanOrEqual(132);
      expect(description?.message.length).toBeGreaterThan(20);
    }
  });

  test("what is wrong in a file is found", () => {
    const bad = {
      language: "ru", "locale.status": "complete", "ui.no.such": "x", "ui.welcome.step": "Шаг {n}",
      "ui.marker.findings": { one: "{title}: {n}", two: "{title}: {n}", other: "{title}: {n} {who}" }, "ui.welcome.next": "a scammer",
    };
    const said = mistakes("ru", bad);
    for (const expected of [
      "ui.no.such: there is no such key", "ui.welcome.step: {n} instead of {n,of}", "ui.marker.findings: no {who} is given",
      "ui.marker.findings: the language has no category two", "ui.marker.findings: the category few is missing",
      "ui.marker.findings: the category many is missing", "ui.welcome.next: a word that is never said", "ui.welcome.back: missing",
    ]) expect(said).toContain(expected);
  });

  test("every category of a language is said, and one that is not there is said as the rest", () => {
    const say = sayer({ language: "pl", k: { one: "{n} list", few: "{n} listy", many: "{n} listów", other: "{n} listu" }, half: { one: "a", other: "b" } });
    expect([1, 2, 5, 22, 1.5].map((n) => say("k", { n }))).toEqual(["1 list", "2 listy", "5 listów", "22 listy", "1,5 listu"]);
    expect([1, 2, 5].map((n) => say("half", { n }))).toEqual(["a", "b", "b"]);
  });

  test("what is not said falls back to English whole: with English plurals and numbers", () => {
    const say = sayer(completed(english, { language: "fr", own: { one: "{n} lettre", other: "{n} lettres" } }));
    expect(say.language).toBe("fr");
    expect(say("own", { n: 0 })).toBe("0 lettre");
    expect(say("ui.memory.days", { n: 0 })).toBe("0 days");
    expect(say("ui.memory.days", { n: 12_345 })).toBe("12,345 days");
    expect(say.has("ui.memory.days")).toBe(true);
    expect(say("no.such.key")).toBe("no.such.key");
  });

  test("the chosen language, else the browser's first that is there, else English", () => {
    expect(languageFor("de", ["en-US"])).toBe("de");
    expect(languageFor("xx", ["de-AT", "en"])).toBe("de");
    expect(languageFor(undefined, ["it-IT", "de-CH"])).toBe("de");
    expect(languageFor(undefined, ["it", ""])).toBe("en");
    expect([directionOf("ar"), directionOf("de")]).toEqual(["rtl", "ltr"]);
  });
});

const sources = readdirSync("extension", { recursive: true, encoding: "utf8" });
const code = (file: string): string => readFileSync(join("extension", file), "utf8").replace(/\/\*[\s\S]*?\*\/|(?<!:)\/\/.*$/gm, "");

/** Texts in the code that would reach a person without going through the words: what begins an element's text or its names. */
function hardCoded(text: string): string[] {
  const places = [
    /\btext:\s*(["'`])((?:(?!\1).)*)\1/g,
    /"(?:aria-label|aria-description|aria-roledescription|title|placeholder|alt)":\s*(["'`])((?:(?!\1).)*)\1/g,
    /\.(?:textContent|innerText|title|placeholder|ariaLabel)\s*(?:\+?=)\s*(["'`])((?:(?!\1).)*)\1/g,
    /\b(?:append|prepend|replaceChildren|createTextNode)\(\s*(["'`])((?:(?!\1).)*)\1/g,
  ];
  return places.flatMap((place) => [...text.matchAll(place)].map(([, , said = ""]) => said))
    // Two letters in a row that no expression stands for: a word.
    .filter((said) => /\p{L}{2}/u.test(said.replace(/\$\{[^}]*\}/g, "")));
}

describe("no text of the interface stands in the code", () => {
  test("the search finds what it is for", () => {
    expect(hardCoded('make(document, "p", { text: "Hello there" })')).toEqual(["Hello there"]);
    expect(hardCoded('attributes: { "aria-label": `Close ${name}` }')).toEqual(["Close ${name}"]);
    expect(hardCoded("button.textContent = 'Go on'; main.append(\"Loose words\")")).toEqual(["Go on", "Loose words"]);
    expect(hardCoded('text: "·", text: `${a}: ${b}`, text: say("ui.x")')).toEqual([]);
  });

  test.each(sources.filter((file) => file.endsWith(".ts")))("%s", (file) => expect(hardCoded(code(file))).toEqual([]));
});
