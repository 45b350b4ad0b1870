// A page that is against us, in real browsers with the built extension. What it tries stands in `hostile/`, one file an idea.

import { after, before, describe } from 'node:test';

import { BROWSERS } from './harness/browser.mjs';
import { stage } from './harness/stage.mjs';
import { detect } from './hostile/detect.mjs';
import { feed } from './hostile/feed.mjs';
import { talk } from './hostile/talk.mjs';
import { tell } from './hostile/tell.mjs';
import { touch } from './hostile/touch.mjs';

for (const name of BROWSERS) {
  describe(`hostile page in ${name}`, () => {
    let here;
    before(async () => {
      here = await stage(name, { settings: { run: 'auto', remember: true } });
    });
    after(() => here?.close());
    for (const part of [detect, tell, touch, talk, feed]) part(name, () => here);
  });
}
