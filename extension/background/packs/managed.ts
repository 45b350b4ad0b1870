// Packs that an organisation prescribes: `storage.managed`, key `packs`. Firefox ignores the schema that Chromium holds them to,
// so everything is looked at here, and each pack by the engine like any other.

import { ext } from "../../common/browser.ts";
import type { Problem } from "../../types.ts";
import { plainFingerprint } from "./trust.ts";

/** A pack of the policy. */
export interface Prescribed {
  /** The built file, as text. */
  file: string;
  /** Of the key that must have signed it. */
  fingerprint: string;
  /** Whether the user may switch it off. */
  optional: boolean;
}

export interface Policy {
  packs: Prescribed[];
  problems: Problem[];
}

export const MOST_FILE_CHARACTERS = 8 * 2 ** 20;
const MOST = 20;
const KNOWN = new Set(["file", "fingerprint", "optional"]);

export async function policy(): Promise<Policy> {
  try {
    const found = (await ext.storage.managed?.get("packs")) as { packs?: unknown } | undefined;
    return parsePolicy(found?.packs);
  } catch {
    // Firefox refuses to read where no policy was set.
    return { packs: [], problems: [] };
  }
}

export function parsePolicy(value: unknown): Policy {
  if (value === undefined || value === null) return { packs: [], problems: [] };
  if (!Array.isArray(value)) return { packs: [], problems: [wrong("packs", `found ${typeof value}`, "give a list of packs")] };
  const problems: Problem[] = [];
  if (value.length > MOST) problems.push(wrong("packs", `${value.length} packs, at most ${MOST}`, "join packs"));
  const packs = value.slice(0, MOST).flatMap((one: unknown, n): Prescribed[] => {
    const say = (field: string, message: string, fix: string): [] => {
      problems.push(wrong(`packs[${n}]${field}`, message, fix));
      return [];
    };
    if (typeof one !== "object" || one === null || Array.isArray(one)) return say("", "it is no object", "give file and fingerprint");
    const { file, fingerprint, optional = false } = one as Record<string, unknown>;
    const unknown = Object.keys(one).filter((key) => !KNOWN.has(key));
    if (unknown.length > 0) return say("", `unknown: ${unknown.join(", ").slice(0, 200)}`, "give file, fingerprint and, if you like, optional");
    if (typeof file !== "string") return say(".file", "there is no text", "give the whole text of a built pack file");
    if (file.length > MOST_FILE_CHARACTERS) return say(".file", `${file.length} characters, at most ${MOST_FILE_CHARACTERS}`, "make two packs");
    if (typeof fingerprint !== "string" || plainFingerprint(fingerprint).length !== 16) return say(".fingerprint", "it is no fingerprint", "give the 16 characters that the command prints for the owner's key");
    if (typeof optional !== "boolean") return say(".optional", "it is neither true nor false", "give true or false");
    return [{ file, fingerprint: plainFingerprint(fingerprint), optional }];
  });
  return { packs, problems };
}

const wrong = (place: string, message: string, fix: string): Problem => ({ place: `policy: ${place}`, code: "policy-not-understood", message, fix });
