// The choices: what runs by itself, where nothing runs, and which checks are off.

import { builtInHosts, ext } from "../common/browser.ts";
import { make } from "../common/dom.ts";
import { forgetButton, readKept } from "../common/forget.ts";
import { KEPT_KEY, MEMORY_KEY, type Titled } from "../common/protocol.ts";
import { onSettings, readSettings, type Settings, toggled, writeSettings } from "../common/settings.ts";
import { bySite, missingHosts } from "../common/tab.ts";
import { loadWords, sayer } from "../common/words.ts";
import { memoryParts } from "./memory.ts";
import { transferPart } from "./transfer.ts";

const say = sayer(await loadWords());
const answer: unknown = await ext.runtime.sendMessage({ kind: "describe" }).catch(() => undefined);
const main = document.querySelector("main") ?? document.body;
const titles = Array.isArray(answer) ? (answer as Titled[]) : [];
const memory = make(document, "section", { attributes: { "data-part": "memory" } });
const choices = make(document, "div");
const checkList = make(document, "section", { attributes: { "data-part": "off" } });
const packs = make(document, "button", { text: say("ui.options.packs"), attributes: { type: "button", "data-act": "packs" } });
packs.addEventListener("click", () => void ext.tabs.create({ url: ext.runtime.getURL("packs.html") }));
main.append(choices, memory, transferPart(say, () => void load()), make(document, "section", { attributes: { "data-part": "packs" } }, [
  make(document, "h2", { text: say("ui.packs.title") }),
  make(document, "p", { class: "soft", text: say("ui.packs.about") }),
  make(document, "div", { class: "row" }, [packs]),
]), checkList);

async function load(): Promise<void> {
  const [settings, missing, kept] = await Promise.all([readSettings(), missingHosts(), readKept()]);
  memory.replaceChildren(...(await memoryParts(settings, say)));
  choices.replaceChildren(
    make(document, "h1", { text: say("ui.options.title") }),
    make(document, "fieldset", { attributes: { "data-part": "run" } }, [
      make(document, "legend", { text: say("ui.first_run.question") }),
      radio("auto", say("ui.first_run.auto"), settings.run === "auto"),
      radio("click", say("ui.first_run.click"), settings.run === "click"),
      make(document, "p", { class: "soft", text: say("ui.first_run.privacy") }),
    ]),
    make(document, "section", { attributes: { "data-part": "sites" } }, [
      make(document, "h2", { text: say("ui.options.sites") }),
      make(document, "ul", {}, [...bySite(builtInHosts())].map(([site, hosts]) => siteLine(site, hosts.filter((host) => missing.includes(host))))),
    ]),
    switches("sites-off", say("ui.options.sites_off"), say("ui.options.sites_off_none"), settings.sites_off, (site) =>
      writeSettings({ sites_off: toggled(settings.sites_off, site, false) })),
    session(kept),
  );
  checkList.replaceChildren(make(document, "h2", { text: say("ui.options.checks") }), ...checks(settings));
}

/** What is remembered while the browser runs. */
function session(kept: number): HTMLElement {
  const button = forgetButton(document, say);
  button.disabled = kept === 0;
  return make(document, "section", { attributes: { "data-part": "session" } }, [
    make(document, "h2", { text: say("ui.session.title") }),
    make(document, "p", { class: "soft", text: say("ui.session.about") }),
    make(document, "p", { text: kept === 0 ? say("ui.session.none") : say("ui.session.kept", { n: kept }), attributes: { role: "status" } }),
    make(document, "div", { class: "row" }, [button]),
  ]);
}

/** A switch for every check and rule, also for those that are off and no longer in the build. Nothing before the first answer. */
function checks(settings: Settings): HTMLElement[] {
  const gone = settings.off.filter((id) => !titles.some((one) => one.id === id)).map((id) => ({ id, title: { text: { en: id } } }));
  return [...titles, ...gone].map(({ id, title }) => {
    const box = make(document, "input", { attributes: { type: "checkbox", "data-check": id } });
    box.checked = !settings.off.includes(id);
    box.disabled = settings.run === undefined;
    box.addEventListener("change", () => void writeSettings({ off: toggled(settings.off, id, !box.checked) }));
    return make(document, "label", {}, [box, make(document, "span", { text: say.message(title) })]);
  });
}

function radio(run: "auto" | "click", text: string, checked: boolean): HTMLElement {
  const input = make(document, "input", { attributes: { type: "radio", name: "run", value: run, "data-act": `run-${run}` } });
  input.checked = checked;
  input.addEventListener("change", () => void writeSettings({ run }));
  return make(document, "label", {}, [input, make(document, "span", { text })]);
}

function siteLine(site: string, missing: string[]): HTMLElement {
  if (missing.length === 0) return make(document, "li", { text: say("ui.options.site_allowed", { site }) });
  const button = make(document, "button", { text: say("ui.access.allow", { sites: site }), attributes: { type: "button", "data-act": "grant" } });
  button.addEventListener("click", () => void ext.permissions.request({ origins: missing }).then(load, load));
  return make(document, "li", { class: "site" }, [make(document, "span", { text: say("ui.options.site_missing", { site }) }), button]);
}

function switches(part: string, title: string, none: string, entries: readonly string[], on: (entry: string) => unknown): HTMLElement {
  const lines = entries.map((entry) => {
    const button = make(document, "button", { text: say("ui.options.switch_on"), attributes: { type: "button", "aria-label": say("ui.options.switch_on_named", { name: entry }) } });
    button.addEventListener("click", () => void on(entry));
    return make(document, "li", { class: "site" }, [make(document, "span", { text: entry }), button]);
  });
  return make(document, "section", { attributes: { "data-part": part } }, [
    make(document, "h2", { text: title }),
    lines.length > 0 ? make(document, "ul", {}, lines) : make(document, "p", { class: "soft", text: none }),
  ]);
}

await load();
onSettings(() => void load());
ext.storage.session.onChanged.addListener((changes) => (KEPT_KEY in changes || MEMORY_KEY in changes) && void load());
ext.permissions.onAdded.addListener(() => void load());
ext.permissions.onRemoved.addListener(() => void load());
