// The packs page: what judges pages beside the checks, by whom, in which order; and what the user overrides.

import { make } from "../common/dom.ts";
import { PACKS_KEY } from "../common/protocol.ts";
import { onSettings } from "../common/settings.ts";
import { loadWords, sayer } from "../common/words.ts";
import { newBench, type Standing, standing, tellChanged } from "./bench.ts";
import { importPart } from "./import.ts";
import { builtInLayer, layerParts } from "./list.ts";
import { overrideParts } from "./overrides.ts";
import { ownPart } from "./own-form.ts";
import type { Room } from "./room.ts";

const words = await loadWords();
const say = sayer(words);
const main = document.querySelector("main") ?? document.body;
const status = make(document, "p", { class: "soft", text: say("ui.packs.working"), attributes: { role: "status", "data-part": "status" } });
main.append(make(document, "h1", { text: say("ui.packs.title") }), make(document, "p", { class: "soft", text: say("ui.packs.about") }), status);

const bench = await newBench(words);
let now: Standing = await standing(bench);

const room: Room = {
  bench,
  say,
  now: () => now,
  tell: (said) => {
    status.textContent = said;
  },
  changed: async (said) => {
    await draw();
    status.textContent = said;
    await tellChanged();
  },
};

const lists = make(document, "div");
const builtIn = make(document, "div");
const overrides = make(document, "section", { attributes: { "data-part": "overrides" } });
const frozen = make(document, "p", { class: "note", attributes: { hidden: "", "data-part": "frozen" } });
const own = await ownPart(room);
main.append(frozen, importPart(room), lists, own.element, overrides, builtIn);

async function draw(): Promise<void> {
  now = await standing(bench);
  frozen.hidden = now.frozen === "";
  frozen.textContent = now.frozen === "" ? "" : say(`ui.packs.frozen.${now.frozen}`);
  const focused = document.activeElement?.getAttribute("data-focus");
  const open = new Set([...document.querySelectorAll("[data-pack]:has(details[open])")].map((one) => one.getAttribute("data-pack")));
  lists.replaceChildren(...layerParts(room));
  builtIn.replaceChildren(builtInLayer(room));
  own.list();
  overrides.replaceChildren(...overrideParts(room));
  for (const one of document.querySelectorAll("[data-pack]")) {
    const fold = one.querySelector("details");
    if (fold && open.has(one.getAttribute("data-pack"))) fold.open = true;
  }
  if (focused) document.querySelector<HTMLElement>(`[data-focus="${CSS.escape(focused)}"]`)?.focus();
}

await draw();
status.textContent = "";
onSettings(() => void draw());
// The panel, or another window, changed something.
new BroadcastChannel(PACKS_KEY).onmessage = () => void draw();
