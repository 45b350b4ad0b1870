// Every message of the extension, grouped by who may send it.

import type { Message, Override, Problem, Report } from "../types.ts";
import type { Drawing } from "./drawing.ts";
import { isOwnQuestion, type OwnQuestion } from "./own.ts";
import { isUnmarked, type Unmarked } from "./unmarked.ts";

export type * from "./tab-state.ts";

/** From a content script. It is in the page's process: it may only hand in its own page and say how that goes. */
export type FromPage =
  /**
   * `again`: the background asked for it, because of another page. `forgotten`: the user had the letters of this page
   * forgotten, so they are not kept.
   */
  | { kind: "check"; walk: number; tree: string; again?: boolean; forgotten?: boolean }
  /** `busy`: the page keeps changing and is read again only after `wait` ms. */
  | { kind: "pace"; busy: boolean; wait: number }
  /** The markers cannot be seen or used there, and why; without a why, they can again. */
  | { kind: "unmarked"; why: Unmarked | undefined }
  /** The user put the page's line away, or wants it back. */
  | { kind: "line"; away: boolean }
  /** The user pressed a card's button to decide about a finding: the panel is to open at it. */
  | { kind: "decide"; finding: string }
  /** Another page is coming up here: it will be handed in when it stands still. */
  | { kind: "coming" }
  | { kind: "gone" };

/** From a page of the extension itself. */
export type FromExtension =
  | { kind: "check-tab"; tab: number }
  | { kind: "describe" }
  | { kind: "forget-letters" }
  /** Everything that is remembered of a person whom the tab's page names: their id on the page's site. */
  | { kind: "forget-person"; tab: number; person: string }
  /** The user hired a person for the job of the tab's page, or takes that back. */
  | { kind: "hire"; tab: number; person: string; hired: boolean }
  /** The ledger with its secret, and the letters of this session. */
  | { kind: "forget-all" }
  | OwnQuestion
  /** Bids that the user typed in: whole numbers from 0 on. */
  | { kind: "bids"; sent: number; won: number }
  /** The overrides that are kept, for whoever shows what they hide. */
  | { kind: "overrides" }
  /** What the user decided about a finding. `title`: what a list calls its rule. */
  | { kind: "override"; override: Override; title: string }
  | { kind: "override-back"; numbers: number[] }
  /** The extension's own invented page: judged by itself, answered, and kept nowhere. */
  | { kind: "demonstrate"; walk: number; tree: string }
  /** Packs, their switches or overrides were changed: pages are judged anew. */
  | { kind: "packs-changed" }
  /**
   * Keeps what is found about a person whom the tab's page names, as the page is now: their id on the page's site. `id`: of the
   * record. Whoever asks again for want of an answer asks for the same one.
   */
  | { kind: "keep-record"; tab: number; person: string; id?: string }
  /** What is held of a person outside of records: `site` is its host without `www.`. */
  | { kind: "held"; site: string; person: string }
  /** Erases a person, in the records too. */
  | { kind: "erase-person"; site: string; person: string }
  /** Erases everything that was ever kept. */
  | { kind: "erase-everything" }
  /** Does what a page of ours has noted down as unfinished. */
  | { kind: "finish" };

/** To a content script. */
export type ToPage =
  | { kind: "step"; by: 1 | -1 }
  /** `item`: at which of the finding's items, as in `Marker.items`. */
  | { kind: "show"; finding: string; item?: string }
  | { kind: "again"; forgotten: boolean }
  /** Asks for the rows of the page as it is now: for the preview of a pack. */
  | { kind: "rows" }
  /** The browser does not let us read these sites any longer: what runs in their pages ends. */
  | { kind: "stop"; origins: readonly string[] };

export type CheckAnswer =
  | { kind: "drawing"; walk: number; cost: number; drawing: Drawing }
  /** A newer walk of this tab came meanwhile. */
  | { kind: "late"; walk: number }
  | { kind: "failed"; walk: number; problems: Problem[] };

export type TabAnswer = { kind: "started" } | { kind: "refused"; why: string };
/** The page as one JSON text, as in `check`. */
export type RowsAnswer = { tree: string };
/** `refused`: why it was not done, as a key of the words. */
export type OverrideAnswer = { kind: "changed"; refused?: { key: string; args: { readonly [name: string]: string | number } } };
/** `refused`: why it was not kept, as a key of the words. */
export type KeptAnswer = { kind: "kept"; id: string } | { kind: "kept"; refused: { key: string; args: { readonly [name: string]: string | number } } };
/** What is held of a person outside of records. `entries`: in the ledger; none where it cannot be read. */
export interface HeldAnswer {
  kind: "held";
  entries?: number;
  letters: number;
}
/** `refused`: what of it could not be done, as a key of the words. */
export type ForgetAnswer = { kind: "forgotten"; refused?: { key: string; args: { readonly [name: string]: string | number } } };
export type HireAnswer = { kind: "hired"; recorded: boolean };
export type BidsAnswer = { kind: "bids"; report: Report } | { kind: "bids"; problems: Problem[] };

