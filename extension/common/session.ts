// What storage.session holds of pages, as JSON text. A browser copies every object of a nest from one process to another, and
// to every page of the extension what it was and what it is: one text costs it a quarter.

import { ext } from "./browser.ts";

/** As it is handed to `storage.session.set`. */
export const asText = (value: unknown): string => JSON.stringify(value);

/** What stands in such a text; nothing where there is none. */
export const fromText = <T>(stored: unknown): T | undefined => (typeof stored === "string" ? (JSON.parse(stored) as T) : undefined);

/** What stands under a key. */
export async function readSession<T>(key: string): Promise<T | undefined> {
  return fromText<T>((await ext.storage.session.get(key))[key]);
}
