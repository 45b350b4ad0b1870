// Tests wait for conditions. The only pause is the one between two looks.

import { setTimeout as pause } from 'node:timers/promises';

/** Calls `look` until it gives something other than undefined, null or false. */
export async function until(what, look, { timeout = 45_000, every = 20 } = {}) {
  const end = performance.now() + timeout;
  let last;
  for (;;) {
    try {
      last = undefined;
      const found = await look();
      if (found !== undefined && found !== null && found !== false) {
        return found;
      }
    } catch (error) {
      last = error;
    }
    if (performance.now() > end) {
      const why = last === undefined ? '' : ` (last error: ${last.message})`;
      throw new Error(`waited ${timeout} ms for ${what}${why}`);
    }
    await pause(every);
  }
}
