// A lab on paper: two pages with a figure, its numbers, what to try, the link and its QR code.

import assert from "node:assert/strict";
import { BROWSER, labIds, pageTest } from "./harness.mjs";

const stub = (visit) => visit.page.evaluateOnNewDocument(() => {
  window.print = () => (window.printed = (window.printed ?? 0) + 1);
});
const ctrlP = async ({ page }) => {
  await page.keyboard.down("Control");
  await page.keyboard.press("p");
  await page.keyboard.up("Control");
  await page.waitForFunction(() => window.printed > 0);
};

for (const lab of labIds()) {
  pageTest(`${lab}: prints as a handout of two pages`, { dark: true }, async (visit) => {
    const { page } = visit;
    await stub(visit);
    await visit.open(`?lab=${lab}`);
    await visit.slide("ArrowRight");
    const link = await page.evaluate(() => location.href);
    await ctrlP(visit);
    const handout = await page.evaluate(async () => {
      const whole = document.querySelector(".handout");
      const text = (selector) => [...whole.querySelectorAll(selector)].map((line) => line.textContent);
      return {
        sheets: whole.querySelectorAll(".sheet").length,
        // Sharp at any size: a drawing, not a picture of one. A matrix is a picture inside it.
        drawn: [...whole.querySelectorAll(".handout-drawn")].every((figure) => {
          const box = figure.querySelector("svg")?.viewBox.baseVal;
          return box?.width > 50 && figure.querySelectorAll("svg :is(path, polyline, polygon, line, rect, text, image)").length > 1;
        }),
        figures: whole.querySelectorAll("figure").length,
        numbers: text(".sheet:first-child ul:not(.handout-settings) li").join("\n"),
        settings: text(".handout-settings li"),
        tasks: text(".handout-tasks li").length,
        link: text(".handout-link p")[0],
        code: whole.querySelector(".qr path").getAttribute("d").length,
        readouts: whole.querySelectorAll("[data-readout], [data-figure], [id]").length,
        shown: [...document.querySelectorAll("main .stat-number")].map((number) => number.textContent.trim()),
        challenges: document.querySelectorAll("main .challenge").length,
        theme: document.documentElement.dataset.theme,
      };
    });
    assert.equal(handout.sheets, 2);
    assert.ok(handout.figures > 0 && handout.drawn, "the figure is drawn");
    for (const number of handout.shown) assert.ok(handout.numbers.includes(number), `${number} is not among ${handout.numbers}`);
    assert.ok(handout.numbers.length > 20 && handout.settings.length > 0, JSON.stringify(handout));
    assert.equal(handout.tasks, handout.challenges);
    assert.equal(handout.link, link);
    assert.ok(handout.code > 1000);
    assert.equal(handout.readouts, 0, "nothing of the page's interface occurs twice");
    assert.equal(handout.theme, "light", "paper is light");
    const pdf = Buffer.from(await page.pdf({ format: "A4" })).toString("latin1");
    // Firefox packs the list of the pages.
    if (BROWSER === "chromium") assert.equal(pdf.match(/\/Type\s*\/Page\b/g)?.length, 2, "two pages");
    await page.evaluate(() => dispatchEvent(new Event("afterprint")));
    await visit.frames();
    assert.equal(await page.$(".handout"), null);
    assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), undefined, "the theme is the reader's again");
  });
}

pageTest("the figure to print is chosen where the state is shared", {}, async (visit) => {
  const { page } = visit;
  await stub(visit);
  await visit.open("?lab=svd");
  await page.locator('header ::-p-aria([name="Share"][role="button"])').click();
  await page.waitForSelector("dialog.share[open]");
  await page.select("dialog select", String(await page.$$eval("main [data-figure]", (found) => found.findIndex((figure) => figure.dataset.figure === "energy"))));
  await page.locator('dialog ::-p-aria([name="Print a handout"])').click();
  await page.waitForFunction(() => window.printed > 0);
  assert.equal(await page.$("dialog"), null);
  assert.match(await page.$eval(".handout figcaption", (caption) => caption.textContent), /Energy kept/);
});

pageTest("what is presented is printed as it is shown", {}, async (visit) => {
  const { page } = visit;
  await stub(visit);
  await page.evaluateOnNewDocument(() => {
    Element.prototype.requestFullscreen = () => Promise.resolve();
  });
  await visit.open("?lab=rank");
  await page.keyboard.press("p");
  await visit.settled();
  // The browser's own dialog would open: the key is only looked at.
  await page.evaluate(() => dispatchEvent(new KeyboardEvent("keydown", { key: "p", ctrlKey: true, cancelable: true })));
  await visit.frames();
  assert.equal(await page.$(".handout"), null);
  assert.equal(await page.evaluate(() => window.printed), undefined);
});
