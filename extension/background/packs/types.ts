// What the engine says of packs. `crate/wasm/src/boundary.rs` has the other side.

import type { Message, PackInfo, Problem, Severity } from "../../types.ts";

/** A text by language code. */
export type Localized = { readonly [language: string]: string };

/** A pack file that was opened: its form, hash and signature hold. Whether it may be loaded is for the proof to say. */
export interface Opened {
  info: PackInfo;
  description: string;
  authors: string[];
  licence: string;
  languages: string[];
  /** When its author last changed it, and for how long it holds by the author's own word. */
  modified?: string | null;
  life_days?: number | null;
  rules: { id: string; title: Localized; severity: Severity }[];
  adapters: { id: string; hosts: string[] }[];
  key?: string | null;
  fingerprint?: string | null;
  /** The key before this one, which vouches for it. */
  handover_from?: string | null;
}

export interface Proof {
  problems: Problem[];
  figures?: unknown;
}

/** What is different, in words. */
export interface Difference {
  lines: Message[];
}
