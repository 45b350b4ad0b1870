// @vitest-environment happy-dom
// The walk's own behaviour: slices, restarts, places. That its rows are those of a saved file is proven in real browsers.

import { beforeEach, describe, expect, test } from "vitest";
import { elementAt, rangeAt } from "../../extension/content/places.ts";
import { walk, type WalkOptions } from "../../extension/content/walk.ts";
import { denies, isDataBlock, isStateAssignment } from "../../extension/content/walk-rules.ts";

const options: WalkOptions = { walk: 3, url: "https://a.b/", capturedAt: "2026-11-21T10:00:00+00:00" };

beforeEach(() => {
  document.body.replaceChildren();
});

function paragraphs(count: number): void {
  for (let n = 0; n < count; n += 1) {
    const p = document.createElement("p");
    p.textContent = `paragraph ${n}`;
    document.body.append(p);
  }
}

describe("rules", () => {
  test("a state assignment is told from other scripts", () => {
    for (const yes of ["window.__NUXT__=(function(a){}(1))", ' window.A.b = {"x":1};', "self.S=[1]"]) expect(isStateAssignment(yes)).toBe(true);
    for (const no of ["window.dataLayer = window.dataLayer || []", "window = {}", "(function(){})()", "windows.x={}", ""]) {
      expect(isStateAssignment(no)).toBe(false);
    }
    expect(isDataBlock(" Application/LD+JSON ", "x")).toBe(true);
    expect(isDataBlock("text/plain", "window.a={}")).toBe(false);
  });

  test("denied attributes", () => {
    expect(denies("div", "onclick", "")).toBe(true);
    expect(denies("div", "data-token", "a")).toBe(true);
    expect(denies("div", "data-x", "aB3".repeat(60))).toBe(true);
    expect(denies("a", "href", `/u/${"a".repeat(200)}`)).toBe(false);
    expect(denies("div", "class", "a b c")).toBe(false);
  });
});

describe("walk", () => {
  test("text nodes that stand side by side are one row, and a place in it is found again", async () => {
    const p = document.createElement("p");
    p.append("proven ", document.createComment("x"), "track \u{1f600}", " record");
    document.body.append(p);
    const { tree, places } = await walk(document, options);
    const row = tree.rows.findIndex((one) => one.length === 2 && one[1].startsWith("proven"));
    expect(tree.rows[row]?.[1]).toBe("proven track \u{1f600} record");
    expect(rangeAt(places, [row, 7, 12])?.toString()).toBe("track");
    expect(rangeAt(places, [row, 5, 17])?.startContainer).toBe(p.firstChild);
    expect(rangeAt(places, [row, 5, 17])?.endContainer).toBe(p.lastChild);
    expect(rangeAt(places, [row, 7, 99])).toBeUndefined();
    expect(rangeAt(places, [row - 1, 0, 1])).toBeUndefined();
    expect(elementAt(places, row - 1)).toBe(p);
    expect(elementAt(places, row)).toBeUndefined();
    expect(elementAt(places, 9_999)).toBeUndefined();
    p.remove();
    expect(rangeAt(places, [row, 7, 12])).toBeUndefined();
    expect(elementAt(places, row - 1)).toBeUndefined();
  });

  test("our own host and everything typed stay out", async () => {
    const host = document.createElement("div");
    host.id = "ours";
    document.documentElement.append(host);
    const area = document.createElement("textarea");
    area.append("mine");
    document.body.append(area);
    const { tree } = await walk(document, { ...options, exclude: host });
    expect(JSON.stringify(tree.rows)).not.toMatch(/ours|mine/);
    expect(tree).toMatchObject({ schema: 1, walk: 3, url: "https://a.b/", gaps: [] });
    host.remove();
  });

  test("a long page is walked in slices", async () => {
    paragraphs(2_000);
    const { slices, tree, restarts } = await walk(document, { ...options, slice: 0 });
    expect(slices.length).toBeGreaterThan(10);
    expect(tree.rows.filter(([, tag]) => tag === "p")).toHaveLength(2_000);
    expect(restarts).toBe(0);
  });

  test("a page that changes under the walk is walked again, and in the end taken as it is", async () => {
    paragraphs(1_000);
    const timer = setInterval(() => document.body.firstElementChild?.append("."), 0);
    const { restarts, changed, tree } = await walk(document, { ...options, slice: 0, restarts: 2 });
    clearInterval(timer);
    expect(restarts).toBe(2);
    expect(changed).toBe(true);
    expect(tree.rows.length).toBeGreaterThan(1_000);
  });

  test("an aborted walk ends", async () => {
    paragraphs(1_000);
    const controller = new AbortController();
    const walking = walk(document, { ...options, slice: 0, signal: controller.signal });
    controller.abort();
    await expect(walking).rejects.toThrow();
  });

  test("caps are said in their order", async () => {
    let deep: Element = document.body;
    for (let n = 0; n < 600; n += 1) deep = deep.appendChild(document.createElement("div"));
    document.body.append(document.createElement("frame"));
    const { tree } = await walk(document, options);
    expect(tree.gaps).toEqual([{ kind: "depth", count: 1 }, { kind: "frame", count: 1 }]);
  });
});
