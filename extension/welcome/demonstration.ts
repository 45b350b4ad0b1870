// The demonstration: an invented job with six letters, read by the same walk, judged by the same engine, marked by the same
// overlay as a site's page. What is said about it stands above it; nothing of it is kept.

import { ext } from "../common/browser.ts";
import { make } from "../common/dom.ts";
import type { CheckAnswer, ToPage } from "../common/protocol.ts";
import { loadWords, sayer } from "../common/words.ts";
import { capturedAt } from "../content/clock.ts";
import { rowsAsJson, treeJson } from "../content/rows-json.ts";
import { SLICE, walk } from "../content/walk.ts";
import { Overlay } from "../overlay/overlay.ts";

/** By this address the engine knows with which reader to read it. Nothing is there. */
const ADDRESS = "https://www.freelancer.com/projects/second-look/demonstration";

const TRIES = 3;
/** Between two of them, ms. */
const PAUSE = 300;

const say = sayer(await loadWords());
const guide = document.querySelector("header") ?? document.body;
const { signal } = new AbortController();
const overlay = new Overlay(document, signal, {
  // Nothing of this page is kept, so nothing is told.
  unmarked: () => undefined,
  decide: () => undefined,
  line: () => undefined,
});

document.title = say("ui.welcome.demo.page");
// The names lead nowhere.
for (const link of document.querySelectorAll("main a")) link.addEventListener("click", (event) => event.preventDefault());

const text = make(document, "p", { text: say("ui.welcome.demo.reading"), attributes: { role: "status", "data-part": "said" } });
const acts = make(document, "div", { class: "row" });
guide.append(make(document, "h2", { text: say("ui.welcome.demo.title") }), text, acts);

function button(key: string, act: string, run: () => unknown, isMain = false): HTMLButtonElement {
  const made = make(document, "button", { text: say(key), attributes: { type: "button", "data-act": act }, ...(isMain && { class: "main" }) });
  made.addEventListener("click", () => void run());
  return made;
}

async function read(): Promise<void> {
  const walked = await walk(document, { walk: 1, url: ADDRESS, capturedAt: capturedAt(new Date()), exclude: overlay.host });
  const { json } = await rowsAsJson(walked.tree.rows, SLICE);
  const answer = await ask(treeJson(walked.tree, json));
  if (answer?.kind !== "drawing") return failed();
  overlay.draw(answer.drawing, walked.places);
  const n = answer.drawing.markers.length;
  text.textContent = say("ui.welcome.demo.ready", { n });
  const first = button("ui.welcome.demo.first", "first", () => {
    step(1);
    text.textContent = say("ui.welcome.demo.opened");
    first.replaceWith(button("ui.welcome.demo.next", "next", () => step(1), true));
  }, true);
  acts.replaceChildren(first, button("ui.welcome.demo.options", "options", () => ext.runtime.openOptionsPage()), button("ui.welcome.demo.done", "done", () => close()));
  first.focus();
}

/** The browser may stop the background in the middle of an answer: it is asked again, but not for ever. */
async function ask(tree: string): Promise<CheckAnswer | undefined> {
  for (let n = 1; ; n += 1) {
    const asked = ext.runtime.sendMessage({ kind: "demonstrate", walk: 1, tree }) as Promise<CheckAnswer | undefined>;
    const answer = await asked.catch(() => undefined);
    if (answer !== undefined || n === TRIES) return answer;
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
  }
}

const step = (by: 1 | -1): void => overlay.step(by);

function failed(): void {
  text.textContent = say("ui.welcome.demo.failed");
  acts.replaceChildren(button("ui.welcome.demo.again", "again", () => read().catch(failed), true));
}

// The keys for the next and the previous finding work here as on a site's page.
ext.runtime.onMessage.addListener((message: ToPage) => {
  if (message.kind === "step") step(message.by);
  return false;
});
await read().catch(failed);
