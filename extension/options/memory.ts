// The ledger ("memory") on the options page: whether pages are remembered, for how long, what is held, forget.

import { isThere, openDatabase, troubleOf, type Trouble } from "../background/ledger/schema.ts";
import { held, type Held } from "../background/ledger/transfer.ts";
import { make } from "../common/dom.ts";
import { forgetAllButton, readMemory, troubleText } from "../common/forget.ts";
import { keepDays, MOST_KEEP_DAYS, type Settings, writeSettings } from "../common/settings.ts";
import type { Say } from "../common/words.ts";

const DAYS = [7, 30, 60, 90, MOST_KEEP_DAYS];

interface Known {
  held: Held | undefined;
  trouble: Trouble | undefined;
  bytes: number;
}

/** What is held, without making a ledger where there is none. */
async function known(): Promise<Known> {
  const state = await readMemory();
  const none = { held: undefined, trouble: state.trouble, bytes: 0 };
  try {
    if (!(await isThere())) return none;
    const db = await openDatabase();
    try {
      const [what, { usage = 0 }] = await Promise.all([held(db), navigator.storage.estimate()]);
      return { held: what, trouble: state.trouble, bytes: usage };
    } finally {
      db.close();
    }
  } catch (error) {
    return { ...none, trouble: troubleOf(error, "read") };
  }
}

export async function memoryParts(settings: Settings, say: Say): Promise<HTMLElement[]> {
  const { held, trouble, bytes } = await known();
  const something = trouble !== undefined || (held !== undefined && held.kinds.length > 0);
  const off = settings.remember !== true;
  const forget = forgetAllButton(document, say);
  return [
    make(document, "h2", { text: say("ui.memory.title") }),
    make(document, "p", { class: "soft", text: say("ui.memory.about") }),
    remember(settings, say),
    days(settings, say),
    make(document, "div", { attributes: { role: "status", "data-part": "held" } }, [
      ...(trouble ? [make(document, "p", { class: "note", text: troubleText(trouble, say) })] : []),
      ...(off && something ? [make(document, "p", { class: "note", text: say("ui.memory.off_but_held") })] : []),
      ...heldParts(held, bytes, say),
    ]),
    make(document, "div", { class: "row" }, [forget]),
  ];
}

function remember(settings: Settings, say: Say): HTMLElement {
  const box = make(document, "input", { attributes: { type: "checkbox", "data-act": "remember" } });
  box.checked = settings.remember === true;
  // Nothing before the first answer.
  box.disabled = settings.run === undefined;
  box.addEventListener("change", () => void writeSettings({ remember: box.checked }));
  return make(document, "label", {}, [box, make(document, "span", { text: say("ui.memory.remember") })]);
}

function days(settings: Settings, say: Say): HTMLElement {
  const now = keepDays(settings);
  const choice = make(document, "select", { attributes: { "data-act": "keep-days" } },
    [...new Set([...DAYS, now])].sort((a, b) => a - b).map((n) => make(document, "option", { text: say("ui.memory.days", { n }), attributes: { value: String(n) } })));
  choice.value = String(now);
  choice.disabled = settings.run === undefined;
  choice.addEventListener("change", () => void writeSettings({ keep_days: Number(choice.value) }));
  return make(document, "label", {}, [make(document, "span", { text: say("ui.memory.keep") }), choice]);
}

function heldParts(held: Held | undefined, bytes: number, say: Say): HTMLElement[] {
  if (!held || held.kinds.length === 0) return [make(document, "p", { text: say("ui.memory.none") })];
  const lines = held.kinds.map(([kind, n]) => {
    const key = `ui.memory.kind.${kind}`;
    return say.has(key) ? say(key, { n }) : say("ui.memory.kind.other", { kind, n });
  });
  return [
    make(document, "p", { text: say("ui.memory.held", { oldest: held.oldest ?? "", newest: held.newest ?? "", size: (bytes / 1e6).toFixed(1) }) }),
    make(document, "ul", {}, lines.map((text) => make(document, "li", { text }))),
  ];
}
