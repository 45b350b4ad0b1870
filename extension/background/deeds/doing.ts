// Does what goes through several databases, and at the start of the background what an earlier one left half done. Each deed may
// be done again from its beginning: what is gone already is no trouble.

import { deleteDB } from "idb";
import { ext } from "../../common/browser.ts";
import { type ForgetAnswer, UNFINISHED_KEY } from "../../common/protocol.ts";
import { restore } from "../backup.ts";
import { erasePersonInRecords } from "../records/store.ts";
import { RecordTrouble } from "../records/schema.ts";
import { Refusal } from "../packs/store.ts";
import { forgetEverything, forgetNamed } from "../remembering.ts";
import { type Deed, noteDown, strike, unfinished } from "./unfinished.ts";

/** A deed that the user waits for: what went wrong is the answer, and it is for the user to ask again. */
export async function doDeed(deed: Deed): Promise<ForgetAnswer> {
  // Where there is no room for a note, room is made all the same.
  const noted = await noteDown(deed).catch(() => undefined);
  try {
    await doing(deed);
    return { kind: "forgotten" };
  } catch (error) {
    return { kind: "forgotten", refused: reasonOf(error) };
  } finally {
    if (noted) await strike(noted).catch(() => undefined);
  }
}

/** The same for what one of our pages noted down itself. */
export async function doNoted(): Promise<ForgetAnswer> {
  let answer: ForgetAnswer = { kind: "forgotten" };
  for (const noted of await unfinished()) {
    await doing(noted.deed).catch((error: unknown) => {
      answer = { kind: "forgotten", refused: reasonOf(error) };
    });
    await strike(noted);
  }
  return answer;
}

/** At the start: what cannot be done now either stays noted, and is said. True where something was done. */
export async function finishDeeds(): Promise<boolean> {
  const all = await unfinished();
  const left: string[] = [];
  for (const noted of all) {
    try {
      await doing(noted.deed);
      await strike(noted);
    } catch {
      left.push(noted.deed.kind);
    }
  }
  if (left.length > 0) await ext.storage.session.set({ [UNFINISHED_KEY]: left }).catch(() => undefined);
  else if (all.length > 0) await ext.storage.session.remove(UNFINISHED_KEY);
  return all.length > left.length;
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
  const notes = new Set((await unfinished()).map(({ name }) => name));
  for (const { name } of await indexedDB.databases()) if (name !== undefined && !notes.has(name)) await deleteDB(name);
  await ext.storage.session.clear();
}

function reasonOf(error: unknown): NonNullable<ForgetAnswer["refused"]> {
  if (error instanceof RecordTrouble) return { key: error.key, args: error.args as { readonly [name: string]: string | number } };
  if (error instanceof Refusal) return { key: error.message, args: error.args };
  return { key: "ui.memory.trouble.unforgotten", args: { why: String(error).slice(0, 200) } };
}
