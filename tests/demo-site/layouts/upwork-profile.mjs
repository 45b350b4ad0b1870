// Upwork's public profile in its 2026-06 structure: the DOM holds the identity panel only, everything else is state.

import { daysBefore, idOf, text } from './common.mjs';
import { nuxt } from './nuxt.mjs';

const SCORES = ['Skills', 'Quality', 'Availability', 'Deadlines', 'Communication', 'Cooperation'];

/** `person`: see `content/ordinary.mjs` for the fields. Days count back from `now`. */
export function upworkProfile(person, now) {
  const url = `https://www.upwork.com/freelancers/${person.ciphertext}`;
  const job = (entry, status) => ({
    startedOn: daysBefore(now, entry.started),
    endedOn: status === 'Closed' ? daysBefore(now, entry.ended) : null,
    totalHours: entry.hours ?? 0,
    type: entry.hours === undefined ? 'Fixed' : 'Hourly',
    title: entry.title,
    description: entry.title,
    clientId: null,
    isPrivate: true,
    agencyName: entry.agency ?? null,
    status,
    hoursPerWeek: 0,
    id: idOf(`job ${entry.title}`, 8),
    isOpeningVisible: true,
    accessType: 'PrivateAccess',
    openingUid: idOf(`opening ${entry.title}`),
    clientTeamUid: idOf(`client ${entry.client}`),
    clientInformation: null,
    totalCharges: null,
    hourlyRate: null,
    totalEarnings: null,
    feedback:
      entry.review === undefined
        ? null
        : {
            score: entry.score ?? 5,
            comment: entry.review,
            commentIsPublic: true,
            response: null,
            scoreDetails: SCORES.map((label) => ({ score: entry.score ?? 5, label, description: null })),
            creationTs: null,
            id: '0',
            feedbackSuppressed: false,
            publicFeedback: true,
          },
    feedbackGiven: null,
    skills: [],
  });
  const list = (entries, status, total) => ({
    currentPage: 1,
    itemsPerPage: 10,
    totalItems: total,
    sortByType: { asNumber: 1, name: 'Newest', label: 'workHistory_SortByTypesLabel.NEWEST_FIRST' },
    pageItems: entries.slice(0, 10).map((entry) => job(entry, status)),
  });
  const current = person.current ?? [];
  const state = {
    layout: 'visitor',
    data: [{}],
    fetch: {},
    error: null,
    state: {
      profileViewer: {
        loadedDetails: true,
        isForDynamicProfile: false,
        isForDynamicProfileVisitor: true,
        lastId: person.ciphertext,
        profile: {
          identity: { uid: idOf(person.name, 19), userId: idOf(person.name, 8), ciphertext: person.ciphertext, owner: false },
          profile: {
            name: person.name,
            firstName: person.name.split(' ')[0],
            shortName: person.name,
            title: person.title,
            description: person.overview,
            location: {
              country: person.country,
              city: person.city,
              state: person.city,
              timezoneOffset: 0,
              countryCodeIso2: person.countryCode,
            },
            skills: person.skills.map((name, rank) => ({ uid: idOf(name), prettyName: name, active: true, rank })),
            visibility: 'PublicAccess',
            agencyRef: null,
            idv: { isReady: true, isVerified: true, isVerifiedWithIdBadge: true },
          },
          stats: {
            totalHours: person.hours,
            totalHoursActual: person.hours,
            totalFeedback: person.ratings,
            totalJobsWorked: person.jobs,
            rating: person.rating,
            hourlyRate: { currencyCode: 'USD', amount: person.rate },
            memberSince: daysBefore(now, person.memberDays),
            lastWorkedOn: daysBefore(now, person.current?.length ? 1 : (person.completed[0]?.ended ?? 1)),
            hireAgainPercentage: 0,
            nSS100BwScore: person.success ?? 0,
            topRatedStatus: person.badge === 'Top Rated' ? 'top_rated' : 'not_set',
            responsiveState: 'within_a_day',
            activeAssignments: 0,
            totalEarnings: 0,
            totalRevenue: 0,
          },
          profileUrl: url,
          vanityUrl: null,
        },
        workHistory: {
          loadingCounter: 0,
          assignments: [],
          assignmentsCompleted: list(person.completed, 'Closed', person.completedTotal ?? person.completed.length),
          assignmentsInProgress: list(current, 'Active', current.length),
        },
      },
    },
    serverRendered: true,
    routePath: `/freelancers/${person.ciphertext}`,
  };
  return `<!doctype html>
<html data-n-head-ssr lang="en-us" theme="air-3-0">
<head>
<meta charset="utf-8">
<title>${text(person.name)} - ${text(person.title)} - Upwork Freelancer from ${text(person.city)}, ${text(person.country)}</title>
<meta data-n-head="ssr" property="og:url" content="${url}">
<meta data-n-head="ssr" property="og:title" content="${text(person.name)}">
<meta data-n-head="ssr" property="og:description" content="${text(person.title)}">
<meta data-n-head="ssr" property="product:price:amount" content="${person.rate}">
<meta data-n-head="ssr" property="product:price:currency" content="USD">
<link rel="canonical" href="${url}">
<link rel="stylesheet" href="/demo.css">
</head>
<body><div id="__nuxt"><div id="__layout"><header class="site">upwork (demonstration page, nobody here is real)</header>
<main id="main" tabindex="-1"><div class="visitor-page-container"><div class="container visitor-profile-redesign"><div class="profile-container position-relative">
<aside aria-label="profile-identity" class="air3-card-sections pt-0 d-flex">
<div itemscope="itemscope" itemtype="http://schema.org/Person" id="onboarding-target-profile-identity-desktop" profile-rating="${person.rating}" feedbacks-count="${person.ratings}" class="onboarding-target-profile-identity">
<span aria-label="Status: Offline" role="img" class="air3-presence-indicator air3-presence-indicator-offline"><span class="sr-only">Status: Offline</span></span>
<h3 itemprop="name" role="presentation" class="mb-0 d-inline-flex align-items-center"> ${text(person.name)} <!----></h3>
<div class="title-vertical text-body text-light-on-muted mt-2x"> ${text(person.title)} </div>
<div class="dynamic-profile-badges">${jobSuccess(person)}${badge(person)}<div class="badge-avg-score rating-badge"><div data-test="rating-avg" data-nosnippet="" class="d-flex align-items-center text-light"><div class="ml-1"><span class="text-base-sm"> ${person.rating.toFixed(1)} </span> <span class="text-body-sm"> (${person.ratings}) </span></div></div></div></div>
<div id="location-time-vertical" class="location-status-vertical d-flex nowrap text-base-sm"><div class="d-flex location"><span itemprop="locality" class="d-inline-block ellipsis">${text(person.city)}</span><span class="d-inline-block">, </span><span itemprop="country-name" class="d-inline-block ellipsis">${text(person.country)}</span></div> <div class="dash"> – </div> <div class="flex-shrink-0"><span class="d-inline-block text-body-sm">${person.localTime} local time</span></div></div>
</div>
<div class="air3-grid-container"><div class="span-6"><h4 class="mb-0"> ${person.jobs} </h4> <span class="text-caption text-light-on-muted"> Total jobs </span></div><div class="span-6"><h4 class="mb-0"> ${Math.floor(person.hours)} </h4> <span class="text-caption text-light-on-muted"> Total hours </span></div></div>
</aside>
<section class="more"><p>The rest of this profile loads when you log in.</p></section>
</div></div></div></main></div></div>
<script>${nuxt(state)};</script>
</body>
</html>
`;
}

function jobSuccess(person) {
  return person.success === undefined
    ? ''
    : `<div class="cfe-ui-profile-job-success"><div class="air3-progress-circle"> <span><span> ${Math.round(person.success * 100)}% </span> <span data-test="badge-hidden-label" class="sr-only">Job Success</span></span></div></div>`;
}

function badge(person) {
  return person.badge === undefined ? '' : `<span class="air3-badge-tagline"><span>${text(person.badge)}</span></span>`;
}
