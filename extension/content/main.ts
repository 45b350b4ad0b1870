// The content script. It knows no site: it walks the page, sends the rows, and draws the answer.

import { alive, ext } from "../common/browser.ts";
import type { RowsAnswer, ToPage } from "../common/protocol.ts";
import { onSettings, readSettings } from "../common/settings.ts";
import { covers } from "../common/tab.ts";
import { Session } from "./session.ts";

interface Running {
  living(): boolean;
  again(): void;
  stop(): void;
}

// Content scripts have a world of their own: the page does not see this.
const world = globalThis as { secondLook?: Running };

if (world.secondLook?.living()) {
  world.secondLook.again();
} else {
  world.secondLook?.stop();
  void start();
}

async function start(): Promise<void> {
  const controller = new AbortController();
  const { signal } = controller;
  const stop = (): void => controller.abort();
  let session: Session | undefined;
  world.secondLook = { living: () => alive() && !signal.aborted, again: () => session?.check(), stop };

  onSettings(({ sites_off, run }, before) => {
    if (sites_off.includes(location.hostname) || (run !== "auto" && before.run === "auto")) stop();
  }, signal);
  if ((await readSettings()).sites_off.includes(location.hostname)) return stop();

  session = new Session(signal, stop);
  const hear = (message: ToPage, _: unknown, respond: (answer: RowsAnswer | undefined) => void): boolean => {
    if (message.kind === "rows") {
      (session?.rows() ?? Promise.resolve(undefined)).then(respond, () => respond(undefined));
      return true;
    }
    if (message.kind === "stop") {
      if (message.origins.some((origin) => covers(origin, location.href))) stop();
    } else {
      session?.told(message);
    }
    return false;
  };
  ext.runtime.onMessage.addListener(hear);
  signal.addEventListener("abort", () => {
    if (alive()) ext.runtime.onMessage.removeListener(hear);
  });
  session.check();
}
