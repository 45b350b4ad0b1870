// "Check this page", from a page of the extension: asked of the background, with a plain word where it cannot be.

import { alive, ext } from "./browser.ts";
import type { TabAnswer } from "./protocol.ts";

/** Nothing where the check began, else the key of what to say. */
export async function checkTab(tab: number): Promise<string> {
  if (!alive()) return "ui.panel.trouble.updated";
  const answer = (await ext.runtime.sendMessage({ kind: "check-tab", tab }).catch(() => undefined)) as TabAnswer | undefined;
  if (answer === undefined) return "ui.panel.trouble.silent";
  return answer.kind === "started" ? "" : "ui.popup.refused";
}
