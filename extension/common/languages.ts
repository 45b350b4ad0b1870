// The choice of a language, with what is known of each: drafts are marked, for nobody who speaks the language has read them yet.

import { make } from "./dom.ts";
import { fetchWords, LANGUAGE, LANGUAGES, type Say } from "./words.ts";

export interface Language {
  code: string;
  /** As its own speakers call it. */
  name: string;
  draft: boolean;
}

export async function languages(): Promise<Language[]> {
  return Promise.all(LANGUAGES.map(async (code) => {
    const status = code === LANGUAGE ? "complete" : (await fetchWords(code))["locale.status"];
    return { code, name: new Intl.DisplayNames([code], { type: "language" }).of(code) ?? code, draft: status !== "complete" };
  }));
}

/** The value for "as the browser". */
export const AUTO = "auto";

export function languageChoice(document: Document, all: readonly Language[], say: Say): HTMLSelectElement {
  return make(document, "select", { attributes: { "data-act": "language" } }, [
    make(document, "option", { text: say("ui.language.auto"), attributes: { value: AUTO } }),
    ...all.map(({ code, name, draft }) =>
      make(document, "option", { text: draft ? say("ui.language.draft", { name }) : name, attributes: { value: code, lang: code } })),
  ]);
}
