// Why the markers in a page cannot be relied on, as the panel says it.

import type { Say } from "./words.ts";

const KEYS = {
  removed: "ui.panel.unmarked",
  moved: "ui.marker.moved",
  covered: "ui.marker.covered",
  hidden: "ui.marker.hidden",
  inert: "ui.marker.inert",
} as const;

export type Unmarked = keyof typeof KEYS;

export const isUnmarked = (why: unknown): why is Unmarked => typeof why === "string" && Object.hasOwn(KEYS, why);

export const sayUnmarked = (why: Unmarked, say: Say): string => say(KEYS[why]);
