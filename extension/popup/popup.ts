// The popup: what was read on this tab, what is missing, and the few things a person may want at once.

import { accessPart, accessWanted } from "../common/access.ts";
import { alive, builtInHosts, ext, openPanel } from "../common/browser.ts";
import { checkTab } from "../common/check.ts";
import { make } from "../common/dom.ts";
import { tabKey, type TabState } from "../common/protocol.ts";
import { readSession } from "../common/session.ts";
import { changeSettings, onSettings, readSettings, toggled, type Settings } from "../common/settings.ts";
import { currentTab, importedHosts, knownSite, missingHosts, type TabInfo } from "../common/tab.ts";
import { type Part, update } from "../common/update.ts";
import { loadWords, type Say, sayer } from "../common/words.ts";
import { firstRunParts } from "./first-run.ts";
import { summary } from "./summary.ts";

export interface View {
  say: Say;
  tab: TabInfo | undefined;
  settings: Settings;
  missing: string[];
  /** The sites with a reader, built in or imported. */
  hosts: string[];
  state: TabState | undefined;
}

const main = document.querySelector("main") ?? document.body;
const say = sayer(await loadWords());
/** The key of what is said after a click that did not work. */
let trouble = "";
let newest = 0;

async function load(): Promise<void> {
  const mine = (newest += 1);
  const [tab, settings, missing, imported] = await Promise.all([currentTab(), readSettings(), missingHosts(), importedHosts()]);
  const state = tab && (await readSession<TabState>(tabKey(tab.id)));
  // What was read later may have come sooner.
  if (mine === newest) update(main, parts({ say, tab, settings, missing, hosts: [...builtInHosts(), ...imported], state }));
}

function parts(view: View): Part[] {
  const { tab, settings, missing } = view;
  const wanted = accessWanted(tab?.url, missing, settings);
  return [
    { key: "name", says: "", make: () => make(document, "h1", { text: say("ui.name") }) },
    ...firstRunParts(document, view),
    ...(wanted.length > 0 ? [{ key: "access", says: wanted, make: () => accessPart(document, wanted, say, (given) => tell(given ? "" : "ui.access.refused")) }] : []),
    said(view),
    ...site(view),
    { key: "acts", says: [tab, view.state === undefined, canCheck(view)], make: () => acts(view) },
  ];
}

function tell(key: string): void {
  trouble = key;
  void load();
}

const isPage = ({ tab }: View): boolean => tab !== undefined && (tab.url === undefined || /^(https?|file):/.test(tab.url));
const isOff = ({ tab, settings }: View): boolean => tab?.url !== undefined && URL.canParse(tab.url) && settings.sites_off.includes(new URL(tab.url).hostname);
const canCheck = (view: View): boolean => isPage(view) && !isOff(view);

/** What is known of the page. The element stays, so that a screen reader hears only what changed in it. */
function said(view: View): Part {
  const sentences = [
    ...(isPage(view) ? summary(view.state, view.tab?.url, say, view.hosts) : [say("ui.popup.no_page")]),
    ...(isOff(view) ? [say("ui.popup.off")] : []),
    ...(view.tab?.incognito ? [say("ui.panel.private")] : []),
  ];
  return {
    key: "page",
    says: "",
    make: () => make(document, "section", { attributes: { "data-part": "page", role: "status", "aria-label": say("ui.popup.page") } }),
    parts: [
      ...sentences.map((text, n) => ({ key: `said ${n}`, says: text, make: () => make(document, "p", { text, attributes: { dir: "auto" }, ...(n === 0 && view.state?.report ? { class: "strong" } : {}) }) })),
      ...(trouble === "" ? [] : [{ key: "trouble", says: trouble, make: () => make(document, "p", { class: "note", text: say(trouble) }) }]),
    ],
  };
}

function acts(view: View): HTMLElement {
  const { tab, state } = view;
  const button = (text: string, name: string, run: () => unknown, main = false): HTMLButtonElement => {
    const element = make(document, "button", { text, attributes: { type: "button", "data-act": name }, ...(main ? { class: "main" } : {}) });
    element.addEventListener("click", () => void run());
    return element;
  };
  const check = button(say("ui.popup.check"), "check", () => tab && checkTab(tab.id).then(tell), state === undefined);
  check.disabled = !canCheck(view);
  return make(document, "div", { class: "row", attributes: { "data-part": "acts" } }, [
    // In the click itself: nothing may be awaited before.
    tab ? button(say("ui.popup.panel"), "panel", () => openPanel(tab).then(() => window.close(), () => tell("ui.popup.panel_refused")), state !== undefined) : undefined,
    isPage(view) ? check : undefined,
    button(say("ui.popup.options"), "options", () => ext.runtime.openOptionsPage()),
  ]);
}

/**
 * The switch for this site. Not before the first answer: nothing runs by itself then, and nothing else may be stored. Not in
 * a private window: nothing of it is stored at all.
 */
function site({ tab, settings, hosts }: View): Part[] {
  if (settings.run === undefined || tab?.url === undefined || tab.incognito || !knownSite(tab.url, hosts)) return [];
  const { hostname } = new URL(tab.url);
  const on = !settings.sites_off.includes(hostname);
  return [{ key: "site", says: [hostname, on, settings.sites_off], make: () => {
    const box = make(document, "input", { attributes: { type: "checkbox", "data-act": "site", ...(on && { checked: "" }) } });
    box.addEventListener("change", () => {
      void changeSettings(({ sites_off }) => ({ sites_off: toggled(sites_off, hostname, !box.checked) })).catch(() => tell("ui.popup.unwritten"));
    });
    return make(document, "label", {}, [box, make(document, "span", { text: say("ui.popup.site", { site: hostname }) })]);
  } }];
}

await load();
onSettings(() => void load());
ext.storage.session.onChanged.addListener(() => void load());
ext.permissions.onAdded.addListener(() => void load());
ext.permissions.onRemoved.addListener(() => void load());
if (!alive()) tell("ui.panel.trouble.updated");
