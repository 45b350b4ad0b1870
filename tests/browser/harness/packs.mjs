// A pack's author and a second user: the one works with the command, as docs/packs.md says, the other with the extension.

import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { tmpdir } from 'node:os';

import { COMMAND } from './paths.mjs';
import { until } from './wait.mjs';

/** Whether the command is there and knows packs; where it is not, a test says so. */
export const canBuild = () => existsSync(COMMAND) && spawnSync(COMMAND, ['pack', '--help']).status === 0;

/** A desk with keys and packs; `close` clears it. */
export function desk() {
  const folder = mkdtempSync(join(tmpdir(), 'secondlook-packs-'));
  const passphrase = join(folder, 'passphrase.txt');
  writeFileSync(passphrase, 'correct horse battery staple\n');
  const run = (...args) => execFileSync(COMMAND, args, { encoding: 'utf8', cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
  return {
    folder,
    run,
    /** A new key, and its fingerprint as the command says it. */
    key(name) {
      const file = join(folder, `${name}.key`);
      run('pack', 'key', 'new', file, '--passphrase-file', passphrase);
      return { file, fingerprint: /([0-9A-Z]{4}-){3}[0-9A-Z]{4}/.exec(run('pack', 'key', 'show', file))[0] };
    },
    /** Writes a pack's folder anew: `files` by their path. */
    write(name, files) {
      rmSync(join(folder, name), { recursive: true, force: true });
      for (const [path, text] of Object.entries(files)) {
        const file = join(folder, name, path);
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(file, text);
      }
      return join(folder, name);
    },
    /** Builds a folder, and signs it where there is a key: the file's text. */
    build(name, key) {
      const file = join(folder, `${name}.slpack.json`);
      run('pack', 'build', join(folder, name), '--output', file);
      if (key) run('pack', 'sign', file, '--key', key.file, '--passphrase-file', passphrase);
      return readFileSync(file, 'utf8');
    },
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** The file of a pack that was changed after the command built it, whole and unsigned: the command itself builds no pack that fails. */
export function altered(text, from, to) {
  const pack = text.slice('{"pack":'.length, text.lastIndexOf(',"schema":')).replace(from, () => to);
  return `{"pack":${pack},"schema":1,"sha256":"${createHash('sha256').update(pack).digest('hex')}"}`;
}

/** A file of this text is dropped on the packs page, or chosen in its picker. */
export function give(page, text, by = 'drop', name = 'pack.slpack.json') {
  return page.evaluate(([given, how, called]) => {
    const data = new DataTransfer();
    data.items.add(new File([typeof given === 'number' ? new Uint8Array(given) : given], called, { type: 'application/json' }));
    if (how === 'drop') {
      document.querySelector('[data-part="drop"]').dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
      return;
    }
    const input = document.querySelector('[data-act="pack-file"]');
    input.files = data.files;
    input.dispatchEvent(new Event('change'));
  }, [text, by, name]);
}

/** What the page says of the file it was given, once it has looked. */
export const preview = (page) =>
  until('the preview', () => page.evaluate(() => {
    const part = document.querySelector('[data-part="preview"]');
    if (part.childElementCount === 0 || part.querySelector('h3, .note') === null) return null;
    const text = (selector) => part.querySelector(selector)?.textContent;
    return {
      text: part.innerText,
      trust: part.querySelector('[data-trust]')?.getAttribute('data-trust'),
      fingerprint: text('[data-part="fingerprint"]'),
      codes: [...part.querySelectorAll('[data-code]')].map((one) => one.getAttribute('data-code')),
      changes: [...part.querySelectorAll('[data-part="changes"] li')].map((one) => one.textContent),
      take: part.querySelector('[data-act="take"]') === null ? null : !part.querySelector('[data-act="take"]').disabled,
    };
  }));

/** The packs that the page lists beside the built-in ones. */
export const listed = (page) =>
  page.evaluate(() => [...document.querySelectorAll('[data-part="layer-mine"], [data-part="layer-team"], [data-part="layer-policy"]')].flatMap((layer) =>
    [...layer.querySelectorAll('[data-pack]')].map((one) => ({
      layer: layer.getAttribute('data-part').slice('layer-'.length),
      id: one.getAttribute('data-pack'),
      version: one.getAttribute('data-version'),
      text: one.innerText,
      loaded: one.querySelector('[data-part="not-loaded"]') === null,
    }))));

export const press = (page, selector) => page.evaluate((wanted) => document.querySelector(wanted).click(), selector);
