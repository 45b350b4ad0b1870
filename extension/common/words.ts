// The words of the interface: locales/<language>.json, by our own loader, because chrome.i18n cannot follow the user's choice.

import type { Arg, Message } from "../types.ts";
import { ext } from "./browser.ts";

export interface Plural {
  one: string;
  other: string;
}
export type Words = { readonly [key: string]: string | Plural };
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

export const LANGUAGE = "en";

export async function loadWords(language: string = LANGUAGE): Promise<Words> {
  const answer = await fetch(ext.runtime.getURL(`locales/${language}.json`));
  return (await answer.json()) as Words;
}

export function sayer(words: Words, language: string = LANGUAGE): Say {
  const plural = new Intl.PluralRules(language);
  const numbers = new Intl.NumberFormat(language, { maximumSignificantDigits: 15 });
  const shown = (arg: Arg): string => {
    if (typeof arg === "string") return arg;
    if (arg !== 0 && Math.abs(arg) < 1e-6) return String(words["number.tiny"] ?? "0.000001");
    return Number.isFinite(arg) && Math.abs(arg) < 1e21 ? numbers.format(arg) : "?";
  };
  const say = (key: string, args: Args = {}): string => {
    const entry = Object.hasOwn(words, key) ? words[key] : undefined;
    if (entry === undefined) return key;
    if (typeof entry === "string") return fill(entry, args, shown);
    const n = Number(args["n"]);
    return fill(plural.select(n) === "one" ? entry.one : entry.other, args, shown);
  };
  return Object.assign(say, {
    language,
    has: (key: string) => Object.hasOwn(words, key),
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
