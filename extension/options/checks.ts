// A switch for every check and rule, also for those that are off and no longer in the build.

import { make } from "../common/dom.ts";
import type { Titled } from "../common/protocol.ts";
import { changeSettings, toggled } from "../common/settings.ts";
import type { Say } from "../common/words.ts";
import { checkbox, p, part, type Part } from "./part.ts";

const switchCheck = (id: string, on: boolean): Promise<void> => changeSettings(({ off }) => ({ off: toggled(off, id, !on) }));

export function checksPart(say: Say, titles: readonly Titled[]): Part {
  const boxes = new Map<string, HTMLInputElement>();
  const list = make(document, "div");
  const summary = make(document, "summary", { text: say("ui.options.checks_count", { n: titles.length, off: 0 }) });
  const add = ({ id, title }: Titled): void => {
    const { element, box } = checkbox(say.message(title), { "data-check": id }, (on) => switchCheck(id, on));
    boxes.set(id, box);
    list.append(element);
  };
  titles.forEach(add);
  return part("checks", say("ui.options.checks"), [p(say("ui.options.checks_about"), "soft"), make(document, "details", { attributes: { "data-part": "off" } }, [summary, list])], ({ settings }) => {
    const { off } = settings;
    for (const id of off) if (!boxes.has(id)) add({ id, title: { text: { en: id } } });
    for (const [id, box] of boxes) {
      box.checked = !off.includes(id);
      // Nothing before the first answer.
      box.disabled = settings.run === undefined;
    }
    summary.textContent = say("ui.options.checks_count", { n: boxes.size, off: off.length });
  });
}
