// Letters of one template on two open pages: the page that was read first is read again, so that it knows of the second.

import { ext } from "../common/browser.ts";
import type { Room } from "../common/protocol.ts";
import type { Finding, Report, SeenLetter } from "../types.ts";
import { forgetLetters, nameOf } from "./letters.ts";
import { allStates, change } from "./tabs.ts";

/** Letters of other pages that a report tells of. */
export const seenIn = (report: Report | undefined): SeenLetter[] =>
  (report?.findings ?? []).flatMap(({ template }) => (template?.members ?? []).flatMap(({ seen }) => (seen ? [seen] : [])));

/**
 * Asks the tabs that hold the other letters to read their pages again. A page that is read again for that asks nobody, so it
 * ends there. A tab that is gone does not answer, and nothing is lost.
 */
export async function tellTwins(tab: number, room: Room, report: Report): Promise<void> {
  const wanted = new Set(seenIn(report).map(nameOf));
  if (wanted.size === 0) return;
  for (const [other, state] of await allStates()) {
    if (other === tab || state.room !== room || !state.names.some((name) => wanted.has(name))) continue;
    again(other, false);
  }
}

/**
 * Forgets letters, and what open pages tell of them. What is on those pages is not kept anew before the user opens or checks
 * them again; `all`: of every open page, whatever it told.
 */
export async function forgetSession(which: (letter: SeenLetter) => boolean = () => true, all = false): Promise<void> {
  await forgetLetters(which);
  for (const [tab, { names }] of await allStates()) {
    const told = await untell(tab, which);
    if (told || all || names.length > 0) again(tab, true);
  }
}

/** Forgets what was met on a site. */
export async function forgetSite(site: string): Promise<void> {
  const ofSite = ({ url }: SeenLetter): boolean => URL.canParse(url) && new URL(url).hostname === site;
  await forgetLetters(ofSite);
  for (const [tab] of await allStates()) if (await untell(tab, ofSite)) again(tab, false);
}

/** Takes out of a tab's report what rests on forgotten letters; the page makes it whole when it is read again. */
async function untell(tab: number, which: (letter: SeenLetter) => boolean): Promise<boolean> {
  let told = false;
  await change(tab, ({ report }) => {
    told = seenIn(report).some(which);
    if (!report || !told) return {};
    const rests = ({ template }: Finding): boolean => (template?.members ?? []).some(({ seen }) => seen && which(seen));
    return { report: { ...report, findings: report.findings.filter((finding) => !rests(finding)) } };
  });
  return told;
}

/** Every open page is read again: it is judged by other packs now. */
export async function readAllAgain(): Promise<void> {
  for (const [tab] of await allStates()) again(tab, false);
}

/** Nobody waits for it: a tab that the browser has frozen may not answer for hours. */
function again(tab: number, forgotten: boolean): void {
  ext.tabs.sendMessage(tab, { kind: "again", forgotten }).catch(() => undefined);
}
