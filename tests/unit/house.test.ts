// Rules of the house that a compiler does not hold: where the platform may be named, and what must never stand in the code.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const files = readdirSync("extension", { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".ts") && !file.startsWith("types"))
  .map((file) => ({ file, text: readFileSync(join("extension", file), "utf8") }));
const code = (text: string): string => text.replace(/\/\*[\s\S]*?\*\/|\/\/.*$|^import .*$/gm, "");

test("one file names the platform", () => {
  for (const { file, text } of files) {
    if (file !== join("common", "browser.ts")) expect(code(text), file).not.toMatch(/\b(chrome|browser)\.[a-z]/);
  }
});

test("text only, never markup; nothing is asked of the network; the page's clock is left alone", () => {
  const never = /innerHTML|outerHTML|insertAdjacentHTML|document\.write|XMLHttpRequest|WebSocket|EventSource|sendBeacon|new Image|performance\.(mark|measure)|\beval\b|new Function/;
  for (const { file, text } of files) {
    expect(code(text), file).not.toMatch(never);
    for (const [asked] of code(text).matchAll(/\bfetch\([^;]*/g)) expect(asked, file).toMatch(/^fetch\(ext\.runtime\.getURL\(/);
  }
});

test("one file parses markup: a saved page, into a document of no window, which runs and fetches nothing", () => {
  for (const { file, text } of files) {
    if (file !== join("panel", "texts", "page.ts")) expect(code(text), file).not.toMatch(/DOMParser/);
  }
});

test("content scripts stay shut out of what is kept in memory", () => {
  for (const { file, text } of files) {
    expect(code(text), file).not.toMatch(/setAccessLevel/);
    if (/^(content|overlay)\b/.test(file)) expect(code(text), file).not.toMatch(/storage\.session/);
  }
});

test("no any, no enums, no assertion that something is there", () => {
  for (const { file, text } of files) {
    expect(code(text), file).not.toMatch(/:\s*any\b|\bas any\b|<any>|^\s*(export\s+)?(const\s+)?enum\b/m);
    expect(code(text), file).not.toMatch(/[\w)\]]!(?=[.;,)\]])/);
  }
});

test("files stay small", () => {
  for (const { file, text } of files) expect(text.split("\n").length, file).toBeLessThanOrEqual(260);
});
