// Taking a pack in: a file by the picker or dropped, looked at, shown, and kept only on the user's word.

import { preview as previewOf, type Preview } from "../background/packs/preview.ts";
import { patternsOf } from "../background/packs/hosts.ts";
import { engineOf } from "../background/packs/loading.ts";
import { MOST_FILE_CHARACTERS } from "../background/packs/managed.ts";
import type { Layer } from "../background/packs/schema.ts";
import { take } from "../background/packs/store.ts";
import { isRefused, namespaceOf, plainFingerprint } from "../background/packs/trust.ts";
import { make } from "../common/dom.ts";
import { siteName } from "../common/tab.ts";
import type { Problem } from "../types.ts";
import { safely } from "./bench.ts";
import { impactOn } from "./impact.ts";
import { button, problemList, type Room, writing } from "./room.ts";

/** The same as {@link MOST_FILE_CHARACTERS}: looked at before a byte is read. */
const MOST_FILE_BYTES = MOST_FILE_CHARACTERS;

export function importPart(room: Room): HTMLElement {
  const { say } = room;
  const file = make(document, "input", { attributes: { type: "file", accept: ".json,application/json", "data-act": "pack-file" } });
  const result = make(document, "div", { class: "preview", attributes: { role: "status", "data-part": "preview", tabindex: "-1" } });
  const drop = make(document, "div", { class: "drop", attributes: { "data-part": "drop" } }, [
    make(document, "label", { class: "number" }, [make(document, "span", { text: say("ui.packs.choose") }), file]),
    make(document, "p", { class: "soft", text: say("ui.packs.drop") }),
  ]);
  let asked = 0;
  const show = async (chosen: Blob & { name?: string }): Promise<void> => {
    asked += 1;
    const mine = asked;
    result.replaceChildren(p(say("ui.packs.looking")));
    // Shown before the work begins, which holds this page.
    await new Promise((resolve) => setTimeout(resolve, 30));
    const parts = await lookedAt(room, chosen, () => result.replaceChildren());
    if (mine !== asked) return;
    result.replaceChildren(...parts);
    result.focus();
  };
  file.addEventListener("change", () => {
    const [chosen] = file.files ?? [];
    if (chosen) void show(chosen);
    // The same file may be chosen once more.
    file.value = "";
  });
  drop.addEventListener("dragover", (event) => {
    event.preventDefault();
    drop.classList.add("over");
  });
  drop.addEventListener("dragleave", () => drop.classList.remove("over"));
  drop.addEventListener("drop", (event) => {
    event.preventDefault();
    drop.classList.remove("over");
    const [chosen] = event.dataTransfer?.files ?? [];
    if (chosen) void show(chosen);
  });
  return make(document, "section", { attributes: { "data-part": "import" } }, [make(document, "h2", { text: say("ui.packs.import") }), drop, result]);
}

const p = (text: string, kind?: string): HTMLElement => make(document, "p", { text, attributes: { dir: "auto" }, ...(kind && { class: kind }) });

async function lookedAt(room: Room, file: Blob, close: () => void): Promise<HTMLElement[]> {
  const { say, bench, now } = room;
  if (file.size > MOST_FILE_BYTES) return [p(say("ui.packs.refused.large", { found: Math.ceil(file.size / 2 ** 20), most: MOST_FILE_BYTES / 2 ** 20 }), "note")];
  const text = await file.text();
  const { loading, kept } = now();
  const answer = await safely(bench, () => previewOf(bench.tools, text, loading, kept.trusted));
  if ("problems" in answer) return refused(room, answer.problems);
  return previewParts(room, answer.preview, close);
}

const refused = ({ say }: Room, problems: readonly Problem[]): HTMLElement[] => [
  make(document, "div", { class: "note", attributes: { "data-part": "refused" } }, [p(say("ui.packs.refused.problems", { n: problems.length })), problemList(problems, say)]),
];

