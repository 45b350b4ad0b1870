// Generated from the Rust types by `cargo xtask generate`. Do not edit: change the type in crate/core.

/** The words of one language, `locales/<language>.json`. */
export type Words = Record<string, unknown>;

/** What an override does; it never raises a severity. */
export type Action = "hide" | "context" | "note" | "caution" | "warning";

/** One decimal number as a string, or a range of two ("$2,000-$3,000"). */
export type Amount = string | [string, string];

/** What every call over the boundary returns: nothing throws for bad input. */
export type Answer<T> = {
  /** The result. */
  ok: T, } | {
  /** At least one. */
  problems: Array<Problem>, };

/** An argument of a [`Message`]. */
export type Arg = number | string;

/** A report that its user kept. */
export type Case = {
  /** Shape version, [`SCHEMA`]. */
  schema: number,
  /** What names it: made once by the host, of letters and digits. */
  id: string,
  /** When it was kept, RFC 3339. */
  kept_at: string,
  /** When it was last changed, RFC 3339. */
  changed_at: string,
  /** The last day it is kept, ISO date; until it is erased, where there is none. */
  keep_until?: string,
  /** Why it is kept beyond that day. */
  hold?: Hold,
  /** Whom it is about. */
  subject: CaseSubject,
  /** The job they were met for. */
  job?: CaseJob,
  /** What the findings were made of. */
  inputs: Inputs,
  /** The findings about this person, and what was checked on the whole page. */
  report: Report,
  /** What the user wrote. */
  notes: Array<CaseNote>,
  /** What was asked, and answered. */
  questions: Array<Question>,
  /** Steps of the interview kit: the same for every candidate of a job. */
  steps: Array<Step>,
  /** What the user saw elsewhere: calls, documents, messages. */
  seen: Array<Sighting>,
  /** Findings that the user set aside. */
  dismissed: Array<Dismissal>,
  /** Findings that the candidate disputes. */
  disputed: Array<Dispute>,
  /** What was decided, and by whom. */
  outcome?: Outcome,
  /** What was taken out of it since. */
  erased: Array<Erasure>,
  /** In a file, as its last member: SHA-256 of the text before it, closed by `}`. It tells damage, and proves nothing. */
  sha256?: string, };

/** The job of a case. */
export type CaseJob = {
  /** The site's id; empty where the page gives none. */
  id: string,
  /** The title; empty where the page gives none. */
  title: string, };

/** What an engine makes of a page for a case about one person: for the host to write, with who and when. */
export type CaseMade = {
  /** For [`Inputs::snapshot`]. */
  snapshot: PageSnapshot,
  /** For [`Inputs::memories`]. */
  memories: Memories,
  /** For [`Inputs::settings`]. */
  settings: Settings,
  /** For [`Case::report`]. */
  report: Report, };

/** What the user wrote. */
export type CaseNote = {
  /** When, RFC 3339. */
  at: string,
  /** Who, as they call themselves. */
  by?: string,
  /** The note. */
  text: string, };

/** A pack that a case was made with. */
export type CasePack = {
  /** Which. */
  info: PackInfo,
  /** Its built file, whole, where it is not part of the build. */
  file?: string, };

/** Whom a case is about. */
export type CaseSubject = {
  /** The site: its host without `www.`. */
  site: string,
  /** The site's id, as in `people[].id`. */
  person: string,
  /** The name as the page shows it; the id where it shows none. */
  name: string, };

/** One message of a conversation. */
export type Chat = {
  /** The sender: the `id` of one of `people`; none when the user wrote it. */
  person?: string,
  /** When. */
  at?: Value<When>,
  /** The text. */
  text?: Value<string>,
  /** The row of its bubble. */
  row?: number, };

/** How sure a finding is; never multiplied into severity. */
export type Confidence = "low" | "medium" | "high";

