// The pictures of the side panel: what they say in words, whether everybody can read them, and that no policy is broken.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, describe, test } from 'node:test';

import { BROWSERS } from './harness/browser.mjs';
import { stage } from './harness/stage.mjs';
import { until } from './harness/wait.mjs';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const PICTURES = JSON.parse(readFileSync('tests/unit/pictures.json', 'utf8'));
const words = (text) => ({ text: { en: text } });
const finding = (rule) => ({
  id: `f-${rule}`, rule, version: '1', family: 'reviews', severity: 'note', confidence: 'low', subject: { kind: 'person', items: [0] },
  message: words(`What ${rule} found.`), why: words('Why.'), innocent: [words('One.'), words('Two.')], ask: [words('A question?')], evidence: [], references: [],
});
const REPORT = {
  schema: 1, engine: '0', packs: [], coverage: [], unread: [], pictures: PICTURES, findings: ['burst', 'few-clients', 'bids'].map(finding),
  page: { url: 'https://www.upwork.com/freelancers/~01', kind: 'profile', verified: true, captured_at: '2026-11-21T10:00:00+00:00' },
  items: ['Ann of the Quiet Lake', 'Ben Moor'].map((label, n) => ({ subject: { kind: 'person', items: [n] }, row: n + 1, read: true, label })),
};

/** A panel that shows a report; the tab it is told of is one of the extension's own, where nothing is read anew. */
async function panelOf(here, report) {
  const tab = await here.control.evaluate(async (shown) => {
    const { tabs, storage } = globalThis.browser ?? globalThis.chrome;
    const { id } = await tabs.getCurrent();
    const state = { url: shown.page.url, at: Date.now(), report: shown, counted: [], room: 'open', names: [], letters: [], people: [], hired: [], busy: false, wait: 0, problems: [], recovered: false, cut: false };
    await storage.session.set({ [`tab:${id}`]: JSON.stringify(state) });
    return id;
  }, report);
  const panel = await here.browser.extensionPage(`panel.html?tab=${tab}`);
  await until('the panel', () => panel.evaluate(() => document.querySelectorAll('article, figure').length > 0));
  return panel;
}

const inWords = (panel) => panel.evaluate(() => [...document.querySelectorAll('figcaption > p:first-child')].map((one) => one.textContent));

