// @vitest-environment happy-dom
import { beforeEach, describe, expect, test } from "vitest";
import { make } from "../../extension/common/dom.ts";
import { type Part, update } from "../../extension/common/update.ts";

let root: HTMLElement;
beforeEach(() => {
  document.body.replaceChildren((root = make(document, "main")));
});

const line = (key: string, text = key, parts?: readonly Part[]): Part => ({ key, says: text, make: () => make(document, "p", { text }), ...(parts && { parts }) });
const texts = (): string[] => [...root.children].map(({ textContent }) => textContent ?? "");
const box = (key: string, says: string, children: () => HTMLElement[], parts?: readonly Part[]): Part => ({ key, says, make: () => make(document, "section", {}, children()), ...(parts && { parts }) });

describe("a list is brought up to date", () => {
  test("what says the same is the same element, in every order, with what came and went", () => {
    update(root, ["a", "b", "c"].map((key) => line(key)));
    const [a, b, c] = root.children;
    update(root, [line("c"), line("d"), line("a")]);
    expect(texts()).toEqual(["c", "d", "a"]);
    expect([root.children[0], root.children[2]]).toEqual([c, a]);
    expect(b?.isConnected).toBe(false);
    update(root, []);
    expect(root.childElementCount).toBe(0);
  });

  test("what says something else is made anew, once", () => {
    update(root, [line("a"), line("b", "before")]);
    const [a, b] = root.children;
    update(root, [line("a"), line("b", "after")]);
    expect(texts()).toEqual(["a", "after"]);
    expect(root.children[0]).toBe(a);
    expect(root.children[1]).not.toBe(b);
  });

  test("what is no part stays in front", () => {
    root.append(make(document, "h1", { text: "Name" }));
    update(root, [line("a")]);
    update(root, [line("b")]);
    expect(texts()).toEqual(["Name", "b"]);
  });

  test("inner parts change by themselves, and move over when what is around them is made anew", () => {
    const inner = (text: string): Part[] => [line("x", text), line("y")];
    const around = (says: string, text: string): Part => ({ key: "s", says, make: () => make(document, "section", {}, [make(document, "h2", { text: says }), make(document, "div", { attributes: { "data-parts": "" } })]), parts: inner(text) });
    update(root, [around("one", "x")]);
    const y = root.querySelectorAll("p")[1];
    update(root, [around("one", "x2")]);
    expect(root.querySelectorAll("p")[1]).toBe(y);
    update(root, [around("two", "x2")]);
    expect(root.textContent).toBe("twox2y");
    expect(root.querySelectorAll("p")[1]).toBe(y);
    expect(y?.parentElement?.localName).toBe("div");
  });

  test("hostile keys name nothing but themselves", () => {
    const keys = ['"]', "__proto__", "constructor", "<img>", "\u202e", ""];
    update(root, keys.map((key) => line(key)));
    const before = [...root.children];
    update(root, keys.map((key) => line(key)));
    expect([...root.children]).toEqual(before);
  });
});