/** One piece of work. */
export type Contract = {
  /** Whose: the `id` of one of `people`. */
  person?: string,
  /** Title. */
  title?: Value<string>,
  /** Its state. */
  state?: ContractState,
  /** Start. */
  started?: Value<When>,
  /** End. */
  ended?: Value<When>,
  /** The client's name as shown. */
  client?: Value<string>,
  /** A key that is the same for the same client, also where the name is hidden. */
  client_key?: Value<string>,
  /** What was paid. */
  amount?: Value<Amount>,
  /** Hourly rate. */
  rate?: Value<Amount>,
  /** Hours. */
  hours?: Value<number>,
  /** The agency the site prints for this piece of work. */
  agency?: Value<string>,
  /** The row of its card. */
  row?: number, };

/** The state of a contract. */
export type ContractState = "completed" | "in_progress" | "cancelled";

/** What one check could do with this page. */
export type Coverage = {
  /** The check's or rule's id. */
  check: string,
  /** Whether it could judge. */
  state: CoverageState,
  /** In words: n, what is missing. */
  note: Message, };

/** Whether a check could judge. */
export type CoverageState = "checked" | "too_few" | "not_visible" | "not_supported" | "needs_you";

/** One event of a [`Timeline`]. */
export type Dated = {
  /** First possible day, ISO date. */
  first: string,
  /** Last possible day, ISO date; the same as `first` where the day is known. */
  last: string,
  /** Whether it is one of those that stand out. */
  marked: boolean, };

/** One check or rule. */
export type Described = {
  /** The check's id, or `namespace/pack:rule`: what `Settings::off` names. */
  id: string,
  /** Check or rule. */
  kind: DescribedKind,
  /** Version. */
  version: string,
  /** Family. */
  family: Family,
  /** Ids of the indicators it serves. */
  references: Array<string>,
  /** What a list calls it: for a check a key of `locales/`. */
  title: Message,
  /** For a check: the keys of the words that belong to it. */
  keys?: Array<string>,
  /** For a rule: its severity. A check's depends on what it finds. */
  severity?: Severity,
  /** For a rule: how far it has come. */
  status?: Status,
  /** For a rule: the languages it reads. */
  languages?: Array<string>,
  /** For a rule: where it reads. */
  where?: Array<Place>, };

/** Whether something is Rust or data. */
export type DescribedKind = "check" | "rule";

/** An engine's own description: its version and the shapes it speaks. */
export type Description = {
  /** Engine version. */
  engine: string,
  /** Version of the report's shape. */
  report_schema: number,
  /** Version of the row format of page trees. */
  tree_schema: number, };

/** What differs between two packs. */
export type Difference = {
  /** One sentence each, the weightiest first: the pack, its rules, its readers of pages, its lists. */
  lines: Array<Message>,
  /** Rules that are only in the new one. */
  added: number,
  /** Rules that are in both and differ. */
  changed: number,
  /** Rules that are only in the old one. */
  removed: number, };

/** A finding that the user set aside. */
export type Dismissal = {
  /** The finding. */
  finding: string,
  /** Why, in the user's words. */
  reason: string,
  /** When, RFC 3339. */
  at: string,
  /** Who, as they call themselves. */
  by?: string,
  /** Where else it holds; without it, in this case only. */
  scope?: Scope,
  /** The last day on which it holds, ISO date. */
  until?: string, };

/** A finding that the candidate disputes. */
export type Dispute = {
  /** The finding. */
  finding: string,
  /** What the candidate says to it. */
  answer: string,
  /** When, RFC 3339. */
  at: string, };

/** One thing that is remembered. */
export type Entry = {
  /** What names it. Writing an entry of the same id replaces it. */
  id: string,
  /** The day it was last met, ISO date: what its time in the ledger counts from. */
  day: string,
  /** Where it is found: short ASCII words. */
  keys: Array<string>,
  /** What is kept of it. */
  kept: Kept, };

/** What was taken out of a case. */
export type Erased = "other_person";

/** Something that was taken out of a case. */
export type Erasure = {
  /** When, RFC 3339. */
  at: string,
  /** What. */
  what: Erased, };

/** A quote, with the places where the page shows it. */
export type Evidence = {
  /** The quote, verbatim. */
  quote: string,
  /** Where it was read. */
  source: Source,
  /** Where the page shows it; empty when it does not. */
  shown: Array<Range>,
  /** Whose words: the item the quote is from. */
  item?: Subject, };

