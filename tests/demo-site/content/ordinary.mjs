// (a) An ordinary profile: varied work for varied clients over years, one of them a repeat client. It stays quiet.

import { upworkProfile } from '../layouts/upwork-profile.mjs';

const completed = [
  { client: 'bakery', started: 96, ended: 61, title: 'Order form and delivery calendar for a bakery', review: 'Marta understood our morning rush better than we explained it. The calendar saves us an hour a day, and she stayed on the phone while we moved the old orders over.' },
  { client: 'museum', started: 160, ended: 118, hours: 41, title: 'Ticket desk: print queue keeps stalling', review: 'Found the cause within two days: a driver update, not the code. Wrote it down so that our volunteers can fix it next time.' },
  { client: 'choir', started: 201, ended: 188, title: 'Rehearsal sign-up sheet that works on old phones', review: 'Simple, quick, does what it says.' },
  { client: 'museum', started: 320, ended: 262, hours: 66, title: 'Opening hours on three screens from one place', review: 'Second time we worked with Marta. Calm, on time, asks before she changes anything.' },
  { client: 'dentist', started: 390, ended: 371, title: 'Move appointment reminders off a plugin that was given up', review: 'We lost no appointment in the move. The estimate was a little short, she said so early and explained why.', score: 4.8 },
  { client: 'cycle club', started: 470, ended: 455, title: 'Route archive with maps that load on a train', review: 'Lovely work on a tiny budget. The offline maps are what our members talk about.' },
  { client: 'translator', started: 560, ended: 533, hours: 18, title: 'Clean up a word list of 40,000 entries', review: 'Careful with the odd cases, sent a list of questions instead of guessing.' },
  { client: 'garden centre', started: 700, ended: 610, hours: 120, title: 'Stock count by barcode for a garden centre', review: 'The scanners were second hand and temperamental. Marta got them all working and trained the staff herself.' },
  { client: 'publisher', started: 790, ended: 752, title: 'Proof copies: watermark with the reader on each page' },
  { client: 'school', started: 900, ended: 862, title: 'Timetable export that parents can subscribe to', review: 'Good communication throughout. We would have liked a test with more phones before launch, but the fix came the same evening.', score: 4.6 },
];

export const ordinary = {
  name: 'ordinary-profile',
  url: 'https://www.upwork.com/freelancers/~01d0e0d0e0d0e0d001',
  title: 'An ordinary profile',
  look: 'Nothing is wrong here, and nothing above Background is shown. The panel says what the page withholds (earnings) and that the number of bids is not visible on a profile.',
  html: (now) =>
    upworkProfile(
      {
        ciphertext: '~01d0e0d0e0d0e0d001',
        name: 'Marta V.',
        title: 'Small web tools for small teams',
        overview:
          'I build and repair the small tools that a shop, a club or a school runs on: order forms, calendars, exports, print queues. I have done this for eleven years, first inside a library and since 2019 on my own.\n\nI work in the open: you see the test version from the second day, and I write down what I did so that the next person can go on. I am slow to promise and quick to say when something will take longer.',
        city: 'Porto',
        country: 'Portugal',
        countryCode: 'PT',
        localTime: '9:12 am',
        skills: ['Vue.js', 'Python', 'PostgreSQL', 'Web Accessibility', 'Data Cleaning'],
        rate: 48,
        rating: 4.9,
        ratings: 24,
        jobs: 31,
        hours: 612.5,
        success: 0.97,
        badge: 'Top Rated',
        memberDays: 2480,
        completed,
        completedTotal: 30,
        current: [{ client: 'garden centre', started: 20, title: 'Label printer for seasonal plants' }],
      },
      now,
    ),
};
