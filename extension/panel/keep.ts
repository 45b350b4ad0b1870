// "Keep a record": one button a person, with where and until when; afterwards the way to the record.

import { listRecords } from "../background/records/store.ts";
import { ext } from "../common/browser.ts";
import { make } from "../common/dom.ts";
import type { FromExtension, KeptAnswer, Named } from "../common/protocol.ts";
import { recordDays, type Settings } from "../common/settings.ts";
import type { Part } from "../common/update.ts";
import type { Say } from "../common/words.ts";
import { followRecords, tellRecord } from "../records/channel.ts";
import type { View } from "./view.ts";

interface About {
  /** The tab whose page names them. */
  tab: number;
  /** Its page's address. */
  url: string;
  person: Pick<Named, "id" | "name">;
  settings: Settings;
  /** A private window. */
  incognito: boolean;
}

/** What is kept, asked once for all the people of a page: by `site/person` the newest record. */
let known: Promise<ReadonlyMap<string, string>> | undefined;
let following = false;
/** Parts that want to hear of a change, as long as they stand in the panel. */
const listening = new Map<HTMLElement, () => void>();

function newest(): Promise<ReadonlyMap<string, string>> {
  return (known ??= listRecords().then(
    (heads) => new Map([...heads].sort((a, b) => (a.kept_at < b.kept_at ? -1 : 1)).map(({ id, subject: { site, person } }) => [keyOf(site, person), id])),
    () => new Map(),
  ));
}

function listen(part: HTMLElement, look: () => void): void {
  if (!following) {
    following = true;
    followRecords(() => {
      known = undefined;
      for (const [one, lookAgain] of listening) {
        if (one.isConnected) lookAgain();
        else listening.delete(one);
      }
    });
  }
  listening.set(part, look);
}

const keyOf = (site: string, person: string): string => `${site}/${person}`.toLowerCase();

/** What the records call a site. */
const siteOf = (url: string): string => (URL.canParse(url) ? new URL(url).host.replace(/^www\./, "") : "");

/** Of one person whom the page names. */
export function keepParts(document: Document, { tab, state, settings, say }: View, person: Pick<Named, "id" | "name">): Part[] {
  if (!tab || !state) return [];
  const about = { tab: tab.id, url: state.url, person, settings, incognito: tab.incognito };
  return [{ key: "keep", says: [tab.id, state.url, person, settings.run, settings.record_days, tab.incognito, say.language], make: () => keepPart(document, about, say) }];
}

/** The way to all records, and to the steps that are offered to everybody, whatever was found. */
export function recordLinks(document: Document, say: Say): HTMLElement {
  const link = (text: string, page: string, act: string): HTMLElement => {
    const button = make(document, "button", { text, attributes: { type: "button", "data-act": act } });
    button.addEventListener("click", () => void ext.tabs.create({ url: ext.runtime.getURL(page) }));
    return button;
  };
  return make(document, "div", { class: "row", attributes: { "data-part": "record-links" } }, [
    link(say("kit.title"), "records.html?kit", "open-kit"), link(say("ui.record.list"), "records.html", "open-records"),
  ]);
}

function keepPart(document: Document, { tab, url, person, settings, incognito }: About, say: Say): HTMLElement {
  const p = (text: string): HTMLElement => make(document, "p", { class: "soft", text });
  const element = make(document, "div", { class: "keep", attributes: { "data-part": "keep", "data-of": person.id } });
  const refused = incognito ? "ui.record.keep_private" : settings.run === undefined ? "ui.record.keep_unanswered" : "";
  if (refused !== "") {
    element.append(p(say(refused)));
    return element;
  }
  const about = p(say("ui.record.keep_about", { n: recordDays(settings) }));
  // It speaks only when something happens.
  const status = make(document, "p", { class: "soft", attributes: { role: "status" } });
  const keep = make(document, "button", { text: say("ui.record.keep"), attributes: { type: "button", "data-act": "keep-record", "aria-label": say("ui.record.keep_named", { name: person.name }) } });
  const row = make(document, "div", { class: "row" }, [keep]);
  const open = make(document, "button", { text: say("ui.record.open"), attributes: { type: "button", "data-act": "open-record", "aria-label": say("ui.record.open_named", { name: person.name }) } });
  let id: string | undefined;
  open.addEventListener("click", () => id !== undefined && void ext.tabs.create({ url: ext.runtime.getURL(`records.html?${String(new URLSearchParams({ id }))}`) }));
  const shown = (kept: string | undefined): void => {
    id = kept;
    const said = kept === undefined ? "ui.record.keep" : "ui.record.keep_again";
    keep.textContent = say(said);
    keep.setAttribute("aria-label", kept === undefined ? say("ui.record.keep_named", { name: person.name }) : `${say(said)}: ${person.name}`);
    if (kept === undefined) open.remove();
    else if (open.parentElement !== row) row.prepend(open);
  };
  const look = (): void => void newest().then((map) => shown(map.get(keyOf(siteOf(url), person.id))));
  keep.addEventListener("click", () => void send());
  // Without an answer it may be kept all the same: who asks again asks for the same record.
  let asking = crypto.randomUUID();
  const send = async (): Promise<void> => {
    keep.disabled = true;
    status.textContent = say("ui.record.keep_working");
    const asked: FromExtension = { kind: "keep-record", tab, person: person.id, id: asking };
    const answer = (await ext.runtime.sendMessage(asked).catch(() => undefined)) as KeptAnswer | undefined;
    keep.disabled = false;
    if (answer === undefined || "refused" in answer) {
      status.textContent = answer ? say(answer.refused.key, answer.refused.args) : say("ui.record.keep_failed");
      return;
    }
    asking = crypto.randomUUID();
    known = undefined;
    tellRecord(answer.id);
    status.textContent = "";
    shown(answer.id);
    open.focus();
  };
  listen(element, look);
  look();
  element.append(row, about, status);
  return element;
}
