// How long a page was held by what the extension did in it, in processor time, as Chromium's own tracing tells it. Wall-clock time
// would be that of the machine.

/** Opens a page that is traced from its beginning. */
export async function tracedPage(here, url) {
  const tab = await here.browser.open('about:blank');
  const cdp = await here.browser.context.newCDPSession(tab.raw);
  const events = [];
  cdp.on('Tracing.dataCollected', ({ value }) => events.push(...value));
  await cdp.send('Tracing.start', { transferMode: 'ReportEvents', traceConfig: { includedCategories: ['devtools.timeline', 'disabled-by-default-devtools.timeline', 'toplevel'] } });
  await tab.goto(url, { timeout: 300_000 });
  return { tab, cdp, events };
}

/** The longest task of the page's main thread since its own scripts ended, ms: from then on the page does nothing by itself. */
export async function longestTask({ cdp, events }, origin) {
  const done = new Promise((resolve) => cdp.once('Tracing.tracingComplete', resolve));
  await cdp.send('Tracing.end');
  await done;
  const urlOf = ({ args }) => String(args?.data?.url ?? '');
  const ours = events.find((event) => event.name === 'FunctionCall' && urlOf(event).startsWith(origin));
  const there = events.filter(({ pid, tid, tdur }) => pid === ours.pid && tid === ours.tid && tdur !== undefined);
  const own = there.filter((event) => event.name === 'EvaluateScript' && urlOf(event).startsWith('https:'));
  const begun = Math.max(...own.map(({ ts, dur }) => ts + dur));
  return Math.max(...there.filter(({ name, ts }) => name === 'RunTask' && ts > begun).map(({ tdur }) => tdur / 1_000));
}