for (const name of BROWSERS) {
  describe(`pictures in ${name}`, () => {
    let here;
    let panel;
    before(async () => {
      here = await stage(name, { settings: null });
      panel = await panelOf(here, REPORT);
    });
    after(() => here?.close());

    test(`${name}: each stands with its finding, or where it is said what was counted`, async () => {
      const places = await panel.evaluate(() => [...document.querySelectorAll('figure')].map((figure) =>
        [figure.dataset.picture, figure.closest('article')?.dataset.rule ?? figure.closest('section').dataset.part]));
      assert.deepEqual(places, [
        ['timeline', 'burst'], ['shares', 'few-clients'], ['rate', 'bids'], ['rate', 'counted'], ['timeline', 'counted'], ['shares', 'counted'],
      ]);
    });

    test(`${name}: what they show is said in a sentence and in a table`, async () => {
      const [timeline, shares, rate] = await inWords(panel);
      assert.match(timeline, /^29 dated reviews: .*2023.*2026\. Marked: 12 reviews, Mar 2.{1,3}9, 2026\./u);
      assert.match(timeline, /3 reviews without a date are not counted here\./);
      assert.match(shares, /30 in all, 9 clients\. Marked: Harbour & Quill .* with 14 of 30 \(46\.7.%\)\. 5 others together have 6 \(20.%\)\./);
      assert.match(rate, /^1 of 310 bids were won\. .*between 0\.01.% and 1\.8.%/);
      const heads = await panel.evaluate(() => [...document.querySelectorAll('figure')].map((figure) => ({
        name: figure.querySelector('svg[role="img"]').getAttribute('aria-label'),
        rows: figure.querySelectorAll('tbody tr').length,
        heads: figure.querySelectorAll('th[scope="col"]').length,
      })));
      assert.deepEqual(heads.slice(0, 3), [
        { name: 'Reviews by date', rows: 17, heads: 3 }, { name: 'Pieces of work by client', rows: 5, heads: 3 }, { name: 'Share of bids won', rows: 7, heads: 2 },
      ]);
      assert.doesNotMatch(await panel.evaluate(() => document.body.innerText), /\{[a-z_]+\}|undefined|NaN|\[object/);
    });

    test(`${name}: as wide as the panel, letters as large as elsewhere, nothing to scroll sideways, from left and from right`, async () => {
      for (const [width, dir] of [[320, 'ltr'], [160, 'ltr'], [480, 'ltr'], [320, 'rtl']]) {
        await panel.size(width, 900);
        await panel.evaluate((wanted) => { document.documentElement.dir = wanted; }, dir);
        await until(`pictures for ${width}`, () => panel.evaluate(() =>
          [...document.querySelectorAll('.picture')].every((frame) => frame.firstChild.width.baseVal.value === Math.max(80, Math.floor(frame.clientWidth)))));
        const seen = await panel.evaluate(() => ({
          over: document.documentElement.scrollWidth - document.documentElement.clientWidth,
          letters: [...new Set([...document.querySelectorAll('.picture text')].map((one) => Math.round(Number.parseFloat(getComputedStyle(one).fontSize))))],
          outside: [...document.querySelectorAll('.picture')].flatMap((frame) => {
            const room = frame.getBoundingClientRect();
            return [...frame.querySelectorAll('text')].filter((one) => {
              const { left, right } = one.getBoundingClientRect();
              return left < room.left - 2 || right > room.right + 2;
            }).map((one) => one.textContent);
          }),
        }));
        assert.deepEqual(seen, { over: 0, letters: [12], outside: [] }, `${width} px, ${dir}`);
      }
      await panel.screenshot(here.picture('pictures-rtl'), { fullPage: true });
      await panel.evaluate(() => document.documentElement.removeAttribute('dir'));
      await panel.size(320, 900);
    });

    test(`${name}: labels do not lie on each other`, async () => {
      const touching = () => panel.evaluate(() => [...document.querySelectorAll('.picture svg')].flatMap((one) => {
        const boxes = [...one.querySelectorAll('text')].map((text) => ({ text: text.textContent, ...text.getBoundingClientRect().toJSON() }));
        return boxes.flatMap((a, n) => boxes.slice(n + 1).filter((b) => a.left < b.right && b.left < a.right && a.top < b.bottom - 2 && b.top < a.bottom - 2).map((b) => [a.text, b.text]));
      }));
      assert.deepEqual(await touching(), []);
    });

    test(`${name}: axe-core has nothing against them, light and dark`, async () => {
      await panel.evaluate(() => document.querySelectorAll('details').forEach((fold) => (fold.open = true)));
      for (const scheme of ['light', 'dark']) {
        if (!(await panel.scheme(scheme))) {
          continue;
        }
        const { violations } = await panel.script(`(async () => { ${AXE}; const { violations } = await axe.run(document, { resultTypes: ['violations'] });
          return { violations: violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html.slice(0, 120)).join(' | ')) }; })()`);
        assert.deepEqual(violations, [], scheme);
        await panel.screenshot(here.picture(`pictures-open-${scheme}`), { fullPage: true });
      }
      await panel.evaluate(() => document.querySelectorAll('details').forEach((fold) => (fold.open = false)));
      for (const scheme of ['light', 'dark']) {
        if (await panel.scheme(scheme)) {
          await panel.screenshot(here.picture(`pictures-${scheme}`), { fullPage: true });
        }
      }
      await panel.scheme('light');
    });

    test(`${name}: the tables open by the keyboard`, async () => {
      await panel.evaluate(() => document.querySelector('[data-act="show"]')?.blur());
      await until('a fold to take the focus', async () => {
        await panel.press('Tab');
        return panel.evaluate(() => document.activeElement.matches('figure summary'));
      });
      await panel.press('Enter');
      assert.ok(await panel.evaluate(() => document.activeElement.parentElement.open && document.activeElement.parentElement.querySelector('table').getBoundingClientRect().height > 0));
    });

    test(`${name}: no policy is broken, nothing has a style of its own, nothing moves`, async () => {
      const seen = await panel.evaluate(() => ({
        styled: [...document.querySelectorAll('[style]:not([style=""]), style')].map((one) => one.outerHTML.slice(0, 200)),
        moving: document.getAnimations().length,
      }));
      assert.deepEqual(seen, { styled: [], moving: 0 });
      const again = await panelOf(here, { ...REPORT, engine: '1' });
      // Drawn anew under a listener: whatever the policy refuses is told to it.
      const refused = await again.evaluate(async () => {
        const told = [];
        addEventListener('securitypolicyviolation', ({ violatedDirective }) => told.push(violatedDirective));
        addEventListener('error', ({ message }) => told.push(message));
        const { storage } = globalThis.browser ?? globalThis.chrome;
        const [key, text] = Object.entries(await storage.session.get(null)).find(([one]) => one.startsWith('tab:'));
        const state = JSON.parse(text);
        document.querySelector('figure').remove();
        await storage.session.set({ [key]: JSON.stringify({ ...state, report: { ...state.report, findings: state.report.findings.map((one) => ({ ...one, message: { text: { en: 'Said anew.' } } })) } }) });
        while (document.querySelectorAll('figure').length < 6) await new Promise(requestAnimationFrame);
        for (let n = 0; n < 3; n += 1) await new Promise(requestAnimationFrame);
        return told;
      });
      assert.deepEqual(refused, []);
      await again.close();
    });

    test(`${name}: forced colours keep every mark`, async (context) => {
      if (!panel.raw.emulateMedia) {
        return context.skip('this browser is not told of such wishes by a test');
      }
      await panel.raw.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' });
      const drawn = await panel.evaluate(() => ['.ring', '.ring.filled', '.band', '.bar.marked', '.interval', '.mean', '.axis'].filter((mark) => {
        const { stroke } = getComputedStyle(document.querySelector(`.picture ${mark}`));
        return stroke === 'none' || stroke === getComputedStyle(document.body).backgroundColor;
      }));
      assert.deepEqual(drawn, []);
      await panel.screenshot(here.picture('pictures-forced'), { fullPage: true });
      await panel.raw.emulateMedia({ forcedColors: 'none', reducedMotion: 'no-preference' });
      return undefined;
    });

    test(`${name}: bids that are typed in are answered with their interval over the prior, by the keyboard alone, and kept nowhere`, async () => {
      const own = await panelOf(here, { ...REPORT, pictures: [], engine: '3' });
      const before = JSON.stringify(await here.session());
      const type = async (sent, won) => {
        await own.evaluate((values) => {
          const part = document.querySelector('details[data-part="bids"]');
          part.open = true;
          for (const [field, value] of Object.entries(values)) {
            part.querySelector(`[name="${field}"]`).value = value;
          }
          part.querySelector('[name="won"]').focus();
        }, { sent, won });
        await own.press('Enter');
      };
      const said = (pattern) => until(`${pattern}`, () => own.evaluate(() => document.querySelector('details[data-part="bids"]').innerText).then((text) => (pattern.test(text) ? text : null)));
      await type('5', '7');
      await said(/Won is larger than sent: 7 of 5\./);
      assert.equal(await own.evaluate(() => document.activeElement.name), 'won');
      await own.screenshot(here.picture('bids-wrong'));
      await type('120', '0');
      const few = await said(/0 of 120 bids were won/);
      assert.match(few, /134 more.*Too little to judge: 1/s);
      assert.match(few, /between 0.% and 3.% \(95.% interval\)/);
      assert.doesNotMatch(few, /Won is larger|Read from|\{[a-z_]+\}|undefined|NaN/);
      assert.deepEqual(await own.evaluate(() => [...document.querySelectorAll('details[data-part="bids"] figure svg')].map((one) => one.getAttribute('aria-label'))), ['Share of bids won']);
      for (const scheme of ['light', 'dark']) {
        if (!(await own.scheme(scheme))) {
          continue;
        }
        const { violations } = await own.script(`(async () => { ${AXE}; const { violations } = await axe.run(document, { resultTypes: ['violations'] });
          return { violations: violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html.slice(0, 120)).join(' | ')) }; })()`);
        assert.deepEqual(violations, [], scheme);
        await own.size(320, 900);
        await own.screenshot(here.picture(`bids-${scheme}`), { fullPage: true });
      }
      await type('400', '1');
      assert.match(await said(/1 of 400/), /Ask/);
      assert.equal(JSON.stringify(await here.session()), before, 'something of it was kept');
      assert.equal(JSON.stringify(await here.control.evaluate(() => (globalThis.browser ?? globalThis.chrome).storage.local.get(null))), '{}');
      await own.close();
    });
  });
}
