// The side panel: this page's people with their findings, what was and was not checked. It draws what there is at once, and
// afterwards only what says something else.

import { alive, ext } from "../common/browser.ts";
import { checkTab } from "../common/check.ts";
import { holdEngine } from "../common/compiled.ts";
import { make } from "../common/dom.ts";
import { JOBS_KEY, KEPT_KEY, MEMORY_KEY, PACKS_KEY, tabKey, TEXT_KEY, type Titled } from "../common/protocol.ts";
import { onSettings } from "../common/settings.ts";
import { type Part, update } from "../common/update.ts";
import { loadWords, sayer } from "../common/words.ts";
import { followPointer } from "./at.ts";
import { bidsPart } from "./bids.ts";
import { changedSince } from "./changed.ts";
import { deviceParts } from "./device.ts";
import { headParts, lettersSaid } from "./head.ts";
import { recordLinks } from "./keep.ts";
import { noticeParts, type Ways } from "./notices.ts";
import { openPacksPage, packsLink } from "./packs.ts";
import { ownTextsPart } from "./own-texts.ts";
import { nameOf, pageParts, type Show } from "./page.ts";
import { checkedAgo } from "./report.ts";
import { textParts } from "./text.ts";
import { readView, type View } from "./view.ts";

/** So many names are said aloud. */
const ALOUD = 3;

// Both at once: what there is to show does not wait for the words.
const words = loadWords().then((all) => sayer(all));
const first = readView(words, []);
const say = await words;
const status = make(document, "p", { class: "soft", attributes: { "data-part": "checked" } });
const content = make(document, "div", { class: "content" });
/** Says aloud what changed, and nothing else. */
const aloud = make(document, "p", { class: "unseen", attributes: { role: "status", "data-part": "aloud" } });
const bids = bidsPart(document, say, titles);
const ownTexts = ownTextsPart(document, say, titles);

let view: View | undefined;
let known: readonly Titled[] = [];
let trouble = "";
const changes = changedSince();
let newest = 0;
/** For what the names were asked last. */
let named = 0;
/** Whether something was painted. */
let standing = false;

const ways: Ways = {
  check: () => void (view?.tab && checkTab(view.tab.id).then((key) => ways.say(key))),
  say: (key) => {
    trouble = key;
    if (key !== "") aloud.textContent = say(key);
    draw();
  },
};

const show: Show = (finding, item) => {
  const id = view?.tab?.id;
  if (id === undefined) return;
  // A page that was open before the extension was loaded anew has nobody who listens.
  ext.tabs.sendMessage(id, { kind: "show", finding, ...(item !== undefined && { item }) }).then(() => trouble !== "" && ways.say(""), () => ways.say("ui.panel.trouble.deaf"));
};

async function load(reading = readView(say, known)): Promise<void> {
  const mine = (newest += 1);
  const now = await reading;
  // What was read later may have come sooner.
  if (mine !== newest) return;
  if (now.tab?.id !== view?.tab?.id || now.state?.url !== view?.state?.url) {
    bids.clear();
    trouble = "";
  }
  view = now;
  draw();
  if (standing) name();
}

function draw(): void {
  try {
    drawAll();
  } catch (error) {
    // Whatever it was: there is a plain word and a way on, and never an empty panel.
    console.warn("Second Look could not show what was found:", error);
    if (view) update(content, noticeParts(document, { ...view, state: undefined }, "ui.panel.trouble.broken", ways));
  }
}

function drawAll(): void {
  if (!view) return;
  const { all, now, page } = changes(view);
  const called = (one: (typeof all)[number]): { key: string; name: string } => ({ key: one.key, name: nameOf(one, { say }) });
  tick();
  update(content, partsOf(view, all.map(called)));
  if (now.length > 0) aloud.textContent = say("ui.panel.changed_aloud", { names: now.slice(0, ALOUD).map((one) => called(one).name).join(", ") });
  else if (page && view.state?.report) aloud.textContent = [say(`ui.kind.${view.state.report.page.kind}`), ...lettersSaid(view)].join(" ");
}

function partsOf(now: View, changed: readonly { key: string; name: string }[]): Part[] {
  return [
    ...headParts(document, now, changed, ways),
    ...noticeParts(document, now, trouble, ways),
    ...textParts(document, now),
    ...pageParts(document, now, show),
    { key: "bids", says: "", make: () => bids.element },
    { key: "own-texts", says: "", make: () => ownTexts.element },
    ...deviceParts(document, now),
    { key: "records", says: say.language, make: () => recordLinks(document, say) },
    { key: "links", says: "", make: () => packsLink(document, say("ui.panel.packs"), openPacksPage) },
  ];
}

/** What the checks are called: the engine knows, once it has been built for something. */
async function titles(): Promise<readonly Titled[]> {
  if (known.length > 0) return known;
  const answer: unknown = await ext.runtime.sendMessage({ kind: "describe" }).catch(() => undefined);
  known = Array.isArray(answer) ? (answer as Titled[]) : [];
  return known;
}

/** Asks for the names once for what is shown: the engine may have to be built for it, so nobody waits. */
function name(): void {
  const at = view?.state?.at ?? view?.text?.at ?? 0;
  if (known.length > 0 || at === 0 || at === named) return;
  named = at;
  void titles().then((all) => (all.length > 0 ? load() : undefined));
}

function tick(): void {
  const said = view?.state ? checkedAgo(view.state, Date.now(), say) : "";
  if (status.textContent !== said) status.textContent = said;
  // The extension was loaded anew or taken away, and this page is of the old one: nothing here works any more.
  if (!alive() && trouble === "") ways.say("ui.panel.trouble.updated");
}

await load(first);
// Not before there is something to show: what is painted first is what stays.
(document.querySelector("main") ?? document.body).append(make(document, "h1", { text: say("ui.name") }), status, content, aloud);
standing = true;
// The worker that this starts shares a thread with the page in Firefox: it begins when the people have been painted, and finds the
// engine compiled.
requestAnimationFrame(() => setTimeout(() => void holdEngine().catch(() => undefined).then(name)));
const loads = (): void => void load();
onSettings(loads);
ext.storage.session.onChanged.addListener((changes) => {
  const mine = new Set([tabKey(view?.tab?.id ?? -1), TEXT_KEY, KEPT_KEY, JOBS_KEY, MEMORY_KEY, PACKS_KEY]);
  if (Object.keys(changes).some((key) => mine.has(key))) void load();
});
ext.tabs.onActivated.addListener(loads);
ext.permissions.onAdded.addListener(loads);
ext.permissions.onRemoved.addListener(loads);
setInterval(tick, 5_000);
followPointer(content, () => view?.tab?.id);
