// "Make a rule from this text": a phrase rule in the user's own pack, without a file or a command. It is proved like any other
// pack before it is kept, and what is wrong is said beside the form.

import { type Asked, MOST_WORDS, nothing, OWN, parseOwn, phraseOf, type Standard, withoutRule, withRule } from "../background/packs/own.ts";
import { asLoaded, preview as previewOf } from "../background/packs/preview.ts";
import { engineOf } from "../background/packs/loading.ts";
import { remove, take } from "../background/packs/store.ts";
import { ext } from "../common/browser.ts";
import { built, type Json } from "../common/canonical.ts";
import { make } from "../common/dom.ts";
import { RULE_TEXT_KEY } from "../common/protocol.ts";
import type { Family, Problem } from "../types.ts";
import { safely } from "./bench.ts";
import { button, problemList, type Room, writing } from "./room.ts";

const FAMILIES: readonly Family[] = ["contact", "payment", "account", "identity", "availability", "equipment", "access", "code-host", "letters", "reviews"];
const LANGUAGES = ["en", "es", "pt", "fr", "de", "ru", "uk", "zh", "ko", "it", "pl", "tr", "vi", "id", "hi", "ar", "ja"];
const FIELDS = ["text", "words", "silent", "title", "innocent", "ask"] as const;
type Field = (typeof FIELDS)[number];

/** `list`: draws the rules that are there anew. */
export async function ownPart(room: Room): Promise<{ element: HTMLElement; list: () => void }> {
  const { say } = room;
  const form = formOf(room);
  const fold = make(document, "details", { attributes: { "data-part": "own" } }, [
    make(document, "summary", { text: say("ui.packs.own_title") }),
    form.element,
    form.rules,
  ]);
  const given = async (): Promise<void> => {
    const text = (await ext.storage.session.get(RULE_TEXT_KEY))[RULE_TEXT_KEY];
    if (typeof text !== "string") return;
    await ext.storage.session.remove(RULE_TEXT_KEY);
    fold.open = true;
    form.give(text);
  };
  await given();
  ext.storage.session.onChanged.addListener((changes) => void (changes[RULE_TEXT_KEY]?.newValue !== undefined && given()));
  return { element: make(document, "section", {}, [fold]), list: form.list };
}

