// Handing a state on: the dialog, and figures in frames on other pages.

import assert from "node:assert/strict";
import { accessible, nothingCutOff } from "./checks.mjs";
import { labIds, pageTest } from "./harness.mjs";

const figures = (visit) => visit.page.$$eval("[data-figure]", (found) =>
  found.filter((figure) => figure.checkVisibility()).map((figure) => figure.dataset.figure));

const pairs = (link) => [...new URL(link.replaceAll("+", "%2B")).searchParams];

const sharedLink = (page) => page.$eval("dialog input", (field) => field.value);

for (const lab of labIds()) {
  pageTest(`${lab}: the link, its QR code and the lines for a page`, {}, async (visit) => {
    const { page } = visit;
    await visit.open(`?lab=${lab}`);
    await visit.slide("ArrowRight");
    const bar = await page.evaluate(() => location.href);
    await page.locator('header ::-p-aria([name="Share"][role="button"])').click();
    await page.waitForSelector("dialog.share[open]");
    const link = await sharedLink(page);
    assert.match(link.slice(link.indexOf("?")), /^\?check=[-=&%.a-zA-Z0-9]+[a-zA-Z0-9]$/, "nothing that others cut or rewrite");
    assert.deepEqual(pairs(link).slice(1), pairs(bar));
    assert.ok((await page.$eval("dialog .qr path", (path) => path.getAttribute("d"))).length > 1000);
    const [first] = await figures(visit);
    const lines = await page.$eval("dialog textarea", (field) => field.value);
    assert.ok(lines.includes(`embed=${first}`) && lines.includes("<iframe"), lines);
    await nothingCutOff(visit);
    await accessible(visit);
    await page.keyboard.press("Escape");
    await visit.frames();
    assert.equal(await page.$("dialog"), null);
    assert.equal(await page.evaluate(() => document.activeElement.textContent), "Share", "the focus goes back");
  });

  pageTest(`${lab}: one figure with its controls, 320 px wide`, { width: 320, height: 640, webkit: lab === "choose-r" }, async (visit) => {
    await visit.open(`?lab=${lab}`);
    const [id] = await figures(visit);
    await visit.open(`?lab=${lab}&embed=${id}`);
    await visit.settled();
    const shown = await figures(visit);
    assert.ok(shown.includes(id), `${id} is not among ${shown}`);
    assert.equal(await visit.page.$eval("header", (header) => header.checkVisibility()), false);
    assert.equal(await visit.page.$$eval(".challenge", (found) => found.some((one) => one.checkVisibility())), false);
    await nothingCutOff(visit);
    await accessible(visit);
    await visit.slide("ArrowRight");
    assert.match(await visit.query(), new RegExp(`embed=${id}`), "it stays embedded");
    const whole = await visit.page.$eval(".frame-foot a", (a) => a.getAttribute("href"));
    assert.equal(`${whole}&embed=${id}`, await visit.query());
  });
}

pageTest("a frame tells the page around it how tall it is", {}, async (visit) => {
  const { page } = visit;
  const around = `<!doctype html><title>Notes</title><link rel="icon" href="data:,"><script>
    heights = [];
    addEventListener("message", ({ data }) => data?.type === "low-rank-lab:height" && heights.push(data.height));
  </script><iframe width="500" height="100" src="./?lab=svd&embed=spectrum"></iframe>`;
  await page.setRequestInterception(true);
  page.on("request", (request) => (request.url().endsWith("/notes") ? request.respond({ contentType: "text/html", body: around }) : request.continue()));
  await page.goto(`${visit.url}notes`);
  await page.waitForFunction(() => window.heights.at(-1) > 150, { timeout: 60_000 });
});

pageTest("a shared link opens as it was, and says when it did not arrive whole", {}, async (visit) => {
  const { page, url } = visit;
  const damaged = /This link is damaged/;
  const said = () => page.$eval(".status", (line) => line.textContent);
  const bar = "?lab=rank&m=1,2;3,1+√5&ops=m2~1/3";
  await visit.open(bar);
  await visit.settled();
  const [opened, readouts] = [await visit.query(), await visit.readouts()];
  await page.locator('header ::-p-aria([name="Share"][role="button"])').click();
  await page.waitForSelector("dialog.share[open]");
  const link = (await sharedLink(page)).slice(url.length);
  await visit.open(link.replaceAll("&", "&amp;") + "&utm_source=mail");
  await visit.settled();
  assert.equal(await said(), "");
  assert.deepEqual(await visit.readouts(), readouts);
  await page.waitForFunction((query) => location.search === query, {}, opened);
  const broken = [link.slice(0, link.indexOf("%3B")), link.slice(0, link.indexOf("&ops")), link.replace("%2B", "%20"), `${link}.`];
  for (const query of broken) {
    await visit.open(query);
    await visit.settled();
    assert.match(await said(), damaged, query);
    await page.waitForFunction(() => location.search.startsWith("?lab=rank"));
    assert.ok(!(await visit.query()).includes("check="), "it is dropped from the address bar");
  }
  await visit.open(link.split("&")[0]);
  await visit.settled();
  assert.match(await said(), damaged, "at the contents");
  await visit.open("?lab=rank&m=1,2");
  await visit.settled();
  assert.equal(await said(), "", "a link made by hand");
});

pageTest("a figure that is not there is named", {}, async (visit) => {
  await visit.open("?lab=rank&embed=alchemy");
  await visit.settled();
  assert.match(await visit.status(), /no figure called “alchemy”/);
  assert.ok((await figures(visit)).length > 1);
});

pageTest("what a link cannot show is said", {}, async (visit) => {
  const said = [
    ["?lab=rank&embed=%3Cb%3E", /embed = “<b>” could not be used/],
    ["?lab=rank&show=%3Cb%3E", /show = “<b>” could not be used/],
    ["?lab=rank&show=", /show = “” could not be used/],
    ["?lab=rank&show=alchemy", /no figure called “alchemy” to look at/],
    ["?show=alchemy", /no figure called “alchemy” to look at/],
    ["?embed=spectrum", /names no lab/],
    ["?lab=rank&tour=rank&at=x", /at = “x” could not be used/],
  ];
  for (const [query, words] of said) {
    await visit.open(query);
    await visit.settled();
    const status = await visit.page.$eval(".status", (line) => line.textContent);
    assert.match(status, words);
    assert.equal(status.match(words.source.startsWith("no") ? /This page/g : /The link/g).length, 1, `said once: ${status}`);
    // A tour goes on with its first step, which may point at something.
    if (!query.includes("tour=")) assert.equal(await visit.page.$("[data-pointed]"), null);
    assert.equal(await visit.page.evaluate(() => document.documentElement.dataset.stage), undefined, "all of the page");
  }
  await visit.open("?lab=rank&show=spectrum");
  await visit.settled();
  assert.equal(await visit.page.$eval("[data-pointed]", (figure) => figure.dataset.figure), "spectrum");
  assert.equal(await visit.page.$eval(".status", (line) => line.textContent), "");
});
