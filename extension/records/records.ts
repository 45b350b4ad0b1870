// The page of records: the list, one record, the candidates of a job, all that is held on a person, or the interview kit.

import { ext } from "../common/browser.ts";
import { make } from "../common/dom.ts";
import { readSettings } from "../common/settings.ts";
import { loadWords, sayer } from "../common/words.ts";
import { heldView } from "./held.ts";
import { jobView } from "./job.ts";
import { kitView } from "./kit-view.ts";
import { listView } from "./list.ts";
import { recordView } from "./record.ts";
import { link, p, troubleText } from "./room.ts";

const say = sayer(await loadWords());
const main = document.querySelector("main") ?? document.body;

async function view(asked: URLSearchParams): Promise<HTMLElement[]> {
  const [id, person, job, site] = ["id", "person", "job", "site"].map((name) => asked.get(name));
  if (asked.has("kit")) return kitView(say);
  // A private window has a database of its own, or none: nothing of it would last.
  if (ext.extension?.inIncognitoContext === true) return [make(document, "h1", { text: say("ui.record.list") }), p(say("ui.record.keep_private"), "note")];
  if (id != null) return recordView(id, say);
  if (person != null && site != null) return heldView(site, person, say);
  if (job != null && site != null) return jobView(site, job, say);
  document.title = say("ui.record.list");
  const unanswered = (await readSettings()).run === undefined;
  return [...(await listView(say)), ...(unanswered ? [p(say("ui.record.keep_unanswered"), "note")] : [])];
}

try {
  const elements = await view(new URLSearchParams(location.search));
  main.replaceChildren(...elements);
  document.body.dataset["ready"] = "true";
} catch (error) {
  main.replaceChildren(make(document, "h1", { text: say("ui.record.list") }), p(troubleText(error, say), "note"), make(document, "p", {}, [link(say("ui.record.all"), "records.html")]));
}
