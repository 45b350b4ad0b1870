// A record as a file: a report to read or print, one that the command makes again, a row for a table, and the candidate's own copy.

import { make } from "../common/dom.ts";
import { saveFile } from "../common/save.ts";
import type { Say } from "../common/words.ts";
import type { Case } from "../types.ts";
import { getRecord } from "../background/records/store.ts";
import { recordsCsv } from "./export/csv.ts";
import { candidateHtml, recordHtml } from "./export/html.ts";
import { recordJson } from "./export/json.ts";
import { button, p, type Room, section, troubleText } from "./room.ts";

const HTML = "text/html;charset=utf-8";

/** A file's name, of the person's and the day's; of letters that every file system takes. */
export function fileName({ subject, kept_at }: Case, what: string, ending: string): string {
  const plain = subject.name.normalize("NFKD").replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-+|-+$/g, "").slice(0, 40) || "record";
  return `second-look-${what}-${plain}-${kept_at.slice(0, 10)}.${ending}`.toLowerCase();
}

export function exportsPart(room: Room): HTMLElement {
  const { say, saver } = room;
  const status = make(document, "p", { class: "soft", attributes: { role: "status", "data-part": "export-status" } });
  const into = (act: string, what: string, ending: string, type: string, write: (record: Case) => string | Promise<string>): HTMLElement =>
    button(say(`ui.record.export.${act}`), `export-${act}`, async () => {
      // What is being typed belongs to it.
      await saver.flush();
      try {
        const record = saver.now();
        const name = fileName(record, what, ending);
        saveFile(document, await write(record), name, type);
        status.textContent = say("ui.record.exported", { file: name });
      } catch (error) {
        status.textContent = troubleText(error, say);
      }
    });
  return section("exports", say("ui.record.exports"), [
    p(say("ui.record.exports_about"), "soft"),
    make(document, "div", { class: "row" }, [
      into("html", "record", "html", HTML, (record) => recordHtml(record, say)),
      into("json", "record", "json", "application/json", recordJson),
      into("csv", "record", "csv", "text/csv;charset=utf-8", (record) => recordsCsv([record], say)),
    ]),
    p(say("ui.record.copy_about"), "soft"),
    make(document, "div", { class: "row" }, [into("candidate", "copy", "html", HTML, (record) => candidateHtml(record, say))]),
    status,
  ]);
}

/** All records of a list in one table. */
export function csvButton(say: Say, ids: () => readonly string[], status: HTMLElement): HTMLElement {
  return button(say("ui.record.export.all"), "export-all", async () => {
    try {
      const read = await Promise.all(ids().map((id) => getRecord(id).catch(() => undefined)));
      const records = read.filter((record) => record !== undefined);
      saveFile(document, recordsCsv(records, say), "second-look-records.csv", "text/csv;charset=utf-8");
      status.textContent = [say("ui.record.exported", { file: "second-look-records.csv" }), ...(records.length < read.length ? [say("ui.record.exported_less", { n: read.length - records.length })] : [])].join(" ");
    } catch (error) {
      status.textContent = troubleText(error, say);
    }
    status.hidden = false;
  });
}
