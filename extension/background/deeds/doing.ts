// Does what goes through several databases, and at the start of the background what an earlier one left half done. Each deed may
// be done again from its beginning: what is gone already is no trouble.

import { deleteDB } from "idb";
import { ext } from "../../common/browser.ts";
import { type ForgetAnswer, UNFINISHED_KEY } from "../../common/protocol.ts";
import { restore } from "../backup.ts";
import { databaseNames } from "../databases.ts";
import { erasePersonInRecords } from "../records/store.ts";
import { RecordTrouble } from "../records/schema.ts";
import { Refusal } from "../packs/store.ts";
import { forgetEverything, forgetNamed } from "../remembering.ts";
import { type Deed, NAME as NOTES, type Noted, noteDown, strike, unfinished } from "./unfinished.ts";

/**
 * A deed that the user waits for: what went wrong is the answer. Its note goes only when it is done: a background that is being
 * ended gets the same errors as a deed that cannot be done. `mayNote`: not of a private window, of which no name goes to the disk.
 */
export async function doDeed(deed: Deed, mayNote = true): Promise<ForgetAnswer> {
  // Where there is no room for a note, room is made all the same.
  const noted = mayNote ? await noteDown(deed).catch(() => undefined) : undefined;
  try {
    await doing(deed);
    if (noted) await done(noted).catch(() => undefined);
    return { kind: "forgotten" };
  } catch (error) {
    return { kind: "forgotten", refused: reasonOf(error) };
  }
}

/** With an earlier try at the same; with everything, every note, for it may name somebody. */
async function done({ key, deed }: Noted): Promise<void> {
  const [wanted, all] = [JSON.stringify(deed), deed.kind === "erase-everything"];
  for (const one of await unfinished()) if (all || one.key === key || JSON.stringify(one.deed) === wanted) await strike(one);
}

/** The same for what one of our pages noted down itself. The page strikes what could not be done, once it has said so. */
export async function doNoted(): Promise<ForgetAnswer> {
  const last = (await doUnfinished()).left.at(-1);
  return { kind: "forgotten", ...(last && { refused: reasonOf(last.error) }) };
}

/** At the start: what cannot be done now either stays noted, and is said. True where something was done. */
export async function finishDeeds(): Promise<boolean> {
  const { did, left } = await doUnfinished();
  if (left.length > 0) await ext.storage.session.set({ [UNFINISHED_KEY]: left.map(({ kind }) => kind) }).catch(() => undefined);
  else if (did > 0) await ext.storage.session.remove(UNFINISHED_KEY);
  return did > 0;
}

/** Does each deed that is noted down: how many were done, and of those left their kind and why. */
async function doUnfinished(): Promise<{ did: number; left: { kind: Deed["kind"]; error: unknown }[] }> {
  const all = await unfinished();
  const left: { kind: Deed["kind"]; error: unknown }[] = [];
  for (const noted of all) {
    try {
      await doing(noted.deed);
      await strike(noted);
    } catch (error) {
      left.push({ kind: noted.deed.kind, error });
    }
  }
  return { did: all.length - left.length, left };
}

async function doing(deed: Deed): Promise<void> {
  switch (deed.kind) {
    case "forget-person":
      return forgetNamed(deed.site, deed.person);
    case "erase-person":
      // First what is remembered: a page of theirs that is open would else be kept anew.
      await forgetNamed(deed.site, deed.person);
      return erasePersonInRecords(deed.site, deed.person);
    case "forget-all":
      return forgetEverything();
    case "erase-everything":
      return eraseEverything();
    case "restore":
      return restore(deed.backup);
  }
}

async function eraseEverything(): Promise<void> {
  // The choices first: from here on nothing new is kept.
  await ext.storage.local.clear();
  // What cannot be emptied is deleted below, with everything else.
  await forgetEverything().catch(() => undefined);
  for (const name of await databaseNames()) if (name !== NOTES) await deleteDB(name);
  await ext.storage.session.clear();
}

function reasonOf(error: unknown): NonNullable<ForgetAnswer["refused"]> {
  if (error instanceof RecordTrouble) return { key: error.key, args: error.args as { readonly [name: string]: string | number } };
  if (error instanceof Refusal) return { key: error.message, args: error.args };
  return { key: "ui.memory.trouble.unforgotten", args: { why: String(error).slice(0, 200) } };
}