/** Findings of one family say one thing. */
export type Family = "contact" | "payment" | "account" | "identity" | "reviews" | "letters" | "bids" | "availability" | "equipment" | "code-host" | "access";

/** What a proof counted. */
export type Figures = {
  /** Examples that were run. */
  examples: number,
  /** Saved pages that were read. */
  pages: number,
  /** Ordinary texts that were judged. */
  texts: number,
  /** Changed texts that were judged in the swap test. */
  swaps: number,
  /** On how many ordinary texts the rules of each severity fire; a severity of which there is no rule is left out. */
  fired: Array<Fired>, };

/** One check or rule that fired on one subject. */
export type Finding = {
  /** Stable fingerprint: rule, subject's ids and normalised quotes, not places. Hexadecimal. */
  id: string,
  /** The check's id, or `namespace/pack:rule`. */
  rule: string,
  /** The check's or rule's version. */
  version: string,
  /** The pack's content hash, for rules. */
  pack_sha256?: string,
  /** The family. */
  family: Family,
  /** How much it matters if true. */
  severity: Severity,
  /** How sure. */
  confidence: Confidence,
  /** What it is about. */
  subject: Subject,
  /** One sentence: what was found. */
  message: Message,
  /** Why it matters, and the base rate. */
  why: Message,
  /** Innocent explanations, at least two. */
  innocent: Array<Message>,
  /** Questions to ask, at least one. */
  ask: Array<Message>,
  /** The quotes. */
  evidence: Array<Evidence>,
  /** The numbers, for statistical findings. */
  statistic?: Statistic,
  /** Ids of INDICATORS, `docs/indicators.md`. */
  references: Array<string>,
  /** The template that letters were made from, for findings about letters of one template. */
  template?: Template, };

/** On how many ordinary texts rules of one severity fire. */
export type Fired = {
  /** The severity. */
  severity: Severity,
  /** Texts on which a rule of it fires. */
  texts: number,
  /** The share of ordinary texts that this speaks for, Clopper-Pearson, 95 %. */
  interval: [number, number],
  /** The share that the pack's budget allows. */
  budget: number, };

/** Something the walk could not or would not take. */
export type Gap = {
  /** The kind of gap. */
  kind: GapKind,
  /** How many times. */
  count: number, };

/** Why a part of the page is not in the rows. */
export type GapKind = "rows" | "text" | "blocks" | "depth" | "bytes" | "attributes" | "encoding" | "frame" | "closed_shadow" | "cut";

/** Why a case is kept beyond its day. */
export type Hold = {
  /** In the user's words: hired, or a legal reason. */
  why: string, };

/** What of the job post a slot repeats. */
export type Holds = "job_title" | "company";

/** What the findings were made of: enough to make them again. */
export type Inputs = {
  /** What was read of the person, and of those whom the findings name. */
  snapshot: PageSnapshot,
  /** What was remembered and has a part in the findings. Its keys stand under a secret of this case alone. */
  memories: Memories,
  /** What the user had chosen, as far as it has a part in them. */
  settings: Settings,
  /** The packs of the engine, in their order. */
  packs: Array<CasePack>,
  /** The engine's version. */
  engine: string, };

/** An item that gets a marker in the page, whatever was found. */
export type Item = {
  /** What it is; `items` holds exactly one position. */
  subject: Subject,
  /** The row of its card. */
  row: number,
  /** Whether it was read (a letter, a name), or stands on the page unread. */
  read: boolean,
  /** What a person would call it (a name as the page shows it). */
  label: string, };

/** The kind of thing on a page that a finding or a marker is about. */
export type ItemKind = "page" | "person" | "proposal" | "contract" | "review" | "chat" | "job";

/** A job. */
export type Job = {
  /** The site's id. */
  id?: Value<string>,
  /** Title. */
  title?: Value<string>,
  /** The job post's text. */
  description?: Value<string>,
  /** The client, as shown. */
  client?: Value<string>,
  /** When it was posted. */
  posted_at?: Value<When>,
  /** The budget. */
  budget?: Value<Amount>,
  /** Wanted skills, in the page's order. */
  skills: Array<Value<string>>,
  /** The row of its card or heading. */
  row?: number, };

