// Everything that a person can do with the extension, once: from the first page to the backup. What tests look at is what it
// asks for and what it keeps.

import { template } from '../../demo-site/content/ten-proposals.mjs';
import { demoPages } from '../cases.mjs';
import { canBuild, desk, give, preview, press as pressOne } from './packs.mjs';
import { keepRecords, query, recordsPage } from './records.mjs';
import { drawn } from './stage.mjs';
import { until } from './wait.mjs';

const pages = demoPages();
export const demo = (name) => pages.find((one) => one.name === name);
/** Six pages of a job: two lists of letters, profiles, and one that cannot be read. */
export const VISITED = ['ten-proposals', 'another-job', 'honest-agency', 'review-burst', 'newcomer', 'unreadable-layout'].map(demo);
const LETTERS = [['Heron Lake', 'Java and two label printers'], ['Alder Bay', 'Java and a barcode gun']].map(([company, skill]) => template({ greeting: 'Hi!', company, years: 4, skill, similar: 'a nursery', days: 7 }));
const SELECTED = 'Before we start, please write to me on Telegram, I do not read the chat of this site.';
export const PERSON = 'northpier_dev';
/** A pack of somebody else's, with one rule. */
const THEIRS = {
  'pack.toml': 'id = "them/theirs"\nversion = "1.0.0"\ndescription = "Words that only a test looks for."\nlicence = "MIT"\nlanguages = ["en"]\n',
  'rules/marmalade.toml': `id = "marmalade"\nversion = "1.0.0"\nfamily = "contact"\nseverity = "note"\nconfidence = "low"\nstatus = "experimental"\nreferences = ["own"]\nlanguages = ["en"]
where = ["letter"]\ntitle = { en = "Finds marmalade" }\nmessage = { en = "Finds marmalade" }\nwhy = { en = "A test looks for words that nobody writes." }
innocent = [{ en = "Somebody may like these words." }, { en = "It may be a quotation." }]\nask = [{ en = "Could you say that in other words?" }]
[match]\nany = ["the lantern word is marmalade"]\n[examples]\nfire = ["Well, the lantern word is marmalade."]\nsilent = ["Nothing of the kind is said here."]\n`,
};

/** Presses a button as soon as it can be pressed: the first of its name, or the nth. */
export const click = (page, act, n = 0) => until(`${act} to press`, () => page.evaluate(([wanted, at]) => {
  const found = document.querySelectorAll(`[data-act="${wanted}"]`)[at];
  if (!found || found.disabled) return false;
  found.click();
  return true;
}, [act, n]));
const fill = (page, act, value) => page.evaluate(([wanted, text]) => {
  const field = document.querySelector(`[data-act="${wanted}"], [name="${wanted}"]`);
  field.value = text;
  for (const type of ['input', 'change']) field.dispatchEvent(new Event(type, { bubbles: true }));
}, [act, value]);
export const said = (page, part) => page.evaluate((wanted) => document.querySelector(`[data-part="${wanted}"]`)?.textContent ?? '', part);
export const tell = (here, message) => here.control.evaluate((asked) => (globalThis.browser ?? globalThis.chrome).runtime.sendMessage(asked), message);

/** Answers the first questions on the page that opened by itself, and goes through the example. */
async function firstRun(page) {
  await click(page, 'next');
  await click(page, 'run-auto');
  await click(page, 'next');
  await click(page, 'remember-yes');
  await click(page, 'keep');
  await until('the example', async () => (await page.overlay())?.markers.length === 6);
  await page.close();
}

/** Visits the pages, in tabs that stay open. */
async function visit(here) {
  const tabs = new Map();
  for (const page of VISITED) {
    tabs.set(page.name, await here.open(page));
    await until(`a report of ${page.name}`, async () => (await here.tabState(page.url))?.report);
  }
  await drawn(tabs.get('unreadable-layout'), 0).catch(() => {});
  return tabs;
}

/** The panel of a page: own texts, bids, a decision, a hire, a record; and the text that was selected. */
async function panel(here) {
  const { tab } = await here.tabState(demo('ten-proposals').url);
  const page = await here.browser.extensionPage(`panel.html?tab=${tab}`);
  await until('the panel', () => page.evaluate(() => document.querySelector('[data-finding]') !== null));
  await page.evaluate(() => document.querySelectorAll('details').forEach((fold) => { fold.open = true; }));
  for (const [n, text] of LETTERS.entries()) {
    await page.evaluate(([at, value]) => {
      const boxes = () => document.querySelectorAll('[name="own-text"]');
      while (boxes().length <= at) document.querySelector('[data-act="own-add"]').click();
      boxes()[at].value = value;
    }, [n, text]);
  }
  await click(page, 'own-check');
  await until('the answer on own texts', () => page.evaluate(() => document.querySelector('[data-part="own-result"]') !== null), { timeout: 60_000 });
  await fill(page, 'sent', '60');
  await fill(page, 'won', '0');
  await click(page, 'bids');
  await until('the answer on bids', async () => (await said(page, 'bids-result')) !== '');
  await click(page, 'hire');
  await until('the hire', async () => (await here.tabState(demo('ten-proposals').url)).hired.length === 1);
  await here.browser.menu({ menuItemId: 'check-text', selectionText: SELECTED, pageUrl: demo('unreadable-layout').url });
  await until('the selected text', async () => /Telegram/.test(await said(page, 'text')));
  return { page, tab };
}

