// Makes one file of the style sheets, in the order of index.html: each file costs a request before the first paint.
// Run on what trunk has staged (staged.mjs).

import { createHash } from "node:crypto";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const staging = process.env.TRUNK_STAGING_DIR;
const LINK = /<link rel="stylesheet" href="\.\/([\w.-]+\.css)"\s*\/?>\s*/g;

const index = join(staging, "index.html");
const html = readFileSync(index, "utf8");
const names = [...html.matchAll(LINK)].map(([, name]) => name);
if (names.length > 1) {
  const style = names.map((name) => readFileSync(join(staging, name), "utf8")).join("\n");
  const together = `style-${createHash("sha256").update(style).digest("hex").slice(0, 16)}.css`;
  writeFileSync(join(staging, together), style);
  for (const name of names) rmSync(join(staging, name));
  let first = true;
  writeFileSync(index, html.replace(LINK, () => {
    const link = first ? `<link rel="stylesheet" href="./${together}">\n` : "";
    first = false;
    return link;
  }));
}
