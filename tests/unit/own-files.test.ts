// @vitest-environment happy-dom
import { describe, expect, test } from "vitest";
import { fakePlatform } from "./fake-platform.ts";

fakePlatform();
const { readFile } = await import("../../extension/panel/texts/files.ts");
const { guess, lettersOf, MOST_LETTERS } = await import("../../extension/panel/texts/rows.ts");
const { savedPage, webAddress } = await import("../../extension/panel/texts/page.ts");
const { sourcesOf } = await import("../../extension/panel/texts/check.ts");
type Given = import("../../extension/panel/texts/files.ts").Given;

const signal = new AbortController().signal;
const read = (content: BlobPart | Uint8Array, name: string): Promise<Given> => readFile(new File([content as BlobPart], name, { lastModified: Date.UTC(2026, 5, 3) }), signal);
const utf16 = (text: string): Uint8Array => new Uint8Array([0xff, 0xfe, ...[...text].flatMap((one) => [one.charCodeAt(0) & 255, one.charCodeAt(0) >> 8])]);
const nameless = (line: number) => `line ${line}`;
async function letters(content: BlobPart | Uint8Array, name = "letters.csv") {
  const given = await read(content, name);
  if (given.kind !== "table") throw new Error(JSON.stringify(given));
  return { given, ...lettersOf(given.table, given.columns, nameless) };
}
const refusal = async (content: BlobPart | Uint8Array, name: string): Promise<string> => {
  const given = await read(content, name);
  return given.kind === "refused" ? given.why.key : given.kind;
};

describe("files of letters", () => {
  test.each([
    ["UTF-8", "id,author,text\n1,Ann,Grüße\n"],
    ["a byte order mark", "\ufeffid,author,text\n1,Ann,Grüße\n"],
    ["UTF-16", utf16("id,author,text\n1,Ann,Grüße\n")],
    ["semicolons", "id;author;text\n1;Ann;Grüße\n"],
    ["other names", "Candidate;Cover Letter;No\nAnn;Grüße;1\n"],
  ])("%s", async (_, content) => {
    const { letters: found, wrong } = await letters(content);
    expect(found).toEqual([{ id: "1", author: "Ann", text: "Grüße" }]);
    expect(wrong).toEqual([]);
  });

  test("one object a line", async () => {
    const file = '{"id":1,"author":"Ann","text":"a","job":"J","at":"2026-11-03"}\n\nnonsense\n[1]\n{"id":"2","author":"Bo","text":3}\n{"text":"b"}';
    const { letters: found, wrong } = await letters(file, "letters.jsonl");
    expect(found).toEqual([{ id: "1", author: "Ann", text: "a", job: "J", at: "2026-11-03" }, { id: "6", author: "", text: "b" }]);
    expect(wrong.map(({ line, why }) => [line, why.key])).toEqual([[3, "ui.texts.row.json"], [4, "ui.texts.row.json"], [5, "ui.texts.row.no_text"]]);
  });

  test("a broken file loses none of its good rows, and every bad one is named", async () => {
    const file = 'id,author,text\n1,Ann,good\n2,Bo\n3,Cy,"never closed\n4,Dee,good\n4,Eve,again\n,,\n6,Fay,\n7,Gus,good\n';
    const { letters: found, wrong } = await letters(file);
    expect(found.map(({ author }) => author)).toEqual(["Ann", "Dee", "Gus"]);
    expect(wrong.map(({ line, why }) => [line, why.key.replace("ui.texts.row.", "")])).toEqual([[3, "columns"], [4, "quote"], [6, "again"], [7, "empty"], [8, "empty"]]);
  });

  test("a few broken characters cost their rows, many of them the file", async () => {
    const long = Array.from({ length: 4_000 }, (_, n) => `${n},Ann,letter\n`).join("");
    const bytes = new TextEncoder().encode(`id,author,text\n${long}`);
    bytes[bytes.indexOf(10, 30_000) - 2] = 0xff;
    const { letters: found, wrong } = await letters(bytes);
    expect([found.length, wrong.map(({ why }) => why.key)]).toEqual([MOST_LETTERS, ["ui.texts.row.broken"]]);
    expect(await refusal(new Uint8Array([...new TextEncoder().encode("id,author,text\n1,Ann,caf"), 0xe9, 10]), "a.csv")).toBe("ui.texts.file.encoding");
    // A replacement character that somebody wrote is a character.
    expect((await letters("id,author,text\n1,Ann,a \ufffd b\n")).letters).toHaveLength(1);
  });

  test("more letters than are compared are counted", async () => {
    const { letters: found, beyond } = await letters(`text\n${Array.from({ length: 25_000 }, (_, n) => `t${n}\n`).join("")}`);
    expect([found.length, beyond, found[0]?.author]).toEqual([MOST_LETTERS, 25_000 - MOST_LETTERS, "line 2"]);
  });

  test("hostile cells are text; names of every object are columns like any other", async () => {
    const { letters: found } = await letters('__proto__,constructor,author,text\nx,y,"<img src=x onerror=alert(1)>","\u202e\u0000<b>"\n');
    expect(found).toEqual([{ id: "2", author: "<img src=x onerror=alert(1)>", text: "\u202e\u0000<b>" }]);
    expect((await letters('{"__proto__":{"text":"x"},"text":"a"}', "a.ndjson")).letters).toEqual([{ id: "1", author: "line 1", text: "a" }]);
  });

  test("each column is one field's", () => {
    expect(guess(["Message", "From", "Text", "Name"])).toEqual({ text: "Text", author: "Name" });
    expect(guess(["a", "b"])).toEqual({});
  });
});

