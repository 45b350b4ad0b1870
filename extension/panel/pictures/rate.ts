// A rate with its interval over the prior: how ordinary rates are spread as an area, the interval as a line with ends, the mean
// as a stroke across it.

import { nice, ticks } from "d3-array";
import type { Say } from "../../common/words.ts";
import type { Prior, Rate } from "../../types.ts";
import type { Told } from "./figure.ts";
import type { Formats } from "./formats.ts";
import { AXIS_EMS, axis, canvas, clamp, digits, label, linear, type Room, svg } from "./svg.ts";

/** The prior is drawn up to where so much of it lies to the left. */
const SHOWN = 0.995;
/** Steps of the sum that finds that place, and of the drawn curve. */
const STEPS = 2_000;
const POINTS = 120;

export function tellRate(document: Document, rate: Rate, say: Say, form: Formats): Told {
  const { n, k, estimate, prior, interval: [low, high] } = rate;
  const title = say("picture.rate");
  const mean = prior.alpha / (prior.alpha + prior.beta);
  return {
    kind: "rate",
    title,
    sentences: [
      say("picture.rate.seen", { n, k }),
      say("picture.rate.interval", { low: form.percent(low), high: form.percent(high), mean: form.percent(estimate) }),
      say("picture.rate.prior", { alpha: prior.alpha, beta: prior.beta, mean: form.percent(mean) }),
    ],
    legend: say("picture.rate.legend"),
    table: [
      [say("picture.table.what"), say("picture.table.number")],
      [say("picture.rate.n"), new Intl.NumberFormat(say.language).format(n)],
      [say("picture.rate.k"), new Intl.NumberFormat(say.language).format(k)],
      [say("picture.rate.low"), form.percent(low)],
      [say("picture.rate.high"), form.percent(high)],
      [say("picture.rate.mean"), form.percent(estimate)],
      [say("picture.rate.prior_mean"), form.percent(mean)],
      [say("picture.rate.prior_source"), prior.source],
    ],
    draw: (room) => draw(document, title, rate, room, say, form),
  };
}

/** How dense a Beta distribution is at `x`, as the natural logarithm and but for a constant: only its shape is drawn. */
export const logDensity = ({ alpha, beta }: Prior, x: number): number => (alpha - 1) * Math.log(x) + (beta - 1) * Math.log(1 - x);

/** The rate that so much of the prior lies below, by a sum over steps: a picture needs no more than that. */
export function quantile(prior: Prior, share: number): number {
  const middles = Array.from({ length: STEPS }, (_, n) => (n + 0.5) / STEPS);
  const logs = middles.map((x) => logDensity(prior, x));
  const top = logs.reduce((most, one) => Math.max(most, one), -Infinity);
  const weights = logs.map((one) => Math.exp(one - top));
  const whole = weights.reduce((sum, one) => sum + one, 0);
  let sum = 0;
  const at = weights.findIndex((weight) => (sum += weight) >= share * whole);
  return at < 0 ? 1 : (at + 1) / STEPS;
}

/** The largest rate that has to be in the picture. */
export function reach({ prior, interval, estimate }: Rate): number {
  return clamp(Math.max(quantile(prior, SHOWN), interval[1], estimate), 0.01, 1);
}

function draw(document: Document, title: string, rate: Rate, room: Room, say: Say, form: Formats): SVGElement {
  const { width, em } = room;
  const { prior, interval: [low, high], estimate } = rate;
  const edge = em * 0.25;
  const most = Math.min(1, nice(0, reach(rate), 5)[1]);
  const x = linear([0, most], edge, width - edge);
  const top = em * 0.3;
  const bottom = em * 5.5;
  const line = bottom + em * 2.1;
  const floor = bottom + em * 2.9;
  const middle = (x(clamp(low, 0, most)) + x(clamp(high, 0, most))) / 2;
  const text = say("picture.rate.range", { low: form.percent(low), high: form.percent(high) });
  const [from, to, mean] = [low, high, estimate].map((share) => digits(x(clamp(share, 0, most))));
  const cap = digits(em * 0.7);
  return canvas(document, title, room, floor + em * AXIS_EMS, [
    svg(document, "path", { class: "prior", d: curve(prior, most, x, top, bottom) }),
    svg(document, "path", { class: "base", d: `M0,${digits(bottom)}H${digits(width)}` }),
    label(document, text, middle, bottom + em * 1.2, room, "ink"),
    svg(document, "path", { class: "interval", d: `M${from},${digits(line)}H${to}M${from},${digits(line - em * 0.35)}v${cap}M${to},${digits(line - em * 0.35)}v${cap}` }),
    svg(document, "path", { class: "mean", d: `M${mean},${digits(line - em * 0.5)}v${digits(em)}` }),
    axis(document, ticks(0, most, Math.max(2, Math.floor(width / (em * 4)))).map((at) => ({ x: x(at), text: form.percent(at) })), floor, room),
  ]);
}

function curve(prior: Prior, most: number, x: (share: number) => number, top: number, bottom: number): string {
  const points = Array.from({ length: POINTS + 1 }, (_, n) => clamp((n / POINTS) * most, most / (POINTS * 4), Math.min(most, 1 - 1 / (POINTS * 4))));
  const logs = points.map((share) => logDensity(prior, share));
  const highest = logs.reduce((highest, one) => Math.max(highest, one), -Infinity);
  const line = points.map((share, n) => `${digits(x(share))},${digits(bottom - (bottom - top) * Math.exp((logs[n] ?? -Infinity) - highest))}`);
  return `M${digits(x(0))},${digits(bottom)}L${line.join("L")}L${digits(x(most))},${digits(bottom)}z`;
}
