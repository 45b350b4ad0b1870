// The engine for a page that is still coming in: built, and made to go through two letters of nobody. Browsers compile a function
// at its first call, and the page would wait for all of them.

import type { OwnLetters } from "../types.ts";
import { isWarm } from "./engine.ts";
import { checkPage } from "./open-page.ts";

/** Two wordings with a sentence in common, and what rules and marks look for. */
const TEXTS = [
  "Hello, I have read your post and can start on Monday. We built a shop like yours for a client in Cork last year; it has 12,000 visitors a day and loads in two seconds. Please look at www.example.com/shop and write to me at ann@example.com. My rate is $30 per hour. Could you tell me which payment service you use? Best regards, Ann",
  "Dear [name], thank you for the invitation. We built a shop like yours for a client in Cork last year; it has 12,000 visitors a day and loads in two seconds. As an engineer with 8 years of practice, I would move the old pages first, and then the accounts. Let us talk on Telegram: @ann_builds. When is your deadline? Kind regards, Ben",
];

const LETTERS: OwnLetters = {
  letters: TEXTS.map((text, n) => ({ id: `${n}`, author: `${n}`, text, job: "A shop is to be moved to a new server." })),
  captured_at: "2026-01-01T00:00:00+00:00",
};

/** Nothing where an engine is there. Between its steps, messages are answered. */
export async function rehearse(): Promise<void> {
  if (isWarm()) return;
  const outcome = await checkPage(LETTERS, { ledger: { secret: () => soon("0".repeat(64)), recall: (_, meanwhile) => (meanwhile?.(), soon([])) } });
  if ("ok" in outcome) outcome.ok.page.free();
}

const soon = <T>(value: T): Promise<T> => new Promise((done) => setTimeout(done, 0, value));