/**
 * What is kept of a thing.
 *
 * On the wire the kind stands beside the fields, as `kind`. It is read and written by way of [`Flat`]: what serde makes for a
 * tag inside reads everything twice, and takes 5 KB gzip of the Wasm.
 */
export type Kept = { "kind": "proposal",
  /** The bidder's key. */
  person: string,
  /** The key of the agency that the site prints for the bidder. */
  agency?: string,
  /** The job's key. */
  job: string,
  /** The lookup keys of its letter, ascending, eight characters each; empty for a letter too short for any. */
  letter?: string,
  /** The day it was first met, ISO date. */
  first: string,
  /** The day it was sent, ISO date, where the page says it exactly. */
  sent?: string,
  /** Whether the bidder was hired for this job; none while nobody said. */
  hired?: boolean, } | { "kind": "person",
  /** The person's key. */
  person: string,
  /** The key of the agency that the site prints for the person. */
  agency?: string,
  /** Reviews by clients, at most [`MOST_REVIEWS`]. */
  reviews: Array<KeptReview>, };

/** What is kept of a review. */
export type KeptReview = {
  /** First possible day, ISO date; none for a review without a date. */
  from?: string,
  /** Last possible day, where it is another one. */
  to?: string,
  /** What names it among the person's reviews: a hash of client and title. */
  id: string,
  /** The client's key; none where the site gives no name that belongs to one client alone. */
  client?: string,
  /** A hash of its words; none where it has none, or the page cuts them. */
  text?: string, };

/** A letter made from a template. */
export type Member = {
  /** Position in the snapshot's `proposals`, for a letter of this page. */
  proposal?: number,
  /** The letter as it was met earlier in this job session, on another page. */
  seen?: SeenLetter,
  /**
   * For each part of the template, in order: start and end in UTF-16 units of the letter, and the words; none where
   * this letter lacks the part.
   */
  places: Array<[number, number, string] | null>, };

/** What the host remembers, as recalled for one snapshot. */
export type Memories = {
  /** Letters of earlier pages of this job session, oldest first. */
  letters: Array<SeenLetter>,
  /** Entries of the ledger that have one of the keys of [`crate::engine::Engine::recall`]. */
  entries: Array<Entry>,
  /** The secret under which those entries were made; none where nothing is remembered. */
  secret?: Secret,
  /**
   * In a case: the lookup keys of the page's own letters, by the id of their entry. Which pairs of words they are of was
   * chosen under the device's secret, and a case does not have that.
   */
  own?: { [key in string]: string }, };

/** What a check or rule says: a key of `locales/` with its arguments, or a pack's own text by language. */
export type Message = {
  /** The key, `check-id.part`. */
  key: string,
  /** Arguments by name. */
  args?: { [key in string]: Arg }, } | {
  /** The text by language code; `en` is always there. */
  text: { [key in string]: string }, };

/** An adapter of a pack that was opened. */
export type OpenedAdapter = {
  /** Its id within the pack. */
  id: string,
  /** The hosts it reads. */
  hosts: Array<string>, };

/** What a built pack says of itself, and who signed it: for whoever has to decide about it. */
export type OpenedPack = {
  /** What a report says of it. */
  info: PackInfo,
  /** One sentence. */
  description: string,
  /** Who wrote it. */
  authors: Array<string>,
  /** Licence, an SPDX expression. */
  licence: string,
  /** Language codes its texts are written in. */
  languages: Array<string>,
  /** The day it was last changed. */
  modified?: string,
  /** After how many days without a change its authors want it to be called old. */
  life_days?: number,
  /** Its rules. */
  rules: Array<OpenedRule>,
  /** Its adapters. */
  adapters: Array<OpenedAdapter>,
  /** The key that signed it, Base64. */
  key?: string,
  /** That key as two people compare it. */
  fingerprint?: string,
  /** The earlier key that vouches for that one, Base64. */
  handover_from?: string, };

/** A rule of a pack that was opened. */
export type OpenedRule = {
  /** Its id within the pack. */
  id: string,
  /** What a list of rules calls it. */
  title: { [key in string]: string },
  /** How much it matters if true. */
  severity: Severity, };

