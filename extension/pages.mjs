// The extension's own pages. They have one head; what stands in them is drawn by the script of their name.

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** `styles`: sheets of other pages that it uses; `look`: the class of its body, where it is another page's. */
export const PAGES = [
  { folder: "popup", page: "popup" },
  { folder: "panel", page: "panel" },
  { folder: "options", page: "options" },
  { folder: "packs", page: "packs", look: "options" },
  { folder: "records", page: "records", styles: ["panel"] },
  { folder: "welcome", page: "welcome" },
  { folder: "welcome", page: "demonstration", styles: ["welcome"] },
];

/** Its files by name: the page, and its own style sheet where there is one. @param root the folder `extension` */
export function pageFiles(root, { folder, page, look = page, styles = [] }) {
  const own = (end) => join(root, folder, `${page}.${end}`);
  const read = (file) => (existsSync(file) ? readFileSync(file, "utf8") : undefined);
  const sheet = read(own("css"));
  const sheets = ["page", ...styles, ...(sheet ? [page] : [])];
  const html = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width" />
    <title>Second Look</title>
${sheets.map((name) => `    <link rel="stylesheet" href="${name}.css" />\n`).join("")}    <script type="module" src="${page}.js"></script>
  </head>
  <body class="${look}">
${read(own("html")) ?? "    <main></main>\n"}  </body>
</html>
`;
  return { [`${page}.html`]: html, ...(sheet ? { [`${page}.css`]: sheet } : {}) };
}
