// All that is held on one person, wherever it stands, and the button that erases it.

import { make } from "../common/dom.ts";
import type { Say } from "../common/words.ts";
import type { Held, RecordHead } from "../background/records/schema.ts";
import { erasePerson, heldOn } from "../background/records/store.ts";
import { whatItDoes } from "../packs/overrides.ts";
import { followRecords, tellRecord } from "./channel.ts";
import { nothingKeptPart } from "./nothing-kept.ts";
import { button, link, moment, p, section, troubleText } from "./room.ts";

export async function heldView(site: string, person: string, say: Say): Promise<HTMLElement[]> {
  const content = make(document, "div", { attributes: { "data-part": "held" } });
  const status = make(document, "p", { attributes: { role: "status", "data-part": "held-status", tabindex: "-1" } });
  const load = async (): Promise<void> => {
    try {
      content.replaceChildren(...parts(await heldOn(site, person)));
    } catch (error) {
      content.replaceChildren(p(troubleText(error, say), "note"));
    }
  };
  const erase = async (): Promise<void> => {
    try {
      await erasePerson(site, person);
      tellRecord();
      await load();
      status.textContent = say("ui.record.erased_all");
      status.focus();
    } catch (error) {
      await load();
      status.textContent = troubleText(error, say);
    }
  };
  const parts = (held: Held): HTMLElement[] => {
    const { records, parts: others, entries, letters, overrides } = held;
    const name = records[0]?.subject.name ?? person;
    const list = (heads: readonly RecordHead[]): HTMLElement => make(document, "ul", {}, heads.map(({ id, subject, job, kept_at }) =>
      make(document, "li", {}, [link(subject.name, `records.html?${String(new URLSearchParams({ id }))}`), document.createTextNode(" "), make(document, "span", { text: [job?.title, say("ui.record.kept_on", { time: moment(kept_at, say) })].filter(Boolean).join(". ") })])));
    const some = records.length > 0 || others.length > 0 || (entries ?? 0) > 0 || letters > 0 || overrides.length > 0;
    // What cannot be read may be there.
    if (!some && entries !== undefined) return [p(say("ui.record.held_nothing"), "strong"), nothingKeptPart(say)];
    const none = (): HTMLElement => p(say("ui.record.held_none"), "soft");
    const row = (part: string, title: string, ...children: HTMLElement[]): HTMLElement[] =>
      [make(document, "dt", { text: title }), make(document, "dd", { attributes: { "data-part": part } }, children)];
    return [
      make(document, "dl", { class: "held" }, [
        ...row("held-records", say("ui.record.held_records"), records.length > 0 ? list(records) : none()),
        ...row("held-parts", say("ui.record.held_parts"), others.length > 0 ? list(others) : none(), p(say("ui.record.held_parts_about"), "soft")),
        ...row("held-memory", say("ui.memory.title"), entries === undefined ? p(say("ui.record.held_unread"), "note") : entries > 0 ? p(say("ui.record.held_entries", { n: entries })) : none()),
        ...row("held-letters", say("ui.record.held_letters"), letters > 0 ? p(say("ui.record.held_letters_n", { n: letters })) : none()),
        ...row("held-overrides", say("ui.record.held_overrides"), overrides.length > 0
          ? make(document, "ul", {}, overrides.map((one) => make(document, "li", { text: `${one.title}: ${whatItDoes(one, say)}`, attributes: { dir: "auto" } }))) : none()),
      ]),
      erasing(held, name),
    ];
  };
  /** It cannot be undone: what goes is said before. */
  const erasing = (held: Held, name: string): HTMLElement => {
    const sure = make(document, "div", { class: "note", attributes: { hidden: "", role: "group", "aria-label": say("ui.record.erase_question", { name }), tabindex: "-1", "data-part": "erase-sure" } }, [
      make(document, "p", { class: "strong", text: say("ui.record.erase_question", { name }), attributes: { dir: "auto" } }),
      make(document, "ul", {}, [
        ...(held.records.length > 0 ? [say("ui.record.erase_records", { n: held.records.length })] : []),
        ...(held.parts.length > 0 ? [say("ui.record.erase_parts", { n: held.parts.length })] : []),
        say("ui.record.erase_rest"),
      ].map((text) => make(document, "li", { text }))),
      p(say("ui.record.erase_copies"), "soft"),
      make(document, "div", { class: "row" }, [
        button(say("ui.record.erase_do"), "erase-do", erase),
        button(say("ui.record.erase_not"), "erase-not", () => {
          sure.hidden = true;
          ask.focus();
        }),
      ]),
    ]);
    const ask = button(say("ui.record.erase"), "erase", () => {
      sure.hidden = false;
      sure.focus();
    });
    return section("erase", say("ui.record.erase_title"), [make(document, "div", { class: "row" }, [ask]), sure]);
  };
  followRecords(load);
  await load();
  document.title = say("ui.record.held");
  return [
    make(document, "nav", { class: "row", attributes: { "aria-label": say("ui.record.nav") } }, [link(say("ui.record.all"), "records.html")]),
    make(document, "h1", { text: say("ui.record.held") }), p(say("ui.record.held_about", { person, site })), status, content,
  ];
}
