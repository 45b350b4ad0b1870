// The first run: what Second Look does, when it runs, what it remembers. Nothing is written before the last button, and then only
// the answers.

import { builtInHosts, ext } from "../common/browser.ts";
import { make } from "../common/dom.ts";
import { AUTO, languageChoice, languages } from "../common/languages.ts";
import { readPolicy } from "../common/policy.ts";
import { readSettings, writeSettings } from "../common/settings.ts";
import { missingHosts } from "../common/tab.ts";
import { chosenLanguage, loadWords, type Say, sayer } from "../common/words.ts";
import { type Answers, does, remembers, runs, type Step } from "./steps.ts";

const STEPS: readonly ((say: Say) => Step)[] = [does, runs, remembers];
const DEMONSTRATION = "demonstration.html";

const main = document.querySelector("main") ?? document.body;
const [settings, { set: prescribed }, all] = await Promise.all([readSettings(), readPolicy(), languages()]);
const answers: Answers = { run: settings.run, remember: settings.remember, language: settings.language ?? AUTO };
let say = await words();
let missing = await missingHosts();
let shown: Step | undefined;
let at = 0;

const status = make(document, "p", { attributes: { role: "status", "data-part": "status" } });
const body = make(document, "div");
const foot = make(document, "div", { class: "row foot" });
const head = make(document, "header");
main.append(head, body, status, foot);

async function words(): Promise<Say> {
  return sayer(await loadWords(answers.language === AUTO ? await chosenLanguage() : answers.language));
}

function draw(): void {
  document.title = say("ui.welcome.page");
  status.textContent = "";
  head.replaceChildren(
    make(document, "p", { class: "soft", text: say("ui.welcome.step", { n: at + 1, of: STEPS.length }), attributes: { "data-part": "step" } }),
    ...(prescribed.language === undefined ? [language()] : []),
  );
  shown = STEPS[at]?.(say);
  body.replaceChildren(...(shown?.parts({ answers, prescribed, allow }) ?? []));
  shown?.access?.(missing);
  const last = at === STEPS.length - 1;
  foot.replaceChildren(
    ...(at > 0 ? [button("ui.welcome.back", "back", () => go(at - 1))] : []),
    last ? button("ui.welcome.keep", "keep", keep, true) : button("ui.welcome.next", "next", next, true),
    button("ui.welcome.skip", "skip", () => location.assign(DEMONSTRATION)),
  );
}

function language(): HTMLElement {
  const choice = languageChoice(document, all, say);
  choice.value = answers.language;
  choice.addEventListener("change", () => void (async () => {
    answers.language = choice.value;
    say = await words();
    draw();
    main.querySelector<HTMLElement>('[data-act="language"]')?.focus();
  })());
  return make(document, "label", {}, [make(document, "span", { text: say("ui.language.title") }), choice]);
}

function button(key: string, act: string, run: () => unknown, isMain = false): HTMLButtonElement {
  const made = make(document, "button", { text: say(key), attributes: { type: "button", "data-act": act }, ...(isMain && { class: "main" }) });
  made.addEventListener("click", () => void run());
  return made;
}

/** Goes to a screen; its heading has the focus, so that it is read from its beginning. */
function go(to: number): void {
  at = to;
  draw();
  scrollTo(0, 0);
  body.querySelector<HTMLElement>("h1")?.focus({ preventScroll: true });
}

/** Says what is still open, and goes to it. */
function isOpen(): boolean {
  const open = shown?.open?.(answers);
  if (open === undefined) return false;
  status.textContent = open;
  body.querySelector<HTMLElement>("input[type=radio]:not(:disabled)")?.focus();
  return true;
}

const next = (): void => {
  if (!isOpen()) go(at + 1);
};

async function keep(): Promise<void> {
  if (isOpen()) return;
  const { run, remember, language } = answers;
  try {
    await writeSettings({
      ...(run !== undefined && prescribed.run === undefined && { run }),
      ...(remember !== undefined && prescribed.remember === undefined && { remember }),
      ...(prescribed.language === undefined && { language: language === AUTO ? undefined : language }),
    });
  } catch (error) {
    status.textContent = say("ui.options.unwritten", { why: String(error).slice(0, 200) });
    return;
  }
  location.assign(DEMONSTRATION);
}

/** Called in the click itself: nothing may be awaited before. */
function allow(): void {
  const asked = ext.permissions.request({ origins: missing.length > 0 ? missing : builtInHosts() });
  void asked.catch(() => false).then(async (given) => {
    await look();
    status.textContent = given ? "" : say("ui.access.refused");
  });
}

async function look(): Promise<void> {
  missing = await missingHosts();
  shown?.access?.(missing);
}

body.addEventListener("change", () => {
  status.textContent = "";
});
draw();
ext.permissions.onAdded.addListener(() => void look());
ext.permissions.onRemoved.addListener(() => void look());