/** A check or rule by its id and what a list calls it. */
export interface Titled {
  id: string;
  title: Message;
}

/** A checked selection, in storage.session under `text`. */
export interface TextState {
  text: string;
  at: number;
  report?: Report;
  problems: Problem[];
  /** Why it is not the whole selection, or nothing. */
  note?: { key: string; args?: { readonly [name: string]: number } };
}

export const tabKey = (tab: number): string => `tab:${tab}`;
export const TEXT_KEY = "text";
export const KEPT_KEY = "letters";
export const JOBS_KEY = "job-letters";
export const MEMORY_KEY = "memory";
export const PACKS_KEY = "packs";
/** Kinds of deeds that were interrupted and could not be finished at the start. */
export const UNFINISHED_KEY = "unfinished";
/** The text of which a rule is to be made, in storage.session: until the packs page has taken it. */
export const RULE_TEXT_KEY = "rule-text";

/** The longest reason of an override. */
export const MOST_REASON = 300;

const PAGE_KINDS = new Set(["check", "pace", "unmarked", "line", "decide", "coming", "gone"]);
const EXTENSION_KINDS = new Set(["check-tab", "describe", "forget-letters", "forget-person", "forget-all", "hire", "bids", "demonstrate", "own-letters", "own-check", "packs-changed", "overrides", "override", "override-back", "keep-record", "held", "erase-person", "erase-everything", "finish"]);
const OF_A_TAB = new Set(["check-tab", "forget-person", "hire", "keep-record"]);
const OF_A_PERSON = new Set(["forget-person", "hire", "keep-record", "held", "erase-person"]);

/** Takes a message for what it says it is only if it has the right parts; anything else is nothing. */
export function asFromPage(message: unknown): FromPage | undefined {
  const parts = record(message);
  if (!PAGE_KINDS.has(kindOf(parts))) return undefined;
  if (parts["kind"] === "check" && (!Number.isInteger(parts["walk"]) || typeof parts["tree"] !== "string")) return undefined;
  for (const flag of ["again", "forgotten"]) if (!["boolean", "undefined"].includes(typeof parts[flag])) return undefined;
  if (parts["kind"] === "pace" && (typeof parts["busy"] !== "boolean" || typeof parts["wait"] !== "number")) return undefined;
  if (parts["kind"] === "unmarked" && parts["why"] !== undefined && !isUnmarked(parts["why"])) return undefined;
  if (parts["kind"] === "line" && typeof parts["away"] !== "boolean") return undefined;
  if (parts["kind"] === "decide" && !(typeof parts["finding"] === "string" && parts["finding"].length <= 100)) return undefined;
  return message as FromPage;
}

export function asFromExtension(message: unknown): FromExtension | undefined {
  const parts = record(message);
  const kind = kindOf(parts);
  if (!EXTENSION_KINDS.has(kind)) return undefined;
  if (OF_A_TAB.has(kind) && !Number.isInteger(parts["tab"])) return undefined;
  if (OF_A_PERSON.has(kind) && typeof parts["person"] !== "string") return undefined;
  if (["held", "erase-person"].includes(kind) && typeof parts["site"] !== "string") return undefined;
  if (kind === "keep-record" && parts["id"] !== undefined && !(typeof parts["id"] === "string" && /^[A-Za-z0-9-]{1,64}$/.test(parts["id"]))) return undefined;
  if (parts["kind"] === "hire" && typeof parts["hired"] !== "boolean") return undefined;
  if (parts["kind"] === "demonstrate" && (!Number.isInteger(parts["walk"]) || typeof parts["tree"] !== "string")) return undefined;
  if (parts["kind"] === "bids" && ![parts["sent"], parts["won"]].every((n) => Number.isSafeInteger(n) && Number(n) >= 0)) return undefined;
  if (kind.startsWith("own-") && !isOwnQuestion(parts)) return undefined;
  if (parts["kind"] === "override" && (typeof parts["title"] !== "string" || !isOverride(record(parts["override"])))) return undefined;
  if (parts["kind"] === "override-back" && !(Array.isArray(parts["numbers"]) && parts["numbers"].every(Number.isInteger))) return undefined;
  return message as FromExtension;
}

/** Never by way of `String`: a list of one kind would pass for it, and an object whose `toString` is no function throws. */
const kindOf = ({ kind }: Record<string, unknown>): string => (typeof kind === "string" ? kind : "");

/** Whether something is what the user may decide about a finding. */
export function isOverride(parts: Record<string, unknown>): boolean {
  const { rule, scope, reason, until } = parts;
  const entries = Object.entries(record(scope));
  const named = scope === "everywhere" || (entries.length === 1 && entries.every(([kind, of]) => ["person", "job", "finding"].includes(kind) && typeof of === "string"));
  return typeof rule === "string" && named && ["hide", "context", "note", "caution", "warning"].includes(parts["do"] as string)
    && typeof reason === "string" && reason.trim() !== "" && reason.length <= MOST_REASON && ["string", "undefined"].includes(typeof until);
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}
