// What a page can learn of the extension's being there: that one element stands at the end of <html>, and nothing else.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as pass } from 'node:timers/promises';

import { until } from '../harness/wait.mjs';
import { assets, trap, world } from './traps.mjs';
import { twins } from './twins.mjs';

const FILES = ['manifest.json', 'content.js', 'background.js', 'popup.html', 'panel.html', 'page.css', 'packs.json', 'engine_bg.wasm', 'icons/48.png', '_locales/en/messages.json', 'locales/en.json'];

/** The whole of what a page can tell apart with and without the extension. SECURITY.md says it in words. */
const LEARNT = ['one more element: <div></div>, the last child of <html>'];

/** Opens the page with the traps as its first script and gives what they heard once the extension is through. */
async function trapped(here, url, body, isOn) {
  await here.forget();
  // The watching script of other tests would be heard itself.
  here.server.put(url, { policy: 'strict', body: (nonce) => body.replace(/<script(?![^>]*json)/g, `<script nonce="${nonce}"`).replace(/<head[^>]*>/, (head) => `${head}<script nonce="${nonce}">(${trap})()</script>`) });
  here.server.forget();
  const tab = await here.browser.open(url);
  // Asked of the extension, not of the page: whatever is asked there is heard by the traps.
  if (isOn) await until('a report', async () => (await here.tabState(url))?.report);
  await pass(600);
  const heard = await tab.script('window.__heard()');
  const seen = await tab.script(`(${world})()`);
  const violations = [...here.server.violations];
  const asked = here.requests().filter((request) => !/favicon|demo\.css|flag\.svg|\/csp$/.test(request));
  return { tab, heard, seen, violations, asked };
}

export function detect(name, stage) {
  test(`${name}: hostile: no file of the extension can be had, and a known id is answered like one that nobody has`, async () => {
    const here = stage();
    const url = 'https://www.freelancer.com/projects/java/assets';
    here.server.put(url, { body: '<!doctype html><title>assets</title><p>nothing', policy: 'none' });
    const tab = await here.browser.open(url);
    const { origin } = here.browser;
    const nobody = name === 'firefox' ? 'moz-extension://0f9b7c1e-2d3a-4b5c-8d6e-7f8091a2b3c4' : 'chrome-extension://abcdefghijklmnopabcdefghijklmnop';
    const [ours, theirs] = [await tab.evaluate(assets, [origin, FILES].flat()), await tab.evaluate(assets, [nobody, FILES].flat())];
    assert.deepEqual(ours, theirs);
    assert.equal(Object.keys(ours).length, FILES.length);
    assert.deepEqual([...new Set(Object.values(ours).flatMap((file) => [file.fetch, file.img, file.script, file.import]))], ['refused']);
    await tab.close();
  });

  test(`${name}: hostile: the page's own traps hear nothing, and all it sees is one element`, async () => {
    const here = stage();
    const { flagged: { url, bare: body } } = twins();
    const { host } = new URL(url);
    await here.settings({ sites_off: [host] });
    const without = await trapped(here, url, body, false);
    await without.tab.close();
    await here.settings({ sites_off: [] });
    const withIt = await trapped(here, url, body, true);
    assert.deepEqual(withIt.heard, without.heard, 'the traps heard something');
    // That they would have heard it.
    await withIt.tab.script(`(() => {
      const made = document.createElement('span');
      document.documentElement.append(made);
      made.attachShadow({ mode: 'closed' });
      made.addEventListener('click', () => {});
      new MutationObserver(() => {}).observe(made, { childList: true });
      JSON.stringify({});
      postMessage(1, '*');
      made.remove();
      return true;
    })()`);
    const now = await withIt.tab.script('window.__heard()');
    for (const one of ['Document.createElement', 'Element.attachShadow', 'EventTarget.addEventListener', 'MutationObserver.observe', 'JSON.stringify', 'Element.append']) assert.ok(now[one] > (withIt.heard[one] ?? 0), `no trap at ${one}`);
    // No report of a policy, by event, by server, or by the browser's own reporting.
    assert.deepEqual(withIt.violations, []);
    assert.deepEqual(withIt.asked, without.asked);

    const learnt = [];
    const { last, elements, ...rest } = withIt.seen;
    assert.deepEqual(rest, (({ last: _l, elements: _e, ...others }) => others)(without.seen));
    if (elements !== without.seen.elements) learnt.push(`${elements - without.seen.elements === 1 ? 'one more element' : `${elements - without.seen.elements} more elements`}: ${last}, the last child of <html>`);
    console.log(`${name}: what a page learns of the extension: ${learnt.join('; ')}`);
    assert.deepEqual(learnt, LEARNT);
    await withIt.tab.close();
  });
}
