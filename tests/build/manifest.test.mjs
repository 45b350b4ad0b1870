// What the built extension may do is written down here once more, on purpose: a permission more is a decision, not a slip.

import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));

const BROWSERS = ['chromium', 'firefox'];
const HOSTS = ['fiverr.com', 'freelancer.com', 'upwork.com', 'www.fiverr.com', 'www.freelancer.com', 'www.upwork.com'].map((host) => `https://${host}/*`);

/** What stands in a manifest, whole, but for the version and pictures' sizes. */
const EXPECTED = {
  both: {
    manifest_version: 3,
    name: '__MSG_name__',
    description: '__MSG_description__',
    default_locale: 'en',
    icons: pictures(16, 32, 48, 128),
    action: { default_title: '__MSG_name__', default_popup: 'popup.html', default_icon: pictures(16, 32) },
    options_ui: { page: 'options.html', open_in_tab: true },
    permissions: ['activeTab', 'contextMenus', 'scripting', 'storage'],
    host_permissions: HOSTS,
    optional_host_permissions: ['https://*/*'],
    content_security_policy: {
      extension_pages: "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'",
    },
    commands: {
      'next-finding': { suggested_key: { default: 'Alt+Period' }, description: '__MSG_next_finding__' },
      'previous-finding': { suggested_key: { default: 'Alt+Comma' }, description: '__MSG_previous_finding__' },
      'check-selection': { description: '__MSG_check_selection__' },
    },
  },
  chromium: {
    minimum_chrome_version: '120',
    permissions: ['activeTab', 'contextMenus', 'scripting', 'sidePanel', 'storage'],
    background: { service_worker: 'background.js', type: 'module' },
    side_panel: { default_path: 'panel.html' },
    storage: { managed_schema: 'managed-schema.json' },
  },
  firefox: {
    background: { scripts: ['background.js'] },
    sidebar_action: { default_title: '__MSG_name__', default_panel: 'panel.html', open_at_install: false },
    browser_specific_settings: { gecko: { id: 'second-look@second-look.invalid', strict_min_version: '140.0', data_collection_permissions: { required: ['none'] } } },
  },
};

function pictures(...sizes) {
  return Object.fromEntries(sizes.map((size) => [size, `icons/${size}.png`]));
}

/** The lines of a table of docs/permissions.md, by the codes in its first column; its second column, its last. */
function reasons(title) {
  const text = readFileSync(join(root, 'docs/permissions.md'), 'utf8');
  const part = text.split(/^## /m).find((one) => one.startsWith(`${title}\n`));
  const rows = part.split('\n').filter((line) => line.startsWith('| `')).map((line) => line.slice(1, -1).split(' | ').map((cell) => cell.trim()));
  return rows.flatMap((cells) => [...cells[0].matchAll(/`([^`]+)`/g)].map(([, code]) => ({ code, second: cells[1], why: cells.at(-1) })));
}

for (const browser of BROWSERS) {
  const folder = join(root, 'dist', browser);
  const manifest = () => JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'));
  const files = () =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath ?? entry.path, entry.name));

  test(`${browser}: the manifest is, key by key, what is written here`, () => {
    const { version, ...rest } = manifest();
    assert.match(version, /^\d+\.\d+\.\d+$/);
    assert.deepEqual({ ...rest, permissions: [...rest.permissions].sort() }, { ...EXPECTED.both, ...EXPECTED[browser] });
  });

  test(`${browser}: every permission, host, key, part of the policy and command has its reason, and no reason is left over`, () => {
    const built = manifest();
    const here = ({ second }) => second === 'both' || second === browser;
    const codes = (title, wanted = () => true) => {
      const lines = reasons(title).filter(wanted);
      for (const { code, why } of lines) assert.ok(why.length > 5, `${code} has no reason`);
      return lines.map(({ code }) => code).sort();
    };
    assert.deepEqual(codes('Permissions', here), [...built.permissions].sort());
    assert.deepEqual(codes('Keys', here), Object.keys(built).sort());
    assert.deepEqual(codes('Hosts'), [...built.host_permissions, ...built.optional_host_permissions].sort());
    assert.deepEqual(codes('The policy of its own pages'), built.content_security_policy.extension_pages.split('; ').sort());
    const keys = reasons('Keys that you may press');
    assert.deepEqual(keys.map(({ code }) => code).sort(), Object.keys(built.commands).sort());
    for (const { code, second } of keys) assert.equal(second.replaceAll('`', ''), built.commands[code].suggested_key?.default ?? 'none');
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
