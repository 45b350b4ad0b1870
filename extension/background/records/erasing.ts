// A record without what it holds of another person. Positions stay as they are: findings point at them, so what is taken out
// leaves an empty place. The findings cannot be made again afterwards, and the record says so.

import type { Case, Evidence, Finding, Member, PageSnapshot, Subject } from "../../types.ts";
import { siteOf } from "../scopes.ts";
import { nameOf } from "./lines.ts";

export function withoutPerson(record: Case, site: string, person: string, at: string): Case {
  const name = nameOf(site, person);
  const here = record.subject.site === site;
  const isTheirs = (id: string | undefined): boolean => here && id !== undefined && nameOf(site, id) === name;
  const seenIsTheirs = (seen: Member["seen"]): boolean =>
    seen?.person !== undefined && URL.canParse(seen.url) && nameOf(siteOf(seen.url), seen.person) === name;
  const { snapshot, memories } = record.inputs;
  const owner = ({ kind, items }: Subject): (string | undefined)[] => items.map((n) => ownerOf(snapshot, kind, n));
  const names = spokenNames(snapshot, memories.letters, isTheirs, seenIsTheirs);

  const quoted = ({ item }: Evidence): boolean => item !== undefined && owner(item).some(isTheirs);
  const member = ({ proposal, seen }: Member): boolean => seenIsTheirs(seen) || (proposal !== undefined && isTheirs(snapshot.proposals[proposal]?.person));
  const finding = (one: Finding): Finding => ({
    ...one,
    message: unnamed(one.message, names),
    evidence: one.evidence.filter((evidence) => !quoted(evidence)),
    ...(one.template && { template: { ...one.template, members: one.template.members.filter((one) => !member(one)) } }),
  });
  const onlyTheirs = ({ subject }: { subject: Subject }): boolean => {
    const owners = owner(subject);
    return owners.length > 0 && owners.every(isTheirs);
  };

  return {
    ...record,
    changed_at: at,
    inputs: {
      ...record.inputs,
      snapshot: {
        ...snapshot,
        people: snapshot.people.map((one) => (isTheirs(one.id?.value) ? { badges: [] } : one)),
        proposals: snapshot.proposals.map((one) => (isTheirs(one.person) ? {} : one)),
        contracts: snapshot.contracts.map((one) => (isTheirs(one.person) ? {} : one)),
        reviews: snapshot.reviews.map((one) => (isTheirs(one.person) ? {} : one)),
        messages: snapshot.messages.map((one) => (isTheirs(one.person) ? {} : one)),
      },
      // The ledger's entries name nobody, but they stand beside the secret of this record: whoever knows an id could look for it.
      memories: { letters: memories.letters.filter((letter) => !seenIsTheirs(letter)), entries: [] },
    },
    report: {
      ...record.report,
      findings: record.report.findings.filter((one) => !onlyTheirs(one)).map(finding),
      pictures: record.report.pictures.filter((one) => !onlyTheirs(one)),
      items: record.report.items.filter((one) => !onlyTheirs(one)),
    },
    erased: [...record.erased, { at, what: "other_person" }],
  };
}

function ownerOf({ people, proposals, contracts, reviews, messages }: PageSnapshot, kind: Subject["kind"], n: number): string | undefined {
  switch (kind) {
    case "person":
      return people[n]?.id?.value;
    case "proposal":
      return proposals[n]?.person;
    case "contract":
      return contracts[n]?.person;
    case "review":
      return reviews[n]?.person;
    case "chat":
      return messages[n]?.person;
    default:
      return undefined;
  }
}

/** What a sentence of a report could call them by. */
function spokenNames(snapshot: PageSnapshot, letters: Case["inputs"]["memories"]["letters"], isTheirs: (id: string | undefined) => boolean, seenIsTheirs: (seen: Member["seen"]) => boolean): string[] {
  const here = snapshot.people.filter(({ id }) => isTheirs(id?.value)).flatMap(({ id, name }) => [id?.value, name?.value]);
  const earlier = letters.filter(seenIsTheirs).flatMap(({ person, name }) => [person, name]);
  return [...here, ...earlier].flatMap((name) => (name === undefined || name.trim() === "" ? [] : [name]));
}

function unnamed(message: Finding["message"], names: readonly string[]): Finding["message"] {
  if (!("key" in message) || !message.args) return message;
  const said = (arg: string | number): string | number => (typeof arg === "string" && names.some((name) => arg.includes(name)) ? "…" : arg);
  return { ...message, args: Object.fromEntries(Object.entries(message.args).map(([name, arg]) => [name, said(arg)])) };
}
