// When pages are checked, and on which sites: what the browser allows, and what the user switched off.

import { builtInHosts, ext } from "../common/browser.ts";
import { make } from "../common/dom.ts";
import { changeSettings, toggled, writeSettings } from "../common/settings.ts";
import { bySite, siteName } from "../common/tab.ts";
import type { Say } from "../common/words.ts";
import { button, checkbox, p, part, type Part, prescribedNote, redraw, type View } from "./part.ts";

export function runPart(say: Say): Part {
  const radio = (run: "auto" | "click", text: string): { element: HTMLElement; input: HTMLInputElement } => {
    const input = make(document, "input", { attributes: { type: "radio", name: "run", value: run, "data-act": `run-${run}` } });
    input.addEventListener("change", () => void writeSettings({ run }));
    return { element: make(document, "label", {}, [input, make(document, "span", { text })]), input };
  };
  const [auto, click] = [radio("auto", say("ui.first_run.auto")), radio("click", say("ui.first_run.click"))];
  const note = prescribedNote(say);
  const open = p(say("ui.first_run.later"), "note");
  const set = make(document, "fieldset", {}, [make(document, "legend", { class: "unseen", text: say("ui.first_run.question") }), auto.element, click.element, note.element]);
  return part("run", say("ui.first_run.question"), [p(say("ui.first_run.privacy"), "soft"), open, set], ({ settings, policy }) => {
    const prescribed = policy.set.run !== undefined;
    open.hidden = settings.run !== undefined;
    for (const { input } of [auto, click]) {
      input.checked = settings.run === input.value;
      input.disabled = prescribed;
    }
    note.show(prescribed, auto.input, click.input);
  });
}

export function sitesPart(say: Say): Part {
  const built = make(document, "ul", { class: "plain" });
  const team = make(document, "div", { attributes: { "data-part": "team-sites" } });
  const off = make(document, "div", { attributes: { "data-part": "sites-off" } });
  return part("sites", say("ui.options.sites"), [p(say("ui.options.sites_about"), "soft"), built, team, off], (view) => {
    redraw(built, [...bySite(builtInHosts())].map(([site, patterns]) => siteLine(say, view, site, patterns, patterns.filter((one) => view.missing.includes(one)))));
    redraw(team, teamParts(say, view));
    redraw(off, offParts(say, view));
  });
}

const hostOf = (pattern: string): string => new URL(pattern.replace(/\*$/, "")).hostname;

/** By what stands there now: what is shown may be a moment older. */
const switchHosts = (hosts: readonly string[], on: boolean): Promise<void> =>
  changeSettings(({ sites_off }) => ({ sites_off: hosts.reduce((list, host) => toggled(list, host, !on), sites_off) }));

/** A site with its switch; with the browser's permission where it is missing. */
function siteLine(say: Say, { settings, policy }: View, site: string, patterns: string[], missing: string[]): HTMLElement {
  const hosts = patterns.map(hostOf);
  const offHere = hosts.filter((host) => settings.sites_off.includes(host));
  const prescribed = hosts.some((host) => policy.set.sites_off?.includes(host));
  const { element, box } = checkbox(say("ui.popup.site", { site }), { "data-site": site, "data-focus": `site ${site}` }, (on) => switchHosts(hosts, on));
  box.checked = offHere.length === 0;
  box.indeterminate = offHere.length > 0 && offHere.length < hosts.length;
  // Nothing before the first answer.
  box.disabled = settings.run === undefined || prescribed;
  const note = prescribedNote(say);
  note.show(prescribed, box);
  return make(document, "li", { class: "site" }, [
    make(document, "div", {}, [element, note.element]),
    missing.length === 0
      ? make(document, "span", { class: "soft", text: say("ui.options.allowed") })
      : grant(say, missing, site),
  ]);
}

function grant(say: Say, origins: string[], site: string): HTMLElement {
  // In the click itself: nothing may be awaited before.
  const made = button(say("ui.options.allow"), "grant", () => ext.permissions.request({ origins }).catch(() => false), say("ui.access.allow", { sites: site }));
  made.setAttribute("data-focus", `grant ${site}`);
  return made;
}

function teamParts(say: Say, { team }: View): HTMLElement[] {
  if (team.length === 0) return [];
  return [
    make(document, "h3", { text: say("ui.options.team_sites") }),
    make(document, "ul", { class: "plain" }, team.map(({ pattern, granted }) => make(document, "li", { class: "site" }, [
      make(document, "span", { text: siteName(pattern), attributes: { dir: "auto" } }),
      granted ? make(document, "span", { class: "soft", text: say("ui.options.allowed") }) : grant(say, [pattern], siteName(pattern)),
    ]))),
  ];
}

/** Sites that were switched off and have no line of their own above. */
function offParts(say: Say, { settings, policy }: View): HTMLElement[] {
  const listed = new Set(builtInHosts().map(hostOf));
  const others = settings.sites_off.filter((site) => !listed.has(site));
  if (others.length === 0) return [];
  return [
    make(document, "h3", { text: say("ui.options.sites_off") }),
    make(document, "ul", { class: "plain" }, others.map((site) => {
      const on = button(say("ui.options.switch_on"), "switch-on", () => switchHosts([site], true), say("ui.options.switch_on_named", { name: site }));
      on.setAttribute("data-focus", `off ${site}`);
      return make(document, "li", { class: "site" }, [
        make(document, "span", { text: site }),
        policy.set.sites_off?.includes(site) ? make(document, "span", { class: "soft", text: say("ui.options.prescribed") }) : on,
      ]);
    })),
  ];
}
