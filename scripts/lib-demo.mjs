// The demonstration behind scripts/demo: serves the invented pages under the sites' own host names and opens a browser
// with the extension. With a display it stays until the browser is closed; without one it writes pictures and reports.

import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { INDEX } from '../tests/demo-site/site.mjs';
import { writeSite } from '../tests/demo-site/write.mjs';
import { scan, secondlook } from '../tests/browser/harness/commands.mjs';
import { ROOT } from '../tests/browser/harness/paths.mjs';
import { drawn, markersOf, stage } from '../tests/browser/harness/stage.mjs';
import { until } from '../tests/browser/harness/wait.mjs';
import { guidePictures } from './lib-guide.mjs';

const { values } = parseArgs({
  options: { headless: { type: 'boolean' }, browser: { type: 'string', default: 'chromium' } },
});
if (!['chromium', 'firefox'].includes(values.browser)) {
  console.error(`demo: there is no browser \`${values.browser}\`; there are chromium and firefox`);
  process.exit(2);
}
const out = join(ROOT, 'dist/demo');
const headless = values.headless === true || !(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);

rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
const pages = writeSite(join(out, 'pages'), new Date());

let closing;
let here;
/** Ends what this script started, once. */
const close = () => (closing ??= Promise.resolve(here?.close()).catch(() => {}));
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, () => close().then(() => process.exit(130)));
}

here = await stage(values.browser, { headless });
try {
  for (const page of pages) {
    here.server.put(page.url, { file: page.file });
  }
  here.server.put(INDEX, { file: join(out, 'pages/index.html') });
  await (headless ? pictures() : show());
} finally {
  await close();
}

/** Opens the index for a person, and waits until the browser is closed. */
async function show() {
  const tab = await here.browser.open(INDEX);
  console.log(`demo: ${INDEX} is open in ${values.browser}, with a profile that is thrown away afterwards.`);
  console.log('demo: close the browser, or press Ctrl-C, to end.');
  await here.control.close();
  await until('the browser to be closed', () => here.browser.closed(), { timeout: 2 ** 31 - 1, every: 500 });
  void tab;
}

/** Everything the demonstration shows, as files. */
async function pictures() {
  for (const page of pages) {
    const report = scan(page.file, page.url);
    writeFileSync(join(out, `${page.name}.json`), `${JSON.stringify(report, null, 2)}\n`);
    const html = secondlook(['scan', page.file, '--url', page.url, '--format', 'html'], { findings: true });
    writeFileSync(join(out, `${page.name}.html`), html);

    const tab = await here.browser.open(page.url);
    const { tab: id } = await until('a report', () => here.tabState(page.url));
    const markers = markersOf(report) === 0 ? [] : (await drawn(tab, markersOf(report))).markers;
    await tab.screenshot(join(out, `${page.name}.png`));
    const marker = telling(markers);
    if (marker !== undefined) {
      await openCard(tab, marker);
      await tab.screenshot(join(out, `${page.name}-card.png`));
    }
    const panel = await here.browser.extensionPage(`panel.html?tab=${id}`);
    await until('the panel', () => panel.evaluate(() => document.body.innerText.length > 40));
    await panel.screenshot(join(out, `${page.name}-panel.png`));
    await panel.close();
    await tab.close();
    const levels = report.findings.map((finding) => `${finding.rule} (${finding.severity})`);
    console.log(`demo: ${page.name}: ${levels.join(', ') || 'no findings'}`);
  }
  console.log(`demo: pictures and reports of ${pages.length} pages are in ${out}`);
  const guide = join(ROOT, 'dist/guide');
  await guidePictures(here, pages, guide);
  console.log(`demo: the pictures of docs/guide.md are in ${guide}`);
}

/** The first marker where something was found, else the first of all. */
function telling(markers) {
  const found = markers.findIndex(({ classes }) => classes.includes('look-found'));
  return found >= 0 ? found : markers.length > 0 ? 0 : undefined;
}

async function openCard(tab, index) {
  const at = async () => (await tab.overlay()).markers[index].rect;
  const inView = ({ y, height }) => y >= 0 && y + height <= 900;
  const first = await at();
  if (!inView(first)) {
    await tab.evaluate((y) => window.scrollTo(0, y), Math.max(0, first.y - 160));
  }
  const moved = await until('the marker to be in view', async () => {
    const now = await at();
    return inView(now) ? now : null;
  });
  await tab.click(moved.x + moved.width / 2, moved.y + moved.height / 2);
  await until('the card', async () => (await tab.overlay()).card !== null);
  await still(tab);
}

/** Waits for the end of the card's short opening, so that the picture shows it whole. */
function still(tab) {
  return until('the card to stand still', async () => {
    const found = await tab.inRoot(function running() {
      return this.getAnimations().filter((animation) => animation.playState === 'running').length;
    });
    return found.value === 0;
  });
}
