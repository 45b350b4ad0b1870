// @vitest-environment happy-dom
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { Member, Template } from "../../extension/types.ts";
import { fakePlatform } from "./fake-platform.ts";
import { emptyReport, finding, seen } from "./reports.ts";

fakePlatform();
const { draw } = await import("../../extension/common/drawing.ts");
const { pieces, sayTemplate } = await import("../../extension/common/template.ts");
const { sayer } = await import("../../extension/common/words.ts");
const { card } = await import("../../extension/overlay/card.ts");
const { reportParts } = await import("../../extension/panel/report.ts");
const say = sayer(JSON.parse(readFileSync("locales/en.json", "utf8")) as import("../../extension/common/words.ts").Words);

const parts: Template["parts"] = [{ fixed: "I am" }, { slot: "name" }, { fixed: "and I read about" }, { slot: "text", holds: "job_title" }, { slot: "text" }];
const letter = (name: string, job: string) => `Hi! I am ${name}  and I read about ${job}. Bye`;
/** A member as the engine makes it: places of the parts in its letter. */
function member(name: string, job: string, of: Omit<Member, "places">): Member {
  const text = letter(name, job);
  const place = (words: string): [number, number, string] => [text.indexOf(words), text.indexOf(words) + words.length, words];
  return { ...of, places: [place("I am"), place(name), place("and I read about"), place(job), null] };
}
const earlier = seen("z", "https://www.upwork.com/jobs/1", { text: letter("Zoe", "mugs"), name: "Zoe", person: "p-zoe", job: "Sell mugs", at: "2026-11-20T10:00:00+00:00" });
const template = (...more: Member[]): Template => ({ parts, fixed_share: 0.814, members: [member("Ann", "shoes", { proposal: 0 }), member("Ben", "hats", { proposal: 2 }), ...more] });
const items = ["Ann", "", "Ben"].map((label, n) => ({ subject: { kind: "proposal" as const, items: [n] }, row: 10 * (n + 1), read: true, label }));
const letters = [{ proposal: 0, text: letter("Ann", "shoes"), person: "p-ann" }, { proposal: 2, text: letter("Ben", "hats"), person: "p-ben" }];
const report = (one: Template) => emptyReport({ items, findings: [finding({ template: one, subject: { kind: "proposal", items: [0, 2] } })] });
const said = (one: Template, own = letters) => sayTemplate(one, report(one), say, own, { whole: true, characters: 1_000, long: 100 });

describe("a template in words", () => {
  test("its parts, with slots of one kind told apart and the job's own words named", () => {
    const { share, parts: all, long } = said(template());
    expect(share).toBe("81 % of the words are the same in all of them.");
    expect(long).toBe(false);
    expect(all.map(({ text, slot }) => (slot ? `<${text}>` : text))).toEqual(["I am", "<name>", "and I read about", "<other words 1: the title of the job>", "<other words 2>"]);
  });

  test("with whom it is shared: the others, seen from each letter, on this page and on earlier ones", () => {
    const { members } = said(template(member("Zoe", "mugs", { seen: earlier })));
    expect(members.map(({ who, item, sentence }) => [who, item, sentence])).toEqual([
      ["Ann", "proposal 0", "Shared with 2 other bidders: Ben, Zoe."],
      ["Ben", "proposal 2", "Shared with 2 other bidders: Ann, Zoe."],
      ["Zoe", "", "Shared with 2 other bidders: Ann, Ben."],
    ]);
    expect(members[2]?.page).toMatchObject({ title: "Sell mugs", url: "https://www.upwork.com/jobs/1" });
    expect(members[0]?.slots).toEqual([{ name: "name", value: "Ann" }, { name: "other words 1: the title of the job", value: "shoes" }]);
  });

  test("one person's letters are not others, and people nobody names are not counted", () => {
    const own = member("Ann", "mugs", { seen: { ...earlier, person: "p-ann", name: "Ann" } });
    expect(said(template(own)).members[0]?.sentence).toBe("Shared with 1 other bidder: Ben.");
    expect(said({ ...template(own), members: [template().members[0] as Member, own] }).members[0]?.sentence).toBe("Shared with 1 other letter of the same bidder.");
    expect(said(template(), []).members[0]?.sentence).toBe("Shared with 1 other letter.");
    const elsewhere = { ...earlier, person: "p-ann", url: "https://www.fiverr.com/x" };
    expect(said({ ...template(), members: [template().members[0] as Member, member("Ann", "mugs", { seen: elsewhere })] }).members[0]?.sentence).toBe("Shared with 1 other bidder: Zoe.");
  });

  test("many others are not all named", () => {
    const many = Array.from({ length: 9 }, (_, n) => member("Zoe", "mugs", { seen: { ...earlier, key: `${n}`, person: `p${n}`, name: `N${n}` } }));
    expect(said(template(...many)).members[0]?.sentence).toBe("Shared with 10 other bidders: Ben, N0, N1, N2, N3 and 5 more.");
  });

  test("an address that is none of a page becomes no link", () => {
    const odd = member("Zoe", "mugs", { seen: { ...earlier, url: "javascript:alert(1)", at: "once" } });
    expect(said(template(odd)).members[2]?.page).toEqual({ title: "Sell mugs", url: "", time: "once" });
  });
});