describe("what a person did stays", () => {
  const form = (says: string): Part => box("form", says, () => [
    make(document, "details", { attributes: { "data-part": "why" } }, [make(document, "summary", { text: "Why" })]),
    make(document, "details", { attributes: { "data-part": "more" } }, [make(document, "summary", { text: "More" })]),
    make(document, "input", { attributes: { type: "text", name: "reason", value: says } }),
    make(document, "input", { attributes: { type: "checkbox", name: "yes" } }),
    make(document, "textarea", { attributes: { name: "note" } }),
    make(document, "select", { attributes: { name: "until" } }, ["7", "30"].map((value) => make(document, "option", { text: value, attributes: { value } }))),
    make(document, "button", { text: says, attributes: { "data-act": "go" } }),
  ]);
  const at = <T extends Element>(selector: string): T => root.querySelector(selector) as T;

  test("folds, what was typed and chosen, when their part is made anew", () => {
    update(root, [form("one")]);
    at<HTMLDetailsElement>('[data-part="more"]').open = true;
    at<HTMLInputElement>('[name="reason"]').value = "typed";
    at<HTMLInputElement>('[name="yes"]').checked = true;
    at<HTMLTextAreaElement>("textarea").value = "a note";
    at<HTMLSelectElement>("select").value = "30";
    const old = at("section");
    update(root, [line("above"), form("two")]);
    expect(at("section")).not.toBe(old);
    expect([...root.querySelectorAll("details")].map(({ open }) => open)).toEqual([false, true]);
    expect(at<HTMLInputElement>('[name="reason"]').value).toBe("typed");
    expect(at<HTMLInputElement>('[name="yes"]').checked).toBe(true);
    expect(at<HTMLTextAreaElement>("textarea").value).toBe("a note");
    expect(at<HTMLSelectElement>("select").value).toBe("30");
    expect(at("button").textContent).toBe("two");
  });

  test("a part that is itself a fold, and makes its content when it opens", () => {
    const lazy = (says: string): Part => ({ key: "lazy", says, make: () => {
      const fold = make(document, "details", { attributes: { "data-part": "ignore" } }, [make(document, "summary", { text: says })]);
      fold.addEventListener("toggle", () => {
        if (fold.open && fold.childElementCount === 1) fold.append(make(document, "input", { attributes: { type: "text", name: "reason" } }));
      });
      return fold;
    } });
    update(root, [lazy("one")]);
    const fold = at<HTMLDetailsElement>("details");
    fold.open = true;
    fold.dispatchEvent(new Event("toggle"));
    at<HTMLInputElement>("input").value = "half a rea";
    at<HTMLInputElement>("input").focus();
    update(root, [lazy("two")]);
    expect(at<HTMLElement>("summary").textContent).toBe("two");
    expect(root.querySelectorAll("input")).toHaveLength(1);
    expect(at<HTMLInputElement>("input").value).toBe("half a rea");
    expect(document.activeElement).toBe(at("input"));
  });

  test("what nobody touched is the new one's to say", () => {
    update(root, [form("one")]);
    update(root, [form("two")]);
    expect(at<HTMLInputElement>('[name="reason"]').value).toBe("two");
  });

  test("the focus and the place in the text", () => {
    update(root, [form("one"), line("z")]);
    const input = at<HTMLInputElement>('[name="reason"]');
    input.value = "typed";
    input.focus();
    input.setSelectionRange(1, 3);
    update(root, [line("a"), form("two"), line("z")]);
    const now = at<HTMLInputElement>('[name="reason"]');
    expect(document.activeElement).toBe(now);
    expect([now.selectionStart, now.selectionEnd]).toEqual([1, 3]);
  });

  test("the focus on a summary, and on one of many buttons of one name", () => {
    const many = (says: string): Part[] => ["a", "b", "c"].map((key) => box(key, says + key, () => [make(document, "button", { text: key, attributes: { "data-act": "go" } })]));
    update(root, many("one"));
    root.querySelectorAll("button")[1]?.focus();
    update(root, many("two").slice(1));
    expect(document.activeElement?.textContent).toBe("b");
    update(root, [form("one")]);
    at<HTMLElement>('[data-part="why"] > summary').focus();
    update(root, [form("two")]);
    expect(document.activeElement).toBe(at('[data-part="why"] > summary'));
  });

  test("where what had the focus is gone, what was around it has it", () => {
    const around = (parts: Part[]): Part => box("around", "", () => [make(document, "h2", { text: "Two" })], parts);
    const button = (key: string): Part => ({ key, says: "", make: () => make(document, "button", { text: key }) });
    update(root, [around([button("a"), button("b")]), button("z")]);
    root.querySelectorAll("button")[1]?.focus();
    update(root, [around([button("a")]), button("z")]);
    expect(document.activeElement).toBe(root.querySelector("section"));
    update(root, [button("z")]);
    expect(document.activeElement).toBe(root);
  });

  test("nothing takes the focus that had it not", () => {
    update(root, [form("one")]);
    update(root, [form("two")]);
    expect(document.activeElement).toBe(document.body);
  });

  test("what is scrolled inside, in the same element and in the one in its place", () => {
    const quotes = (says: string): Part[] => [box("same", "", () => [make(document, "blockquote")]), box("other", says, () => [make(document, "blockquote")])];
    update(root, quotes("one"));
    for (const quote of root.querySelectorAll("blockquote")) {
      quote.scrollTop = 40;
      quote.dispatchEvent(new Event("scroll"));
    }
    update(root, [line("above"), ...quotes("two")]);
    expect([...root.querySelectorAll("blockquote")].map(({ scrollTop }) => scrollTop)).toEqual([40, 40]);
  });
});
