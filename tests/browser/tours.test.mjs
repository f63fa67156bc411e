// Tours: those that come with the labs, one's own, and what waits until it is revealed.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { accessible, nothingCutOff } from "./checks.mjs";
import { labIds, pageTest, statedBy } from "./harness.mjs";

const steps = (lab) => {
  const lines = readFileSync(new URL(`../../dist/assets/tours/${lab}.txt`, import.meta.url), "utf8").split("\n").filter(Boolean);
  return lines.flatMap((line, i) => (line.startsWith("?") ? [{ link: line, caption: lines[i + 1] }] : []));
};

const bar = (visit) => visit.page.$eval(".tour p", (line) => line.textContent.trim());
const next = async (visit) => {
  await visit.page.locator('.tour [aria-label="Next step"]').click();
  await visit.settled();
};

for (const lab of labIds()) {
  pageTest(`${lab}: its tour goes through states that are as it says`, { webkit: lab === "svd" }, async (visit) => {
    const { page } = visit;
    const tour = steps(lab);
    const { claims } = await statedBy(lab);
    assert.ok(tour.length >= 5 && tour.length <= 8, `${tour.length} steps`);
    await visit.open(`?lab=${lab}&tour=${lab}`);
    await page.waitForFunction(() => /1 of/.test(document.querySelector(".tour p")?.textContent));
    await visit.settled();
    for (const [i, { link, caption }] of tour.entries()) {
      if (i > 0) await next(visit);
      const where = `${lab}, step ${i + 1}`;
      assert.equal(await bar(visit), `${i + 1} of ${tour.length} ${caption}`);
      assert.equal(await visit.query(), `${link}&tour=${lab}&at=${i + 1}`, where);
      assert.equal(await page.$eval(".status", (status) => status.textContent), "", where);
      const shown = new URLSearchParams(link).get("show");
      assert.ok(await page.$(`[data-pointed]:is([data-figure="${shown}"], [data-prediction="${shown}"])`), `${where}: ${shown}`);
      await visit.readoutsAreFinite();
      for (const [name, [low, high]] of Object.entries(claims[i + 1] ?? {})) {
        const value = await visit.number(name);
        assert.ok(value >= low && value <= high, `${where}: ${name} is ${value}`);
      }
    }
    assert.ok(await page.$('.tour [aria-label="Next step"]:disabled'), "the last step is the last");
    await page.goBack();
    await visit.settled();
    assert.match(await bar(visit), new RegExp(`^${tour.length - 1} of`), "Back leads to the step before");
    await nothingCutOff(visit);
    await accessible(visit);
    await page.locator('.tour [aria-label="End the tour"]').click();
    await visit.settled();
    assert.equal(await page.$(".tour"), null);
    assert.doesNotMatch(await visit.query(), /tour=/);
  });
}

pageTest("what training claims in the tours is so", {}, async (visit) => {
  await visit.open(steps("lora")[3].link);
  const [loss, floor] = [await visit.number("loss"), await visit.number("loss-floor")];
  assert.ok(loss >= floor && loss < 1.01 * floor, `${loss} is not on its floor ${floor}`);
  const [trained, best] = [await visit.number("error-trained"), await visit.number("error-best")];
  assert.ok(trained < 1.01 * best, `${trained} is not the best, ${best}`);
  await visit.open(steps("autoencoder").at(-1).link);
  assert.ok((await visit.number("loss")) < (await visit.number("loss-pca")), "on an arc it is better than PCA");
});

pageTest("a clicker goes through a tour, and an answer waits until it is revealed", { width: 1920, height: 1080 }, async (visit) => {
  const { page } = visit;
  await page.evaluateOnNewDocument(() => {
    Element.prototype.requestFullscreen = () => Promise.resolve();
  });
  const tour = steps("lora");
  const votes = tour.findIndex(({ link }) => link.includes("show=first-step"));
  await visit.open(`${tour[votes - 1].link}&tour=lora&at=${votes}`);
  await page.waitForFunction(() => / of /.test(document.querySelector(".tour p")?.textContent));
  await page.keyboard.press("p");
  await visit.settled();
  const onStage = () => page.$$eval("main [data-figure], main [data-prediction]", (found) =>
    found.filter((one) => one.checkVisibility()).map((one) => one.dataset.figure ?? one.dataset.prediction));
  assert.ok((await onStage()).includes("delta-w"));
  await page.keyboard.press("PageDown");
  await visit.settled();
  assert.equal(await page.evaluate(() => document.documentElement.dataset.stage), "presented", "it is still presented");
  assert.deepEqual(await onStage(), ["first-step"]);
  await page.locator(".prediction ::-p-aria([name='both'])").click();
  await visit.frames();
  assert.equal(await page.$(".answer"), null, "a guess alone reveals nothing");
  await nothingCutOff(visit);
  await accessible(visit);
  await page.keyboard.press("a");
  await page.waitForSelector(".answer");
  await visit.screenshot("tour-vote");
  await page.keyboard.press("PageUp");
  await visit.settled();
  assert.ok((await onStage()).includes("delta-w"));
  await visit.screenshot("tour-presented");
  await page.keyboard.press("Escape");
  await visit.settled();
  assert.ok(await page.$(".tour"), "the tour goes on");
});

pageTest("a guess is answered at once where nobody leads", {}, async (visit) => {
  await visit.open("?lab=lora");
  await visit.page.locator(".prediction .option").click();
  await visit.page.waitForSelector(".answer");
  assert.equal(await visit.page.$("[data-reveal]"), null);
});

