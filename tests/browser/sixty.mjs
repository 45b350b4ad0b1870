// Sixty letters for one job, in the style of the demonstration: three of them copies of one template, one asks for payment outside
// the site, all others are put together from sentences that no two share in the same way. Nobody here is real.

import { writeFileSync } from 'node:fs';

import { template } from '../demo-site/content/ten-proposals.mjs';
import { freelancerProject } from '../demo-site/layouts/freelancer-project.mjs';
import { NOW } from './cases.mjs';
import { written } from './harness/paths.mjs';
import { madeUp, random } from './jobs.mjs';

const PATH = 'data-integration/count-of-a-garden-shop';
export const SIXTY_URL = `https://www.freelancer.com/projects/${PATH}`;
export const LETTERS = 60;
export const PAGES = 6;

/** Where the copies stand: on the first, the third and the last page of ten. */
export const COPIES = [4, 27, 58];
/** Who asks to be paid outside the site. */
export const ASKS = 12;

const NAMES = ['ada', 'bruno', 'chidi', 'dana', 'emre', 'farah', 'goran', 'hana', 'ivo', 'jana', 'kofi', 'lena', 'milo', 'nour', 'olga', 'pavel', 'quinn', 'rosa', 'sami', 'tara'];
const TRADES = ['codes', 'builds', 'counts'];
export const user = (n) => `${NAMES[n % NAMES.length]}_${TRADES[Math.floor(n / NAMES.length)]}`;
const COMPANIES = ['Heron Lake', 'Copper Field', 'Long Meadow'];

const OPENINGS = ['Good morning.', 'Hello, a garden shop is a fine place to count.', 'Thank you for writing so plainly.', 'I read your post on the train.'];

function letter(n, next) {
  const copy = COPIES.indexOf(n);
  if (copy >= 0) return template({ greeting: OPENINGS[copy], company: COMPANIES[copy], years: 4 + copy, skill: ['Python', 'Java and two label printers', 'Ruby'][copy], similar: ['a nursery', 'a flower market', 'a tool hire'][copy], days: 5 + copy });
  const own = `${OPENINGS[n % OPENINGS.length]} ${madeUp(55, next)}`;
  return n === ASKS ? `${own} About the payment: I would like to be paid directly in USDT to my wallet, outside Freelancer, so that we both save the fee.` : own;
}

export function bids(change = (bid) => bid) {
  const next = random(60);
  return Array.from({ length: LETTERS }, (_, n) => change({
    user: user(n), city: 'Cork', country: 'Ireland', code: 'ie', amount: 400 + n, days: 5 + (n % 9), rating: 4.8, reviews: 20, earnings: 4.2, letter: letter(n, next),
  }, n));
}

function page(name, url, shown) {
  const html = freelancerProject({
    path: PATH, title: 'Count the stock of a garden shop', budget: { min: 250, max: 750 }, bidCount: LETTERS, bidAvg: 500, postedDaysAgo: 1, skills: ['Java'], bids: shown,
    description: 'We sell plants and pots, and nobody knows how many of either. Please help us to count them in a way that lasts longer than a week.',
  }, NOW);
  const file = written(`${name}.html`);
  writeFileSync(file, html);
  return { name, url, file };
}

/** All on one page. `change`: what a test makes of a bid. */
export const sixtyOnOne = (change) => page('sixty', SIXTY_URL, bids(change));

/** Ten on each of six pages. */
export const sixtyOnSix = () => Array.from({ length: PAGES }, (_, n) => page(`sixty-${n + 1}`, `${SIXTY_URL}?page=${n + 1}`, bids().slice(n * 10, n * 10 + 10)));
