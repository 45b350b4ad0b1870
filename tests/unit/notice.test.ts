// The notice that the choices page offers is the one in the templates for employers.

import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

test("the notice for the job post is the same in the words and in the templates", () => {
  const words = JSON.parse(readFileSync("locales/en.json", "utf8")) as { [key: string]: string };
  const quoted = readFileSync("docs/employers/notice.md", "utf8").split("\n").filter((line) => line.startsWith("> ")).map((line) => line.slice(2)).join(" ");
  expect(words["ui.options.notice.text"]).toBe(quoted);
});