/** What was decided. */
export type Outcome = {
  /** What. */
  kind: OutcomeKind,
  /** Why, in the user's words. */
  reason: string,
  /** Who decided, as they call themselves. */
  by: string,
  /** When, RFC 3339. */
  at: string, };

/** How it ended. */
export type OutcomeKind = "hired" | "not_hired" | "withdrawn" | "open";

/** A finding that its user hid or lowered. */
export type Overridden = {
  /** The finding's fingerprint. */
  id: string,
  /** The check's or rule's id. */
  rule: string,
  /** The severity it had. */
  severity: Severity,
  /** The severity it has now; none when it is hidden. */
  now?: Severity,
  /** Why, in the user's words. */
  reason: string, };

/** One decision. */
export type Override = {
  /** The check's or rule's id, as in [`crate::report::Finding::rule`]. */
  rule: string,
  /** Where it holds. */
  scope: Scope,
  /** What happens. */
  do: Action,
  /** Why, in the user's words. */
  reason: string,
  /** The last day on which it holds (ISO 8601), compared with the day the page was read. Without it, until taken back. */
  until?: string, };

/** A pack as the report names it. */
export type PackInfo = {
  /** `namespace/pack`. */
  id: string,
  /** Semantic version. */
  version: string,
  /** Content hash, hexadecimal. */
  sha256: string,
  /** Whether a signature was verified; built-in packs are trusted by being in the build. */
  signed: boolean,
  /** Whether it is part of the build. Set by the host; no pack says it of itself. */
  built_in?: boolean, };

/** The page: where, when, and who read it. */
export type PageInfo = {
  /** The address. */
  url: string,
  /** The kind, as in the snapshot. */
  kind: PageKind,
  /** The layout that was recognised. */
  layout?: string,
  /** The adapter's id, `pack/adapter`. */
  adapter?: string,
  /** Whether the adapter was verified on a real page of this layout. */
  verified: boolean,
  /** When the page was read, RFC 3339 with offset. */
  captured_at: string,
  /** For a saved page: where that moment was taken from, `option`, `page`, `file_time` or `now`. */
  captured_from?: string,
  /** The page's language as it says itself (`<html lang>`), lower case. */
  language?: string, };

/** The kind of page. */
export type PageKind = "profile" | "proposals" | "reviews" | "messages" | "diary" | "job" | "search" | "blocked" | "unknown";

/** What was read from one page. */
export type PageSnapshot = {
  /** The kind of page. */
  kind: PageKind,
  /** The page itself: address, adapter, layout. */
  page: PageInfo,
  /** The job, on pages that are about one. */
  job?: Job,
  /** The people on the page, in page order. */
  people: Array<Person>,
  /** The proposals, in page order. */
  proposals: Array<Proposal>,
  /** Past and present work. */
  contracts: Array<Contract>,
  /** Reviews, in page order. */
  reviews: Array<Review>,
  /** Messages, in page order. */
  messages: Array<Chat>,
  /** How many there are in all, by the site's own count: `contracts`, `reviews`, `proposals`, `in_progress`. */
  totals: { [key in string]: number },
  /** What could not be read, and why. */
  unread: Array<Unread>, };

/** The rows walked from one page at one moment. */
export type PageTree = {
  /** Format version, [`SCHEMA`]. */
  schema: number,
  /** The number of this walk in its tab; an answer to an older walk is thrown away. */
  walk: number,
  /** The page's address at the time of the walk. */
  url: string,
  /** When the page was read: RFC 3339 with the offset of the page's time zone. */
  captured_at: string,
  /** The rows in document order; row 0 is `<html>`, a parent always stands before its children. */
  rows: Array<Row>,
  /** What the walk left out, see [`Gap`]. Empty for most pages. */
  gaps: Array<Gap>, };

/** One part of a template. */
export type Part = {
  /** The words. */
  fixed: string, } | {
  /** What it holds. */
  slot: SlotKind,
  /** What of the job post most values repeat. */
  holds?: Holds, };

