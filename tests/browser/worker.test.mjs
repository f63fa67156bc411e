// The background worker dies in the middle of its work, or may not be started at all.

import assert from "node:assert/strict";
import { labIds, pageTest } from "./harness.mjs";
import { atRest, differences, hurry } from "./walk.mjs";

const labs = labIds();

/** Runs in the page before anything of its own: keeps hold of every worker, and ends one as a crash would. */
function holdWorkers() {
  const workers = [];
  let mortal = 0;
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
      super.postMessage(...all);
      // A request is bytes; what cancels one is not.
      if (mortal > 0 && all[0] instanceof Uint8Array) {
        mortal -= 1;
        setTimeout(() => kill(this), 5);
      }
    }
  };
  Object.defineProperty(window, "workersByTests", {
    value: {
      /** The next requests each cost a worker its life. */
      die: (count) => (mortal = count),
      kill: () => workers.forEach(kill),
      count: () => workers.length,
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
