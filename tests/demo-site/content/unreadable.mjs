// (g) The address of a profile, but a page that no known layout fits. The answer is words, not silence and not zero.

export const unreadable = {
  name: 'unreadable-layout',
  url: 'https://www.upwork.com/freelancers/~01d0e0d0e0d0e0d004',
  title: 'A layout that cannot be read',
  look: 'The site has changed: the address is that of a profile, but nothing known is on the page. The panel says that this page could not be read. Nothing is guessed.',
  html: () => `<!doctype html>
<html lang="en-us"><head><meta charset="utf-8"><title>Upwork</title><link rel="stylesheet" href="/demo.css"></head>
<body><header class="site">upwork (demonstration page, nobody here is real)</header>
<div class="x1f9q"><div class="x77ab"><div class="x02lk">Anders P.</div><div class="x02lm">Bookkeeping for small workshops</div>
<div class="x8zz1"><span class="x8zz2">New here? Take the tour of the new profile.</span></div></div>
<div class="x77ac"><p class="x5g3">I keep the books of joiners, bicycle repairers and two potters, and I explain every number that I write down.</p></div></div>
</body></html>
`,
};
