// What an organisation prescribes of the choices: `storage.managed`. Firefox ignores the schema that Chromium holds it to, so
// every value is looked at here. Packs of the policy are read in background/packs/managed.ts.

import type { Problem } from "../types.ts";
import { ext } from "./browser.ts";

/** A value that is there stands in place of the user's. */
export interface Prescribed {
  run?: "auto" | "click";
  remember?: boolean;
  /** The most days that the memory may keep anything. */
  keep_days_most?: number;
  /** The most days that records may be kept. */
  record_days_most?: number;
  /** Host names where nothing runs, beside those of the user. */
  sites_off?: string[];
  language?: string;
}

export interface Policy {
  set: Prescribed;
  problems: Problem[];
}

export const NO_POLICY: Policy = { set: {}, problems: [] };
const MOST_DAYS = 180;
const MOST_SITES = 200;
/** Also there, and read elsewhere. */
const PACKS = "packs";

let known: Promise<Policy> | undefined;

/** The policy. It is asked of the browser once: {@link forgetPolicy} when it says that there is another. */
export function readPolicy(): Promise<Policy> {
  return (known ??= ask());
}

export function forgetPolicy(): void {
  known = undefined;
}

async function ask(): Promise<Policy> {
  try {
    return parsePolicy(await ext.storage.managed?.get(null));
  } catch {
    // Firefox refuses to read where no policy was set.
    return NO_POLICY;
  }
}

type Reader = (value: unknown) => { set: Prescribed } | { fix: string };

const READERS: { readonly [key in keyof Prescribed]-?: Reader } = {
  run: (value) => (value === "auto" || value === "click" ? { set: { run: value } } : { fix: "give \"auto\" or \"click\"" }),
  remember: (value) => (typeof value === "boolean" ? { set: { remember: value } } : { fix: "give true or false" }),
  keep_days_most: (value) => (isDays(value) ? { set: { keep_days_most: value } } : { fix: `give a whole number of days, 1 to ${MOST_DAYS}` }),
  record_days_most: (value) => (isDays(value) ? { set: { record_days_most: value } } : { fix: `give a whole number of days, 1 to ${MOST_DAYS}` }),
  sites_off: (value) => (isHosts(value) ? { set: { sites_off: [...new Set(value)].sort() } } : { fix: `give a list of at most ${MOST_SITES} host names in small letters, such as www.upwork.com` }),
  language: (value) => (typeof value === "string" && /^(auto|[a-z]{2,3})$/.test(value) ? { set: { language: value } } : { fix: "give \"auto\" or a language's code, such as \"de\"" }),
};

/** What a policy may say, beside packs. */
export const CHOICES: readonly string[] = Object.keys(READERS);

const isDays = (value: unknown): value is number => typeof value === "number" && Number.isInteger(value) && value >= 1 && value <= MOST_DAYS;
const isHosts = (value: unknown): value is string[] =>
  Array.isArray(value) && value.length <= MOST_SITES && value.every((one) => typeof one === "string" && /^([a-z0-9-]+\.)+[a-z0-9-]{2,63}$/.test(one));

/** One wrong value costs no other one its effect; it counts as not there, and is said. */
export function parsePolicy(stored: unknown): Policy {
  if (stored === undefined || stored === null) return NO_POLICY;
  if (typeof stored !== "object" || Array.isArray(stored)) return { set: {}, problems: [wrong("", "it is no object", "give an object of choices")] };
  const policy: Policy = { set: {}, problems: [] };
  for (const [key, value] of Object.entries(stored).slice(0, 100)) {
    if (key === PACKS || value === undefined || value === null) continue;
    const reader = Object.hasOwn(READERS, key) ? READERS[key as keyof Prescribed] : undefined;
    if (!reader) {
      policy.problems.push(wrong(key, "there is no such choice", `the choices are ${[PACKS, ...CHOICES].join(", ")}`));
      continue;
    }
    const read = reader(value);
    if ("set" in read) Object.assign(policy.set, read.set);
    else policy.problems.push(wrong(key, `found ${JSON.stringify(value).slice(0, 100)}`, read.fix));
  }
  return policy;
}

const wrong = (place: string, message: string, fix: string): Problem =>
  ({ place: `policy: ${place.slice(0, 60)}`, code: "policy-not-understood", message, fix });
