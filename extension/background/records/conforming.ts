// Whether JSON has the shape that a schema asks for, as far as the schemas that we generate go: those of the Rust types, so that
// a shape is written down once. What the schema does not know is left out, and `null` where a member may be missing.

type Json = unknown;
type Objects = { readonly [key: string]: Json };

export interface Schema extends Objects {
  readonly $defs?: { readonly [name: string]: Schema };
}

/** Where a value is not as the schema has it. */
export class Misfit extends Error {
  readonly place: string;
  readonly expected: string;
  constructor(place: string, expected: string) {
    super(`${place}: ${expected}`);
    this.place = place;
    this.expected = expected;
  }
}

/** The value, of what the schema knows. */
export function conform(schema: Schema, value: Json): Json {
  return fitting(schema, schema, value, "");
}

const isObject = (value: Json): value is Objects => typeof value === "object" && value !== null && !Array.isArray(value);

function fitting(root: Schema, schema: Schema, value: Json, place: string): Json {
  const { $ref } = schema;
  const parts = typeof $ref === "string" ? [fitting(root, definition(root, $ref), value, place)] : [];
  const choices = (schema["oneOf"] ?? schema["anyOf"]) as Schema[] | undefined;
  if (choices) parts.push(firstFitting(root, choices, value, place));
  if (schema["const"] !== undefined && value !== schema["const"]) throw new Misfit(place, String(schema["const"]));
  if (Array.isArray(schema["enum"]) && !schema["enum"].includes(value)) throw new Misfit(place, schema["enum"].join(", "));
  const types = schema["type"] === undefined ? [] : [schema["type"]].flat();
  if (types.length > 0 && !types.some((type) => isOf(type, value))) throw new Misfit(place, types.join(" or "));
  if (typeof schema["minimum"] === "number" && typeof value === "number" && value < schema["minimum"]) throw new Misfit(place, `${schema["minimum"]} or more`);
  const own = Array.isArray(value) ? list(root, schema, value, place) : isObject(value) ? object(root, schema, value, place) : value;
  // A reference beside members of its own: both make the value.
  return parts.reduce((made: Json, more) => (isObject(made) && isObject(more) ? { ...made, ...more } : more), own);
}

function definition(root: Schema, ref: string): Schema {
  const found = root.$defs?.[ref.replace("#/$defs/", "")];
  if (!found) throw new Error(`the schema has no ${ref}`);
  return found;
}

/** As the first choice has it that fits; where none does, what the one asked for that came furthest. */
function firstFitting(root: Schema, choices: readonly Schema[], value: Json, place: string): Json {
  let furthest: Misfit | undefined;
  for (const choice of choices) {
    try {
      return fitting(root, choice, value, place);
    } catch (error) {
      if (!(error instanceof Misfit)) throw error;
      if (!furthest || error.place.length > furthest.place.length) furthest = error;
    }
  }
  throw furthest ?? new Misfit(place, "nothing fits");
}

function isOf(type: Json, value: Json): boolean {
  switch (type) {
    case "null":
      return value === null;
    case "array":
      return Array.isArray(value);
    case "object":
      return isObject(value);
    case "integer":
      return Number.isSafeInteger(value);
    case "number":
      return Number.isFinite(value);
    default:
      return typeof value === type;
  }
}

function list(root: Schema, schema: Schema, values: readonly Json[], place: string): Json[] {
  const { minItems, maxItems, prefixItems, items } = schema as { minItems?: number; maxItems?: number; prefixItems?: Schema[]; items?: Schema };
  if (values.length < (minItems ?? 0) || values.length > (maxItems ?? Infinity)) throw new Misfit(place, `${minItems ?? 0} to ${maxItems ?? "any number of"} elements`);
  return values.map((one, n) => {
    const of = prefixItems?.[n] ?? items;
    return of ? fitting(root, of, one, `${place}[${n}]`) : one;
  });
}

function object(root: Schema, schema: Schema, value: Objects, place: string): Objects {
  const properties = (schema["properties"] ?? {}) as { readonly [name: string]: Schema };
  const rest = schema["additionalProperties"];
  const inside = (name: string): string => (place === "" ? name : `${place}.${name}`);
  const required = (schema["required"] ?? []) as string[];
  for (const name of required) if (!Object.hasOwn(value, name)) throw new Misfit(inside(name), "it is missing");
  const made = Object.entries(value).flatMap(([name, one]): [string, Json][] => {
    const of = Object.hasOwn(properties, name) ? properties[name] : isObject(rest) ? (rest as Schema) : undefined;
    if (!of) {
      if (rest === false) throw new Misfit(inside(name), "nothing of this name");
      return [];
    }
    const fit = fitting(root, of, one, inside(name));
    return fit === null && !required.includes(name) ? [] : [[name, fit]];
  });
  // What may be missing and has a value of its own then.
  for (const [name, of] of Object.entries(properties)) {
    if (!Object.hasOwn(value, name) && Array.isArray(of["default"])) made.push([name, [...of["default"]]]);
  }
  return Object.fromEntries(made);
}
