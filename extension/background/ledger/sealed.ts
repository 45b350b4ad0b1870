// A ledger as one file under a passphrase: what `secondlook ledger export` writes as well, byte for byte the same form.
//
// PBKDF2-HMAC-SHA-256 makes the key (slow on purpose: a passphrase is easier to guess than a key), AES-256-GCM seals the
// data and the words of the header with it, so that a changed file does not open.

import { found } from "../../common/plain.ts";

export const FORMAT = "secondlook-ledger";
export const SCHEMA = 1;
const KDF = "PBKDF2-HMAC-SHA-256";
const CIPHER = "AES-256-GCM";
/** OWASP's figure for this function (Password Storage Cheat Sheet, 2023). A file may ask for more, never for less. */
export const ITERATIONS = 600_000;
const MOST_ITERATIONS = 10_000_000;
const SALT = 16;
const NONCE = 12;
const TAG = 16;
/** No file of a ledger that fits into a browser's memory twice is larger. */
export const MOST_FILE_BYTES = 128 * 2 ** 20;
export const LEAST_PASSPHRASE = 8;

/** A file that cannot be opened: a key of the interface's words, with what was found. */
export class FileProblem extends Error {
  readonly args: { readonly [name: string]: string | number };
  constructor(key: string, args: { readonly [name: string]: string | number } = {}) {
    super(key);
    this.args = args;
  }
}

export async function seal(plain: string, passphrase: string): Promise<string> {
  const salt = crypto.getRandomValues(new Uint8Array(SALT));
  const nonce = crypto.getRandomValues(new Uint8Array(NONCE));
  const key = await keyOf(passphrase, salt, ITERATIONS, "encrypt");
  const data = await crypto.subtle.encrypt(cipher(nonce, ITERATIONS), key, new TextEncoder().encode(plain));
  return JSON.stringify({
    format: FORMAT,
    schema: SCHEMA,
    kdf: { name: KDF, iterations: ITERATIONS, salt: toBase64(salt) },
    cipher: { name: CIPHER, nonce: toBase64(nonce) },
    data: toBase64(new Uint8Array(data)),
  });
}

/** The text that was sealed. A wrong passphrase cannot be told from a damaged file. */
export async function unseal(file: string, passphrase: string): Promise<string> {
  const { iterations, salt, nonce, data } = header(file);
  const key = await keyOf(passphrase, salt, iterations, "decrypt");
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(await crypto.subtle.decrypt(cipher(nonce, iterations), key, data));
  } catch {
    throw new FileProblem("ui.memory.file.closed");
  }
}

function header(file: string): { iterations: number; salt: Bytes; nonce: Bytes; data: Bytes } {
  let parsed: unknown;
  try {
    parsed = JSON.parse(file);
  } catch {
    throw new FileProblem("ui.memory.file.other");
  }
  const top = record(parsed);
  if (top["format"] !== FORMAT) throw new FileProblem("ui.memory.file.other");
  if (top["schema"] !== SCHEMA) throw new FileProblem("ui.memory.file.schema", { found: found(top["schema"]), known: SCHEMA });
  const [kdf, sealed] = [record(top["kdf"]), record(top["cipher"])];
  const iterations = kdf["iterations"];
  if (kdf["name"] !== KDF || typeof iterations !== "number" || !Number.isInteger(iterations) || iterations < ITERATIONS || iterations > MOST_ITERATIONS) {
    throw new FileProblem("ui.memory.file.part", { place: "kdf", expected: `${KDF}, ${ITERATIONS} to ${MOST_ITERATIONS} iterations` });
  }
  if (sealed["name"] !== CIPHER) throw new FileProblem("ui.memory.file.part", { place: "cipher", expected: CIPHER });
  return {
    iterations,
    salt: bytes("kdf.salt", kdf["salt"], SALT, SALT),
    nonce: bytes("cipher.nonce", sealed["nonce"], NONCE, NONCE),
    data: bytes("data", top["data"], TAG, MOST_FILE_BYTES),
  };
}

type Bytes = Uint8Array<ArrayBuffer>;

const cipher = (iv: Bytes, iterations: number): AesGcmParams => ({
  name: "AES-GCM",
  iv,
  additionalData: new TextEncoder().encode(`${FORMAT} ${SCHEMA} ${KDF} ${iterations} ${CIPHER}`),
});

async function keyOf(passphrase: string, salt: Bytes, iterations: number, use: "encrypt" | "decrypt"): Promise<CryptoKey> {
  // In the composed form: one keyboard types a letter with its accent as one character, another as two.
  const material = await crypto.subtle.importKey("raw", new TextEncoder().encode(passphrase.normalize("NFC")), "PBKDF2", false, ["deriveKey"]);
  return crypto.subtle.deriveKey({ name: "PBKDF2", hash: "SHA-256", salt, iterations }, material, { name: "AES-GCM", length: 256 }, false, [use]);
}

/** Base64 in slices: a whole ledger does not fit into the arguments of one call. */
function toBase64(raw: Uint8Array): string {
  const parts: string[] = [];
  // A multiple of three, so that only the last slice is padded.
  for (let at = 0; at < raw.length; at += 0x6000) parts.push(btoa(String.fromCharCode(...raw.subarray(at, at + 0x6000))));
  return parts.join("");
}

function bytes(place: string, text: unknown, least: number, most: number): Bytes {
  const wrong = new FileProblem("ui.memory.file.part", { place, expected: least === most ? `${least} bytes in base64` : "bytes in base64" });
  if (typeof text !== "string" || !/^[A-Za-z0-9+/]*={0,2}$/.test(text)) throw wrong;
  try {
    const raw = atob(text);
    if (raw.length < least || raw.length > most) throw wrong;
    const found = new Uint8Array(raw.length);
    for (let at = 0; at < raw.length; at += 1) found[at] = raw.charCodeAt(at);
    return found;
  } catch {
    throw wrong;
  }
}

export const record = (value: unknown): Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
