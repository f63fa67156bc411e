// The LoRA lab, through its public interface: links, readouts and the three buttons.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { close, closeLists } from "./assertions.mjs";
import { watchThread } from "./checks.mjs";
import { pageTest } from "./harness.mjs";

const READOUTS = [
  "params-lora", "params-full", "params-ratio", "error-best", "error-trained", "loss", "loss-floor", "rank-ba",
  "angle-max", "steps", "merge-gap", "sigma",
];

/** Presses a button of the training by its name. */
async function press(visit, name) {
  await visit.page.locator(`main ::-p-aria([name="${name}"][role="button"])`).click();
}

/** Waits until at least `count` steps are made. */
async function reaches(visit, count) {
  await visit.page.waitForFunction(
    (count) => Number(document.querySelector('[data-readout="steps"]').dataset.value) >= count,
    { timeout: 60_000 },
    count,
  );
}

/** What must hold at every step of the paper's start with isotropic inputs. */
async function eckartYoung(visit, d, k, r) {
  const sigma = await visit.list("sigma");
  const tail = Math.hypot(...sigma.slice(r));
  const whole = Math.hypot(...sigma);
  assert.equal(await visit.number("params-lora"), r * (d + k));
  assert.equal(await visit.number("params-full"), d * k);
  close(await visit.number("params-ratio"), (r * (d + k)) / (d * k), 1e-12, "params-ratio");
  close(await visit.number("error-best"), tail / whole, 1e-9, "error-best");
  close(await visit.number("loss-floor"), tail * tail, 1e-9, "loss-floor");
  const loss = await visit.number("loss");
  assert.ok(loss >= tail * tail * (1 - 1e-9), "the loss undercuts its floor");
  // Isotropic inputs: the loss is the squared error.
  close(Math.sqrt(loss) / whole, await visit.number("error-trained"), 1e-8, "error-trained");
  assert.ok((await visit.number("merge-gap")) < 1e-12);
}

pageTest("lora: the toy at the start", {}, async (visit) => {
  await visit.open("?lab=lora");
  assert.deepEqual(Object.keys(await visit.readouts()).sort(), [...READOUTS].sort());
  closeLists(await visit.list("sigma"), Array.from({ length: 48 }, (_, i) => 1 / (i + 1)), 1e-9, "sigma");
  await eckartYoung(visit, 64, 48, 4);
  assert.equal(await visit.number("steps"), 0);
  assert.equal(await visit.number("rank-ba"), 0);
  close(await visit.number("error-trained"), 1, 1e-12, "error-trained");
  assert.equal(await visit.number("angle-max"), 90);
});

pageTest("lora: steps=N trains before the page is ready, the same every time", {}, async (visit) => {
  await visit.open("?lab=lora&d=16&k=12&r=3&steps=30");
  const first = await visit.readouts();
  assert.equal(first.steps, "30");
  assert.equal(first["rank-ba"], "3");
  await eckartYoung(visit, 16, 12, 3);
  await visit.open("?lab=lora&d=16&k=12&r=3&steps=30");
  assert.deepEqual(await visit.readouts(), first);
});

pageTest("lora: Train, Pause, Step and Reset", {}, async (visit) => {
  await visit.open("?lab=lora");
  await press(visit, "Train");
  await reaches(visit, 20);
  assert.equal(await visit.page.$eval("main", (main) => main.dataset.state), "ready", "ready while training runs");
  await press(visit, "Pause");
  await visit.settled();
  const steps = await visit.number("steps");
  assert.ok(steps >= 20);
  assert.match(await visit.query(), new RegExp(`\\bsteps=${steps}\\b`));
  await eckartYoung(visit, 64, 48, 4);
  const paused = await visit.readouts();
  await visit.page.reload();
  await visit.settled();
  assert.deepEqual(await visit.readouts(), paused, "the link trains to the same place");
  await press(visit, "Step");
  await visit.settled();
  assert.equal(await visit.number("steps"), steps + 1);
  await press(visit, "Reset");
  await visit.settled();
  assert.equal(await visit.number("steps"), 0);
  assert.equal(await visit.query(), "?lab=lora");
});

pageTest("lora: moving r goes back to step 0, the speed does not", {}, async (visit) => {
  await visit.open("?lab=lora&d=12&k=10&r=2&steps=25&speed=25");
  assert.equal(await visit.number("steps"), 25);
  await visit.slide("ArrowRight");
  assert.equal(await visit.number("steps"), 0);
  await eckartYoung(visit, 12, 10, 3);
});

