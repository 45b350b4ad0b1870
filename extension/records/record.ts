// One record: what was found on one side, what its user adds on the other. It is made once and told of every change.

import { ext } from "../common/browser.ts";
import { make } from "../common/dom.ts";
import type { Titled } from "../common/protocol.ts";
import type { Say } from "../common/words.ts";
import { coverageParts, judgedPart } from "../panel/coverage.ts";
import type { Case } from "../types.ts";
import { changeRecord, getRecord, RecordTrouble } from "../background/records/store.ts";
import { damagedParts } from "./damaged.ts";
import { exportsPart } from "./exports.ts";
import { followRecords, tellRecord } from "./channel.ts";
import { foundPart, readAt } from "./found.ts";
import { keepingPart, keptText } from "./keeping.ts";
import { notesPart, seenPart } from "./notes.ts";
import { outcomePart } from "./outcome.ts";
import { questionsPart } from "./questions.ts";
import { button, link, p, type Part, type Room, section, troubleText } from "./room.ts";
import { type Saving, saver } from "./saver.ts";
import { stepsPart } from "./steps.ts";

const SAID = { saved: "ui.record.saved", waiting: "ui.record.waiting", failed: "ui.record.failed_saving" } as const;

export async function recordView(id: string, say: Say): Promise<HTMLElement[]> {
  const [record, described] = await Promise.all([getRecord(id), ext.runtime.sendMessage({ kind: "describe" }).catch(() => undefined)]);
  try {
    return build(record, described, say);
  } catch {
    // The others are not touched by it.
    return damagedParts(record, id, say);
  }
}

function build(record: Case, described: unknown, say: Say): HTMLElement[] {
  const { id } = record;
  const titles = Array.isArray(described) ? (described as Titled[]) : [];

  const saved = make(document, "p", { class: "saved", text: say("ui.record.saved"), attributes: { "data-part": "saved", "data-state": "saved" } });
  const failed = make(document, "div", { class: "note", attributes: { role: "alert", "data-part": "failed", hidden: "" } });
  const gone = make(document, "p", { class: "note", text: say("ui.record.gone"), attributes: { role: "alert", hidden: "", "data-part": "gone" } });
  const head = p("", "soft");
  const opened = new Set<string>();
  let parts: Part[] = [];
  const show = (now: Case, saving: Saving): void => {
    saved.dataset["state"] = saving.state;
    saved.textContent = say(SAID[saving.state]);
    failed.hidden = saving.state !== "failed";
    if (saving.state === "failed") failed.replaceChildren(p(say("ui.record.unsaved", { why: troubleText(saving.error, say) })), button(say("ui.record.again"), "save-again", () => keeper.flush()));
    head.textContent = `${readAt(now, { say })} ${keptText(now.keep_until, now.hold?.why, { say })}`;
    for (const part of parts) part.update(now);
  };
  const keeper = saver(record, {
    async write(change) {
      let now = record;
      await changeRecord(id, (kept) => (now = change(kept)));
      tellRecord(id);
      return now;
    },
    show,
  });
  const room: Room = {
    say,
    saver: keeper,
    titleOf: (rule) => {
      const known = titles.find((one) => one.id === rule);
      return known ? say.message(known.title) : rule;
    },
    open(finding) {
      opened.add(finding);
      for (const part of parts) part.update(keeper.now());
    },
    opened: (finding) => opened.has(finding),
  };
  const found = foundPart(room);
  const added = [questionsPart(room), stepsPart(room), seenPart(room), notesPart(room), outcomePart(room)];
  const keeping = keepingPart(room);
  parts = [found, ...added, keeping];

  // A page that is left has written what was typed, as far as the browser lets it.
  const leave = (): void => void keeper.flush();
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && leave());
  addEventListener("pagehide", leave);
  followRecords((changed) => {
    if (changed !== undefined && changed !== id) return;
    void keeper.follow(async () => {
      const other = await getRecord(id).catch((error: unknown) => {
        if (error instanceof RecordTrouble && error.key === "ui.records.trouble.gone") return undefined;
        throw error;
      });
      gone.hidden = other !== undefined;
      return other;
    });
  });

  const { subject, job, report } = record;
  document.title = say("ui.record.title_of", { name: subject.name });
  const about = new URLSearchParams({ person: subject.person, site: subject.site });
  const elements = [
    make(document, "header", { class: "top" }, [make(document, "nav", { class: "row", attributes: { "aria-label": say("ui.record.nav") } }, [link(say("ui.record.all"), "records.html")]), saved]),
    make(document, "h1", { text: subject.name, attributes: { dir: "auto" } }),
    p(job?.title ? say("ui.record.met_for", { site: subject.site, job: job.title }) : subject.site),
    head,
    make(document, "p", { class: "links" }, [
      job ? link(say("ui.record.same_job"), `records.html?${String(new URLSearchParams({ job: job.id || job.title, site: subject.site }))}`) : undefined,
      link(say("ui.record.held_link"), `records.html?${String(about)}`),
    ]),
    ...(record.erased.length > 0 ? [p(say("ui.record.erased_parts"), "note")] : []),
    gone, failed,
    make(document, "div", { class: "sides" }, [
      make(document, "div", { class: "side found" }, [
        found.element,
        section("coverage", say("ui.panel.coverage"), [...coverageParts(document, report, say, titles, false), judgedPart(document, report, say)]),
      ]),
      make(document, "div", { class: "side added" }, added.map(({ element }) => element)),
      make(document, "div", { class: "side rest" }, [keeping.element, exportsPart(room)]),
    ]),
  ];
  show(record, { state: "saved" });
  return elements;
}