describe("a letter in its stretches", () => {
  const one = template().members[0] as Member;
  const of = (text: string | undefined) => pieces(one, parts, text).map(({ text: words, kind }) => `${kind}:${words}`);
  test("is whole where its text is known", () => {
    expect(of(letter("Ann", "shoes"))).toEqual(["own:Hi! ", "shared:I am", "own: ", "slot:Ann", "own:  ", "shared:and I read about", "own: ", "slot:shoes", "own:. Bye"]);
    expect(pieces(one, parts, letter("Ann", "shoes")).map(({ text }) => text).join("")).toBe(letter("Ann", "shoes"));
  });
  test("is what the template knows where it is not, or is another text by now", () => {
    for (const text of [undefined, "", "Something else altogether that is long enough for it"]) {
      expect(of(text)).toEqual(["shared:I am", "own: ", "slot:Ann", "own: … ", "shared:and I read about", "own: ", "slot:shoes"]);
    }
  });
  test("survives places that make no sense", () => {
    const bad = { places: [[5, 3, "x"], [0, 4, "over"], [2, 6, "lap"], null, [1e9, 2e9, "far"], [0, 1, "more parts than there are"]] } as unknown as Member;
    expect(() => pieces(bad, parts, "some text")).not.toThrow();
  });
});

describe("as elements", () => {
  const shown = template(member("Zoe", "mugs", { seen: { ...earlier, text: letter("Zoe", "mugs") } }));
  const drawing = draw(report(shown), say, [], letters);
  const gone: string[] = [];
  const idle = { close: () => undefined, go: (item: string) => gone.push(item), words: () => false, decide: () => undefined, step: () => undefined, line: () => undefined };
  const open = (n: number) => card(document, drawing.markers[n] as never, drawing, idle);

  test("the card: with whom, a way to the other letter, the template with slots, the earlier letter with its text", () => {
    const element = open(2);
    expect(element.textContent).toContain("Shared with 2 other bidders: Ann, Zoe.");
    const buttons = [...element.querySelectorAll<HTMLButtonElement>("button.go")];
    expect(buttons.map(({ textContent }) => textContent)).toEqual(["Go to the letter of Ann"]);
    buttons[0]?.click();
    expect(gone).toEqual(["proposal 0"]);
    expect([...element.querySelectorAll(".slot")].map(({ textContent }) => textContent)).toEqual(["Slot: name", "Slot: other words 1: the title of the job", "Slot: other words 2"]);
    expect([...element.querySelectorAll("dd")].map(({ textContent }) => textContent)).toEqual(["Ben", "hats"]);
    const fold = element.querySelector("details.earlier");
    expect(fold?.textContent).toContain("Sell mugs (https://www.upwork.com/jobs/1)");
    expect(fold?.querySelector("blockquote")?.textContent).toBe(letter("Zoe", "mugs"));
    expect(element.querySelector("a")).toBeNull();
  });

  test("letters that are alike without a template: the texts, and nothing of a template", () => {
    const bare = { ...shown, parts: [], members: shown.members.map((one) => ({ ...one, places: [] })) };
    const drawn = draw(report(bare), say, [], letters);
    const element = card(document, drawn.markers[0] as never, drawn, idle);
    expect(element.textContent).toContain("Shared with 2 other bidders: Ben, Zoe.");
    expect(element.querySelector(".template")).toBeNull();
    expect(element.querySelector("details.earlier blockquote")?.textContent).toBe(letter("Zoe", "mugs"));
    expect(element.textContent).not.toContain(say("ui.template.legend"));
  });

  test("a long template is folded", () => {
    const long = { ...shown, parts: [{ fixed: "word ".repeat(300) }, ...shown.parts] };
    const drawn = draw(report(long), say, [], letters);
    const element = card(document, drawn.markers[0] as never, drawn, idle);
    expect(element.querySelector("details:not(.more) > .template")).not.toBeNull();
    expect(open(2).querySelector("details:not(.more) > .template")).toBeNull();
  });

  test("a template that many markers tell travels once", () => {
    expect(Object.keys(drawing.templates)).toEqual(["f1"]);
    expect(JSON.stringify(drawing.markers)).not.toContain("mugs");
  });

  test("the panel: two letters side by side, an ordinary link to the earlier page", () => {
    const shows: unknown[] = [];
    const panel = reportParts(document, report(shown), say, { titles: [], letters, show: (...what) => shows.push(what) });
    const root = document.createElement("div");
    root.append(...panel);
    const pairs = [...root.querySelectorAll<HTMLDetailsElement>("details.pair")];
    expect(pairs.map((pair) => [...pair.querySelectorAll("blockquote")].map(({ textContent }) => textContent))).toEqual([
      [letter("Ann", "shoes"), letter("Ben", "hats")],
      [letter("Ann", "shoes"), letter("Zoe", "mugs")],
    ]);
    const link = root.querySelector("a");
    expect([link?.href, link?.rel, link?.target]).toEqual(["https://www.upwork.com/jobs/1", "noopener noreferrer", "_blank"]);
    pairs[0]?.querySelectorAll<HTMLButtonElement>('[data-act="go"]')[1]?.click();
    expect(shows).toEqual([["f1", "proposal 2"]]);
  });
});
