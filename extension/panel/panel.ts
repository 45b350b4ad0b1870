// The side panel: the tab's findings, what was and was not checked, and what could not be read.

import { ext } from "../common/browser.ts";
import { fieldName } from "../common/coverage.ts";
import { make } from "../common/dom.ts";
import { forgetAllButton, forgetButton, readKept, readMemory, troubleText } from "../common/forget.ts";
import { type MemoryState, RULE_TEXT_KEY, TEXT_KEY, tabKey, type TabState, type TextState, type Titled } from "../common/protocol.ts";
import { onSettings, readSettings, toggled, writeSettings } from "../common/settings.ts";
import { currentTab } from "../common/tab.ts";
import { loadWords, sayer } from "../common/words.ts";
import { bidsPart } from "./bids.ts";
import { alarmPart } from "./alarm.ts";
import { ownTextsPart } from "./own-texts.ts";
import { ignorePart, overriddenPart, readOverrides } from "./ignore.ts";
import { openPacksPage, packNotes, packsLink, readPacks } from "./packs.ts";
import { peopleParts } from "./people.ts";
import { checkedAgo, reportParts, type Actions } from "./report.ts";

const say = sayer(await loadWords());
const status = make(document, "p", { class: "soft", attributes: { role: "status", "data-part": "checked" } });
const content = make(document, "div");
const bids = bidsPart(document, say, async () => (titles.length > 0 ? titles : (titles = await describe())));
const ownTexts = ownTextsPart(document, say, async () => (titles.length > 0 ? titles : (titles = await describe())));
(document.querySelector("main") ?? document.body).append(make(document, "h1", { text: say("ui.name") }), status, content, bids.element, ownTexts.element);

let tabId: number | undefined;
let state: TabState | undefined;
let drawn = "";
let titles: readonly Titled[] = [];

async function load(): Promise<void> {
  const tab = await currentTab();
  const before = tabId;
  tabId = tab?.id;
  const key = tabKey(tabId ?? -1);
  const stored = await ext.storage.session.get([key, TEXT_KEY]);
  const page = state?.url;
  state = stored[key] as TabState | undefined;
  if (tabId !== before || state?.url !== page) bids.clear();
  const text = stored[TEXT_KEY] as TextState | undefined;
  const [settings, kept, memory, packs] = await Promise.all([readSettings(), readKept(), readMemory(), readPacks()]);
  const overridden = state?.report?.overridden ?? [];
  const overrides = overridden.length > 0 ? await readOverrides() : [];
  if (titles.length === 0 && (state || text)) titles = await describe();
  tick();
  // Only what a new report says is drawn anew: an open fold and the place in the list stay.
  const says = JSON.stringify([tabId, state?.report, state?.problems, state?.counted, state?.unmarked, state?.letters, text, settings.off, settings.run, settings.remember, kept, memory, state?.people, state?.hired, state?.job !== undefined, packs, overrides]);
  if (says === drawn) return;
  drawn = says;
  const mayWrite = settings.run !== undefined && tab?.incognito !== true;
  const titleOf = (rule: string): string => {
    const known = titles.find(({ id }) => id === rule);
    return known ? say.message(known.title) : rule;
  };
  const actions: Actions = {
    titles,
    letters: state?.letters ?? [],
    show: (finding, item) => {
      if (tabId !== undefined) void ext.tabs.sendMessage(tabId, { kind: "show", finding, item }).catch(() => undefined);
    },
    more: (finding) => [
      ...(mayWrite ? [ignorePart(document, finding, titleOf(finding.rule), state?.scopes ?? { findings: {} }, say)] : []),
      ...(state?.report ? [alarmPart(document, finding, state.report, state.people.map(({ name }) => name), say)] : []),
    ],
    // Before the first answer, and in a private window, nothing may be stored, so nothing can be switched off.
    ...(mayWrite ? { switchOff: (rule: string) => void writeSettings({ off: toggled(settings.off, rule, true) }) } : {}),
  };
  content.replaceChildren(
    ...packNotes(state?.report, packs, say).map((said) => make(document, "p", { class: "note", text: said, attributes: { dir: "auto" } })),
    ...(text ? textParts(text) : []), ...(state ? pageParts(state, actions) : [empty()]),
    ...overriddenPart(document, overridden, overrides, titleOf, mayWrite, say),
    ...(state && tabId !== undefined ? peopleParts(document, tabId, state, settings, say) : []), ...sessionParts(kept), ...memoryParts(memory, settings.remember === true),
    packsLink(document, say("ui.panel.packs"), openPacksPage));
}

