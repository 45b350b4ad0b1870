// Two pages that look alike to whoever measures: in one the letters give findings, in the other every letter of every word is
// another one. All letters have one width, so nothing stands elsewhere.

import { readFileSync } from 'node:fs';

import { job } from '../jobs.mjs';
import { listen } from './measures.mjs';

const COPY = (who, thing) => `I went through your stock sheet problem twice and would begin with the older of the two tills, because its export drops the article numbers that the other one keeps. ${who} has done the same for a bakery with nine shops and a warehouse, and there we wrote a small ${thing} that reads both files every night and lists what does not agree. Nothing of it needed a server, and the list was empty after three weeks. I would do the same here, with a test for each till, and hand over everything with a page that says how it is run.`;
const ORDINARY = (n) => `${['Good morning', 'Hello there', 'Dear client'][n % 3]}, what you describe sounds like a job of about ${['four', 'nine', 'six'][n % 3]} days. ${['My last one was a timetable for a school of music, printed every Sunday.', 'Before that came an archive of maps, which librarians still search by hand.', 'A label printer that answers in Welsh is what people remember of me.'][n % 3]} Tell me when to begin.`;

const LETTERS = {
  anna_grey: COPY('Our workshop', 'program'),
  bruno_field: ORDINARY(0),
  carla_stone: COPY('A friend of mine', 'script'),
  // A bid without a letter, of which there is nothing to read.
  fiona_lake: '',
  // Last, so that what is drawn on the words lies below all else that is ours.
  dmitri_wold: `${ORDINARY(1)} Please write to me on Telegram and pay the first half in USDT to my wallet before we begin.`,
};

/** The same text with other letters: as many words, as long, none of them in any language. */
function turned(text, by) {
  return text.replace(/[a-z]/gi, (letter) => {
    const base = letter <= 'Z' ? 65 : 97;
    return String.fromCharCode(((letter.charCodeAt(0) - base + by) % 26) + base);
  });
}
const HARMLESS = Object.fromEntries(Object.entries(LETTERS).map(([who, letter], n) => [who, turned(letter, 3 + 2 * n)]));

const made = (name, letters) => {
  const { url, file } = job(name, 'java/twins', 'Stock of a shop', 'Two tills and one stock list that do not agree.', letters);
  const bare = readFileSync(file, 'utf8');
  const body = bare.replace('</head>', '<link rel="stylesheet" href="/one-width.css"></head>').replace('</body>', `<script>(${listen})()</script></body>`);
  return { url, bare, body };
};

export const ITEMS = Object.keys(LETTERS).length;
/** The names of those whose letters are flagged in the one and not in the other. */
export const FLAGGED = ['anna_grey', 'carla_stone', 'dmitri_wold'];

export const twins = () => ({ flagged: made('twins-flagged', LETTERS), harmless: made('twins-harmless', HARMLESS) });
export const ONE_WIDTH = { body: '* { font-family: monospace !important; font-weight: 400 !important; font-style: normal !important }', type: 'text/css' };
