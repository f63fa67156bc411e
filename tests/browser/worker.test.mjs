// The background worker dies in the middle of its work, or may not be started at all.

import assert from "node:assert/strict";
import { labIds, pageTest } from "./harness.mjs";
import { atRest, differences, hurry } from "./walk.mjs";

const labs = labIds();

/** Runs in the page before anything of its own: keeps hold of every worker and of what is sent to it, and ends one as a
 * crash would. */
function holdWorkers() {
  const workers = [];
  const sent = [];
  const cancelled = [];
  let mortal = () => false;
  let lost = () => false;
  const kill = (worker) => {
    if (worker.dead) return;
    worker.dead = true;
    worker.terminate();
    worker.dispatchEvent(new Event("error"));
  };
  window.Worker = class extends Worker {
    constructor(...all) {
      super(...all);
      workers.push(this);
    }
    postMessage(...all) {
      // A request is bytes, the name of its job near their beginning; what cancels one is not.
      const request = all[0] instanceof Uint8Array;
      if (!request) {
        cancelled.push(all[0].cancel);
        return super.postMessage(...all);
      }
      const begin = new TextDecoder("latin1").decode(all[0].subarray(0, 40));
      sent.push({ begin, size: all[0].length });
      if (lost(begin)) return undefined;
      super.postMessage(...all);
      if (mortal(begin)) setTimeout(() => kill(this), 5);
    }
  };
  Object.defineProperty(window, "workersByTests", {
    value: {
      /** The next requests each cost a worker its life. */
      die: (count) => (mortal = () => count-- > 0),
      /** So does every request for `job`. */
      dieOf: (job) => (mortal = (begin) => begin.includes(job)),
      /** Requests for `job` get no answer. */
      lose: (job) => (lost = (begin) => begin.includes(job)),
      kill: () => workers.forEach(kill),
      count: () => workers.length,
      sent: () => sent,
      cancelled: () => cancelled.length,
    },
  });
}

const steps = (page) => page.$eval('[data-readout="steps"]', (output) => Number(output.dataset.value));

async function press(visit, name) {
  await visit.page.locator(`main ::-p-aria([name="${name}"][role="button"])`).click();
}

for (const lab of labs) {
  pageTest(`${lab}: a worker that dies in mid-job is started again, and the numbers are the same`, {}, async (visit, t) => {
    const { page } = visit;
    await hurry(visit);
    await page.evaluateOnNewDocument(holdWorkers);
    await visit.open(`?lab=${lab}`);
    await visit.slide("ArrowRight", "ArrowRight");
    const whole = await atRest(visit);
    if ((await page.evaluate(() => window.workersByTests.count())) === 0) {
      t.diagnostic("this lab asks nothing of the worker");
      return;
    }
    // From the first request of a fresh page on.
    await page.evaluateOnNewDocument(() => window.workersByTests.die(1));
    await visit.open(whole.link);
    const after = await atRest(visit);
    assert.ok((await page.evaluate(() => window.workersByTests.count())) >= 2, "it was started again");
    assert.match(await visit.status(), /background computation stopped unexpectedly and was started again/);
    assert.deepEqual(differences(whole.readouts, after.readouts), []);
    assert.equal(after.link, whole.link);
    // At rest it is missed by nobody until it is asked again.
    await page.evaluate(() => window.workersByTests.kill());
    await visit.slide("ArrowLeft");
    await visit.readoutsAreFinite();
    await visit.slide("ArrowRight");
    assert.deepEqual(differences(whole.readouts, (await atRest(visit)).readouts), []);

    if (!(await page.$('main ::-p-aria([name="Train"][role="button"])'))) return;
    await press(visit, "Train");
    await page.waitForFunction(() => Number(document.querySelector('[data-readout="steps"]').dataset.value) > 20);
    await page.evaluate(() => window.workersByTests.die(1));
    const at = await steps(page);
    await page.waitForFunction((at) => Number(document.querySelector('[data-readout="steps"]').dataset.value) > at + 20, {}, at);
    await press(visit, "Pause");
    const paused = await atRest(visit);
    assert.equal(paused.state, "ready");
    await visit.open(paused.link);
    assert.deepEqual(differences(paused.readouts, (await atRest(visit)).readouts), [], "the link trains to the same place");
  });

  pageTest(`${lab}: without a worker the page says so and stays whole`, {}, async (visit) => {
    const { page } = visit;
    await page.evaluateOnNewDocument(() => {
      window.Worker = class {
        constructor() {
          window.refused = true;
          throw new DOMException("The operation is insecure.", "SecurityError");
        }
      };
    });
    await page.goto(`${visit.url}?lab=${lab}`, { waitUntil: "load" });
    await page.waitForFunction(() => !document.getElementById("first-paint") && document.querySelector('main:is([data-state="ready"], [data-state="error"])'));
    const state = await page.$eval("main", (main) => main.dataset.state);
    const refused = await page.evaluate(() => window.refused === true);
    if (state === "error") {
      assert.ok(refused, "an error without a reason");
      assert.match(await page.$eval("body", (body) => body.innerText), /did not let the page start its background worker/);
    }
    await page.focus('main input[type="range"]');
    await page.keyboard.press("ArrowRight");
    await visit.frames();
    assert.ok((await page.$$eval("[data-readout]", (found) => found.length)) > 0);
  });
}

