// Files as strangers change them: JSON with one or two places made odd, or its text with characters lost, doubled and put in. From a
// seed, so that what failed comes again.

type Json = unknown;

/** Numbers from a seed (mulberry32). */
export function chance(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}

const ODD: readonly Json[] = [
  null, true, false, 0, -1, 1.5, 181, 1e300, "", " ", "x", "a b", "2026-13-01", "2026-02-30", "\u202e", "\u0000", "\ud800", "__proto__", "<img src=x>",
  "x".repeat(300), [], {}, [[]], [null], ["a b"], { length: 1 }, { toString: null }, Array.from({ length: 2_001 }, () => "k"),
];

/** A copy of a value with some places made odd. */
export function changed(value: Json, next: (below: number) => number): Json {
  const copy = structuredClone(value);
  const root = { copy };
  for (let times = 1 + next(2); times > 0; times -= 1) {
    const [within, key] = somewhere(root, next);
    const odd = structuredClone(ODD[next(ODD.length)]);
    if (next(5) === 0 && Array.isArray(within)) within.push(odd);
    else if (next(5) === 0 && within !== root) Reflect.deleteProperty(within, key);
    else Reflect.set(within, key, odd);
  }
  return root.copy;
}

/** A place in a value, any of them as likely as its level: deep ones are met, too. */
function somewhere(root: object, next: (below: number) => number): [object, string] {
  let within: object = root;
  for (;;) {
    const keys = Object.keys(within);
    const key = keys[next(keys.length)] ?? "more";
    const inside: Json = Reflect.get(within, key);
    if (typeof inside !== "object" || inside === null || Object.keys(inside).length === 0 || next(4) === 0) return [within, key];
    within = inside;
  }
}

/** A text with something lost, doubled or put in. */
export function damaged(text: string, next: (below: number) => number): string {
  const at = next(text.length + 1);
  const end = Math.min(text.length, at + 1 + next(12));
  const put = ["", text.slice(at, end).repeat(2), "}", "]", "\"", "\\", ",", "\u0000", "9".repeat(400), "[".repeat(5_000)][next(10)] ?? "";
  return text.slice(0, at) + put + text.slice(end);
}
