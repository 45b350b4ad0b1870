// The words of the interface: locales/<language>.json, by our own loader, because chrome.i18n cannot follow the user's choice.

import type { Arg, Message } from "../types.ts";
import { ext } from "./browser.ts";
import { onSettings, readSettings } from "./settings.ts";

/** A text by number: the categories that its language has (https://cldr.unicode.org, "Plural rules"); `other` always. */
export type Plural = { readonly [category in Intl.LDMLPluralRule]?: string } & { readonly other: string };
/** What another language's words do not say is said by those behind them, whole: with their own plurals and numbers. */
const BEHIND = Symbol("behind");
export type Words = { readonly [key: string]: string | Plural; readonly [BEHIND]?: Words };
export type Args = { readonly [name: string]: Arg | undefined };

/** Says a key in the chosen language, numbers as that language writes them. A key without words is said as itself: visible, and never an empty place. */
export interface Say {
  (key: string, args?: Args): string;
  /** The text of a report's message: a key with arguments, or a pack's own text. */
  message(message: Message): string;
  /** Whether there are words for this key. */
  has(key: string): boolean;
  readonly language: string;
}

/** The languages there are words in, each with its file in locales/. What one does not say is said in English. */
export const LANGUAGES = ["en", "de", "es", "fr", "pt"] as const;
export const LANGUAGE = "en";

/** The language of the interface: the chosen one, else the first that the browser's user reads, else English. */
export function languageFor(chosen: string | undefined, browsers: readonly string[]): string {
  const known: readonly string[] = LANGUAGES;
  if (chosen !== undefined && known.includes(chosen)) return chosen;
  for (const tag of browsers) {
    const [language = ""] = tag.toLowerCase().split("-");
    if (known.includes(language)) return language;
  }
  return LANGUAGE;
}

/** As the browser itself is, and then as its user reads pages. */
const browsersLanguages = (): string[] => [ext.i18n?.getUILanguage() ?? "", ...(globalThis.navigator?.languages ?? [])];

/**
 * The words of the chosen language, or of one given, completed by the English ones. A page that loads them is marked as being in
 * that language, and comes anew when another is chosen.
 */
export async function loadWords(language?: string): Promise<Words> {
  // Needed whatever is chosen.
  const reading = fetchWords(LANGUAGE);
  // Its failure is met below; until then it is nobody's.
  reading.catch(() => undefined);
  const wanted = language ?? (await chosenLanguage());
  if (typeof document !== "undefined" && language === undefined) followLanguage(wanted);
  const [english, own] = await Promise.all([reading, wanted === LANGUAGE ? undefined : fetchWords(wanted)]);
  const words = own ? completed(english, own) : english;
  if (typeof document !== "undefined") mark(document.documentElement, languageOf(words));
  return words;
}

export const chosenLanguage = async (): Promise<string> => languageFor((await readSettings()).language, browsersLanguages());

let followed = false;

function followLanguage(shown: string): void {
  if (followed) return;
  followed = true;
  onSettings(({ language }) => {
    if (languageFor(language, browsersLanguages()) !== shown) location.reload();
  });
}

export async function fetchWords(language: string): Promise<Words> {
  const answer = await fetch(ext.runtime.getURL(`locales/${language}.json`));
  return (await answer.json()) as Words;
}

export const completed = (english: Words, own: Words): Words => ({ ...own, [BEHIND]: english });

const languageOf = ({ language }: Words): string => (typeof language === "string" ? language : LANGUAGE);

const RIGHT_TO_LEFT = new Set(["ar", "fa", "he", "ur"]);
export const directionOf = (language: string): "ltr" | "rtl" => (RIGHT_TO_LEFT.has(language) ? "rtl" : "ltr");

function mark(root: HTMLElement, language: string): void {
  root.lang = language;
  root.dir = directionOf(language);
}

export function sayer(words: Words, language: string = languageOf(words)): Say {
  const behind = words[BEHIND] && sayer(words[BEHIND]);
  const plural = new Intl.PluralRules(language);
  const numbers = new Intl.NumberFormat(language, { maximumSignificantDigits: 15 });
  const shown = (arg: Arg): string => {
    if (typeof arg === "string") return arg;
    if (arg !== 0 && Math.abs(arg) < 1e-6) return String(words["number.tiny"] ?? "0.000001");
    return Number.isFinite(arg) && Math.abs(arg) < 1e21 ? numbers.format(arg) : "?";
  };
  const say = (key: string, args: Args = {}): string => {
    const entry = Object.hasOwn(words, key) ? words[key] : undefined;
    if (entry === undefined) return behind ? behind(key, args) : key;
    if (typeof entry === "string") return fill(entry, args, shown);
    return fill(entry[plural.select(Number(args["n"]))] ?? entry.other, args, shown);
  };
  return Object.assign(say, {
    language,
    has: (key: string): boolean => Object.hasOwn(words, key) || (behind?.has(key) ?? false),
    message: (message: Message) =>
      "key" in message
        ? say(message.key, message.args)
        : (message.text[language] ?? message.text["en"] ?? Object.values(message.text)[0] ?? ""),
  });
}

/** Replaces `{name}` once, from left to right; braces inside an argument stay as they are. */
function fill(text: string, args: Args, shown: (arg: Arg) => string): string {
  return text.replace(/\{([a-z0-9_]+)\}/g, (whole, name: string) => {
    const value = Object.hasOwn(args, name) ? args[name] : undefined;
    return value === undefined ? whole : shown(value);
  });
}