pageTest("lora: training comes to its floor and not below", {}, async (visit) => {
  await visit.open("?lab=lora&d=16&k=12&r=3&opt=adam&speed=100");
  await press(visit, "Train");
  await reaches(visit, 1500);
  await press(visit, "Pause");
  await visit.settled();
  const [loss, floor] = [await visit.number("loss"), await visit.number("loss-floor")];
  assert.ok(loss >= floor * (1 - 1e-9) && loss <= floor * 1.01, `loss ${loss}, floor ${floor}`);
  assert.ok((await visit.number("angle-max")) < 10);
});

pageTest("lora: a divergence is said and stops", {}, async (visit) => {
  await visit.open("?lab=lora&d=12&k=10&r=2&opt=gd&lr=500");
  await press(visit, "Train");
  await visit.page.waitForFunction(() => /diverged/.test(document.querySelector("main").textContent));
  await visit.settled();
  await visit.readoutsAreFinite();
  assert.ok((await visit.number("steps")) < 200);
});

pageTest("lora: the scale decides the first step", {}, async (visit) => {
  const after = async (query) => {
    await visit.open(`?lab=lora&d=16&k=16&opt=gd&lr=0.001&steps=1&${query}`);
    return 1 - (await visit.number("error-trained"));
  };
  // α/√r keeps s²·r; α/r does not.
  assert.ok((await after("r=16&scaling=lora")) < (await after("r=16&scaling=rslora")) / 4);
});

pageTest("lora: the real update is loaded when it is asked for", {}, async (visit) => {
  const asked = [];
  visit.page.on("request", (request) => asked.push(request.url()));
  await visit.open("?lab=lora");
  assert.ok(!asked.some((url) => url.endsWith(".npy")), "loaded too early");
  await visit.open("?lab=lora&update=minilm-l5-value&r=8&steps=2");
  assert.ok(asked.some((url) => url.endsWith(".npy")));
  assert.equal(await visit.number("params-lora"), 8 * 768);
  const sigma = await visit.list("sigma");
  assert.equal(sigma.length, 384);
  const energy = sigma.map((s) => s * s);
  const total = energy.reduce((sum, e) => sum + e, 0);
  let kept = 0;
  const r90 = energy.findIndex((e) => (kept += e) >= 0.9 * total) + 1;
  assert.equal(r90, 75, "the rank for 90 % of the energy that the record of the run states");
});

pageTest("lora: correlated inputs have another floor", {}, async (visit) => {
  await visit.open("?lab=lora&d=16&k=12&r=3&inputs=correlated&corr=0.9");
  const sigma = await visit.list("sigma");
  const tail = Math.hypot(...sigma.slice(3));
  assert.ok(Math.abs((await visit.number("loss-floor")) / (tail * tail) - 1) > 0.05);
});

pageTest("lora: r beyond min(d, k) is only more parameters", {}, async (visit) => {
  await visit.open("?lab=lora&d=6&k=4&r=8");
  assert.equal(await visit.number("params-lora"), 80);
  assert.equal(await visit.number("error-best"), 0);
});

pageTest("lora: broken values fall back and say so", {}, async (visit) => {
  for (const [key, value] of [["r", "0"], ["alpha", "0"], ["d", "1000"], ["inputs", "odd"], ["steps", "-1"]]) {
    await visit.open(`?lab=lora&${key}=${value}`);
    assert.match(await visit.status(), new RegExp(`\\b${key}\\b`), `for ${key}=${value}`);
    await visit.readoutsAreFinite();
  }
});

const curves = JSON.parse(readFileSync(new URL("../golden/lora_curves.json", import.meta.url)));
for (const { link, losses } of curves.curves) {
  pageTest(`lora: the curve of ${link} is the one computed natively`, { webkit: link === curves.curves[0].link }, async (visit) => {
    for (const [i, step] of [0, ...curves.steps].entries()) {
      await visit.open(`${link}&steps=${step}`);
      assert.equal(await visit.number("steps"), step);
      const gap = Math.abs((await visit.number("loss")) - losses[i]) / losses[0];
      assert.ok(gap <= 1e-9, `step ${step}: ${gap} of the first loss apart`);
    }
  });
}

pageTest("lora: training leaves the page's thread free", {}, async (visit, t) => {
  // A picture's steps take several times as long as a turn may: on the page's thread they would hold it up most of the time.
  await visit.open("?lab=lora&d=512&k=512&r=16&speed=25");
  await visit.settled();
  await press(visit, "Train");
  await reaches(visit, 25);
  const before = await visit.number("steps");
  const thread = await watchThread(visit.page);
  for (let i = 0; i < 40; i += 1) await visit.frames();
  const { share, longest } = await thread();
  assert.ok((await visit.number("steps")) > before, "it trains meanwhile");
  await press(visit, "Pause");
  await visit.settled();
  t.diagnostic(`training 512×512 held the page up for ${(100 * share).toFixed(1)} % of the time, ${longest.toFixed(0)} ms at most`);
  assert.ok(share < 0.5, `the page was held up for ${share} of the time`);
});
