// The reviews on a line of time: a ring for a known day, a bar for one known only to a span, the marked time as a hatched band.

import { utcTicks } from "d3-time";
import type { Say } from "../../common/words.ts";
import type { Timeline } from "../../types.ts";
import type { Told } from "./figure.ts";
import { DAY, dayOf, type Formats } from "./formats.ts";
import { AXIS_EMS, axis, canvas, clamp, digits, hatch, label, linear, type Room, svg } from "./svg.ts";

/** One event: first and last day as milliseconds. */
export interface Span {
  first: number;
  last: number;
  marked: boolean;
}

/** Where an event stands: from left to right, and in which row from the bottom. */
export interface Spot {
  left: number;
  right: number;
  row: number;
  known: boolean;
  marked: boolean;
}

/** A ring, by the letters around. */
const RING_EMS = 0.56;
/** The rows of rings take at most so much; with more of them they lie closer. */
const HIGHEST_EMS = 7;
/** A line shows at least so many days, and on each side so much more of them. */
const DAYS = 30;
const AROUND = 0.02;

export function tellTimeline(document: Document, timeline: Timeline, say: Say, form: Formats): Told {
  const events = readable(timeline);
  const window = timeline.marked?.map(dayOf) ?? [];
  const [from, to] = window;
  const marked = from !== undefined && to !== undefined && from <= to ? { from, to } : undefined;
  const first = events[0]?.first;
  const inside = events.filter((event) => event.marked).length;
  const rough = events.filter((event) => event.first < event.last).length;
  const { undated } = timeline;
  const title = say("picture.timeline");
  return {
    kind: "timeline",
    title,
    sentences: [
      first === undefined ? say("picture.timeline.none") : say("picture.timeline.dated", { n: events.length, when: form.span(first, lastOf(events)) }),
      ...(marked ? [say("picture.timeline.marked", { n: inside, when: form.span(marked.from, marked.to) })] : []),
      ...(rough > 0 ? [say("picture.timeline.rough", { n: rough })] : []),
      ...(undated > 0 ? [say("picture.timeline.undated", { n: undated })] : []),
    ],
    legend: [...(rough < events.length ? [say("picture.timeline.legend")] : []), ...(rough > 0 ? [say("picture.timeline.legend_rough")] : []), ...(marked ? [say("picture.timeline.legend_marked")] : [])].join(" "),
    table: rows(events, say, form),
    draw: (room) => draw(document, title, events, marked, room, form),
  };
}

function readable({ events }: Timeline): Span[] {
  const dated = events.map(({ first, last, marked }) => ({ first: dayOf(first), last: dayOf(last), marked }));
  return dated.filter(({ first, last }) => first <= last).sort((a, b) => a.first - b.first || a.last - b.last);
}

const lastOf = (events: readonly Span[]): number => events.reduce((latest, { last }) => Math.max(latest, last), -Infinity);

/** From the first moment to the end of the last day, with some days around what is short. */
export function domainOf(events: readonly Span[], marked?: { from: number; to: number }): [number, number] {
  const starts = [...events.map(({ first }) => first), ...(marked ? [marked.from] : [])];
  const from = starts.reduce((least, at) => Math.min(least, at), Infinity);
  const to = Math.max(lastOf(events), marked?.to ?? -Infinity) + DAY;
  const around = Math.max((to - from) * AROUND, (DAYS * DAY - (to - from)) / 2);
  return [from - around, to + around];
}

/** Puts each event into the lowest row where it touches no other. `x`: from a moment to a place. */
export function spots(events: readonly Span[], x: (at: number) => number, ring: number, width: number): Spot[] {
  const free: number[] = [];
  const wide = events.map(({ first, last, marked }) => {
    const known = first === last;
    const middle = x((first + last + DAY) / 2);
    const half = Math.max(ring, known ? 0 : x(last + DAY) - x(first)) / 2;
    const left = clamp(middle - half, 0, Math.max(0, width - half * 2));
    return { left, right: left + half * 2, known, marked };
  });
  return wide.sort((a, b) => a.left - b.left).map((spot) => {
    const found = free.findIndex((end) => end <= spot.left + 0.01);
    const row = found < 0 ? free.length : found;
    free[row] = spot.right;
    return { ...spot, row };
  });
}

