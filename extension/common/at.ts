// What a page's card and its line leave behind for the rest of the extension, in storage.session.

/** Whether the user put the page's line away: for as long as the browser runs. */
export const LINE_KEY = "line-away";
/** The finding at which the panel is to open: until the panel has taken it. */
export const AT_KEY = "panel-at";

export interface PanelAt {
  tab: number;
  finding: string;
}
