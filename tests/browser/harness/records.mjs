// Records as a user has them: kept by the message that the panel's button sends, opened on their own page, worked on by hand.

import assert from 'node:assert/strict';

import { assertAccess } from './axe.mjs';
import { until } from './wait.mjs';

export const ACCUSING = /fraud|north korea|dprk|scam|suspicious|criminal|\bfake\b|\bscore\b|\brank/i;

export const query = (parts) => `?${new URLSearchParams(parts)}`;

/** What tests of records do on a stage that is set up later: pages that are closed after each test, and what is looked at on each. */
export function recordsOf(stage, shown) {
  const opened = [];
  return {
    opened,
    async records(parts = {}) {
      const own = await recordsPage(stage(), Object.keys(parts).length > 0 ? query(parts) : '');
      opened.push(own);
      return own;
    },
    /** Looked at by axe-core and kept as a picture, in light, dark and forced colours. */
    async looked(own, what, fullPage = true) {
      await assertAccess(own.page, `records-${what}`, stage().picture, { fullPage });
      assert.doesNotMatch(await own.page.evaluate(() => document.body.innerText), ACCUSING, what);
      assert.doesNotMatch(await own.page.evaluate(() => document.body.innerText), /\{[a-z_]+\}|undefined|NaN|\[object|\b(ui|kit)\.[a-z]/, what);
    },
    person: async (n) => (await stage().tabState(shown.url)).people[n],
    async closeAll() {
      for (const own of opened.splice(0)) await own.close().catch(() => {});
    },
  };
}

/** Keeps records of people of an open page, in this order; gives their ids. */
export async function keepRecords(here, url, people) {
  const { tab } = await until('the page to be read', () => here.tabState(url));
  const ids = [];
  for (const person of people) {
    const answer = await here.control.evaluate((asked) => (globalThis.browser ?? globalThis.chrome).runtime.sendMessage(asked), { kind: 'keep-record', tab, person });
    if (answer?.id === undefined) throw new Error(`not kept: ${JSON.stringify(answer)}`);
    ids.push(answer.id);
  }
  return ids;
}

/** One of the pages of records, ready, with what tests do on it. */
export async function recordsPage(here, query = '') {
  const page = await here.browser.extensionPage(`records.html${query}`);
  await until(`records.html${query}`, () => page.evaluate(() => document.body.dataset.ready === 'true' || document.querySelector('main .note') !== null));
  return {
    page,
    /** Presses a button as the mouse does: the first that is shown, or the nth. */
    press: (act, n = 0) => page.evaluate(([wanted, at]) => {
      const all = [...document.querySelectorAll(`[data-act="${wanted}"]`)];
      if (!all[at]) throw new Error(`no ${wanted} ${at}`);
      all[at].focus();
      all[at].click();
    }, [act, n]),
    /** Types a text into a field, letter by letter as far as the page can tell. */
    type: (act, text, n = 0) => page.evaluate(([wanted, value, at]) => {
      const field = document.querySelectorAll(`[data-act="${wanted}"]`)[at];
      field.focus();
      field.value = value;
      field.dispatchEvent(new Event('input', { bubbles: true }));
      if (field.localName === 'select' || field.type === 'date') field.dispatchEvent(new Event('change', { bubbles: true }));
    }, [act, text, n]),
    value: (act, n = 0) => page.evaluate(([wanted, at]) => document.querySelectorAll(`[data-act="${wanted}"]`)[at]?.value, [act, n]),
    text: (part) => page.evaluate((wanted) => document.querySelector(`[data-part="${wanted}"]`)?.innerText ?? '', part),
    shows: (selector) => page.evaluate((wanted) => [...document.querySelectorAll(wanted)].filter((one) => one.checkVisibility()).length, selector),
    saved: () => until('all to be saved', () => page.evaluate(() => document.querySelector('[data-part="saved"]')?.dataset.state === 'saved')),
    open: (selector) => page.evaluate((wanted) => document.querySelectorAll(wanted).forEach((fold) => { fold.open = true; }), selector),
    /** What the next button saves, instead of a download that a test cannot take hold of. */
    async file(act) {
      await page.evaluate(() => {
        globalThis.__files = [];
        const real = URL.createObjectURL.bind(URL);
        URL.createObjectURL = (blob) => {
          globalThis.__files.push(blob.text());
          return real(blob);
        };
      });
      await this.press(act);
      return until('the file', () => page.evaluate(() => globalThis.__files[0]));
    },
    close: () => page.close(),
  };
}

/** What the database holds, without the extension's code; null where there is none. */
export function recordsDump(control) {
  return control.evaluate(async () => {
    if (!(await indexedDB.databases()).some(({ name }) => name === 'records')) return null;
    const answer = (request) => new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    const db = await answer(indexedDB.open('records'));
    try {
      const names = [...db.objectStoreNames];
      if (names.length === 0) return {};
      const transaction = db.transaction(names, 'readonly');
      return Object.fromEntries(await Promise.all(names.map(async (name) => [name, await answer(transaction.objectStore(name).getAll())])));
    } finally {
      db.close();
    }
  });
}

/** Damages what is kept of a record, as a disk or a foreign program might. */
export const damage = (control, id, change) => control.script(`(async () => {
  const answer = (request) => new Promise((resolve, reject) => { request.onsuccess = () => resolve(request.result); request.onerror = () => reject(request.error); });
  const db = await answer(indexedDB.open('records'));
  const transaction = db.transaction('records', 'readwrite');
  const store = transaction.objectStore('records');
  const record = await answer(store.get(${JSON.stringify(id)}));
  ${change};
  store.put(record);
  await new Promise((resolve) => { transaction.oncomplete = resolve; });
  db.close();
  return true;
})()`);
