// What exports say, what they leave out, and that no text of anybody's is taken for anything but text.

import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { fakePlatform } from "./fake-platform.ts";
import { finding, sample, text } from "./records-sample.ts";

fakePlatform();
const { sayer } = await import("../../extension/common/words.ts");
const { recordHtml, candidateHtml } = await import("../../extension/records/export/html.ts");
const { cell, recordsCsv } = await import("../../extension/records/export/csv.ts");
const { holds, recordJson } = await import("../../extension/records/export/json.ts");
const { standingOf } = await import("../../extension/records/export/standing.ts");
const { sha256 } = await import("../../extension/common/canonical.ts");
type Words = import("../../extension/common/words.ts").Words;

const words = JSON.parse(readFileSync("locales/en.json", "utf8")) as Words;
const say = sayer(words);
/** Whether a file holds, by the hash that stands last in it. */
const ok = (file: string): Promise<boolean> => holds(file, /"sha256":"([0-9a-f]*)"\}\s*$/.exec(file)?.[1] ?? "");
/** What a reader sees: text without tags, by the attribute that says which part it is. */
const part = (html: string, name: string): string => new RegExp(`<section data-part="${name}">(.*?)</section>`, "s").exec(html)?.[1] ?? "";

test("what is disputed or set aside leaves the summary; what was set aside until a day comes back after it", () => {
  const { found, disputed, aside } = standingOf(sample());
  expect([found, disputed.map((one) => one.finding), aside.map((one) => one.finding)].map((list) => list.map(({ id }) => id))).toEqual([["f1"], ["f3"], ["f2"]]);
  const until = sample({ dismissed: [{ finding: "f2", reason: "r", at: "2026-11-20T12:00:00Z", until: "2026-11-25" }] });
  expect(standingOf(until, "2026-11-25").aside).toHaveLength(1);
  expect(standingOf(until, "2026-11-26").aside).toHaveLength(0);
});

test("the report holds everything, each in its part", () => {
  const html = recordHtml(sample(), say);
  expect(part(html, "findings")).not.toContain("Sentence of f3");
  expect(part(html, "disputed")).toContain("That is a common phrase.");
  expect(part(html, "aside")).toContain("REASON known to us");
  expect(part(html, "notes")).toContain("NOTE: seemed tired");
  expect(part(html, "questions")).toContain("I took it from a course.");
  expect(part(html, "steps")).toContain("STEPNOTE");
  expect(part(html, "seen")).toContain("SEEN in a call");
  expect(part(html, "outcome")).toContain("OUTCOMEREASON");
  expect(part(html, "judged-by")).toContain("secondlook/letters");
  expect(part(html, "coverage")).toContain(say("shared-letters.title"));
  for (const said of ["shared-letters", "1.0.0", say("ui.records.export.private"), say("report.nothing-found-is-not-verified")]) expect(html).toContain(said.replaceAll("'", "&#39;"));
});

test("the candidate's copy has their words, the reasons, questions and answers; no notes, no others, no reason of the outcome", () => {
  const html = candidateHtml(sample(), say);
  for (const there of ["Words that ann", "Because.", "Colleagues.", "Who wrote it?", "Who wrote the letter?", "I took it from a course.", "That is a common phrase.", "I draw maps.", "Words that ann wrote.", say("ui.records.candidate.dispute_title")]) expect(html, there).toContain(there);
  for (const gone of ["NOTE", "SEEN", "STEPNOTE", "REASON", "Kim", "bo wrote", "that bo", "Bo Stranger", '"bo"']) expect(html, gone).not.toContain(gone);
  expect(part(html, "findings")).not.toContain("Sentence of f3");
});

test("hostile text is text: in HTML, in CSV, in JSON", async () => {
  const hostile = `<img src=x onerror="alert(1)"></p></section><script>alert(1)</script>&amp;'"\u0000\u202e\ud800 ${"ー".repeat(100_000)}`;
  const record = sample({ subject: { site: "freelancer.com", person: "Ann", name: hostile }, notes: [{ at: hostile, by: hostile, text: hostile }], outcome: { kind: "open", reason: hostile, by: hostile, at: hostile } });
  for (const html of [recordHtml(record, say), candidateHtml(record, say)]) {
    expect(html).not.toMatch(/<img|<script|\u0000|\ud800/);
    expect(html).toContain("&lt;img src=x onerror=&quot;alert(1)&quot;&gt;");
    expect(html.match(/<section/g)?.length).toBe(html.match(/<\/section>/g)?.length);
  }
  const json = await recordJson(record);
  expect(await ok(json)).toBe(true);
  expect((JSON.parse(json) as typeof record).subject.name).toBe(hostile.toWellFormed());
});

