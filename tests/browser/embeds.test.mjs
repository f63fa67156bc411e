// Four figures under training on one page: what is out of sight holds still.

import assert from "node:assert/strict";
import { watchThread } from "./checks.mjs";
import { labIds, pageTest } from "./harness.mjs";

const labs = labIds();

/** A page of notes with four figures, far apart from its end. */
const notes = (queries) => `<!doctype html><title>Notes</title><link rel="icon" href="data:,">
  <style>iframe { display: block; width: 600px; height: 500px; border: 0 }</style>
  ${queries.map((query) => `<iframe src="./${query}"></iframe>`).join("")}
  <div style="height: 6000px"></div><p id="end">The end.</p>`;

const STEPS = () => Number(document.querySelector('[data-readout="steps"]').dataset.value);
const pause = (ms) => new Promise((done) => setTimeout(done, ms));

/** The labs that train, and a figure of each. */
async function trained(visit) {
  const found = [];
  for (const lab of labs) {
    await visit.open(`?lab=${lab}`);
    if (!(await visit.page.$('main ::-p-aria([name="Train"][role="button"])'))) continue;
    const id = await visit.page.$$eval("[data-figure]", (all) => all.find((one) => one.checkVisibility()).dataset.figure);
    found.push(`?lab=${lab}&embed=${id}`);
  }
  return found;
}

pageTest("four embedded trainings run while they are seen and hold while they are not", {}, async (visit, t) => {
  const { page } = visit;
  const kinds = await trained(visit);
  assert.ok(kinds.length >= 2, `the labs that train: ${kinds}`);
  const queries = Array.from({ length: 4 }, (_, i) => kinds[i % kinds.length]);
  await page.setRequestInterception(true);
  page.on("request", (request) =>
    request.url().endsWith("/notes") ? request.respond({ contentType: "text/html", body: notes(queries) }) : request.continue());
  await page.goto(`${visit.url}notes`);
  const frames = page.frames().filter((frame) => frame.url().includes("embed="));
  assert.equal(frames.length, 4);
  const steps = () => Promise.all(frames.map((frame) => frame.evaluate(STEPS)));
  const inSight = async (i) => {
    await page.evaluate((i) => document.querySelectorAll("iframe")[i].scrollIntoView(), i);
    await frames[i].waitForFunction(() => document.querySelector('main[data-state="ready"]'), { timeout: 60_000 });
  };
  for (const [i, frame] of frames.entries()) {
    await inSight(i);
    await frame.evaluate(() => [...document.querySelectorAll("main button")].find((button) => button.ariaLabel === "Train").click());
    await frame.waitForFunction(() => Number(document.querySelector('[data-readout="steps"]').dataset.value) > 0);
  }
  // The page around stays smooth while they run.
  await page.evaluate(() => scrollTo(0, 0));
  const thread = await watchThread(page);
  const gaps = await page.evaluate(async () => {
    const times = [];
    for (let i = 0; i < 60; i += 1) times.push(await new Promise(requestAnimationFrame));
    return times.slice(1).map((time, i) => time - times[i]).sort((a, b) => a - b);
  });
  const { share } = await thread();
  t.diagnostic(`between two pictures of the page around: ${gaps[29].toFixed(0)} ms as a rule, ${gaps[58].toFixed(0)} ms at most; held up for ${(100 * share).toFixed(1)} % of the time`);
  assert.ok(share < 0.5, `the page around was held up for ${share} of the time`);

  await page.evaluate(() => document.getElementById("end").scrollIntoView());
  // What was asked for before is still answered.
  const rest = async () => {
    for (let tries = 0, before; tries < 10; tries += 1) {
      const now = await steps();
      if (String(now) === String(before)) return now;
      before = now;
      await pause(1500);
    }
    assert.fail("out of sight they go on");
  };
  const held = await rest();
  await inSight(0);
  await frames[0].waitForFunction((at) => Number(document.querySelector('[data-readout="steps"]').dataset.value) > at, { timeout: 30_000 }, held[0]);
  await page.evaluate(() => document.getElementById("end").scrollIntoView());
  const again = await rest();
  assert.equal(again[3], held[3], "the last was not in sight");
});
