// When a lab can be used: the time from the visit until its numbers belong to the link (`data-state="ready"`).

import puppeteer from "puppeteer-core";
import { serve } from "../../tests/browser/server.mjs";

const RUNS = 5;
const SLOWDOWN = 4;
/** Lighthouse's slow 4G. */
const SLOW_4G = { latency: 150, bytesPerSecond: (1.6 * 1024 * 1024) / 8 };
const PHONE = { width: 412, height: 823, deviceScaleFactor: 1.75, isMobile: true, hasTouch: true };
const GIVEN_UP_MS = 60_000;

/** Milliseconds for a page on a local network and on slow 4G; each the median of fresh visits. */
export async function usable(dist, query) {
  const times = [];
  for (const line of [null, SLOW_4G]) {
    const host = await serve(dist, "/course/lab/", {}, { gzip: true, line });
    try {
      const runs = [];
      for (let run = 0; run < RUNS; run += 1) runs.push(await visit(host.url + query));
      runs.sort((a, b) => a - b);
      times.push(Math.round(runs[Math.floor(RUNS / 2)]));
    } finally {
      await host.close();
    }
  }
  return times;
}

/** One visit with an empty cache. The slowdown is the page's; a worker is not slowed down by the browser. */
async function visit(url) {
  const browser = await puppeteer.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"],
  });
  try {
    const page = await browser.newPage();
    await page.setViewport(PHONE);
    await page.emulateCPUThrottling(SLOWDOWN);
    await page.evaluateOnNewDocument(() => {
      const look = () => {
        const ready = !document.getElementById("first-paint") && document.querySelector('main[data-state="ready"]');
        if (ready) globalThis.readyAt ??= performance.now();
      };
      new MutationObserver(look).observe(document, { subtree: true, childList: true, attributeFilter: ["data-state"] });
    });
    await page.goto(url, { waitUntil: "domcontentloaded", timeout: GIVEN_UP_MS });
    await page.waitForFunction(() => globalThis.readyAt, { timeout: GIVEN_UP_MS, polling: 100 });
    return await page.evaluate(() => globalThis.readyAt);
  } finally {
    await browser.close();
  }
}
