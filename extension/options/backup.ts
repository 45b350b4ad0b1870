// What can be saved and brought back: which file holds what, the backup of the choices, and the memory's own file.

import { type Backup, backupText, readBackup } from "../background/backup.ts";
import { noteDown, strike } from "../background/deeds/unfinished.ts";
import { today } from "../background/ledger/days.ts";
import { everything, Refusal } from "../background/packs/store.ts";
import { ext } from "../common/browser.ts";
import { make } from "../common/dom.ts";
import type { ForgetAnswer } from "../common/protocol.ts";
import { saveFile } from "../common/save.ts";
import { keepDays, recordDays } from "../common/settings.ts";
import type { Say } from "../common/words.ts";
import { button, p, part, type Part, row, status } from "./part.ts";

const FILE = "second-look-backup.json";

export function backupPart(say: Say, memoryFile: HTMLElement, restored: () => void): Part {
  const said = status("backup-status");
  const preview = make(document, "div", { class: "preview", attributes: { "data-part": "backup-preview" } });
  const file = make(document, "input", { attributes: { type: "file", accept: ".json,application/json", "data-act": "backup-file" } });
  const trying = async (work: () => Promise<void>): Promise<void> => {
    said.textContent = "";
    try {
      await work();
    } catch (error) {
      preview.replaceChildren();
      said.textContent = error instanceof Refusal ? say(error.message, error.args) : say("ui.packs.refused.unwritten", { why: String(error).slice(0, 200) });
    }
  };
  const save = button(say("ui.options.backup.save"), "backup-save", () => trying(async () => {
    saveFile(document, await backupText(today()), FILE);
    said.textContent = say("ui.memory.file.written", { file: FILE });
  }));
  file.addEventListener("change", () => void trying(async () => {
    const [chosen] = file.files ?? [];
    if (!chosen) return;
    const backup = await readBackup(chosen);
    const here = await everything();
    const close = (): void => {
      preview.replaceChildren();
      file.value = "";
    };
    const take = button(say("ui.options.backup.restore"), "backup-restore", () => trying(async () => {
      // Noted down first: packs and choices are two stores, and both are brought back or neither, whatever ends in between.
      const noted = await noteDown({ kind: "restore", backup });
      const answer = (await ext.runtime.sendMessage({ kind: "finish" }).catch(() => undefined)) as ForgetAnswer | undefined;
      if (answer?.refused) await strike(noted);
      if (answer?.refused) throw new Refusal(answer.refused.key, answer.refused.args);
      if (!answer) throw new Refusal("ui.options.unfinished");
      close();
      said.textContent = say("ui.options.backup.restored");
      restored();
    }));
    preview.replaceChildren(
      make(document, "h3", { text: say("ui.options.backup.preview", { day: backup.made }), attributes: { tabindex: "-1" } }),
      make(document, "ul", {}, previewLines(backup, say).map((text) => make(document, "li", { text, attributes: { dir: "auto" } }))),
      p(say("ui.options.backup.replaces", { packs: say("ui.options.backup.packs", { n: here.held.length }), decisions: say("ui.options.backup.decisions", { n: here.overrides.length }) }), "note"),
      row(take, button(say("ui.packs.leave"), "backup-leave", close)),
    );
    preview.querySelector<HTMLElement>("h3")?.focus();
  }));
  const isPrivate = ext.extension?.inIncognitoContext === true;
  file.disabled = isPrivate;
  return part("backup", say("ui.options.backup"), [
    which(say),
    make(document, "h3", { text: say("ui.options.backup.choices") }),
    row(save),
    make(document, "label", {}, [make(document, "span", { text: say("ui.options.backup.choose") }), file]),
    ...(isPrivate ? [p(say("ui.packs.frozen.private"), "note")] : []),
    preview,
    said,
    memoryFile,
  ]);
}

/** Which file holds what. */
function which(say: Say): HTMLElement {
  const lines = [
    [say("ui.options.backup.choices"), say("ui.options.backup.in_choices")],
    [say("ui.options.backup.memory"), say("ui.options.backup.in_memory")],
    [say("ui.options.records"), say("ui.options.backup.in_records")],
  ];
  return make(document, "table", {}, [make(document, "tbody", {}, lines.map(([what = "", where = ""]) =>
    make(document, "tr", {}, [make(document, "th", { text: what, attributes: { scope: "row" } }), make(document, "td", { text: where })])))]);
}

/** What the file would bring, in words. */
function previewLines({ settings, held, trusted, overrides }: Backup, say: Say): string[] {
  const { run, remember, off, sites_off } = settings;
  return [
    say("ui.options.backup.run", { how: run === undefined ? say("ui.options.backup.unanswered") : run === "auto" ? say("ui.first_run.auto") : say("ui.first_run.click") }),
    say("ui.options.backup.remember", { how: say(remember === true ? "ui.memory.yes" : "ui.memory.no"), days: say("ui.memory.days", { n: keepDays(settings) }), record_days: say("ui.memory.days", { n: recordDays(settings) }) }),
    say("ui.options.backup.off", { n: off.length }),
    ...(sites_off.length > 0 ? [say("ui.options.backup.sites_off", { sites: sites_off.join(", ") })] : []),
    ...held.map(({ id, now }) => say("ui.options.backup.pack", { name: id, version: now.version })),
    ...trusted.map(({ namespace, fingerprint }) => say("ui.options.backup.key", { namespace, fingerprint })),
    say("ui.options.backup.decisions", { n: overrides.length }),
  ];
}
