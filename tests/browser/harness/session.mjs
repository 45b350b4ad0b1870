// What the extension holds in storage.session, read and written from one of its own pages. What is of a page stands there as
// JSON text (`extension/common/session.ts`).

const isText = (key) => /^(tab|letters):/.test(key);

/** What was got of it, by key, with its texts parsed. */
export const parsed = (all) => Object.fromEntries(Object.entries(all).map(([key, value]) => [key, isText(key) ? JSON.parse(value) : value]));

/** Everything that stands there, by key. */
export const readSession = async (control) => parsed(await control.evaluate(() => (globalThis.browser ?? globalThis.chrome).storage.session.get(null)));

/** What stands under one key; undefined where nothing does. */
export const readKey = async (control, key) => (await readSession(control))[key];

/** Puts a value under a key. */
export const writeKey = (control, key, value) =>
  control.evaluate(([at, given]) => (globalThis.browser ?? globalThis.chrome).storage.session.set({ [at]: given }), [key, isText(key) ? JSON.stringify(value) : value]);

/** Does nothing, in its turn: what the background had left to do after a page's answer is done by then. */
export const rested = (control) =>
  control.evaluate(() => (globalThis.browser ?? globalThis.chrome).runtime.sendMessage({ kind: 'hire', tab: 0, person: 'nobody', hired: true }));
