import { expect, test } from "vitest";
import { built, canonical, type Json } from "../../extension/common/canonical.ts";

test("keys in order, no space, the shortest escapes: as RFC 8785 has it", () => {
  // The RFC's own example of sorting (3.2.3): by UTF-16 units, so the smiley stands before the Hebrew letter.
  const sorted: Json = { "\u20ac": "Euro Sign", "\r": "Carriage Return", "\ufb33": "Hebrew Letter Dalet With Dagesh", "1": "One", "\ud83d\ude00": "Emoji: Grinning Face", "\u0080": "Control", "\u00f6": "Latin Small Letter O With Diaeresis" };
  expect([...canonical(sorted).matchAll(/:"([^"]*)"/g)].map(([, value]) => value)).toEqual(["Carriage Return", "One", "Control", "Latin Small Letter O With Diaeresis", "Euro Sign", "Emoji: Grinning Face", "Hebrew Letter Dalet With Dagesh"]);
  expect(canonical({ b: [1, true, null, "x"], a: { d: 1e21, c: 0.5 } })).toBe('{"a":{"c":0.5,"d":1e+21},"b":[1,true,null,"x"]}');
  expect(canonical("\u20ac$\u000f\nA'B\"\\\\\"/\u2028")).toBe('"\u20ac$\\u000f\\nA\'B\\"\\\\\\\\\\"/\u2028"');
});

test("what has no JSON is refused; a lone surrogate is no text", () => {
  for (const odd of [NaN, Infinity]) expect(() => canonical([odd])).toThrow(TypeError);
  expect(canonical({ "\ud800": "a\udc00" })).toBe('{"\ufffd":"a\ufffd"}');
});

test("the built form names the hash of the pack's own bytes", async () => {
  const text = await built({ id: "mine/own", a: "\u00e9" });
  expect(text).toBe('{"pack":{"a":"\u00e9","id":"mine/own"},"schema":1,"sha256":"' + (await hash('{"a":"\u00e9","id":"mine/own"}')) + '"}');
});

async function hash(text: string): Promise<string> {
  const { createHash } = await import("node:crypto");
  return createHash("sha256").update(text, "utf8").digest("hex");
}
