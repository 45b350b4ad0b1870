// A file's bytes as text, by the rules of the command: a byte order mark, then for pages what they declare, then UTF-8. One
// broken character in ten thousand bytes is borne; more of them mean another encoding, and that is said, never guessed.

import { Unreadable } from "./trouble.ts";

/** The declaration is looked for in this many bytes: savers put comments before it. */
const HEAD_BYTES = 16 << 10;
const BYTES_PER_BROKEN = 10_000;

export interface Decoded {
  text: string;
  /** Broken characters, each of which stands as U+FFFD. */
  broken: number;
}

/** `page`: a saved page may declare its encoding. */
export function decode(bytes: Uint8Array, page: boolean): Decoded {
  const [encoding, from] = marked(bytes) ?? [(page ? declared(bytes) : undefined) ?? "utf-8", 0];
  const text = new TextDecoder(encoding, { ignoreBOM: true }).decode(bytes.subarray(from));
  const broken = text.split("\ufffd").length - 1 - (encoding === "utf-8" ? honest(bytes) + cutOff(text) : 0);
  if (broken > bytes.length / BYTES_PER_BROKEN) throw new Unreadable("ui.texts.file.encoding", { encoding: encoding.toUpperCase(), n: broken });
  return { text, broken: Math.max(0, broken) };
}

function marked(bytes: Uint8Array): [string, number] | undefined {
  const [a, b, c] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) return ["utf-8", 3];
  if (a === 0xff && b === 0xfe) return ["utf-16le", 2];
  if (a === 0xfe && b === 0xff) return ["utf-16be", 2];
  return undefined;
}

/** What the first `<meta>` that names an encoding says. UTF-16 in a text that reads as ASCII is not believed. */
function declared(bytes: Uint8Array): string | undefined {
  const head = new TextDecoder("latin1").decode(bytes.subarray(0, HEAD_BYTES)).replace(/<!--[\s\S]*?(-->|$)/g, "");
  for (const [tag] of head.matchAll(/<meta\b[^>]*>/gi)) {
    const direct = /\bcharset\s*=\s*["']?\s*([^\s"'/>;]+)/i.exec(tag);
    const name = direct && (!/\bcontent\s*=/i.test(tag) || /http-equiv\s*=\s*["']?content-type/i.test(tag)) ? direct[1] : undefined;
    if (name === undefined) continue;
    try {
      const { encoding } = new TextDecoder(name);
      return encoding.startsWith("utf-16") ? "utf-8" : encoding;
    } catch {
      // No encoding is called so.
    }
  }
  return undefined;
}

/** Replacement characters that the file itself holds. */
function honest(bytes: Uint8Array): number {
  let found = 0;
  for (let at = bytes.indexOf(0xef); at >= 0; at = bytes.indexOf(0xef, at + 1)) if (bytes[at + 1] === 0xbf && bytes[at + 2] === 0xbd) found += 1;
  return found;
}

/** A file that was cut within a character is not in another encoding for that. */
const cutOff = (text: string): number => (text.endsWith("\ufffd") ? 1 : 0);
