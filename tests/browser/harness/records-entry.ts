// The records as the extension's own pages use them, for tests that run on one of those pages.

import { sayer, type Words } from "../../../extension/common/words.ts";
import { candidateHtml, recordHtml } from "../../../extension/records/export/html.ts";
import { recordsCsv } from "../../../extension/records/export/csv.ts";
import { recordJson } from "../../../extension/records/export/json.ts";
import { changeRecord, erasePerson, eraseRecord, getRecord, heldOn, importRecord, listRecords, purgeRecords, RecordTrouble } from "../../../extension/background/records/store.ts";
import type { Case } from "../../../extension/types.ts";

export { changeRecord, erasePerson, eraseRecord, getRecord, heldOn, importRecord, listRecords, purgeRecords };

/** Every export of a record. */
export async function exported(record: Case, words: Words): Promise<{ html: string; copy: string; json: string; csv: string }> {
  const say = sayer(words);
  return { html: recordHtml(record, say), copy: candidateHtml(record, say), json: await recordJson(record), csv: recordsCsv([record], say) };
}

/** What somebody is told: the key of the trouble, or that there was none. */
export const trouble = (work: Promise<unknown>): Promise<string> =>
  work.then(() => "", (error: unknown) => (error instanceof RecordTrouble ? error.key : `no trouble of ours: ${String(error)}`));
