// From a card's button to the panel, at the finding it is about. A content script is in the page's process: it may not write a
// decision itself, only ask that the user be shown where to make one.

import { AT_KEY, LINE_KEY, type PanelAt } from "../common/at.ts";
import { ext, openPanel } from "../common/browser.ts";
import type { Allowed } from "../common/drawing.ts";
import { type Room, tabKey } from "../common/protocol.ts";
import { readSettings } from "../common/settings.ts";

/** What the user may do in a page's card, and has done. */
export async function allowedIn(room: Room): Promise<Allowed> {
  const [{ run }, stored, commands] = await Promise.all([readSettings(), ext.storage.session.get(LINE_KEY), ext.commands?.getAll() ?? []]);
  const key = (command: string): string => commands.find(({ name }) => name === command)?.shortcut ?? "";
  return { decide: run !== undefined && room === "open", lineAway: stored[LINE_KEY] === true, keys: [key("next-finding"), key("previous-finding")] };
}

/** A page that has taken over its process must not be able to open one panel after another, ms. */
const PAUSE = 1_000;
let last = -Infinity;

/** Must be called in the message that the click sent, before anything is awaited. */
export async function openAt(at: PanelAt, windowId: number | undefined): Promise<undefined> {
  const now = performance.now();
  if (now - last < PAUSE || windowId === undefined) return undefined;
  last = now;
  const opening = openPanel({ windowId });
  await ext.storage.session.set({ [AT_KEY]: at });
  // A browser that does not count this as the user's click shows the panel as a page of its own.
  await opening.catch(async () => {
    const isKnown = (await ext.storage.session.get(tabKey(at.tab)))[tabKey(at.tab)] !== undefined;
    if (isKnown && !(await isOpen(windowId))) await ext.tabs.create({ url: ext.runtime.getURL(`panel.html?tab=${at.tab}`), openerTabId: at.tab, windowId });
  });
  return undefined;
}

async function isOpen(windowId: number): Promise<boolean> {
  return (await ext.sidebarAction?.isOpen?.({ windowId })) ?? false;
}
