// What is known of a tab and of the session, as storage.session holds it: in memory only, never on disk.

import type { Entry, Problem, Report } from "../types.ts";
import type { Trouble } from "../background/ledger/schema.ts";
import type { Unmarked } from "./unmarked.ts";

/** How many of a list were read, and how many the site says there are. */
export interface Counted {
  field: string;
  read: number;
  total: number;
}

/** Windows that know nothing of each other: ordinary ones and private ones. */
export type Room = "open" | "private";

/** How many letters of earlier pages are kept, in storage.session under `letters`. */
export type Kept = { [room in Room]: number };

/** How many of them are letters of each job, in storage.session under `job-letters`. */
export type KeptOfJobs = { [room in Room]?: { [job: string]: number } };

/** How the ledger stands, in storage.session under `memory`. */
export interface MemoryState {
  trouble?: Trouble;
}

/** How the imported packs stand, in storage.session under `packs`. */
export interface PacksState {
  /** Packs that could not be loaded, and why. */
  failed: { id: string; problems: Problem[] }[];
  /** By pack, the day until which it holds by its author's own word. */
  ends: { [id: string]: string };
  /** Match patterns of the sites that they read. */
  hosts: string[];
  /** Trouble with the policy or the database as such. */
  problems: Problem[];
}

/** A person whom a page names. */
export interface Named {
  /** The site's id. */
  id: string;
  name: string;
  /** What of the page is theirs, as in `Marker.items`. */
  items: string[];
  /** Whether their letter was read, or on another page than a job's what it says of them. */
  read: boolean;
}

/** Letters of a page's job: read on this page, found on it, and all there are by the site's count. */
export interface LettersRead {
  read: number;
  found: number;
  total: number;
  /** The job, as in {@link KeptOfJobs}. */
  job?: string;
}

/** A letter of a tab's page that a template was made from; no text where it is too long to keep twice. */
export interface PageLetter {
  proposal: number;
  text: string;
  person?: string;
}

/** Whom and which job findings are about, as overrides name them. */
export interface Scopes {
  /** By finding. */
  findings: { [finding: string]: { person: string } };
  job?: string;
}

/** What is known of one tab, in storage.session under `tab:ID`: in memory only, never on disk. */
export interface TabState {
  url: string;
  /** Milliseconds since the epoch. */
  at: number;
  report?: Report;
  counted: Counted[];
  room: Room;
  /** What names the letters of the page. */
  names: string[];
  letters: PageLetter[];
  /** Who is on the page, in the order of its lists. */
  people: Named[];
  /** Absent on a page without letters. */
  letters_read?: LettersRead;
  /** What the ledger is to hold of the page's job, where it shows one's proposals: for saying who was hired. */
  job?: Entry[];
  /** What an override of a finding may be about. */
  scopes?: Scopes;
  /** The ids of those who were hired for that job, as the user said. */
  hired: string[];
  busy: boolean;
  wait: number;
  problems: Problem[];
  /** The engine had to be started again while this page was checked. */
  recovered: boolean;
  /** The page does not let the markers be seen or used. */
  unmarked?: Unmarked | undefined;
  /** The report was too large to keep whole. */
  cut: boolean;
  /** The browser's memory for extensions had no room for the report. */
  full?: boolean;
}