/** A person or seller. */
export type Person = {
  /** The site's id (ciphertext, user name in lower case): what `person` refers to elsewhere. */
  id?: Value<string>,
  /** Name as shown. */
  name?: Value<string>,
  /** Professional title. */
  title?: Value<string>,
  /** The agency the site prints for this person. */
  agency?: Value<string>,
  /** Place as shown or "city, country" from the state. */
  place?: Value<string>,
  /** Local time as shown. */
  local_time?: Value<string>,
  /** Hourly rate. */
  rate?: Value<Amount>,
  /** The overview or description. */
  bio?: Value<string>,
  /** Job success as a fraction, 0 to 1. */
  job_success?: Value<number>,
  /** Badges, in the page's order. */
  badges: Array<Value<string>>,
  /** Jobs done, the site's count. */
  jobs?: Value<number>,
  /** Hours worked. */
  hours?: Value<number>,
  /** Earnings. */
  earnings?: Value<Amount>,
  /** Member since. */
  member_since?: Value<When>,
  /** Mean rating, of 5. */
  rating?: Value<number>,
  /** How many ratings. */
  rating_count?: Value<number>,
  /** Bids sent, where a page says so. */
  bids_sent?: Value<number>,
  /** Bids won, where a page says so. */
  bids_won?: Value<number>,
  /** The row of this person's card or panel. */
  row?: number, };

/** One picture, by the check that counted what it shows. */
export type Picture = {
  /** The check's id. A finding of the same check and subject is what the picture belongs to. */
  check: string,
  /** What it is about. */
  subject: Subject,
  /** What it shows. */
  shows: Shows, };

/** Where a rule reads. */
export type Place = "letter" | "bio" | "message" | "review" | "title";

/** A Beta distribution of rates among ordinary people, and where it is from. */
export type Prior = {
  /** First shape. */
  alpha: number,
  /** Second shape. */
  beta: number,
  /** Where it is from, in words. */
  source: string, };

/** Something a pack author or caller can fix. */
export type Problem = {
  /** File and place, `adapters/upwork.toml: page[0].fields.name`. */
  place: string,
  /** Stable code, `adapter-bad-selector`. */
  code: string,
  /** What is wrong, with both values. */
  message: string,
  /** What to do. */
  fix: string, };

/** What a proof found. */
export type Proof = {
  /** What keeps the pack from being loaded; empty when it passes. */
  problems: Array<Problem>,
  /** What was counted. */
  figures: Figures, };

/** A proposal (bid, application). */
export type Proposal = {
  /** What names it: the site's id, or the job's and the bidder's together where the site prints none. */
  id?: Value<string>,
  /** The bidder: the `id` of one of `people`. */
  person?: string,
  /** When it was sent. */
  at?: Value<When>,
  /** Amount asked. */
  amount?: Value<Amount>,
  /** Currency of the amount, ISO 4217. */
  currency?: Value<string>,
  /** Days offered. */
  days?: Value<number>,
  /** The letter. */
  letter?: Value<string>,
  /** The row of its card. */
  row?: number, };

/** A question to the candidate. */
export type Question = {
  /** When it was asked, RFC 3339. */
  at: string,
  /** The question. */
  ask: Message,
  /** The finding it is about. */
  finding?: string,
  /** What the candidate said. */
  answer?: string,
  /** When they said it, RFC 3339. */
  answered_at?: string, };

/** A half-open range of UTF-16 units in one text row. On the wire: `[row, start, end]`. */
export type Range = [row: number, start: number, end: number];

/** A rate of successes with its interval, and the prior behind it: bids won. */
export type Rate = {
  /** Observations. */
  n: number,
  /** Successes. */
  k: number,
  /** Mean under the prior, 0 to 1. */
  estimate: number,
  /** Interval that covers whatever the true rate is, 95 %. */
  interval: [number, number],
  /** The prior. */
  prior: Prior, };

/** All findings and coverage for one snapshot. */
export type Report = {
  /** Shape version, [`SCHEMA`]. */
  schema: number,
  /** Engine version. */
  engine: string,
  /** The packs that were loaded. */
  packs: Array<PackInfo>,
  /** The page. */
  page: PageInfo,
  /** Findings: by severity (highest first), then by first subject. */
  findings: Array<Finding>,
  /** What the user hid or lowered, in the order of the findings. */
  overridden?: Array<Overridden>,
  /** What was checked and what was not, one entry a check, in the checks' order. */
  coverage: Array<Coverage>,
  /** What the checks counted, to be drawn: in the checks' order. */
  pictures: Array<Picture>,
  /** What was read and carries a marker. */
  items: Array<Item>,
  /** What could not be read, as in the snapshot. */
  unread: Array<Unread>,
  /** The snapshot, when asked for. */
  snapshot?: PageSnapshot, };

