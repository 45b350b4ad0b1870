// Packs from their author's desk to the finding in the page: made and signed by the command, taken in by the extension, updated,
// rolled back; and everything that is refused on the way.

import assert from 'node:assert/strict';
import { after, afterEach, before, describe, test } from 'node:test';

import { BROWSERS } from './harness/browser.mjs';
import { altered, canBuild, desk, give, listed, press, preview } from './harness/packs.mjs';
import { drawn, stage } from './harness/stage.mjs';
import { until } from './harness/wait.mjs';

const ADDRESS = 'https://www.freelancer.com/showcase/mara-example';
/** A page that no built-in adapter reads. */
const PAGE = `<!doctype html><html lang="en"><head><title>Mara Example</title></head><body><main id="showcase">
<h1>Mara Example</h1><p class="motto">Tidy web shops</p>
<section class="about">I build small shops. Ring the blue bell at noon before you decide. The lantern word is marmalade.</section>
</main></body></html>`;

const ADAPTER = `id = "showcase"
site = "Freelancer.com"
hosts = ["www.freelancer.com/showcase"]

[[page]]
kind = "profile"
layout = "showcase"
urls = ["/showcase/{name}"]
when.any = [{ css = "main#showcase" }]

[[page.part]]
[page.part.person]
id = [{ url = "{name}", lower = true }]
name = [{ css = "main#showcase h1" }]
title = [{ css = ".motto" }]
bio = [{ css = ".about" }]
`;

const rule = ({ id, words, severity = 'note', title = `Finds ${words}`, silent = 'Nothing of the kind is said here.' }) => `id = "${id}"
version = "1.0.0"
family = "contact"
severity = "${severity}"
confidence = "low"
status = "experimental"
references = ["own"]
languages = ["en"]
where = ["letter", "bio", "message"]
title = { en = ${JSON.stringify(title)} }
message = { en = ${JSON.stringify(title)} }
why = { en = "A test looks for words that nobody writes." }
innocent = [{ en = "Somebody may like these words." }, { en = "It may be a quotation." }]
ask = [{ en = "Could you say that in other words?" }]

[match]
any = ["${words}"]

[examples]
fire = ["Well, ${words} it is."]
silent = [${JSON.stringify(silent)}]
`;

const head = (id, version, more = '') => `id = "${id}"
version = "${version}"
description = "Words that only a test looks for."
licence = "MIT"
languages = ["en"]
${more}`;

const skip = canBuild() ? false : 'the command is not built, or knows no packs';

