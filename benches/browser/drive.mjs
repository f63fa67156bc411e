// Serves the bench page on a loopback address, opens it in headless Chromium and prints what it measured.
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { dirname, extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import puppeteer from "puppeteer-core";

const here = dirname(fileURLToPath(import.meta.url));
const [pkg] = process.argv.slice(2);
const places = {
  "/": join(here, "index.html"),
  "/jobs.js": join(here, "jobs.js"),
  "/matrix.umd.js": join(here, "node_modules/ml-matrix/matrix.umd.js"),
  "/pkg/browser_bench.js": join(pkg, "browser_bench.js"),
  "/pkg/browser_bench_bg.wasm": join(pkg, "browser_bench_bg.wasm"),
};
const types = { ".html": "text/html", ".js": "text/javascript", ".wasm": "application/wasm" };

const server = createServer(async (request, response) => {
  const file = places[request.url];
  if (!file) return response.writeHead(404).end();
  response.writeHead(200, { "content-type": types[extname(file)] }).end(await readFile(file));
});
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));

const browser = await puppeteer.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"],
  protocolTimeout: 600_000,
});
let report;
try {
  const page = await browser.newPage();
  await page.goto(`http://127.0.0.1:${server.address().port}/`);
  report = await page.evaluate(() => window.report);
} finally {
  await browser.close();
  server.close();
}
if (report.error) throw new Error(report.error);

const ms = (t) => `${t.toFixed(2)} ms`.padStart(11);
console.log("\nIn Chromium, SVD with U and V of an n×n matrix, median:");
for (const { n, ours, mlMatrix, ratio, gaps } of report.svd) {
  console.log(
    `  n = ${String(n).padStart(3)}  Low-Rank Lab ${ms(ours)}   ml-matrix ${ms(mlMatrix)}   ${ratio.toFixed(1)} times faster` +
      `   residual ${gaps[0].toExponential(1)}, orthogonality ${Math.max(gaps[1], gaps[2]).toExponential(1)}`,
  );
}
const { start, worstSlice, ...walks } = report.slide;
console.log("\nIn Chromium, sliding r over 512×512, reconstruction and pixels on the canvas, per step:");
for (const [name, { mean, p99, max }] of Object.entries(walks)) {
  console.log(`  ${name.padEnd(14)} mean ${ms(mean)}   99 % ${ms(p99)}   max ${ms(max)}`);
}
console.log(`  preparing ${ms(start)}, then slices of at most ${ms(worstSlice)}`);
if (report.preview !== null) console.log(`\nIn Chromium, randomized preview of 32 terms at 512×512: ${ms(report.preview)}`);
