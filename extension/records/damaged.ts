// A record that cannot be shown: what there is of it can be saved, and it can be erased.

import { make } from "../common/dom.ts";
import { saveFile } from "../common/save.ts";
import type { Say } from "../common/words.ts";
import { eraseRecord } from "../background/records/store.ts";
import { tellRecord } from "./channel.ts";
import { button, link, p, sureButton, troubleText } from "./room.ts";

export function damagedParts(record: unknown, id: string, say: Say): HTMLElement[] {
  const status = p("", "soft");
  status.setAttribute("role", "status");
  const erase = async (): Promise<void> => {
    try {
      await eraseRecord(id);
      tellRecord();
      location.assign("records.html");
    } catch (trouble) {
      status.textContent = troubleText(trouble, say);
    }
  };
  return [
    make(document, "nav", { class: "row", attributes: { "aria-label": say("ui.record.nav") } }, [link(say("ui.record.all"), "records.html")]),
    make(document, "h1", { text: say("ui.record.damaged_title") }),
    make(document, "div", { class: "note", attributes: { "data-part": "damaged" } }, [p(say("ui.record.damaged"))]),
    make(document, "div", { class: "row" }, [
      button(say("ui.record.damaged_save"), "damaged-save", () => saveFile(document, JSON.stringify(record, undefined, 2), "second-look-record-damaged.json")),
      sureButton(say("ui.record.erase_one"), say("ui.record.erase_one_sure"), "damaged-erase", erase),
    ]),
    status,
  ];
}
