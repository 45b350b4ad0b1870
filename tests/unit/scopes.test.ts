import { expect, test } from "vitest";
import { scopesOf } from "../../extension/background/scopes.ts";
import { emptyReport, finding, snapshot } from "./reports.ts";

const value = (id: string) => ({ value: id }) as never;
const page = { ...emptyReport().page, url: "https://www.upwork.com/ab/applicants/7?x=1" };
const people = [{ id: value("~01a"), badges: [] }, { id: value("~01b"), badges: [] }, { badges: [] }];
const proposals = [{ person: "~01a" }, { person: "~01b" }, {}];
const of = (...findings: Parameters<typeof finding>[0][]) =>
  scopesOf(emptyReport({ findings: findings.map((parts, n) => finding({ id: `f${n}`, ...parts })) }), snapshot({ page, people, proposals, job: { id: value("J7"), skills: [] } } as never));

test("a finding about one person is of that person, by the site as the ledger calls it; of several it is of nobody", () => {
  expect(of(
    { subject: { kind: "person", items: [1] } },
    { subject: { kind: "proposal", items: [0] } },
    { subject: { kind: "proposal", items: [0, 1] } },
    { subject: { kind: "person", items: [2] } },
    { subject: { kind: "page", items: [] } },
    { subject: { kind: "proposal", items: [9] } },
  )).toEqual({ job: "upwork.com/J7", findings: { f0: { person: "upwork.com/~01b" }, f1: { person: "upwork.com/~01a" } } });
});

test("what stands on a profile is of its one person", () => {
  const scopes = scopesOf(emptyReport({ findings: [finding({ subject: { kind: "review", items: [0] } })] }), snapshot({ page, people: [people[0]], reviews: [{}] } as never));
  expect(scopes.findings["f1"]).toEqual({ person: "upwork.com/~01a" });
  expect(scopesOf(emptyReport(), snapshot({ page: { ...page, url: "" } }))).toEqual({ findings: {} });
});
