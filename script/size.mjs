// What a first visit downloads, as a table, and whether it keeps within the budget.
// A first visit is index.html and every file whose name stands in a text file already counted.
// Names inside the WebAssembly are not followed: a lab fetches its data when it is opened.

import { readFileSync, readdirSync } from "node:fs";
import { join, basename, extname } from "node:path";
import { brotliCompressSync, gzipSync, constants } from "node:zlib";

const BUDGET_KIB = 350;
const TEXT = new Set([".html", ".css", ".js", ".svg"]);

const folder = process.argv[2] ?? "dist";
const files = readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath ?? entry.path, entry.name));

const visited = new Set([join(folder, "index.html")]);
for (const file of visited) {
  if (!TEXT.has(extname(file))) continue;
  const text = readFileSync(file, "utf8");
  for (const other of files) {
    if (text.includes(basename(other))) visited.add(other);
  }
}

const brotli = (bytes) =>
  brotliCompressSync(bytes, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: 11,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    },
  }).length;

const rows = [...visited].map((file) => {
  const bytes = readFileSync(file);
  return [file.slice(folder.length + 1), bytes.length, gzipSync(bytes, { level: 9 }).length, brotli(bytes)];
});
rows.sort((a, b) => b[3] - a[3]);
const total = rows.reduce((sum, row) => sum.map((value, i) => value + row[i + 1]), [0, 0, 0]);

const kib = (bytes) => (bytes / 1024).toFixed(1).padStart(9);
const line = (name, sizes) => console.log(name.padEnd(48) + sizes.map(kib).join(""));
console.log("first visit, KiB".padEnd(48) + ["raw", "gzip", "Brotli"].map((head) => head.padStart(9)).join(""));
for (const [name, ...sizes] of rows) line(name, sizes);
line(`total (budget ${BUDGET_KIB} KiB Brotli)`, total);

if (total[2] > BUDGET_KIB * 1024) {
  console.error(`A first visit is over its budget by ${kib(total[2] - BUDGET_KIB * 1024).trim()} KiB.`);
  process.exit(1);
}
