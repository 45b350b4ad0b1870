// What the built extension may do is written down here once more, on purpose: a permission more is a decision, not a slip.

import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));

const PERMISSIONS = {
  chromium: ['activeTab', 'contextMenus', 'scripting', 'sidePanel', 'storage'],
  firefox: ['activeTab', 'contextMenus', 'scripting', 'storage'],
};

const KEYS = {
  both: [
    'action', 'background', 'commands', 'content_security_policy', 'default_locale', 'description', 'host_permissions',
    'icons', 'incognito', 'manifest_version', 'name', 'optional_host_permissions', 'options_ui', 'permissions', 'version',
  ],
  chromium: ['minimum_chrome_version', 'side_panel', 'storage'],
  firefox: ['browser_specific_settings', 'sidebar_action'],
};

const POLICY = [
  "default-src 'none'", "script-src 'self' 'wasm-unsafe-eval'", "style-src 'self'", "img-src 'self' data:",
  "connect-src 'self'", "form-action 'none'", "base-uri 'none'", "frame-ancestors 'none'",
];

for (const browser of ['chromium', 'firefox']) {
  const folder = join(root, 'dist', browser);
  const manifest = () => JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'));
  const files = () =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath ?? entry.path, entry.name));

  test(`${browser}: no key and no permission beyond the list`, () => {
    const { permissions, ...rest } = manifest();
    assert.deepEqual([...permissions].sort(), PERMISSIONS[browser]);
    const allowed = new Set([...KEYS.both, ...KEYS[browser]]);
    assert.deepEqual(Object.keys(rest).filter((key) => !allowed.has(key)), []);
    assert.equal(rest.manifest_version, 3);
    assert.match(rest.version, /^\d+\.\d+\.\d+$/);
  });

  test(`${browser}: hosts are those of the built-in adapters, each a whole site over https`, () => {
    const { host_permissions: hosts, optional_host_permissions: optional } = manifest();
    assert.ok(hosts.length > 0);
    for (const host of hosts) assert.match(host, /^https:\/\/(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)+\/\*$/);
    assert.deepEqual(optional, ['https://*/*']);
  });

  test(`${browser}: extension pages run only what is in the extension`, () => {
    const { content_security_policy: policy } = manifest();
    assert.deepEqual(Object.keys(policy), ['extension_pages']);
    assert.deepEqual(policy.extension_pages.split(';').map((part) => part.trim()).filter(Boolean), POLICY);
  });

  test(`${browser}: scripts come from files, and no code is made from text`, () => {
    for (const file of files()) {
      const text = /\.(html|m?js)$/.test(file) ? readFileSync(file, 'utf8') : '';
      if (file.endsWith('.html')) assert.doesNotMatch(text, /<script(?![^>]*\bsrc=)|\son[a-z]+=|\sstyle=/i, file);
      else assert.doesNotMatch(text, /\beval\(|new Function\(|\bimport\(\s*["']https?:/, file);
    }
  });

  test(`${browser}: no words stand in a page; its script says them in the user's language`, () => {
    // The invented letters of the demonstration are what is read, not what we say.
    const pages = files().filter((file) => file.endsWith('.html') && !file.endsWith('demonstration.html'));
    assert.ok(pages.length > 4);
    for (const file of pages) assert.equal(readFileSync(file, 'utf8').replace(/<title>Second Look<\/title>|<!--[^]*?-->|<[^>]*>/g, '').trim(), '', file);
  });

  test(`${browser}: the engine and the packs are those that were built`, () => {
    const names = files();
    for (const [name, built] of [['engine_bg.wasm', 'target/wasm/engine_bg.wasm'], ['packs.json', 'target/packs.json'], ['corpus.json', 'target/corpus.json']]) {
      const found = names.filter((file) => file.endsWith(name));
      assert.equal(found.length, 1, `${name} is there once`);
      assert.ok(readFileSync(found[0]).equals(readFileSync(join(root, built))), `${name} is fresh`);
    }
  });
}

test('firefox: says that nothing is collected', () => {
  const manifest = JSON.parse(readFileSync(join(root, 'dist/firefox/manifest.json'), 'utf8'));
  assert.deepEqual(manifest.browser_specific_settings.gecko.data_collection_permissions, { required: ['none'] });
});