const openMaker = async (visit) => {
  await visit.page.locator('header ::-p-aria([name="Tours"][role="button"])').click();
  await visit.page.waitForSelector("dialog.tours[open]");
};
const press = (visit, name) => visit.page.locator(`dialog ::-p-aria([name="${name}"])`).click();

pageTest("a tour of one's own: collected, captioned, ordered, played and handed on", {}, async (visit) => {
  const { page } = visit;
  await visit.open("?lab=svd&r=3");
  await openMaker(visit);
  await page.select("dialog select", "spectrum");
  await press(visit, "Add what is on screen");
  await page.keyboard.press("Escape");
  await visit.frames();
  assert.equal(await page.evaluate(() => document.activeElement.textContent), "Tours", "the focus goes back");
  await page.locator('nav a[href="?lab=lora"]').click();
  await visit.settled();
  await visit.page.locator("main .transport button:nth-child(2)").click();
  await visit.settled();
  await openMaker(visit);
  await press(visit, "Add what is on screen");
  await page.locator('[aria-label="What is said at step 2"]').fill("One step: only B has moved.");
  await page.locator('[aria-label="What is said at step 1"]').fill("Three terms, & a ✓.");
  await page.locator("dialog label input:not([type=file])").fill("Mine, 100 %");
  await press(visit, "Move up step 2");
  await visit.frames();
  const links = await page.$$eval(".tour-steps a", (found) => found.map((link) => link.getAttribute("href")));
  assert.deepEqual(links, ["?lab=lora&steps=1", "?lab=svd&r=3&show=spectrum"]);
  await nothingCutOff(visit);
  await accessible(visit);
  await visit.screenshot("tour-maker");
  await press(visit, "Remove step 1");
  await visit.frames();
  assert.equal(await page.$$eval(".tour-steps li", (rows) => rows.length), 1);
  await press(visit, "Put back what was here");
  await visit.frames();
  assert.equal(await page.$$eval(".tour-steps li", (rows) => rows.length), 2);
  await press(visit, "QR code");
  assert.ok(await page.waitForSelector("dialog .qr path"));
  await visit.open("?lab=rank");
  await openMaker(visit);
  assert.equal(await page.$$eval(".tour-steps li", (rows) => rows.length), 2, "it is kept on this device");
  const play = await page.$eval('dialog a[href^="?tour="]', (link) => link.getAttribute("href"));
  await press(visit, "Play");
  await page.waitForFunction(() => /1 of 2/.test(document.querySelector(".tour p")?.textContent));
  await visit.settled();
  assert.equal(await page.$("dialog"), null);
  assert.equal(await visit.number("steps"), 1, "the trained state is restored");
  await next(visit);
  assert.equal(await bar(visit), "2 of 2 Three terms, & a ✓.");
  assert.equal(await visit.number("stored"), 3 * 513);
  await visit.open("?lab=rank");
  await page.evaluate(() => localStorage.clear());
  await page.goto(visit.url + play, { waitUntil: "load" });
  await page.waitForFunction(() => /1 of 2/.test(document.querySelector(".tour p")?.textContent));
  await visit.settled();
  assert.equal(await visit.number("steps"), 1, "the link alone holds all of it");
  assert.equal(await page.$eval(".tour", (section) => section.getAttribute("aria-label")), "Tour: Mine, 100 %");
});

const put = (visit, name, text) => visit.page.evaluate((name, text) => {
  const input = document.querySelector("dialog input[type=file]");
  const files = new DataTransfer();
  files.items.add(new File([text], name, { type: "text/plain" }));
  input.files = files.files;
  input.dispatchEvent(new Event("change", { bubbles: true }));
}, name, text);

pageTest("a file of a tour is opened, and what is none is refused with a sentence", {}, async (visit) => {
  const { page } = visit;
  await visit.open("?lab=rank");
  await openMaker(visit);
  await put(visit, "tour.txt", readFileSync(new URL("../../dist/assets/tours/svd.txt", import.meta.url), "utf8"));
  await page.waitForFunction((count) => document.querySelectorAll(".tour-steps li").length === count, {}, steps("svd").length);
  await put(visit, "notes.txt", "Just some words.");
  await page.waitForFunction(() => /Line 1 stands above the first link/.test(document.querySelector("dialog [role=alert]").textContent));
  assert.equal(await page.$$eval(".tour-steps li", (rows) => rows.length), steps("svd").length, "the last good one stays");
  await put(visit, "empty.txt", "");
  await page.waitForFunction(() => /no step in this tour/.test(document.querySelector("dialog [role=alert]").textContent));
});

pageTest("links into tours that are none say so", {}, async (visit) => {
  const status = (pattern) => visit.page.waitForFunction((source) =>
    new RegExp(source).test(document.querySelector(".status").textContent), {}, pattern);
  await visit.open("?lab=rank&tour=alchemy&at=3");
  await status("no tour called “alchemy”");
  await visit.open("?tour=%23%20Only%20a%20title");
  await status("cannot be read");
  await visit.open("?lab=rank&tour=rank&at=99");
  await visit.page.waitForFunction(() => /7 of 7/.test(document.querySelector(".tour p")?.textContent));
  await visit.settled();
  await visit.open("?lab=rank&tour=rank&at=x");
  await visit.page.waitForFunction(() => /1 of 7/.test(document.querySelector(".tour p")?.textContent));
  await visit.settled();
});
