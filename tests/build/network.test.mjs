// Nothing in the built extension can ask the network for anything: its scripts, pages, styles and Wasm are parsed and looked
// through. What it really does is looked at by tests/browser/nothing-leaves.test.mjs.

import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { build } from 'esbuild';
import { Window } from 'happy-dom';

import { scanScript } from './scan/script.mjs';

const dist = fileURLToPath(new URL('../../dist/', import.meta.url));
const files = (browser, end) => readdirSync(join(dist, browser), { recursive: true }).filter((file) => file.endsWith(end)).map((file) => join(dist, browser, file));

/** Pages of authorities that the records page names as sources: a person may click them, and they are told nothing of from where. */
const SOURCES = [
  'https://ofac.treasury.gov/media/923126/download?inline',
  'https://www.ic3.gov/PSA/2023/PSA231018',
  'https://www.ic3.gov/PSA/2024/PSA240516',
  'https://www.ic3.gov/PSA/2025/PSA250123',
  'https://www.ic3.gov/PSA/2025/PSA250723-4',
  'https://www.meti.go.jp/press/2023/03/20240326002/20240326002.html',
  'https://cloud.google.com/blog/topics/threat-intelligence/mitigating-dprk-it-worker-threat',
];
/** The invented page's own name: the engine is told that it was read there, and nothing is asked there. */
const LINKS = { 'records.js': SOURCES, 'demonstration.js': ['https://www.freelancer.com/projects/second-look/demonstration'] };
/** The scripts with an engine of their own: wasm-bindgen's start asks for what it is handed, which is the extension's own file. */
const GLUE = ['background.js', 'packs.js'];

/** What the engine gets from outside: objects, texts, errors and marks of time. Nothing that reaches a network, a page or a clock. */
const WASM = [
  '__wbg_Error', '__wbg_Number', '__wbg_String', '__wbg___wbindgen_is_object', '__wbg___wbindgen_is_string', '__wbg___wbindgen_is_undefined',
  '__wbg___wbindgen_string_get', '__wbg___wbindgen_throw', '__wbg_clearMarks', '__wbg_clearMeasures', '__wbg_engine_new', '__wbg_error', '__wbg_get',
  '__wbg_instanceof_Error', '__wbg_length', '__wbg_mark', '__wbg_measure', '__wbg_message', '__wbg_new', '__wbg_page_new', '__wbg_set',
  '__wbg_static_accessor_GLOBAL', '__wbg_static_accessor_GLOBAL_THIS', '__wbg_static_accessor_SELF', '__wbg_static_accessor_WINDOW', '__wbg_stringify',
  '__wbindgen_generic', '__wbindgen_init_externref_table',
];

/** Elements of the extension's own pages. */
const ELEMENTS = /^(html|head|meta|title|body|main|header|section|h[1-6]|p|div|span|ul|ol|li|link|script|a|strong|[a-z]+(-[a-z]+)+)$/; // with a hyphen: elements without a meaning of their own

