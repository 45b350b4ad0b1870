// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { answered, bringBack, dismiss, dispute, isDecision, putHold, putNote, putOutcome, putQuestion, putStep, putStepNote, stamp, without } from "../../extension/records/changes.ts";
import { standingOf } from "../../extension/records/export/standing.ts";
import { inPageOrder } from "../../extension/records/job.ts";
import { fileName } from "../../extension/records/exports.ts";
import { type Change, saver, type Saving } from "../../extension/records/saver.ts";
import { joined, typed } from "../../extension/records/typed.ts";
import type { Case } from "../../extension/types.ts";
import { emptyReport, finding, snapshot } from "./reports.ts";

function record(parts: Partial<Case> = {}): Case {
  return {
    schema: 1, id: "a", kept_at: "2026-11-21T10:00:00.000Z", changed_at: "2026-11-21T10:00:00.000Z",
    subject: { site: "upwork.com", person: "~01", name: "Ann" },
    inputs: { snapshot: snapshot(), memories: { letters: [], entries: [] }, settings: { off: [], snapshot: false }, packs: [], engine: "0" },
    report: emptyReport(), notes: [], questions: [], steps: [], seen: [], dismissed: [], disputed: [], erased: [],
    ...parts,
  };
}
const NOW = "2026-11-22T10:00:00.000Z";

describe("what the user changes in a record", () => {
  test("moments name entries, so none is there twice", () => {
    const first = stamp([], 1_000);
    expect(stamp([{ at: first }], 1_000)).toBe(new Date(1_001).toISOString());
  });

  test("a note is put in its place, keeps who wrote it, and goes", () => {
    const one = putNote(record({ notes: [{ at: "t1", by: "Eve", text: "a" }] }), { at: "t1", text: "ab" });
    expect(one.notes).toEqual([{ at: "t1", by: "Eve", text: "ab" }]);
    const two = putNote(one, { at: "t2", text: "c" });
    expect(two.notes.map(({ at }) => at)).toEqual(["t1", "t2"]);
    expect(without(two, "notes", "t1").notes).toEqual([{ at: "t2", text: "c" }]);
  });

  test("an answer has its first moment, and none when it is empty", () => {
    const question = { at: "t1", ask: { text: { en: "Q?" } } };
    const once = answered(question, "Yes", NOW);
    expect(once).toEqual({ ...question, answer: "Yes", answered_at: NOW });
    expect(answered(once, "Yes.", "later").answered_at).toBe(NOW);
    expect(answered(once, "", "later")).toEqual(question);
    expect(putQuestion(record({ questions: [question] }), once).questions).toEqual([once]);
  });

  test("a step's note stays with its state and goes with it", () => {
    const done = putStepNote(putStep(record(), "video-call", "done", NOW), "video-call", "Two people.");
    expect(putStep(done, "video-call", "declined", "later").steps).toEqual([{ step: "video-call", state: "declined", at: "later", note: "Two people." }]);
    expect(putStep(done, "video-call", undefined, NOW).steps).toEqual([]);
    expect(putStepNote(record(), "video-call", "no state")).toEqual(record());
    expect(putStepNote(done, "video-call", "").steps).toEqual([{ step: "video-call", state: "done", at: NOW }]);
  });

  test("what was set aside comes back after its last day; what is disputed stands apart first of all", () => {
    const standing = (kept: Case, now: string): string => {
      const { found, aside: moved } = standingOf(kept, now);
      return found.length > 0 ? "found" : moved.length > 0 ? "aside" : "disputed";
    };
    const aside = dismiss(record({ report: emptyReport({ findings: [finding({ id: "f" })] }) }), { finding: "f", reason: "r", at: NOW, until: "2026-11-30" });
    expect(standing(aside, "2026-11-30")).toBe("aside");
    expect(standing(aside, "2026-12-01")).toBe("found");
    const disputed = dispute(aside, "f", "Not so.", NOW);
    expect(standing(disputed, "2026-11-30")).toBe("disputed");
    expect(dispute(disputed, "f", "Not so at all.", "later").disputed).toEqual([{ finding: "f", answer: "Not so at all.", at: NOW }]);
    expect(standing(bringBack(disputed, "f"), "2026-11-30")).toBe("found");
  });

  test("a decision without a reason or a name is none", () => {
    const chosen = putOutcome(record(), { kind: "not_hired" }, NOW);
    expect(chosen.outcome).toBeUndefined();
    const half = putOutcome(record(), { kind: "hired", reason: "Good work." }, NOW);
    expect(half.outcome?.kind).toBe("open");
    const whole = putOutcome(half, { kind: "hired", by: "Eve" }, NOW);
    expect(whole.outcome).toEqual({ kind: "hired", reason: "Good work.", by: "Eve", at: NOW });
    expect(putOutcome(whole, { reason: " " }, NOW).outcome?.kind).toBe("open");
    expect(putOutcome(record(), { kind: "withdrawn" }, NOW).outcome?.kind).toBe("withdrawn");
    expect([isDecision("hired"), isDecision("not_hired"), isDecision("open"), isDecision("withdrawn"), isDecision(undefined)]).toEqual([true, true, false, false, false]);
  });

  test("a hold needs a reason", () => {
    expect(putHold(putHold(record(), "Hired"), " ").hold).toBeUndefined();
    expect(putHold(record(), "Hired").hold).toEqual({ why: "Hired" });
  });

  test("candidates of a job stand in the order of the page, whatever was found and whenever each was kept", () => {
    const at = (id: string, url: string, row: number, kept_at: string): Case => record({
      id, kept_at, subject: { site: "s", person: id, name: id }, report: emptyReport({ page: { ...emptyReport().page, url } }),
      inputs: { ...record().inputs, snapshot: snapshot({ proposals: [{ person: id, row }] }) },
    });
    const all = [at("late", "p1", 9, "2026-01-01"), at("other", "p2", 1, "2026-01-02"), at("early", "p1", 3, "2026-01-03")];
    expect(inPageOrder(all).map(({ id }) => id)).toEqual(["early", "late", "other"]);
  });

  test("a file's name takes nothing of a name that a file system does not", () => {
    expect(fileName(record({ subject: { site: "s", person: "p", name: "../../Ann <b> O'Neil\u202e" } }), "record", "json")).toBe("second-look-record-ann-b-o-neil-2026-11-21.json");
    expect(fileName(record({ subject: { site: "s", person: "p", name: "🙂" } }), "copy", "html")).toBe("second-look-copy-record-2026-11-21.html");
  });
});

