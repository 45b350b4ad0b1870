// The upper end of the panel: what page this is, when it was checked, and how much of it was read.

import { make } from "../common/dom.ts";
import { sayLine } from "../common/line.ts";
import { knownSite } from "../common/tab.ts";
import { changeSettings, toggled } from "../common/settings.ts";
import type { Part } from "../common/update.ts";
import { jump, placeOf } from "./people.ts";
import { checkButton, type Ways } from "./notices.ts";
import type { View } from "./view.ts";

/** "Letters of this job: 60 of 60 read": of the page, and of the job where other pages of it were opened or are missing. */
export function lettersSaid({ state, jobs, say }: Pick<View, "state" | "jobs" | "say">): string[] {
  const letters = state?.letters_read;
  if (!state || !letters) return [];
  const { read, found, job } = letters;
  const all = Math.max(read, (job !== undefined && jobs[state.room]?.[job]) || 0);
  const total = Math.max(letters.total, found, all);
  return [
    say("ui.panel.letters.page", { n: found, read }),
    ...(total > found ? [say(all < total ? "ui.panel.letters.job_part" : "ui.panel.letters.job", { n: total, read: all })] : []),
  ];
}

/** `changed`: whose findings changed while the panel was open. */
export function headParts(document: Document, view: View, changed: readonly { key: string; name: string }[], ways: Ways): Part[] {
  const { state, say } = view;
  if (!state) return [{ key: "empty", says: emptySaid(view), make: () => emptyPart(document, view, ways) }];
  const problems = state.problems.map(({ message, fix }) => `${message} ${fix}`);
  if (!state.report) {
    return state.full ? [] : [{ key: "failed", says: problems, make: () => make(document, "div", { class: "note", attributes: { "data-notice": "failed" } }, [
      make(document, "p", { text: say("ui.popup.failed") }), ...problems.map((text) => make(document, "p", { text, attributes: { dir: "auto" } })),
      make(document, "div", { class: "row" }, [checkButton(document, view, ways)]),
    ]) }];
  }
  const sentences = [say(`ui.kind.${state.report.page.kind}`), ...lettersSaid(view)];
  const line = sayLine(state.report, say);
  return [
    ...(line === "" ? [] : [{ key: "line", says: line, make: () => make(document, "p", { text: line, attributes: { "data-part": "line" } }) }]),
    { key: "page", says: sentences, make: () => make(document, "p", { text: sentences.join(" "), attributes: { "data-part": "page" } }) },
    ...(changed.length > 0 ? [{ key: "changed", says: changed, make: () => changedPart(document, view, changed) }] : []),
  ];
}

function changedPart(document: Document, { say }: View, changed: readonly { key: string; name: string }[]): HTMLElement {
  const links = changed.flatMap(({ key, name }, n) => [...(n > 0 ? [document.createTextNode(", ")] : []), jump(document, placeOf(key), name)]);
  return make(document, "p", { class: "soft", attributes: { "data-part": "changed" } }, [document.createTextNode(`${say("ui.panel.changed")} `), ...links]);
}

/** Why there is nothing to show, as a key of the words. */
function emptySaid({ tab, settings, hosts }: View): string {
  const { url } = tab ?? {};
  if (url !== undefined && !/^(https?|file):/.test(url)) return "ui.popup.no_page";
  if (url !== undefined && settings.sites_off.includes(new URL(url).hostname)) return "ui.panel.empty.off";
  if (url !== undefined && !knownSite(url, hosts)) return "ui.popup.unknown_site";
  return "ui.panel.empty";
}

function emptyPart(document: Document, view: View, ways: Ways): HTMLElement {
  const { say, tab, mayWrite } = view;
  const why = emptySaid(view);
  const site = tab?.url !== undefined && URL.canParse(tab.url) ? new URL(tab.url).hostname : "";
  const on = make(document, "button", { text: say("ui.popup.site", { site }), attributes: { type: "button", "data-act": "site-on" } });
  on.addEventListener("click", () => void changeSettings(({ sites_off }) => ({ sites_off: toggled(sites_off, site, false) })));
  const way = why === "ui.panel.empty.off" ? (mayWrite ? on : undefined) : why === "ui.popup.no_page" || !tab ? undefined : checkButton(document, view, ways);
  return make(document, "div", { attributes: { "data-part": "empty" } }, [make(document, "p", { text: say(why, { site }) }), make(document, "div", { class: "row" }, [way])]);
}
