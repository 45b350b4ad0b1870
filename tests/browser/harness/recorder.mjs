// What the browser itself says that was asked for, and by whom: also what its policy refused, which no proxy ever sees.

import { readFileSync } from 'node:fs';

/** Follows a browser from now on: `stop()` gives `{ by, url }` of every request that is not for an extension's own file, and who was `attached`. */
export const record = (browser) => (browser.name === 'chromium' ? chromium(browser) : firefox(browser));

/**
 * Attaches to every page and worker there is and comes, the extension's among them. A page may have asked for its document before
 * that: Playwright, which holds each new page until it follows it, tells of those.
 */
async function chromium({ cdp, context, origin }) {
  const seen = [];
  context.on('request', (request) => seen.push({ by: request.serviceWorker()?.url() ?? 'a page', url: request.url() }));
  const sessions = new Map();
  const attach = async ({ targetId, type, url }) => {
    if (!/^(page|service_worker|worker|shared_worker|iframe|background_page|webview|other)$/.test(type) || [...sessions.values()].some((one) => one.targetId === targetId)) return;
    const target = { targetId, url };
    const { sessionId } = await cdp.send('Target.attachToTarget', { targetId, flatten: false }).catch(() => ({}));
    if (sessionId === undefined) return;
    sessions.set(sessionId, target);
    // A request that a policy refuses never comes to be: of that only the log and the list of issues tell.
    for (const [id, method] of ['Network.enable', 'Log.enable', 'Audits.enable'].entries()) {
      await cdp.send('Target.sendMessageToTarget', { sessionId, message: JSON.stringify({ id, method }) }).catch(() => {});
    }
  };
  cdp.on('Target.receivedMessageFromTarget', ({ sessionId, message }) => {
    const { method, params } = JSON.parse(message);
    const from = sessions.get(sessionId);
    if (from === undefined) return;
    if (method === 'Network.requestWillBeSent') seen.push({ by: params.documentURL || from.url, url: params.request.url });
    const refused = method === 'Log.entryAdded' ? /'((?:https?|wss?):[^']*)'[^]*Content Security Policy/.exec(params.entry.text)?.[1] : params?.issue?.details?.contentSecurityPolicyIssueDetails?.blockedURL;
    // A page's own policy is the page's business.
    if (refused && from.url.startsWith(origin)) seen.push({ by: `${from.url}, refused`, url: refused });
    if (method === 'Network.webSocketCreated' || method === 'Network.webTransportCreated') seen.push({ by: from.url, url: params.url });
  });
  cdp.on('Target.targetCreated', ({ targetInfo }) => void attach(targetInfo));
  cdp.on('Target.targetInfoChanged', ({ targetInfo }) => {
    for (const one of sessions.values()) if (one.targetId === targetInfo.targetId) one.url = targetInfo.url;
  });
  await cdp.send('Target.setDiscoverTargets', { discover: true, filter: [{}] });
  for (const one of (await cdp.send('Target.getTargets', { filter: [{}] })).targetInfos) await attach(one);
  return { stop: async () => ({ attached: [...sessions.values()].map(({ url }) => url), requests: seen.filter(({ url }) => !local(url, origin)) }) };
}

/** Firefox tells of every channel that is opened, with the principal that asked for it, and of every address that a policy refused. */
async function firefox({ inBrowser, origin }) {
  await inBrowser(`(() => {
    const seen = [];
    const observer = { observe(subject) {
      const channel = subject.QueryInterface(Ci.nsIHttpChannel);
      const { triggeringPrincipal: by, loadingPrincipal: on } = channel.loadInfo;
      seen.push({ url: channel.URI.spec, by: by.addonId || by.contentScriptAddonId || (on && on.addonId) ? 'extension ' + by.origin : by.isSystemPrincipal ? 'browser' : by.origin });
    } };
    Services.obs.addObserver(observer, 'http-on-opening-request');
    const listener = { observe(message) {
      const text = message.message ?? '';
      const [, url] = /Content-Security-Policy.*?(?:blocked|block)[^]*?at ((?:https?|wss?|ftp):[^ )]+)/.exec(text) ?? [];
      if (url && /moz-extension:/.test(text + (message.sourceName ?? ''))) seen.push({ url, by: 'extension, refused' });
    } };
    Services.console.registerListener(listener);
    globalThis.__asked = { seen, observer, listener };
    return true;
  })()`);
  return {
    async stop() {
      const text = await inBrowser(`(() => {
        Services.obs.removeObserver(__asked.observer, 'http-on-opening-request');
        Services.console.unregisterListener(__asked.listener);
        return JSON.stringify(__asked.seen);
      })()`);
      return { attached: [`${origin}/background`], requests: JSON.parse(text).filter(({ url }) => !local(url, origin)) };
    },
  };
}

/** The extension's own files, and what is on no network. */
const local = (url, origin) => url.startsWith(`${origin}/`) || /^(data|blob|about|chrome|devtools|resource|chrome-extension|moz-extension):/.test(url);

/** Chromium's own log of its network: every request with who asked, every name that was looked up, and whoever was sent datagrams. */
export function netLog(file) {
  // It ends with the browser, not always with its last bracket.
  const text = readFileSync(file, 'utf8').trim().replace(/,$/, '');
  const { constants, events } = JSON.parse(/\]\s*,?[^\]]*\}$/.test(text) && text.endsWith('}') && isJson(text) ? text : `${text}]}`);
  const kinds = constants.logEventTypes;
  const of = (...names) => events.filter(({ type, params }) => params && names.some((name) => kinds[name] === type)).map(({ params }) => params);
  return {
    requests: of('URL_REQUEST_START_JOB').filter(({ url }) => url !== undefined).map(({ url, initiator }) => ({ by: initiator ?? '', url })),
    names: of('HOST_RESOLVER_MANAGER_REQUEST', 'HOST_RESOLVER_MANAGER_JOB').map(({ host }) => host).filter(Boolean),
    datagrams: of('UDP_CONNECT').map(({ address }) => address).filter(Boolean),
  };
}

function isJson(text) {
  try {
    return JSON.parse(text) !== undefined;
  } catch {
    return false;
  }
}
