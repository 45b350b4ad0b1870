// @vitest-environment happy-dom
import { readFileSync } from "node:fs";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { fakePlatform } from "./fake-platform.ts";
import { emptyReport, finding } from "./reports.ts";

const { platform } = fakePlatform();
const asked: unknown[] = [];
const answers: (() => Promise<unknown>)[] = [];
Object.assign(platform.runtime, {
  sendMessage: (message: unknown) => {
    asked.push(message);
    return (answers.shift() ?? (() => Promise.resolve(undefined)))();
  },
});
const { sayer } = await import("../../extension/common/words.ts");
const { bidsPart } = await import("../../extension/panel/bids.ts");
const say = sayer(JSON.parse(readFileSync("locales/en.json", "utf8")) as import("../../extension/common/words.ts").Words);

const report = (sentence: string) => ({ kind: "bids", report: emptyReport({ page: { ...emptyReport().page, url: "" }, findings: [finding({ rule: "bids", message: { text: { en: sentence } } })] }) });
let part: ReturnType<typeof bidsPart>;
const input = (name: string) => part.element.querySelector<HTMLInputElement>(`[name=${name}]`) as HTMLInputElement;
const trouble = () => part.element.querySelector<HTMLElement>("#bids-trouble") as HTMLElement;
const result = () => part.element.querySelector('[data-part="bids-result"]')?.textContent ?? "";
function send(sent: string, won: string): void {
  input("sent").value = sent;
  input("won").value = won;
  part.element.querySelector("form")?.dispatchEvent(new Event("submit", { cancelable: true }));
}

beforeEach(() => {
  asked.splice(0);
  answers.splice(0);
  document.body.replaceChildren((part = bidsPart(document, say, () => Promise.resolve([]))).element);
});

describe("bids that are typed in", () => {
  test("are asked about, and the answer stands below", async () => {
    answers.push(() => Promise.resolve(report("0 of 12 bids.")));
    send(" 12 ", "0");
    await vi.waitFor(() => expect(result()).toContain("0 of 12 bids."));
    expect(asked).toEqual([{ kind: "bids", sent: 12, won: 0 }]);
    expect(trouble().hidden).toBe(true);
    expect(result()).not.toContain("Read from");
  });

  test.each([
    ["", "1", "sent", "Bids sent: nothing was typed in; a whole number is needed, 0 or more."],
    ["7", "", "won", "Bids won: nothing was typed in; a whole number is needed, 0 or more."],
    ["7.5", "1", "sent", "Bids sent: found “7.5”; a whole number is needed, 0 or more, in digits only."],
    ["-7", "1", "sent", "Bids sent: found “-7”; a whole number is needed, 0 or more, in digits only."],
    ["5", "<b>", "won", "Bids won: found “<b>”; a whole number is needed, 0 or more, in digits only."],
    ["5", "7", "won", "Won is larger than sent: 7 of 5."],
  ])("%j and %j cannot be: the place is named and has the focus", (sent, won, name, said) => {
    send(sent, won);
    expect([trouble().textContent, trouble().hidden]).toEqual([said, false]);
    expect(input(name).getAttribute("aria-invalid")).toBe("true");
    expect(document.activeElement).toBe(input(name));
    expect(asked).toEqual([]);
  });

  test("what the engine refuses, and an engine that does not answer, are said", async () => {
    answers.push(() => Promise.resolve({ kind: "bids", problems: [{ place: "bids", code: "bids-too-many", message: "9 bids sent, too many", fix: "give fewer" }] }), () => Promise.reject(new Error("gone")));
    send("9", "1");
    await vi.waitFor(() => expect(trouble().textContent).toBe("9 bids sent, too many. Give fewer."));
    send("9", "1");
    await vi.waitFor(() => expect(trouble().textContent).toBe("These numbers could not be judged."));
  });

  test("an answer to other numbers, or for another page, is not shown", async () => {
    let late: (value: unknown) => void = () => undefined;
    answers.push(() => new Promise((resolve) => (late = resolve)), () => Promise.resolve(report("The second.")));
    send("1", "0");
    send("2", "0");
    await vi.waitFor(() => expect(result()).toContain("The second."));
    late(report("The first."));
    await new Promise((resolve) => setTimeout(resolve));
    expect(result()).not.toContain("The first.");
    part.clear();
    expect([result(), input("sent").value, trouble().hidden]).toEqual(["", "", true]);
  });
});
