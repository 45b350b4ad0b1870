// Pages with jobs and letters of our own making, written as files.

import { writeFileSync } from 'node:fs';

import { freelancerProject } from '../demo-site/layouts/freelancer-project.mjs';
import { NOW } from './cases.mjs';
import { written } from './harness/paths.mjs';

/** A page of ours: a job with bids. `letters`: by the name of who sent them. */
export function job(name, path, title, description, letters) {
  const bids = Object.entries(letters).map(([user, letter]) => ({ user, city: 'Cork', country: 'Ireland', code: 'ie', amount: 500, days: 8, rating: 4.8, reviews: 20, earnings: 4.2, letter }));
  const html = freelancerProject({ path, title, description, budget: { min: 250, max: 750 }, bidCount: bids.length, bidAvg: 500, postedDaysAgo: 1, skills: ['Java'], bids }, NOW);
  const file = written(`${name}.html`);
  writeFileSync(file, html);
  return { name, url: `https://www.freelancer.com/projects/${path}`, file };
}

/** Mulberry32: the same words on every machine. */
export function random(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const SYLLABLES = [...'bdfgklmnprst'].flatMap((first) => [...'aeiou'].map((second) => first + second));

/** A text of made-up words, so that nothing of anybody stands in it. */
export function madeUp(words, next) {
  const pick = () => SYLLABLES[Math.floor(next() * SYLLABLES.length)];
  return Array.from({ length: words }, (_, n) => pick() + pick() + pick() + (n % 12 === 11 ? '.' : '')).join(' ');
}

/** A job with letters that have nothing in common with any other's. */
export function madeUpJob(seed, letters, words = 80) {
  const next = random(seed);
  const sent = Object.fromEntries(Array.from({ length: letters }, (_, n) => [`bidder_${seed}_${n}`, madeUp(words, next)]));
  return { ...job(`made-up-${seed}`, `java/made-up-${seed}`, `A job of the number ${seed}`, madeUp(40, next), sent), letters: sent };
}
