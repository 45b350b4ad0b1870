// What the user may change in a record, as pure functions: they run inside the database's own transaction, on what is kept then.

import type { Case, CaseNote, Dismissal, Outcome, OutcomeKind, Question, Sighting, Step, StepState } from "../types.ts";

/** A moment that nothing else of a list has: it names an entry in all windows. */
export function stamp(taken: readonly { at: string }[], now: number = Date.now()): string {
  for (let time = now; ; time += 1) {
    const at = new Date(time).toISOString();
    if (!taken.some((one) => one.at === at)) return at;
  }
}

/** The list with an entry in its place, or at the end. */
function put<T>(list: readonly T[], entry: T, same: (one: T) => boolean): T[] {
  return list.some(same) ? list.map((one) => (same(one) ? entry : one)) : [...list, entry];
}

export const putNote = (record: Case, note: CaseNote): Case =>
  ({ ...record, notes: put(record.notes, { ...record.notes.find(({ at }) => at === note.at), ...note }, ({ at }) => at === note.at) });

export const putSeen = (record: Case, seen: Sighting): Case => ({ ...record, seen: put(record.seen, seen, ({ at }) => at === seen.at) });

export const putQuestion = (record: Case, question: Question): Case =>
  ({ ...record, questions: put(record.questions, question, ({ at }) => at === question.at) });

export const without = (record: Case, list: "notes" | "seen" | "questions", at: string): Case =>
  ({ ...record, [list]: record[list].filter((one) => one.at !== at) });

/** What they said, and when it was first written down. */
export function answered(question: Question, answer: string, now: string): Question {
  const { answer: _, answered_at: before, ...asked } = question;
  return answer === "" ? asked : { ...asked, answer, answered_at: before ?? now };
}

/** A step's state; none where it has none yet. The note stays with it. */
export function putStep(record: Case, step: string, state: StepState | undefined, at: string): Case {
  const before = record.steps.find((one) => one.step === step);
  if (state === undefined) return { ...record, steps: record.steps.filter((one) => one.step !== step) };
  return { ...record, steps: put(record.steps, { ...before, step, state, at }, (one) => one.step === step) };
}

export function putStepNote(record: Case, step: string, note: string): Case {
  const before = record.steps.find((one) => one.step === step);
  if (!before) return record;
  const { note: _, ...rest } = before;
  const entry: Step = note === "" ? rest : { ...rest, note };
  return { ...record, steps: put(record.steps, entry, (one) => one.step === step) };
}

export const dismiss = (record: Case, dismissal: Dismissal): Case =>
  ({ ...record, dismissed: put(record.dismissed, dismissal, ({ finding }) => finding === dismissal.finding) });

export const bringBack = (record: Case, finding: string): Case =>
  ({ ...record, dismissed: record.dismissed.filter((one) => one.finding !== finding), disputed: record.disputed.filter((one) => one.finding !== finding) });

export function dispute(record: Case, finding: string, answer: string, at: string): Case {
  const before = record.disputed.find((one) => one.finding === finding);
  return { ...record, disputed: put(record.disputed, { finding, answer, at: before?.at ?? at }, (one) => one.finding === finding) };
}

/** Decisions about the person; that it is open, or that they withdrew, is none. */
export const isDecision = (kind: OutcomeKind | undefined): boolean => kind === "hired" || kind === "not_hired";

/** The outcome as far as it is written. A decision without a reason or without a name is not one yet. */
export function putOutcome(record: Case, part: Partial<Outcome>, at: string): Case {
  const { outcome: before, ...rest } = record;
  const next: Outcome = { kind: "open", reason: "", by: "", ...before, ...part, at };
  if (isDecision(next.kind) && (next.reason.trim() === "" || next.by.trim() === "")) next.kind = "open";
  return next.kind === "open" && next.reason === "" && next.by === "" ? rest : { ...rest, outcome: next };
}

export function putHold(record: Case, why: string): Case {
  const { hold: _, ...rest } = record;
  return why.trim() === "" ? rest : { ...rest, hold: { why } };
}
