// What PRIVACY.md says is kept, and what really is: both as places such as `session/tab:*{url,report}`, so that they can be
// compared. A place is an area (`local`, `session`, `idb`), a key or store in it, and the names of what stands there.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { ROOT } from './paths.mjs';
import { everythingHeld } from './stores.mjs';

/** The rows of the table: the first cell, whether it is said to be in memory only, and its places. Each row has five cells. */
export function privacyRows() {
  const text = readFileSync(join(ROOT, 'PRIVACY.md'), 'utf8');
  const lines = text.slice(text.indexOf('| what |')).split('\n\n')[0].split('\n').slice(2);
  return lines.map((line) => {
    const cells = line.slice(1, -1).split(' | ').map((cell) => cell.trim());
    if (cells.length !== 5 || cells.some((cell) => cell === '')) throw new Error(`PRIVACY.md: a row of ${cells.length} cells: ${line}`);
    const codes = [...cells[1].matchAll(/`([^`]+)`/g)].map(([, code]) => code);
    return { what: cells[0], memory: codes.includes('memory'), places: codes.filter((code) => /^(local|session|idb)\//.test(code)).map(parse) };
  });
}

function parse(code) {
  const [, place, names = ''] = /^([^{]+)(?:\{(.*)\})?$/.exec(code);
  return { place, names: names.split(',').filter(Boolean) };
}

const nothing = (value) => value === 0 || value === '' || (typeof value === 'object' && value !== null && Object.values(value).every(nothing));

/** Places and names that were seen, joined over as many looks as there are. */
export class Seen {
  places = new Map();
  /** Places in which only nothing was seen: no number but 0, no text, empty lists. */
  empty = new Set();

  put(place, value) {
    const names = this.places.get(place) ?? new Set();
    this.places.set(place, names);
    if (nothing(value)) this.empty.add(place);
    else this.empty.delete(place);
    for (const one of Array.isArray(value) ? value : [value]) {
      if (typeof one === 'object' && one !== null) for (const name of Object.keys(one)) names.add(name);
    }
  }

  /** A key with an id in it is one place. */
  area(area, values) {
    for (const [key, value] of Object.entries(values)) if (value !== undefined) this.put(`${area}/${key.replace(/^tab:\d+$/, 'tab:*')}`, value);
  }

  dump(held) {
    this.area('local', held.local);
    this.area('session', held.session);
    for (const [name, stores] of Object.entries(held.databases)) {
      for (const [store, { keys, values }] of Object.entries(stores)) {
        // A store without a key path is a table of names.
        if (store === 'meta') this.put(`idb/${name}/${store}`, Object.fromEntries(keys.map((key) => [key, 0])));
        else if (values.length > 0) this.put(`idb/${name}/${store}`, values);
      }
    }
  }

  /** As the table writes it. */
  codes() {
    return [...this.places].map(([place, names]) => (names.size > 0 ? `${place}{${[...names].sort().join(',')}}` : place)).sort();
  }
}

/**
 * Follows both storages from a page of the extension: also what stands there for a moment only. A page that speaks another
 * language now was loaded anew: it is followed from the next call on.
 */
export async function followStorage(page) {
  const follow = () => page.evaluate(() => {
    const namesOf = (value) => (Array.isArray(value) ? value.map(namesOf) : typeof value === 'object' && value !== null ? Object.fromEntries(Object.keys(value).map((name) => [name, 0])) : 0);
    if (globalThis.__kept) return globalThis.__kept.splice(0);
    globalThis.__kept = [];
    (globalThis.browser ?? globalThis.chrome).storage.onChanged.addListener((changes, area) => {
      for (const [key, { newValue }] of Object.entries(changes)) {
        if (newValue !== undefined) globalThis.__kept.push([area, key, namesOf(area === 'session' && /^(tab|letters):/.test(key) ? JSON.parse(newValue) : newValue)]);
      }
    });
    return [];
  });
  await follow();
  return async (seen) => {
    for (const [area, key, value] of await follow()) seen.area(area, { [key]: value });
  };
}

/** What stands where nothing of the extension ever stands: all of it must be empty. */
export const elsewhere = (page) => page.evaluate(async () => {
  const { storage } = globalThis.browser ?? globalThis.chrome;
  return {
    sync: await storage.sync.get(null).catch(() => ({})),
    localStorage: Object.keys(localStorage),
    sessionStorage: Object.keys(sessionStorage),
    cookies: document.cookie,
    caches: await globalThis.caches?.keys().catch(() => []) ?? [],
    files: await Array.fromAsync((await navigator.storage.getDirectory()).keys()).catch(() => []),
  };
});

export const look = async (page, seen) => seen.dump(await everythingHeld(page));
