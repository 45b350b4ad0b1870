// The packs by layer: the user's, the team's, the organisation's, the built-in ones, with their switches and what may be done.

import { patternsOf } from "../background/packs/hosts.ts";
import { type BuiltIn, endsOn, type Imported, type Origin } from "../background/packs/loading.ts";
import { move, remove, rollBack, switchPack } from "../background/packs/store.ts";
import { builtInHosts, ext } from "../common/browser.ts";
import { make } from "../common/dom.ts";
import { saveFile } from "../common/save.ts";
import { changeSettings, toggled } from "../common/settings.ts";
import { siteName } from "../common/tab.ts";
import type { Severity } from "../types.ts";
import { button, problemList, type Room, writing } from "./room.ts";

/** What the lists show of a pack, wherever it comes from. */
interface Shown {
  id: string;
  version: string;
  description: string;
  facts: string[];
  notes: string[];
  rules: { id: string; title: { readonly [language: string]: string }; severity: Severity }[];
}

export function layerParts(room: Room): HTMLElement[] {
  const { say, now } = room;
  const { imported, problems } = now().loading;
  const of = (origin: Origin): Imported[] => imported.filter((one) => one.origin === origin);
  const prescribed = of("policy");
  return [
    ...(problems.length > 0 ? [make(document, "div", { class: "note" }, [problemList(problems, say)])] : []),
    layer(room, "mine", of("mine").map((one, n, all) => heldPart(room, one, n, all.length))),
    layer(room, "team", of("team").map((one, n, all) => heldPart(room, one, n, all.length))),
    ...(prescribed.length > 0 ? [layer(room, "policy", prescribed.map((one) => policyPart(room, one)))] : []),
  ];
}

export const builtInLayer = (room: Room): HTMLElement => layer(room, "built_in", room.bench.builtIn.map((one) => builtInPart(room, one)));

function layer({ say }: Room, name: string, articles: HTMLElement[]): HTMLElement {
  return make(document, "section", { attributes: { "data-part": `layer-${name}` } }, [
    make(document, "h2", { text: say(`ui.packs.layer.${name}`) }),
    ...(articles.length > 0 ? articles : [make(document, "p", { class: "soft", text: say("ui.packs.none") })]),
  ]);
}

function heldPart(room: Room, one: Imported, n: number, of: number): HTMLElement {
  const { say, now } = room;
  const frozen = now().frozen !== "";
  const { id, held } = one;
  if (!held) return make(document, "article");
  const named = { name: id };
  const box = onOff(room, id, held.on, (on) => writing(room, () => switchPack(id, on), say(on ? "ui.packs.switched_on" : "ui.packs.switched_off", named)));
  const other = held.layer === "mine" ? "team" : "mine";
  const act = (key: string, name: string, run: () => unknown, disabled = false): HTMLButtonElement =>
    button(say(key), name, run, { label: `${say(key)}: ${id}`, focus: id, disabled: frozen || disabled });
  const moved = (to: "up" | "down" | "mine" | "team"): Promise<boolean> => writing(room, () => move(id, to), say("ui.packs.moved", named));
  const save = button(say("ui.packs.export"), "export", () => saveFile(document, held.now.text, fileName(id, held.now.version)), { label: `${say("ui.packs.export")}: ${id}`, focus: id });
  return article(room, asShown(room, one), [box], [
    ...accessPart(room, one),
    make(document, "div", { class: "row" }, [
      held.before ? act("ui.packs.roll_back", "roll-back", () => writing(room, () => rollBack(id, held.now.sha256), say("ui.packs.rolled_back", { name: id, version: held.before?.version ?? "" }))) : undefined,
      save,
      act("ui.packs.up", "up", () => moved("up"), n === 0),
      act("ui.packs.down", "down", () => moved("down"), n === of - 1),
      act(`ui.packs.to.${other}`, "layer", () => moved(other)),
      removal(room, id, frozen),
    ]),
    ...(held.before ? [make(document, "p", { class: "soft", text: say("ui.packs.before", { version: held.before.version }) })] : []),
  ], one);
}

/** It cannot be undone, so the first press only asks. */
function removal(room: Room, id: string, frozen: boolean): HTMLButtonElement {
  const { say } = room;
  const made: HTMLButtonElement = button(say("ui.packs.remove"), "remove", () => {
    if (made.dataset["sure"] === undefined) {
      made.dataset["sure"] = "";
      made.textContent = say("ui.packs.remove_sure");
      made.removeAttribute("aria-label");
    } else void writing(room, () => remove(id), say("ui.packs.removed", { name: id }));
  }, { label: `${say("ui.packs.remove")}: ${id}`, focus: id, disabled: frozen });
  return made;
}

function policyPart(room: Room, one: Imported): HTMLElement {
  const { say } = room;
  const box = one.optional ? [onOff(room, one.id, one.on, (on) => writing(room, () => changeSettings(({ packs_off = [] }) => ({ packs_off: toggled(packs_off, one.id, !on) })), say(on ? "ui.packs.switched_on" : "ui.packs.switched_off", { name: one.id })))] : [];
  return article(room, asShown(room, one), box, accessPart(room, one), one);
}

