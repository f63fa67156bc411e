// Writes into the service worker what it keeps: run on what trunk has staged (staged.mjs).

import { createHash } from "node:crypto";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join, relative, sep } from "node:path";

const staging = process.env.TRUNK_STAGING_DIR;
const WORKER = "offline.js";
/** What no page asks for. */
const LEFT_OUT = /(^|\/)(README\.md|LICENSE[^/]*|GUST[^/]*|[^/]*\.py)$/;

const files = readdirSync(staging, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => relative(staging, join(entry.parentPath ?? entry.path, entry.name)).split(sep).join("/"))
  .filter((file) => file !== WORKER && !LEFT_OUT.test(file))
  .sort();
const sum = createHash("sha256");
for (const file of files) sum.update(file).update(readFileSync(join(staging, file)));
const version = sum.digest("hex").slice(0, 16);
const worker = readFileSync(join(staging, WORKER), "utf8")
  .replace(/^const VERSION = .*;$/m, `const VERSION = ${JSON.stringify(version)};`)
  .replace(/^const FILES = .*;$/m, `const FILES = ${JSON.stringify(files)};`);
writeFileSync(join(staging, WORKER), worker);
