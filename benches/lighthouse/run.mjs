// Lighthouse on the built page, every page of it, as a phone and as a desktop; what a first visit downloads; and when a
// lab can be used. Prints a table in Markdown. Nothing here is asserted.
// `node run.mjs DIST [RUNS]`: of several runs the one with the middle score for performance stands in the table.

import launch from "./launch.mjs";
import lighthouse, { desktopConfig } from "lighthouse";
import { firstVisitKib, pages } from "../../script/size.mjs";
import { serve } from "../../tests/browser/server.mjs";
import { usable } from "./usable.mjs";

const CATEGORIES = ["performance", "accessibility", "best-practices", "seo"];
const TIMES = ["first-contentful-paint", "largest-contentful-paint", "total-blocking-time", "cumulative-layout-shift"];
const [dist, runs = "3"] = process.argv.slice(2);
const query = (page) => (page === "contents" ? "" : `?lab=${page}`);
const row = (cells) => console.log(`| ${cells.join(" | ")} |`);
const head = (cells) => (row(cells), row(cells.map(() => "---")));

const host = await serve(dist, "/course/lab/", {}, { gzip: true });
try {
  head(["page", "as a", ...CATEGORIES, "first paint", "largest paint", "blocked", "shift"]);
  for (const page of pages(dist)) {
    for (const [name, config] of [["desktop", desktopConfig], ["phone", undefined]]) {
      const results = [];
      for (let run = 0; run < Number(runs); run += 1) results.push(await measured(host.url + query(page), config));
      const score = (result) => result.categories.performance.score ?? 0;
      results.sort((a, b) => score(a) - score(b));
      print(page, name, results[Math.floor(results.length / 2)]);
    }
  }
} finally {
  await host.close();
}
console.log("\nMilliseconds until the numbers stand, on a processor slowed down four times; a fresh profile each, median of 5:\n");
head(["page", "first visit, KiB (Brotli)", "local network", "slow 4G (150 ms, 1.6 Mbit/s, gzip)"]);
for (const page of pages(dist)) {
  row([page, firstVisitKib(page, dist).toFixed(0), ...(await usable(dist, query(page)))]);
}

/** One run of Lighthouse, in a browser of its own. */
async function measured(url, config) {
  const chrome = await launch();
  try {
    return (await lighthouse(url, { port: chrome.port, onlyCategories: CATEGORIES, logLevel: "error" }, config)).lhr;
  } finally {
    await chrome.kill();
  }
}

function print(page, name, { categories, audits }) {
  const scores = CATEGORIES.map((category) => Math.round(100 * (categories[category].score ?? 0)));
  row([page, name, ...scores, ...TIMES.map((audit) => audits[audit].displayValue)]);
  const failed = Object.values(audits).filter((audit) => audit.score !== null && audit.score < 0.9 && audit.scoreDisplayMode === "binary");
  for (const audit of failed) console.error(`    ${page}, ${name}: ${audit.id}: ${audit.title}`);
}
