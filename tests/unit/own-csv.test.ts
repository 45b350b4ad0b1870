// Our reading of CSV is held to the command's, which is the `csv` crate's: the same cells of the same made-up tables.

import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { csvRows } from "../../extension/panel/texts/csv.ts";

const rows = (text: string, delimiter = ",") => [...csvRows(text, delimiter)];
const cells = (text: string, delimiter?: string) => rows(text, delimiter).map((row) => row.cells);

describe("CSV", () => {
  test.each([
    ["a,b\nc,d\n", [["a", "b"], ["c", "d"]]],
    ["a,b\r\n\r\n\r\nc,d", [["a", "b"], ["c", "d"]]],
    ["a,\n,\n", [["a", ""], ["", ""]]],
    ['"a ""b"" c","d\ne"\nf,g', [['a "b" c', "d\ne"], ["f", "g"]]],
    ['a"b,c\n', [['a"b', "c"]]],
    ['"a"b,c\n', [["ab", "c"]]],
    ['a,"b', [["a", "b"]]],
    ["", []],
    ["\n\n", []],
    ['""\n', [[""]]],
  ])("%j", (text, wanted) => expect(cells(text)).toEqual(wanted));

  test("semicolons and tabs", () => {
    expect(cells("a;b,c", ";")).toEqual([["a", "b,c"]]);
    expect(cells("a\tb", "\t")).toEqual([["a", "b"]]);
  });

  test("a row knows its line, also behind rows of several lines", () => {
    expect(rows('a\n"b\n\nc"\r\n\nd\n').map(({ line }) => line)).toEqual([1, 2, 6]);
  });

  test("a quotation mark that is never closed costs its own row", () => {
    const found = rows('h,t\n1,"open\n2,two\n3,three\n');
    expect(found.map(({ line, unclosed }) => [line, unclosed])).toEqual([[1, false], [2, true], [3, false], [4, false]]);
    expect(found[2]?.cells).toEqual(["2", "two"]);
  });

  test("also where a later row has marks of its own", () => {
    const found = rows('h,t\n1,"open\n2,"two, and more"\n3,"three\nlines"\n');
    expect(found.map(({ line, unclosed }) => [line, unclosed])).toEqual([[1, false], [2, true], [3, false], [4, false]]);
    expect(found.slice(2).map((row) => row.cells)).toEqual([["2", "two, and more"], ["3", "three\nlines"]]);
  });

  test("a hostile file ends soon", () => {
    const text = 'a,"\n'.repeat(20_000) + '"';
    const begun = performance.now();
    rows(text);
    expect(performance.now() - begun).toBeLessThan(3_000);
  });
});

const COMMAND = "target/debug/secondlook";

describe.skipIf(!existsSync(COMMAND))("as the command reads it", () => {
  // A small generator of our own: the same tables every time.
  let seed = 7;
  const next = (most: number): number => (seed = (seed * 48_271) % 2_147_483_647) % most;
  const PIECES = ["x", "Ab", " ", ",", ";", "\n", "\r\n", '"', '""', "é", "語", "'", "\\", "\t", "#"];
  const cell = (): string => Array.from({ length: next(6) }, () => PIECES[next(PIECES.length)]).join("");
  const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
  const raw = (text: string): string => text.replace(/[",;\r\n\t]/g, "");

  test("400 rows of odd ids", () => {
    const ids = Array.from({ length: 400 }, (_, n) => {
      const text = cell();
      return next(3) === 0 ? `${n}${raw(text)}` : quoted(`${n}${text}`);
    });
    const ends = ["\n", "\r\n"];
    const file = `id,author,text${ids.map((id) => `${ends[next(2)]}${id},a,short`).join("")}\n`;
    const said = JSON.parse(execFileSync(COMMAND, ["letters", "-", "--format", "json"], { input: file, encoding: "utf8", stdio: ["pipe", "pipe", "ignore"] })) as { too_short: string[] };
    const ours = cells(file).slice(1).map(([id]) => id);
    expect(said.too_short.length).toBe(400);
    expect([...said.too_short].sort()).toEqual([...ours].sort());
  });
});
