// The candidates of one job side by side, and the same steps for each: so that one can see that all were asked alike. In the order
// of the page; nothing is counted.

import { make } from "../common/dom.ts";
import { KIT } from "../common/kit.ts";
import type { Say } from "../common/words.ts";
import type { Case } from "../types.ts";
import type { RecordHead } from "../background/records/schema.ts";
import { getRecord, listRecords } from "../background/records/store.ts";
import { followRecords } from "./channel.ts";
import { dayText, link, p, troubleText } from "./room.ts";
import { stateText } from "./steps.ts";

/** So many candidates stand side by side. */
const MOST = 60;

/** `job`: the site's id, or the title where it has none. */
export async function jobView(site: string, job: string, say: Say): Promise<HTMLElement[]> {
  const content = make(document, "div", { attributes: { "data-part": "job" } });
  const title = make(document, "h1", { text: job, attributes: { dir: "auto" } });
  const load = async (): Promise<void> => {
    try {
      const { records, unreadable } = await ofJob(site, job);
      const named = records.find((one) => one.job?.title)?.job?.title ?? job;
      title.textContent = named;
      document.title = say("ui.record.title_of", { name: named });
      content.replaceChildren(...(records.length === 0 ? [p(say("ui.record.job_none"))] : [table(records, say)]), ...unreadable.map(({ subject }) => p(say("ui.record.job_unreadable", { name: subject.name }), "note")));
    } catch (error) {
      content.replaceChildren(p(troubleText(error, say), "note"));
    }
  };
  followRecords(load);
  await load();
  return [
    make(document, "nav", { class: "row", attributes: { "aria-label": say("ui.record.nav") } }, [link(say("ui.record.all"), "records.html")]),
    title, p(say("ui.record.job_about"), "soft"), content,
  ];
}

async function ofJob(site: string, job: string): Promise<{ records: Case[]; unreadable: RecordHead[] }> {
  const heads = (await listRecords()).filter((head) => head.subject.site === site && head.job !== undefined && (head.job.id || head.job.title) === job).slice(0, MOST);
  const read = await Promise.all(heads.map(async (head) => ({ head, record: await getRecord(head.id).catch(() => undefined) })));
  return { records: inPageOrder(read.flatMap(({ record }) => (record ? [record] : []))), unreadable: read.flatMap(({ head, record }) => (record ? [] : [head])) };
}

/** By page in the order they were first kept, then by the place on the page: the page's own order. */
export function inPageOrder(records: readonly Case[]): Case[] {
  const kept = [...records].sort((a, b) => (a.kept_at < b.kept_at ? -1 : 1));
  const pages = [...new Set(kept.map(({ report }) => report.page.url))];
  const place = ({ subject, inputs: { snapshot } }: Case): number => {
    const row = snapshot.proposals.find(({ person }) => person === subject.person)?.row ?? snapshot.people.find(({ id }) => id?.value === subject.person)?.row;
    return row ?? Number.MAX_SAFE_INTEGER;
  };
  return kept.sort((a, b) => pages.indexOf(a.report.page.url) - pages.indexOf(b.report.page.url) || place(a) - place(b));
}

function table(records: readonly Case[], say: Say): HTMLElement {
  const group = (when: "before" | "after"): HTMLElement[] => [
    make(document, "tr", {}, [make(document, "th", { class: "group", text: say(`kit.${when}`), attributes: { colspan: String(records.length + 1), scope: "rowgroup" } })]),
    ...KIT.filter((step) => step.when === when).map((step) => make(document, "tr", { attributes: { "data-step": step.id } }, [
      make(document, "th", { text: say(`kit.${step.id}.title`), attributes: { scope: "row" } }),
      ...records.map((record) => {
        const done = record.steps.find((one) => one.step === step.id);
        return make(document, "td", { class: done ? "" : "soft", text: stateText(done?.state, { say }), attributes: { "data-state": done?.state ?? "" } }, done ? [make(document, "span", { class: "soft when", text: dayText(done.at.slice(0, 10), say) })] : []);
      }),
    ])),
  ];
  return make(document, "div", { class: "wide", attributes: { tabindex: "0", role: "region", "aria-label": say("ui.record.job_table") } }, [
    make(document, "table", {}, [
      make(document, "thead", {}, [make(document, "tr", {}, [
        make(document, "th", { text: say("ui.record.job_step"), attributes: { scope: "col" } }),
        ...records.map(({ id, subject }) => make(document, "th", { attributes: { scope: "col" } }, [link(subject.name, `records.html?${String(new URLSearchParams({ id }))}`)])),
      ])]),
      make(document, "tbody", {}, group("before")), make(document, "tbody", {}, group("after")),
    ]),
  ]);
}
