// Every control of every lab is moved once, and each change is taken back and made again.

import assert from "node:assert/strict";
import { labIds, pageTest } from "./harness.mjs";
import { atRest, differences, hurry, walk } from "./walk.mjs";

/** Numbers only, or words that say what is wrong. */
function stands(page, after) {
  assert.ok(!page.busy, `${after}: it never came to rest`);
  assert.ok(page.words.length > 300, `${after}: the page is blank: ${page.words}`);
  if (page.state === "error") assert.match(page.words, /[a-z]{3}.*\./, `${after}: an error without a sentence`);
  assert.ok(Object.keys(page.readouts).length > 0, `${after}: no readouts`);
  for (const [name, value] of Object.entries(page.readouts)) {
    const numbers = value.split(/\s+/).filter(Boolean).map(Number);
    assert.ok(numbers.every(Number.isFinite), `${after}: readout “${name}” is ${value}`);
  }
}

async function press(visit, key) {
  await visit.page.evaluate(() => document.activeElement?.blur?.());
  await visit.page.keyboard.down("Control");
  await visit.page.keyboard.press(key);
  await visit.page.keyboard.up("Control");
  return atRest(visit);
}

for (const lab of labIds()) {
  pageTest(`${lab}: every control is moved, undone and redone, and the link keeps up`, {}, async (visit, t) => {
    await hurry(visit);
    await visit.open(`?lab=${lab}`);
    let undone = 0;
    const count = await walk(visit, async ({ called, kind }, before, after) => {
      const what = `${kind} (${called})`;
      stands(after, what);
      await visit.nothingWentWrong();
      if (after.link === before.link) return after;
      undone += 1;
      const back = await press(visit, "z");
      assert.equal(back.link, before.link, `${what}: undo, ${back.state}`);
      // What was loaded meanwhile may have added readouts.
      if (before.state === "ready") assert.deepEqual(differences(before.readouts, back.readouts), [], `${what}: undo of ${after.link} to ${before.link}, ${back.state}`);
      const again = await press(visit, "y");
      assert.equal(again.link, after.link, `${what}: redo`);
      if (after.state === "ready") assert.deepEqual(differences(after.readouts, again.readouts), [], `${what}: redo`);
      return again;
    });
    t.diagnostic(`${count} controls, ${undone} of them in the link`);
    assert.ok(count >= 10 && undone >= 5, `${count} controls, ${undone} in the link`);
    const last = await atRest(visit);
    await visit.page.reload();
    await visit.ready();
    const opened = await atRest(visit);
    assert.equal(opened.link, last.link);
    assert.deepEqual(differences(opened.readouts, last.readouts), [], "from the link");
  });
}
