// "Check your own texts" in the panel: pasted letters, files of letters, saved pages, and everything that is none of these.

import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';

import { template } from '../demo-site/content/ten-proposals.mjs';
import { assertAccess } from './harness/axe.mjs';
import { BROWSERS } from './harness/browser.mjs';
import { demoPages } from './cases.mjs';
import { scan, secondlook } from './harness/commands.mjs';
import { written } from './harness/paths.mjs';
import { drawn, stage } from './harness/stage.mjs';
import { until } from './harness/wait.mjs';
import { madeUp, random } from './jobs.mjs';

const pages = demoPages();
const [ten, another] = ['ten-proposals', 'another-job'].map((wanted) => pages.find(({ name }) => name === wanted));
const COPY = template({ greeting: 'Hi!', company: 'Heron Lake', years: 4, skill: 'Java and two label printers', similar: 'a nursery with three greenhouses', days: 7 });
const OTHER_COPY = template({ greeting: 'Hello,', company: 'Alder Bay', years: 6, skill: 'Java and a barcode gun', similar: 'a shop for boats', days: 9 });
const OWN = 'Good morning. Plants die and grow and split, so a count that lasts needs somebody to say so each time: I would put a tablet at the compost heap, because that is where your stock leaves without a till. The rest is arithmetic, and I am glad to do it with whatever you have.';

/** Sixty letters, three of them of one template. */
function sixty() {
  const next = random(11);
  const copies = new Map([[7, COPY], [23, OTHER_COPY], [51, template({ greeting: 'Dear team,', company: 'Rook End', years: 3, skill: 'Java and paper', similar: 'a library of seeds', days: 5 })]]);
  return Array.from({ length: 60 }, (_, n) => ({ id: `a${n + 100}`, author: `writer_${n}`, text: copies.get(n) ?? madeUp(80, next) }));
}
const csv = (rows) => `id,author,text\n${rows.map(({ id, author, text }) => [id, author, text].map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')).join('\n')}\n`;

/** Hands files to the panel, by its input or by dropping them. */
const hand = (panel, files, how = 'choose') =>
  panel.evaluate(
    ([given, way]) => {
      const transfer = new DataTransfer();
      for (const { name, text, bytes, size, modified } of given) {
        const content = size === undefined ? (bytes === undefined ? text : new Uint8Array(bytes)) : new Uint8Array(size);
        transfer.items.add(new File([content], name, { lastModified: modified ?? Date.now() }));
      }
      const input = document.querySelector('[data-act="own-files"]');
      if (way === 'drop') return void document.querySelector('h1').dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true }));
      input.files = transfer.files;
      input.dispatchEvent(new Event('change', { bubbles: true }));
      return undefined;
    },
    [files, how],
  );
const press = (panel, act) => panel.evaluate((name) => document.querySelector(`[data-act="${name}"]`).click(), act);
const paste = (panel, n, text) =>
  panel.evaluate(([at, value]) => {
    const boxes = () => document.querySelectorAll('[name="own-text"]');
    while (boxes().length <= at) document.querySelector('[data-act="own-add"]').click();
    boxes()[at].value = value;
  }, [n, text]);
const said = (panel, selector) => panel.evaluate((wanted) => [...document.querySelectorAll(wanted)].map((one) => one.innerText), selector);
/** What the list says of each file, once so many stand in it. */
const listed = (panel, n) =>
  until(`${n} files`, async () => {
    const found = await panel.evaluate(() => [...document.querySelectorAll('[data-file]')].map((one) => ({ name: one.dataset.file, kind: one.dataset.kind, text: one.innerText })));
    return found.length === n && found;
  }, { timeout: 60_000 });
/** The results, once they are there: each with its title and its findings, and whom these are about. */
const results = (panel) =>
  until('results', () => panel.evaluate(() => {
    const all = [...document.querySelectorAll('[data-part="own-result"]')];
    return all.length > 0 && all.map((one) => ({
      title: one.querySelector('h2').innerText,
      text: one.innerText,
      findings: [...one.querySelectorAll('[data-finding]')].map((finding) => ({ rule: finding.dataset.rule, id: finding.dataset.finding, text: finding.innerText, all: finding.textContent, about: [...finding.querySelectorAll('.about a')].map((link) => link.textContent) })),
    }));
  }), { timeout: 60_000 });

