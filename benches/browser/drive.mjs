// Serves the bench page on a loopback address, drives it in headless Chromium and prints what it measured.
//
// Times are CPU time of the page's thread, which Chromium reports itself: on a busy machine the clock on the wall
// says more about the neighbours. Only single steps of the slide, too short for that, are timed by the wall.
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { dirname, extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import puppeteer from "puppeteer-core";

const SIDE = 512;
// Runs per size; the first ones, in which the browser still compiles, are not counted.
const PLAN = [
  { n: 64, warmUp: 25, runs: 25 },
  { n: 256, warmUp: 6, runs: 11 },
  { n: 512, warmUp: 2, runs: 5 },
];

const here = dirname(fileURLToPath(import.meta.url));
const pkg = process.argv[2];
const places = {
  "/": join(here, "index.html"),
  "/jobs.js": join(here, "jobs.js"),
  "/matrix.umd.js": join(here, "node_modules/ml-matrix/matrix.umd.js"),
  "/pkg/browser_bench.js": join(pkg, "browser_bench.js"),
  "/pkg/browser_bench_bg.wasm": join(pkg, "browser_bench_bg.wasm"),
};
const types = { ".html": "text/html", ".js": "text/javascript", ".wasm": "application/wasm" };

const ms = (t) => `${t.toFixed(2)} ms`.padStart(11);
const sorted = (times) => times.toSorted((a, b) => a - b);
const median = (times) => sorted(times)[times.length >> 1];
const mean = (times) => times.reduce((a, b) => a + b) / times.length;

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

try {
  const page = await browser.newPage();
  const devtools = await page.createCDPSession();
  await devtools.send("Performance.enable", { timeDomain: "threadTicks" });
  await page.goto(`http://127.0.0.1:${server.address().port}/`);
  await page.evaluate(() => window.ready);
  const call = (name, argument) => page.evaluate((name, argument) => window.jobs[name](argument), name, argument);
  const cpu = async () => {
    const { metrics } = await devtools.send("Performance.getMetrics");
    return metrics.find((metric) => metric.name === "TaskDuration").value * 1000;
  };
  const timed = async (name, argument) => {
    const start = await cpu();
    const result = await call(name, argument);
    return { ms: (await cpu()) - start, result };
  };
  // What a call costs that does nothing.
  const idle = [];
  for (let k = 0; k < 20; k++) idle.push((await timed("slide", [])).ms);
  const overhead = median(idle);

  console.log(`\n${await browser.version()}: SVD with U and V of an n×n matrix, CPU time, median`);
  for (const { n, warmUp, runs } of PLAN) {
    await call("prepare", n);
    const ours = [];
    const other = [];
    for (let run = -warmUp; run < runs; run++) {
      const a = (await timed("svd")).ms - overhead;
      const b = (await timed("mlMatrixSvd")).ms - overhead;
      if (run >= 0) {
        ours.push(a);
        other.push(b);
      }
    }
    const gaps = await call("gaps");
    console.log(
      `  n = ${String(n).padStart(3)}   Low-Rank Lab ${ms(median(ours))}   ml-matrix ${ms(median(other))}   ratio ${(median(other) / median(ours)).toFixed(1)}` +
        `   (fastest ${sorted(ours)[0].toFixed(2)} and ${sorted(other)[0].toFixed(2)})   residual ${gaps[0].toExponential(1)}, orthogonality ${Math.max(gaps[1], gaps[2]).toExponential(1)}`,
    );
  }

  console.log(`\nSliding r over ${SIDE}×${SIDE}, reconstruction and pixels on the canvas, per step`);
  const start = (await timed("startSlide")).ms - overhead;
  const slices = [];
  for (let built = false; !built; ) {
    const slice = await timed("buildSlice");
    slices.push(slice.ms - overhead);
    built = slice.result;
  }
  const ranks = Array.from({ length: SIDE + 1 }, (_, r) => r);
  const walks = {
    "one rank up": ranks,
    "one rank down": ranks.toReversed(),
    // Jumps over all distances: multiples of a number prime to 513.
    "jumps": ranks.map((k) => (k * 200) % (SIDE + 1)),
    // The longest way from a checkpoint, every time.
    "worst jumps": ranks.map((k) => (k * 7 * 32) % SIDE + 31),
  };
  for (const [name, walk] of Object.entries(walks)) {
    await call("slide", walk.slice(0, 100));
    const { ms: total, result: steps } = await timed("slide", walk);
    console.log(
      `  ${name.padEnd(14)} CPU mean ${ms((total - overhead) / walk.length)}   wall mean ${ms(mean(steps))}   99 % ${ms(sorted(steps)[Math.floor(steps.length * 0.99)])}   max ${ms(Math.max(...steps))}`,
    );
  }
  console.log(`  preparing ${ms(start)}, then ${slices.length} slices of at most ${ms(Math.max(...slices))}`);

  console.log(`\nOther jobs at ${SIDE}×${SIDE}, CPU time, median`);
  for (const [name, label] of [["preview", "randomized preview, 32 terms"], ["residualNorms", "‖A − A_r‖ for every r"]]) {
    const times = [];
    for (let run = 0; run < 8; run++) times.push((await timed(name)).ms - overhead);
    console.log(`  ${label.padEnd(30)} ${ms(median(times.slice(2)))}   first run ${ms(times[0])}`);
  }
} finally {
  await browser.close();
  server.close();
}
