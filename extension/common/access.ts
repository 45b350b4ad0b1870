// What the browser does not let us read, with the one step that gives it.

import { ext } from "./browser.ts";
import { make } from "./dom.ts";
import type { Settings } from "./settings.ts";
import { bySite, knownSite, siteName } from "./tab.ts";
import type { Say } from "./words.ts";

/** Of the missing patterns, those that matter for a page: on a known site its own, elsewhere all, and only to who chose that pages are checked by themselves. */
export function accessWanted(url: string | undefined, missing: readonly string[], { run }: Settings): string[] {
  const here = url === undefined ? undefined : knownSite(url);
  if (here === undefined) return run === "auto" ? [...missing] : [];
  return missing.filter((host) => siteName(host) === siteName(here));
}

/** `after`: told whether access was given. */
export function accessPart(document: Document, wanted: readonly string[], say: Say, after: (given: boolean) => void): HTMLElement {
  const sites = [...bySite(wanted).keys()].join(", ");
  const button = make(document, "button", { class: "main", text: say("ui.access.allow", { sites }), attributes: { type: "button", "data-act": "grant" } });
  button.addEventListener("click", () => {
    // In the click itself: nothing may be awaited before.
    ext.permissions.request({ origins: [...wanted] }).then(after, () => after(false));
  });
  return make(document, "section", { class: "note", attributes: { "data-part": "access", "aria-label": say("ui.panel.access") } }, [
    make(document, "p", { text: say("ui.access.missing", { sites }) }),
    make(document, "div", { class: "row" }, [button]),
  ]);
}
