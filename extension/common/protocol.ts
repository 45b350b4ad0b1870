// Every message of the extension, grouped by who may send it.

import type { Message, Problem, Report } from "../types.ts";
import type { Drawing } from "./drawing.ts";

/** From a content script. It is in the page's process: it may only hand in its own page and say how that goes. */
export type FromPage =
  | { kind: "check"; walk: number; tree: string }
  /** `busy`: the page keeps changing and is read again only after `wait` ms. */
  | { kind: "pace"; busy: boolean; wait: number }
  /** The page takes the overlay out each time, so it stays out. */
  | { kind: "unmarked" }
  | { kind: "gone" };

/** From a page of the extension itself. */
export type FromExtension = { kind: "check-tab"; tab: number } | { kind: "describe" };

/** To a content script. */
export type ToPage = { kind: "step"; by: 1 | -1 } | { kind: "show"; finding: string };

export type CheckAnswer =
  | { kind: "drawing"; walk: number; cost: number; drawing: Drawing }
  /** A newer walk of this tab came meanwhile. */
  | { kind: "late"; walk: number }
  | { kind: "failed"; walk: number; problems: Problem[] };

export type TabAnswer = { kind: "started" } | { kind: "refused"; why: string };

/** A check or rule by its id and what a list calls it. */
export interface Titled {
  id: string;
  title: Message;
}

/** How many of a list were read, and how many the site says there are. */
export interface Counted {
  field: string;
  read: number;
  total: number;
}

/** What is known of one tab, in storage.session under `tab:ID`: in memory only, never on disk. */
export interface TabState {
  url: string;
  /** Milliseconds since the epoch. */
  at: number;
  report?: Report;
  counted: Counted[];
  busy: boolean;
  wait: number;
  problems: Problem[];
  /** The engine had to be started again while this page was checked. */
  recovered: boolean;
  /** The page does not let the overlay stand. */
  unmarked?: boolean;
  /** The report was too large to keep whole. */
  cut: boolean;
}

/** A checked selection, in storage.session under `text`. */
export interface TextState {
  text: string;
  at: number;
  report?: Report;
  problems: Problem[];
}

export const tabKey = (tab: number): string => `tab:${tab}`;
export const TEXT_KEY = "text";

const PAGE_KINDS = new Set(["check", "pace", "unmarked", "gone"]);
const EXTENSION_KINDS = new Set(["check-tab", "describe"]);

/** Takes a message for what it says it is only if it has the right parts; anything else is nothing. */
export function asFromPage(message: unknown): FromPage | undefined {
  const parts = record(message);
  if (!PAGE_KINDS.has(String(parts["kind"]))) return undefined;
  if (parts["kind"] === "check" && (!Number.isInteger(parts["walk"]) || typeof parts["tree"] !== "string")) return undefined;
  if (parts["kind"] === "pace" && (typeof parts["busy"] !== "boolean" || typeof parts["wait"] !== "number")) return undefined;
  return message as FromPage;
}

export function asFromExtension(message: unknown): FromExtension | undefined {
  const parts = record(message);
  if (!EXTENSION_KINDS.has(String(parts["kind"]))) return undefined;
  if (parts["kind"] === "check-tab" && !Number.isInteger(parts["tab"])) return undefined;
  return message as FromExtension;
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}
