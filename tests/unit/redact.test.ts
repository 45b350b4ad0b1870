import { expect, test } from "vitest";
import { alarmOf } from "../../extension/panel/alarm.ts";
import { redact } from "../../extension/common/redact.ts";
import { emptyReport, finding } from "./reports.ts";

const NAMES = ["Ana Maria Lopes", "devstar_99", "Li", "Иван Петров"];

test("links, mail, handles, codes and numbers are taken out, however they are written", () => {
  for (const [text, left] of [
    ["see https://example.org/a?b=c and t.me/devstar now", "see [link] and [link] now"],
    ["mail dev.star@example.co.uk or devstar [at] mail dot com", "mail [mail] or [mail]"],
    ["write to devstar at mail dot com", "write to [mail]"],
    ["my site is devstar.dev/work", "my site is [link]"],
    ["ping @devstar on Telegram", "ping [handle] on Telegram"],
    ["Skype: live.devstar, thanks", "Skype: [handle], thanks"],
    ["my id is devstar", "my id is [handle]"],
    ["call +1 (555) 010-9999 at 9", "call [number] at [number]"],
    ["TQn9Y2khEsLJW1ChVWFMSMeRDow5KcbLSE is mine", "[code] is mine"],
    ["$ 2,500.00 for ٤٥ hours", "$ [number] for [number] hours"],
  ]) expect(redact(text ?? "", NAMES)).toBe(left);
});

test("names go, whole and by their parts, in any script and case, and never inside other words", () => {
  expect(redact("I am ANA, signed Ana Maria Lopes; ask Mr. Lopes", NAMES)).toBe("I am [name], signed [name]; ask Mr. [name]");
  expect(redact("Пишет Иван Петров", NAMES)).toBe("Пишет [name]");
  expect(redact("Liability is listed; Li agrees", NAMES)).toBe("Liability is listed; [name] agrees");
  expect(redact("a (b) [c] $& \\1", ["$&", "(b)", ""])).toBe("a [name] [c] [name] \\[number]");
});

test("ordinary words stay", () => {
  const text = "I will look at your page and dot the rest. My idea is simple, and the line is straight.";
  expect(redact(text, NAMES)).toBe(text);
});

test("a report of a false alarm holds no address, no name, no place in the page", () => {
  const report = emptyReport({
    packs: [{ id: "acme/contact", version: "1.2.0", sha256: "f".repeat(64), signed: true }],
    items: [{ subject: { kind: "person", items: [0] }, row: 4, label: "Zoe Quill", read: true }],
  });
  const found = finding({ rule: "acme/contact:ask", pack_sha256: "f".repeat(64), evidence: [{ quote: "Zoe asks Ana Lopes: t.me/zoe", source: { row: 3 }, shown: [{ row: 3, start: 0, end: 3 }] }] as never });
  const alarm = alarmOf(found, report, NAMES);
  expect(alarm).toMatchObject({ rule: "acme/contact:ask", pack: { id: "acme/contact", version: "1.2.0" }, quotes: ["[name] asks [name] [name]: [link]"] });
  expect(JSON.stringify(alarm)).not.toMatch(/upwork|https?:|Zoe|Ana|Lopes|"row"/);
});
