// The demonstration pages do what the index says of them; the native command is asked here, the browsers' reports are
// held to be the same in `extension.test.mjs`.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { demoPages, NOW } from './cases.mjs';
import { scan, secondlook } from './harness/commands.mjs';
import { assertExpected, EXPECT } from './harness/expect.mjs';

const pages = demoPages();

test('every demonstration page has its expectation', () => {
  assert.deepEqual(pages.map((page) => page.name).sort(), Object.keys(EXPECT).sort());
});

for (const page of pages) {
  test(`demo: ${page.name}: as expected`, () => {
    assertExpected(page.name, scan(page.file, page.url, '--captured-at', NOW.toISOString()));
  });

  test(`demo: ${page.name}: says it in words, in text and in one file`, () => {
    const text = secondlook(['scan', page.file, '--url', page.url], { findings: true });
    assert.doesNotMatch(text, /\{[a-z_]+\}|undefined|fraudster|scammer|suspicious person/i);
    const html = secondlook(['scan', page.file, '--url', page.url, '--format', 'html'], { findings: true });
    assert.match(html, /<!doctype html>/i);
    assert.doesNotMatch(html, /<(script|link|img|iframe)\b[^>]*(src|href)=/i, 'the file asks for something');
  });
}
