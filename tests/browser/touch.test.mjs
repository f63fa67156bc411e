// With fingers, on a phone: handles and sliders are dragged, a swipe over a figure scrolls the page, two fingers enlarge it.

import assert from "node:assert/strict";
import { BROWSER, labIds, pageTest, statedBy } from "./harness.mjs";
import { atRest, hurry } from "./walk.mjs";

const labs = labIds();
const PHONE = { width: 390, height: 844, touch: true };
/** Whether the browser itself does what a finger asks for. The others' drivers make the events alone. */
const ACTS = BROWSER === "chromium";

/** Puts a finger down, moves it step by step and lifts it. */
async function swipe(visit, from, to, steps = 8) {
  const finger = await visit.page.touchscreen.touchStart(from.x, from.y);
  for (let i = 1; i <= steps; i += 1) {
    await finger.move(from.x + ((to.x - from.x) * i) / steps, from.y + ((to.y - from.y) * i) / steps);
    await visit.frames();
  }
  await finger.end();
  await visit.frames();
}

/** The middle of an element, scrolled into the middle of the window. */
const middle = (element) => element.evaluate((found) => {
  found.scrollIntoView({ block: "center", behavior: "instant" });
  const box = found.getBoundingClientRect();
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
});

for (const lab of labs) {
  const { handles: state } = await statedBy(lab);
  pageTest(`${lab}: fingers move what can be moved, and nothing keeps the page from scrolling`, { ...PHONE, webkit: state !== "" }, async (visit, t) => {
    const { page } = visit;
    await hurry(visit);
    await visit.open(`?lab=${lab}${state && `&${state}`}`);
    await visit.settled();
    const viewport = await page.$eval('meta[name="viewport"]', (meta) => meta.content);
    assert.doesNotMatch(viewport, /user-scalable|maximum-scale/, "two fingers enlarge the page");

    // What a finger meets on the figures and around them.
    const stuck = await page.$$eval("main *", (found) =>
      found
        .filter((element) => element.checkVisibility() && !element.matches(".handle, .handle *, input"))
        .map((element) => ({ element, action: getComputedStyle(element).touchAction }))
        .filter(({ action }) => !/auto|manipulation|pan-y.*pinch-zoom/.test(action))
        .map(({ element, action }) => `${element.localName}.${element.className} ${action}`));
    assert.deepEqual(stuck, [], "a finger could not scroll or enlarge the page here");

    // A button.
    const [summary] = await page.$$("[data-challenge] summary");
    const at = await middle(summary);
    await page.touchscreen.tap(at.x, at.y);
    await visit.frames();
    assert.ok(await summary.evaluate((found) => found.parentElement.open), "a tap opens a hint");

    // The main slider.
    const slider = await page.$('main input[type="range"]');
    const before = await atRest(visit);
    await middle(slider);
    const track = await slider.evaluate((found) => {
      const { x, y, width, height } = found.getBoundingClientRect();
      const share = (found.value - found.min) / (found.max - found.min);
      return { from: { x: x + 8 + (width - 16) * share, y: y + height / 2 }, to: { x: x + width * (share < 0.5 ? 0.8 : 0.2), y: y + height / 2 } };
    });
    await swipe(visit, track.from, track.to);
    const slid = await atRest(visit);
    if (BROWSER !== "webkit") assert.notEqual(slid.link, before.link, "the main slider follows a finger");

    // A handle. Those of a figure are there once it has been near the window.
    for (const figure of await page.$$("main [data-figure]")) await middle(figure);
    await visit.settled();
    const handles = await page.$$("main .handle");
    if (handles.length > 0) {
      const link = (await atRest(visit)).link;
      const from = await middle(handles[0]);
      await swipe(visit, from, { x: from.x + (from.x > 195 ? -50 : 50), y: from.y - 20 });
      assert.notEqual((await atRest(visit)).link, link, "a handle follows a finger");
    }
    t.diagnostic(`${handles.length} handles`);

    // A swipe over each kind of figure.
    const link = (await atRest(visit)).link;
    const kinds = new Set();
    for (const canvas of await page.$$("main [data-figure] canvas")) {
      const kind = await canvas.evaluate((found) => found.checkVisibility() && `${found.closest("[data-figure]").dataset.kind} ${found.parentElement.className}`);
      if (!kind || kinds.has(kind)) continue;
      kinds.add(kind);
      const from = await middle(canvas);
      from.x += 3;
      const top = await page.evaluate(() => scrollY);
      await swipe(visit, from, { x: from.x + 2, y: from.y - 160 }, 12);
      await visit.frames();
      const moved = (await page.evaluate(() => scrollY)) - top;
      if (ACTS) assert.ok(Math.abs(moved) > 40, `a swipe over ${kind} moved the page by ${moved} px`);
    }
    t.diagnostic(`swiped over ${[...kinds].join(", ")}`);
    if (ACTS) assert.equal((await atRest(visit)).link, link, "scrolling past changed the state");
    await visit.readoutsAreFinite();
  });
}