pageTest("lora: the real matrices cross to a worker once", {}, async (visit) => {
  const { page } = visit;
  await page.evaluateOnNewDocument(holdWorkers);
  await visit.open("?lab=lora&update=minilm-l5-value&r=2&steps=2");
  const sent = () => page.evaluate(() => window.workersByTests.sent().filter(({ begin }) => begin.includes("lora.train")));
  const large = (all) => all.filter(({ size }) => size > 5000);
  const first = await visit.readouts();
  assert.equal(large(await sent()).length, 1);
  assert.ok(large(await sent())[0].size < 1_400_000, "two matrices of 384 × 384 in half the precision of a double");
  await visit.slide("ArrowRight", "ArrowRight");
  await press(visit, "Step");
  await visit.settled();
  await press(visit, "Train");
  await page.waitForFunction(() => Number(document.querySelector('[data-readout="steps"]').dataset.value) > 12);
  await press(visit, "Pause");
  await visit.settled();
  const all = await sent();
  assert.ok(all.length > 6);
  assert.equal(large(all).length, 1, `sent: ${all.map(({ size }) => size)}`);
  // A worker that was started anew has nothing.
  await page.evaluate(() => window.workersByTests.kill());
  await press(visit, "Reset");
  await visit.settled();
  assert.equal(large(await sent()).length, 2);
  await visit.slide("ArrowLeft", "ArrowLeft");
  await press(visit, "Step");
  await press(visit, "Step");
  await visit.settled();
  assert.deepEqual(differences(first, await visit.readouts()), []);
  assert.equal(large(await sent()).length, 2);
});

pageTest("lora: scalings that cannot be measured are told", {}, async (visit) => {
  const { page } = visit;
  await page.evaluateOnNewDocument(holdWorkers);
  await page.evaluateOnNewDocument(() => window.workersByTests.dieOf("lora.scaling"));
  await visit.open("?lab=lora");
  await page.waitForSelector("#scaling .problem:not(:empty)");
  const card = await page.$eval("#scaling", (card) => card.innerText);
  assert.match(card, /stopped twice over this/);
  assert.doesNotMatch(card, /Computing/);
  assert.equal(await page.$eval("main", (main) => main.dataset.state), "ready", "the training stands");
});

pageTest("lora: who leaves the lab waits for no scalings", {}, async (visit) => {
  const { page } = visit;
  await page.evaluateOnNewDocument(holdWorkers);
  await page.evaluateOnNewDocument(() => window.workersByTests.lose("lora.scaling"));
  await visit.open("?lab=lora");
  await page.waitForFunction(() => window.workersByTests.sent().some(({ begin }) => begin.includes("lora.scaling")));
  assert.equal(await page.evaluate(() => window.workersByTests.cancelled()), 0);
  await page.click('nav[aria-label="Labs"] a[href="?lab=rank"]');
  await visit.settled();
  assert.equal(await page.evaluate(() => window.workersByTests.cancelled()), 1);
});
