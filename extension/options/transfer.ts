// Export and import of the ledger, on the options page. Built once: what is typed stays while the rest is drawn anew.

import { today } from "../background/ledger/days.ts";
import type { Contents } from "../background/ledger/parse.ts";
import { isThere, openDatabase, troubleOf } from "../background/ledger/schema.ts";
import { FileProblem, LEAST_PASSPHRASE } from "../background/ledger/sealed.ts";
import { exported, isForeign, opened, take } from "../background/ledger/transfer.ts";
import { make } from "../common/dom.ts";
import { troubleText } from "../common/forget.ts";
import { keepDays, readSettings } from "../common/settings.ts";
import type { Say } from "../common/words.ts";

const FILE = "second-look-memory.json";

/** `changed`: what is held may be another now. */
export function transferPart(say: Say, changed: () => void): HTMLElement {
  const passphrase = make(document, "input", { attributes: { type: "password", autocomplete: "off", spellcheck: "false", "data-act": "passphrase" } });
  const file = make(document, "input", { attributes: { type: "file", accept: ".json,application/json", "data-act": "file" } });
  const status = make(document, "div", { attributes: { role: "status", "data-part": "transfer-status" } });
  const buttons: HTMLButtonElement[] = [];

  const tell = (text: string, note = false, ...more: HTMLElement[]): void =>
    status.replaceChildren(make(document, "p", { text, ...(note ? { class: "note" } : {}) }), ...more);
  const button = (key: string, act: string, work: () => Promise<void>): HTMLButtonElement => {
    const made = make(document, "button", { text: say(key), attributes: { type: "button", "data-act": act } });
    made.addEventListener("click", () => void run(work));
    buttons.push(made);
    return made;
  };
  /** One thing at a time, with its end said: the slow passphrase takes about a second, a large ledger some more. */
  const run = async (work: () => Promise<void>): Promise<void> => {
    for (const one of buttons) one.disabled = true;
    tell(say("ui.memory.file.working"));
    try {
      await work();
    } catch (error) {
      tell(error instanceof FileProblem ? say(error.message, error.args) : troubleText(troubleOf(error, "write"), say), true);
    }
    for (const one of buttons) one.disabled = false;
  };

  const toFile = async (): Promise<void> => {
    if (passphrase.value.length < LEAST_PASSPHRASE) throw new FileProblem("ui.memory.file.short", { n: LEAST_PASSPHRASE });
    if (!(await isThere())) throw new FileProblem("ui.memory.file.nothing");
    const days = keepDays(await readSettings());
    const text = await withLedger((db) => exported(db, days, passphrase.value));
    const address = URL.createObjectURL(new Blob([text], { type: "application/json" }));
    make(document, "a", { attributes: { href: address, download: FILE } }).click();
    setTimeout(() => URL.revokeObjectURL(address), 60_000);
    tell(say("ui.memory.file.written", { file: FILE }));
  };
  const fromFile = async (): Promise<void> => {
    const [chosen] = file.files ?? [];
    if (!chosen) throw new FileProblem("ui.memory.file.none");
    if ((await readSettings()).remember !== true) throw new FileProblem("ui.memory.file.off");
    const contents = await opened(chosen, passphrase.value);
    if (await withLedger((db) => isForeign(db, contents))) {
      tell(say("ui.memory.file.foreign"), true, make(document, "div", { class: "row" }, [
        button("ui.memory.file.replace", "replace", () => into(contents, true)),
      ]));
    } else await into(contents, false);
  };
  const into = async (contents: Contents, replace: boolean): Promise<void> => {
    const days = keepDays(await readSettings());
    const { taken, held, old } = await withLedger((db) => take(db, contents, days, today(), replace));
    tell([say("ui.memory.file.taken", { n: taken }), ...(held > 0 ? [say("ui.memory.file.held", { n: held })] : []),
      ...(old > 0 ? [say("ui.memory.file.old", { n: old, days })] : [])].join(" "));
    changed();
  };

  return make(document, "div", { attributes: { "data-part": "transfer" } }, [
    make(document, "h3", { text: say("ui.memory.file.title") }),
    make(document, "p", { class: "soft", text: say("ui.memory.file.about") }),
    make(document, "label", {}, [make(document, "span", { text: say("ui.memory.file.passphrase") }), passphrase]),
    make(document, "div", { class: "row" }, [button("ui.memory.file.export", "export", toFile)]),
    make(document, "label", {}, [make(document, "span", { text: say("ui.memory.file.choose") }), file]),
    make(document, "div", { class: "row" }, [button("ui.memory.file.import", "import", fromFile)]),
    status,
  ]);
}

async function withLedger<T>(work: (db: Awaited<ReturnType<typeof openDatabase>>) => Promise<T>): Promise<T> {
  const db = await openDatabase();
  try {
    return await work(db);
  } finally {
    db.close();
  }
}
