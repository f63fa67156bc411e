// Presenting: a figure, its controls and the numbers for the back row, by keys and by a clicker.

import assert from "node:assert/strict";
import { accessible, nothingCutOff } from "./checks.mjs";
import { labIds, pageTest } from "./harness.mjs";

const PROJECTOR = { width: 1920, height: 1080 };
/** What a listener must read is at least this large, CSS pixels. */
const READABLE = 28;

/** A headless browser's full screen has a size of its own; the window here is the projector. */
const inWindow = (visit) => visit.page.evaluateOnNewDocument(() => {
  Element.prototype.requestFullscreen = () => Promise.resolve();
});

const stage = (visit) => visit.page.evaluate(() => document.documentElement.dataset.stage);
const shown = (visit) => visit.page.$$eval("[data-figure]", (found) =>
  found.filter((figure) => figure.checkVisibility()).map((figure) => figure.dataset.figure));

for (const lab of labIds()) {
  pageTest(`${lab}: is presented, driven by keys, and left again`, { ...PROJECTOR, webkit: lab === "lora" }, async (visit) => {
    const { page } = visit;
    const start = `?lab=${lab}`;
    await inWindow(visit);
    await visit.open(start);
    await page.keyboard.press("p");
    await visit.settled();
    assert.equal(await stage(visit), "presented");
    const first = await shown(visit);
    assert.ok(first.length > 0);
    assert.equal(await page.$$eval(".challenge, .prediction, .notice", (found) => found.some((one) => one.checkVisibility())), false);
    await page.keyboard.press("ArrowRight");
    await visit.settled();
    const moved = await visit.query();
    assert.notEqual(moved, start, "→ moves the main slider");
    await page.keyboard.press("ArrowLeft");
    await visit.settled();
    await page.keyboard.press("PageDown");
    await visit.settled();
    assert.notDeepEqual(await shown(visit), first, "Page Down goes on");
    await visit.screenshot(`present-${lab}`);
    await page.keyboard.press("PageUp");
    await visit.settled();
    assert.deepEqual(await shown(visit), first);
    await page.keyboard.press("b");
    assert.ok(await page.waitForSelector(".blank"));
    await page.keyboard.press("b");
    await visit.frames();
    assert.equal(await page.$(".blank"), null);
    await page.keyboard.press("?");
    assert.match(await page.$eval("dialog", (dialog) => dialog.textContent), /Page Down/);
    await page.keyboard.press("Escape");
    await visit.frames();
    assert.equal(await stage(visit), "presented", "the list alone is left");
    await page.keyboard.press("Escape");
    await visit.settled();
    assert.equal(await stage(visit), undefined);
    await page.keyboard.press("b");
    await visit.frames();
    assert.equal(await page.$(".blank"), null, "letters mean nothing outside");
  });

  pageTest(`${lab}: is readable from the back row`, PROJECTOR, async (visit) => {
    const { page } = visit;
    await inWindow(visit);
    await visit.open(`?lab=${lab}`);
    await page.locator('header ::-p-aria([name="Present"][role="button"])').click();
    await visit.settled();
    const small = await page.evaluate((least) => {
      const texts = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
      const found = [];
      while (texts.nextNode()) {
        const element = texts.currentNode.parentElement;
        const box = element.getBoundingClientRect();
        // Indices are read with what they belong to; the menus are the presenter's.
        const left = ".figure-menu, .unseen, kbd, option, math *, svg *, .shape, sub, sup";
        if (!texts.currentNode.data.trim() || !element.checkVisibility() || box.width <= 1 || element.closest(left)) continue;
        const size = parseFloat(getComputedStyle(element).fontSize);
        if (size < least) found.push(`${size.toFixed(1)} px: ${element.localName}.${element.className} “${texts.currentNode.data.trim().slice(0, 40)}”`);
      }
      return found.slice(0, 8);
    }, READABLE);
    assert.deepEqual(small, []);
    await nothingCutOff(visit);
    await accessible(visit);
    await visit.screenshot(`presented-${lab}`);
  });
}

pageTest("a letter that is typed is only a letter", {}, async (visit) => {
  await visit.open("?lab=lora");
  await visit.page.focus("main .slider-field");
  await visit.page.keyboard.type("p");
  await visit.frames();
  assert.equal(await stage(visit), undefined);
});

pageTest("Space trains and pauses, S steps, R resets", {}, async (visit) => {
  const { page } = visit;
  await visit.open("?lab=lora");
  await page.keyboard.press("p");
  await visit.settled();
  await page.keyboard.press("s");
  await visit.settled();
  assert.equal(await visit.number("steps"), 1);
  await page.keyboard.press(" ");
  await page.waitForFunction(() => Number(document.querySelector('[data-readout="steps"]').dataset.value) > 5);
  await page.keyboard.press(" ");
  await visit.settled();
  assert.ok((await visit.number("steps")) > 5);
  await page.keyboard.press("r");
  await visit.settled();
  assert.equal(await visit.number("steps"), 0);
});

pageTest("the pointer rings a figure, and a row and a column of a matrix", PROJECTOR, async (visit) => {
  const { page } = visit;
  await inWindow(visit);
  await visit.open("?lab=lora");
  await page.keyboard.press("p");
  await visit.settled();
  const rings = () => page.$$eval(".ring", (found) => found.map((ring) => {
    const { x, y, width, height } = ring.getBoundingClientRect();
    return [x, y, width, height];
  }));
  const box = (selector) => page.$eval(selector, (element) => {
    const { x, y, width, height } = element.getBoundingClientRect();
    return { x, y, width, height };
  });
  await page.mouse.move(5, 5);
  assert.deepEqual(await rings(), []);
  await page.keyboard.press("o");
  const heat = await box('[data-figure="w"] .heat');
  await page.mouse.move(heat.x + heat.width / 2, heat.y + heat.height / 4);
  await page.waitForFunction(() => document.querySelectorAll(".ring").length === 2);
  const [row, column] = await rings();
  assert.ok(row[2] >= heat.width && row[3] < heat.height / 4, `a row: ${row}`);
  assert.ok(column[3] >= heat.height && column[2] < heat.width / 4, `a column: ${column}`);
  const caption = await box('[data-figure="w"] figcaption b');
  await page.mouse.move(caption.x + 3, caption.y + 3);
  await page.waitForFunction(() => document.querySelectorAll(".ring").length === 1);
  const figure = await box('[data-figure="w"]');
  const [around] = await rings();
  assert.ok(around[0] <= figure.x && around[2] >= figure.width, "around the figure");
  await page.keyboard.press("o");
  await visit.frames();
  assert.deepEqual(await rings(), []);
  await visit.open("?lab=rank");
  await page.keyboard.press("p");
  await visit.settled();
  await page.keyboard.press("o");
  await page.focus('[data-place="0-1"]');
  await page.waitForFunction(() => document.querySelectorAll(".ring").length === 2);
});
