// What the user gives instead of a page: judged like one, answered, and forgotten. It joins no job session and no ledger, has no
// tab, and is compared with this session's letters only where the user says so.

import type { OwnAnswer, OwnSource } from "../../common/own.ts";
import type { Room } from "../../common/protocol.ts";
import type { SeenLetter } from "../../types.ts";
import { checkPage, rememberPage } from "../open-page.ts";
import { kept } from "../letters.ts";
import { peopleOf } from "../people.ts";
import { counted, lettersOf } from "../tabs.ts";

const given = (source: OwnSource) => ("tree" in source ? source.tree : source.letters);

export async function lettersOfOwn(source: OwnSource): Promise<OwnAnswer> {
  const outcome = await rememberPage(given(source));
  return "problems" in outcome ? { kind: "own-failed", problems: outcome.problems } : { kind: "own-letters", letters: outcome.ok };
}

export async function checkOwn({ source, others, session }: { source: OwnSource; others: readonly SeenLetter[]; session?: Room }): Promise<OwnAnswer> {
  const letters = [...(session === undefined ? [] : await kept(session)), ...others];
  const outcome = await checkPage(given(source), { letters });
  if ("problems" in outcome) return { kind: "own-failed", problems: outcome.problems };
  const { report, snapshot, page } = outcome.ok;
  page.free();
  return { kind: "own-check", report, counted: counted(snapshot), letters: lettersOf(report, snapshot), people: peopleOf(snapshot) };
}
