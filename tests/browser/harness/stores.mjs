// Everything that the extension holds anywhere, without its code: every database, and both storages.

import { parsed } from './session.mjs';

export async function everythingHeld(page) {
  const { session, ...rest } = await page.evaluate(async () => {
    const answer = (request) => new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    const { storage } = globalThis.browser ?? globalThis.chrome;
    const held = { local: await storage.local.get(null), session: await storage.session.get(null), databases: {} };
    for (const { name } of await indexedDB.databases()) {
      const opening = indexedDB.open(name);
      // It was deleted in between: it must not be made anew by looking.
      opening.onupgradeneeded = () => opening.transaction.abort();
      const db = await answer(opening).catch(() => null);
      if (db === null) continue;
      db.onversionchange = () => db.close();
      const stores = {};
      for (const store of [...db.objectStoreNames]) {
        const from = db.transaction(store).objectStore(store);
        const [keys, values] = await Promise.all([answer(from.getAllKeys()), answer(from.getAll())]);
        const indexed = [];
        for (const index of [...from.indexNames]) {
          await new Promise((resolve, reject) => {
            const walk = db.transaction(store).objectStore(store).index(index).openKeyCursor();
            walk.onerror = () => reject(walk.error);
            walk.onsuccess = () => {
              if (!walk.result) return resolve();
              indexed.push([index, walk.result.key]);
              return walk.result.continue();
            };
          });
        }
        stores[store] = { keys, values, indexed };
      }
      held.databases[name] = stores;
      db.close();
    }
    return held;
  });
  return { ...rest, session: parsed(session) };
}
