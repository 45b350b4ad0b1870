// The invented page inside the extension: judged like any other, but by itself, and nothing of it is kept.

import { draw } from "../common/drawing.ts";
import type { CheckAnswer } from "../common/protocol.ts";
import { allowedIn } from "./deciding.ts";
import { checkPage } from "./open-page.ts";
import { lettersOf } from "./tabs.ts";

export async function demonstrate({ walk, tree }: { walk: number; tree: string }): Promise<CheckAnswer> {
  const outcome = await checkPage(tree);
  if ("problems" in outcome) return { kind: "failed", walk, problems: outcome.problems };
  const { report, snapshot, page } = outcome.ok;
  page.free();
  // Its address only tells the engine by which reader it is to be read: it stands on no site.
  const shown = { ...report, page: { ...report.page, url: "" } };
  // Its card tells the keys, and has no way to decide what would be kept.
  const allowed = { ...(await allowedIn("open")), decide: false, lineAway: false };
  return { kind: "drawing", walk, cost: outcome.cost, drawing: draw(shown, outcome.say, outcome.titles, lettersOf(report, snapshot), allowed) };
}