describe("writing a record while it is worked on", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  /** A store that can be told to fail, and two pages over it. */
  function place(first: Case) {
    const state = { kept: first, fails: false, shown: [] as Saving["state"][] };
    const open = () => saver(state.kept, {
      async write(change: Change) {
        if (state.fails) throw new Error("full");
        return (state.kept = change(state.kept));
      },
      show: (_, saving) => void state.shown.push(saving.state),
    });
    return { state, open };
  }
  const note = (text: string): Change => (now) => putNote(now, { at: "t", text });

  test("typed text is written soon, once, and says so", async () => {
    const { state, open } = place(record());
    const here = open();
    here.soon("note", note("a"), () => undefined);
    await vi.advanceTimersByTimeAsync(60);
    here.soon("note", note("ab"), () => undefined);
    expect(state.kept.notes).toEqual([]);
    await vi.advanceTimersByTimeAsync(50);
    expect(state.kept.notes).toEqual([{ at: "t", text: "ab" }]);
    expect(state.shown).toEqual(["waiting", "waiting", "saved"]);
  });

  test("a choice takes with it what waits, and both stand in one writing", async () => {
    const { state, open } = place(record());
    const here = open();
    here.soon("note", note("a"), () => undefined);
    await here.change((now) => putStep(now, "video-call", "done", NOW));
    expect([state.kept.notes.length, state.kept.steps.length]).toEqual([1, 1]);
    expect(here.waits("note")).toBe(false);
  });

  test("what cannot be written stays, and is written when it can be", async () => {
    const { state, open } = place(record());
    const here = open();
    state.fails = true;
    here.soon("note", note("a"), () => undefined);
    await here.flush();
    expect(state.shown.at(-1)).toBe("failed");
    expect(here.waits("note")).toBe(true);
    state.fails = false;
    await here.flush();
    expect(state.kept.notes).toEqual([{ at: "t", text: "a" }]);
    expect(state.shown.at(-1)).toBe("saved");
  });

  test("two windows: each has its own text, the other follows, and what is typed is not overwritten", async () => {
    const { state, open } = place(record({ notes: [{ at: "t", text: "one" }] }));
    const [a, b] = [open(), open()];
    const field = () => document.createElement("textarea");
    const [inA, inB] = [field(), field()];
    const of = ({ notes }: Case) => notes.find(({ at }) => at === "t")?.text ?? "";
    const put = (now: Case, text: string) => putNote(now, { at: "t", text });
    const [textA, textB] = [typed(inA, a, "note", of, put), typed(inB, b, "note", of, put)];
    inA.value = "one two";
    inA.dispatchEvent(new Event("input"));
    await a.flush();
    await b.follow(async () => state.kept);
    textB.update(b.now());
    expect(inB.value).toBe("one two");
    // Both at once: neither is lost.
    inA.value = "one two three";
    inA.dispatchEvent(new Event("input"));
    inB.value = "one two or four";
    inB.dispatchEvent(new Event("input"));
    await a.flush();
    await b.follow(async () => state.kept);
    textB.update(b.now());
    expect(inB.value).toBe("one two or four");
    await b.flush();
    expect(of(state.kept)).toBe("one two three\n\none two or four");
    textA.update(state.kept);
    expect(inA.value).toBe("one two three\n\none two or four");
  });

  test("what is shown while a text is being written takes nothing out of its field", async () => {
    let kept = record();
    const release: (() => void)[] = [];
    const field = document.createElement("textarea");
    let text: ReturnType<typeof typed> | undefined;
    const here = saver(kept, {
      async write(change: Change) {
        await new Promise<void>((resolve) => release.push(resolve));
        return (kept = change(kept));
      },
      show: (now) => text?.update(now),
    });
    text = typed(field, here, "note", ({ notes }) => notes[0]?.text ?? "", (now, typedText) => putNote(now, { at: "t", text: typedText }));
    field.value = "kept";
    field.dispatchEvent(new Event("input"));
    const flushed = here.flush();
    await vi.advanceTimersByTimeAsync(0);
    // Another field is typed in while the first is on its way to the disk: the page is shown the older record.
    here.soon("other", (now) => now, () => undefined);
    expect(field.value).toBe("kept");
    release.forEach((one) => one());
    await flushed;
    expect(kept.notes).toEqual([{ at: "t", text: "kept" }]);
  });

  test("texts that were typed apart are joined once, and a longer one swallows the shorter", () => {
    expect(joined("a", "a", "b")).toBe("b");
    expect(joined("ab", "a", "abc")).toBe("abc");
    expect(joined("abc", "a", "ab")).toBe("abc");
    expect(joined("x", "a", "y")).toBe("x\n\ny");
  });
});
