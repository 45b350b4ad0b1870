// A site of our own for tests and measurements: a page says in one JSON block what there is, and may show the letters. It is
// read by an adapter, as every page is.

import { Engine, ok, packsJson, tree, words } from './engine.mjs';

const page = (kind, part) => ({
  kind, layout: kind, urls: [`/${kind}`], when: { any: [{ css: 'main' }] }, state: [{ name: 'data', css: 'script#data' }], part,
});
const from = (path) => [{ path }];
const person = { id: from('id'), name: from('name') };
const pack = {
  id: 'tests/made-up', version: '1.0.0', description: 'A site of our own.', licence: 'MIT', languages: ['en'],
  adapters: [{
    id: 'made-up', site: 'Made up', hosts: ['jobs.example'],
    page: [
      page('proposals', [
        { job: { id: from('id'), title: from('title'), description: from('description') } },
        {
          rows: from('bids[]'), cards: { css: 'article' }, person,
          proposal: { id: from('bid'), letter: [...from('letter'), { css: 'p', shown: true }] },
        },
      ]),
      page('profile', [
        { person },
        {
          rows: from('reviews[]'),
          review: [{
            by: 'client', client_key: from('client'), at: from('at'), rating: from('rating'), text: from('text'),
            amount: [{ path: 'amount', currency: [{ text: 'USD' }] }],
          }],
        },
      ]),
    ],
  }],
};
const info = { id: pack.id, version: pack.version, sha256: '', signed: false };
const packs = JSON.stringify([...JSON.parse(packsJson), { pack, info }]);

/** An engine with everything built in, which reads these pages too. */
export const reader = (settings = {}) => ok(Engine.build(packs, settings, words));

/** The tree of a page of this kind; `shown` are rows below the root, which is row 0. */
export const madeUp = (kind, data, shown = [], more = {}) =>
  tree([[-1, 'html', ['lang', 'en']], ...shown, [0, 'main', []], [0, 'script', ['id', 'data', 'type', 'application/json']], [shown.length + 2, JSON.stringify(data)]], {
    url: `https://jobs.example/${kind}`, ...more,
  });