/** What the checks are called: the engine knows, once it has been built for something. */
async function describe(): Promise<readonly Titled[]> {
  const answer: unknown = await ext.runtime.sendMessage({ kind: "describe" }).catch(() => undefined);
  return Array.isArray(answer) ? (answer as Titled[]) : [];
}

function tick(): void {
  status.textContent = state ? checkedAgo(state, Date.now(), say) : "";
}

function empty(): HTMLElement {
  return make(document, "p", { text: say("ui.panel.empty") });
}

function pageParts(tab: TabState, actions: Actions): HTMLElement[] {
  const problems = tab.problems.map(({ message, fix }) => make(document, "p", { class: "note", text: `${message} ${fix}` }));
  if (!tab.report) return [make(document, "p", { text: say("ui.popup.failed") }), ...problems];
  const notes = [
    ...(tab.recovered ? [say("ui.panel.recovered")] : []),
    ...(tab.unmarked ? [say("ui.panel.unmarked")] : []),
    ...(tab.cut ? [say("ui.panel.cut")] : []),
    ...tab.counted.map(({ field, read, total }) => say("ui.counted", { field: fieldName(field, say), read, total })),
  ];
  return [
    ...notes.map((text) => make(document, "p", { class: "note", text })),
    ...reportParts(document, tab.report, say, actions),
  ];
}

/** What is remembered while the browser runs, and the button that forgets it. */
function sessionParts(kept: number): HTMLElement[] {
  if (kept === 0) return [];
  return [
    make(document, "section", { attributes: { "data-part": "session" } }, [
      make(document, "h2", { text: say("ui.session.title") }),
      make(document, "p", { class: "soft", text: say("ui.session.kept", { n: kept }) }),
      make(document, "div", { class: "row" }, [forgetButton(document, say)]),
    ]),
  ];
}

/** What is remembered on this device, as far as it is worth a word here: that it cannot be, and the way to forget it all. */
function memoryParts({ trouble }: MemoryState, on: boolean): HTMLElement[] {
  if (!on && !trouble) return [];
  return [
    make(document, "section", { attributes: { "data-part": "memory" } }, [
      make(document, "h2", { text: say("ui.memory.title") }),
      make(document, "p", trouble ? { class: "note", text: troubleText(trouble, say) } : { class: "soft", text: say("ui.memory.panel") }),
      make(document, "div", { class: "row" }, [forgetAllButton(document, say)]),
    ]),
  ];
}

/** "Check this text": its result stands above the page's until it is closed. */
function textParts({ text, report, problems }: TextState): HTMLElement[] {
  const close = make(document, "button", { text: say("ui.panel.close_text"), attributes: { type: "button", "data-act": "close-text" } });
  const rule = make(document, "button", { text: say("ui.panel.make_rule"), attributes: { type: "button", "data-act": "make-rule" } });
  rule.addEventListener("click", () => void ext.storage.session.set({ [RULE_TEXT_KEY]: text }).then(openPacksPage));
  close.addEventListener("click", () => void ext.storage.session.remove(TEXT_KEY));
  return [
    make(document, "section", { attributes: { "data-part": "text" } }, [
      make(document, "h2", { text: say("ui.panel.text") }),
      make(document, "blockquote", { text, attributes: { dir: "auto" } }),
      ...problems.map(({ message, fix }) => make(document, "p", { class: "note", text: `${message} ${fix}` })),
      ...(report ? reportParts(document, report, say, { titles, selection: true }) : []),
      make(document, "div", { class: "row" }, [close, rule]),
    ]),
  ];
}

await load();
onSettings(() => void load());
ext.storage.session.onChanged.addListener(() => void load());
ext.tabs.onActivated.addListener(() => void load());
setInterval(tick, 5_000);
