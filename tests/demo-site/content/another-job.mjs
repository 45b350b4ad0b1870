// (h) Another job, another client: five letters, of which one comes from the template of the ten proposals. By itself the page
// is quiet; opened after the ten, its letter is shown beside the ones met there, and the ten know of it as well.

import { freelancerProject } from '../layouts/freelancer-project.mjs';
import { template } from './ten-proposals.mjs';

const bids = [
  {
    user: 'oleander_web', city: 'Split', country: 'Croatia', code: 'hr', amount: 420, days: 8, rating: 4.8, reviews: 31, earnings: 4.9,
    letter: 'Hello, a tea room with two counters is a nice size for this: small enough to test on a quiet Tuesday. I would ask the till for its own daily total first and print it beside yours, because in my experience the difference sits in vouchers. If it does, you need no new software at all. I have set up three tills of this make, one of them in a bakery that you may know. I can be there by video on any afternoon. Thank you for reading, Dunja',
  },
  {
    user: 'summit_line_soft', city: 'Brno', country: 'Czech Republic', code: 'cz', amount: 470, days: 9, rating: 4.7, reviews: 19, earnings: 4.4,
    letter: template({ greeting: 'Good day,', company: 'Summit Line Software', years: 7, skill: 'Ruby and the Square API', similar: 'a flower market with nine stalls', days: 5 }),
  },
  {
    user: 'amadou_k', city: 'Dakar', country: 'Senegal', code: 'sn', amount: 380, days: 6, rating: 4.9, reviews: 12, earnings: 3.9,
    letter: 'Good evening. I kept the books of a cooperative before I wrote code, so the first thing I did was add up your example: the gap of 41.60 is two teapots, not a rounding error. Somebody sells them without scanning. I can build you a page that shows every sale without an article, once a day, and after a fortnight you will know at which counter it happens. Python, a scheduled job, mail in the morning. I am happy to answer any questions you may have.',
  },
  {
    user: 'greta_tills', city: 'Aarhus', country: 'Denmark', code: 'dk', amount: 510, days: 12, rating: 5, reviews: 8, earnings: 3.1,
    letter: 'Hi, I look after tills for eleven cafes in Aarhus. Yours exports a file at midnight that nobody reads; it has all you ask for. I would read it, compare it with the stock list, and send one message when they differ by more than you allow. No subscription, no cloud, it runs on the machine in your office. Please keep a week of old files for me, so that I can try it before it touches anything. I look forward to hearing from you.',
  },
  {
    user: 'yuto_small_tools', city: 'Kobe', country: 'Japan', code: 'jp', amount: 450, days: 10, rating: 4.8, reviews: 24, earnings: 4.6,
    letter: 'Hello! May I ask how often the list of articles changes? If it is once a season, I would not synchronise at all but print new labels and be done. If it is every week, I would let the counters read the list from one sheet and write their sales to another, and compare the two at closing time. I made this for a shop of paper goods last winter and can show you the screens in a call. Best regards, Yuto',
  },
];

export const anotherJob = {
  name: 'another-job',
  url: 'https://www.freelancer.com/projects/python/till-and-stock-list-tea-room',
  title: 'Another job, met after the ten proposals',
  look: 'Open the ten proposals first, then this page in another tab. The letter of @summit_line_soft is made from the same template: its card names the bidders met before and shows their text, and the marks on the first page know of it without a reload. Opened alone, this page is quiet. "Forget the letters of this session" in the panel ends it.',
  html: (now) =>
    freelancerProject(
      {
        path: 'python/till-and-stock-list-tea-room',
        title: 'Our two tills and the stock list do not agree',
        description:
          'We run a tea room with two counters and a little shop for pots and cups. At closing time the tills say one sum and the list says another, last week by 41.60. We would like to know every evening where the difference comes from, without typing anything in twice.',
        budget: { min: 250, max: 750 },
        bidCount: 5,
        bidAvg: 446,
        postedDaysAgo: 2,
        skills: ['Python', 'Point of Sale'],
        bids,
      },
      now,
    ),
};
