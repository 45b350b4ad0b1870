// The records that are kept, in the order they were kept; and what may be done with all of them.

import { make } from "../common/dom.ts";
import { isUnfinished } from "../common/forget.ts";
import { readSettings, recordDays } from "../common/settings.ts";
import type { Say } from "../common/words.ts";
import type { RecordHead } from "../background/records/schema.ts";
import { listRecords } from "../background/records/store.ts";
import { followRecords } from "./channel.ts";
import { csvButton } from "./exports.ts";
import { importPart } from "./import.ts";
import { keptText } from "./keeping.ts";
import { nothingKeptPart } from "./nothing-kept.ts";
import { outcomeText } from "./outcome.ts";
import { arrange, labelled, link, moment, p, section, textInput, troubleText } from "./room.ts";

export async function listView(say: Say): Promise<HTMLElement[]> {
  const search = textInput("search");
  search.type = "search";
  const list = make(document, "ul", { class: "plain records", attributes: { "data-part": "records" } });
  const status = make(document, "p", { attributes: { role: "status", "data-part": "list-status" } });
  const csv = make(document, "div", { class: "row" });
  const rows = new Map<string, { head: string; element: HTMLElement }>();
  const settings = await readSettings();
  let heads: readonly RecordHead[] = [];

  const draw = (): void => {
    const wanted = search.value.trim().toLocaleLowerCase(say.language);
    const shown = heads.filter(({ subject, job }) => `${subject?.name}\n${subject?.person}\n${job?.title ?? ""}`.toLocaleLowerCase(say.language).includes(wanted));
    arrange(list, shown.map((head) => {
      const text = JSON.stringify(head);
      const known = rows.get(head.id);
      if (known?.head === text) return known.element;
      const element = rowOf(head, say);
      rows.set(head.id, { head: text, element });
      return element;
    }));
    status.textContent = heads.length === 0 ? say("ui.record.none") : shown.length === 0 ? say("ui.record.none_found") : "";
    status.hidden = status.textContent === "";
    search.closest("label")?.toggleAttribute("hidden", heads.length === 0);
    csv.hidden = heads.length === 0;
  };
  const load = async (): Promise<void> => {
    try {
      heads = [...(await listRecords())].sort((a, b) => (a.kept_at < b.kept_at ? -1 : 1));
      draw();
    } catch (error) {
      status.textContent = troubleText(error, say);
      status.hidden = false;
    }
  };
  search.addEventListener("input", draw);
  followRecords(load);
  csv.append(csvButton(say, () => heads.map(({ id }) => id), status));
  const find = labelled(say("ui.record.search"), search);
  await load();
  return [
    make(document, "h1", { text: say("ui.record.list") }),
    p(say("ui.record.list_about", { n: recordDays(settings) }), "soft"),
    ...((await isUnfinished()) ? [p(say("ui.options.unfinished"), "note")] : []),
    find, list, status, csv,
    section("kit-link", say("kit.title"), [p(say("ui.record.kit_about"), "soft"), make(document, "p", {}, [link(say("ui.record.kit_open"), "records.html?kit")])]),
    importPart(say, load),
    nothingKeptPart(say),
  ];
}

/** One that cannot be shown hides no other. */
function rowOf(head: RecordHead, say: Say): HTMLElement {
  try {
    return row(head, say);
  } catch {
    return make(document, "li", { attributes: { "data-record": head.id } }, [link(say("ui.record.damaged_title"), `records.html?${String(new URLSearchParams({ id: head.id }))}`)]);
  }
}

function row(head: RecordHead, say: Say): HTMLElement {
  const { id, subject, job, kept_at, keep_until, hold, outcome, erased } = head;
  return make(document, "li", { attributes: { "data-record": id } }, [
    make(document, "p", { class: "strong" }, [link(subject.name, `records.html?${String(new URLSearchParams({ id }))}`)]),
    make(document, "p", { attributes: { dir: "auto" } }, job?.title
      ? [link(job.title, `records.html?${String(new URLSearchParams({ job: job.id || job.title, site: subject.site }))}`), document.createTextNode(` (${subject.site})`)]
      : [document.createTextNode(subject.site)]),
    p([say("ui.record.kept_on", { time: moment(kept_at, say) }), keptText(keep_until, hold, { say }), ...(outcome !== undefined && outcome !== "open" ? [outcomeText(outcome, { say })] : []), ...(erased ? [say("ui.record.erased_short")] : [])].join(" "), "soft"),
  ]);
}
