// @vitest-environment happy-dom
import { describe, expect, test } from "vitest";
import type { Shown } from "../../extension/overlay/markers.ts";
import { replaceKept } from "../../extension/overlay/kept.ts";
import { isSameItem } from "../../extension/overlay/recycled.ts";
import { stepFrom, stopsOf } from "../../extension/overlay/steps.ts";
import { say, unheard } from "../../extension/overlay/unheard.ts";
import { saidIn } from "../../extension/content/places.ts";

describe("a card that is used again", () => {
  const letter = "Good morning, I have read what you wrote about the two tills and would begin with the older one of them.";
  test("is the same while it unfolds, ticks, or gains a button", () => {
    expect(isSameItem(`@ada ${letter} 2 minutes ago`, `@ada ${letter} 3 minutes ago`, "@ada")).toBe(true);
    expect(isSameItem(`@ada ${letter}`, `@ada ${letter} ${"And there is more of it. ".repeat(40)}`, "@ada")).toBe(true);
    expect(isSameItem(`@ada ${letter}`, `Hide  @ada\n ${letter} Reply`, "@ada")).toBe(true);
  });
  test("is another item's with another name, or with other words under the same name", () => {
    expect(isSameItem(`@ada ${letter}`, `@ben ${letter}`, "@ada")).toBe(false);
    expect(isSameItem(`@ada ${letter}`, "@ada Something else entirely, in other words, about another job of somebody.", "@ada")).toBe(false);
    expect(isSameItem(`@ada ${letter}`, "", "@ada")).toBe(false);
  });
  test("a name that the card never showed decides nothing", () => {
    expect(isSameItem(letter, `${letter} new`, "Ada who stands only in the data")).toBe(true);
  });
});

test("what a row said when it was walked: the texts below it, and no others", () => {
  const rows = [[-1, "html", []], [0, "li", []], [1, "Ada "], [1, "p", []], [3, "writes"], [0, "li", []], [5, "Ben"]] as never;
  expect([saidIn(rows, 1), saidIn(rows, 5), saidIn(rows, 99)]).toEqual(["Ada writes", "Ben", ""]);
});

describe("steps", () => {
  const shown = (isOther: boolean, ...ids: string[]): Shown => ({ isOther, marker: { findings: ids.map((id) => ({ id })) } }) as never;
  const list = [shown(false, "template"), shown(false), shown(false, "pay", "contact"), shown(false, "template"), shown(true, "gone")];
  test("one a finding, where it is told first, and none on a card that is another item's now", () => {
    expect(stopsOf(list).map(({ finding, shown: at }) => [finding, list.indexOf(at)])).toEqual([["template", 0], ["pay", 2], ["contact", 2]]);
  });
  test("round and round, from what is looked at", () => {
    const stops = stopsOf(list);
    const from = (finding: string | undefined, by: 1 | -1): string | undefined => stepFrom(stops, finding, by)?.finding;
    expect([from(undefined, 1), from("template", 1), from("pay", 1), from("contact", 1)]).toEqual(["template", "pay", "contact", "template"]);
    expect([from(undefined, -1), from("template", -1)]).toEqual(["contact", "contact"]);
    expect(stepFrom([], undefined, 1)).toBeUndefined();
  });
});

test("a card that is made again keeps folds, focus and place", () => {
  const made = (extra = ""): HTMLElement => {
    const root = document.createElement("section");
    root.tabIndex = -1;
    for (const key of ["one", "two"]) {
      const fold = document.createElement("details");
      fold.setAttribute("data-key", key);
      fold.append(document.createElement("summary"), extra);
      root.append(fold);
    }
    return root;
  };
  const [old, fresh] = [made(), made("more")];
  document.body.append(old);
  const second = old.querySelectorAll("details")[1];
  if (second) second.open = true;
  const summary = second?.querySelector("summary");
  if (summary) summary.tabIndex = 0;
  summary?.focus();
  fresh.querySelectorAll("summary").forEach((one) => (one.tabIndex = 0));
  replaceKept(old, fresh, document.activeElement);
  expect([...fresh.querySelectorAll("details")].map(({ open }) => open)).toEqual([false, true]);
  expect(document.activeElement).toBe(fresh.querySelectorAll("summary")[1]);
  expect(old.isConnected).toBe(false);
});

test("words of a card are attributes that a style shows, with the direction that they had", () => {
  const root = document.createElement("section");
  const [title, quote] = [document.createElement("h2"), document.createElement("bdi")];
  title.dir = "auto";
  title.append("12 ", "words");
  quote.append("« שלום world");
  root.append(title, quote);
  unheard(root);
  expect(root.textContent).toBe("");
  expect([...root.querySelectorAll("[data-said]")].map((one) => one.getAttribute("data-said"))).toEqual(["12 ", "words", "« שלום world"]);
  expect([title.dir, quote.dir]).toEqual(["ltr", "rtl"]);
  say(title, "others");
  expect([title.textContent, title.children.length, title.firstElementChild?.getAttribute("data-said")]).toEqual(["", 1, "others"]);
});
