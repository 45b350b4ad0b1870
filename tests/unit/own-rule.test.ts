import { expect, test } from "vitest";
import { type Asked, nothing, type OwnPack, parseOwn, phraseOf, withoutRule, withRule } from "../../extension/background/packs/own.ts";
import { built } from "../../extension/common/canonical.ts";

const standard = { description: "Rules.", why: "Because.", innocent: "Many." };
const asked = (more: Partial<Asked> = {}): Asked => ({ words: "Let's {0,9} talk | on @apps?", text: "t", silent: "s", title: "Asks to talk!", family: "contact", severity: "note", innocent: "i", ask: "q", language: "en", ...more });
type Rules = { version: string; rules: { id: string; match: { any: string[] }; innocent: unknown[] }[]; languages: string[] };

test("words become a phrase of words alone, whatever signs stand between them", () => {
  expect(phraseOf("Let's {0,9} talk | on @apps? a_b *x* t.me/dev")).toBe("Let's 0 9 talk on apps a b x t me dev");
  expect(phraseOf("давайте обсудим — 微信联系 ’’ ''")).toBe("давайте обсудим 微信联系");
  expect(phraseOf("... {} ||")).toBe("");
});

test("a rule is added to the rules that are there; versions go up; ids are kebab-case and never twice", async () => {
  let own: OwnPack = nothing();
  const versions: string[] = [];
  for (const more of [{}, {}, { title: "Пишет", language: "ru" }, { title: "Пишет" }]) {
    const pack = withRule(own, asked(more), standard) as unknown as Rules;
    versions.push(pack.version);
    own = parseOwn(await built(pack as never));
  }
  expect(versions).toEqual(["1.0.0", "1.0.1", "1.0.2", "1.0.3"]);
  expect(own.rules.map(({ id }) => id)).toEqual(["asks-to-talk", "asks-to-talk-2", "rule", "rule-2"]);
  expect(own.languages).toEqual(["en", "ru"]);
  expect(own.rules[0]).toMatchObject({ severity: "note", innocent: [{ en: "Many." }, { en: "i" }], examples: { fire: ["t"], silent: ["s"] } });
});

test("a rule is taken out again, and with the last one the pack goes", () => {
  const own = withRule(nothing(), asked(), standard) as unknown as OwnPack;
  const two = withRule(own, asked({ title: "Other" }), standard) as unknown as OwnPack;
  expect((withoutRule(two, "asks-to-talk", standard) as unknown as Rules).rules.map(({ id }) => id)).toEqual(["other"]);
  expect(withoutRule(own, "asks-to-talk", standard)).toBeUndefined();
});
