// Until when a record is kept, and what keeps it longer: that they were hired, or a legal reason, in the user's words.

import { plusDays, today } from "../background/ledger/days.ts";
import { make } from "../common/dom.ts";
import { MOST_RECORD_DAYS } from "../common/settings.ts";
import { eraseRecord } from "../background/records/store.ts";
import { tellRecord } from "./channel.ts";
import { putHold } from "./changes.ts";
import { dayText, labelled, p, type Part, type Room, section, sureButton, textInput, troubleText } from "./room.ts";
import { typed } from "./typed.ts";

export function keepingPart(room: Room): Part {
  const { say, saver } = room;
  const most = plusDays(saver.now().kept_at.slice(0, 10), MOST_RECORD_DAYS);
  const until = make(document, "input", { attributes: { type: "date", min: today(), max: most, required: "", "data-act": "keep-until" } });
  const why = textInput("hold-why", 500);
  const status = p("", "soft");
  status.setAttribute("data-part", "kept-until");
  until.addEventListener("change", () => {
    const day = until.value;
    // What a person cannot mean is put back: nothing is kept for longer than may be, nor erased at once by a slip of a key.
    if (day === "" || day < today() || day > most) {
      until.value = saver.now().keep_until ?? "";
      status.textContent = say("ui.record.until_range", { from: dayText(today(), say), to: dayText(most, say) });
      return;
    }
    void saver.change((record) => ({ ...record, keep_until: day }));
  });
  const erase = sureButton(say("ui.record.erase_one"), say("ui.record.erase_one_sure"), "erase-one", async () => {
    try {
      await eraseRecord(saver.now().id);
      tellRecord();
      location.assign("records.html");
    } catch (error) {
      status.textContent = troubleText(error, say);
    }
  });
  const text = typed(why, saver, "hold", ({ hold }) => hold?.why ?? "", putHold);
  return {
    element: section("keeping", say("ui.record.keeping"), [
      labelled(say("ui.record.until"), until), labelled(say("ui.record.hold"), why), status, make(document, "div", { class: "row" }, [erase]),
    ]),
    update(record) {
      if (document.activeElement !== until) until.value = record.keep_until ?? "";
      text.update(record);
      status.textContent = keptText(record.keep_until, record.hold?.why, room);
    },
  };
}

export function keptText(until: string | undefined, hold: string | undefined, { say }: Pick<Room, "say">): string {
  if (hold !== undefined) return say("ui.record.kept_held", { why: hold });
  return until === undefined ? say("ui.record.kept_open") : say("ui.record.kept_until", { day: dayText(until, say) });
}
