// The engine's module. The build makes `engine-factory` from target/wasm/engine.js: a function, so that every call gives a new
// instance, where importing the module could only give the one that trapped.

import type { CaseMade, Described, Description, Difference, Entry, Memories, OpenedPack, Override, OwnLetters, PageSnapshot, Problem, Proof, Report, SeenLetter } from "../types.ts";
import factory from "engine-factory";

export type Answer<T> = { ok: T } | { problems: Problem[] };

/** A page that the engine holds open, until it is freed. */
export interface EnginePage {
  snapshot(): Answer<PageSnapshot>;
  recall(secret: string): Answer<string[]>;
  /** Works out what no memories change. */
  prepare(): void;
  analyze(memories: Memories): Answer<Report>;
  keep(memories: Memories): Answer<Entry[]>;
  makeCase(person: string, memories: Memories, secret: string): Answer<CaseMade>;
  remember(): Answer<SeenLetter[]>;
  free(): void;
}

export interface BuiltEngine {
  describe(): Answer<Described[]>;
  /** Gives its memory back. */
  free?(): void;
  open(tree: string): Answer<EnginePage>;
  openLetters(letters: OwnLetters): Answer<EnginePage>;
  bids(sent: number, won: number, work?: string): Answer<Report>;
  checkText(text: string, url: string, capturedAt: string): Answer<Report>;
}

export interface EngineSettings {
  off: string[];
  snapshot: boolean;
  overrides?: Override[];
}

export interface EngineModule {
  default(source: { module_or_path: WebAssembly.Module | Promise<Response> }): Promise<unknown>;
  describe(): Answer<Description>;
  /** Opens a built pack file: its form, hash and signature. */
  openPack(text: string): Answer<OpenedPack>;
  /** Proves a pack file beside the packs of a JSON list, on the ordinary texts. */
  provePack(text: string, corpus: string, others: string): Answer<Proof>;
  diffPacks(before: string, after: string): Answer<Difference>;
  personKeys(site: string, person: string, secret: string): Answer<string[]>;
  hired(shown: readonly Entry[], held: readonly Entry[], people: string[] | undefined): Answer<Entry[]>;
  Engine: {
    new (): BuiltEngine;
    build(packs: string, settings: EngineSettings, words: object): Answer<BuiltEngine>;
  };
}

export default factory as () => EngineModule;
