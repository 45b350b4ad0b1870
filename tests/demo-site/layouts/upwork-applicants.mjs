// Upwork's list of applicants as the client sees it. No current page was to be had: the structure is the one the
// adapter was written from (marked unverified there), and the report says so.

import { text } from './common.mjs';

/** `list`: see `content/honest-agency.mjs`. */
export function upworkApplicants(list) {
  return `<!doctype html>
<html lang="en-us"><head><meta charset="utf-8"><title>${text(list.title)} - Review proposals</title>
<link rel="stylesheet" href="/demo.css"></head>
<body><header class="site">upwork (demonstration page, nobody here is real)</header>
<main id="main"><h1>${text(list.title)}</h1>
${list.applicants.map(tile).join('\n')}
</main></body></html>
`;
}

function tile(person) {
  const agency = person.agency === undefined ? '' : `<div>Associated with <a data-test="agency-name" href="/agencies/lantern">${text(person.agency)}</a></div>`;
  return `<article class="applicant" data-test="FreelancerTile"><h5><a href="/freelancers/${person.ciphertext}"><span class="identity-name">${text(person.name)}</span></a></h5>
<p class="freelancer-title">${text(person.title)}</p>${agency}
<p><span data-test="rate-per-hour">$${person.rate.toFixed(2)}/hr</span> <span data-test="location">${text(person.country)}</span> <span data-test="badge-job-success">${person.success}% Job Success</span></p>
<div data-cy="cover-letter-section"><h6>Cover letter</h6><p class="break text-pre-line">${text(person.letter)}</p></div></article>`;
}
