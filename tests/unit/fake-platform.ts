// A platform in memory: storage, scripts and messages as far as the tests need them. Put in place before the modules load.

type Listener = (changes: Record<string, { oldValue?: unknown; newValue?: unknown }>, area: string) => void;

class Area {
  readonly held = new Map<string, unknown>();
  /** Set to make writes fail, as a full storage does: all of them, or those of keys that begin so. */
  full: boolean | string = false;
  private readonly name: string;
  private readonly listeners: Set<Listener>;
  constructor(name: string, listeners: Set<Listener>) {
    this.name = name;
    this.listeners = listeners;
  }
  get(keys: string | string[]): Promise<Record<string, unknown>> {
    const wanted = Array.isArray(keys) ? keys : [keys];
    return Promise.resolve(Object.fromEntries(wanted.filter((key) => this.held.has(key)).map((key) => [key, this.held.get(key)])));
  }
  set(entries: Record<string, unknown>): Promise<void> {
    const { full } = this;
    if (full === true || (full !== false && Object.keys(entries).some((key) => key.startsWith(full)))) return Promise.reject(new Error("QUOTA_BYTES quota exceeded"));
    for (const [key, newValue] of Object.entries(entries)) {
      const oldValue = this.held.get(key);
      this.held.set(key, structuredClone(newValue));
      for (const listener of this.listeners) listener({ [key]: { oldValue, newValue } }, this.name);
    }
    return Promise.resolve();
  }
  remove(keys: string | string[]): Promise<void> {
    for (const key of Array.isArray(keys) ? keys : [keys]) this.held.delete(key);
    return Promise.resolve();
  }
}

export function fakePlatform() {
  const listeners = new Set<Listener>();
  const local = new Area("local", listeners);
  const session = new Area("session", listeners);
  const calls: [string, unknown][] = [];
  const call = (name: string) => (argument: unknown) => {
    calls.push([name, argument]);
    return Promise.resolve();
  };
  const scripts: unknown[] = [];
  const closed = new Set<number>();
  const platform = {
    runtime: {
      id: "own-id",
      getURL: (path: string) => `chrome-extension://own-id/${path}`,
      getManifest: () => ({ host_permissions: ["https://www.upwork.com/*"] }),
    },
    storage: { local, session, onChanged: { addListener: (one: Listener) => listeners.add(one), removeListener: (one: Listener) => listeners.delete(one) } },
    action: { setBadgeText: call("badge"), setBadgeBackgroundColor: () => Promise.resolve() },
    scripting: {
      executeScript: call("execute"),
      getRegisteredContentScripts: () => Promise.resolve([...scripts]),
      registerContentScripts: (wanted: unknown[]) => (scripts.push(...wanted), Promise.resolve()),
      updateContentScripts: (wanted: unknown[]) => (scripts.splice(0, scripts.length, ...wanted), Promise.resolve()),
      unregisterContentScripts: () => (scripts.splice(0), Promise.resolve()),
    },
    tabs: {
      query: () => Promise.resolve([{ id: 7, discarded: false }, { id: 8, discarded: true }]),
      get: (id: number) => (closed.has(id) ? Promise.reject(new Error("no tab")) : Promise.resolve({ id, url: "https://www.upwork.com/" })),
      sendMessage: (id: number, message: unknown) => {
        calls.push(["tell", [id, message]]);
        return closed.has(id) ? Promise.reject(new Error("nobody listens")) : Promise.resolve(undefined);
      },
    },
  };
  (globalThis as { chrome?: unknown }).chrome = platform;
  lockAnew();
  return { platform, calls, closed, scripts, local, session };
}

/** One window after the other, as the browser's own locks have it; none is held any more, as at a browser's start. */
export function lockAnew(): void {
  let last: Promise<unknown> = Promise.resolve();
  const request = (_: string, work: () => Promise<unknown>): Promise<unknown> => (last = last.then(work, work));
  Object.defineProperty(globalThis, "navigator", { value: { ...globalThis.navigator, locks: { request } }, configurable: true, writable: true });
}
