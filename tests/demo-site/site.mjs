// The demonstration site: every page with its address. Dates count back from `now`, so that a newcomer stays new.

import { anotherJob } from './content/another-job.mjs';
import { honestAgency } from './content/honest-agency.mjs';
import { loyalClient } from './content/loyal-client.mjs';
import { newcomer } from './content/newcomer.mjs';
import { ordinary } from './content/ordinary.mjs';
import { reviewBurst } from './content/review-burst.mjs';
import { tenProposals } from './content/ten-proposals.mjs';
import { unreadable } from './content/unreadable.mjs';
import { text } from './layouts/common.mjs';

/** The address of the page that explains the others. */
export const INDEX = 'https://demo.secondlook.test/';

/** The pages, in the order of the index. */
export const PAGES = [ordinary, tenProposals, anotherJob, honestAgency, loyalClient, newcomer, reviewBurst, unreadable];

/** The page that says what to look at. */
export function index() {
  const section = (page) =>
    `<section><p><a href="${page.url}">${text(page.title)}</a></p><p>${text(page.look)}</p></section>`;
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Second Look: demonstration</title><link rel="stylesheet" href="/demo.css"></head>
<body><div class="index"><h1>Second Look: demonstration</h1>
<p>These pages are served from this machine under the sites' own host names. Everything on them is invented. Open one, and
look for the markers beside what was read: all have the same size, colour and shape say whether there is something to ask.</p>
${PAGES.map(section).join('\n')}
</div></body></html>
`;
}
