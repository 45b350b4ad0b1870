// The one file that names the platform. Everything else is testable without a browser.

interface Sidebar {
  open(): Promise<void>;
  isOpen?(details: { windowId: number }): Promise<boolean>;
}
type Platform = typeof chrome & {
  sidebarAction?: Sidebar;
  dom?: { openOrClosedShadowRoot(element: Element): ShadowRoot | null };
};
interface MozElement {
  openOrClosedShadowRoot?: ShadowRoot | null;
}

const globals = globalThis as { browser?: Platform; chrome?: Platform };

/** The extension API with promises, in either browser. */
export const ext = (globals.browser ?? globals.chrome) as Platform;

/** Whether this script still belongs to a living extension; false after it was switched off, removed or reloaded. */
export function alive(): boolean {
  try {
    return typeof ext?.runtime?.id === "string";
  } catch {
    return false;
  }
}

/** Whether an element has a closed shadow root, where the platform lets an extension ask. */
export function hasClosedRoot(element: Element): boolean {
  if (element.shadowRoot) return false;
  const moz = (element as MozElement).openOrClosedShadowRoot;
  if (moz !== undefined) return moz !== null;
  try {
    return element instanceof HTMLElement && (ext.dom?.openOrClosedShadowRoot(element) ?? null) !== null;
  } catch {
    return false;
  }
}

/** Whether what is fixed to the window, inside the top layer, has the whole page painted anew with each change of it: measured in Firefox. */
export const paintsAllForFixed = (): boolean => globalThis.CSS?.supports("-moz-appearance", "none") ?? false;

/** Whether a page can have itself told that something lies over a part of it: `IntersectionObserver` with `trackVisibility`. */
export const tellsCovered = (): boolean => "isVisible" in (globalThis.IntersectionObserverEntry?.prototype ?? {});

/** Opens the side panel. Must be called in the user's own gesture, before anything is awaited. */
export function openPanel(tab: { windowId: number }): Promise<void> {
  if (ext.sidePanel?.open) return ext.sidePanel.open({ windowId: tab.windowId });
  if (ext.sidebarAction) return ext.sidebarAction.open();
  return Promise.resolve();
}

/** The hosts of the built-in adapters: match patterns from the manifest. */
export function builtInHosts(): string[] {
  return ext.runtime.getManifest().host_permissions ?? [];
}
