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
  const agency =
    person.agency === undefined ? '' : `<div class="freelancer-agency">Agency: <a class="freelancer-agency-name" href="/agencies/lantern">${text(person.agency)}</a></div>`;
  return `<article class="row skills-tile applicant"><h4 class="m-0-top-bottom display-inline-block"><a class="freelancer-tile-name" title="${text(person.name)}" href="/freelancers/${person.ciphertext}"><span>${text(person.name)}</span></a></h4>
<h4 class="m-0 freelancer-tile-title ellipsis">${text(person.title)}</h4>${agency}
<div><strong>$${person.rate.toFixed(2)}</strong> / hr</div><div class="freelancer-tile-location"><strong title="${text(person.country)}">${text(person.country)}</strong></div><div>${person.success}% Job Success</div>
<div class="cover-letter" data-test="cover-letter"><p class="break text-pre-line">${text(person.letter)}</p></div></article>`;
}
