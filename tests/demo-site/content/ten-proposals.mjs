// (b) Ten proposals for one job. Three bidders (1, 4 and 8) send one template with other names and numbers in its
// slots; one (6) asks to be paid in crypto outside the site; the others are honest and only share stock phrases.

import { freelancerProject } from '../layouts/freelancer-project.mjs';

/** The template that three of the ten share, and one letter on another job's page. */
export function template({ greeting, company, years, skill, similar, days }) {
  return `${greeting} I went through your stock sheet problem twice before writing this. What you describe is a reconciliation job: the shop counts one thing, the shelf counts another, and nobody owns the difference between them. At ${company} I spent ${years} years on exactly that seam, mostly with ${skill}. I would begin by freezing one week of orders and replaying them line by line until both totals meet, and only then automate the nightly run. For ${similar} the same approach brought the mismatch from hundreds of lines to a handful. You would have the first honest count in ${days} days, and I stay with you for the month after that. Shall we talk about where the sheet lives today?`;
}

const bids = [
  {
    user: 'northpier_dev', city: 'Halifax', country: 'Canada', code: 'ca', amount: 640, days: 9, rating: 4.8, reviews: 37, earnings: 5.1,
    letter: template({ greeting: 'Hello!', company: 'Northpier Systems', years: 6, skill: 'Python and the Shopify Admin API', similar: 'a shoe retailer with two warehouses', days: 4 }),
  },
  {
    user: 'katja_reads_code', city: 'Tallinn', country: 'Estonia', code: 'ee', amount: 720, days: 12, rating: 4.9, reviews: 61, earnings: 6.4,
    letter: 'Hi there, I have read your project description carefully. Two questions before I name a plan: do returns go back to the same shelf, and does the spreadsheet get edited by hand during the day? If the answer to the second is yes, a plain nightly copy would overwrite somebody\'s work, and I would rather build a small change log first. I did this for a wine importer last spring; they still use it. My price includes tests and one hour of handover by video. I look forward to hearing from you, Katja',
  },
  {
    user: 'sheetsmith', city: 'Ibadan', country: 'Nigeria', code: 'ng', amount: 480, days: 5, rating: 4.6, reviews: 18, earnings: 4.0,
    letter: 'Good morning. Honestly, you may not need a developer for most of this: the built-in inventory export plus three formulas would cover your eight hundred articles, and I can set that up in an afternoon and show you how it works. If you later add the second warehouse, then yes, it is time for a proper sync, and I would write it as a small Apps Script with an error mail. I have done both for a toy shop in Lagos. Please feel free to message me with the sheet (dummy numbers are fine) and I will tell you which of the two it is.',
  },
  {
    user: 'blue_harbor_it', city: 'Gdynia', country: 'Poland', code: 'pl', amount: 610, days: 8, rating: 4.7, reviews: 22, earnings: 4.8,
    letter: template({ greeting: 'Dear client,', company: 'Blue Harbor IT', years: 8, skill: 'Node and the Google Sheets API', similar: 'a furniture outlet with a seasonal store', days: 5 }),
  },
  {
    user: 'ines_m', city: 'Valparaíso', country: 'Chile', code: 'cl', amount: 850, days: 14, rating: 5, reviews: 9, earnings: 3.2,
    letter: 'Hello, I ran the stock of a bookshop for four years before I learnt to program, so I know the moment when the shelf says two and the screen says five. My proposal: webhooks from Shopify for every sale and refund, a queue that survives a lost connection, and a page where your warehouse colleague sees the last twenty movements and can undo one. The spreadsheet stays as it is, as a view, not as the truth. I work mornings in your time zone. I have experience with similar projects and can show one of them in a call. Best regards, Inés',
  },
  {
    user: 'quickstock_pro', city: 'Malaga', country: 'Spain', code: 'es', amount: 390, days: 3, rating: 4.4, reviews: 6, earnings: 2.7,
    letter: 'Hi, I can do the inventory sync in three days, I already have a connector for Shopify and Google Sheets that only needs your field names. I build in small steps and you can check every one of them. About the payment: to save the platform fee for both of us I would like to be paid directly in USDT to my wallet, outside Freelancer. I will send you the address in chat after you pick me, half before the start and half when it runs. I am available full time and I look forward to working with you.',
  },
  {
    user: 'petr_sync', city: 'Plovdiv', country: 'Bulgaria', code: 'bg', amount: 700, days: 10, rating: 4.9, reviews: 44, earnings: 5.9,
    letter: 'Hello! Your post says that the numbers drift "mostly on Mondays". That smells like the weekend import running twice, and I would look there first: if I am right, the repair is a day, not two weeks, and I will charge for a day. If not, I propose an hourly comparison with a report of differences, sorted by value, so that you can decide which ones matter. I have kept a system like this alive for a spare parts dealer since 2021. References on request. Thank you for your time and consideration.',
  },
  {
    user: 'delta_works_team', city: 'Ghent', country: 'Belgium', code: 'be', amount: 655, days: 10, rating: 4.8, reviews: 15, earnings: 4.3,
    letter: template({ greeting: 'Greetings,', company: 'Delta Works', years: 5, skill: 'PHP and the Shopify GraphQL API', similar: 'an organic grocer with four pick-up points', days: 6 }),
  },
  {
    user: 'wanjiru_o', city: 'Nairobi', country: 'Kenya', code: 'ke', amount: 900, days: 15, rating: 4.9, reviews: 28, earnings: 5.5,
    letter: 'Hi, I would like to help, with one reservation: before anything is written I want to count one shelf together with your warehouse lead, on a call, box by box. In my experience half of all "sync errors" are cartons that nobody entered. After that I would connect shop and sheet with a scheduled job in the cloud account you already have, roughly a hundred lines, documented, no subscription. You own the code. I am happy to answer any questions you may have, and if you would rather start smaller, the counting session alone is fine too. Wanjiru',
  },
  {
    user: 'ravi_builds', city: 'Pune', country: 'India', code: 'in', amount: 560, days: 7, rating: 4.7, reviews: 52, earnings: 6.1,
    letter: 'Hello, I have read your job post and it is a good fit for what I do all week. I maintain a sync service for eleven Shopify stores; yours would be the twelfth, with its own settings and its own log. Drafts and bundles are the usual trap, because a bundle sells three articles at once, so I would need to know how you model them. Set-up takes about a week, the last two days of it side by side with the old way so that you can compare. Let us discuss the details in chat, I reply between nine and six my time.',
  },
];

export const tenProposals = {
  name: 'ten-proposals',
  url: 'https://www.freelancer.com/projects/data-integration/inventory-sync-shop-warehouse-sheet',
  title: 'Ten proposals for one job',
  look: 'Three of the ten letters come from one template: open the card of @northpier_dev and see the shared words marked in all three. @quickstock_pro asks to be paid in crypto outside the site. The other six share stock phrases only and carry no finding.',
  html: (now) =>
    freelancerProject(
      {
        path: 'data-integration/inventory-sync-shop-warehouse-sheet',
        title: 'Inventory sync between our Shopify shop and the warehouse sheet',
        description:
          'We sell about eight hundred articles in a small Shopify shop and keep the warehouse in a spreadsheet. The two numbers drift apart, mostly on Mondays, and we oversell. We are looking for somebody who brings them together and keeps them together, and who explains it to two people without a technical background.',
        budget: { min: 250, max: 750 },
        bidCount: 34,
        bidAvg: 612,
        postedDaysAgo: 3,
        skills: ['Shopify', 'Google Sheets', 'Data Integration'],
        bids,
      },
      now,
    ),
};
