// Parts of a whole as bars; what stands out is hatched and says so, what is left is one bar with a broken outline.

import type { Say } from "../../common/words.ts";
import type { Shares } from "../../types.ts";
import type { Told } from "./figure.ts";
import type { Formats } from "./formats.ts";
import { canvas, cutTo, hatch, type Room, svg, widthOf } from "./svg.ts";

export interface Bar {
  label: string;
  value: number;
  /** Of the whole, 0 to 1. */
  share: number;
  kind: "part" | "marked" | "rest";
}

export function tellShares(document: Document, shares: Shares, say: Say, form: Formats): Told {
  const all = bars(shares, say);
  const total = all.reduce((sum, { value }) => sum + value, 0);
  const number = new Intl.NumberFormat(say.language, { maximumFractionDigits: 2 });
  const title = say.message(shares.of);
  const marked = all.filter(({ kind }) => kind === "marked");
  const rest = all.find(({ kind }) => kind === "rest");
  const args = ({ label, value, share }: Bar) => ({ label, value: number.format(value), total: number.format(total), percent: form.percent(share) });
  const named = marked.length > 0 ? marked.map((bar) => say("picture.shares.marked", args(bar))) : all.slice(0, 1).map((bar) => say("picture.shares.largest", args(bar)));
  return {
    kind: "shares",
    title,
    sentences: [
      say("picture.shares.all", { n: shares.parts.length + shares.rest_parts, total: number.format(total) }),
      ...named,
      ...(rest ? [say("picture.shares.rest", { ...args(rest), n: shares.rest_parts })] : []),
    ],
    legend: marked.length > 0 ? say("picture.shares.legend_marked") : "",
    table: [
      [say("picture.table.part"), say("picture.table.amount"), say("picture.table.share")],
      ...all.map(({ label, value, share, kind }) =>
        [kind === "marked" ? say("picture.shares.marked_label", { label }) : label, number.format(value), form.percent(share)]),
    ],
    draw: (room) => draw(document, title, all, room, say, form),
  };
}

export function bars({ parts, rest, rest_parts }: Shares, say: Say): Bar[] {
  const positive = (value: number): number => (Number.isFinite(value) && value > 0 ? value : 0);
  let unnamed = 0;
  const values: Omit<Bar, "share">[] = parts.map(({ label, value, marked }) => ({
    label: label ?? say("picture.shares.unnamed", { position: (unnamed += 1) }),
    value: positive(value),
    kind: marked ? "marked" : "part",
  }));
  if (rest_parts > 0) values.push({ label: say("picture.shares.others", { n: rest_parts }), value: positive(rest), kind: "rest" });
  const total = values.reduce((sum, { value }) => sum + value, 0);
  return values.map((bar) => ({ ...bar, share: total > 0 ? bar.value / total : 0 }));
}

function draw(document: Document, title: string, all: readonly Bar[], room: Room, say: Say, form: Formats): SVGElement {
  const { width, em } = room;
  const height = em * 0.75;
  const pitch = em * 2.5;
  const bar = ({ label, share, kind }: Bar, n: number): Element[] => {
    const y = n * pitch + em * 1.25;
    const long = share * (width - 2);
    const percent = form.percent(share);
    const most = width - widthOf(percent, room) - em;
    const suffix = kind === "marked" ? say("picture.shares.marked_label", { label: "" }) : "";
    const name = cutTo(label, most - widthOf(suffix, room), room);
    return [
      words(kind === "marked" ? say("picture.shares.marked_label", { label: name }) : name, 0, y - em * 0.35, "start", most),
      words(percent, width, y - em * 0.35, "end", width),
      svg(document, "rect", { class: "track", x: 1, y, width: width - 2, height }),
      svg(document, "rect", { class: `bar ${kind}`, x: 1, y, width: long, height }),
      ...(kind === "marked" ? [svg(document, "path", { class: "hatch", d: hatch(1, y, long, height, em * 0.4) })] : []),
    ];
  };
  const words = (text: string, at: number, y: number, anchor: string, most: number): SVGElement => {
    const element = svg(document, "text", { class: "ink", x: at, y, "text-anchor": anchor });
    element.textContent = cutTo(text, most, room);
    return element;
  };
  return canvas(document, title, room, Math.max(1, all.length * pitch - em * 0.3), all.flatMap(bar));
}
