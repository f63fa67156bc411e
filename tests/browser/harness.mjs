// The built page in a real browser: BROWSER=chromium (the default), firefox, or webkit
// (those tests that ask for it, through webkit/page.mjs).
// Every test gets a page with empty storage, and fails on any console error, exception,
// violation of the Content-Security-Policy, failed request, request to another host, or the "broken" banner.

import assert from "node:assert/strict";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";
import puppeteer from "puppeteer-core";
import { serve } from "./server.mjs";
import { Page as WebKitPage } from "./webkit/page.mjs";

export const BROWSER = process.env.BROWSER ?? "chromium";
const DIST = fileURLToPath(new URL("../../dist", import.meta.url));
const OUT = fileURLToPath(new URL("./out", import.meta.url));
const BASE = "/course/notes/lab/";
const READY_MS = 60_000;
const TEST_MS = 180_000;

/** Phone, laptop, projector. */
export const SIZES = [
  { width: 390, height: 844 },
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
];

assert.ok(existsSync(join(DIST, "index.html")), "dist/ is missing: run script/build first");
export const host = await serve(DIST, BASE);
const browsers = new Map();

after(async () => {
  for (const browser of browsers.values()) await (await browser).close();
  await host.close();
});

/** Serves the same files in another way; closed with the test. */
export async function serveWith(t, types, how) {
  const other = await serve(DIST, BASE, types, how);
  t.after(() => other.close());
  return other;
}

function launch({ dark = false, reducedMotion = false, scripts = true }) {
  if (BROWSER === "firefox") {
    return puppeteer.launch({
      browser: "firefox",
      executablePath: process.env.FIREFOX || "/usr/bin/firefox-esr",
      headless: true,
      // Firefox takes these preferences of the reader's from its settings only.
      extraPrefsFirefox: {
        "layout.css.prefers-color-scheme.content-override": dark ? 0 : 1,
        "ui.prefersReducedMotion": reducedMotion ? 1 : 0,
        "javascript.enabled": scripts,
      },
    });
  }
  return puppeteer.launch({
    browser: "chrome",
    executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
    headless: true,
    args: [
      "--no-sandbox",
      "--disable-dev-shm-usage",
      "--disable-gpu",
      "--disable-quic",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--no-first-run",
    ],
  });
}

function browserFor(wishes) {
  const key = BROWSER === "firefox" ? `${wishes.dark ?? false} ${wishes.reducedMotion ?? false} ${wishes.scripts ?? true}` : "";
  if (!browsers.has(key)) browsers.set(key, launch(wishes));
  return browsers.get(key);
}

/** A fresh page; `wishes`: width, height, touch, dark, reducedMotion, scripts (whether there are any),
 * offline (whether the app keeps itself for later). */
async function freshPage(wishes, from) {
  if (BROWSER === "webkit") {
    const page = await WebKitPage.open(from, wishes);
    await page.setViewport({ width: wishes.width ?? 1280, height: wishes.height ?? 800 });
    return { context: page, page };
  }
  const browser = await browserFor(wishes);
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  await page.setViewport({ width: wishes.width ?? 1280, height: wishes.height ?? 800, hasTouch: wishes.touch ?? false });
  if (BROWSER !== "firefox") {
    if (wishes.scripts === false) await page.setJavaScriptEnabled(false);
    await page.emulateMediaFeatures([
      { name: "prefers-color-scheme", value: wishes.dark ? "dark" : "light" },
      { name: "prefers-reduced-motion", value: wishes.reducedMotion ? "reduce" : "no-preference" },
    ]);
  }
  return { context, page };
}

