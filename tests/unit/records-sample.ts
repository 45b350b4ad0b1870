// A made-up record: ann, whose letter shares text with bo's, with everything in it that people write.

import type { Case, Finding, PageSnapshot, Value } from "../../extension/types.ts";

export const text = (value: string): Value<string> => ({ value, source: { path: "test" }, shown: [] });

export const finding = (id: string, part: Partial<Finding> = {}): Finding => ({
  id, rule: "shared-letters", version: "1.0.0", family: "letters", severity: "caution", confidence: "medium",
  subject: { kind: "proposal", items: [0] },
  message: { text: { en: `Sentence of ${id}.` } }, why: { text: { en: "Because." } },
  innocent: [{ text: { en: "Colleagues." } }, { text: { en: "A course." } }], ask: [{ text: { en: "Who wrote it?" } }],
  evidence: [], references: [], ...part,
});

const snapshot: PageSnapshot = {
  kind: "proposals",
  page: { url: "https://www.freelancer.com/projects/9", kind: "proposals", verified: false, captured_at: "2026-11-20T10:00:00Z", adapter: "secondlook/freelancer" },
  job: { id: text("9"), title: text("Map of ponds"), skills: [] },
  people: [{ id: text("Ann"), name: text("Ann Example"), bio: text("I draw maps."), badges: [] }, { id: text("bo"), name: text("Bo Stranger"), badges: [] }],
  proposals: [{ person: "Ann", letter: text("Words that ann wrote.") }, { person: "bo", letter: text("Words that bo wrote.") }],
  contracts: [], reviews: [], messages: [], totals: {}, unread: [],
};

export function sample(part: Partial<Case> = {}): Case {
  const quote = (n: number, said: string): Finding["evidence"][number] => ({ quote: said, source: { path: "test" }, shown: [], item: { kind: "proposal", items: [n] } });
  const findings = [
    finding("f1", {
      subject: { kind: "proposal", items: [0, 1] },
      message: { key: "few-clients.message", args: { n: 2, client: "Bo Stranger" } },
      evidence: [quote(0, "Words that ann"), quote(1, "Words that bo")],
      template: { parts: [{ fixed: "Words that" }, { slot: "name" }], fixed_share: 0.5, members: [{ proposal: 0, places: [[0, 10, "Words that"], null] }, { proposal: 1, places: [[0, 10, "Words that"], [11, 13, "bo"]] }] },
    }),
    finding("f2", { severity: "note", evidence: [quote(0, "wrote")] }),
    finding("f3", { evidence: [quote(0, "ann wrote")] }),
  ];
  return {
    schema: 1, id: "11111111-aaaa-bbbb-cccc-000000000001", kept_at: "2026-11-20T10:05:00.000Z", changed_at: "2026-11-20T10:05:00.000Z", keep_until: "2026-12-20",
    subject: { site: "freelancer.com", person: "Ann", name: "Ann Example" }, job: { id: "9", title: "Map of ponds" },
    inputs: {
      snapshot, settings: { off: [], snapshot: false }, packs: [], engine: "0.1.0",
      memories: { letters: [], entries: [{ id: "b00000001", day: "2026-11-10", keys: [], kept: { kind: "proposal", person: "p00000002", job: "j00000003", first: "2026-11-10" } }], secret: "ab".repeat(32), own: {} },
    },
    report: {
      schema: 1, engine: "0.1.0", packs: [{ id: "secondlook/letters", version: "1.2.3", sha256: "c".repeat(64), signed: false, built_in: true }], page: snapshot.page,
      findings, coverage: [{ check: "shared-letters", state: "checked", note: { key: "shared-letters.note.checked", args: { n: 6 } } }],
      pictures: [], items: [{ subject: { kind: "proposal", items: [0] }, row: 4, read: true, label: "Ann Example" }], unread: [],
    },
    notes: [{ at: "2026-11-20T11:00:00Z", by: "Kim", text: "NOTE: seemed tired in the call" }],
    questions: [{ at: "2026-11-20T11:00:00Z", ask: { text: { en: "Who wrote the letter?" } }, finding: "f1", answer: "I took it from a course.", answered_at: "2026-11-20T12:00:00Z" }],
    steps: [{ step: "video-call", state: "done", at: "2026-11-20T12:00:00Z", note: "STEPNOTE" }],
    seen: [{ at: "2026-11-20T12:00:00Z", kind: "call", text: "SEEN in a call" }],
    dismissed: [{ finding: "f2", reason: "REASON known to us", at: "2026-11-20T12:00:00Z", by: "Kim" }],
    disputed: [{ finding: "f3", answer: "That is a common phrase.", at: "2026-11-21T12:00:00Z" }],
    outcome: { kind: "not_hired", reason: "OUTCOMEREASON budget", by: "Kim", at: "2026-11-22T12:00:00Z" },
    erased: [],
    ...part,
  };
}
