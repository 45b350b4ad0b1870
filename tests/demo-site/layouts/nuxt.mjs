// The state as Upwork prints it: `window.__NUXT__=(function(a,b,..){return {..}}(v,w,..))`, where values that occur
// often are handed in as arguments. It is a call, not JSON, and a reader has to follow the arguments.

const NAMES = 'abcdefghijklmnopqrstuvwxyz';

/** Prints a plain value as the call. */
export function nuxt(state) {
  const counts = new Map();
  visit(state, (leaf) => counts.set(leaf, (counts.get(leaf) ?? 0) + 1));
  const often = [...counts].filter(([leaf, count]) => count > 2 && String(leaf).length < 60).map(([leaf]) => leaf);
  const names = new Map(often.slice(0, NAMES.length).map((leaf, index) => [leaf, NAMES[index]]));
  const values = [...names.keys()].map(literal);
  return `window.__NUXT__=(function(${[...names.values()].join(',')}){return ${print(state, names)}}(${values.join(',')}))`;
}

function visit(value, leaf) {
  if (value === null || typeof value !== 'object') {
    leaf(value);
    return;
  }
  Object.values(value).forEach((inner) => visit(inner, leaf));
}

function literal(value) {
  return JSON.stringify(value).replaceAll('<', '\\u003C').replaceAll('/', '\\u002F');
}

function print(value, names) {
  if (value === null || typeof value !== 'object') {
    return names.get(value) ?? literal(value);
  }
  if (Array.isArray(value)) {
    return `[${value.map((inner) => print(inner, names)).join(',')}]`;
  }
  const key = (name) => (/^[A-Za-z_$][\w$]*$/.test(name) ? name : literal(name));
  return `{${Object.entries(value).map(([name, inner]) => `${key(name)}:${print(inner, names)}`).join(',')}}`;
}
