// The shell: contents, navigation, theme, the first paint, and how the files are served.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { firstVisit } from "../../script/size.mjs";
import { accessible, nothingCutOff, reachableByKeyboard } from "./checks.mjs";
import { SIZES, host, labIds, pageTest, serveWith } from "./harness.mjs";

const labs = labIds();

pageTest("the navigation lists the labs that the first paint knows", {}, async (visit) => {
  const html = readFileSync(new URL("../../dist/index.html", import.meta.url), "utf8");
  const known = [...html.matchAll(/data-opens="([\w-]+)"/g)].map(([, page]) => page);
  assert.deepEqual(["contents", ...labs], known);
  await visit.open();
  const links = await visit.page.$$eval('nav[aria-label="Labs"] a[href^="?lab="]', (found) => found.map((a) => a.getAttribute("href")));
  assert.deepEqual(links, labs.map((lab) => `?lab=${lab}`));
});

pageTest("the contents lead to every lab", {}, async (visit) => {
  await visit.open();
  const links = await visit.page.$$eval('main a[href^="?lab="]', (found) => found.map((a) => a.getAttribute("href")));
  for (const lab of labs) assert.ok(links.includes(`?lab=${lab}`), `no way to ${lab} in ${links}`);
  const empty = await visit.page.$$eval(".chapter", (found) =>
    found.filter((chapter) => !chapter.querySelector(".chapter-figure :is(svg, canvas)")).map((chapter) => chapter.textContent));
  assert.deepEqual(empty, [], "a lab without its figure");
  assert.equal(await visit.page.$$eval("h1", (found) => found.length), 1);
  assert.equal(await visit.query(), "");
});

pageTest("an unknown lab opens the contents and says so", {}, async (visit) => {
  await visit.open("?lab=%3Cb%3Ealchemy");
  assert.match(await visit.status(), /<b>alchemy/);
  assert.ok(await visit.page.$('main a[href^="?lab="]'));
});

for (const page of ["contents", ...labs]) {
  pageTest(`a first visit to ${page} loads nothing that the size budget leaves out`, {}, async (visit) => {
    host.asked.length = 0;
    await visit.open(page === "contents" ? "" : `?lab=${page}`);
    await visit.frames();
    const counted = firstVisit(page, "dist");
    const later = /^assets\/|^worker\.js$|^low-rank-lab-worker/;
    assert.deepEqual(host.asked.filter((file) => !counted.includes(file) && !later.test(file)), []);
  });
}

pageTest("a lab whose part cannot be had says so, and can be asked for again", {}, async (visit) => {
  await visit.open();
  await visit.page.setRequestInterception(true);
  let offline = true;
  const refuse = (request) => (offline && /split_rank/.test(request.url()) ? request.abort() : request.continue());
  visit.page.on("request", refuse);
  await visit.page.click('nav[aria-label="Labs"] a[href="?lab=rank"]');
  await visit.page.waitForSelector('main[data-state="error"]');
  assert.match(await visit.page.$eval("main", (main) => main.textContent), /could not be loaded/);
  offline = false;
  // The browser and the link module report the refusal, as they should.
  visit.problems.length = 0;
  await visit.page.click("main button");
  await visit.ready();
  await visit.readoutsAreFinite();
});

pageTest(
  "a host that gives WebAssembly the wrong type serves the page too",
  { host: (t) => serveWith(t, { ".wasm": "application/octet-stream" }) },
  async (visit) => visit.open(),
);

pageTest("the theme follows the system", { dark: true, webkit: true }, async (visit) => {
  await visit.open();
  const scheme = await visit.page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const [r, g, b] = scheme.match(/\d+/g).map(Number);
  assert.ok(r + g + b < 200, `the background is ${scheme}`);
});

pageTest("the theme switch is remembered", { webkit: true }, async (visit) => {
  const background = () => visit.page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  await visit.open();
  const light = await background();
  await visit.page.click('button[aria-label*="theme"]');
  await visit.frames();
  const dark = await background();
  assert.notEqual(dark, light);
  await visit.page.reload();
  await visit.ready();
  assert.equal(await background(), dark);
});

for (const dark of [false, true]) {
  const theme = dark ? "dark" : "light";
  pageTest(`the contents are accessible, ${theme}`, { dark }, async (visit) => {
    await visit.open();
    await accessible(visit);
  });
  for (const size of SIZES) {
    pageTest(`the contents fit ${size.width}×${size.height}, ${theme}`, { dark, ...size }, async (visit) => {
      await visit.open();
      await visit.screenshot(`contents-${size.width}-${theme}`);
      await nothingCutOff(visit);
    });
  }
}

pageTest("the contents are reachable by keyboard", {}, async (visit) => {
  await visit.open();
  await reachableByKeyboard(visit);
});

pageTest("back and forward step through the labs and keep their states", { webkit: true }, async (visit) => {
  const { page } = visit;
  const here = () => page.$$eval('nav [aria-current="page"]', (found) => found.map((a) => a.getAttribute("href")).join());
  await visit.open();
  const visited = [{ link: "", query: "" }];
  for (const link of labs.map((lab) => `?lab=${lab}`)) {
    await page.click(`nav[aria-label="Labs"] a[href="${link}"]`);
    await visit.settled();
    await visit.slide("ArrowRight");
    visited.push({ link, query: await visit.query() });
    assert.notEqual(visited.at(-1).query, link, "the main slider is in the link");
  }
  const stands = async ({ link, query }, way) => {
    await visit.settled();
    assert.equal(await here(), link, way);
    assert.equal(await visit.query(), query, way);
    if (link) await visit.readoutsAreFinite();
  };
  for (const before of visited.slice(0, -1).reverse()) {
    await page.goBack();
    await stands(before, "back");
  }
  for (const after of visited.slice(1)) {
    await page.goForward();
    await stands(after, "forward");
  }
});
