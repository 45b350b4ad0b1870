// The popup: what was read on this tab, what is missing, and the few things a person may want at once.

import { builtInHosts, ext, openPanel } from "../common/browser.ts";
import { make } from "../common/dom.ts";
import { tabKey, type TabState } from "../common/protocol.ts";
import { onSettings, readSettings, toggled, writeSettings, type Settings } from "../common/settings.ts";
import { bySite, currentTab, importedHosts, knownSite, missingHosts, siteName, type TabInfo } from "../common/tab.ts";
import { loadWords, type Say, sayer } from "../common/words.ts";
import { summary } from "./summary.ts";

interface View {
  say: Say;
  tab: TabInfo | undefined;
  settings: Settings;
  missing: string[];
  /** The sites with a reader, built in or imported. */
  hosts: string[];
  state: TabState | undefined;
  /** Said after a click that did not work. */
  trouble: string;
}

const main = document.querySelector("main") ?? document.body;

async function load(trouble = ""): Promise<void> {
  const [words, tab, settings, missing, imported] = await Promise.all([loadWords(), currentTab(), readSettings(), missingHosts(), importedHosts()]);
  const key = tab ? tabKey(tab.id) : "";
  const state = tab ? ((await ext.storage.session.get(key))[key] as TabState | undefined) : undefined;
  show({ say: sayer(words), tab, settings, missing, hosts: [...builtInHosts(), ...imported], state, trouble });
}

function show(view: View): void {
  const { say, settings } = view;
  const focused = document.activeElement?.getAttribute("data-act");
  main.replaceChildren(
    make(document, "h1", { text: say("ui.name") }),
    ...(settings.run === undefined ? firstRun(view) : []),
    ...(settings.run !== undefined && settings.remember === undefined ? rememberQuestion(view) : []),
    ...access(view),
    ...page(view),
    ...site(view),
    make(document, "div", { class: "row" }, [
      view.tab ? act(say("ui.popup.panel"), "panel", () => view.tab && openPanel(view.tab).then(() => window.close())) : undefined,
      act(say("ui.popup.options"), "options", () => ext.runtime.openOptionsPage()),
    ]),
  );
  if (focused) main.querySelector<HTMLElement>(`[data-act="${CSS.escape(focused)}"]`)?.focus();
}

function act(text: string, name: string, run: () => unknown, main = false): HTMLButtonElement {
  const button = make(document, "button", {
    text,
    attributes: { type: "button", "data-act": name },
    ...(main ? { class: "main" } : {}),
  });
  button.addEventListener("click", () => void run());
  return button;
}

const p = (text: string, kind?: string): HTMLElement => make(document, "p", { text, ...(kind ? { class: kind } : {}) });

function firstRun({ say }: View): HTMLElement[] {
  const choose = (run: "auto" | "click") => async (): Promise<void> => {
    await writeSettings({ run });
    await load();
  };
  return [
    make(document, "section", { class: "note", attributes: { "data-part": "first-run" } }, [
      make(document, "h2", { text: say("ui.first_run.question") }),
      p(say("ui.first_run.privacy")),
      make(document, "div", { class: "row" }, [
        act(say("ui.first_run.auto"), "run-auto", choose("auto"), true),
        act(say("ui.first_run.click"), "run-click", choose("click")),
      ]),
      p(say("ui.first_run.sites", { sites: [...bySite(builtInHosts()).keys()].join(", ") }), "soft"),
      p(say("ui.first_run.later"), "soft"),
    ]),
  ];
}

/** The second half of the first-run question: nothing is remembered before its answer. */
function rememberQuestion({ say }: View): HTMLElement[] {
  const choose = (remember: boolean) => async (): Promise<void> => {
    await writeSettings({ remember });
    await load();
  };
  return [
    make(document, "section", { class: "note", attributes: { "data-part": "first-run-remember" } }, [
      make(document, "h2", { text: say("ui.memory.question") }),
      p(say("ui.memory.about")),
      make(document, "div", { class: "row" }, [
        act(say("ui.memory.yes"), "remember-yes", choose(true)),
        act(say("ui.memory.no"), "remember-no", choose(false)),
      ]),
      p(say("ui.memory.later"), "soft"),
    ]),
  ];
}

/** What the browser does not let us read, with the one step that gives it. */
function access({ say, tab, missing, settings }: View): HTMLElement[] {
  const here = tab?.url === undefined ? undefined : knownSite(tab.url);
  // Without a page of a known site, it matters only to someone who chose that pages are checked by themselves.
  const asked = here === undefined ? (settings.run === "auto" ? missing : []) : missing.filter((host) => siteName(host) === siteName(here));
  if (asked.length === 0) return [];
  const sites = [...bySite(asked).keys()].join(", ");
  const request = async (): Promise<void> => {
    // In the click itself: nothing may be awaited before.
    const given = await ext.permissions.request({ origins: asked }).catch(() => false);
    await load(given ? "" : say("ui.access.refused"));
  };
  return [
    make(document, "section", { class: "note", attributes: { "data-part": "access" } }, [
      p(say("ui.access.missing", { sites })),
      make(document, "div", { class: "row" }, [act(say("ui.access.allow", { sites }), "grant", request, true)]),
    ]),
  ];
}

function page(view: View): HTMLElement[] {
  const { say, tab, state, trouble } = view;
  const readable = tab !== undefined && (tab.url === undefined || /^(https?|file):/.test(tab.url));
  if (!readable) return [p(say("ui.popup.no_page"))];
  const off = tab.url !== undefined && view.settings.sites_off.includes(new URL(tab.url).hostname);
  const check = async (): Promise<void> => {
    const answer: unknown = await ext.runtime.sendMessage({ kind: "check-tab", tab: tab.id });
    const refused = (answer as { kind?: string } | undefined)?.kind !== "started";
    await load(refused ? say("ui.popup.refused") : "");
  };
  const button = act(say("ui.popup.check"), "check", check, state === undefined);
  button.disabled = off;
  return [
    make(document, "section", { attributes: { "data-part": "page", role: "status" } }, [
      ...summary(state, tab.url, say, view.hosts).map((text) => p(text)),
      ...(trouble ? [p(trouble, "note")] : []),
    ]),
    make(document, "div", { class: "row" }, [button]),
  ];
}

/**
 * The switch for this site. Not before the first answer: nothing runs by itself then, and nothing else may be stored. Not in
 * a private window: nothing of it is stored at all.
 */
function site({ say, tab, settings, hosts }: View): HTMLElement[] {
  if (settings.run === undefined || tab?.url === undefined || tab.incognito || !knownSite(tab.url, hosts)) return [];
  const { hostname } = new URL(tab.url);
  const box = make(document, "input", { attributes: { type: "checkbox", "data-act": "site" } });
  box.checked = !settings.sites_off.includes(hostname);
  box.addEventListener("change", () => void writeSettings({ sites_off: toggled(settings.sites_off, hostname, !box.checked) }));
  return [make(document, "label", {}, [box, make(document, "span", { text: say("ui.popup.site", { site: hostname }) })])];
}

await load();
onSettings(() => void load());
ext.storage.session.onChanged.addListener(() => void load());
