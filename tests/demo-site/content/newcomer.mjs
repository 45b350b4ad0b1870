// (d) A newcomer: a young account, two jobs. Being new is no fault: nothing above Note.

import { upworkProfile } from '../layouts/upwork-profile.mjs';

export const newcomer = {
  name: 'newcomer',
  url: 'https://www.upwork.com/freelancers/~01d0e0d0e0d0e0d003',
  title: 'A newcomer',
  look: 'Three weeks on the site, two jobs done. Most statistics say "too few to judge", and nothing above Note is shown: everybody starts like this.',
  html: (now) =>
    upworkProfile(
      {
        ciphertext: '~01d0e0d0e0d0e0d003',
        name: 'Tomas K.',
        title: 'Junior front-end developer, careful with forms',
        overview:
          'I finished a two-year evening course this summer and I am now looking for my first small projects. I like forms, tables and everything where people must not lose what they typed. My course project, a booking page for our village hall, is in use every week.\n\nI answer on weekdays after four, and I would rather ask once too often.',
        city: 'Brno',
        country: 'Czechia',
        countryCode: 'CZ',
        localTime: '10:12 am',
        skills: ['HTML', 'CSS', 'TypeScript'],
        rate: 16,
        rating: 5,
        ratings: 2,
        jobs: 2,
        hours: 9,
        memberDays: 22,
        completed: [
          { client: 'village shop', started: 9, ended: 5, title: 'Make a price list readable on a phone', review: 'Friendly and quick. He noticed two wrong prices on the way.' },
          { client: 'running group', started: 17, ended: 12, hours: 9, title: 'Registration form for a charity run', review: 'First job for him and first time for us, it went well. We had to ask twice for the confirmation mail.', score: 4.8 },
        ],
      },
      now,
    ),
};
