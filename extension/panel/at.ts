// The panel opens at a finding, where the user pressed "Not a concern here" in the page: the decision is made here.

import { AT_KEY, type PanelAt } from "../common/at.ts";
import { ext } from "../common/browser.ts";

/** `root`: where the findings stand. `tab`: the tab that the panel speaks about. */
export function followPointer(root: HTMLElement, tab: () => number | undefined): void {
  const look = async (): Promise<void> => {
    const at = (await ext.storage.session.get(AT_KEY))[AT_KEY] as PanelAt | undefined;
    if (at === undefined || at.tab !== tab()) return;
    if (goTo(root, at.finding)) await ext.storage.session.remove(AT_KEY);
  };
  // What is asked for may be drawn only after it was asked for.
  new MutationObserver(() => void look()).observe(root, { childList: true, subtree: true });
  ext.storage.session.onChanged.addListener((changes) => {
    if (changes[AT_KEY]?.newValue !== undefined) void look();
  });
  void look();
}

/** Opens what is folded around a finding, and the form in it; the focus goes to its first field. */
function goTo(root: HTMLElement, id: string): boolean {
  const finding = root.querySelector(`[data-finding="${CSS.escape(id)}"]`);
  if (!finding) return false;
  const form = finding.querySelector<HTMLDetailsElement>('details[data-part="ignore"]');
  for (let fold = (form ?? finding).closest("details"); fold; fold = fold.parentElement?.closest("details") ?? null) fold.open = true;
  finding.scrollIntoView({ block: "start", behavior: "instant" });
  // The form is made when its fold opens.
  requestAnimationFrame(() => (form?.querySelector<HTMLElement>("input, select, button") ?? form?.querySelector("summary"))?.focus());
  return true;
}
