// (c, first half) Three people of one agency apply with one letter, and the site prints the agency beside each of
// them. Sharing a letter inside an agency is how agencies work: Background at most.

import { upworkApplicants } from '../layouts/upwork-applicants.mjs';

const shared = (name, role) =>
  `Hello, this is ${name} from Lantern Street Studio. We are nine people in one house, and we read your post together this morning. Your members' area needs three things in our view: a login that older members can manage, a clear list of what they have paid, and a newsletter that stops arriving twice. We built the same for a rowing club and for an alumni choir, and both boards would take your call. I would work on this as ${role}; whoever you choose of us, the price, the contract and the week of tests at the end are those of the studio.`;

export const honestAgency = {
  name: 'honest-agency',
  url: 'https://www.upwork.com/ab/applicants/1700000000000000001/applicants',
  title: 'An honest agency',
  look: 'Three applicants send one letter, and the site prints the same agency beside all three. That is Background, not a warning.',
  html: (now) =>
    upworkApplicants(
      {
        opening: '1700000000000000001',
        title: "Members' area for a sailing club",
        applicants: [
          { ciphertext: '~01d0e0d0e0d0e0d011', name: 'Aiko T.', title: 'WordPress and membership systems', agency: 'Lantern Street Studio', rate: 45, country: 'Japan', success: 96, letter: shared('Aiko', 'your developer') },
          { ciphertext: '~01d0e0d0e0d0e0d012', name: 'Bruno S.', title: 'Front-end developer', agency: 'Lantern Street Studio', rate: 45, country: 'Japan', success: 94, letter: shared('Bruno', 'the one who builds the screens') },
          {
            ciphertext: '~01d0e0d0e0d0e0d013', name: 'Zofia W.', title: 'Independent web developer', rate: 52, country: 'Poland', success: 99,
            letter: 'Good evening, I sail myself, so I will skip the part where I pretend to know what a mooring fee is. Two practical remarks: your present provider can export the member list only once a day, which decides how the payment page has to work, and the harbour office will want a printed list whatever we build. I can start on the ninth, take four weeks, and leave you with a manual that fits on two pages. I look forward to hearing from you.',
          },
          { ciphertext: '~01d0e0d0e0d0e0d014', name: 'Chloe D.', title: 'Designer for clubs and charities', agency: 'Lantern Street Studio', rate: 45, country: 'Japan', success: 98, letter: shared('Chloe', 'your designer') },
        ],
      },
      now,
    ),
};
