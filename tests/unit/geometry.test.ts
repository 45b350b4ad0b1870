import { describe, expect, test } from "vitest";
import { cardPlace, intersection, markerPlaces, pagePlaces, type Rect } from "../../extension/overlay/geometry.ts";
import { CARD_WIDTH, MARKER } from "../../extension/overlay/style.ts";

const at = (left: number, top: number, width: number, height: number): Rect => ({ left, top, right: left + width, bottom: top + height });
const window = at(0, 0, 1280, 900);
const card = ({ x, y }: { x: number; y: number }, height: number): Rect => at(x, y, CARD_WIDTH, height);

describe("places", () => {
  test("what two boxes share", () => {
    expect(intersection(at(0, 0, 10, 10), at(5, 5, 10, 10))).toEqual(at(5, 5, 5, 5));
    expect(intersection(at(0, 0, 10, 10), at(10, 0, 5, 5))).toBeUndefined();
  });

  test("markers are of one size and tried outside the card first", () => {
    const item = at(200, 100, 600, 300);
    const [first, second] = markerPlaces(item);
    expect((first?.x ?? 0) + MARKER).toBeLessThanOrEqual(item.left);
    expect(second?.x).toBeGreaterThanOrEqual(item.right);
    for (const { x, y } of pagePlaces(window)) expect(intersection(at(x, y, MARKER, MARKER), window)).toEqual(at(x, y, MARKER, MARKER));
  });

  test.each([
    ["room before it", at(600, 300, 600, 200)],
    ["room after it", at(100, 300, 500, 200)],
    ["room below it", at(100, 100, 1100, 200)],
    ["room above it", at(100, 600, 1100, 250)],
  ])("a card leaves its item to be read: %s", (_, item) => {
    const marker = at(item.left - 28, item.top + 4, MARKER, MARKER);
    const place = card(cardPlace(marker, item, 400, window), 400);
    expect(intersection(place, item)).toBeUndefined();
    expect(intersection(place, marker)).toBeUndefined();
    expect(intersection(place, window)).toEqual(place);
  });

  test("beside an item that fills the window, the card covers neither its start nor its marker", () => {
    for (const [item, marker] of [
      [at(100, -500, 1100, 3_000), at(72, 8, MARKER, MARKER)],
      [at(0, 0, 1280, 9_000), at(1248, 868, MARKER, MARKER)],
    ] as const) {
      const place = card(cardPlace(marker, item, 400, window), 400);
      expect(place.left).toBeGreaterThan(item.left + 600);
      expect(intersection(place, marker)).toBeUndefined();
      expect(intersection(place, window)).toEqual(place);
    }
  });

  test("in a page from right to left everything is mirrored, also where the boxes are a browser's own", () => {
    const item = at(200, 100, 600, 300);
    const [first, second] = markerPlaces(item, true);
    expect(first?.x).toBeGreaterThanOrEqual(item.right);
    expect((second?.x ?? 0) + MARKER).toBeLessThanOrEqual(item.left);
    expect(pagePlaces(window, true)[0]?.x).toBeLessThan(100);
    class Box {
      private readonly rect: Rect;
      constructor(rect: Rect) { this.rect = rect; }
      get left(): number { return this.rect.left; }
      get right(): number { return this.rect.right; }
      get top(): number { return this.rect.top; }
      get bottom(): number { return this.rect.bottom; }
    }
    const marker = at(804, 104, MARKER, MARKER);
    const place = card(cardPlace(new Box(marker), new Box(item), 400, window, true), 400);
    expect(intersection(place, item)).toBeUndefined();
    expect(intersection(place, window)).toEqual(place);
  });

  test("a window smaller than the card still shows its start", () => {
    const small = at(0, 0, 320, 300);
    const { x, y } = cardPlace(at(4, 4, MARKER, MARKER), at(30, 4, 280, 900), 400, small);
    expect([x, y]).toEqual([8, 8]);
    const tall = at(0, 0, 360, 740);
    expect(cardPlace(at(300, 96, MARKER, MARKER), at(4, 104, 340, 2_000), 500, tall).y).toBe(96 + MARKER + 8);
  });
});