for (const name of BROWSERS) {
  describe(`packs in ${name}`, { skip }, () => {
    let here;
    let author;
    /** The one whose packs are taken: another one after the test that changes it. */
    let key;
    let page;
    before(async () => {
      here = await stage(name);
      here.server.put(ADDRESS, { body: PAGE });
      author = desk();
      key = author.key('author');
      page = await here.browser.extensionPage('packs.html');
      await until('the packs page', () => page.evaluate(() => document.querySelector('[data-part="layer-built_in"] [data-pack]') !== null));
    });
    after(async () => {
      await here?.close();
      author?.close();
    });
    const open = [];
    afterEach(async () => {
      for (const one of open.splice(0)) await one.close().catch(() => {});
    });

    const showcase = async () => {
      const tab = await here.browser.open(ADDRESS);
      open.push(tab);
      return tab;
    };
    const said = (pattern) => until(`the status to say ${pattern}`, async () => pattern.test(await page.evaluate(() => document.querySelector('[data-part="status"]').textContent)));
    const rulesFound = async () => ((await here.tabState(ADDRESS))?.report?.findings ?? []).map(({ rule: id, severity }) => `${id} ${severity}`);
    const found = (wanted) => until(`${wanted} to be found`, async () => {
      const now = await rulesFound();
      if (JSON.stringify(now) !== JSON.stringify(wanted)) throw new Error(`found ${JSON.stringify(now)}`);
      return true;
    });
    const taken = async (text) => {
      await give(page, text);
      const seen = await preview(page);
      assert.equal(seen.take, true, seen.text);
      await press(page, '[data-act="take"]');
      await said(/was added|was updated/);
      return seen;
    };
    const removed = async (id) => {
      await press(page, `[data-pack="${id}"] [data-act="remove"]`);
      await press(page, `[data-pack="${id}"] [data-act="remove"]`);
      await until(`${id} to be gone`, async () => !(await listed(page)).some((one) => one.id === id));
    };
    /** The rows of the page, as an author saves them for the test of an adapter. */
    const rowsOf = async () => {
      const { tab } = await until('the page to be known', () => here.tabState(ADDRESS));
      const { tree } = await here.control.evaluate((id) => (globalThis.browser ?? globalThis.chrome).tabs.sendMessage(id, { kind: 'rows' }), tab);
      return tree;
    };
    /** The pack of this test, at a version. */
    const written = (version, rules, tree) =>
      author.write('lantern', {
        'pack.toml': head('acme/lantern', version, 'modified = "2026-11-01"\nlife_days = 400\nauthors = ["A. Uthor"]\n'),
        'adapters/showcase.toml': ADAPTER,
        ...Object.fromEntries(rules.map((one) => [`rules/${one.id}.toml`, rule(one)])),
        'tests/showcase/mara.tree.json': tree,
        'tests/showcase/mara.expect.toml': '[[expect]]\nfield = "people[0].name"\nvalue = "Mara Example"\n',
      });

    const bell = { id: 'blue-bell', words: 'ring the blue bell', severity: 'warning' };
    const word = { id: 'lantern-word', words: 'lantern word is marmalade', severity: 'caution' };
    let tree;

    test(`${name}: an author's pack, signed: seen, taken, found in the page, updated, rolled back`, async () => {
      const tab = await showcase();
      tree = await rowsOf();
      written('1.0.0', [bell], tree);
      await give(page, author.build('lantern', key), 'picker');
      const first = await preview(page);
      await page.screenshot(here.picture('packs-preview'), { fullPage: true });
      assert.deepEqual([first.trust, first.fingerprint, first.codes, first.take], ['first', key.fingerprint, [], true], first.text);
      assert.match(first.text, /would add 1 and remove 0 findings/);
      assert.deepEqual(await listed(page), [], 'something was kept before the user said so');
      await press(page, '[data-act="take"]');
      await said(/was added/);
      // The page that is open is judged anew, and drawn.
      await found(['acme/lantern:blue-bell warning']);
      const overlay = await drawn(tab, 1);
      assert.equal(overlay.markers.length, 1);

      written('1.1.0', [bell, word], tree);
      await give(page, author.build('lantern', key));
      const update = await preview(page);
      await page.screenshot(here.picture('packs-update'), { fullPage: true });
      assert.equal(update.trust, 'same');
      assert.match(update.changes.join(' '), /Adds the rule “Finds lantern word/);
      assert.match(update.text, /would add 1 and remove 0 findings/);
      await press(page, '[data-act="take"]');
      await said(/was updated/);
      await found(['acme/lantern:blue-bell warning', 'acme/lantern:lantern-word caution']);

      await press(page, '[data-pack="acme/lantern"] [data-act="roll-back"]');
      await said(/1\.0\.0 again/);
      await found(['acme/lantern:blue-bell warning']);
      assert.deepEqual((await listed(page)).map(({ id, version, layer }) => [id, version, layer]), [['acme/lantern', '1.0.0', 'team']]);
      // And it is so after the worker has ended, and when the page is opened again.
      await here.browser.killWorker();
      await tab.reload();
      await found(['acme/lantern:blue-bell warning']);
    });

    test(`${name}: an update that fails leaves the old version running`, async () => {
      const tab = await showcase();
      await found(['acme/lantern:blue-bell warning']);
      await give(page, altered(author.build('lantern', key), 'Nothing of the kind is said here.', 'Please ring the blue bell.'));
      const seen = await preview(page);
      await page.screenshot(here.picture('packs-refused'), { fullPage: true });
      assert.equal(seen.take, null);
      assert.ok(seen.codes.includes('rule-example-fails'), seen.text);
      assert.match(seen.text, /What to do/);
      await tab.reload();
      await found(['acme/lantern:blue-bell warning']);
    });

    test(`${name}: one changed byte anywhere is refused, and what is no pack, cut or too large`, async () => {
      const whole = author.build('lantern', key);
      for (const at of [2, 20, Math.floor(whole.length / 2), whole.indexOf('"sha256"') + 12, whole.length - 30, whole.length - 1]) {
        const changed = `${whole.slice(0, at)}${whole[at] === 'x' ? 'y' : 'x'}${whole.slice(at + 1)}`;
        await give(page, changed);
        const seen = await preview(page);
        assert.deepEqual([seen.take, seen.codes.length > 0], [null, true], `byte ${at}: ${seen.text}`);
      }
      for (const odd of ['', '{}', '[]', 'null', '<html>', whole.slice(0, -1), `${whole}\n`, ` ${whole}`]) {
        await give(page, odd);
        const seen = await preview(page);
        assert.deepEqual([seen.take, seen.codes.length > 0], [null, true], odd.slice(0, 20));
      }
      await give(page, 9 * 2 ** 20);
      assert.match((await preview(page)).text, /9 MB/);
      assert.deepEqual((await listed(page)).map(({ id, version }) => [id, version]), [['acme/lantern', '1.0.0']]);
    });

    test(`${name}: another key is refused until the user types the fingerprint that the author read to them`, async () => {
      const other = author.key('other');
      written('1.3.0', [bell], tree);
      await give(page, author.build('lantern', other));
      const seen = await preview(page);
      await page.screenshot(here.picture('packs-other-key'), { fullPage: true });
      assert.deepEqual([seen.trust, seen.take, seen.fingerprint], ['changed', false, other.fingerprint]);
      assert.match(seen.text, new RegExp(key.fingerprint));
      const type = (text) => page.evaluate((typed) => {
        const field = document.querySelector('[data-act="by-hand"]');
        field.value = typed;
        field.dispatchEvent(new Event('input'));
        return !document.querySelector('[data-act="take"]').disabled;
      }, text);
      assert.equal(await type(key.fingerprint), false);
      assert.equal(await type(other.fingerprint.toLowerCase().replaceAll('-', ' ')), true);
      await press(page, '[data-act="take"]');
      await said(/was updated/);
      // The first key is the stranger now.
      written('1.4.0', [bell], tree);
      await give(page, author.build('lantern', key));
      assert.equal((await preview(page)).trust, 'changed');
      key = other;
      // Not signed at all any more: refused as well.
      await give(page, author.build('lantern'));
      const lost = await preview(page);
      assert.deepEqual([lost.trust, lost.take], ['lost', false]);
      await removed('acme/lantern');
    });

    test(`${name}: nobody vouches for an unsigned pack: marked, and never above Ask`, async () => {
      author.write('loose', { 'pack.toml': head('loose/bell', '1.0.0'), 'adapters/showcase.toml': ADAPTER, 'rules/blue-bell.toml': rule(bell), 'tests/showcase/mara.tree.json': tree, 'tests/showcase/mara.expect.toml': '[[expect]]\nfield = "people[0].name"\nvalue = "Mara Example"\n' });
      const seen = await taken(author.build('loose'));
      assert.deepEqual([seen.trust, seen.fingerprint], ['unsigned', undefined]);
      assert.match(seen.text, /never shown above Ask/);
      await showcase();
      await found(['loose/bell:blue-bell caution']);
    });

    test(`${name}: a pack and a rule are switched off and on; a decision about a finding hides it, with its reason, until it is taken back`, async () => {
      await showcase();
      await found(['loose/bell:blue-bell caution']);
      await press(page, '[data-pack="loose/bell"] [data-act="switch"]');
      await found([]);
      await press(page, '[data-pack="loose/bell"] [data-act="switch"]');
      await until('the pack to be on', () => page.evaluate(() => document.querySelector('[data-pack="loose/bell"] [data-act="switch"]').checked));
      await found(['loose/bell:blue-bell caution']);
      const { tab } = await here.tabState(ADDRESS);
      const panel = await here.browser.extensionPage(`panel.html?tab=${tab}`);
      open.push(panel);
      await until('the finding in the panel', () => panel.evaluate(() => document.querySelector('[data-part="ignore"]') !== null));
      await panel.evaluate(() => {
        document.querySelector('[data-part="ignore"]').open = true;
      });
      await until('the form', () => panel.evaluate(() => document.querySelector('[data-act="ignore-reason"]') !== null));
      await press(panel, '[data-act="ignore-keep"]');
      assert.match(await panel.evaluate(() => document.querySelector('[data-part="ignore"] [role="alert"]').textContent), /Say why/);
      await panel.screenshot(here.picture('panel-ignore'), { fullPage: true });
      await panel.evaluate(() => {
        document.querySelector('[data-act="ignore-reason"]').value = 'It is <b>their</b> shop\'s name';
      });
      await press(panel, '[data-act="ignore-keep"]');
      await found([]);
      await until('the panel to say what is hidden', () => panel.evaluate(() => /1 finding hidden or lowered by you/.test(document.body.innerText) && /It is <b>their<\/b> shop/.test(document.body.innerText)));
      await panel.screenshot(here.picture('panel-overridden'), { fullPage: true });
      await until('the decision on the packs page', () => page.evaluate(() => document.querySelector('[data-override]') !== null));
      await page.screenshot(here.picture('packs-overrides'), { fullPage: true });
      await press(panel, '[data-act="ignore-back"]');
      await found(['loose/bell:blue-bell caution']);
      await until('the decision to be gone from the packs page', () => page.evaluate(() => document.querySelector('[data-override]') === null));
      await removed('loose/bell');
    });

    test(`${name}: a rule is made from a marked text, without a file; it is found, and removed again`, async () => {
      written('2.0.0', [], tree);
      await taken(author.build('lantern', key));
      await here.browser.menu({ menuItemId: 'make-rule', selectionText: 'The lantern word is marmalade.', pageUrl: ADDRESS });
      await until('the form to have the text', () => page.evaluate(() => document.querySelector('[data-act="own-text"]').value.includes('marmalade')));
      const fill = (values) => page.evaluate((given) => {
        for (const [act, value] of Object.entries(given)) document.querySelector(`[data-act="own-${act}"]`).value = value;
        document.querySelector('[data-part="own"] form').dispatchEvent(new Event('change'));
      }, values);
      await fill({ words: 'lantern word', title: 'Names the lantern word', innocent: 'They may sell lanterns.', ask: 'Which lantern?', silent: 'The lantern word is here as well.' });
      await until('the trial to fail', () => page.evaluate(() => document.querySelector('[data-part="own-result"] [data-code="rule-example-fails"]') !== null));
      await fill({ silent: 'The lanterns hang in the word room.' });
      await until('the trial to pass', () => page.evaluate(() => document.querySelector('[data-part="own-passes"]') !== null));
      await page.screenshot(here.picture('packs-own'), { fullPage: true });
      await showcase();
      await press(page, '[data-act="own-make"]');
      await found(['mine/own:names-the-lantern-word note']);
      const mine = await until('the pack in the list', async () => {
        const own = (await listed(page)).filter(({ layer }) => layer === 'mine');
        return own.length > 0 && own;
      });
      assert.deepEqual(mine.map(({ id, version }) => [id, version]), [['mine/own', '1.0.0']]);
      await until('the rule in the form\'s list', () => page.evaluate(() => document.querySelector('[data-act="own-remove"]') !== null));
      await press(page, '[data-act="own-remove"]');
      await found([]);
      await removed('acme/lantern');
    });

    test(`${name}: what a pack says is text, whatever it holds`, async () => {
      const odd = '<img src=x onerror=alert(1)> \u202e \u0007 {n} ${x}';
      author.write('odd', { 'pack.toml': head('odd/one', '1.0.0').replace('Words that only a test looks for.', '<img src=x> </script>'), 'rules/blue-bell.toml': rule({ ...bell, title: '<img src=x onerror=alert(1)> {n}' }) });
      await taken(author.build('odd'));
      assert.equal(await page.evaluate(() => document.querySelectorAll('img, script:not([src])').length), 0);
      assert.match((await listed(page))[0].text, /<img src=x> <\/script>/);
      await give(page, odd);
      assert.equal((await preview(page)).take, null);
      await removed('odd/one');
    });
  });
}