for (const name of BROWSERS) {
  describe(`own texts in ${name}`, () => {
    let here;
    before(async () => {
      here = await stage(name, { settings: null });
    });
    after(() => here?.close());

    const opened = async () => {
      const panel = await here.browser.extensionPage('panel.html');
      await panel.size(420, 900);
      await until('the fold', () => panel.evaluate(() => document.querySelector('[data-part="own-texts"]') !== null));
      await panel.evaluate(() => (document.querySelector('[data-part="own-texts"]').open = true));
      return panel;
    };
    const pictures = (panel, what) => assertAccess(panel, `own-${what}`, here.picture);

    test(`${name}: by the keyboard alone: three letters are pasted, two are of one template, and nothing is kept`, async () => {
      const panel = await here.browser.extensionPage('panel.html');
      await panel.size(420, 900);
      const focused = () => panel.evaluate(() => document.activeElement.getAttribute('data-act') ?? document.activeElement.getAttribute('name') ?? document.activeElement.innerText);
      const tabTo = (wanted) => until(`the focus on ${wanted}`, async () => {
        await panel.press('Tab');
        return (await focused()) === wanted;
      });
      await tabTo('Check your own texts');
      await panel.press('Enter');
      await tabTo('own-text');
      const type = async (text) => panel.raw.keyboard.type(text);
      await type(COPY);
      for (const text of [OWN, OTHER_COPY]) {
        await tabTo('own-add');
        await panel.press('Enter');
        assert.equal(await focused(), 'own-text', 'the new box has the focus');
        await type(text);
      }
      await pictures(panel, 'pasted');
      await tabTo('own-check');
      await panel.press('Enter');
      const [only] = await results(panel);
      assert.equal(only.title, '3 letters: 3 pasted');
      const [finding] = only.findings.filter(({ rule }) => rule === 'shared-letters');
      assert.deepEqual(finding.about, ['Person 1', 'Person 3']);
      assert.equal(await focused(), '3 letters: 3 pasted', 'the focus is on what came of it');
      await panel.evaluate(() => document.querySelectorAll('[data-part="own-result"] details').forEach((fold) => (fold.open = true)));
      await pictures(panel, 'result');
      assert.doesNotMatch(only.text, /\{[a-z_]+\}|undefined|\[object|ui\.texts/);
      const stored = await here.control.evaluate(async () => {
        const { storage } = globalThis.browser ?? globalThis.chrome;
        return { local: await storage.local.get(null), session: Object.keys(await storage.session.get(null)), databases: await indexedDB.databases() };
      });
      assert.deepEqual(stored, { local: {}, session: [], databases: [] }, 'what is kept');
      await press(panel, 'own-close');
      assert.deepEqual(await said(panel, '[data-part="own-result"], [data-file]'), []);
      assert.equal(await panel.evaluate(() => document.querySelector('[name="own-text"]').value), '');
      await panel.close();
    });

    test(`${name}: a CSV of 60 with three copies is dropped; the pairs are those of the command`, async () => {
      const rows = sixty();
      const panel = await opened();
      await hand(panel, [{ name: 'applications.csv', text: csv(rows) }], 'drop');
      const [file] = await listed(panel, 1);
      assert.match(file.text, /60 letters\./);
      await press(panel, 'own-check');
      const [only] = await results(panel);
      assert.equal(only.title, '60 letters: applications.csv');
      const at = written('own-60.csv');
      writeFileSync(at, csv(rows));
      const command = JSON.parse(secondlook(['letters', at, '--format', 'json']));
      const authors = new Map(rows.map(({ id, author }) => [id, author]));
      const pairs = command.pairs.map(({ a, b }) => [authors.get(a), authors.get(b)].sort().join(' ')).sort();
      assert.equal(pairs.length, 3);
      const shared = only.findings.filter(({ rule }) => rule === 'shared-letters');
      const ours = shared.flatMap(({ about }) => about.flatMap((a, i) => about.slice(i + 1).map((b) => [a, b].sort().join(' '))));
      assert.deepEqual(ours.sort(), pairs);
      // Two letters side by side, whole, with what they share marked.
      const beside = await panel.evaluate(() => document.querySelectorAll('[data-part="own-result"] mark').length);
      assert.ok(beside > 0, 'passages are marked');
      await pictures(panel, 'sixty');
      await panel.close();
    });

    test(`${name}: a saved page is read like the page: the command's findings, the address and date it names, and nothing of it is fetched`, async () => {
      const panel = await opened();
      const html = readFileSync(ten.file, 'utf8');
      const fetched = `<base href="https://fetched.example/"><link rel="stylesheet" href="a.css"><link rel="preload" as="image" href="p.png"><link rel="prefetch" href="f"><link rel="icon" href="i.png"><meta http-equiv="refresh" content="0;url=https://fetched.example/r"><script src="s.js"></script><script>globalThis.ran = true; document.title = 'ran'</script>`;
      const shown = `<img src="https://fetched.example/x.png" srcset="y.png 2x" onerror="globalThis.ran = true"><iframe src="frame"></iframe><object data="o"></object><video poster="v.png" src="v.mp4" autoplay></video><svg><image href="z.png"/></svg><style>@import "c.css"; body { background: url(b.png) }</style>`;
      const saver = `<!-- saved from url=(0042)${ten.url} -->\n`;
      const text = `${saver}${html.replace('</head>', `${fetched}</head>`).replace('</body>', `${shown}</body>`)}`;
      const modified = Date.UTC(2026, 10, 20, 9, 30);
      here.server.forget();
      await hand(panel, [{ name: 'job.html', text, modified }]);
      await listed(panel, 1);
      assert.equal(await panel.evaluate(() => document.querySelector('[name="own-address"]').value), ten.url);
      await pictures(panel, 'page-file');
      await press(panel, 'own-check');
      const [only] = await results(panel);
      const at = written('own-page.html');
      writeFileSync(at, text);
      const report = scan(at, ten.url, '--captured-at', '2026-11-20T09:30:00Z');
      assert.deepEqual(only.findings.map(({ id }) => id).sort(), report.findings.map(({ id }) => id).sort());
      assert.ok(only.findings.length > 0);
      assert.deepEqual(here.requests().filter((request) => request.includes('fetched.example')), [], 'requests');
      const alive = await panel.evaluate(() => [globalThis.ran === undefined, document.title, document.querySelectorAll('iframe, object, video, img, base').length]);
      assert.deepEqual(alive, [true, 'Second Look', 0], 'what ran, the title, and what of the page stands in the panel');
      await panel.close();
    });

    test(`${name}: several saved pages and a letter are compared with one another`, async () => {
      const panel = await opened();
      const saved = [ten, another].map((page) => ({ name: `${page.name}.html`, text: `<!-- saved from url=(0042)${page.url} -->\n${readFileSync(page.file, 'utf8')}` }));
      await hand(panel, saved);
      await listed(panel, 2);
      await paste(panel, 0, OTHER_COPY);
      await press(panel, 'own-check');
      const all = await until('three results', async () => {
        const found = await results(panel);
        return found.length === 3 && found;
      });
      assert.deepEqual(all.map(({ title }) => title), ['1 letter: 1 pasted', 'Saved page: ten-proposals.html', 'Saved page: another-job.html']);
      for (const { title, findings } of all) {
        const shared = findings.find(({ rule }) => rule === 'shared-letters');
        // Out of sight nothing is laid out, and `innerText` is empty.
        assert.match(shared?.all ?? '', /5 different bidders/, title);
      }
      await panel.close();
    });

    test(`${name}: a saved page that does not say where it was is asked about`, async () => {
      const panel = await opened();
      const html = readFileSync(ten.file, 'utf8').replace(/<link[^>]*canonical[^>]*>/g, '').replace(/<meta[^>]*og:url[^>]*>/g, '');
      await hand(panel, [{ name: 'job.html', text: html }]);
      await listed(panel, 1);
      await press(panel, 'own-check');
      const asked = await panel.evaluate(() => [document.activeElement.name, document.activeElement.getAttribute('aria-invalid')]);
      assert.deepEqual(asked, ['own-address', 'true']);
      await pictures(panel, 'address');
      await panel.evaluate((url) => (document.querySelector('[name="own-address"]').value = url), ten.url);
      await press(panel, 'own-check');
      const [only] = await results(panel);
      assert.ok(only.findings.length > 0);
      await panel.close();
    });

    test(`${name}: broken, empty, huge and binary files each say what they are, and cost no good row`, async () => {
      const panel = await opened();
      await hand(panel, [
        { name: 'broken.csv', text: `id,author,text\n1,Ann,"${COPY.replaceAll('"', "'")}"\n2,Bo\n3,Cy,"never closed\n4,Dee,"${OTHER_COPY.replaceAll('"', "'")}"\n4,Eve,again\n5,Fay,\n` },
        { name: 'empty.csv', text: '' },
        { name: 'huge.csv', size: 50 << 20 },
        { name: 'binary.csv', bytes: [1, 0, 2, 0, 3, 0, 4, 0, 5, 0] },
        { name: 'photo.png', bytes: [0x89, 0x50, 0x4e, 0x47, 13, 10] },
        { name: 'latin.csv', bytes: [...Buffer.from('id,author,text\n1,Ann,caf'), 0xe9, 10] },
        { name: 'page.mht', text: 'From: <Saved by Blink>\r\n' },
        { name: 'other columns.csv', text: 'Wer;Was\nAnn;Ein Brief\n' },
      ]);
      const all = await listed(panel, 8);
      const of = (wanted) => all.find((file) => file.name === wanted).text;
      assert.match(of('broken.csv'), /2 letters; 4 rows were left out\./);
      await panel.evaluate(() => document.querySelectorAll('[data-part="own-wrong"]').forEach((fold) => (fold.open = true)));
      const wrong = await said(panel, '[data-part="own-wrong"] li');
      assert.deepEqual(wrong.map((line) => /^Line (\d+)/.exec(line)[1]), ['3', '4', '6', '7']);
      assert.match(of('empty.csv'), /empty/);
      assert.match(of('huge.csv'), /50 MB; at most 20 MB/);
      assert.match(of('binary.csv'), /no text file/);
      assert.match(of('photo.png'), /picture/);
      assert.match(of('latin.csv'), /UTF-8/);
      assert.match(of('page.mht'), /web archive/);
      // A file whose columns nobody knows asks which one it is.
      await press(panel, 'own-check');
      assert.equal(await panel.evaluate(() => document.activeElement.getAttribute('data-column')), 'text');
      await pictures(panel, 'bad-files');
      await panel.evaluate(() => {
        const select = document.querySelector('[data-file="other columns.csv"] [data-column="text"]');
        select.value = 'Was';
        select.dispatchEvent(new Event('change', { bubbles: true }));
      });
      await press(panel, 'own-check');
      const [only] = await results(panel);
      assert.equal(only.title, '3 letters: broken.csv, other columns.csv');
      assert.ok(only.findings.some(({ rule, about }) => rule === 'shared-letters' && about.join() === 'Ann,Dee'), 'the copy among the good rows');
      await panel.close();
    });

    test(`${name}: hostile text is text`, async () => {
      const panel = await opened();
      const odd = '<img src=x onerror="globalThis.ran = true"><script>globalThis.ran = true</script> \u202epay me in USDT directly to my wallet\u202c \u0000\u0007 \u{1f600}{name} $& ';
      const names = ['<b>Ann</b>', '\u202eBo', `${'x'.repeat(5_000)}`];
      await hand(panel, [{ name: '<img src=x>.csv', text: csv(names.map((author, n) => ({ id: `${odd}${n}`, author, text: `${odd}${OWN}${n === 2 ? 'y'.repeat(90_000) : ''}` }))) }]);
      await listed(panel, 1);
      await paste(panel, 0, odd);
      await press(panel, 'own-check');
      const [only] = await results(panel);
      assert.match(only.title, /^4 letters/);
      await panel.evaluate(() => document.querySelectorAll('details').forEach((fold) => (fold.open = true)));
      const seen = await panel.evaluate(() => ({ ran: globalThis.ran ?? false, made: document.querySelectorAll('main img, main script, main b').length, wide: Math.max(0, document.documentElement.scrollWidth - innerWidth) }));
      assert.deepEqual(seen, { ran: false, made: 0, wide: 0 });
      await panel.screenshot(here.picture('own-hostile'), { fullPage: true });
      await panel.close();
    });

    test(`${name}: long work shows how far it is and can be stopped`, async () => {
      const panel = await opened();
      const next = random(3);
      const many = Array.from({ length: 2_500 }, (_, n) => ({ id: `${n}`, author: `writer_${n}`, text: madeUp(60, next) }));
      await hand(panel, [{ name: 'many.csv', text: csv(many) }]);
      const [file] = await listed(panel, 1);
      assert.match(file.text, /2,000 letters\.[^]*500 more letters were left out: at most 2,000/);
      // At once: how long the work takes is the machine's affair.
      const during = await panel.evaluate(() => {
        document.querySelector('[data-act="own-check"]').click();
        const { hidden, disabled } = document.querySelector('[data-act="own-stop"]');
        const seen = { hidden, disabled, focus: document.activeElement.dataset.act, progress: document.querySelector('progress').hidden, said: document.querySelector('[data-part="own-status"]').innerText };
        document.activeElement.click();
        return seen;
      });
      assert.deepEqual(during, { hidden: false, disabled: false, focus: 'own-stop', progress: false, said: 'Checking' });
      await until('the end', async () => (await said(panel, '[data-part="own-status"]'))[0] === 'Stopped.');
      assert.deepEqual(await said(panel, '[data-part="own-result"]'), []);
      assert.equal(await panel.evaluate(() => document.activeElement.getAttribute('data-act')), 'own-check');
      // And goes through when nobody stops it.
      const begun = Date.now();
      await press(panel, 'own-check');
      await panel.screenshot(here.picture('own-working'), { fullPage: true });
      const [only] = await results(panel);
      console.log(`${name}: 2,000 letters of 60 words in ${Date.now() - begun} ms`);
      assert.match(only.title, /^2,000 letters/);
      await panel.close();
    });

    test(`${name}: letters of this session are compared only when the user says so`, async () => {
      await here.settings({ run: 'auto' });
      const shown = await here.open(ten);
      await drawn(shown, 10);
      await until('the letters of the page', async () => ((await here.session()).letters ?? {}).open > 0);
      const panel = await opened();
      const letter = readFileSync(ten.file, 'utf8').includes('Heron Lake') ? OTHER_COPY : COPY;
      await paste(panel, 0, letter);
      await until('the question', () => panel.evaluate(() => !document.querySelector('[data-act="own-session"]').closest('label').hidden));
      await press(panel, 'own-check');
      const [alone] = await results(panel);
      assert.deepEqual(alone.findings.filter(({ rule }) => rule === 'shared-letters'), []);
      assert.doesNotMatch(alone.text, /of this session too/);
      await panel.evaluate(() => document.querySelector('[data-act="own-session"]').click());
      await press(panel, 'own-check');
      const found = await until('the shared letters', async () => (await results(panel))[0].findings.find(({ rule }) => rule === 'shared-letters'));
      assert.match((await results(panel))[0].text, /Compared with 10 letters of this session too/);
      assert.match(found.all, /4 different bidders/);
      assert.equal(await panel.evaluate(() => document.querySelector('[data-part="own-result"] [data-rule="shared-letters"]').closest('[data-person]').dataset.person), 'Person 1');
      assert.match(found.all, /northpier_dev/, 'the letters of the page stand beside it');
      const { letters } = await here.session();
      assert.equal((await here.session())['letters:open'].length, letters.open, 'the session has its own letters only');
      await pictures(panel, 'session');
      await panel.close();
      await shown.close();
    });
  });
}
