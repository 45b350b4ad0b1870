// From finding to finding, in the order of the page: one step a finding, also where it is told at several places, as the letters
// of one template are.

import type { Shown } from "./markers.ts";

export interface Stop {
  finding: string;
  shown: Shown;
}

/** Where each finding is told first, among the markers that can be gone to. */
export function stopsOf(list: readonly Shown[]): Stop[] {
  const stops = new Map<string, Stop>();
  for (const shown of list) {
    if (shown.isOther) continue;
    for (const { id } of shown.marker.findings) if (!stops.has(id)) stops.set(id, { finding: id, shown });
  }
  return [...stops.values()];
}

/** The stop after or before the finding that is looked at; without one, the first or the last. It goes round. */
export function stepFrom(stops: readonly Stop[], finding: string | undefined, by: 1 | -1): Stop | undefined {
  const at = stops.findIndex((stop) => stop.finding === finding);
  if (at < 0) return by > 0 ? stops[0] : stops[stops.length - 1];
  return stops[(at + by + stops.length) % stops.length];
}
