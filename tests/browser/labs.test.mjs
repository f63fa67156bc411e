// What holds for every lab, walked along the navigation: a new lab is tested by being listed.

import assert from "node:assert/strict";
import { accessible, nothingCutOff, reachableByKeyboard, survivesNonsense } from "./checks.mjs";
import { SIZES, labIds, pageTest } from "./harness.mjs";

for (const lab of labIds()) {
  const start = `?lab=${lab}`;

  pageTest(`${lab}: opens with finite numbers and a short link`, { webkit: true }, async (visit) => {
    await visit.open(start);
    await visit.settled();
    await visit.readoutsAreFinite();
    assert.equal(await visit.query(), start, "defaults are left out of the link");
    assert.equal(await visit.page.$$eval("h1", (found) => found.length), 1);
  });

  pageTest(`${lab}: every figure has a caption, a text and its downloads`, {}, async (visit) => {
    await visit.open(start);
    const figures = await visit.page.$$eval("[data-figure]", (found) =>
      found.map((figure) => ({
        id: figure.dataset.figure,
        caption: figure.querySelector("figcaption")?.textContent.trim() ?? "",
        words: figure.textContent,
      })),
    );
    assert.ok(figures.length > 0, "the lab has no figures");
    assert.equal(new Set(figures.map(({ id }) => id)).size, figures.length, "a figure's id occurs twice");
    for (const { id, caption, words } of figures) {
      assert.notEqual(caption, "", `figure ${id} has no caption`);
      assert.match(words, /table/i, `figure ${id} has no table`);
      assert.match(words, /CSV/, `figure ${id} has no CSV`);
    }
  });

  pageTest(`${lab}: has its challenges`, {}, async (visit) => {
    await visit.open(start);
    const done = await visit.page.$$eval("[data-challenge]", (found) => found.map((item) => item.dataset.done));
    assert.ok(done.length >= 5, `there are ${done.length} challenges`);
    assert.ok(done.every((value) => value === "true" || value === "false"), `data-done is ${done}`);
  });

  pageTest(`${lab}: the link holds the state, for a reload and for somebody else`, { webkit: true }, async (visit) => {
    await visit.open(start);
    await visit.slide("ArrowRight", "ArrowRight", "ArrowLeft");
    const [link, numbers] = [await visit.query(), await visit.readouts()];
    assert.notEqual(link, start, "the main slider is not in the link");
    await visit.page.reload();
    await visit.settled();
    assert.deepEqual(await visit.readouts(), numbers, "after a reload");
    assert.equal(await visit.query(), link);
    await visit.open();
    await visit.open(link);
    await visit.settled();
    assert.deepEqual(await visit.readouts(), numbers, "from the link");
    assert.equal(await visit.query(), link);
  });

  pageTest(`${lab}: undo and redo, by keys and by buttons`, { webkit: true }, async (visit) => {
    await visit.open(start);
    const before = await visit.readouts();
    await visit.slide("ArrowRight");
    const [link, after] = [await visit.query(), await visit.readouts()];
    assert.notEqual(link, start);
    await visit.chord("Control", "z");
    assert.equal(await visit.query(), start);
    assert.deepEqual(await visit.readouts(), before);
    await visit.page.click('button[aria-label="Redo"]');
    await visit.settled();
    assert.equal(await visit.query(), link);
    assert.deepEqual(await visit.readouts(), after);
    await visit.page.click('button[aria-label="Undo"]');
    await visit.settled();
    assert.equal(await visit.query(), start);
  });

  pageTest(`${lab}: trains, pauses and starts anew, where it trains`, { webkit: true }, async (visit, t) => {
    const { page } = visit;
    const button = (name) => `main ::-p-aria([name="${name}"][role="button"])`;
    await visit.open(start);
    if (!(await page.$(button("Train")))) return t.diagnostic("it has no button Train");
    const before = await visit.readouts();
    await page.locator(button("Train")).click();
    await page.waitForFunction(() => Number(document.querySelector('[data-readout="steps"]').dataset.value) > 5, { timeout: 60_000 });
    assert.equal(await page.$eval("main", (main) => main.dataset.state), "ready", "ready while it trains");
    await page.locator(button("Pause")).click();
    await visit.settled();
    const trained = await visit.readoutsAreFinite();
    assert.ok(Number(trained.loss) < Number(before.loss), `the loss goes from ${before.loss} to ${trained.loss}`);
    assert.match(await visit.query(), new RegExp(`\\bsteps=${trained.steps}\\b`));
    await page.reload();
    await visit.settled();
    assert.deepEqual(await visit.readouts(), trained, "the link trains to the same place");
    await page.locator(button("Reset")).click();
    await visit.settled();
    assert.equal(await visit.query(), start);
    assert.deepEqual(await visit.readouts(), before);
  });

  pageTest(`${lab}: takes a matrix that is typed or pasted, where it takes one`, { webkit: true }, async (visit, t) => {
    const { page } = visit;
    const matrix = async () => new URLSearchParams(await visit.query()).get("m");
    await visit.open(`${start}&m=1,2;3,5`);
    if (!(await page.$("main .matrix-exchange"))) return t.diagnostic("it takes no matrix");
    // Where it is folded away, and what folds it.
    await page.$eval("main .matrix-exchange", (panel) => {
      for (let around = panel; around; around = around.parentElement?.closest("details")) around.open = true;
    });
    await page.focus("main .matrix-exchange textarea");
    await page.keyboard.type("1 2 4\n2 4 9\n0 1 1");
    await page.locator('main ::-p-aria([name="Use as the matrix"][role="button"])').click();
    await visit.settled();
    assert.equal(await matrix(), "1,2,4;2,4,9;0,1,1");
    await visit.readoutsAreFinite();
    // By way of the clipboard, into an entry.
    await page.focus("main .matrix-exchange textarea");
    await page.keyboard.type("1;2;4\n3;5;7");
    await visit.chord("Control", "a", "SelectAll");
    await visit.chord("Control", "x", "Cut");
    assert.equal(await page.$eval("main .matrix-exchange textarea", (field) => field.value), "");
    await page.focus('main [data-place="0-0"]');
    await visit.chord("Control", "v", "Paste");
    assert.equal(await matrix(), "1,2,4;3,5,7;0,1,1", "it fills in from that entry on");
    await visit.readoutsAreFinite();
    await page.click('button[aria-label="Undo"]');
    await visit.settled();
    assert.equal(await matrix(), "1,2,4;2,4,9;0,1,1");
  });

  pageTest(`${lab}: unknown keys are ignored, bad values are named`, {}, async (visit) => {
    await visit.open(`${start}&colour=red`);
    assert.doesNotMatch(await visit.status(), /colour|could not/);
    // The key of the main slider, which takes no words.
    await visit.slide("ArrowRight");
    const [, key] = Array.from(new URLSearchParams(await visit.query()).keys());
    await visit.open(`${start}&${key}=x`);
    assert.match(await visit.status(), new RegExp(`\\b${key}\\b.*could not`));
    await visit.readoutsAreFinite();
  });

  pageTest(`${lab}: nonsense in any field breaks nothing`, {}, async (visit, t) => {
    await visit.open(start);
    t.diagnostic(`${await survivesNonsense(visit)} fields tried`);
  });

  pageTest(`${lab}: every control is reachable by keyboard`, {}, async (visit) => {
    await visit.open(start);
    await reachableByKeyboard(visit);
  });

  pageTest(`${lab}: keeps still for readers who ask for it`, { reducedMotion: true }, async (visit) => {
    await visit.open(start);
    await visit.slide("ArrowRight");
    const moving = await visit.page.evaluate(() =>
      document.getAnimations().filter((a) => a.playState === "running").map((a) => a.animationName ?? String(a)),
    );
    assert.deepEqual(moving, []);
  });

  for (const dark of [false, true]) {
    const theme = dark ? "dark" : "light";
    pageTest(`${lab}: accessible, ${theme}`, { dark, webkit: true }, async (visit) => {
      await visit.open(start);
      await accessible(visit);
    });
    for (const size of SIZES) {
      pageTest(`${lab}: fits ${size.width}×${size.height}, ${theme}`, { dark, ...size, webkit: size === SIZES[0] && !dark }, async (visit) => {
        await visit.open(start);
        await visit.settled();
        await visit.screenshot(`${lab}-${size.width}-${theme}`);
        await nothingCutOff(visit);
      });
    }
  }

  pageTest(`${lab}: a laptop shows a whole figure without scrolling`, {}, async (visit) => {
    await visit.open(start);
    const bottoms = await visit.page.$$eval("[data-figure]", (found) =>
      found.map((figure) => figure.getBoundingClientRect().bottom),
    );
    assert.ok(Math.min(...bottoms) <= 800, `the first figure ends at ${Math.min(...bottoms)} px`);
  });
}
