// A profile in which Firefox was started once. In an empty one it makes its caches first, which takes it three seconds more.

import { cpSync, existsSync, mkdirSync, mkdtempSync, realpathSync, renameSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import puppeteer from 'puppeteer-core';

import { OUT } from './paths.mjs';

/** A copy for one browser; the caller removes it. */
export async function startedOnce(executablePath) {
  // An update of the browser has another one.
  const { size, mtimeMs } = statSync(realpathSync(executablePath));
  const kept = join(OUT, `firefox-profile-${size}-${Math.round(mtimeMs)}`);
  if (!existsSync(kept)) await make(executablePath, kept);
  const profile = mkdtempSync(join(tmpdir(), 'secondlook-firefox-'));
  cpSync(kept, profile, { recursive: true });
  return profile;
}

async function make(executablePath, kept) {
  mkdirSync(OUT, { recursive: true });
  const fresh = mkdtempSync(join(OUT, 'firefox-new-'));
  const browser = await puppeteer.launch({ browser: 'firefox', executablePath, headless: true, userDataDir: fresh });
  await browser.close();
  try {
    renameSync(fresh, kept);
  } catch (error) {
    // Another test file was first.
    if (!existsSync(kept)) throw error;
    rmSync(fresh, { recursive: true, force: true });
  }
}
