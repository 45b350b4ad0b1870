// How an exported record looks, on a screen and on paper: dark on light in either, for what is printed is kept. No `<`, `>` or
// `&` may stand here: it goes into the file as it is.

export const STYLE = `:root { color-scheme: light; --ink: #1b1f24; --soft: #4b5560; --line: #c3cad2; --quote: #f3f5f7; }
body { margin: 2rem auto; max-width: 46rem; padding: 0 1rem; background: #fff; color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
h1 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 .5rem; }
h2 { font-size: 1.15rem; margin: 2rem 0 .5rem; border-bottom: 1px solid var(--line); padding-bottom: .2rem; }
h3 { font-size: 1.02rem; margin: 0 0 .3rem; }
h4 { font-size: .95rem; margin: .8rem 0 .2rem; }
p, ul, dl { margin: .3rem 0; }
ul { padding-inline-start: 1.2rem; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .15rem 1rem; }
dt { color: var(--soft); }
dd { margin: 0; }
article { border: 1px solid var(--line); border-radius: .3rem; padding: .8rem 1rem; margin: .8rem 0; }
blockquote { margin: .3rem 0; padding: .3rem .8rem; background: var(--quote); border-inline-start: 3px solid var(--line); white-space: pre-wrap; }
.level { display: inline-block; border: 1px solid currentColor; border-radius: .3rem; padding: 0 .4rem; font-size: .85rem; font-weight: 600; }
.soft { color: var(--soft); font-size: .9rem; }
.notice { border: 1px solid var(--ink); border-radius: .3rem; padding: .5rem .8rem; font-weight: 600; }
.words { white-space: pre-wrap; }
footer { margin-top: 2.5rem; border-top: 1px solid var(--line); padding-top: .5rem; }
@media (max-width: 30rem) { dl { grid-template-columns: 1fr; gap: 0; } dd { margin-bottom: .4rem; } }
@page { margin: 18mm 16mm; }
@media print { body { margin: 0; max-width: none; padding: 0; font-size: 10.5pt; } article, blockquote, dl div { break-inside: avoid; } h2, h3, h4 { break-after: avoid; } }`;
