import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { emptyReport, finding } from "./reports.ts";
import { fakePlatform } from "./fake-platform.ts";

fakePlatform();
const { sayLine } = await import("../../extension/common/line.ts");
const { sayer } = await import("../../extension/common/words.ts");
const say = sayer(JSON.parse(readFileSync("locales/en.json", "utf8")) as import("../../extension/common/words.ts").Words);

type Report = import("../../extension/types.ts").Report;
const letter = (n: number, read = true) => ({ subject: { kind: "proposal" as const, items: [n] }, row: 10 + n, read, label: `P${n}` });
const about = (family: "letters" | "contact" | "payment", severity: "context" | "note" | "caution", ...items: number[]) =>
  finding({ id: `${family}${items}`, family, severity, subject: { kind: "proposal", items }, ...(family === "letters" && { template: { parts: [], members: [], fixed_share: 1 } as never }) });
const line = (parts: Partial<Report>): string => sayLine(emptyReport(parts), say);

describe("the page in one line", () => {
  const items = Array.from({ length: 64 }, (_, n) => letter(n, n < 60));

  test("as in the issue: each place where it belongs", () => {
    expect(line({ items, findings: [about("letters", "caution", 0, 1, 2), about("contact", "caution", 5)] }))
      .toBe("3 letters share text, 1 asks to leave the site, 56 read and nothing found, 4 not read.");
  });

  test("the order is one and the same, whatever comes first in the report", () => {
    const one = [about("payment", "caution", 9), about("contact", "note", 5), about("letters", "note", 0, 1)];
    expect(line({ items, findings: one })).toBe(line({ items, findings: [...one].reverse() }));
  });

  test("Background is said as such, and not beside something to ask about", () => {
    expect(line({ items: [letter(0), letter(1), letter(2)], findings: [about("letters", "context", 0, 1), about("payment", "caution", 0)] }))
      .toBe("1 with a payment request to ask about, 1 with Background only, 1 read and nothing found.");
  });

  test("a letter and its sender in one card are one place", () => {
    const sender = { ...letter(0), subject: { kind: "person" as const, items: [0] } };
    expect(line({ items: [sender, letter(0), letter(1)], findings: [] })).toBe("2 read and nothing found.");
  });

  test("what belongs to no place is about the page", () => {
    expect(line({ items: [letter(0), letter(1)], findings: [finding({ subject: { kind: "job", items: [0] } })] }))
      .toBe("1 about the page as a whole, 2 read and nothing found.");
  });

  test("a page of one person is not counted like a list", () => {
    const items_ = [{ ...letter(0), subject: { kind: "person" as const, items: [0] } }];
    expect(line({ items: items_, findings: [finding(), finding()] })).toBe("Read, and there is something to look at.");
    expect(line({ items: items_, findings: [finding({ severity: "context" })] })).toBe("Read, with Background only.");
    expect(line({ items: [], findings: [] })).toContain("does not mean verified");
  });

  test("a page that was not read says so, a search says nothing", () => {
    const page = (kind: "unknown" | "blocked" | "search") => line({ page: { ...emptyReport().page, kind } });
    expect(page("unknown")).toMatch(/^0 letters read\..*select a text/);
    expect(page("blocked")).toMatch(/^0 letters read/);
    expect(page("search")).toBe("");
  });
});
