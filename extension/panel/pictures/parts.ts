// The pictures of a report: each inside the finding of its check and subject, or else where it is said what was counted.

import { make } from "../../common/dom.ts";
import type { Titled } from "../../common/protocol.ts";
import type { Say } from "../../common/words.ts";
import type { Finding, Picture, Report, Subject } from "../../types.ts";
import { figure, type Told } from "./figure.ts";
import { type Formats, formats } from "./formats.ts";
import { tellRate } from "./rate.ts";
import { tellShares } from "./shares.ts";
import { tellTimeline } from "./timeline.ts";

/** The pictures that belong to a finding. */
export function picturesOf(document: Document, finding: Finding, report: Report, say: Say): HTMLElement[] {
  return drawn(document, report.pictures.filter((picture) => ownerOf(picture, report) === finding), say);
}

/** What was counted without a finding, by check. */
export function countedParts(document: Document, report: Report, say: Say, titles: readonly Titled[]): HTMLElement[] {
  const left = report.pictures.filter((picture) => !ownerOf(picture, report));
  return [...new Set(left.map(({ check }) => check))].flatMap((check) => {
    const titled = titles.find(({ id }) => id === check);
    return [
      make(document, "h3", { text: titled ? say.message(titled.title) : check }),
      ...drawn(document, left.filter((picture) => picture.check === check), say, report),
    ];
  });
}

/** The finding that a picture belongs to. */
export function ownerOf({ check, subject }: Picture, { findings }: Report): Finding | undefined {
  return findings.find((finding) => finding.rule === check && isSame(finding.subject, subject));
}

const isSame = (a: Subject, b: Subject): boolean => a.kind === b.kind && a.items.join() === b.items.join();

/** With `report`, each says whom it is about: beside a finding that is said already. */
function drawn(document: Document, pictures: readonly Picture[], say: Say, report?: Report): HTMLElement[] {
  const form = formats(say);
  return pictures.flatMap((picture) => {
    const label = report?.items.find(({ subject }) => isSame(subject, picture.subject))?.label ?? "";
    return [
      ...(label === "" ? [] : [make(document, "p", { class: "soft", text: label, attributes: { dir: "auto" } })]),
      figure(document, tell(document, picture, say, form), say),
    ];
  });
}

function tell(document: Document, { shows }: Picture, say: Say, form: Formats): Told {
  switch (shows.kind) {
    case "timeline":
      return tellTimeline(document, shows, say, form);
    case "shares":
      return tellShares(document, shows, say, form);
    case "rate":
      return tellRate(document, shows, say, form);
  }
}