describe("what is no letter", () => {
  test.each([
    ["", "a.csv", "file.empty"], [" \n", "a.csv", "file.blank"], [" ", "a.txt", "file.blank"], ["[{}]", "a.json", "file.array"], ["[{}]", "a.ndjson", "file.array"],
    ["%PDF-1.7", "a.txt", "file.pdf"], ["PK\u0003\u0004", "a.docx", "file.zip"], ["a\0b\0c\0d\0", "a.csv", "file.binary"], ["text", "a.exe", "file.kind"],
    ["From: <Saved by Blink>", "a.mht", "file.archive"], ["x".repeat(100_001), "a.txt", "file.long"],
  ])("%j as %s", async (content, name, key) => expect(await refusal(content, name)).toBe(`ui.texts.${key}`));

  test("bytes of pictures and archives", async () => {
    expect(await refusal(new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13]), "a.txt")).toBe("ui.texts.file.picture");
    expect(await refusal(new Uint8Array([0x1f, 0x8b, 8]), "a.csv")).toBe("ui.texts.file.compressed");
  });

  test("fifty megabytes are not opened", async () => {
    const file = Object.defineProperty(new File(["x"], "a.csv"), "size", { value: 50 << 20 });
    Object.defineProperty(file, "arrayBuffer", { value: () => Promise.reject(new Error("opened")) });
    expect(await readFile(file, signal)).toEqual({ kind: "refused", name: "a.csv", why: { key: "ui.texts.file.large", args: { found: 50, most: 20 } } });
  });

  test("a folder, or a file that is gone", async () => {
    const file = Object.defineProperty(new File(["x"], "a"), "arrayBuffer", { value: () => Promise.reject(new DOMException("no", "NotReadableError")) });
    expect(await readFile(file, signal)).toMatchObject({ why: { key: "ui.texts.file.unopened" } });
  });
});

describe("saved pages", () => {
  const at = Date.UTC(2026, 5, 3, 12);
  test.each([
    ["<!-- saved from url=(0031)https://www.upwork.com/jobs/~01 --><html>", "https://www.upwork.com/jobs/~01", "saver"],
    ["<html><!--\n Page saved with SingleFile \n url: https://www.fiverr.com/a/b \n saved date: Wed Jun 03 2026 14:05:00 GMT+0200 (CEST)\n-->", "https://www.fiverr.com/a/b", "saver"],
    ['<html><head><link rel="CANONICAL" href="https://a.example/x">', "https://a.example/x", "page"],
    ['<html><head><link rel=canonical href="/x"><meta property="og:url" content="https://a.example/y">', "https://a.example/y", "page"],
    ['<html><head><link rel=canonical href="javascript:alert(1)">', "", ""],
    ["<html><!-- saved from url=(0014)about:internet -->", "", ""],
  ])("%s", (html, url, by) => expect(savedPage(html, 0, at)).toMatchObject({ url, by }));

  test("the day a page was saved: its own word, with its offset, else the file's", () => {
    const single = "<!-- Page saved with SingleFile\n url: https://a.example/\n saved date: Wed Jun 03 2026 14:05:00 GMT+0200 (CEST)\n-->";
    expect(savedPage(single, 0, at)).toMatchObject({ at: "2026-06-03T14:05:00+02:00", dated: "page" });
    expect(savedPage("<!-- Page saved by a tool\n date: 2026-06-03T12:05:00Z -->", 0, at)).toMatchObject({ at: "2026-06-03T12:05:00Z", dated: "page" });
    const other = savedPage("<p>", 0, at);
    expect([Date.parse(other.at), other.dated]).toEqual([at, "file_time"]);
  });

  test("by what it holds, not by its name alone", async () => {
    expect((await read("<!doctype html><html><p>é", "letter.txt")).kind).toBe("page");
    const given = await read(new Uint8Array([...new TextEncoder().encode("<html><meta charset=iso-8859-1><p>"), 0xe9]), "a.html");
    expect(given).toMatchObject({ kind: "page", page: { html: "<html><meta charset=iso-8859-1><p>é", broken: 0 } });
  });

  test.each([["https://x.example/a b", "https://x.example/a%20b"], ["x.example", undefined], ["file:///a", undefined], ["", undefined], ["data:text/html,x", undefined]])("the address %j", (text, wanted) => expect(webAddress(text)).toBe(wanted));
});

describe("what is checked", () => {
  test("all letters are one collection, in order, each with an id of its own", () => {
    const table = (name: string, ids: string[]) => ({ kind: "letters" as const, name, read: { letters: ids.map((id) => ({ id, text: `${name} ${id}` })), wrong: [], beyond: 0 } });
    const [only, ...pages] = sourcesOf([{ author: "Ann", text: "pasted" }], [table("a.csv", ["1", "2"]), { kind: "letter", name: "bo.txt", text: "file" }, table("b.csv", ["2"]), { kind: "nothing" }], (n) => `Letter ${n}`);
    if (only?.kind !== "letters") throw new Error("no letters");
    expect(only.letters.map(({ id, author }) => [id, author])).toEqual([["1", undefined], ["2", undefined], ["2 (2)", undefined], ["bo.txt", "bo"], ["Letter 1", "Ann"]]);
    expect([only.names, only.pasted, pages]).toEqual([["a.csv", "bo.txt", "b.csv"], 1, []]);
    expect(sourcesOf([], [], String)).toEqual([]);
  });
});
