// Setting a finding aside: why, until when, and whether pages are to be shown without it too.

import { plusDays, today } from "../background/ledger/days.ts";
import type { KeptOverride } from "../background/packs/schema.ts";
import { make } from "../common/dom.ts";
import { ext } from "../common/browser.ts";
import { type FromExtension, MOST_REASON, type OverrideAnswer } from "../common/protocol.ts";
import type { Say } from "../common/words.ts";
import type { Dismissal, Finding, Scope } from "../types.ts";
import { dismiss } from "./changes.ts";
import { choice, dayText, labelled, type Room, textInput } from "./room.ts";

const DAYS = [7, 30, 90];

export const asideText = ({ reason, until, scope }: Dismissal, say: Say): string => [
  say("ui.record.aside_why", { reason }),
  until === undefined ? say("ui.record.aside_for_good") : say("ui.record.aside_until", { day: dayText(until, say) }),
  ...(scope === undefined ? [] : [say("ui.record.aside_wide")]),
].join(" ");

export function asideForm(room: Room, finding: Finding): HTMLElement {
  const { say, saver } = room;
  const reason = textInput("aside-reason", MOST_REASON);
  const until = choice("aside-until", [...DAYS.map((n) => [String(n), say("ui.memory.days", { n })] as const), ["", say("ui.ignore.for_good")]]);
  const where = choice("aside-where", [["here", say("ui.record.aside_here")], ["finding", say("ui.ignore.scope.finding")], ["person", say("ui.ignore.scope.person")]]);
  until.value = "30";
  const status = make(document, "p", { class: "note", attributes: { role: "alert", hidden: "" } });
  const tell = (text: string): void => {
    status.textContent = text;
    status.hidden = text === "";
  };
  const form = make(document, "form", { attributes: { novalidate: "" } }, [
    labelled(say("ui.record.aside_reason"), reason), labelled(say("ui.ignore.until"), until), labelled(say("ui.ignore.where"), where), status,
    make(document, "div", { class: "row" }, [make(document, "button", { text: say("ui.record.aside_do"), attributes: { type: "submit", "data-act": "aside-do" } })]),
  ]);
  const fold = make(document, "details", { attributes: { "data-part": "aside-form" } }, [make(document, "summary", { text: say("ui.record.aside_title") }), form]);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const why = reason.value.trim();
    if (why === "") {
      tell(say("ui.ignore.reason_missing"));
      return reason.focus();
    }
    const scope = scopeOf(where.value, finding, saver.now().subject);
    const last = until.value === "" ? undefined : plusDays(today(), Number(until.value));
    void (async () => {
      const refused = scope ? await hidden(finding.rule, room.titleOf(finding.rule), scope, why, last, say) : "";
      tell(refused);
      if (refused !== "") return;
      fold.open = false;
      reason.value = "";
      await saver.change((record) => dismiss(record, { finding: finding.id, reason: why, at: new Date().toISOString(), ...(last !== undefined && { until: last }), ...(scope && { scope }) }));
    })();
  });
  return fold;
}

function scopeOf(where: string, { id }: Finding, { site, person }: { site: string; person: string }): Scope | undefined {
  if (where === "finding") return { finding: id };
  return where === "person" ? { person: `${site}/${person}` } : undefined;
}

/** Hides it on pages as well. Why it was not done; nothing where it was. */
async function hidden(rule: string, title: string, scope: Scope, reason: string, until: string | undefined, say: Say): Promise<string> {
  const asked: FromExtension = { kind: "override", override: { rule, scope, do: "hide", reason, ...(until !== undefined && { until }) }, title };
  const answer = (await ext.runtime.sendMessage(asked).catch(() => undefined)) as OverrideAnswer | undefined;
  if (answer === undefined) return say("ui.packs.refused.unwritten", { why: "" });
  return answer.refused ? say(answer.refused.key, answer.refused.args) : "";
}

/** What hid it on pages is taken back with it. */
export async function shownAgain({ rule }: Finding, { reason, scope }: Dismissal): Promise<void> {
  if (scope === undefined) return;
  const kept = (await ext.runtime.sendMessage({ kind: "overrides" } satisfies FromExtension).catch(() => [])) as KeptOverride[];
  const numbers = kept.filter((one) => one.rule === rule && one.reason === reason && JSON.stringify(one.scope) === JSON.stringify(scope)).map(({ number }) => number);
  if (numbers.length > 0) await ext.runtime.sendMessage({ kind: "override-back", numbers } satisfies FromExtension).catch(() => undefined);
}
