// Looking into the ledger from one of the extension's own pages, without the extension's code.

/** Everything that stands in the ledger's database, and what its index over keys holds; null where there is no database. */
export function dump(page) {
  return page.evaluate(async () => {
    if (!(await indexedDB.databases()).some(({ name }) => name === 'ledger')) return null;
    const answer = (request) => new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    const opening = indexedDB.open('ledger');
    // It was deleted in between: it must not be made anew by looking.
    opening.onupgradeneeded = () => opening.transaction.abort();
    const db = await answer(opening).catch(() => null);
    if (db === null) return null;
    db.onversionchange = () => db.close();
    try {
      if (db.objectStoreNames.length === 0) return { version: db.version, entries: [], meta: {}, indexed: 0 };
      const transaction = db.transaction(['entries', 'meta'], 'readonly');
      const [entries, names, values] = await Promise.all([
        answer(transaction.objectStore('entries').getAll()),
        answer(transaction.objectStore('meta').getAllKeys()),
        answer(transaction.objectStore('meta').getAll()),
      ]);
      const indexed = await answer(db.transaction('entries').objectStore('entries').index('keys').count());
      return { version: db.version, entries, meta: Object.fromEntries(names.map((name, n) => [name, values[n]])), indexed };
    } finally {
      db.close();
    }
  });
}

/** Changes what stands in the ledger: `change` is an expression over `store` (of entries), `meta` and `entries`. */
export function alter(page, change) {
  return page.script(`(async () => {
    const answer = (request) => new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    const db = await answer(indexedDB.open('ledger'));
    const transaction = db.transaction(['entries', 'meta'], 'readwrite');
    const [store, meta] = [transaction.objectStore('entries'), transaction.objectStore('meta')];
    const entries = await answer(store.getAll());
    ${change};
    await new Promise((resolve, reject) => { transaction.oncomplete = resolve; transaction.onabort = () => reject(transaction.error); });
    db.close();
    return true;
  })()`);
}

/** What must hold of a ledger whatever happened: it is whole. */
export function assertWhole(assert, held, what) {
  if (held === null || held.entries.length === 0) return;
  assert.match(held.meta.secret, /^[0-9a-f]{64}$/, `${what}: entries without a secret`);
  const ids = held.entries.map(({ id }) => id);
  assert.equal(new Set(ids).size, ids.length, `${what}: an entry twice`);
  const keys = held.entries.reduce((sum, entry) => sum + new Set(entry.keys).size, 0);
  assert.equal(held.indexed, keys, `${what}: the index does not say what the entries say`);
}
