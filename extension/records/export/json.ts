// A record as the file that `secondlook case verify` makes again, and that another device takes in.

import { sha256 } from "../../common/canonical.ts";
import type { Case } from "../../types.ts";

/** One line, with a hash of what stands before it as its last member: see `Case::sha256`. */
export async function recordJson(record: Case): Promise<string> {
  const { sha256: _, ...rest } = record;
  const text = JSON.stringify(rest, (_, value: unknown) => (typeof value === "string" ? value.toWellFormed() : value));
  return `${text.slice(0, -1)}${tail(await sha256(text))}\n`;
}

const TAIL = ',"sha256":"';
const tail = (hash: string): string => `${TAIL}${hash}"}`;

/** Whether the hash at the end of a file, where there is one, is of what stands before it. */
export async function holds(file: string): Promise<boolean> {
  const text = file.replace(/^\ufeff/, "").trimEnd();
  const at = text.lastIndexOf(TAIL);
  return at < 0 || text.slice(at) === tail(await sha256(`${text.slice(0, at)}}`));
}
