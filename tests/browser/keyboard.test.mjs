// With the keyboard alone, from the address bar to the last challenge.

import assert from "node:assert/strict";
import { labIds, pageTest } from "./harness.mjs";

/** What has the focus: where it stands, whether that can be seen, and which hint or solution it opens. */
function focused() {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  window.stops ??= [];
  const before = window.stops.indexOf(element);
  if (before < 0) window.stops.push(element);
  const style = getComputedStyle(element);
  const box = element.getBoundingClientRect();
  const challenge = element.localName === "summary" ? element.closest("[data-challenge]") : null;
  return {
    words: `${element.localName} ${(element.ariaLabel ?? element.textContent).trim().slice(0, 40)}`,
    again: before >= 0,
    marked: style.outlineStyle !== "none" || style.boxShadow !== "none",
    inView: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
    opens: challenge && `${challenge.dataset.challenge} ${element.textContent}`,
  };
}

for (const lab of labIds()) {
  pageTest(`${lab}: by keyboard alone to every hint and solution`, {}, async (visit, t) => {
    const { page } = visit;
    await visit.open(`?lab=${lab}`);
    await page.keyboard.press("Tab");
    const first = await page.evaluate(focused);
    assert.match(first.words, /Skip to the content/, "the first stop");
    assert.ok(first.marked && first.inView, "the skip link is shown");
    await page.keyboard.press("Enter");
    await visit.frames();
    assert.equal(await page.evaluate(() => document.activeElement.id), "main", "the skip link leads there");
    const wanted = await page.$$eval("[data-challenge] summary", (found) =>
      found.map((summary) => `${summary.closest("[data-challenge]").dataset.challenge} ${summary.textContent}`));
    assert.ok(wanted.length >= 10, `${wanted.length} hints and solutions`);
    const opened = [];
    let stops = 0;
    while (opened.length < wanted.length) {
      await page.keyboard.press("Tab");
      stops += 1;
      const here = await page.evaluate(focused);
      assert.ok(here, `after ${stops} stops the focus is nowhere; opened: ${opened.length} of ${wanted.length}`);
      assert.ok(!here.again, `trapped at ${here.words} after ${stops} stops`);
      assert.ok(here.marked, `${here.words} does not show the focus`);
      assert.ok(here.inView, `${here.words} has the focus and is out of view`);
      if (!here.opens) continue;
      await page.keyboard.press(opened.length % 2 ? " " : "Enter");
      assert.ok(await page.evaluate(() => document.activeElement.parentElement.open), `${here.opens} opens`);
      opened.push(here.opens);
    }
    assert.deepEqual(opened, wanted, "in the order of the page");
    t.diagnostic(`${stops} stops`);
    await page.keyboard.down("Shift");
    await page.keyboard.press("Tab");
    await page.keyboard.up("Shift");
    const back = await page.evaluate(focused);
    assert.ok(back?.again, "and back again");
  });
}