function formOf(room: Room) {
  const { say, bench } = room;
  const standard: Standard = { description: say("ui.packs.own.description"), why: say("ui.packs.own.why"), innocent: say("ui.packs.own.innocent_standard") };
  const inputs = Object.fromEntries(FIELDS.map((name) => [name, inputOf(name)])) as { [name in Field]: HTMLTextAreaElement | HTMLInputElement };
  const family = choice("family", FAMILIES.map((one) => [one, say(`ui.packs.own.family.${one}`)]));
  const severity = choice("severity", (["note", "caution", "context"] as const).map((one) => [one, say(`ui.severity.${one}`)]));
  const names = new Intl.DisplayNames([say.language], { type: "language" });
  const language = choice("language", LANGUAGES.map((code) => [code, names.of(code) ?? code]));
  const seen = make(document, "p", { class: "soft", attributes: { "data-part": "own-phrase" } });
  const result = make(document, "div", { attributes: { role: "status", "data-part": "own-result" } });
  const rules = make(document, "div", { attributes: { "data-part": "own-rules" } });

  const asked = (): Asked => ({
    ...(Object.fromEntries(FIELDS.map((name) => [name, inputs[name].value.trim()])) as { [name in Field]: string }),
    family: family.value as Family,
    severity: severity.value as Asked["severity"],
    language: language.value,
  });
  const own = () => {
    const held = room.now().loading.imported.find(({ id, origin }) => id === OWN && origin === "mine");
    return { held, pack: held ? parseOwn(held.text) : nothing() };
  };
  /** What is wrong with what was typed, before the engine is asked. */
  const missing = (): Field | undefined => FIELDS.find((name) => inputs[name].value.trim() === "" || (name === "words" && phraseOf(inputs.words.value) === ""));
  const show = (problems: readonly Problem[]): void => {
    result.replaceChildren(problems.length === 0
      ? make(document, "p", { class: "note", text: say("ui.packs.own.passes"), attributes: { "data-part": "own-passes" } })
      : make(document, "div", { class: "note" }, [make(document, "p", { text: say("ui.packs.own.fails") }), problemList(problems, say)]));
  };
  /** Builds, opens and proves the pack as it would be; nothing is kept. */
  const proved = async (pack: Json) => {
    const text = await built(pack);
    return safely(bench, () => previewOf(bench.tools, text, room.now().loading, room.now().kept.trusted));
  };
  const tryOut = async (): Promise<void> => {
    const words = phraseOf(inputs.words.value);
    seen.textContent = words === "" ? "" : say("ui.packs.own.phrase", { words });
    if (missing() !== undefined) return result.replaceChildren();
    const answer = await proved(withRule(own().pack, asked(), standard));
    show("problems" in answer ? answer.problems : answer.preview.problems);
  };
  const keep = async (pack: Json, done: string): Promise<boolean> => {
    const answer = await proved(pack);
    if ("problems" in answer) return show(answer.problems), false;
    const { preview } = answer;
    if (preview.problems.length > 0) return show(preview.problems), false;
    const { info } = asLoaded(preview).opened ?? preview.opened;
    const kept = await writing(room, () => take({
      id: OWN,
      layer: "mine",
      version: { text: preview.text, version: info.version, sha256: info.sha256, hosts: [], imported: bench.tools.today },
      engine: engineOf(bench.tools.module),
      instead: own().held?.sha256,
      byHand: false,
    }), done);
    return kept;
  };
  const submit = async (): Promise<void> => {
    const empty = missing();
    for (const name of FIELDS) inputs[name].toggleAttribute("aria-invalid", name === empty);
    if (empty !== undefined) {
      result.replaceChildren(make(document, "p", { class: "note", text: say("ui.packs.own.missing", { name: say(`ui.packs.own.${empty}`) }) }));
      return inputs[empty].focus();
    }
    if (phraseOf(inputs.words.value).split(" ").length > MOST_WORDS) {
      result.replaceChildren(make(document, "p", { class: "note", text: say("ui.packs.own.long", { n: MOST_WORDS }) }));
      return inputs.words.focus();
    }
    const { title } = asked();
    if (!(await keep(withRule(own().pack, asked(), standard), say("ui.packs.own.made", { title })))) return;
    element.reset();
    seen.textContent = "";
    result.replaceChildren();
  };
  const list = (): void => {
    const { pack } = own();
    const lines = pack.rules.map((rule) => {
      const id = String(rule["id"]);
      const name = say.message({ text: rule["title"] as { [language: string]: string } });
      const gone = (): unknown => {
        const rest = withoutRule(own().pack, id, standard);
        const done = say("ui.packs.own.removed", { title: name });
        return rest === undefined ? writing(room, () => remove(OWN), done) : keep(rest, done);
      };
      return make(document, "li", { class: "site" }, [
        make(document, "span", { text: name, attributes: { dir: "auto" } }),
        button(say("ui.packs.own.remove"), "own-remove", gone, { label: say("ui.packs.own.remove_named", { title: name }), disabled: room.now().frozen !== "" }),
      ]);
    });
    rules.replaceChildren(...(lines.length > 0 ? [make(document, "h3", { text: say("ui.packs.own.rules") }), make(document, "ul", { class: "plain" }, lines)] : []));
  };

  const submitting = make(document, "button", { class: "main", text: say("ui.packs.own.make"), attributes: { type: "submit", "data-act": "own-make" } });
  const element = make(document, "form", { attributes: { novalidate: "", autocomplete: "off" } }, [
    make(document, "p", { class: "soft", text: say("ui.packs.own.about") }),
    labelled("text"), labelled("words"), seen, labelled("title"),
    make(document, "div", { class: "row" }, [named("family", family), named("severity", severity), named("language", language)]),
    labelled("innocent"), labelled("ask"), labelled("silent"),
    result,
    make(document, "div", { class: "row" }, [submitting]),
  ]);
  function labelled(name: Field): HTMLElement {
    return named(name, inputs[name]);
  }
  function named(name: string, field: HTMLElement): HTMLElement {
    return make(document, "label", { class: "number" }, [make(document, "span", { text: say(`ui.packs.own.${name}`) }), field]);
  }
  element.addEventListener("change", () => void tryOut());
  element.addEventListener("submit", (event) => {
    event.preventDefault();
    submitting.disabled = true;
    void submit().finally(() => {
      submitting.disabled = room.now().frozen !== "";
    });
  });
  const give = (text: string): void => {
    inputs.text.value = text;
    if (phraseOf(text).split(" ").length <= MOST_WORDS) inputs.words.value = text.trim();
    element.scrollIntoView();
    inputs.words.focus();
    void tryOut();
  };
  return { element, rules, give, list };
}

function inputOf(name: Field): HTMLTextAreaElement | HTMLInputElement {
  const attributes = { name, "data-act": `own-${name}`, maxlength: name === "text" || name === "silent" ? "3000" : "500", dir: "auto" };
  return name === "text" || name === "silent"
    ? make(document, "textarea", { attributes: { ...attributes, rows: "3" } })
    : make(document, "input", { attributes: { ...attributes, type: "text" } });
}

function choice(name: string, options: readonly (readonly [string, string])[]): HTMLSelectElement {
  return make(document, "select", { attributes: { name, "data-act": `own-${name}` } }, options.map(([value, text]) => make(document, "option", { text, attributes: { value } })));
}