/** One review. */
export type Review = {
  /** About whom: the `id` of one of `people`. */
  person?: string,
  /** The contract it belongs to: index in `contracts`. */
  contract?: number,
  /** The client's name as shown. */
  client?: Value<string>,
  /** A key that is the same for the same client. */
  client_key?: Value<string>,
  /** Whether the site says that this is a repeat client. */
  repeat?: Value<boolean>,
  /** Title of the work. */
  title?: Value<string>,
  /** Date. */
  at?: Value<When>,
  /** Amount. */
  amount?: Value<Amount>,
  /** Rating, of 5. */
  rating?: Value<number>,
  /** The text. */
  text?: Value<string>,
  /** Who wrote it. */
  by?: ReviewBy,
  /** The row of its card. */
  row?: number, };

/** Who wrote a review. */
export type ReviewBy = "client" | "freelancer";

/** A row as it stands on the wire; [`crate::tree::Row`] writes and reads itself by hand. */
export type Row = [number, string, Array<string>] | [number, string];

/**
 * Where an override holds.
 *
 * A person's key is `site/id`, a job's too: the site is the page's host without `www.`, the id the site's own as the
 * snapshot has it (`people[].id`, `job.id`), compared without case: `upwork.com/~01abc`. A finding about several people
 * is about one person only if all of them have that key; one about the page as a whole is about nobody.
 */
export type Scope = "everywhere" | { "person": string } | { "job": string } | { "finding": string };

/** The device's secret: 32 random bytes that the host makes once and never shows. On the wire 64 hexadecimal digits. */
export type Secret = string;

/**
 * A letter that was met on an earlier page of this job session: text, author, and where it was opened.
 *
 * Kept in memory by the host while the browser runs, never on disk; see `Engine::remember`.
 */
export type SeenLetter = {
  /**
   * Stable key of this letter on its site: the proposal's id, else the person's id and the page. A letter that is met
   * again under its key is not another letter.
   */
  key: string,
  /** The address of the page. */
  url: string,
  /** When the page was captured, RFC 3339. */
  at: string,
  /** The job's id or title, where the page gives one. */
  job?: string,
  /** The author's id on the site: two letters of one id are one author's. */
  person?: string,
  /** The author's name as shown. */
  name?: string,
  /** The agency as shown. */
  agency?: string,
  /** The letter, as read. */
  text: string,
  /** The job post's words that were set aside for it: title and description, joined by a line break. */
  job_text: string, };

/** What the user chose that changes a report. */
export type Settings = {
  /** Ids of checks and rules that are switched off; coverage says so. */
  off: Array<string>,
  /** Whether the report carries the snapshot. */
  snapshot: boolean,
  /** Findings that are hidden or lowered, each with its reason. */
  overrides?: Array<Override>, };

/** How much a finding matters if it is true. Ordered; never added up. */
export type Severity = "context" | "note" | "caution" | "warning" | "stop";

/** One part of a whole. */
export type Share = {
  /** What the page calls it; none where the page hides it. */
  label?: string,
  /** How much, in the whole's own unit. */
  value: number,
  /** Whether it is what stands out. */
  marked: boolean, };

/** Parts of a whole, largest first: clients by reviews or by money. */
export type Shares = {
  /** What is shared, in words: pieces of work, or money of one currency. */
  of: Message,
  /** The parts that are drawn by themselves. */
  parts: Array<Share>,
  /** What all other parts hold together. */
  rest: number,
  /** How many parts that is. */
  rest_parts: number, };

/** What a picture shows. */
export type Shows = { "kind": "timeline" } & Timeline | { "kind": "shares" } & Shares | { "kind": "rate" } & Rate;

/** Something the user saw that was on no page. */
export type Sighting = {
  /** When, RFC 3339. */
  at: string,
  /** Where. */
  kind: SightingKind,
  /** In the user's words. */
  text: string, };

