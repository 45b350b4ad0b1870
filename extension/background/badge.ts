import { ext } from "../common/browser.ts";
import type { Report } from "../types.ts";
import { badgeCount } from "./tabs.ts";

/** The number of items with something to ask about; empty otherwise. */
export async function showBadge(tab: number, report: Report | undefined): Promise<void> {
  const n = report ? badgeCount(report) : 0;
  try {
    await ext.action.setBadgeBackgroundColor({ tabId: tab, color: "#3b4a5a" });
    await ext.action.setBadgeText({ tabId: tab, text: n === 0 ? "" : String(n) });
  } catch {
    // The tab went away meanwhile.
  }
}
