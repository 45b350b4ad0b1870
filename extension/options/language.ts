// The language of the interface. Another choice brings every page anew, this one too.

import { make } from "../common/dom.ts";
import { AUTO, type Language, languageChoice } from "../common/languages.ts";
import { writeSettings } from "../common/settings.ts";
import type { Say } from "../common/words.ts";
import { p, part, type Part, prescribedNote } from "./part.ts";

export function languagePart(say: Say, all: readonly Language[]): Part {
  const choice = languageChoice(document, all, say);
  choice.addEventListener("change", () => {
    // Where the page goes on after it came anew.
    history.replaceState(null, "", "#language");
    void writeSettings({ language: choice.value === AUTO ? undefined : choice.value });
  });
  const note = prescribedNote(say);
  const label = make(document, "label", { class: "middle" }, [make(document, "span", { text: say("ui.language.title") }), choice]);
  return part("language", say("ui.language.title"), [label, note.element, p(say("ui.language.about"), "soft")], ({ settings, policy }) => {
    choice.value = settings.language ?? AUTO;
    choice.disabled = settings.run === undefined || policy.set.language !== undefined;
    note.show(policy.set.language !== undefined, choice);
  });
}
