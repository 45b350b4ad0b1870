// The page must not notice the extension, beyond one closed host at the end of <html>.

import assert from 'node:assert/strict';

/** What differs from run to run in a violation is left out. */
const violation = ({ directive, blocked, sample }) => `${directive} ${blocked} ${sample}`;

/** Compares what a page noticed with what it notices without the extension. */
export function assertUnnoticed(seen, baseline) {
  const known = new Set((baseline?.violations ?? []).map(violation));
  assert.deepEqual([...new Set(seen.violations.map(violation))].filter((one) => !known.has(one)), [], 'policy violations');
  const errors = new Set(baseline?.errors ?? []);
  assert.deepEqual(seen.errors.filter((error) => !errors.has(error)), [], 'errors');
  assert.deepEqual(seen.events, [], 'messages');
  assert.deepEqual(seen.attributes, [], 'attributes changed in the page');
  assert.deepEqual(seen.globals, [], 'names on window');
  assert.equal(seen.highlights, 0, 'entries in the shared highlight registry');
  const extra = seen.rootChildren.filter(({ tag }) => tag !== 'head' && tag !== 'body');
  assert.equal(extra.length, 1, `added under <html>: ${JSON.stringify(extra)}`);
  assert.equal(extra[0].open, false, 'the root is open');
  assert.equal(extra[0].children, 0, 'the host has children that the page can see');
  assert.deepEqual(seen.added.filter(({ parent }) => parent !== 'html'), [], 'nodes added inside the page');
  assert.ok(seen.added.length <= 1, `added after load: ${JSON.stringify(seen.added)}`);
  // Tailing resources would show a fetch that the page's own policy let through.
  assert.deepEqual(seen.resources.filter((name) => /extension:/.test(name)), [], 'extension resources');
}

/** Compares requests with those that the page makes by itself, in any order; the browser's icon and reports left out. */
export function assertNoRequests(requests, own) {
  const allowed = new Set(own);
  const rest = requests.filter((request) => !allowed.has(request) && !/\/(favicon\.ico|csp|demo\.css|flag\.svg)$/.test(request));
  assert.deepEqual(rest, [], 'requests');
}
