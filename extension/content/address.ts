// In-app navigation, seen without touching the page's world: no patched history, only events and a look at the address.

/** Whether two addresses are two pages; the part after `#` does not make another one. */
export function isOtherPage(before: string, now: string): boolean {
  return withoutHash(before) !== withoutHash(now);
}

const withoutHash = (address: string): string => address.split("#", 1)[0] ?? "";

const LOOK_EVERY = 500;

interface NavigationLike {
  addEventListener(type: "currententrychange", listener: () => void, options: { signal: AbortSignal }): void;
}

/** Calls back when the address became another page's. Returns a look that the caller may take at any time. */
export function watchAddress(moved: () => void, signal: AbortSignal): () => void {
  let here = location.href;
  const look = (): void => {
    if (!isOtherPage(here, location.href)) return;
    here = location.href;
    moved();
  };
  const { navigation } = window as { navigation?: NavigationLike };
  if (navigation) navigation.addEventListener("currententrychange", look, { signal });
  else {
    // Nothing tells of history.pushState here, and a page may change its address without changing anything else.
    const timer = setInterval(look, LOOK_EVERY);
    signal.addEventListener("abort", () => clearInterval(timer));
  }
  window.addEventListener("popstate", look, { signal });
  return look;
}
