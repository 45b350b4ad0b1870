// A saved page: parsed by the browser without running or fetching anything, walked like a live page. Where it was and when it
// was saved, the file says itself, or the user is asked.

import { capturedAt } from "../../content/clock.ts";
import { rowsAsJson, treeJson } from "../../content/rows-json.ts";
import { SLICE, walk } from "../../content/walk.ts";
import type { Gap } from "../../types.ts";

export interface SavedPage {
  html: string;
  /** Broken characters in it. */
  broken: number;
  /** The address, where the file tells it. */
  url: string;
  /** Who says so: the one that saved it, or the page. */
  by: "saver" | "page" | "user" | "";
  /** When it was saved, RFC 3339, and whether the file says so itself. */
  at: string;
  dated: "page" | "file_time";
}

/** Savers write what they have to say at the start of a file. */
const HEAD_CHARACTERS = 4 << 10;
const EDGE_CHARACTERS = 64 << 10;

/** A document that belongs to no window: its scripts do not run, and nothing of it is fetched. */
export const inert = (html: string): Document => new DOMParser().parseFromString(html, "text/html");

export function savedPage(html: string, broken: number, modified: number): SavedPage {
  const comment = saverSays(html.slice(0, HEAD_CHARACTERS));
  const own = comment.url === undefined ? pageSays(inert(html)) : undefined;
  return {
    html,
    broken,
    url: comment.url ?? own ?? "",
    by: comment.url !== undefined ? "saver" : own !== undefined ? "page" : "",
    at: comment.at ?? capturedAt(new Date(modified)),
    dated: comment.at === undefined ? "file_time" : "page",
  };
}

/** `<link rel="canonical">`, else the address that the page wants to be shared by. */
function pageSays(document: Document): string | undefined {
  const named = (tag: string, attribute: string, name: string, value: string): string | undefined => {
    const found = [...document.getElementsByTagName(tag)].find((one) => one.getAttribute(attribute)?.trim().toLowerCase() === name);
    return webAddress(found?.getAttribute(value) ?? "");
  };
  return named("link", "rel", "canonical", "href") ?? named("meta", "property", "og:url", "content");
}

/** An address that a browser opens as a page, without what it may hide. */
export function webAddress(text: string): string | undefined {
  const said = text.trim();
  if (said.length > 2_000 || !URL.canParse(said)) return undefined;
  const { protocol, href } = new URL(said);
  return /^https?:$/.test(protocol) ? href : undefined;
}

/** `saved from url=(0023)https://..`, and the lines `url:` and `saved date:` of those that save a page into one file. */
function saverSays(head: string): { url?: string; at?: string } {
  const [, comment] = /<!--([\s\S]*?)-->/.exec(head) ?? [];
  if (comment === undefined || !/saved/i.test(comment)) return {};
  const url = webAddress(/saved from url=\(\d+\)(\S+)/.exec(comment)?.[1] ?? /^\s*url:\s*(\S+)/im.exec(comment)?.[1] ?? "");
  const date = /^\s*(?:saved )?date:\s*(.+?)\s*$/im.exec(comment)?.[1];
  const at = date === undefined ? undefined : moment(date);
  return { ...(url !== undefined && { url }), ...(at !== undefined && { at }) };
}

/** A date as JavaScript prints it, or as ISO 8601 writes it, in the offset that it names. */
function moment(said: string): string | undefined {
  const time = Date.parse(said);
  if (Number.isNaN(time)) return undefined;
  const [, sign, hours, minutes] = /(?:GMT|T[\d:.]+)([+-])(\d\d):?(\d\d)/.exec(said) ?? [];
  const offset = sign === undefined ? 0 : (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
  const local = new Date(time + offset * 60_000).toISOString().slice(0, 19);
  return `${local}${sign === undefined ? "Z" : `${sign}${hours}:${minutes}`}`;
}

/** The page as the engine takes it, as one JSON text. */
export async function treeOf({ html, broken, url, at }: SavedPage, signal: AbortSignal): Promise<string> {
  const { tree } = await walk(inert(html), { walk: 0, url, capturedAt: at, signal });
  const gaps: Gap[] = [
    ...tree.gaps,
    ...(broken > 0 ? [{ kind: "encoding", count: broken } as const] : []),
    ...(ends(html) ? [] : [{ kind: "cut", count: 1 } as const]),
  ];
  return treeJson({ ...tree, gaps }, (await rowsAsJson(tree.rows, SLICE, signal)).json);
}

/** Whether a page ends as pages do; a download that broke off does not. */
function ends(html: string): boolean {
  const whole = /<html|<!doctype html/i.test(html.slice(0, EDGE_CHARACTERS));
  return !whole || /<\/(html|body)/i.test(html.slice(-EDGE_CHARACTERS));
}