test("a file asks nothing of anybody, and is made for paper", () => {
  for (const html of [recordHtml(sample(), say), candidateHtml(sample(), say)]) {
    expect(html).toMatch(/^<!doctype html>\n<html lang="en">/);
    expect(html).not.toMatch(/<(script|link|img|iframe|object|form)|url\(|@import|\bsrc=|\bhref=/);
    expect(html).toContain("default-src &#39;none&#39;");
    expect(html).toMatch(/@media print/);
    const [, style = ""] = /<style>(.*?)<\/style>/s.exec(html) ?? [];
    expect(style).not.toMatch(/[<&]|prefers-color-scheme/);
  }
});

test("a table's cells are no formulas", () => {
  for (const said of ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1", "|cmd", "%0a"]) expect(cell(said)).toBe(`"'${said}"`);
  for (const said of ["1", "a=1", "Ann"]) expect(cell(said)).toBe(`"${said}"`);
  expect(cell('a "b"\n,c')).toBe('"a ""b""\n,c"');
  const csv = recordsCsv([sample({ subject: { site: "freelancer.com", person: "Ann", name: '=HYPERLINK("http://x")' } }), sample({ report: { ...sample().report, findings: [] } })], say);
  const lines = csv.slice(1).split("\r\n");
  expect([csv.charCodeAt(0), lines.length]).toEqual([0xfeff, 6]);
  expect(lines[1]).toContain(`"'=HYPERLINK(""http://x"")"`);
  expect(lines[4]).toContain("Nothing found does not mean verified.");
  expect(lines.slice(1, 4).map((line) => ["stands", "disputed", "set aside"].find((one) => line.includes(`"${one}"`)))).toEqual(["stands", "disputed", "set aside"]);
});

test("the hash in a file is of what stands before it", async () => {
  const json = await recordJson(sample());
  const [, before = "", hash = ""] = /^(.*),"sha256":"([0-9a-f]{64})"\}\n$/s.exec(json) ?? [];
  expect(await sha256(`${before}}`)).toBe(hash);
  expect(await ok(json)).toBe(true);
  expect(await ok(`\ufeff${json}\r\n`)).toBe(true);
  expect(await ok(json.replace("Kim", "Kin"))).toBe(false);
  expect(await ok(json.slice(0, -10))).toBe(false);
  expect(await holds(JSON.stringify(sample()), undefined)).toBe(true);
  const again = { ...(JSON.parse(json) as ReturnType<typeof sample>) };
  expect(await recordJson(again)).toBe(json);
});

/** What must never stand in anything that Second Look says of a person. */
const ACCUSING = /fraud|north korea|dprk|scam|suspicious|criminal|impost|fake|liar|\bspy\b|\bthreat actor/i;
/** Numbers that rate: a share of a hundred, of five or ten, a score, a rank, a place in an order. */
const RATING = /\b(score|rank|rating|risk|trust|grade|points?)\b\s*[:=]?\s*\d|\b\d+\s*(\/|out of)\s*(5|10|100)\b|\b(risk|trust|fraud) (level|index)|\b#\s?\d+\b|\btop \d+/i;
const seen = (html: string): string => html.replace(/<style>.*?<\/style>/s, "").replace(/<[^>]*>/g, " ");

test("nothing accuses, and no number rates a person: in all words, in every export, in the file", async () => {
  for (const [key, value] of Object.entries(words)) {
    const said = typeof value === "string" ? value : `${value.one} ${value.other}`;
    expect(said, key).not.toMatch(ACCUSING);
    expect(said, key).not.toMatch(RATING);
  }
  const record = sample({ report: { ...sample().report, findings: [...sample().report.findings, finding("f4", { severity: "stop", statistic: { method: "letters-alike", n: 60, value: 0.91, p: 0.0001, interval: [0.8, 0.97] } })] } });
  const made = [seen(recordHtml(record, say)), seen(candidateHtml(record, say)), recordsCsv([record], say)];
  for (const said of made) {
    expect(said).not.toMatch(ACCUSING);
    expect(said).not.toMatch(RATING);
  }
  // Members of the file that would hold such a number.
  const names = new Set<string>();
  JSON.parse(await recordJson(record), (key, value: unknown) => (names.add(key), value));
  for (const name of names) expect(name).not.toMatch(/score|rank|risk|trust|grade|probab/i);
});

test("these searches can fail", () => {
  for (const said of ["Trust: 7", "8 out of 10", "risk level", "rank 3", "a fraudster", "suspicious"]) expect(ACCUSING.test(said) || RATING.test(said), said).toBe(true);
  expect(text("x").value).toBe("x");
});