function draw(document: Document, title: string, events: readonly Span[], marked: { from: number; to: number } | undefined, room: Room, form: Formats): SVGElement {
  const { width, em } = room;
  if (events.length === 0) return canvas(document, title, room, 1, []);
  const domain = domainOf(events, marked);
  const x = linear(domain, 0, width);
  const ring = em * RING_EMS;
  const all = spots(events, x, ring, width);
  const rowsUsed = all.reduce((most, { row }) => Math.max(most, row + 1), 3);
  const pitch = Math.min(ring + 1, (em * HIGHEST_EMS) / rowsUsed);
  const top = marked ? em * 1.3 : 2;
  const bottom = top + rowsUsed * pitch + em * 0.3;
  const path = (wanted: boolean): string => all.filter((spot) => spot.marked === wanted).map((spot) => shape(spot, bottom, pitch, ring)).join("");
  const band = marked && around(x(marked.from), x(marked.to + DAY), ring + 6, width);
  return canvas(document, title, room, bottom + em * AXIS_EMS, [
    band && svg(document, "rect", { class: "band", x: band.left, y: top, width: band.width, height: bottom - top }),
    band && svg(document, "path", { class: "hatch", d: hatch(band.left, top, band.width, bottom - top, em * 0.5) }),
    band && marked && label(document, form.span(marked.from, marked.to), band.left + band.width / 2, em, room, "ink"),
    svg(document, "path", { class: "ring", d: path(false) }),
    svg(document, "path", { class: "ring filled", d: path(true) }),
    axis(document, ticks(domain, x, room, form), bottom, room),
  ]);
}

/** From left to right, but so wide at least that it is seen behind a ring. */
function around(left: number, right: number, least: number, width: number): { left: number; width: number } {
  const wide = Math.max(least, right - left);
  return { left: clamp((left + right - wide) / 2, 0, width - wide), width: wide };
}

function shape({ left, right, row, known }: Spot, bottom: number, pitch: number, ring: number): string {
  const middle = bottom - (row + 0.5) * pitch - 1;
  const r = ring / 2 - 1;
  if (known && pitch > ring * 0.8) return `M${digits((left + right) / 2 - r)},${digits(middle)}a${digits(r)},${digits(r)} 0 1 0 ${digits(r * 2)},0a${digits(r)},${digits(r)} 0 1 0 ${digits(-r * 2)},0`;
  const half = Math.min(pitch * 0.8, ring * 0.45) / 2;
  return `M${digits(left + 0.75)},${digits(middle - half)}H${digits(right - 0.75)}v${digits(half * 2)}H${digits(left + 0.75)}z`;
}

function ticks(domain: [number, number], x: (at: number) => number, { width, em }: Room, form: Formats): { x: number; text: string }[] {
  const dates = utcTicks(new Date(domain[0]), new Date(domain[1]), Math.max(2, Math.floor(width / (em * 5))));
  const all = (test: (date: Date) => boolean): boolean => dates.every(test);
  const text = all((date) => date.getUTCMonth() === 0 && date.getUTCDate() === 1) ? form.year : all((date) => date.getUTCDate() === 1) ? form.month : form.dayOfMonth;
  return dates.map((date) => ({ x: x(date.getTime()), text: text(date.getTime()) }));
}

/** By month, the newest last; a span that is no part of one month has a row of its own. */
function rows(events: readonly Span[], say: Say, form: Formats): string[][] {
  const table = new Map<string, { n: number; marked: number; days: Map<string, number> }>();
  const dayNumber = new Intl.NumberFormat(say.language);
  for (const { first, last, marked } of events) {
    const inMonth = form.month(first) === form.month(last);
    const when = inMonth ? form.month(first) : form.span(first, last);
    const row = table.get(when) ?? { n: 0, marked: 0, days: new Map<string, number>() };
    table.set(when, row);
    row.n += 1;
    row.marked += marked ? 1 : 0;
    const from = dayNumber.format(new Date(first).getUTCDate());
    const day = first === last ? from : inMonth ? `${from}–${dayNumber.format(new Date(last).getUTCDate())}` : "–";
    row.days.set(day, (row.days.get(day) ?? 0) + 1);
  }
  const number = (n: number): string => dayNumber.format(n);
  return [
    [say("picture.table.when"), say("picture.table.reviews"), say("picture.table.days")],
    ...[...table].map(([when, { n, marked, days }]) =>
      [when, marked > 0 ? say("picture.timeline.of_which", { n, marked }) : number(n), [...days].map(([day, times]) => (times > 1 ? `${day}\u00a0(×${number(times)})` : day)).join(", ")]),
  ];
}
