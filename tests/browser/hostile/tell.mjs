// Whether a page can tell items with findings from others: everything that it can measure is measured twice, of two pages that
// differ in nothing else, and must be the same.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { drawn } from '../harness/stage.mjs';
import { until } from '../harness/wait.mjs';
import { measure, moved, searched, takeOver } from './measures.mjs';
import { FLAGGED, ITEMS, ONE_WIDTH, twins } from './twins.mjs';

const middle = ({ rect }) => [rect.x + rect.width / 2, rect.y + rect.height / 2];

/** Opens one of the two and does as a user does, with a measure after each step. */
async function traced(name, here, { url, body }) {
  await here.forget();
  here.server.put(url, { body });
  const tab = await here.browser.open(url);
  const trace = {};
  const step = async (what, act, quick = false) => {
    await act?.();
    trace[what] = await tab.evaluate(measure, quick);
  };
  const { markers } = await drawn(tab, ITEMS);
  const { report } = await until('a report', async () => {
    const state = await here.tabState(url);
    return state?.report ? state : null;
  });
  await step('as it is drawn');
  // The first has a finding in the one page and none in the other; the second has none in either.
  for (const n of [0, 1]) {
    await step(`card ${n} opened`, async () => {
      await tab.click(...middle(markers[n]));
      await until('the card', async () => (await tab.overlay()).card);
    });
    await step(`card ${n}: Tab`, () => tab.press('Tab'), true);
    await step(`card ${n}: Escape`, async () => {
      await tab.press('Escape');
      await until('no card', async () => (await tab.overlay()).card === null);
    }, true);
  }
  await step('the pointer on the words', async () => {
    const [x, y] = await tab.evaluate(() => {
      const { left, top } = document.querySelector('.User-bid-text').getBoundingClientRect();
      return [left + 90, top + 8];
    });
    await tab.hover(x, y);
    await tab.hover(x + 1, y);
  });
  if (name === 'chromium') {
    await tab.raw.emulateMedia({ media: 'print' });
    await step('printed');
    await tab.raw.emulateMedia({ media: null });
  }
  await tab.click(...middle(markers[0]));
  await until('the card', async () => (await tab.overlay()).card);
  trace.moved = await tab.evaluate(moved);
  trace.errors = await tab.evaluate(takeOver);
  await tab.close();
  return { trace, report };
}

/** The places at which two traces differ, each with what was measured there. */
function* differences(one, other, at = '') {
  if (typeof one !== 'object' || one === null || typeof other !== 'object' || other === null) {
    if (one !== other) yield [at, `${at}: ${String(one)} with findings, ${String(other)} without`];
    return;
  }
  for (const key of new Set([...Object.keys(one), ...Object.keys(other)])) yield* differences(one[key], other[key], `${at} / ${key}`);
}

export function tell(name, stage) {
  test(`${name}: hostile: all that a page can measure is the same with findings and without, cards closed and opened`, async () => {
    const here = stage();
    const { flagged, harmless } = twins();
    here.server.put('https://www.freelancer.com/one-width.css', ONE_WIDTH);
    const noted = ({ report }) => report.findings.filter(({ severity }) => severity !== 'context').length;
    const felt = ({ trace }, step) => trace[step].grid.filter((hit) => hit.startsWith('host')).length;
    const pair = async () => {
      const [one, other] = [await traced(name, here, flagged), await traced(name, here, harmless)];
      assert.ok(noted(one) >= 2, 'the page with findings has some');
      assert.equal(noted(other), 0, 'the harmless one has none');
      // That the measures see at all: the host is felt, and where the cards stood.
      assert.ok(felt(one, 'card 0 opened') > felt(one, 'as it is drawn') + 50, 'an open card is felt');
      return new Map(differences(one.trace, other.trace));
    };
    // What tells the two apart does so each time; what is of the moment, such as which of two files came first, differs once.
    const first = await pair();
    const again = first.size > 0 ? await pair() : first;
    assert.deepEqual([...first].filter(([at]) => again.has(at)).map(([, what]) => what), []);
  });

  test(`${name}: hostile: no page can search the words of marks and cards, or read them from a selection`, async () => {
    const here = stage();
    const { flagged: { url, body } } = twins();
    await here.forget();
    here.server.put(url, { body });
    const tab = await here.browser.open(url);
    const { markers } = await drawn(tab, ITEMS);
    await tab.click(...middle(markers[0]));
    const { shown, card } = await until('the card', async () => {
      const now = await tab.overlay();
      return now.card && now;
    });
    assert.match(card.text, new RegExp(FLAGGED[0]));
    const page = await tab.evaluate(() => document.body.textContent.toLowerCase());
    const words = [...new Set(shown.filter(({ tag }) => tag === 'span' || tag === 'button').map(({ text }) => text.slice(0, 25).trim()))].filter((text) => text !== '' && !page.includes(text.toLowerCase()));
    assert.ok(words.length >= 10, `only ${words.length} words of ours to look for`);
    assert.deepEqual(await tab.evaluate(searched, words), []);
    // With the mouse over a quote, from its beginning into the next line.
    const quote = shown.find(({ tag }) => tag === 'blockquote').rect;
    const { mouse } = tab.raw;
    await mouse.move(quote.x + 14, quote.y + 14);
    await mouse.down();
    await mouse.move(quote.x + 220, quote.y + 34);
    await mouse.up();
    assert.equal(await tab.evaluate(() => String(getSelection())), '');
    await tab.close();
  });

  if (name === 'chromium') test(`${name}: hostile: what no page can search, a screen reader is told`, async () => {
    const here = stage();
    const { flagged: { url, body } } = twins();
    here.server.put(url, { body });
    const tab = await here.browser.open(url);
    const { markers } = await drawn(tab, ITEMS);
    await tab.click(...middle(markers[0]));
    await until('the card', async () => (await tab.overlay()).card);
    const cdp = await here.browser.context.newCDPSession(tab.raw);
    const { nodes } = await cdp.send('Accessibility.getFullAXTree');
    const named = (role) => nodes.filter((node) => !node.ignored && node.role?.value === role).map((node) => node.name?.value ?? '');
    assert.ok(named('dialog').some((text) => text.includes(FLAGGED[0])), `dialogs: ${named('dialog').join(', ')}`);
    assert.ok(named('button').includes('Close'), 'the buttons have their words');
    assert.ok(named('StaticText').some((text) => /share long passages/.test(text)), 'the finding is read');
    await tab.close();
  });
}
