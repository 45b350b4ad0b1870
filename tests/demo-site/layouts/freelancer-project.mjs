// Freelancer.com's project page, logged out: the bids stand in the state block and again as cards.

import { idOf, json, text } from './common.mjs';

/** `project`: see `content/ten-proposals.mjs`. */
export function freelancerProject(project, now) {
  const posted = now.getTime() - project.postedDaysAgo * 86_400_000;
  const document = {
    id: project.path,
    projectId: Number(idOf(project.path, 8)),
    bids: project.bids.map((bid) => ({
      username: bid.user,
      profileLogoUrl: 'https://cdn.f-cdn.com/ppic/logo.jpg',
      amount: bid.amount,
      period: bid.days,
      sellerRating: { average: bid.rating, reviewCount: bid.reviews },
      description: bid.letter,
      address: { city: bid.city, country: bid.country, countryCode: bid.code },
      userEarningsPercentage: bid.earnings,
      completed: false,
    })),
    bidStats: { bidCount: project.bidCount, bidAvg: project.bidAvg },
    budget: project.budget,
    client: {
      registrationTime: posted - 400 * 86_400_000,
      address: { city: 'Utrecht', country: 'Netherlands', countryCode: 'nl' },
      rating: { average: 4.9, reviewCount: 12 },
      verification: { paymentVerified: true, emailVerified: true, profileComplete: true, phoneVerified: true, depositMade: true },
    },
    currencyDetails: { id: 1, code: 'USD', sign: '$', name: 'US Dollar', exchangeRate: 1, country: 'US', isExternal: false },
    daysLeft: 3,
    description: project.description,
    endTime: posted + 6 * 86_400_000,
    formattedBudget: `$${project.budget.min}-${project.budget.max} USD`,
    hoursLeft: 72,
    type: 'fixed',
    isLocal: false,
    latestActivityTime: posted + 2 * 86_400_000,
    selectedBids: [],
    skills: project.skills.map((name) => ({ id: Number(idOf(name, 4)), name, seoUrl: name.toLowerCase() })),
    startTime: posted,
    status: 'active',
    title: project.title,
    seoUrl: project.path,
  };
  const fetched = now.getTime() - 60_000;
  const state = {
    __nghData__: [{}],
    NGRX_STATE: {
      users: {},
      bids: {},
      projectsSeo: {
        0: {
          documents: { [project.path]: { rawDocument: document, timeFetched: fetched, timeUpdated: fetched } },
          queries: {},
        },
      },
    },
  };
  return `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>${text(project.title)} | Freelancer</title>
<link rel="canonical" href="https://www.freelancer.com/projects/${project.path}">
<link rel="stylesheet" href="/demo.css"></head>
<body><app-root><app-project-view-logged-out><header class="site">freelancer (demonstration page, nobody here is real)</header>
<h1>${text(project.title)}</h1>
<p class="project-description whitespace-pre-line">${text(project.description)}</p>
${project.bids.map(card).join('\n')}
</app-project-view-logged-out></app-root>
<script id="webapp-state" type="application/json">${json(state)}</script>
</body></html>
`;
}

function card(bid) {
  const user = text(bid.user);
  const amount = bid.amount.toLocaleString('en-US');
  return `<app-project-view-logged-out-bid-card _nghost-webapp-c1="" class="mb-mid ng-star-inserted" ngh="59"><fl-link class="avatar"><a class="LinkElement ng-star-inserted" tabindex="0" rel="" href="/u/${user}" target="_self"><fl-user-avatar><fl-picture class="UserAvatar-img" title="${user}"></fl-picture></fl-user-avatar></a></fl-link><div class="User-bid"><div class="User-bid-info mr-small"><div class="User-bid-username"><fl-username class="mr-xxsmall"><!----><div class="Username-row ng-star-inserted" data-size="xlarge"><span class="Username-userId font-bold text-foreground"><fl-link class="ng-star-inserted"><a class="LinkElement ng-star-inserted" tabindex="0" rel="" href="/u/${user}" target="_self"><!---->@${user}<!----></a></fl-link></span></div></fl-username><fl-flag><img class="mat-mdc-tooltip-trigger FlagImage" src="/flag.svg" alt="Flag of ${text(bid.country.toUpperCase())}" data-size="mid"></fl-flag></div><p class="User-bid-text whitespace-pre-line mobile:hide"> ${text(bid.letter)} </p></div><div><p class="text-body-16 mb-xxxsmall"><strong class="text-foreground text-body-16"> $${amount} USD </strong> in ${bid.days} day${bid.days === 1 ? '' : 's'} <!----></p><fl-rating class="mb-xxsmall" data-read-only="true" data-type="stars"><div class="RatingContainer"><div class="LayerGroup mr-xxxsmall" aria-label="Rating: ${bid.rating.toFixed(1)} out of 5" data-rating="${bid.rating}" role="img" tabindex="0"></div><div class="ValueBlock mr-xxxsmall"> ${bid.rating.toFixed(1)} </div><div class="ReviewCount"> (${bid.reviews} review${bid.reviews === 1 ? '' : 's'}) </div></div></fl-rating><fl-earnings data-size="small"><div class="EarningsContainer"><p class="EarningsText text-body-16"> ${bid.earnings.toFixed(1)} </p></div><div class="EarningsContainer mobile:hide tablet:hide desktop:hide"><p class="EarningsText text-body-16"> ${bid.earnings.toFixed(1)} </p></div></fl-earnings></div></div></app-project-view-logged-out-bid-card>`;
}
