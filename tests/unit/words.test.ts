import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { fakePlatform } from "./fake-platform.ts";

fakePlatform();
const { sayer } = await import("../../extension/common/words.ts");
type Words = import("../../extension/common/words.ts").Words;

const words = JSON.parse(readFileSync("locales/en.json", "utf8")) as Words;
const say = sayer(words);

describe("words", () => {
  test("arguments are filled in once and stay as they are", () => {
    const own = sayer({ a: "{x} and {y}", p: { one: "{n} letter", other: "{n} letters" } });
    expect(own("a", { x: "{y}", y: "$&" })).toBe("{y} and $&");
    expect(own("p", { n: 1 })).toBe("1 letter");
    expect(own("p", { n: 0 })).toBe("0 letters");
    expect(own("a", { x: 1 })).toBe("1 and {y}");
  });

  test("numbers are written as the language has them, as the command writes them", () => {
    const own = sayer({ k: "{x}", "number.tiny": "less than 0.000001" });
    const cases: [number, string][] = [[0, "0"], [999, "999"], [1_000, "1,000"], [-1_234_567.5, "-1,234,567.5"], [0.000_001, "0.000001"], [0.031_25, "0.03125"], [0.1 + 0.2, "0.3"], [3e-9, "less than 0.000001"], [1e21, "?"], [NaN, "?"]];
    for (const [x, said] of cases) expect(own("k", { x })).toBe(said);
    expect(sayer({ k: "{x}" }, "de")("k", { x: 1_234.5 })).toBe("1.234,5");
    expect(own("k", { x: "1000" })).toBe("1000");
  });

  test("a key without words is said as itself, also one that every object has", () => {
    expect(say("no.such.key")).toBe("no.such.key");
    expect(say("constructor")).toBe("constructor");
    expect(say.has("toString")).toBe(false);
  });

  test("a pack's own text is said in the language at hand, else in English", () => {
    const text = { text: { en: "Ask.", de: "Fragen." } };
    expect(say.message(text)).toBe("Ask.");
    expect(sayer(words, "de").message(text)).toBe("Fragen.");
    expect(sayer(words, "fr").message(text)).toBe("Ask.");
    expect(say.message({ key: "ui.session.kept", args: { n: 2 } })).toBe("2 letters are kept until the browser closes.");
  });
});

const sources = readdirSync("extension", { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));
const code = sources.map((file) => [file, readFileSync(join("extension", file), "utf8")] as const);

/** Every field that the interpreter can name. */
const adapterFields = (): string[] =>
  [...readFileSync("crate/core/src/adapter/fields.rs", "utf8").matchAll(/"((?:people|proposals|contracts|reviews|messages|job)\.[a-z_]+)"/g)].map(([, field]) => field ?? "");

describe("the interface's words", () => {
  test("the interpreter's fields are found", () => expect(adapterFields().length).toBeGreaterThan(40));

  test("every key that the code names has words", () => {
    for (const [file, text] of code) {
      for (const [, key] of text.matchAll(/["'`](ui\.[a-z_.]+[a-z_])["'`]/g)) expect(say.has(key ?? ""), `${key} in ${file}`).toBe(true);
    }
  });

  test("every key that the code puts together has words", () => {
    const kinds = ["page", "person", "proposal", "contract", "review", "chat", "job"];
    const parts: [string, string[]][] = [
      ["ui.severity", ["context", "note", "caution", "warning", "stop"]],
      ["ui.panel.cover", ["checked", "too_few", "not_visible", "not_supported", "needs_you"]],
      ["ui.coverage", ["checked", "too_few", "not_visible", "not_supported", "needs_you"]],
      ["ui.unread", ["withheld", "not_on_page", "not_understood", "stale", "capped", "partial"]],
      ["ui.kind", ["profile", "proposals", "reviews", "messages", "diary", "job", "search", "blocked", "unknown"]],
      ["ui.field", ["page", "frames", "components", "state", "job", "people", "contracts", "proposals", "reviews", "messages", ...adapterFields()]],
      ["ui.item", kinds],
      ["ui.item", kinds.map((kind) => `${kind}.unnamed`)],
      ["ui.slot", ["name", "company", "number", "skill", "url", "date", "text"]],
      ["ui.template.holds", ["job_title", "company"]],
      ["ui.memory.trouble", ["full", "newer", "unreadable", "unwritten"]],
      ["ui.memory.kind", ["person", "proposal", "other"]],
      ["ui.ignore.scope", ["finding", "person", "job", "everywhere"]],
      ["ui.record.step", ["open", "done", "declined", "not_needed"]],
      ["ui.record.seen", ["call", "document", "message", "other"]],
      ["ui.record.outcome", ["open", "hired", "not_hired", "withdrawn"]],
      ["ui.record.export", ["html", "json", "csv", "candidate"]],
      ["ui.packs.scope_of", ["finding", "person", "job", "everywhere"]],
      ["ui.packs.frozen", ["unanswered", "private"]],
      ["ui.packs.layer", ["mine", "team", "policy", "built_in"]],
      ["ui.packs.to", ["mine", "team"]],
      ["ui.packs.trust", ["first", "same", "handed_over", "changed", "lost", "unsigned"]],
      ["ui.options.command", ["next-finding", "previous-finding", "open"]],
      ["ui.packs.own", ["text", "words", "silent", "title", "innocent", "ask", "family", "severity", "language"]],
      ["ui.records.outcome", ["hired", "not_hired", "withdrawn", "open"]],
      ["ui.records.seen", ["call", "document", "message", "other"]],
      ["ui.records.step", ["done", "declined", "not_needed"]],
      ["ui.records.erased", ["other_person"]],
      ["ui.records.csv", ["record", "site", "person", "name", "job", "page", "read", "kept", "until", "finding", "level", "standing", "quote", "rule", "answer", "outcome", "by", "decided_at", "reason", "stands", "disputed", "aside"]],
      ["ui.packs.own.family", ["contact", "payment", "account", "identity", "availability", "equipment", "access", "code-host", "letters", "reviews"]],
    ];
    for (const [prefix, names] of parts) for (const name of names) expect(say.has(`${prefix}.${name}`), `${prefix}.${name}`).toBe(true);
  });

  test("no word of the interface is left over", () => {
    const all = code.map(([, text]) => text).join("\n");
    const built = /^ui\.(severity|panel\.cover|coverage|unread|kind|field|item|card|slot|template|options\.command|memory\.(trouble|kind)|ignore\.scope|record\.(step|seen|outcome|export)|packs\.(scope_of|frozen|layer|to|trust|own)|records\.(outcome|seen|step|erased|csv))\./;
    for (const key of Object.keys(words).filter((one) => one.startsWith("ui.") && !built.test(one))) {
      expect(all.includes(`"${key}"`) || all.includes(`\`${key}\``), key).toBe(true);
    }
  });

  test("nobody is accused", () => {
    const forbidden = /fraud|north korea|dprk|scam|suspicious|criminal|fake|\bscore\b|\brank\b/i;
    for (const [key, value] of Object.entries(words)) if (key.startsWith("ui.")) expect(JSON.stringify(value)).not.toMatch(forbidden);
  });

  test("the file is flat, sorted, one key a line", () => {
    const keys = Object.keys(words);
    expect(keys).toEqual([...keys].sort());
    expect(readFileSync("locales/en.json", "utf8").trimEnd().split("\n")).toHaveLength(keys.length + 2);
  });
});
