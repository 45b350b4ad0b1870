// Rows as JSON, in slices: on a large page one JSON.stringify of everything would hold the page longer than the walk does.

import type { PageTree, Row } from "../types.ts";
import { pause } from "./walk.ts";

const ROWS = 256;

export interface Written {
  json: string;
  /** How long each slice held the main thread, ms. */
  slices: number[];
}

/** The whole tree, with rows that are JSON already. */
export function treeJson({ schema, walk, url, captured_at, gaps }: PageTree, rows: string): string {
  return `${JSON.stringify({ schema, walk, url, captured_at, gaps }).slice(0, -1)},"rows":${rows}}`;
}

export async function rowsAsJson(rows: readonly Row[], budget: number, signal?: AbortSignal): Promise<Written> {
  const parts: string[] = [];
  const slices: number[] = [];
  let begun = performance.now();
  for (let at = 0; at < rows.length; at += ROWS) {
    parts.push(JSON.stringify(rows.slice(at, at + ROWS)).slice(1, -1));
    if (performance.now() - begun < budget) continue;
    slices.push(performance.now() - begun);
    await pause();
    signal?.throwIfAborted();
    begun = performance.now();
  }
  const json = `[${parts.join(",")}]`;
  slices.push(performance.now() - begun);
  return { json, slices };
}
