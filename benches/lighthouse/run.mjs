// Lighthouse on the built page, every page of it, as a phone and as a desktop. Nothing here is asserted.

import launch from "./launch.mjs";
import lighthouse, { desktopConfig } from "lighthouse";
import { serve } from "../../tests/browser/server.mjs";

const CATEGORIES = ["performance", "accessibility", "best-practices", "seo"];
const [dist] = process.argv.slice(2);

const host = await serve(dist, "/course/lab/", {}, { gzip: true });
const chrome = await launch();
try {
  const labs = await labIds();
  console.log(["page", "as a", ...CATEGORIES, "first paint", "largest paint", "blocked", "shift"].join(" | "));
  for (const query of ["", ...labs.map((lab) => `?lab=${lab}`)]) {
    for (const [name, config] of [["desktop", desktopConfig], ["phone", undefined]]) {
      const { lhr } = await lighthouse(host.url + query, { port: chrome.port, onlyCategories: CATEGORIES, logLevel: "error" }, config);
      const scores = CATEGORIES.map((category) => Math.round(100 * (lhr.categories[category].score ?? 0)));
      const times = ["first-contentful-paint", "largest-contentful-paint", "total-blocking-time", "cumulative-layout-shift"].map((audit) => lhr.audits[audit].displayValue);
      console.log([query || "contents", name, ...scores, ...times].join(" | "));
      const failed = Object.values(lhr.audits).filter((audit) => audit.score !== null && audit.score < 0.9 && audit.scoreDisplayMode === "binary");
      for (const audit of failed) console.log(`    ${audit.id}: ${audit.title}`);
    }
  }
} finally {
  await chrome.kill();
  await host.close();
}

/** The labs, as index.html lists the program's parts. */
async function labIds() {
  const html = await (await fetch(host.url)).text();
  const parts = JSON.parse(/data-parts='([^']*)'/.exec(html)[1]);
  return Object.keys(parts).filter((part) => !["contents", "share"].includes(part)).map((part) => part.replaceAll("_", "-"));
}
