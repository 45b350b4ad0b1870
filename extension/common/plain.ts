// What is not ours as it may stand in a sentence of ours. A quote stays as it is and stands apart.

const MOST = 120;

/** Without the marks that turn around what comes after them, without control characters, and no longer than a name is. */
export function plain(name: string): string {
  const quiet = name.slice(0, MOST * 4).replace(/[\u202a-\u202e\u2066-\u2069]/g, "").replace(/\p{Cc}+/gu, " ").trim();
  const all = [...quiet];
  return all.length > MOST ? `${all.slice(0, MOST).join("")}…` : quiet;
}

/** What was found in a file in the place of a number or word. `String` throws at an object whose `toString` is no function. */
export const found = (value: unknown): string => (typeof value === "object" && value !== null ? "{..}" : plain(String(value)).slice(0, 20));
