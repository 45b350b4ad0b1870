// "Do not show this": an override of one finding, of its rule for one person or job, or everywhere, with a reason and an end. And
// what is hidden on this page: nothing is hidden without a word.

import { plusDays, today } from "../background/ledger/days.ts";
import type { KeptOverride } from "../background/packs/schema.ts";
import { ext } from "../common/browser.ts";
import { make } from "../common/dom.ts";
import { type FromExtension, MOST_REASON, type OverrideAnswer, type Scopes } from "../common/protocol.ts";
import type { Say } from "../common/words.ts";
import type { Action, Finding, Overridden, Scope, Severity } from "../types.ts";

const SEVERITIES: readonly Severity[] = ["context", "note", "caution", "warning", "stop"];
const DAYS = [7, 30, 90, 365];

/** Why it was not done; nothing where it was. */
async function decided(message: FromExtension, say: Say): Promise<string> {
  const answer = (await ext.runtime.sendMessage(message).catch(() => undefined)) as OverrideAnswer | undefined;
  if (answer === undefined) return say("ui.packs.refused.unwritten", { why: "" });
  return answer.refused ? say(answer.refused.key, answer.refused.args) : "";
}

/** The overrides that are kept. */
export async function readOverrides(): Promise<KeptOverride[]> {
  const answer: unknown = await ext.runtime.sendMessage({ kind: "overrides" }).catch(() => undefined);
  return Array.isArray(answer) ? (answer as KeptOverride[]) : [];
}

/** `title`: what a list calls the rule. */
export function ignorePart(document: Document, finding: Finding, title: string, scopes: Scopes, say: Say): HTMLElement {
  const fold = make(document, "details", { attributes: { "data-part": "ignore" } }, [make(document, "summary", { text: say("ui.ignore.title") })]);
  fold.addEventListener("toggle", () => {
    if (fold.open && fold.childElementCount === 1) fold.append(form(document, finding, title, scopes, say));
  });
  return fold;
}

function form(document: Document, finding: Finding, title: string, scopes: Scopes, say: Say): HTMLElement {
  const { person } = scopes.findings[finding.id] ?? {};
  const where: [string, Scope][] = [["finding", { finding: finding.id }], ...(person ? [["person", { person }] as [string, Scope]] : []), ...(scopes.job ? [["job", { job: scopes.job }] as [string, Scope]] : []), ["everywhere", "everywhere"]];
  const scope = select(document, "scope", where.map(([name]) => [name, say(`ui.ignore.scope.${name}`)]));
  const lower = SEVERITIES.slice(0, SEVERITIES.indexOf(finding.severity));
  const what = select(document, "do", [["hide", say("ui.ignore.hide")], ...lower.map((one) => [one, say("ui.ignore.lower", { level: say(`ui.severity.${one}`) })] as const)]);
  const until = select(document, "until", [...DAYS.map((n) => [String(n), say("ui.memory.days", { n })] as const), ["", say("ui.ignore.for_good")]]);
  until.value = "30";
  const reason = make(document, "input", { attributes: { type: "text", name: "reason", maxlength: String(MOST_REASON), required: "", autocomplete: "off", "data-act": "ignore-reason" } });
  const status = make(document, "p", { class: "note", attributes: { role: "alert", hidden: "" } });
  const tell = (text: string): void => {
    status.textContent = text;
    status.hidden = text === "";
  };
  const element = make(document, "form", { attributes: { novalidate: "" } }, [
    label(document, say("ui.ignore.where"), scope), label(document, say("ui.ignore.what"), what), label(document, say("ui.ignore.until"), until),
    label(document, say("ui.ignore.reason"), reason), status,
    make(document, "div", { class: "row" }, [make(document, "button", { text: say("ui.ignore.keep"), attributes: { type: "submit", "data-act": "ignore-keep" } })]),
  ]);
  element.addEventListener("submit", (event) => {
    event.preventDefault();
    const why = reason.value.trim();
    if (why === "") {
      tell(say("ui.ignore.reason_missing"));
      return reason.focus();
    }
    const chosen = where.find(([name]) => name === scope.value)?.[1] ?? { finding: finding.id };
    const override = { rule: finding.rule, scope: chosen, do: what.value as Action, reason: why, ...(until.value !== "" && { until: plusDays(today(), Number(until.value)) }) };
    void decided({ kind: "override", override, title }, say).then(tell);
  });
  return element;
}

/** What is hidden on this page, by whom and why, with the way back. `title`: what a list calls a rule. */
export function overriddenPart(document: Document, overridden: readonly Overridden[], kept: readonly KeptOverride[], title: (rule: string) => string, mayChange: boolean, say: Say): HTMLElement[] {
  if (overridden.length === 0) return [];
  const lines = overridden.map(({ id, rule, severity, now, reason }) => {
    const by = kept.filter((one) => one.rule === rule && one.reason === reason && (typeof one.scope !== "object" || !("finding" in one.scope) || one.scope.finding === id));
    const [until] = by.flatMap((one) => (one.until === undefined ? [] : [one.until])).sort();
    const back = make(document, "button", { text: say("ui.ignore.back"), attributes: { type: "button", "data-act": "ignore-back", "aria-label": say("ui.ignore.back_named", { name: title(rule) }) } });
    back.disabled = !mayChange || by.length === 0;
    back.addEventListener("click", () => void decided({ kind: "override-back", numbers: by.map(({ number }) => number) }, say));
    return make(document, "li", { class: "site" }, [
      make(document, "span", { text: [
        now === undefined
          ? say("ui.ignore.hidden", { title: title(rule), level: say(`ui.severity.${severity}`), reason })
          : say("ui.ignore.lowered", { title: title(rule), level: say(`ui.severity.${severity}`), now: say(`ui.severity.${now}`), reason }),
        until === undefined ? say("ui.packs.override_for_good") : say("ui.packs.override_until", { day: until }),
      ].join(" "), attributes: { dir: "auto" } }),
      back,
    ]);
  });
  return [make(document, "section", { attributes: { "data-part": "overridden" } }, [
    make(document, "h2", { text: say("ui.ignore.overridden", { n: overridden.length }) }),
    make(document, "ul", { class: "plain" }, lines),
  ])];
}

function select(document: Document, name: string, options: readonly (readonly [string, string])[]): HTMLSelectElement {
  return make(document, "select", { attributes: { name, "data-act": `ignore-${name}` } }, options.map(([value, text]) => make(document, "option", { text, attributes: { value } })));
}

const label = (document: Document, text: string, field: HTMLElement): HTMLElement =>
  make(document, "label", { class: "number" }, [make(document, "span", { text }), field]);