/** A rule made of the selected text; a signed pack of somebody else's, where the command is there to make one. */
async function packs(here, panelPage) {
  await click(panelPage, 'make-rule');
  const page = await until('the packs page', () => here.browser.found('/packs.html'));
  await until('the text in the form', () => page.evaluate(() => (document.querySelector('[data-act="own-text"]')?.value ?? '') !== ''));
  for (const [act, text] of [['own-words', 'write to me on Telegram'], ['own-title', 'Asks to write elsewhere'], ['own-innocent', 'Some like it better.'], ['own-ask', 'Could we stay here?'], ['own-silent', 'I read the chat of this site each day.']]) await fill(page, act, text);
  await until('the rule to pass', () => page.evaluate(() => document.querySelector('[data-part="own-passes"]') !== null), { timeout: 60_000 });
  await click(page, 'own-make');
  await until('the rule', () => page.evaluate(() => document.querySelector('[data-act="own-remove"]') !== null), { timeout: 60_000 });
  if (canBuild()) {
    const author = desk();
    try {
      const key = author.key('author');
      author.write('theirs', THEIRS);
      await give(page, author.build('theirs', key));
      await preview(page);
      await pressOne(page, '[data-act="take"]');
      await until('the pack', () => page.evaluate(() => document.querySelector('[data-pack="them/theirs"]') !== null), { timeout: 60_000 });
    } finally {
      author.close();
    }
  }
  return page;
}

/** A record of a person: kept, worked on, looked at on its pages, handed out as a file. */
async function records(here) {
  const [id] = await keepRecords(here, demo('ten-proposals').url, [PERSON]);
  const one = await recordsPage(here, query({ id }));
  await one.open('details');
  for (const act of ['export-json', 'export-html', 'export-candidate']) await one.file(act);
  await one.close();
  for (const at of ['', '?kit']) await (await recordsPage(here, at)).close();
  return id;
}

/** In the page: to a finding by a key, from its card to the panel, and the line put away. */
async function marks(here, tab) {
  await here.browser.front(tab);
  await here.browser.command('next-finding', demo('ten-proposals').url);
  const inCard = (selector) => until(`${selector} in the page`, async () => {
    const at = (await tab.inRoot(function where(wanted) {
      const found = this.querySelector(wanted);
      found?.scrollIntoView({ block: 'nearest' });
      return found === null ? null : found.getBoundingClientRect().toJSON();
    }, selector))?.value;
    return at?.width > 0 && at;
  });
  for (const selector of ['[role="dialog"] .decide', '.line .away']) {
    const { x, y, width, height } = await inCard(selector);
    await tab.click(x + width / 2, y + height / 2);
  }
  await until('the line to be away', async () => (await here.session())['line-away'] === true);
}

/** The choices: another language and back, days, a check and a site off and on, a backup saved and brought back. */
async function options(here) {
  const page = await here.browser.extensionPage('options.html');
  await until('the choices', () => page.evaluate(() => document.querySelector('.keys dt') !== null));
  for (const [language, heading] of [['de', /Gedächtnis|Einstellungen|Sprache/], ['en', /Language/]]) {
    await fill(page, 'language', language);
    await until(`the choices in ${language}`, async () => heading.test(await page.evaluate(() => document.body.innerText)));
  }
  await fill(page, 'keep-days', '60');
  await fill(page, 'record-days', '90');
  const backup = await page.evaluate(async () => {
    const real = URL.createObjectURL;
    const blob = new Promise((resolve) => {
      URL.createObjectURL = (given) => (resolve(given), real.call(URL, given));
    });
    document.querySelector('[data-act="backup-save"]').click();
    const text = await (await blob).text();
    URL.createObjectURL = real;
    return text;
  });
  await page.evaluate((text) => {
    const data = new DataTransfer();
    data.items.add(new File([text], 'backup.json', { type: 'application/json' }));
    const input = document.querySelector('[data-act="backup-file"]');
    input.files = data.files;
    input.dispatchEvent(new Event('change'));
  }, backup);
  await until('the look at the backup', async () => (await said(page, 'backup-preview')) !== '');
  await click(page, 'backup-restore');
  await until('the backup to be back', async () => /brought back/.test(await said(page, 'backup-status')));
  return page;
}

/**
 * The session, whole. `here`: a stage with its first page open. Gives the pages that are still open, and the record's id.
 * `looked`: called after each part, with its name.
 */
export async function wholeSession(here, looked = async () => {}) {
  await firstRun(here.browser.welcome);
  if (here.browser.name === 'firefox') await here.browser.grant(true);
  await until('the content script to be registered', () =>
    here.control.evaluate(async () => (await (globalThis.browser ?? globalThis.chrome).scripting.getRegisteredContentScripts()).length > 0));
  const tabs = await visit(here);
  await looked('pages');
  const { page: panelPage, tab } = await panel(here);
  await looked('panel');
  const state = await here.tabState(demo('ten-proposals').url);
  const { rule, id: finding } = state.report.findings[0];
  await tell(here, { kind: 'override', title: 'x', override: { rule: 'burst', scope: { person: `freelancer.com/${PERSON}` }, do: 'hide', reason: 'known to us', until: '2030-01-01' } });
  const packsPage = await packs(here, panelPage);
  await looked('packs');
  const record = await records(here);
  await looked('records');
  const optionsPage = await options(here);
  await looked('options');
  // The worker ends and begins again, as it does all day.
  await here.browser.killWorker();
  await tell(here, { kind: 'describe' });
  await marks(here, tabs.get('ten-proposals'));
  await looked('end');
  return { tabs, tab, panelPage, packsPage, optionsPage, record, rule, finding };
}
