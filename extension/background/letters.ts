// The job session: letters of the pages that were read while the browser runs, so that a copy met on a later page can be shown
// beside the first. In storage.session, so in memory only, and there again after the worker slept. Private windows have a list
// of their own.

import { ext } from "../common/browser.ts";
import { JOBS_KEY, KEPT_KEY, type Kept, type KeptOfJobs, type Room } from "../common/protocol.ts";
import { asText, readSession } from "../common/session.ts";
import type { Settings } from "../common/settings.ts";
import type { SeenLetter } from "../types.ts";
import { turns } from "./turns.ts";

export const MOST_LETTERS = 500;
/** Both lists together stay far below the 10 MB that storage.session holds; the tabs' reports need the rest. */
export const MOST_BYTES = 2_000_000;
/** A longer letter would push out too many others; of a job post, this much is set aside. */
export const MOST_CHARACTERS = 40_000;
/** The check that compares letters: without it there is nothing to keep them for. */
export const CHECK = "shared-letters";

const ROOMS: readonly Room[] = ["open", "private"];
const keyOf = (room: Room): string => `letters:${room}`;
const inTurn = turns();
/** In either browser: Firefox may hold a whole text in two bytes a character for the sake of one of them. */
function size(letter: SeenLetter): number {
  const text = JSON.stringify(letter);
  return Math.max(new TextEncoder().encode(text).length, text.length * 2);
}

/** What names a letter: its site's key for it, on that site. */
export const nameOf = ({ url, key }: SeenLetter): string => `${URL.canParse(url) ? new URL(url).hostname : ""} ${key}`;

/** What a letter's job is called here: site, title and how long the post is, for two jobs may have one title. */
export function jobOf({ url, job, job_text }: SeenLetter): string | undefined {
  if (!job || !URL.canParse(url)) return undefined;
  return `${new URL(url).hostname} ${Math.min(job_text?.length ?? 0, MOST_CHARACTERS)} ${job}`;
}

/** Whether letters of this page may be kept and compared, by what the user chose. */
export function mayKeep(settings: Settings, url: string): boolean {
  if (settings.off.includes(CHECK) || !URL.canParse(url)) return false;
  return !settings.sites_off.includes(new URL(url).hostname);
}

/** The letters kept so far, oldest first. */
export async function kept(room: Room): Promise<SeenLetter[]> {
  return (await readSession<SeenLetter[]>(keyOf(room))) ?? [];
}

/** Of a page's letters, those that nobody met yet, or that are worded differently now. Too long ones are never kept. */
export function freshOf(all: readonly SeenLetter[], own: readonly SeenLetter[]): SeenLetter[] {
  const known = new Map(all.map((letter) => [nameOf(letter), letter.text]));
  return own.filter((letter) => letter.text.length <= MOST_CHARACTERS && known.get(nameOf(letter)) !== letter.text);
}

/**
 * Keeps a page's letters. A letter that is met again replaces itself, the oldest go first. That the memory is full, or cannot
 * be written, is no reason for a page to stay without its answer.
 */
export function keepLetters(room: Room, own: readonly SeenLetter[]): Promise<void> {
  return inTurn(async () => {
    const before = await kept(room);
    const fresh = new Map(freshOf(before, own).map((letter) => [nameOf(letter), cut(letter)]));
    if (fresh.size === 0) return;
    const all = capped([...before.filter((letter) => !fresh.has(nameOf(letter))), ...fresh.values()]);
    const half = all.slice(Math.ceil(all.length / 2));
    await write(room, all).catch(() => write(room, half)).catch(() => undefined);
  });
}

// Not every page has a job post.
const cut = (letter: SeenLetter): SeenLetter => ({ ...letter, job_text: (letter.job_text ?? "").slice(0, MOST_CHARACTERS) });

function capped(letters: readonly SeenLetter[]): SeenLetter[] {
  let bytes = 0;
  let from = letters.length;
  while (from > 0 && letters.length - from < MOST_LETTERS) {
    const letter = letters[from - 1];
    bytes += letter ? size(letter) : 0;
    if (bytes > MOST_BYTES) break;
    from -= 1;
  }
  return letters.slice(from);
}

async function write(room: Room, letters: readonly SeenLetter[]): Promise<void> {
  const counts = { ...(await countKept()), [room]: letters.length };
  const jobs = { ...(await ofJobs()), [room]: perJob(letters) };
  if (letters.length > 0) await ext.storage.session.set({ [keyOf(room)]: asText(letters), [KEPT_KEY]: counts, [JOBS_KEY]: jobs });
  else {
    await ext.storage.session.remove(keyOf(room));
    await ext.storage.session.set({ [KEPT_KEY]: counts, [JOBS_KEY]: jobs });
  }
}

function perJob(letters: readonly SeenLetter[]): { [job: string]: number } {
  const counts = new Map<string, number>();
  for (const letter of letters) {
    const job = jobOf(letter);
    if (job !== undefined) counts.set(job, (counts.get(job) ?? 0) + 1);
  }
  return Object.fromEntries(counts);
}

async function ofJobs(): Promise<KeptOfJobs> {
  return ((await ext.storage.session.get(JOBS_KEY))[JOBS_KEY] as KeptOfJobs | undefined) ?? {};
}

async function countKept(): Promise<Kept> {
  const stored = (await ext.storage.session.get(KEPT_KEY))[KEPT_KEY] as Kept | undefined;
  return stored ?? { open: 0, private: 0 };
}

/** Forgets the letters of which `which` says so, in one room or in both. */
export function forgetLetters(which: (letter: SeenLetter) => boolean, rooms: readonly Room[] = ROOMS): Promise<void> {
  return inTurn(async () => {
    for (const room of rooms) {
      const before = await kept(room);
      const rest = before.filter((letter) => !which(letter));
      if (rest.length < before.length) await write(room, rest);
    }
  });
}
