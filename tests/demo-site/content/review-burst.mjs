// (e) A review burst: twenty-three reviews in two years, thirteen of them within four days. The words all differ.

import { fiverrGig } from '../layouts/fiverr-gig.mjs';

const AT = [
  ['United Kingdom', 'GB'],
  ['Canada', 'CA'],
  ['Netherlands', 'NL'],
  ['United States', 'US'],
  ['Germany', 'DE'],
];

const burst = [
  'Logo arrived a day early and the colours print well on our boxes.',
  'Great seller, I asked for a fox and got three foxes to choose from.',
  'Clean lines. Our app icon finally reads at small size.',
  'Good value. One round of changes was enough.',
  'She understood the brief from two sentences and a photo of our van.',
  'Nice person to deal with, files were in every format that I needed.',
  'Exactly what I wanted for the podcast cover.',
  'Fast. The vector file opened without trouble in my old program.',
  'My bakery has a face now. Customers have noticed.',
  'Would order again for the winter menu.',
  'Second draft nailed it, first one was a bit busy for my taste.',
  'Very happy, the sign maker could use the file as it was.',
  'Lovely lettering, you can tell that it was drawn by hand.',
].map((text, index) => ({ buyer: `buyer_north${index + 1}`, days: 40 + index * 0.28, text }));

const others = [
  { buyer: 'orchard_tea', days: 130, text: 'Patient with my many small wishes about the leaf.', stars: 5 },
  { buyer: 'helmsman72', days: 260, text: 'Good work, took two days longer than planned.', stars: 4 },
  { buyer: 'orchard_tea', days: 395, text: 'The labels look handsome on the tins.', stars: 5, repeat: true },
  { buyer: 'kiln_and_co', days: 540, text: 'A mark for our pottery stamp. It survives the fire, which was the point.', stars: 5 },
  { buyer: 'm_lindqvist', days: 690, text: 'Fine result after a slow start.', stars: 4 },
  { buyer: 'bookbarrow', days: 180, text: 'Our reading group voted, her first sketch won.' },
  { buyer: 'saltmarsh_inn', days: 315, text: 'The inn sign turned out larger than planned, and the drawing carried it.' },
  { buyer: 'piotr_wheels', days: 450, text: 'Quick answer to every question, the wheel could be rounder.', stars: 4 },
  { buyer: 'lantern_lane', days: 610, text: 'Charming work, wrapped in a clear price.' },
  { buyer: 'vera_knits', days: 655, text: 'A ball of wool that does not look like a planet. Thank you.' },
];

export const reviewBurst = {
  name: 'review-burst',
  url: 'https://www.fiverr.com/foxandferry/draw-a-simple-logo-by-hand',
  title: 'A review burst',
  look: 'Twenty-three reviews in two years, thirteen of them within four days. The finding says how likely that is by chance, names innocent reasons (a promotion, a holiday season) and what to ask.',
  html: (now) =>
    fiverrGig(
      {
        slug: 'draw-a-simple-logo-by-hand',
        seller: 'foxandferry',
        displayName: 'Fox and Ferry',
        title: 'draw a simple logo by hand',
        oneLiner: 'Hand-drawn marks for small businesses',
        about: 'I draw logos with a brush and a steady hand, then clean them up as vectors. Small shops are my favourite clients: tell me what you sell and who walks in.',
        code: 'DK',
        cents: 8500,
        orders: 27,
        joinedDays: 760,
        reviews: [...burst, ...others].map((review, index) => {
          const [country, code] = AT[index % AT.length];
          return { country, code, ...review };
        }),
      },
      now,
    ),
};