async function previewParts(room: Room, preview: Preview, close: () => void): Promise<HTMLElement[]> {
  const { say } = room;
  const { opened, before, problems, changes, trust } = preview;
  const { id, version } = opened.info;
  const same = before?.held?.now.text === preview.text;
  const sites = patternsOf(opened.adapters).map(siteName).join(", ");
  const facts = [
    p(opened.description),
    p([
      say("ui.packs.holds", { rules: say("ui.packs.n_rules", { n: opened.rules.length }), adapters: say("ui.packs.n_adapters", { n: opened.adapters.length }) }),
      ...(opened.authors.length > 0 ? [say("ui.packs.authors", { authors: opened.authors.join(", ") })] : []),
      say("ui.packs.licence", { licence: opened.licence }),
      ...(sites ? [say("ui.packs.reads", { sites })] : []),
    ].join(" "), "soft"),
  ];
  const head = make(document, "h3", { text: before?.held ? say("ui.packs.update", { name: id, from: before.held.now.version, version }) : say("ui.packs.new", { name: id, version }), attributes: { dir: "auto" } });
  if (problems.length > 0) return [head, ...facts, ...refused(room, problems), ...(before ? [p(say("ui.packs.stays", { version: before.held?.now.version ?? "" }))] : [])];
  if (same) return [head, p(say("ui.packs.here"), "note")];
  const impact = await safely(room.bench, () => impactOn(room.bench, room.now(), preview));
  const pages = impact && "pages" in impact ? [p(say("ui.packs.impact", { ...impact, pages: say("ui.count.page", { n: impact.pages }) }))] : [];
  const list = changes.length > 0 ? [make(document, "ul", { attributes: { "data-part": "changes" } }, changes.map((line) => make(document, "li", { text: say.message(line), attributes: { dir: "auto" } })))] : [];
  return [
    head, ...facts, ...trustParts(room, preview),
    ...list, ...pages, ...deciding(room, preview, close, isRefused(trust)),
  ];
}

/** Who signed it, in words; the fingerprint in groups that can be read aloud. */
function trustParts({ say }: Room, { trust, opened, known }: Preview): HTMLElement[] {
  const namespace = namespaceOf(opened.info.id);
  const said = say(`ui.packs.trust.${trust}`, { namespace });
  const fingerprint = opened.fingerprint == null ? [] : [make(document, "p", { class: "fingerprint", text: opened.fingerprint, attributes: { "data-part": "fingerprint" } })];
  const before = isRefused(trust) && known ? [p(say("ui.packs.trust_before", { fingerprint: known.fingerprint, day: known.since }))] : [];
  const cap = trust === "unsigned" || trust === "lost" ? [p(say("ui.packs.capped"))] : [];
  return [make(document, "div", { class: "note", attributes: { "data-part": "trust", "data-trust": trust } }, [p(said), ...fingerprint, ...before, ...cap])];
}

function deciding(room: Room, preview: Preview, close: () => void, byHand: boolean): HTMLElement[] {
  const { say, now, bench } = room;
  const { opened, before } = preview;
  const { id, version } = opened.info;
  const layer = make(document, "select", { attributes: { "data-act": "layer-choice" } }, (["team", "mine"] as const).map((one) =>
    make(document, "option", { text: say(`ui.packs.layer.${one}`), attributes: { value: one } })));
  layer.value = before?.held?.layer ?? (opened.key == null ? "mine" : "team");
  const typed = make(document, "input", { attributes: { type: "text", autocomplete: "off", spellcheck: "false", maxlength: "40", "data-act": "by-hand" } });
  const sure = make(document, "input", { attributes: { type: "checkbox", "data-act": "by-hand" } });
  const confirmed = (): boolean => !byHand || (opened.fingerprint == null ? sure.checked : plainFingerprint(typed.value) === plainFingerprint(opened.fingerprint));
  const install = async (): Promise<void> => {
    const done = await writing(room, () => take({
      id,
      layer: layer.value as Layer,
      version: {
        text: preview.text,
        version,
        sha256: opened.info.sha256,
        ...(opened.key != null && opened.fingerprint != null && { key: opened.key, fingerprint: opened.fingerprint }),
        hosts: patternsOf(opened.adapters),
        imported: bench.tools.today,
      },
      handover_from: opened.handover_from ?? null,
      engine: engineOf(bench.tools.module),
      instead: before?.held?.now.sha256,
      byHand: byHand && confirmed(),
    }), say(before?.held ? "ui.packs.updated" : "ui.packs.added", { name: id, version }));
    if (done) close();
  };
  const add = button(say(before?.held ? "ui.packs.take_update" : "ui.packs.take"), "take", install);
  add.classList.add("main");
  const allow = (): void => {
    add.disabled = now().frozen !== "" || !confirmed();
  };
  for (const one of [typed, sure]) one.addEventListener("input", allow);
  allow();
  const confirming = !byHand ? [] : opened.fingerprint == null
    ? [make(document, "label", {}, [sure, make(document, "span", { text: say("ui.packs.by_hand_lost") })])]
    : [make(document, "label", { class: "number" }, [make(document, "span", { text: say("ui.packs.by_hand") }), typed])];
  return [
    make(document, "label", { class: "middle" }, [make(document, "span", { text: say("ui.packs.into") }), layer]),
    ...confirming,
    make(document, "div", { class: "row" }, [add, button(say("ui.packs.leave"), "leave", close)]),
  ];
}
