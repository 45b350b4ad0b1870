// The keys: which are set, and where they are changed. Only the browser itself may change them.

import { ext } from "../common/browser.ts";
import { make } from "../common/dom.ts";
import type { Say } from "../common/words.ts";
import { copyButton } from "./copy.ts";
import { button, p, part, type Part, redraw, row } from "./part.ts";

const CHROMIUM = "chrome://extensions/shortcuts";

export function keyboardPart(say: Say): Part {
  const list = make(document, "dl", { class: "keys" });
  const { commands } = ext as { commands: { openShortcutSettings?: () => Promise<void> } };
  const change = commands.openShortcutSettings
    ? [row(button(say("ui.options.keys.change"), "shortcuts", () => commands.openShortcutSettings?.()))]
    // An extension may not open the browser's own pages.
    : [p(say("ui.options.keys.address")), row(make(document, "code", { text: CHROMIUM }), copyButton(say, say("ui.options.keys.copy"), "copy-address", () => CHROMIUM))];
  return part("keyboard", say("ui.options.keys"), [p(say("ui.options.keys.about"), "soft"), list, ...change], async () => {
    const all = await ext.commands.getAll();
    redraw(list, all.flatMap(({ name = "", description, shortcut }) => {
      const key = `ui.options.command.${name}`;
      return [
        make(document, "dt", { text: say.has(key) ? say(key) : description || say("ui.options.command.open") }),
        make(document, "dd", {}, [shortcut ? make(document, "kbd", { text: shortcut }) : make(document, "span", { class: "soft", text: say("ui.options.keys.none") })]),
      ];
    }));
  });
}
