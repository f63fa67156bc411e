// Links that train for long: what needs no training is there before, how far it is can be seen, and it can be cancelled.

import assert from "node:assert/strict";
import { pageTest } from "./harness.mjs";
import { differences } from "./walk.mjs";

const LONGEST = [
  { query: "?lab=lora&d=512&k=512&r=512&steps=100000", before: ["sigma", "loss-floor", "error-best"], after: ["loss", "error-trained", "rank-ba", "merge-gap"] },
  { query: "?lab=lora&d=256&k=256&r=64&init=pissa&steps=100000", before: ["sigma", "loss-floor", "error-best"], after: ["loss", "angle-max"] },
  { query: "?lab=autoencoder&data=digits&r=64&act=relu&hidden=64&steps=100000", before: ["loss-pca"], after: ["loss"] },
  { query: "?lab=autoencoder&data=digits&r=64&steps=100000", before: ["loss-floor", "loss-pca"], after: ["loss"] },
];

const press = (visit, name) => visit.page.locator(`main ::-p-aria([name="${name}"][role="button"])`).click();
const state = (visit) => visit.page.$eval("main", (main) => main.dataset.state);
const value = (visit, name) => visit.page.$eval(`[data-readout="${name}"]`, (output) => output.dataset.value);

for (const { query, before, after } of LONGEST) {
  pageTest(`${query}: is usable from the start`, {}, async (visit, t) => {
    const { page } = visit;
    const began = Date.now();
    await page.goto(visit.url + query, { waitUntil: "load" });
    const there = (names) => names.every((name) => document.querySelector(`[data-readout="${name}"]`)?.dataset.value);
    await page.waitForFunction(there, { timeout: 60_000 }, before);
    t.diagnostic(`${before} after ${Date.now() - began} ms`);
    assert.equal(await state(visit), "computing");
    for (const name of [...after, "steps"]) assert.equal(await value(visit, name), "", `${name} before its training is over`);
    await page.waitForSelector(".working .to-go:not(:empty)");
    const words = await page.$eval(".working", (bar) => [...bar.querySelectorAll("span")].map((span) => span.textContent));
    t.diagnostic(`${words} after ${Date.now() - began} ms`);
    assert.match(words[0], /^Training to step 100.000 …$/);
    assert.match(words[1], /^(a few seconds|about \d+ (s|min|h|days)) to go$/);
    const share = await page.$eval(".working progress", (bar) => bar.value);
    assert.ok(share > 0 && share < 1);
    const others = before.map((name) => page.$eval(`[data-readout="${name}"]`, (output) => output.dataset.value));
    const limits = await Promise.all(others);
    await press(visit, "Cancel");
    await visit.settled();
    const steps = Number(await value(visit, "steps"));
    t.diagnostic(`cancelled at step ${steps}`);
    assert.ok(steps > 0 && steps < 100_000);
    assert.equal(await visit.query(), query.replace("steps=100000", `steps=${steps}`));
    assert.equal(await page.$(".working"), null);
    await visit.readoutsAreFinite();
    for (const name of after) assert.notEqual(await value(visit, name), "", name);
    for (const [i, name] of before.entries()) assert.equal(await value(visit, name), limits[i], `${name} needs no training`);
    await press(visit, "Step");
    await visit.settled();
    assert.equal(Number(await value(visit, "steps")), steps + 1);
    await visit.slide("ArrowLeft");
    assert.equal(Number(await value(visit, "steps")), 0);
  });
}

pageTest("a training that was cancelled goes on as if nothing had been", {}, async (visit) => {
  await visit.page.goto(`${visit.url}?lab=lora&d=96&k=96&r=8&steps=100000`, { waitUntil: "load" });
  await visit.page.waitForSelector(".working progress");
  await press(visit, "Cancel");
  await visit.settled();
  const first = Number(await value(visit, "steps"));
  // Undo takes the cancelling back; it is not waited for, because the training would be over then.
  await visit.page.keyboard.down("Control");
  await visit.page.keyboard.press("z");
  await visit.page.keyboard.up("Control");
  await visit.page.waitForSelector(".working progress");
  await press(visit, "Cancel");
  await visit.settled();
  const cancelled = await visit.readouts();
  assert.ok(Number(cancelled.steps) > first, "it went on from there");
  const link = await visit.query();
  await press(visit, "Step");
  await visit.settled();
  const next = await visit.readouts();
  await visit.open(link);
  assert.deepEqual(differences(cancelled, await visit.readouts()), [], "the link trains to the same place");
  await press(visit, "Step");
  await visit.settled();
  assert.deepEqual(differences(next, await visit.readouts()), []);
});

pageTest("short trainings show no bar", {}, async (visit) => {
  await visit.page.evaluateOnNewDocument(() => {
    window.bars = 0;
    new MutationObserver(() => (window.bars += document.querySelectorAll(".working").length)).observe(document, { childList: true, subtree: true });
  });
  await visit.open("?lab=autoencoder&steps=20");
  await press(visit, "Train");
  await visit.page.waitForFunction(() => Number(document.querySelector('[data-readout="steps"]').dataset.value) > 500);
  await press(visit, "Pause");
  await visit.settled();
  assert.equal(await visit.page.evaluate(() => window.bars), 0);
});
