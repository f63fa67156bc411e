// What holds for every lab, walked along the navigation: a new lab is tested by being listed.

import assert from "node:assert/strict";
import { accessible, nothingCutOff, reachableByKeyboard, survivesNonsense } from "./checks.mjs";
import { SIZES, labIds, pageTest } from "./harness.mjs";

for (const lab of await labIds()) {
  const start = `?lab=${lab}`;

  pageTest(`${lab}: opens with finite numbers and a short link`, {}, async (visit) => {
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

  pageTest(`${lab}: the link holds the state, for a reload and for somebody else`, {}, async (visit) => {
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

  pageTest(`${lab}: undo and redo, by keys and by buttons`, {}, async (visit) => {
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
    pageTest(`${lab}: accessible, ${theme}`, { dark }, async (visit) => {
      await visit.open(start);
      await accessible(visit);
    });
    for (const size of SIZES) {
      pageTest(`${lab}: fits ${size.width}×${size.height}, ${theme}`, { dark, ...size }, async (visit) => {
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
