// The bench page in headless Chromium: serves it on a loopback address, and times calls of its jobs.
//
// Times are CPU time of the page's thread, which Chromium reports itself: on a busy machine the clock on the wall
// says more about the neighbours.
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { dirname, extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import puppeteer from "puppeteer-core";

const here = dirname(fileURLToPath(import.meta.url));
const TYPES = { ".html": "text/html", ".js": "text/javascript", ".wasm": "application/wasm" };

/** In this folder: the pages and their libraries; under /pkg/: the jobs in WebAssembly. */
function serve(pkg) {
  return createServer(async (request, response) => {
    const [, inPkg, path] = /^\/(pkg\/)?([\w@./-]+)$/.exec(request.url) ?? [];
    try {
      if (!path || path.includes("..")) throw new Error("not a file of the bench");
      const file = await readFile(join(inPkg ? pkg : here, path));
      response.writeHead(200, { "content-type": TYPES[extname(path)] ?? "application/octet-stream" }).end(file);
    } catch {
      response.writeHead(404).end();
    }
  });
}

/** Opens `name` and waits until its jobs stand. */
export async function openPage(pkg, name) {
  const server = serve(pkg);
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const browser = await puppeteer.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"],
    protocolTimeout: 600_000,
  });
  const page = await browser.newPage();
  const devtools = await page.createCDPSession();
  await devtools.send("Performance.enable", { timeDomain: "threadTicks" });
  await page.goto(`http://127.0.0.1:${server.address().port}/${name}`);
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
  const close = async () => {
    await browser.close();
    server.close();
  };
  return { call, timed, close, version: await browser.version() };
}

export const sorted = (times) => times.toSorted((a, b) => a - b);
export const median = (times) => sorted(times)[times.length >> 1];
export const ms = (t) => `${t.toFixed(2)} ms`.padStart(11);
