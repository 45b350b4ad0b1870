// A record as the file that `secondlook case verify` makes again, and that another device takes in.

import { sha256 } from "../../common/canonical.ts";
import type { Case } from "../../types.ts";

/** One line, with a hash of what stands before it as its last member: see `Case::sha256`. */
export async function recordJson(record: Case): Promise<string> {
  const { sha256: _, ...rest } = record;
  const text = JSON.stringify(rest, (_, value: unknown) => (typeof value === "string" ? value.toWellFormed() : value));
  return `${text.slice(0, -1)}${tail(await sha256(text))}\n`;
}

const tail = (hash: string): string => `,"sha256":"${hash}"}`;

/** Whether the hash that a file says of itself is of what stands before it; a file that says none is taken as it is. */
export async function holds(file: string, said: string | undefined): Promise<boolean> {
  if (said === undefined) return true;
  const text = file.replace(/^\ufeff/, "").trimEnd();
  return text.endsWith(tail(said)) && said === (await sha256(`${text.slice(0, -tail(said).length)}}`));
}
