// Why something was not read, as a key of the words.

import type { Args, Say } from "../../common/words.ts";

export interface Trouble {
  key: string;
  args?: Args;
}

export const sayTrouble = (say: Say, { key, args }: Trouble): string => say(key, args);

/** Thrown where a file as a whole cannot be read. */
export class Unreadable extends Error {
  readonly trouble: Trouble;
  constructor(key: string, args?: Args) {
    super(key);
    this.trouble = args ? { key, args } : { key };
  }
}
