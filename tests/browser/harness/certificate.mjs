// A self-signed certificate, made new for each run: nothing secret is kept in the repository.

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Makes a key and a certificate for the given host names with the `openssl` command. */
export function selfSigned(hosts) {
  const folder = mkdtempSync(join(tmpdir(), 'secondlook-tls-'));
  try {
    const key = join(folder, 'key.pem');
    const cert = join(folder, 'cert.pem');
    const names = hosts.map((host) => `DNS:${host}`).join(',');
    execFileSync(
      'openssl',
      ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2',
        '-subj', '/CN=secondlook-test', '-addext', `subjectAltName=${names}`, '-keyout', key, '-out', cert],
      { stdio: ['ignore', 'ignore', 'pipe'] },
    );
    return { key: readFileSync(key), cert: readFileSync(cert) };
  } catch (error) {
    throw new Error(`The openssl command could not make a test certificate: ${error.message}. Install openssl.`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
