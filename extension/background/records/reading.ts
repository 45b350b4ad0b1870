// A record from a file: its size first, then its form, member by member, so that nothing of a damaged or hostile file gets
// among the records. What its findings were made of is not run here: `secondlook case verify` does that.

import { ext } from "../../common/browser.ts";
import { holds } from "../../records/export/json.ts";
import type { Case } from "../../types.ts";
import { isDay } from "../ledger/days.ts";
import { conform, Misfit, type Schema } from "./conforming.ts";
import { RecordTrouble } from "./schema.ts";

/** The shape that this build knows: `secondlook_core::case::SCHEMA`. */
export const SCHEMA = 1;
export const MOST_FILE_CHARACTERS = 16 * 2 ** 20;
/** Of each list that people add to, and of the findings. */
const MOST_ENTRIES = 2_000;
/** Of each text. */
const MOST_TEXT = 1_000_000;

export async function readFile(text: string): Promise<Case> {
  if (text.length > MOST_FILE_CHARACTERS) {
    throw new RecordTrouble("ui.records.file.large", { found: Math.ceil(text.length / 2 ** 20), most: MOST_FILE_CHARACTERS / 2 ** 20 });
  }
  let parsed: unknown;
  try {
    parsed = JSON.parse(text.replace(/^\ufeff/, ""));
  } catch {
    throw new RecordTrouble(text.trimStart().startsWith("{") ? "ui.records.file.cut" : "ui.records.file.other");
  }
  if (typeof parsed !== "object" || parsed === null || !("inputs" in parsed) || !("schema" in parsed)) throw new RecordTrouble("ui.records.file.other");
  if (typeof parsed.schema !== "number") throw part("schema", String(SCHEMA));
  if (parsed.schema > SCHEMA) throw new RecordTrouble("ui.records.file.newer", { found: parsed.schema, known: SCHEMA });
  if (parsed.schema !== SCHEMA) throw part("schema", String(SCHEMA));
  // Something was changed or lost after the file was written.
  const said = "sha256" in parsed ? parsed.sha256 : undefined;
  if (said !== undefined && (typeof said !== "string" || !(await holds(text, said)))) throw new RecordTrouble("ui.records.file.changed");
  const { sha256: _, ...record } = await shaped(parsed);
  checkValues(record);
  return record;
}

async function shaped(parsed: unknown): Promise<Case> {
  const schema = (await (await fetch(ext.runtime.getURL("case-schema.json"))).json()) as Schema;
  try {
    return conform(schema, parsed) as Case;
  } catch (error) {
    if (error instanceof Misfit) throw part(error.place, error.expected);
    // Nested beyond what can be walked.
    if (error instanceof RangeError) throw new RecordTrouble("ui.records.file.other");
    throw error;
  }
}

function checkValues(record: Case): void {
  const { id, subject, keep_until, inputs } = record;
  if (!/^[A-Za-z0-9-]{1,64}$/.test(id)) throw part("id", "1 to 64 letters, digits and hyphens");
  if (subject.site.trim() === "" || subject.person.trim() === "") throw part("subject", "a site and a person");
  if (keep_until !== undefined && !isDay(keep_until)) throw part("keep_until", "a date like 2026-11-26");
  for (const [place, at] of Object.entries({ kept_at: record.kept_at, changed_at: record.changed_at })) if (Number.isNaN(Date.parse(at))) throw part(place, "a moment like 2026-11-26T12:00:00Z");
  const { notes, questions, steps, seen, dismissed, disputed, erased } = record;
  const lists = { notes, questions, steps, seen, dismissed, disputed, erased, "report.findings": record.report.findings, "inputs.memories.letters": inputs.memories.letters, "inputs.packs": inputs.packs };
  for (const [place, list] of Object.entries(lists)) if (list.length > MOST_ENTRIES) throw part(place, `${MOST_ENTRIES} entries at most`);
  for (const [place, list] of Object.entries({ notes, questions, steps, seen, dismissed, disputed })) {
    if (list.some((one) => Object.values(one).some((value) => typeof value === "string" && value.length > MOST_TEXT))) throw part(place, `${MOST_TEXT} characters at most`);
  }
}

const part = (place: string, expected: string): RecordTrouble => new RecordTrouble("ui.records.file.part", { place, expected });
