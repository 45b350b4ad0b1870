// A proxy through which a browser is told to send everything: it writes down whom it is asked for, before anything is answered.
// A secure connection to any machine ends at the test's own server, which writes down the rest.

import { createServer, request as ask } from 'node:http';
import { connect } from 'node:net';

/** `port`: of the test's own server. */
export async function proxyTo(port) {
  const asked = [];
  const sockets = new Set();
  const server = createServer((request, response) => {
    // Plain HTTP, or a request that a proxy should never see.
    asked.push(`${request.method} ${request.url}`);
    response.writeHead(502).end();
  });
  server.on('connect', ({ url = '' }, socket) => {
    asked.push(`CONNECT ${url}`);
    socket.on('error', () => {});
    if (!url.endsWith(':443')) return void socket.end('HTTP/1.1 502 no\r\n\r\n');
    const onward = connect(port, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 yes\r\n\r\n');
      onward.pipe(socket).pipe(onward);
    });
    for (const one of [socket, onward]) sockets.add(one);
    onward.on('error', () => socket.destroy());
    return undefined;
  });
  server.on('clientError', (_error, socket) => socket.destroy());
  await new Promise((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
  return {
    port: server.address().port,
    /** Each `CONNECT host:port`, or `METHOD address` where it was not secure. */
    asked,
    /** Asks the proxy as a browser would: that it writes down what it is asked. */
    probe: (address) => new Promise((resolve) => {
      ask({ host: '127.0.0.1', port: server.address().port, path: address }, (answer) => resolve(answer.resume())).end();
    }),
    close() {
      for (const socket of sockets) socket.destroy();
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}

/** How each browser is told to use it, for every scheme and every machine, this one too. */
export const through = (name, { port }) =>
  name === 'chromium'
    ? { args: [
        `--proxy-server=http://127.0.0.1:${port}`, '--proxy-bypass-list=<-loopback>',
        // What Chromium asks its maker by itself, whatever is installed: at a port that it does not use.
        '--gaia-url=https://localhost:1', '--component-updater=disable-pings,url-source=http://127.0.0.1:1/',
      ] }
    : {
        // Without it, a release asks for lists whatever the preference says.
        env: { MOZ_REMOTE_SETTINGS_DEVTOOLS: '1' },
        prefs: {
          'network.proxy.type': 1, 'network.proxy.http': '127.0.0.1', 'network.proxy.http_port': port, 'network.proxy.ssl': '127.0.0.1', 'network.proxy.ssl_port': port,
          'network.proxy.share_proxy_settings': true, 'network.proxy.no_proxies_on': '', 'network.proxy.allow_hijacking_localhost': true, 'network.proxy.failover_direct': false,
          ...QUIET,
        },
      };

/** What Firefox asks for by itself, whatever is installed: switched off. */
const QUIET = {
  'network.captive-portal-service.enabled': false, 'network.connectivity-service.enabled': false, 'browser.region.update.enabled': false, 'browser.region.network.url': '',
  'app.normandy.enabled': false, 'services.settings.server': 'data:,#remote-settings-dummy/v1', 'browser.safebrowsing.provider.mozilla.updateURL': '', 'browser.safebrowsing.update.enabled': false,
  'extensions.getAddons.cache.enabled': false, 'extensions.systemAddon.update.enabled': false, 'media.gmp-manager.updateEnabled': false, 'dom.push.serverURL': '', 'dom.push.connection.enabled': false,
  'browser.newtabpage.activity-stream.feeds.system.topstories': false, 'browser.newtabpage.activity-stream.feeds.topsites': false, 'toolkit.telemetry.server': '', 'datareporting.healthreport.uploadEnabled': false,
  'browser.discovery.enabled': false, 'messaging-system.rsexperimentloader.enabled': false, 'browser.aboutwelcome.enabled': false, 'network.trr.mode': 5,
};
