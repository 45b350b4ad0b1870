// The interview kit: steps that are offered to every candidate of a job alike, whatever was found, and what to do after hiring.
// Each says why, how, another way for whoever cannot do it this way, and where it is from. What they say stands in locales/
// under `kit.ID.`; a step never asks for a certain document, and nothing in it follows from a finding alone.

import type { Family } from "../types.ts";

export interface KitStep {
  id: string;
  /** Offered before a contract, or done once somebody works. */
  when: "before" | "after";
  /** Keys of {@link SOURCES}. */
  sources: readonly string[];
  /** Ids of indicators. */
  references: readonly string[];
}

/** Official guidance by its key: where it can be read. What it is called stands under `kit.source.KEY`. */
export const SOURCES: { readonly [key: string]: string } = {
  adv22: "https://ofac.treasury.gov/media/923126/download?inline",
  fbi23: "https://www.ic3.gov/PSA/2023/PSA231018",
  fbi24: "https://www.ic3.gov/PSA/2024/PSA240516",
  fbi25a: "https://www.ic3.gov/PSA/2025/PSA250123",
  fbi25b: "https://www.ic3.gov/PSA/2025/PSA250723-4",
  jp24: "https://www.meti.go.jp/press/2023/03/20240326002/20240326002.html",
  gtig24: "https://cloud.google.com/blog/topics/threat-intelligence/mitigating-dprk-it-worker-threat",
};

export const KIT: readonly KitStep[] = [
  { id: "stay-on-site", when: "before", sources: ["adv22", "fbi23"], references: ["offplatform-contact"] },
  { id: "site-verification", when: "before", sources: ["adv22", "jp24"], references: ["plat-new-account"] },
  { id: "video-call", when: "before", sources: ["adv22", "fbi23", "fbi25b"], references: ["camera-refusal", "facilitated-video-noaudio"] },
  { id: "portfolio-walk", when: "before", sources: ["adv22", "fbi25a"], references: ["profile-too-simple", "resume-twin", "gh-copied"] },
  { id: "references", when: "before", sources: ["adv22", "fbi25b"], references: ["personas-vouch", "western-smb-employer"] },
  { id: "who-works", when: "before", sources: ["adv22", "fbi24", "jp24"], references: ["subcontract-hidden", "facilitator-interview"] },
  { id: "payee-name", when: "before", sources: ["adv22", "jp24"], references: ["payee-name-mismatch", "plat-prc-transfers"] },
  { id: "equipment-address", when: "before", sources: ["adv22", "fbi23", "fbi25b"], references: ["ship-address-mismatch", "addr-forwarder"] },
  { id: "least-access", when: "after", sources: ["fbi25a"], references: ["repo-copying", "small-thefts"] },
  { id: "own-accounts", when: "after", sources: ["gtig24"], references: ["many-hands"] },
  { id: "logging", when: "after", sources: ["fbi25a"], references: ["repo-copying", "plat-many-ips"] },
  { id: "remote-tools", when: "after", sources: ["adv22", "fbi23", "gtig24"], references: ["rmm-kvm"] },
  { id: "payee-unchanged", when: "after", sources: ["fbi25b", "jp24"], references: ["pay-account-changes"] },
  { id: "speak-again", when: "after", sources: ["adv22", "jp24"], references: ["facilitator-interview", "many-hands"] },
];

export const STATES = ["done", "declined", "not_needed"] as const;

/** Which steps speak to what a family of findings says. They are offered to everybody; this only says where to look. */
const SPEAKS_TO: { readonly [family in Family]: readonly string[] } = {
  contact: ["stay-on-site"],
  payment: ["payee-name", "payee-unchanged"],
  account: ["site-verification", "who-works"],
  identity: ["references", "portfolio-walk"],
  reviews: ["references"],
  letters: ["portfolio-walk", "who-works"],
  bids: ["portfolio-walk"],
  availability: ["video-call", "who-works"],
  equipment: ["equipment-address"],
  "code-host": ["portfolio-walk", "least-access"],
  access: ["least-access", "logging"],
};

export const stepsFor = (family: Family): readonly KitStep[] => KIT.filter(({ id }) => SPEAKS_TO[family].includes(id));
