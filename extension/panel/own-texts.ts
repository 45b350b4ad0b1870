// "Check your own texts": letters that are pasted in, files of letters, saved pages. Judged like a page, shown here, kept nowhere:
// this part of the panel holds them until they are closed.

import { ext } from "../common/browser.ts";
import { make } from "../common/dom.ts";
import { KEPT_KEY, type Kept, type Room, type Titled } from "../common/protocol.ts";
import { currentTab } from "../common/tab.ts";
import type { Say } from "../common/words.ts";
import { readOverrides } from "./ignore.ts";
import { checkAll, sourcesOf, type Source } from "./texts/check.ts";
import { filesForm } from "./texts/files-form.ts";
import { lettersForm } from "./texts/letters-form.ts";
import { resultPart } from "./texts/results.ts";

export interface OwnTextsPart {
  element: HTMLElement;
}

export function ownTextsPart(document: Document, say: Say, titles: () => Promise<readonly Titled[]>): OwnTextsPart {
  const button = (key: string, act: string, run: () => void, kind?: string): HTMLButtonElement => {
    const made = make(document, "button", { text: say(key), attributes: { type: "button", "data-act": act }, ...(kind && { class: kind }) });
    made.addEventListener("click", run);
    return made;
  };
  const status = make(document, "p", { class: "soft", attributes: { role: "status", "data-part": "own-status" } });
  const progress = make(document, "progress", { attributes: { "aria-label": say("ui.texts.progress"), hidden: "" } });
  const results = make(document, "div", { attributes: { "data-part": "own-results" } });
  const withSession = make(document, "input", { attributes: { type: "checkbox", "data-act": "own-session" } });
  const sessionWords = make(document, "span");
  const sessionLine = make(document, "label", { attributes: { hidden: "" } }, [withSession, sessionWords]);
  const check = button("ui.texts.check", "own-check", () => void run(), "main");
  const stop = button("ui.texts.stop", "own-stop", () => working?.abort());
  stop.hidden = true;

  let working: AbortController | undefined;
  let kept = 0;

  /** Something goes on: it is said, and can be stopped. */
  const busy = (said: string, done?: number, total?: number): AbortSignal => {
    working ??= new AbortController();
    status.textContent = said;
    progress.hidden = stop.hidden = false;
    check.disabled = true;
    if (total === undefined) progress.removeAttribute("value");
    else [progress.max, progress.value] = [total, done ?? 0];
    return working.signal;
  };
  const idle = (): void => {
    const stopped = working?.signal.aborted === true;
    const hadFocus = document.activeElement === stop;
    working = undefined;
    progress.hidden = stop.hidden = true;
    check.disabled = false;
    status.textContent = stopped ? say("ui.texts.stopped") : "";
    if (hadFocus) check.focus();
  };

  const letters = lettersForm(document, say);
  const files = filesForm(document, say, {
    busy: (name) => busy(say("ui.texts.reading", { name })),
    idle,
    dropped: () => {
      element.open = true;
    },
  });

  const run = async (): Promise<void> => {
    const pasted = letters.take();
    const taken = pasted && files.take();
    if (!pasted || !taken) return;
    const sources = sourcesOf(pasted, taken, (n) => say("ui.texts.letter", { n }));
    if (sources.length === 0) {
      status.textContent = say("ui.texts.nothing");
      return;
    }
    const room = withSession.checked && kept > 0 ? await roomNow() : undefined;
    try {
      await judge(sources, room);
    } catch (error) {
      if (!(error instanceof DOMException && error.name === "AbortError")) results.replaceChildren(make(document, "p", { class: "note", text: say("ui.texts.failed"), attributes: { role: "alert" } }));
    } finally {
      idle();
    }
  };
  const judge = async (sources: readonly Source[], room: Room | undefined): Promise<void> => {
    results.replaceChildren();
    const [total, told] = [sources.length, (done: number): AbortSignal => busy(say("ui.texts.checking", { done: done + 1, total: sources.length }), done, sources.length)];
    // One alone is judged in one go: there is no telling how far it is.
    const signal = total > 1 ? told(0) : busy(say("ui.texts.checking_one"));
    stop.focus();
    const parts: HTMLElement[] = [];
    const around = { say, titles: await titles(), overrides: await readOverrides(), alone: total === 1, session: room ? kept : 0 };
    for await (const checked of checkAll(sources, room, signal)) {
      parts.push(resultPart(document, checked, around));
      if (parts.length < total) told(parts.length);
    }
    const close = button("ui.texts.close", "own-close", () => {
      results.replaceChildren();
      letters.clear();
      files.clear();
      status.textContent = "";
      summary.focus();
    });
    results.replaceChildren(make(document, "div", { class: "row" }, [close]), ...parts);
    const heading = results.querySelector("h2");
    heading?.setAttribute("tabindex", "-1");
    heading?.focus();
  };

  const summary = make(document, "summary", { text: say("ui.texts.title") });
  const element = make(document, "details", { attributes: { "data-part": "own-texts" } }, [
    summary,
    make(document, "p", { class: "soft", text: say("ui.texts.about") }),
    letters.element,
    files.element,
    sessionLine,
    make(document, "div", { class: "row" }, [check, stop]),
    status,
    progress,
    results,
  ]);

  const count = async (): Promise<void> => {
    kept = await keptNow().catch(() => 0);
    sessionLine.hidden = kept === 0;
    sessionWords.textContent = say("ui.texts.session", { n: kept });
  };
  element.addEventListener("toggle", () => void count());
  ext.storage.session.onChanged?.addListener((changes: { [key: string]: unknown }) => {
    if (KEPT_KEY in changes && element.open) void count();
  });
  return { element };
}

/** Private windows have letters of their own. */
const roomNow = async (): Promise<Room> => ((await currentTab())?.incognito === true ? "private" : "open");

async function keptNow(): Promise<number> {
  const all = (await ext.storage.session.get(KEPT_KEY))[KEPT_KEY] as Kept | undefined;
  return all?.[await roomNow()] ?? 0;
}
