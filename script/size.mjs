// What a first visit downloads, as a table, and whether it keeps within the budget: `node script/size.mjs [dist]`.
// A first visit to any page is index.html, every file whose name stands in a text file already counted, and of the
// program's parts those of that page. Counted apart is what comes after them: the font (a browser fetches it with the
// first equation), the worker (for large matrices and for training) and a lab's data.

import { readFileSync, readdirSync } from "node:fs";
import { basename, extname, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

/** KiB after Brotli; a lab brings its figures, the contents page only their small likenesses. */
const budget = (page) => (page === "contents" ? 220 : 455);
const TEXT = new Set([".html", ".css", ".js", ".svg"]);
const LATER = /^assets\/|^worker\.js$|^low-rank-lab-worker/;
const WORKER = ["worker.js", "low-rank-lab-worker.js", "low-rank-lab-worker_bg.wasm"];
/** What stands beside a page and is fetched when it is asked for. */
export const BESIDE = {
  classroom: "with the first tour, link, presentation or handout",
  readers: "with the first matrix that is pasted or copied as text",
};
/** The service worker, which names every file, is fetched when the page has come to rest. */
const OFFLINE = "offline.js";

/** The program's parts by the page that needs them, as script/split.mjs wrote them into index.html. */
function partsOf(folder) {
  const [, parts] = /data-parts='([^']*)'/.exec(readFileSync(join(folder, "index.html"), "utf8"));
  return JSON.parse(parts);
}

/** Paths below `folder` of what a first visit to `page` loads: "contents", or a lab's id. */
export function firstVisit(page, folder) {
  const parts = partsOf(folder);
  const all = new Set(Object.values(parts).flat());
  return [...loadedWith("index.html", folder).filter((file) => !all.has(file)), ...parts[page.replaceAll("-", "_")]];
}

/** Paths below `folder`, with /, of the files whose names `first` leads to. */
function loadedWith(first, folder) {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath ?? entry.path, entry.name)));
  const visited = new Set([first]);
  for (const file of visited) {
    if (!TEXT.has(extname(file))) continue;
    const text = readFileSync(join(folder, file), "latin1");
    for (const other of files) {
      if (text.includes(basename(other)) && !LATER.test(other) && other !== OFFLINE) visited.add(other);
    }
  }
  return [...visited].map((file) => file.split(sep).join("/"));
}

/** KiB after Brotli of a first visit to `page`. */
export function firstVisitKib(page, folder) {
  return firstVisit(page, folder).reduce((sum, file) => sum + brotli(readFileSync(join(folder, file))), 0) / 1024;
}

/** The pages there are: "contents", and the labs by their ids. */
export function pages(folder) {
  const labs = Object.keys(partsOf(folder)).filter((part) => part !== "contents" && !(part in BESIDE));
  return ["contents", ...labs.map((lab) => lab.replaceAll("_", "-"))];
}

function brotli(bytes) {
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  return brotliCompressSync(bytes, { params }).length;
}

/** Prints the table; true if the budget holds. */
function report(folder) {
  const measured = (file) => {
    const bytes = readFileSync(join(folder, file));
    return [bytes.length, gzipSync(bytes, { level: 9 }).length, brotli(bytes)];
  };
  const sizes = new Map();
  const sum = (files) => {
    for (const file of files) if (!sizes.has(file)) sizes.set(file, measured(file));
    return [0, 1, 2].map((column) => files.reduce((sum, file) => sum + sizes.get(file)[column], 0));
  };
  const kib = (bytes) => (bytes / 1024).toFixed(1);
  const line = (name, cells) => console.log(name.padEnd(48) + cells.map((cell) => cell.padStart(9)).join(""));
  const parts = partsOf(folder);
  const pages = Object.keys(parts).filter((part) => !(part in BESIDE)).map((page) => [page, firstVisit(page, folder)]);
  const totals = pages.map(([page, files]) => [page, sum(files)]);
  line("KiB", ["raw", "gzip", "Brotli"]);
  for (const [name, cells] of [...sizes].sort(([, a], [, b]) => b[2] - a[2])) line(name, cells.map(kib));
  for (const [page, total] of totals) line(`first visit to ${page} (at most ${budget(page)})`, total.map(kib));
  const font = readdirSync(join(folder, "assets/fonts")).filter((file) => extname(file) === ".woff2");
  line("later, with the first equation: the font", sum(font.map((file) => `assets/fonts/${file}`)).map(kib));
  line("later, to compute large matrices: the worker", sum(WORKER).map(kib));
  for (const [part, when] of Object.entries(BESIDE)) {
    line(`later, ${when}`, sum(parts[part].filter((file) => !parts.contents.includes(file))).map(kib));
  }
  const over = totals.filter(([page, total]) => total[2] > budget(page) * 1024).map(([page]) => page);
  if (over.length > 0) console.error(`A first visit is over its budget: ${over.join(", ")}.`);
  return over.length === 0;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  process.exitCode = report(process.argv[2] ?? "dist") ? 0 : 1;
}
