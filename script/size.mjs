// What a first visit downloads, as a table, and whether it keeps within the budget: `node script/size.mjs [dist]`.
// A first visit is index.html and every file whose name stands in a text file already counted, except the font: a
// browser fetches it with the first equation, and the contents page has none. The font and the worker, fetched with
// the first large matrix, have lines of their own; a lab's data is fetched when it is opened.

import { readFileSync, readdirSync } from "node:fs";
import { basename, extname, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const BUDGET_KIB = 350;
const TEXT = new Set([".html", ".css", ".js", ".svg"]);
const LATER = new Set([".woff2"]);

/** Paths below `folder`, with /, of the files that are loaded together with `first`. */
export function loadedWith(first, folder) {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath ?? entry.path, entry.name)));
  const visited = new Set([first]);
  for (const file of visited) {
    if (!TEXT.has(extname(file))) continue;
    const text = readFileSync(join(folder, file), "latin1");
    for (const other of files) {
      if (text.includes(basename(other)) && !LATER.has(extname(other))) visited.add(other);
    }
  }
  return [...visited].map((file) => file.split(sep).join("/"));
}

function brotli(bytes) {
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  return brotliCompressSync(bytes, { params }).length;
}

/** Prints the table; true if the budget holds. */
function report(folder) {
  const measured = (file) => {
    const bytes = readFileSync(join(folder, file));
    return [file, bytes.length, gzipSync(bytes, { level: 9 }).length, brotli(bytes)];
  };
  const rows = loadedWith("index.html", folder).map(measured);
  const worker = loadedWith("worker.js", folder).map(measured);
  rows.sort((a, b) => b[3] - a[3]);
  const sum = (rows) => [1, 2, 3].map((column) => rows.reduce((sum, row) => sum + row[column], 0));
  const total = sum(rows);
  const kib = (bytes) => (bytes / 1024).toFixed(1);
  const line = (name, cells) => console.log(name.padEnd(48) + cells.map((cell) => cell.padStart(9)).join(""));
  line("first visit, KiB", ["raw", "gzip", "Brotli"]);
  for (const [name, ...sizes] of rows) line(name, sizes.map(kib));
  line(`total (budget ${BUDGET_KIB} KiB Brotli)`, total.map(kib));
  const font = readdirSync(join(folder, "assets/fonts")).filter((file) => LATER.has(extname(file)));
  line("later, with the first equation: the font", sum(font.map((file) => measured(`assets/fonts/${file}`))).map(kib));
  line("later, with the first large matrix: the worker", sum(worker).map(kib));
  const over = total[2] - BUDGET_KIB * 1024;
  if (over > 0) console.error(`A first visit is over its budget by ${kib(over)} KiB.`);
  return over <= 0;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  process.exitCode = report(process.argv[2] ?? "dist") ? 0 : 1;
}