/** A built-in pack is switched by its rules: its readers and word lists are what the checks rest on. */
function builtInPart(room: Room, { info, pack }: BuiltIn): HTMLElement {
  const { say } = room;
  const end = endsOn(pack);
  return article(room, {
    id: info.id,
    version: info.version,
    description: pack.description,
    facts: [say("ui.packs.licence", { licence: pack.licence })],
    notes: end !== undefined && end < room.bench.tools.today ? [say("ui.packs.old", { day: end })] : [],
    rules: pack.rules ?? [],
  }, [], []);
}

function asShown(room: Room, one: Imported): Shown {
  const { say, bench } = room;
  const { opened, held, id } = one;
  if (!opened) return { id, version: held?.now.version ?? "", description: "", facts: [], notes: [], rules: [] };
  const end = endsOn(opened);
  return {
    id,
    version: opened.info.version,
    description: opened.description,
    facts: [
      opened.fingerprint != null ? say("ui.packs.signed", { fingerprint: opened.fingerprint }) : say("ui.packs.unsigned"),
      ...(opened.authors.length > 0 ? [say("ui.packs.authors", { authors: opened.authors.join(", ") })] : []),
      say("ui.packs.licence", { licence: opened.licence }),
      ...(held ? [say("ui.packs.imported", { day: held.now.imported })] : []),
      say("ui.packs.hash", { sha256: one.sha256.slice(0, 12) }),
    ],
    notes: [
      ...(one.trusted ? [] : [say("ui.packs.capped")]),
      ...(end !== undefined && end < bench.tools.today ? [say("ui.packs.old", { day: end })] : []),
      ...(one.origin === "policy" && !one.optional ? [say("ui.packs.prescribed")] : []),
    ],
    rules: opened.rules,
  };
}

function article(room: Room, { id, version, description, facts, notes, rules }: Shown, boxes: HTMLElement[], acts: HTMLElement[], imported?: Imported): HTMLElement {
  const { say } = room;
  const p = (text: string, kind?: string): HTMLElement => make(document, "p", { text, attributes: { dir: "auto" }, ...(kind && { class: kind }) });
  const problems = imported?.problems ?? [];
  return make(document, "article", { class: "finding", attributes: { "data-pack": id, "data-version": version } }, [
    make(document, "h3", { text: `${id} ${version}`, attributes: { dir: "auto" } }),
    ...(description ? [p(description)] : []),
    ...(facts.length > 0 ? [p(facts.join(" "), "soft")] : []),
    ...notes.map((text) => p(text, "note")),
    ...(problems.length > 0 ? [make(document, "div", { class: "note", attributes: { "data-part": "not-loaded" } }, [p(say("ui.packs.not_loaded")), problemList(problems, say)])] : []),
    ...boxes,
    ...(rules.length > 0 ? [ruleSwitches(room, id, rules)] : []),
    ...acts,
  ]);
}

/** A switch for every rule. Nothing before the first answer. */
function ruleSwitches(room: Room, pack: string, rules: Shown["rules"]): HTMLElement {
  const { say, now } = room;
  const { settings, frozen } = now();
  const lines = rules.map(({ id, title, severity }) => {
    const rule = `${pack}:${id}`;
    const box = make(document, "input", { attributes: { type: "checkbox", "data-rule": rule, "data-focus": `rule ${rule}` } });
    box.checked = !settings.off.includes(rule);
    box.disabled = frozen !== "";
    box.addEventListener("change", () => void changeSettings(({ off }) => ({ off: toggled(off, rule, !box.checked) })));
    return make(document, "label", {}, [box, make(document, "span", { text: say("ui.packs.rule", { title: say.message({ text: { ...title } }), level: say(`ui.severity.${severity}`) }), attributes: { dir: "auto" } })]);
  });
  const on = rules.filter(({ id }) => !settings.off.includes(`${pack}:${id}`)).length;
  return make(document, "details", { attributes: { "data-part": "rules" } }, [make(document, "summary", { text: say("ui.packs.rules", { n: rules.length, on }) }), ...lines]);
}

function onOff(room: Room, id: string, on: boolean, change: (on: boolean) => unknown): HTMLElement {
  const box = make(document, "input", { attributes: { type: "checkbox", "data-act": "switch", "data-focus": `switch ${id}` } });
  box.checked = on;
  box.disabled = room.now().frozen !== "";
  box.addEventListener("change", () => void change(box.checked));
  return make(document, "label", {}, [box, make(document, "span", { text: room.say("ui.packs.use", { name: id }), attributes: { dir: "auto" } })]);
}

/** Sites of its adapters beside the built-in ones: the browser asks before we may read them. */
function accessPart({ say, changed }: Room, { opened }: Imported): HTMLElement[] {
  const hosts = patternsOf(opened?.adapters ?? []).filter((host) => !builtInHosts().includes(host));
  if (hosts.length === 0) return [];
  const sites = hosts.map(siteName).join(", ");
  // In the click itself: nothing may be awaited before.
  const ask = (): Promise<void> => ext.permissions.request({ origins: hosts }).then((given) => changed(given ? "" : say("ui.access.refused")));
  return [
    make(document, "p", { class: "soft", text: say("ui.packs.reads", { sites }) }),
    make(document, "div", { class: "row" }, [button(say("ui.access.allow", { sites }), "allow", ask)]),
  ];
}

/** As the command calls it. */
export const fileName = (id: string, version: string): string => `${id.slice(id.indexOf("/") + 1)}-${version}.slpack.json`;
