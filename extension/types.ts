// The wire shapes of the engine. Provisional: replaced by the file generated from the Rust types.

export type Range = [number, number, number];
export interface Source { row?: number | null; path: string }
export type PageKind =
  | "profile" | "proposals" | "reviews" | "messages" | "diary" | "job" | "search" | "blocked" | "unknown";
export interface PageInfo {
  url: string;
  kind: PageKind;
  layout?: string | null;
  adapter?: string | null;
  verified: boolean;
  captured_at: string;
  language?: string | null;
}
export type Severity = "context" | "note" | "caution" | "warning" | "stop";
export type Confidence = "low" | "medium" | "high";
export type Family =
  | "contact" | "payment" | "account" | "identity" | "reviews" | "letters" | "bids" | "availability" | "equipment"
  | "code-host" | "access";
export type Arg = number | string;
export type Message = { key: string; args?: { [name: string]: Arg } } | { text: { [language: string]: string } };
export type ItemKind = "page" | "person" | "proposal" | "contract" | "review" | "chat" | "job";
export interface Subject { kind: ItemKind; items: number[] }
export interface Evidence { quote: string; source: Source; shown: Range[]; item?: Subject | null }
export interface Statistic {
  method: string;
  n: number;
  value?: number | null;
  p?: number | null;
  interval?: [number, number] | null;
  needed?: number | null;
}
export interface Finding {
  id: string;
  rule: string;
  version: string;
  pack_sha256?: string | null;
  family: Family;
  severity: Severity;
  confidence: Confidence;
  subject: Subject;
  message: Message;
  why: Message;
  innocent: Message[];
  ask: Message[];
  evidence: Evidence[];
  statistic?: Statistic | null;
  references: string[];
}
export type CoverageState = "checked" | "too_few" | "not_visible" | "not_supported" | "needs_you";
export interface Coverage { check: string; state: CoverageState; note: Message }
export interface Item { subject: Subject; row: number; read: boolean; label: string }
export interface PackInfo { id: string; version: string; sha256: string; signed: boolean }
export type UnreadWhy = "withheld" | "not_on_page" | "not_understood" | "stale" | "capped" | "partial";
export interface Unread { field: string; why: UnreadWhy; note?: string }
export interface PageSnapshot {
  kind: PageKind;
  page: PageInfo;
  people: unknown[];
  proposals: unknown[];
  contracts: unknown[];
  reviews: unknown[];
  messages: unknown[];
  totals: { [name: string]: number };
  unread: Unread[];
}
export interface Report {
  schema: number;
  engine: string;
  packs: PackInfo[];
  page: PageInfo;
  findings: Finding[];
  coverage: Coverage[];
  items: Item[];
  unread: Unread[];
  snapshot?: PageSnapshot | null;
}
export interface Problem { place: string; code: string; message: string; fix: string }
export type GapKind = "rows" | "text" | "blocks" | "depth" | "bytes" | "attributes" | "encoding" | "frame" | "closed_shadow";
export interface Gap { kind: GapKind; count: number }
export type Row = [number, string, string[]] | [number, string];
export interface PageTree {
  schema: number;
  walk: number;
  url: string;
  captured_at: string;
  rows: Row[];
  gaps: Gap[];
}
