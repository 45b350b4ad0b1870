// The overrides that the user made: what is hidden or shown lower, why, until when; and the button that takes each back.

import { removeOverride } from "../background/packs/store.ts";
import type { KeptOverride } from "../background/packs/schema.ts";
import { make } from "../common/dom.ts";
import type { Say } from "../common/words.ts";
import { button, type Room, writing } from "./room.ts";

export function overrideParts(room: Room): HTMLElement[] {
  const { say, now } = room;
  const { kept, frozen } = now();
  const lines = kept.overrides.map((override) => line(room, override, frozen !== ""));
  return [
    make(document, "h2", { text: say("ui.packs.overrides") }),
    make(document, "p", { class: "soft", text: say("ui.packs.overrides_about") }),
    lines.length > 0 ? make(document, "ul", { class: "plain" }, lines) : make(document, "p", { class: "soft", text: say("ui.packs.overrides_none") }),
  ];
}

function line(room: Room, override: KeptOverride, frozen: boolean): HTMLElement {
  const { say } = room;
  const takeBack = (): Promise<boolean> => writing(room, () => removeOverride(override.number), say("ui.packs.override_removed"));
  return make(document, "li", { class: "site", attributes: { "data-override": String(override.number) } }, [
    make(document, "span", {}, [
      make(document, "span", { class: "strong", text: override.title, attributes: { dir: "auto" } }),
      make(document, "br"),
      make(document, "span", { text: whatItDoes(override, say) }),
      make(document, "br"),
      make(document, "span", { class: "soft", text: say("ui.packs.override_why", { reason: override.reason }), attributes: { dir: "auto" } }),
    ]),
    button(say("ui.packs.override_remove"), "override-remove", takeBack, { label: say("ui.packs.override_remove_named", { name: override.title }), focus: String(override.number), disabled: frozen }),
  ]);
}

export function whatItDoes({ do: what, scope, until, made }: KeptOverride, say: Say): string {
  const doing = what === "hide" ? say("ui.packs.override_hides") : say("ui.packs.override_lowers", { level: say(`ui.severity.${what}`) });
  const [kind, of] = scope === "everywhere" ? ["everywhere", ""] : (Object.entries(scope)[0] ?? ["everywhere", ""]);
  const end = until === undefined ? say("ui.packs.override_for_good") : say("ui.packs.override_until", { day: until });
  return `${doing} ${say(`ui.packs.scope_of.${kind}`, { of })} ${end} ${say("ui.packs.override_made", { day: made })}`;
}
