// The SVD lab, through its public interface: links and readouts.

import assert from "node:assert/strict";
import { close, closeLists } from "./assertions.mjs";
import { BROWSER, pageTest } from "./harness.mjs";
import { writePicture } from "./picture.mjs";
import { asLink, frobenius, singularValues } from "./reference.mjs";

const CASES = [
  [[3, 0], [0, 2]],
  [[1, 2, 3], [2, 4, 6]],
  [[1, 1, 1], [1, 1, 1], [1, 1, 1]],
  [[2, -1, 0, 3], [1, 4, -2, 0], [0, 5, 1, -1]],
  [[1, 2], [3, 4], [5, 6], [7, 8], [9, 11]],
];

/** Eckart–Young and the counts, for the readouts on screen. */
async function truncationHolds(visit, r, m, n) {
  const sigma = await visit.list("sigma");
  const tail = sigma.slice(r);
  const total = Math.hypot(...sigma);
  const error = Math.hypot(...tail);
  close(await visit.number("error-fro"), error, 1e-10 * Math.max(1, total), "error-fro");
  close(await visit.number("error-rel"), total ? error / total : 0, 1e-10, "error-rel");
  close(await visit.number("error-spectral"), tail[0] ?? 0, 1e-10 * Math.max(1, total), "error-spectral");
  close(await visit.number("energy"), total ? 1 - (error / total) ** 2 : 1, 1e-10, "energy");
  assert.equal(await visit.number("stored"), r * (m + n + 1));
  assert.equal(await visit.number("stored-full"), m * n);
}

for (const matrix of CASES) {
  const [m, n] = [matrix.length, matrix[0].length];
  pageTest(`svd: ${asLink(matrix)} for every r`, { webkit: matrix === CASES[3] }, async (visit) => {
    const expected = singularValues(matrix);
    for (let r = 0; r <= Math.min(m, n); r += 1) {
      await visit.open(`?lab=svd&m=${asLink(matrix)}&r=${r}`);
      const sigma = await visit.list("sigma");
      closeLists(sigma, expected, 1e-7 * Math.max(1, expected[0]), "sigma");
      close(Math.hypot(...sigma), frobenius(matrix), 1e-12, "norm");
      await truncationHolds(visit, r, m, n);
      assert.equal(await visit.readout("error-clean"), "", "there is no noise");
    }
  });
}

pageTest("svd: the zero matrix keeps everything", {}, async (visit) => {
  await visit.open("?lab=svd&m=0,0;0,0&r=1");
  assert.equal(await visit.number("rank"), 0);
  assert.equal(await visit.number("energy"), 1);
  assert.equal(await visit.number("error-rel"), 0);
});

pageTest("svd: the photograph", { webkit: true }, async (visit) => {
  await visit.open("?lab=svd&image=camera&r=20");
  const full = await visit.number("stored-full");
  const sigma = await visit.list("sigma");
  const n = sigma.length;
  await truncationHolds(visit, 20, full / n, n);
  assert.ok((await visit.number("energy")) > 0.9);
});

pageTest("svd: noise has a seed, and an error against the clean matrix", {}, async (visit) => {
  const link = "?lab=svd&image=camera&noise=25&seed=7&r=20";
  await visit.open(link);
  const first = await visit.readouts();
  assert.ok(Number(first["error-clean"]) > 0);
  await visit.open(link.replace("seed=7", "seed=8"));
  assert.notEqual(await visit.readout("error-clean"), first["error-clean"]);
  await visit.open(link);
  assert.deepEqual(await visit.readouts(), first, "the same seed gives the same numbers");
});

pageTest("svd: the matrix beats the image", {}, async (visit) => {
  await visit.open("?lab=svd&m=3,0;0,2&image=camera&r=1");
  assert.deepEqual(await visit.list("sigma"), [3, 2]);
});

pageTest("svd: broken values fall back and say so", {}, async (visit) => {
  for (const [key, value] of [["r", "abc"], ["r", "-1"], ["r", "1.5"], ["noise", "-3"], ["image", "nobody"], ["seed", "x"]]) {
    await visit.open(`?lab=svd&${key}=${value}`);
    assert.match(await visit.status(), new RegExp(`\\b${key}\\b`), `for ${key}=${value}`);
    await visit.readoutsAreFinite();
  }
});

pageTest("svd: sliding over a picture of one’s own, 512×512", {}, async (visit, t) => {
  const side = 512;
  // Smooth waves under a grain, so that all 512 terms count.
  const grey = (i, j) => 128 + 80 * Math.sin(i / 40) * Math.cos(j / 25) + ((i * 7919 + j * 104729 + i * j * 31) % 41);
  await visit.open("?lab=svd");
  const input = await visit.page.$('input[type="file"]');
  await input.uploadFile(writePicture("low-rank-lab-512.bmp", side, grey));
  await visit.page.waitForFunction(
    (entries) => document.querySelector('[data-readout="stored-full"]').dataset.value === String(entries),
    {},
    side * side,
  );
  await visit.settled();
  assert.equal((await visit.list("sigma")).length, side);
  const before = (await visit.number("stored")) / (2 * side + 1);
  await visit.longTasks();
  await visit.slide(...Array(40).fill("ArrowRight"));
  const tasks = await visit.longTasks();
  // Told, not asserted: the machine that runs the tests may be busy.
  if (tasks) t.diagnostic(`tasks over 50 ms while sliding r: ${tasks.map(Math.round).join(", ") || "none"}`);
  await truncationHolds(visit, before + 40, side, side);
});

if (BROWSER !== "firefox") {
  pageTest("svd: a worker that dies is started again, and the page says so", {}, async (visit) => {
    await visit.open("?lab=svd&image=camera&r=20");
    const before = await visit.readouts();
    const [worker] = visit.page.workers();
    await worker.evaluate(() => setTimeout(() => { throw new Error("killed by the test"); }));
    await visit.page.waitForFunction(() => /again|restart/i.test(document.querySelector('[role="status"]').textContent));
    await visit.open("?lab=svd&image=camera&r=20");
    assert.deepEqual(await visit.readouts(), before);
    // The error itself is expected.
    visit.problems.length = 0;
  });
}

pageTest("svd: a picture finer than the page’s pixels is averaged by area, and its true size is said", {}, async (visit) => {
  const side = 3000;
  const file = writePicture("low-rank-lab-columns.bmp", side, (_, j) => 255 * (j % 2));
  await visit.open("?lab=svd");
  await (await visit.page.$('input[type="file"]')).uploadFile(file);
  await visit.page.waitForFunction(() => document.querySelector("main").innerText.includes("3000 × 3000 pixels"), { timeout: 60_000 });
  await visit.settled();
  // Every box of 3000/512 columns by the share of each column in it.
  const box = side / 512;
  const row = Array.from({ length: 512 }, (_, k) => {
    let sum = 0;
    for (let j = Math.floor(k * box); j < Math.ceil((k + 1) * box) && j < side; j += 1) {
      const share = Math.min(j + 1, (k + 1) * box) - Math.max(j, k * box);
      sum += share * 255 * (j % 2);
    }
    return sum / box;
  });
  const sigma = Math.sqrt(512) * Math.hypot(...row);
  const found = (await visit.list("sigma"))[0];
  assert.ok(Math.abs(found / sigma - 1) < 1e-9, `σ₁ is ${found}, not ${sigma}`);
});
