// (c, second half) Most of the work is for one client, as it is for many good freelancers. It is Background at most.

import { upworkProfile } from '../layouts/upwork-profile.mjs';

const completed = [
  { client: 'observatory', started: 95, ended: 52, hours: 80, title: 'Star catalogue: import of the winter plates', review: 'Ilse has become part of how we work. The import ran overnight without a single lost plate.' },
  { client: 'observatory', started: 190, ended: 120, hours: 96, title: 'Star catalogue: search by position', review: 'Search is fast enough that visitors use it on the big screen now.' },
  { client: 'brewery', started: 240, ended: 219, title: 'Temperature log with an alarm', review: 'Alarm woke me twice, both times for good reason. Recommended.' },
  { client: 'observatory', started: 410, ended: 300, hours: 150, title: 'Star catalogue: second reader for old handwriting', review: 'She asked our archivist the right questions and caught mistakes that we had carried for decades.' },
  { client: 'observatory', started: 520, ended: 470, hours: 62, title: 'Visitor booking: fix double bookings at the change of the clocks', review: 'The bug that had cost us a school class every autumn is gone.' },
  { client: 'lawyer', started: 600, ended: 580, title: 'Letter templates that keep their numbering', review: 'Did what was agreed. A phone call would have been nicer than long emails, but the result is right.', score: 4.5 },
  { client: 'observatory', started: 760, ended: 660, hours: 110, title: 'Visitor booking: first version', review: 'We had tried two agencies before. Ilse sat with us at the desk for a day and then built what we need.' },
  { client: 'observatory', started: 840, ended: 815, title: 'Move the mailing list to a new provider', review: 'Smooth, no complaints from the members.' },
];

export const loyalClient = {
  name: 'loyal-client',
  url: 'https://www.upwork.com/freelancers/~01d0e0d0e0d0e0d002',
  title: 'A loyal client',
  look: 'Six of eight jobs are for one client, over two years and with very different work and words. That is a good sign as often as not: Background at most.',
  html: (now) =>
    upworkProfile(
      {
        ciphertext: '~01d0e0d0e0d0e0d002',
        name: 'Ilse B.',
        title: 'Data and booking systems for museums and science',
        overview:
          'I look after data that has to be right for a long time: catalogues, measurements, bookings. Before I was self-employed I spent nine years in a university archive, so I know what old files look like from the inside.\n\nMost of my clients stay for years. I keep two days a week free for them, and take on one new project at a time.',
        city: 'Graz',
        country: 'Austria',
        countryCode: 'AT',
        localTime: '10:12 am',
        skills: ['Python', 'SQL', 'Digitisation', 'Data Modelling'],
        rate: 62,
        rating: 4.9,
        ratings: 8,
        jobs: 9,
        hours: 540,
        success: 1,
        badge: 'Top Rated',
        memberDays: 1300,
        completed,
        completedTotal: 8,
        current: [{ client: 'observatory', started: 12, title: 'Star catalogue: summer plates' }],
      },
      now,
    ),
};
