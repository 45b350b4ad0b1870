// The choices, in parts with a table of contents. What is changed here, in another window or by policy is followed.

import { ext } from "../common/browser.ts";
import { make } from "../common/dom.ts";
import { isUnfinished, readKept } from "../common/forget.ts";
import { languages } from "../common/languages.ts";
import { readPolicy } from "../common/policy.ts";
import { KEPT_KEY, MEMORY_KEY, PACKS_KEY, type Titled, UNFINISHED_KEY } from "../common/protocol.ts";
import { onSettings, readSettings } from "../common/settings.ts";
import { importedHosts, missingHosts } from "../common/tab.ts";
import { loadWords, sayer } from "../common/words.ts";
import { backupPart } from "./backup.ts";
import { checksPart } from "./checks.ts";
import { erasePart } from "./erase.ts";
import { keyboardPart } from "./keyboard.ts";
import { languagePart } from "./language.ts";
import { memoryPart } from "./memory.ts";
import { noticePart } from "./notice.ts";
import { button, p, part, type Part, row, type View } from "./part.ts";
import { runPart, sitesPart } from "./sites.ts";
import { transferPart } from "./transfer.ts";

const say = sayer(await loadWords());
document.title = say("ui.options.title");
const [all, titles] = await Promise.all([languages(), describe()]);
const main = document.querySelector("main") ?? document.body;

async function describe(): Promise<Titled[]> {
  const answer: unknown = await ext.runtime.sendMessage({ kind: "describe" }).catch(() => undefined);
  return Array.isArray(answer) ? (answer as Titled[]) : [];
}

const opening = (page: string) => (): void => void ext.tabs.create({ url: ext.runtime.getURL(page) });

const parts: readonly Part[] = [
  runPart(say),
  sitesPart(say),
  memoryPart(say),
  part("records", say("ui.options.records"), [p(say("ui.options.records_about"), "soft"), row(button(say("ui.options.records_open"), "records", opening("records.html")))]),
  checksPart(say, titles),
  part("packs", say("ui.packs.title"), [p(say("ui.packs.about"), "soft"), row(button(say("ui.options.packs"), "packs", opening("packs.html")))]),
  languagePart(say, all),
  keyboardPart(say),
  noticePart(say),
  backupPart(say, transferPart(say, () => void load()), () => void load()),
  part("welcome", say("ui.options.welcome"), [p(say("ui.options.welcome_about"), "soft"), row(
    button(say("ui.options.welcome_open"), "welcome", opening("welcome.html")),
    button(say("ui.options.demonstration_open"), "demonstration", opening("demonstration.html")),
  )]),
  erasePart(say, () => void load()),
];

const trouble = make(document, "div", { attributes: { "data-part": "policy" } });
const unwritten = make(document, "div", { attributes: { role: "alert", "data-part": "unwritten" } });
main.append(
  make(document, "h1", { text: say("ui.options.title") }),
  trouble,
  unwritten,
  make(document, "div", { class: "columns" }, [contents(), make(document, "div", { class: "parts" }, parts.map(({ element }) => element))]),
);

function contents(): HTMLElement {
  return make(document, "nav", { attributes: { "aria-label": say("ui.options.contents") } }, [
    make(document, "ul", { class: "plain" }, parts.map(({ id, title }) =>
      make(document, "li", {}, [make(document, "a", { text: title, attributes: { href: `#${id}-title` } })]))),
  ]);
}

async function view(): Promise<View> {
  const [settings, policy, missing, kept, hosts] = await Promise.all([readSettings(), readPolicy(), missingHosts(), readKept(), importedHosts()]);
  const team = await Promise.all(hosts.map(async (pattern) => ({ pattern, granted: await ext.permissions.contains({ origins: [pattern] }).catch(() => false) })));
  return { settings, policy, missing, kept, team };
}

let loading = Promise.resolve();

/** One after the other: what is shown last is how it stands last. */
function load(): Promise<void> {
  loading = loading.then(async () => {
    const now = await view();
    await Promise.all(parts.map((one) => one.update?.(now)));
    trouble.replaceChildren(...((await isUnfinished()) ? [p(say("ui.options.unfinished"), "note")] : []), ...now.policy.problems.map(({ place, message, fix }) => p(say("ui.options.policy_problem", { place, message, fix }), "note")));
  }).catch((error: unknown) => console.warn("Second Look:", error));
  return loading;
}

// Whatever a part wanted to write and could not: it is said, and the page shows again what stands.
addEventListener("unhandledrejection", ({ reason }) => {
  unwritten.replaceChildren(p(say("ui.options.unwritten", { why: String(reason).slice(0, 200) }), "note"));
  void load();
});

await load();
if (location.hash === "#language") main.querySelector<HTMLElement>('[data-act="language"]')?.focus();
else if (location.hash !== "") document.getElementById(location.hash.slice(1))?.scrollIntoView();
onSettings(() => {
  unwritten.replaceChildren();
  void load();
});
ext.storage.session.onChanged.addListener((changes) => [KEPT_KEY, MEMORY_KEY, PACKS_KEY, UNFINISHED_KEY].some((key) => key in changes) && void load());
ext.permissions.onAdded.addListener(() => void load());
ext.permissions.onRemoved.addListener(() => void load());
