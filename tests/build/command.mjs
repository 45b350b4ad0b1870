// The command as it ships.

import { existsSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../scripts/lib-ships.mjs";

export const command = join(root, "target/release/secondlook");

/** Why it is not looked at, or false. One that lies there while another one is tested may be of an older day. */
export const left =
  (process.env.SECONDLOOK_COMMAND ?? command) !== command
    ? "the command as it ships is built and looked at by scripts/test --long"
    : !existsSync(command) && "target/release/secondlook is not built";