/** What went wrong on the page so far. `own` are the hosts it may ask. */
function watch(page, own) {
  const problems = [];
  page.on("console", (message) => {
    if (message.type() === "error") problems.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => problems.push(`exception: ${error?.message ?? error}`));
  page.on("request", (request) => {
    const url = request.url();
    if (/^https?:/.test(url) && !own.some((origin) => url.startsWith(origin))) {
      problems.push(`request to another host: ${url}`);
    }
  });
  page.on("response", (response) => {
    if (response.status() >= 400) problems.push(`${response.status()}: ${response.url()}`);
  });
  return problems;
}

/** Runs in the page before anything of its own. */
function observe() {
  const seen = { violations: [], longTasks: [], focused: new Set() };
  Object.defineProperty(window, "seenByTests", { value: seen });
  document.addEventListener("securitypolicyviolation", (event) => {
    seen.violations.push(`${event.effectiveDirective}: ${event.blockedURI}`);
  });
  document.addEventListener("focusin", (event) => seen.focused.add(event.target));
  if (PerformanceObserver.supportedEntryTypes.includes("longtask")) {
    new PerformanceObserver((list) => {
      seen.longTasks.push(...list.getEntries().map((entry) => entry.duration));
    }).observe({ type: "longtask", buffered: true });
  }
}

/** One open page and what tests ask of it. */
export class Visit {
  constructor(page, problems, url) {
    this.page = page;
    this.problems = problems;
    this.url = url;
  }

  /** Opens a query such as `?lab=rank` and waits until its numbers stand. */
  async open(query = "") {
    await this.page.goto(this.url + query, { waitUntil: "load" });
    await this.ready();
  }

  async ready() {
    await this.page.waitForFunction(
      () => !document.getElementById("first-paint") && document.querySelector('main[data-state="ready"]'),
      { timeout: READY_MS, polling: 50 },
    );
  }

  /** After an action: lets the page react, then waits until its numbers stand and the link has followed. */
  async settled() {
    await this.frames();
    await this.ready();
    await new Promise((done) => setTimeout(done, 300));
    await this.ready();
  }

  async frames() {
    await this.page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  }

  /** The query in the address bar. */
  query() {
    return this.page.evaluate(() => location.search);
  }

  /** Full-precision value of one readout, as it stands in `data-value`. */
  async readout(name) {
    const all = await this.readouts();
    assert.ok(name in all, `there is no readout “${name}”; there are ${Object.keys(all).join(", ")}`);
    return all[name];
  }

  async number(name) {
    const value = await this.readout(name);
    assert.notEqual(value, "", `readout “${name}” is empty`);
    return Number(value);
  }

  async list(name) {
    const value = (await this.readout(name)).trim();
    return value === "" ? [] : value.split(/\s+/).map(Number);
  }

  /** All readouts, name → full value. A name that occurs twice is an error. */
  async readouts() {
    const pairs = await this.page.$$eval("[data-readout]", (found) =>
      found.map((element) => [element.dataset.readout, element.dataset.value]),
    );
    const all = Object.fromEntries(pairs);
    assert.equal(Object.keys(all).length, pairs.length, `a readout occurs twice: ${pairs.map(([name]) => name)}`);
    return all;
  }

  /** Every readout is a list of finite numbers (or empty). */
  async readoutsAreFinite() {
    const all = await this.readouts();
    assert.ok(Object.keys(all).length > 0, "the lab has no readouts");
    for (const [name, value] of Object.entries(all)) {
      assert.equal(typeof value, "string", `readout “${name}” has no data-value`);
      const numbers = value.split(/\s+/).filter(Boolean).map(Number);
      assert.ok(numbers.every(Number.isFinite), `readout “${name}” is ${value}`);
    }
    return all;
  }

  /** The words of all status lines. */
  status() {
    return this.page.$$eval('[role="status"]', (lines) =>
      lines.map((line) => line.textContent.trim()).filter(Boolean).join("\n"),
    );
  }

  /** The main slider: the first range input inside main. */
  async slide(...keys) {
    await this.page.focus('main input[type="range"]');
    for (const key of keys) await this.page.keyboard.press(key);
    await this.settled();
  }

  /** `command` is what the browser itself does about it, which Chromium has to be told. */
  async chord(modifier, key, command) {
    await this.page.keyboard.down(modifier);
    await this.page.keyboard.press(key, { commands: command ? [command] : [] });
    await this.page.keyboard.up(modifier);
    await this.settled();
  }

  async screenshot(name) {
    // WebKit's driver hangs where a page has many canvases.
    if (BROWSER === "webkit") return;
    mkdirSync(OUT, { recursive: true });
    await this.page.screenshot({ path: join(OUT, `${BROWSER}-${name}.png`), fullPage: true });
  }

  /** Durations of tasks over 50 ms since the last call; null where the browser does not tell. */
  longTasks() {
    return this.page.evaluate(() =>
      PerformanceObserver.supportedEntryTypes.includes("longtask") ? window.seenByTests.longTasks.splice(0) : null,
    );
  }

  async nothingWentWrong() {
    const seen = await this.page.evaluate(() => ({
      violations: window.seenByTests?.violations ?? [],
      broken: document.getElementById("broken")?.hidden === false,
    }));
    const broken = seen.broken ? ["the “broken” banner is shown"] : [];
    assert.deepEqual([...this.problems, ...seen.violations, ...broken], []);
  }
}

/** Runs `body(visit, t)` on a fresh page; `wishes` as for the page, `host` for another server, and `webkit` where it is
 * one of the tests that WebKit is asked too. */
export function pageTest(name, wishes, body) {
  if (BROWSER === "webkit" && !wishes.webkit) return;
  test(name, { timeout: TEST_MS }, async (t) => {
    const from = wishes.host ? await wishes.host(t) : host;
    const { context, page } = await freshPage(wishes, from);
    try {
      await page.evaluateOnNewDocument(observe);
      if (!wishes.offline) await page.evaluateOnNewDocument(() => delete Navigator.prototype.serviceWorker);
      const visit = new Visit(page, watch(page, [from.origin]), from.url);
      await body(visit, t);
      await visit.nothingWentWrong();
    } finally {
      await context.close();
    }
  });
}

/** Ids of the labs, as the navigation lists them. */
export function labIds() {
  const [nav] = readFileSync(join(DIST, "index.html"), "utf8").match(/<nav class="?labs.*?<\/nav>/s);
  return [...nav.matchAll(/href="?\?lab=([\w-]+)/g)].map(([, lab]) => lab);
}

/**
 * What a lab states for these tests, in `browser.mjs` of its folder:
 * `challenge`: a state that meets a challenge, as it stands in the link after `?lab=…&`;
 * `handles`: a state whose figures have their handles, or "" for the first;
 * `scripts`: further states whose scripts are run;
 * `claims`: what the captions of its tour claim of the readouts, `{ STEP: { READOUT: [low, high] } }`;
 * `leftOut`, where the script leaves readouts out: which.
 */
export async function statedBy(lab) {
  const file = `src/labs/${lab.replaceAll("-", "_")}/browser.mjs`;
  const { default: stated } = await import(new URL(`../../${file}`, import.meta.url)).catch((error) => {
    throw new Error(`${file} is needed: it states what the tests in the browser know of the lab (${error.message})`);
  });
  for (const name of ["challenge", "handles", "scripts", "claims"]) assert.ok(name in stated, `${file} lacks ${name}`);
  return stated;
}
