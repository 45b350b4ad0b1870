// What stands in an opened file: checked entry by entry, so that nothing of a damaged or hostile file gets into the ledger.

import { found } from "../../common/plain.ts";
import type { Entry } from "../../types.ts";
import { isDay } from "./days.ts";
import { FileProblem, record, SCHEMA } from "./sealed.ts";

export const MOST_ENTRIES = 1_000_000;
const MOST_KEYS = 2_000;
const MOST_KEPT_CHARACTERS = 100_000;
/** Short printable ASCII without spaces, as keys and ids are. */
const WORD = /^[!-~]{1,100}$/;

export interface Contents {
  secret: string;
  /** How long the device that wrote it keeps entries. */
  days: number;
  entries: Entry[];
}

export const write = ({ secret, days, entries }: Contents): string => JSON.stringify({ schema: SCHEMA, secret, days, entries });

export function parse(text: string): Contents {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    throw part("data", "JSON");
  }
  const top = record(parsed);
  if (top["schema"] !== SCHEMA) throw new FileProblem("ui.memory.file.schema", { found: found(top["schema"]), known: SCHEMA });
  const { secret, days, entries } = top;
  if (!isSecret(secret)) throw part("secret", "64 hexadecimal digits");
  if (typeof days !== "number" || !Number.isInteger(days) || days < 1 || days > 180) throw part("days", "1 to 180");
  if (!Array.isArray(entries)) throw part("entries", "a list");
  if (entries.length > MOST_ENTRIES) throw part("entries", `${MOST_ENTRIES} at most, not ${entries.length}`);
  const ids = new Set<string>();
  return {
    secret,
    days,
    entries: entries.map((one: unknown, n) => {
      const parsed = entry(one, `entries[${n}]`);
      if (ids.has(parsed.id)) throw part(`entries[${n}].id`, "an id that no other entry has");
      ids.add(parsed.id);
      return parsed;
    }),
  };
}

export const isSecret = (value: unknown): value is string => typeof value === "string" && /^[0-9a-f]{64}$/.test(value);

function entry(value: unknown, place: string): Entry {
  const { id, day, keys, kept } = record(value);
  if (typeof id !== "string" || !WORD.test(id)) throw part(`${place}.id`, "a word of ASCII");
  if (!isDay(day)) throw part(`${place}.day`, "a date like 2026-11-26");
  if (!Array.isArray(keys) || keys.length > MOST_KEYS || !keys.every((key) => typeof key === "string" && WORD.test(key))) {
    throw part(`${place}.keys`, `${MOST_KEYS} words of ASCII at most`);
  }
  const { kind } = record(kept);
  if (typeof kind !== "string" || !/^[a-z_]{1,40}$/.test(kind)) throw part(`${place}.kept.kind`, "the name of a kind");
  if (JSON.stringify(kept).length > MOST_KEPT_CHARACTERS) throw part(`${place}.kept`, `${MOST_KEPT_CHARACTERS} characters at most`);
  // Field by field: what else stands there is not taken over. What is kept, the engine looks into when it is recalled.
  return { id, day, keys: keys as string[], kept: kept as Entry["kept"] };
}

const part = (place: string, expected: string): FileProblem => new FileProblem("ui.memory.file.part", { place, expected });
