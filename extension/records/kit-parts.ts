// A step of the interview kit as elements: why, how, another way, source.

import { make } from "../common/dom.ts";
import { type KitStep, SOURCES } from "../common/kit.ts";
import type { Say } from "../common/words.ts";

export function kitParts({ id, sources, references }: KitStep, say: Say): HTMLElement[] {
  const facts = (["why", "how", "other"] as const).flatMap((part) => [
    make(document, "dt", { text: say(`kit.${part}`) }), make(document, "dd", { text: say(`kit.${id}.${part}`) }),
  ]);
  const links = sources.flatMap((key, n) => [
    ...(n > 0 ? [document.createTextNode("; ")] : []),
    make(document, "a", { text: say(`kit.source.${key}`), attributes: { href: SOURCES[key] ?? "", target: "_blank", rel: "noreferrer" } }),
  ]);
  return [make(document, "dl", {}, [...facts, make(document, "dt", { text: say("kit.source") }), make(document, "dd", { class: "soft" }, [...links, document.createTextNode(` (${references.join(", ")})`)])])];
}

/** The kit as plain text, for a calendar entry or a file. */
export function kitText(steps: readonly KitStep[], say: Say): string {
  return steps.map(({ id }) => [say(`kit.${id}.title`), ...(["how", "other"] as const).map((part) => `${say(`kit.${part}`)}: ${say(`kit.${id}.${part}`)}`)].join("\n")).join("\n\n");
}
