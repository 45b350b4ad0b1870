// Whose pack it is: trust on first use, by namespace. As the core says it (`crate/core/src/pack/trust.rs`), with the table that
// only a host can keep.

import type { Trusted } from "./schema.ts";

/**
 * How a file's key stands to what is known of its namespace. `changed`: another key; `lost`: it was signed and is not any
 * more. Both are refused until the user says by hand that it is right.
 */
export type Trust = "first" | "same" | "handed_over" | "changed" | "lost" | "unsigned";

export interface Signer {
  key?: string | null | undefined;
  handover_from?: string | null | undefined;
}

export function judge(known: Trusted | undefined, { key, handover_from }: Signer): Trust {
  if (key == null) return known ? "lost" : "unsigned";
  if (!known) return "first";
  if (key === known.key) return "same";
  return handover_from === known.key ? "handed_over" : "changed";
}

export const isRefused = (trust: Trust): boolean => trust === "changed" || trust === "lost";

/** The table's line after a pack was taken; nothing where its namespace has no key any more. */
export function after(trust: Trust, known: Trusted | undefined, signer: { key: string; fingerprint: string } | undefined, namespace: string, day: string): Trusted | undefined {
  if (!signer) return undefined;
  if (known && trust === "same") return known;
  const former = known && trust === "handed_over" ? [...known.former, known.key] : [];
  return { namespace, key: signer.key, fingerprint: signer.fingerprint, since: day, former };
}

/** Whether what this key signed is taken as its namespace's own. */
export const isTrusted = (known: Trusted | undefined, key: string | undefined): boolean =>
  known !== undefined && key !== undefined && (known.key === key || known.former.includes(key));

export const namespaceOf = (id: string): string => id.slice(0, Math.max(0, id.indexOf("/")));

/** A fingerprint as it is compared: people write and read it in many ways (Crockford's base32 reads O as 0, I and L as 1). */
export const plainFingerprint = (text: string): string =>
  text.toUpperCase().replace(/[^0-9A-Z]/g, "").replace(/O/g, "0").replace(/[IL]/g, "1");
