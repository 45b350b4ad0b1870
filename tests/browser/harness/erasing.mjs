// How each thing that is kept is erased, as PRIVACY.md says it, with the buttons that a person has.

import { query, recordsPage } from './records.mjs';
import { until } from './wait.mjs';
import { click } from './whole-session.mjs';

/** Steps in their order: which places each one empties. `session`: what `wholeSession` gave. */
export function erasing(here, { tabs, panelPage, packsPage, optionsPage, record }) {
  const twice = async (page, act, question) => {
    await click(page, act);
    await until(`${act} to ask`, () => page.evaluate(([wanted, asked]) => new RegExp(asked).test(document.querySelector(`[data-act="${wanted}"]`)?.textContent), [act, question]));
    await click(page, act);
  };
  // The page draws its list anew after each: what is there when it is looked at is pressed, and nothing is waited for.
  const all = (page, act) => until(`all of ${act}`, () => page.evaluate((wanted) => {
    const found = document.querySelector(`[data-act="${wanted}"]`);
    found?.click();
    return found === null;
  }, act));
  return [
    { places: ['session/text'], how: '"Close this result"', act: () => click(panelPage, 'close-text') },
    { places: ['session/letters:open', 'session/letters:private', 'session/letters', 'session/job-letters'], how: '"Forget the letters of this session"', act: () => click(optionsPage, 'forget-letters') },
    {
      places: ['idb/records/records', 'idb/records/lines'],
      how: '"Erase this record"',
      act: async () => {
        const own = await recordsPage(here, query({ id: record }));
        await twice(own.page, 'erase-one', '.');
        await until('the list', () => own.page.evaluate(() => !location.search.includes('id=')));
        await own.close();
      },
    },
    { places: ['idb/packs/overrides'], how: 'the packs page', act: () => all(packsPage, 'override-remove') },
    {
      places: ['idb/packs/files', 'idb/packs/proved'],
      how: 'the packs page',
      act: () => all(packsPage, 'remove'),
    },
    {
      places: ['session/tab:*'],
      how: 'closing the tabs',
      act: async () => {
        for (const tab of tabs.values()) await tab.close();
      },
    },
    { places: ['idb/ledger/entries', 'idb/ledger/meta', 'session/memory'], how: '"Forget everything"', act: () => twice(optionsPage, 'forget-all', '[?]') },
    {
      places: ['local/settings', 'session/tabs', 'session/line-away', 'session/panel-at', 'session/rule-text', 'session/packs', 'idb/packs/trust', 'idb/records/meta'],
      how: '"Delete everything"',
      act: () => twice(optionsPage, 'erase', '[?]'),
    },
  ];
}

/** Counts of nothing are nothing, and so is a state that says that nothing is wrong. */
export const isEmpty = (seen, place) => ['session/letters', 'session/job-letters', 'session/packs', 'session/memory'].includes(place) && seen.empty.has(place);
