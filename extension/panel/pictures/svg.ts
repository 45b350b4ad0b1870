// What every picture is drawn with: SVG elements from plain data, and a frame that draws anew when its room changes, so that
// letters keep their size in a narrow panel and under zoom.

import { make } from "../../common/dom.ts";

/** What there is to draw in, CSS pixels: the width, and the height of the letters around. */
export interface Room {
  width: number;
  em: number;
}

/** Letters in a picture, by the letters around it. */
export const LETTERS = 0.86;
/** Before it is known how wide the panel is. */
const FIRST: Room = { width: 288, em: 14 };
const NARROWEST = 80;

type Attributes = { readonly [name: string]: string | number };

export function svg(document: Document, tag: string, attributes: Attributes, children: readonly (Element | undefined)[] = []): SVGElement {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag) as SVGElement;
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, typeof value === "number" ? digits(value) : value);
  for (const child of children) if (child) element.append(child);
  return element;
}

/** The picture itself; `label` is what it is called. Its numbers stand beside it in words, so its parts say nothing. */
export function canvas(document: Document, label: string, { width }: Room, height: number, children: readonly (Element | undefined)[]): SVGElement {
  const viewBox = [0, 0, width, height].map(digits).join(" ");
  return svg(document, "svg", { role: "img", "aria-label": label, width, height, viewBox }, children);
}

/** A text whose middle stands at `x`, moved so far that nothing of it is outside; one that has no room is drawn narrower. */
export function label(document: Document, text: string, x: number, y: number, room: Room, kind = "soft"): SVGElement {
  const half = widthOf(text, room) / 2;
  const tight = half * 2 > room.width;
  const element = svg(document, "text", {
    class: kind, x: tight ? room.width / 2 : clamp(x, half, room.width - half), y, "text-anchor": "middle",
    ...(tight ? { textLength: room.width, lengthAdjust: "spacingAndGlyphs" } : {}),
  });
  element.textContent = text;
  return element;
}

/** A line at the bottom with its marks and their labels; a label that would touch the one before it is left out. */
export function axis(document: Document, ticks: readonly { x: number; text: string }[], y: number, room: Room): SVGElement {
  const { em, width } = room;
  let free = 0;
  const labels = ticks.map(({ x, text }) => {
    const half = widthOf(text, room) / 2;
    const middle = clamp(x, half, width - half);
    if (middle - half < free) return undefined;
    free = middle + half + em / 4;
    return label(document, text, x, y + em * 1.2, room);
  });
  const marks = ticks.map(({ x }) => `M${digits(x)},${digits(y)}v${digits(em / 4)}`).join("");
  return svg(document, "g", {}, [svg(document, "path", { class: "axis", d: `M0,${digits(y)}H${digits(width)}${marks}` }), ...labels]);
}

/** The room that an axis takes below its line. */
export const AXIS_EMS = 1.5;

/** Strokes across a rectangle, so that it can be told from others without any colour. */
export function hatch(x: number, y: number, width: number, height: number, step: number): string {
  let path = "";
  for (let from = step / 2 - height; from < width; from += step) {
    const left = Math.max(from, 0);
    const right = Math.min(from + height, width);
    if (right > left) path += `M${digits(x + left)},${digits(y + height - (left - from))}L${digits(x + right)},${digits(y + height - (right - from))}`;
  }
  return path;
}

/** About how wide a text is: no picture waits for a font. */
export function widthOf(text: string, { em }: Room): number {
  let ems = 0;
  for (const sign of text) ems += (sign.codePointAt(0) ?? 0) >= 0x1100 ? 1.05 : 0.64;
  return ems * LETTERS * em;
}

/** As much of a text as fits. */
export function cutTo(text: string, width: number, room: Room): string {
  if (widthOf(text, room) <= width) return text;
  const signs = [...text];
  while (signs.length > 0 && widthOf(`${signs.join("")}…`, room) > width) signs.pop();
  return `${signs.join("").trimEnd()}…`;
}

/** Draws at once, and again whenever the room is another. */
export function fitted(document: Document, draw: (room: Room) => SVGElement): HTMLElement {
  const frame = make(document, "div", { class: "picture" }, [draw(FIRST)]);
  let drawn = FIRST;
  const fit = (): void => {
    const room = { width: Math.max(NARROWEST, Math.floor(frame.clientWidth)), em: Number.parseFloat(getComputedStyle(frame).fontSize) || FIRST.em };
    if (frame.clientWidth === 0 || (room.width === drawn.width && room.em === drawn.em)) return;
    drawn = room;
    frame.replaceChildren(draw(room));
  };
  // Drawn in the next frame: what changes the height inside the observer's own turn is reported as an error.
  new ResizeObserver(() => requestAnimationFrame(fit)).observe(frame);
  return frame;
}

/** From a value to a place between `from` and `to`. */
export const linear = ([low, high]: readonly [number, number], from: number, to: number) => (value: number): number =>
  from + ((value - low) / (high - low)) * (to - from);

export const clamp = (value: number, low: number, high: number): number => Math.min(Math.max(value, low), high);
/** A hundredth of a pixel is all that can be seen. */
export const digits = (value: number): string => String(Math.round(value * 100) / 100);
