// Bytes as text, in the form in which hashes and secrets stand everywhere.

export const hex = (bytes: Uint8Array): string => [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");

/** 32 random bytes, as the engine takes a secret. */
export const newSecret = (): string => hex(crypto.getRandomValues(new Uint8Array(32)));
