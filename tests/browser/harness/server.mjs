// A TLS server that answers for every host name: the browsers resolve all names to it, so whatever a page or the
// extension asks for arrives here and is written down. Pages get a strict policy, so that anything the extension
// does inside a page that a site could forbid shows up as a violation.

import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';

import { selfSigned } from './certificate.mjs';
import { PROBE } from './probe.mjs';

const HOSTS = ['www.upwork.com', 'www.freelancer.com', 'www.fiverr.com', 'demo.secondlook.test', 'localhost'];

/** The policy that every watched page is served with. */
function strictPolicy(nonce) {
  return [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    "style-src 'self'",
    "img-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
    'report-uri /csp',
  ].join('; ');
}

/**
 * Adds the probe as the first thing in the head and lets the page's own inline scripts run. Of a saved real page only the
 * state assignments run: its other scripts would change the page, and what is compared is the page as it was saved.
 */
export function watched(html, nonce, scripts = true) {
  const ours = scripts ? '' : '(?=[^>]*>\\s*(?:window|self|globalThis)\\.)';
  const inline = new RegExp(`<script\\b(?![^>]*\\bsrc=)(?![^>]*json)${ours}`, 'gi');
  const allowed = html.replace(inline, `<script nonce="${nonce}"`);
  const probe = `<script nonce="${nonce}">${PROBE}</script>`;
  if (/<head\b[^>]*>/i.test(allowed)) {
    return allowed.replace(/<head\b[^>]*>/i, (head) => `${head}${probe}`);
  }
  return allowed.replace(/^(\s*<!doctype[^>]*>)?/i, (doctype) => `${doctype}${probe}`);
}

/** Starts the server on a free port of the loopback address. */
export async function serve() {
  const pages = new Map();
  const requests = [];
  const violations = [];

  const server = createServer(selfSigned(HOSTS), (request, response) => {
    const host = (request.headers.host ?? '').replace(/:\d+$/, '');
    const path = (request.url ?? '/').replace(/[?#].*$/, '');
    requests.push({ host, path, method: request.method ?? '' });
    if (path === '/csp') {
      collect(request, (body) => violations.push({ host, body }));
      response.writeHead(204).end();
      return;
    }
    const page = pages.get(`${host}${request.url ?? ''}`) ?? pages.get(`${host}${path}`) ?? pages.get(`*${path}`);
    if (page === undefined) {
      response.writeHead(404, { 'content-type': 'text/plain' }).end('not here');
      return;
    }
    const nonce = randomBytes(9).toString('base64url');
    const body = typeof page.body === 'function' ? page.body(nonce) : (page.body ?? readFileSync(page.file));
    const headers = { 'content-type': page.type ?? 'text/html; charset=utf-8', 'cache-control': 'no-store' };
    const isPage = page.type === undefined;
    // A bare page runs nothing of its own: what the browser shows is what the file says.
    if (isPage && page.policy !== 'none') {
      headers['content-security-policy'] = page.policy === 'bare' ? "default-src 'none'" : strictPolicy(nonce);
    }
    const watch = isPage && page.policy === undefined;
    response.writeHead(200, headers);
    const whole = watch ? watched(body.toString('utf8'), nonce, page.scripts) : body;
    if (page.wait === undefined) return response.end(whole);
    const at = whole.indexOf('<body');
    response.write(whole.slice(0, at));
    setTimeout(() => response.end(whole.slice(at)), page.wait);
  });
  // A request for an unknown name, a plain-text attempt, or a browser that goes away is no failure of the server.
  server.on('tlsClientError', () => {});
  server.on('clientError', (_error, socket) => socket.destroy());
  await new Promise((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));

  return {
    port: server.address().port,
    requests,
    violations,
    /**
     * Serves `{file}` or `{body}` (which may be made of the nonce) at a URL, with its query where it has one; `type` for anything but a page, `policy` `bare`, `strict` or `none` for unwatched,
     * `scripts: false` for a page whose scripts must not change it, `wait` for one whose body comes so many ms after its head.
     */
    put(url, page) {
      const { host, pathname, search } = url.startsWith('*') ? { host: '', pathname: url, search: '' } : new URL(url);
      pages.set(host + pathname + search, page);
    },
    forget() {
      requests.length = 0;
      violations.length = 0;
    },
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}

function collect(request, done) {
  const parts = [];
  request.on('data', (part) => parts.push(part));
  request.on('end', () => done(Buffer.concat(parts).toString('utf8')));
}