for (const browser of ['chromium', 'firefox']) {
  test(`${browser}: no script asks for anything but the extension's own files`, () => {
    const scripts = files(browser, '.js');
    assert.ok(scripts.length >= 9, 'the scripts are not there');
    for (const file of scripts) {
      const name = basename(file);
      assert.deepEqual(scanScript(readFileSync(file, 'utf8'), { links: LINKS[name] ?? [], glue: GLUE.includes(name) }), [], name);
    }
  });

  test(`${browser}: no page asks for anything but the extension's own files`, () => {
    const pages = files(browser, '.html');
    assert.ok(pages.length >= 7, 'the pages are not there');
    for (const file of pages) {
      const document = new new Window().DOMParser().parseFromString(readFileSync(file, 'utf8'), 'text/html');
      for (const element of document.querySelectorAll('*')) {
        assert.match(element.localName, ELEMENTS, basename(file));
        const attributes = [...element.attributes].map(({ name, value }) => [name, value]);
        for (const [name, value] of attributes) {
          // A link of the invented page stays within the extension.
          if (name === 'src' || name === 'href') assert.match(value, element.localName === 'a' ? /^\/[a-z]/ : /^[a-z]+\.(js|css)$/, `${basename(file)}: ${element.outerHTML}`);
          assert.doesNotMatch(name, /^(on.*|style|ping|action|http-equiv|srcset|integrity|background)$/, `${basename(file)}: ${element.outerHTML}`);
        }
        if (element.localName === 'link') assert.equal(element.getAttribute('rel'), 'stylesheet', basename(file));
      }
    }
  });

  test(`${browser}: no style asks for anything`, async () => {
    const styles = files(browser, '.css');
    assert.ok(styles.length >= 5, 'the styles are not there');
    const { metafile } = await build({ entryPoints: styles, bundle: true, external: ['*'], metafile: true, write: false, outdir: dist, logLevel: 'silent' });
    assert.deepEqual(Object.values(metafile.outputs).flatMap(({ imports }) => imports.map(({ path }) => path)).filter((path) => !path.startsWith('data:')), []);
  });

  test(`${browser}: the engine gets nothing from outside but what is listed`, async () => {
    const wasm = files(browser, '.wasm');
    assert.equal(wasm.length, 1);
    const imports = WebAssembly.Module.imports(await WebAssembly.compile(readFileSync(wasm[0])));
    assert.ok(imports.length > 10, 'no imports were found');
    assert.deepEqual(imports.filter(({ module, kind }) => module !== './engine_bg.js' || kind !== 'function'), []);
    const names = imports.map(({ name }) => name.replace(/_[0-9a-f]{16}$/, ''));
    assert.deepEqual([...new Set(names)].filter((name) => !WASM.includes(name)), [], 'an import that is not listed');
  });
}

test('a style that asks is found', async () => {
  const { metafile } = await build({ stdin: { contents: '@import "https://example.org/a.css"; p { background: url(https://example.org/b.png) }', loader: 'css' }, bundle: true, external: ['*'], metafile: true, write: false });
  assert.equal(Object.values(metafile.outputs)[0].imports.length, 2);
});

test('what is looked for is found, however it is written', () => {
  const planted = [
    'fetch("https://example.org/")', 'const f = fetch; f(ext.runtime.getURL("x"))', 'globalThis["fetch"]("x")', 'self[name]("x")', 'fetch(ext.runtime.getURL, "x")',
    'new XMLHttpRequest()', 'new WebSocket(u)', 'new EventSource(u)', 'navigator.sendBeacon(u)', 'navigator["sendBeacon"](u)', 'new WebTransport(u)',
    'new RTCPeerConnection()', 'new Image().decode()', 'new Audio(u)', 'navigator.connection.type', 'importScripts(u)', 'import(u)', 'import "./x.js"', 'form.submit()', 'form.requestSubmit()',
    'window.open(u)', 'open(u)', 'ext.tabs.create({ url: u })', 'ext.tabs.update(1, { url: u })', 'location.href = u', 'location = u', 'location.assign(u)',
    'make(document, "a", { attributes: { ping: u } })', 'make(document, "img")', 'document.createElement("iframe")', 'a.setAttribute("src", u)', 'a.src = u',
    'sheet.replaceSync(`a { background: url(${u}) }`)', 'sheet.replaceSync("@import \'x\'")', '"https://example.org/x"', 'new Worker(u)', 'eval(u)', 'new Function(u)', 'document.cookie', 'localStorage.x = 1',
  ];
  for (const code of planted) assert.ok(scanScript(code).length > 0, `not found: ${code}`);
  for (const code of ['fetch(ext.runtime.getURL(`locales/${x}.json`))', 'ext.tabs.create({ url: ext.runtime.getURL("a.html") })', 'location.assign("records.html")', 'const open = () => 1; open()']) assert.deepEqual(scanScript(code), [], code);
});
