// Which databases there are, without making one by looking.

/** Every name that a database of ours has. All are fixed: one that cannot be listed can still be named. */
const NAMES = ["ledger", "packs", "records", "unfinished"] as const;
type DatabaseName = (typeof NAMES)[number];

/** Databases that were made whole. Firefox also lists, under version 0, those of which only the file was made. */
export async function databaseNames(): Promise<string[]> {
  const all = await indexedDB.databases().catch(async () => {
    // Firefox lists nothing any more once it was killed while it made one, in this session and every later one, until that one
    // is opened by its name.
    await Promise.all(NAMES.map(touch));
    return indexedDB.databases();
  });
  return all.flatMap(({ name, version = 0 }) => (name !== undefined && version > 0 ? [name] : []));
}

export const exists = async (name: DatabaseName): Promise<boolean> => (await databaseNames()).includes(name);

/** What was to be read is not there. */
export class NotThere extends Error {}

interface Upgrade {
  done: Promise<unknown>;
  abort(): void;
}

/**
 * Opens a database that was seen to be there. It may have been deleted since, and opening it would make it anew: unless `make`,
 * `refuses` ends the upgrade from nothing, and the opening fails with `NotThere`.
 */
export function opening<T>(make: boolean, open: (refuses: (from: number, upgrade: Upgrade) => boolean) => Promise<T>): Promise<T> {
  let refused = false;
  const refuses = (from: number, upgrade: Upgrade): boolean => {
    refused = from === 0 && !make;
    if (refused) {
      upgrade.done.catch(() => undefined);
      upgrade.abort();
    }
    return refused;
  };
  return open(refuses).catch((error: unknown) => {
    throw refused ? new NotThere() : error;
  });
}

/** What a reading gives where nothing is there. */
export const orNothing = <T>(none: T) => (error: unknown): T => {
  if (error instanceof NotThere) return none;
  throw error;
};

/** Opens a database and closes it; what is not there is not made. */
function touch(name: string): Promise<void> {
  return new Promise((resolve) => {
    const opening = indexedDB.open(name);
    opening.onupgradeneeded = () => opening.transaction?.abort();
    opening.onsuccess = () => {
      opening.result.close();
      resolve();
    };
    // Not there, or not to be read: whoever needs it says so.
    opening.onerror = () => resolve();
  });
}