/** Where the user saw something. */
export type SightingKind = "call" | "document" | "message" | "other";

/** What a slot holds. */
export type SlotKind = "name" | "company" | "number" | "skill" | "url" | "date" | "text";

/** Where a value came from: a row and, inside it, a path (state), a selector (DOM), or a name (meta, URL). */
export type Source = {
  /** The row of the data block or element; none for the URL. */
  row?: number,
  /** The state path, selector, `meta` name or URL part, as the adapter wrote it (list positions filled in). */
  path: string, };

/** The numbers behind a statistical finding. */
export type Statistic = {
  /** The method: a message key under `method.`. */
  method: string,
  /** Number of observations. */
  n: number,
  /** The statistic. */
  value?: number,
  /** p value or probability by chance. */
  p?: number,
  /** Interval, lower and upper, 95 % unless the method says otherwise. */
  interval?: [number, number],
  /** How many more observations would settle it. */
  needed?: number, };

/** How far a rule has come. */
export type Status = "experimental" | "stable" | "deprecated";

/** A step of the interview kit. */
export type Step = {
  /** Its id in the kit. */
  step: string,
  /** What became of it. */
  state: StepState,
  /** When, RFC 3339. */
  at: string,
  /** In the user's words. */
  note?: string, };

/** What became of a step. */
export type StepState = "done" | "declined" | "not_needed";

/** What a finding is about: one item, or several (a group of letters). */
export type Subject = {
  /** The kind of item. */
  kind: ItemKind,
  /** Positions in the snapshot's list of that kind, ascending; empty for the page and the job. */
  items: Array<number>, };

/** A template: fixed passages with typed slots, and the letters made from it. */
export type Template = {
  /** Fixed passages and slots, in order. */
  parts: Array<Part>,
  /** The letters, those of this page first. */
  members: Array<Member>,
  /** Share of the letters' words that stand in fixed passages, 0 to 1. */
  fixed_share: number, };

/** Dated events on a line of time: reviews. */
export type Timeline = {
  /** The events, by first day. */
  events: Array<Dated>,
  /** First and last day of what stands out (a burst, the time after a silence), ISO dates; none when nothing does. */
  marked?: [string, string],
  /** Observations without a date, which are not on the line. */
  undated: number, };

/** Something that could not be read. */
export type Unread = {
  /** The field (`people.earnings`, `proposals`, `state nuxt`) or part of the page. */
  field: string,
  /** Why. */
  why: UnreadWhy,
  /** In plain English, with numbers and names of blocks; empty when `why` says it all. */
  note?: string, };

/** Why something could not be read. */
export type UnreadWhy = "withheld" | "not_on_page" | "not_understood" | "stale" | "capped" | "partial";

/**
 * A value that was read.
 *
 * For text, the ranges in `shown` tile `value` from its start except for white space, and each range begins and ends on
 * a character that is no white space; they may end early where the page cuts the text. `text::offsets::shown_span`
 * relies on it. For other values they are the text the value was parsed from.
 */
export type Value<T> = {
  /** The value. */
  value: T,
  /** For money: the ISO 4217 code, where the page gives one. */
  currency?: string,
  /** Where it was read. */
  source: Source,
  /** Where the page shows it; empty when it does not. */
  shown: Array<Range>, };

/** What became of a case when its findings were made again. */
export type Verified = {
  /** The result. */
  state: VerifiedState,
  /** The engine that made the case. */
  engine_made: string,
  /** The engine that made it again. */
  engine_now: string,
  /** Findings that were compared: those of the case. */
  findings: number,
  /** Fingerprints of findings that did not come again. */
  missing: Array<string>,
  /** Fingerprints of findings that the case does not have. */
  added: Array<string>,
  /** Fingerprints of findings that came again in other words, or of another severity. */
  changed: Array<string>,
  /** What was not as it was, and what was not checked: keys `case.*`. */
  why: Array<Message>, };

/** Whether a case gives the same findings again. */
export type VerifiedState = "same" | "differs" | "cannot";

/** A moment as ISO 8601 (date, local date-time, or instant), or the interval of dates it must lie in (both ends included). */
export type When = string | [string, string];
