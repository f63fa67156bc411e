// “Choosing r”, through its public interface: links, readouts, and what the reader presses.

import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { close, closeLists } from "./assertions.mjs";
import { accessible, nothingCutOff } from "./checks.mjs";
import { pageTest } from "./harness.mjs";

const LAB = "?lab=choose-r";

/** The smallest r with energy ≥ t − 1e-12; for t = 1 the numerical rank. */
function rankFor(sigma, t, sides) {
  if (t >= 1) return sigma.filter((s) => s > sides * Number.EPSILON * sigma[0]).length;
  const squares = sigma.map((s) => s * s);
  const total = squares.reduceRight((sum, e) => sum + e, 0);
  for (let r = 0; r <= sigma.length; r += 1) {
    const tail = squares.slice(r).reduceRight((sum, e) => sum + e, 0);
    if (1 - tail / total >= t - 1e-12) return r;
  }
  return sigma.length;
}

/** A matrix as NumPy saves it: version 1, little-endian doubles, row by row. */
function writeNpy(name, rows) {
  const shape = `(${rows.length}, ${rows[0].length})`;
  let header = `{'descr': '<f8', 'fortran_order': False, 'shape': ${shape}, }`;
  header = header.padEnd(Math.ceil((11 + header.length) / 64) * 64 - 11) + "\n";
  const data = Float64Array.from(rows.flat());
  const start = Buffer.from([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0, header.length & 255, header.length >> 8]);
  return write(name, Buffer.concat([start, Buffer.from(header, "latin1"), Buffer.from(data.buffer)]));
}

function write(name, content) {
  const path = join(tmpdir(), name);
  writeFileSync(path, content);
  return path;
}

async function openFiles(visit, ...paths) {
  const input = await visit.page.$('input[type="file"]');
  await input.uploadFile(...paths);
}

async function press(visit, name) {
  await visit.page.locator(`main ::-p-aria([name="${name}"][role="button"])`).click();
}

const said = (visit, words) =>
  visit.page.waitForFunction((words) => document.querySelector("main").textContent.includes(words), { timeout: 60_000 }, words);

pageTest("choose-r: the spectrum 1/i, by three rules", {}, async (visit) => {
  await visit.open(LAB);
  const sigma = await visit.list("sigma");
  closeLists(sigma, Array.from({ length: 64 }, (_, i) => 1 / (i + 1)), 1e-12, "sigma");
  assert.equal(await visit.number("r-threshold"), 10);
  assert.equal(await visit.number("r-sum"), 51);
  assert.equal(await visit.number("r-norm"), 51);
  assert.equal(await visit.number("params-lora"), 10 * 128);
});

pageTest("choose-r: r at every threshold, the boundary included", {}, async (visit) => {
  await visit.open(LAB);
  const sigma = await visit.list("sigma");
  const squares = sigma.map((s) => s * s);
  const total = squares.reduceRight((sum, e) => sum + e, 0);
  const boundary = 1 - squares.slice(7).reduceRight((sum, e) => sum + e, 0) / total;
  for (const t of [0, 0.3, 0.5, 0.9, 0.99, 0.999999, 1, boundary]) {
    await visit.open(`${LAB}&threshold=${t}`);
    const r = rankFor(sigma, t, 64);
    assert.equal(await visit.number("r-threshold"), r, `at ${t}`);
    const energy = r ? 1 - squares.slice(r).reduceRight((sum, e) => sum + e, 0) / total : 0;
    close(await visit.number("energy"), energy, 1e-12, `energy at ${t}`);
  }
  assert.equal(await visit.number("r-threshold"), 7, "exactly at the boundary");
});

pageTest("choose-r: the real update is loaded when it is asked for", {}, async (visit) => {
  const asked = [];
  visit.page.on("request", (request) => asked.push(request.url()));
  await visit.open(LAB);
  assert.ok(!asked.some((url) => url.endsWith(".npy")), "loaded too early");
  for (const [t, r] of [[0.9, 75], [0.95, 107], [0.99, 185]]) {
    await visit.open(`${LAB}&update=minilm-l5-value&threshold=${t}`);
    assert.equal(await visit.number("r-threshold"), r, `at ${t}`);
    assert.equal((await visit.list("sigma")).length, 384);
  }
  assert.ok(asked.some((url) => url.endsWith("dw_l5_value.npy")));
});

pageTest("choose-r: each of the 36 matrices can be chosen", {}, async (visit) => {
  await visit.open(`${LAB}&update=minilm-layer&layer=0.ffn_in&threshold=0.9`);
  assert.equal(await visit.number("r-threshold"), 206);
  const ranks = await visit.list("r-matrices");
  assert.equal(ranks.length, 36);
  assert.equal(await visit.number("r-median"), 107);
  await visit.page.locator('button[aria-label^="layer 5, ffn out"]').click();
  await visit.settled();
  assert.equal(await visit.query(), `${LAB}&update=minilm-layer&layer=5.ffn_out&threshold=0.9`);
  assert.equal(await visit.number("r-threshold"), 10);
  assert.equal(await visit.number("params-full"), 384 * 1536);
  for (const index of [0, 7, 20]) {
    const [layer, kind] = [Math.floor(index / 6), ["query", "key", "value", "attn_out", "ffn_in", "ffn_out"][index % 6]];
    await visit.open(`${LAB}&update=minilm-layer&layer=${layer}.${kind}&threshold=0.9`);
    assert.equal(await visit.number("r-threshold"), ranks[index]);
  }
});

pageTest("choose-r: files of one’s own, one or two, .npy or CSV", {}, async (visit) => {
  await visit.open(LAB);
  await openFiles(visit, writeNpy("low-rank-lab-dw.npy", [[4, 0, 0], [0, 3, 0]]));
  await said(visit, "Your own matrix");
  await visit.settled();
  assert.deepEqual(await visit.list("sigma"), [4, 3]);
  assert.equal(await visit.number("r-threshold"), 2);
  // What follows within a moment counts as one step back.
  await new Promise((done) => setTimeout(done, 800));
  const [after, before] = [write("low-rank-lab-after.csv", "a;b\n5;1\n1;4\n"), writeNpy("low-rank-lab-before.npy", [[1, 1], [1, 2]])];
  await openFiles(visit, after, before);
  await visit.page.waitForFunction(() => document.querySelector('[data-readout="sigma"]').dataset.value === "4 2");
  await visit.settled();
  close(await visit.number("energy"), 1, 0, "energy");
  await visit.chord("Control", "z");
  assert.deepEqual(await visit.list("sigma"), [4, 3], "undo finds the earlier file");
});

pageTest("choose-r: matrices at the edge", {}, async (visit) => {
  await visit.open(LAB);
  const cases = [["0,0\n0,0\n0,0", 0, 1], ["5", 1, 1], ["1e300,0\n0,1e300", 2, 1], ["1e-300,0\n0,1e-300", 2, 1], ["1e300,0\n0,1e-300", 1, 1], ["1,2,3,4,5", 1, 1]];
  for (const [index, [text, rank, energy]] of cases.entries()) {
    const before = await visit.readout("sigma");
    await openFiles(visit, write(`low-rank-lab-edge-${index}.csv`, text));
    await visit.page.waitForFunction((before) => document.querySelector('[data-readout="sigma"]').dataset.value !== before, {}, before);
    await visit.settled();
    await visit.readoutsAreFinite();
    assert.equal(await visit.number("r-threshold"), rank, text);
    close(await visit.number("energy"), energy, 1e-12, text);
  }
});

pageTest("choose-r: a file dropped on the page", {}, async (visit) => {
  await visit.open(LAB);
  await visit.page.evaluate(() => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File(["0 2 0\n1 0 0\n"], "dropped.txt"));
    document.querySelector("main").dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
  });
  await said(visit, "Your own matrix");
  await visit.settled();
  assert.deepEqual(await visit.list("sigma"), [2, 1]);
  await visit.page.reload();
  await visit.settled();
  assert.match(await visit.status(), /own.*open the file again/);
});

for (const dark of [false, true]) {
  pageTest(`choose-r: with everything on the page, ${dark ? "dark" : "light"}`, { dark, width: 390, height: 844 }, async (visit) => {
    await visit.open(`${LAB}&update=minilm-layer&seeds=2&sweep=1`);
    await visit.settled();
    for (const summary of await visit.page.$$("main details:not(.figure-menu) > summary")) await summary.click();
    await accessible(visit);
    await nothingCutOff(visit);
    await visit.screenshot(`choose-r-everything-${dark ? "dark" : "light"}`);
  });
}

pageTest("choose-r: a file that cannot be read is said, and what is shown stays", {}, async (visit) => {
  await visit.open(LAB);
  const before = await visit.readouts();
  const cases = [
    [[write("low-rank-lab-bad.csv", "1,2\n3")], "Row 2"],
    [[write("low-rank-lab-empty.csv", "")], "no matrix"],
    [[write("low-rank-lab-zip.npz", "PK\u0003\u0004")], "archive"],
    [[write("low-rank-lab-cut.npy", Buffer.from("934e554d505901", "hex"))], "cut short"],
    [[write("low-rank-lab-binary.txt", Buffer.from([0xff, 0x00, 0xfe]))], "neither"],
    [[writeNpy("low-rank-lab-nan.npy", [[1, NaN]])], "NaN"],
    [[writeNpy("low-rank-lab-a.npy", [[1, 2]]), writeNpy("low-rank-lab-b.npy", [[1], [2]])], "same shape"],
    [[write("a.csv", "1"), write("b.csv", "1"), write("c.csv", "1")], "3 files"],
  ];
  for (const [paths, words] of cases) {
    await openFiles(visit, ...paths);
    await said(visit, words);
    await visit.settled();
    assert.deepEqual(await visit.readouts(), before, words);
  }
  assert.equal(await visit.query(), LAB);
});

pageTest("choose-r: a large file shows its progress", {}, async (visit, t) => {
  await visit.open(LAB);
  const side = 700;
  const rows = Array.from({ length: side }, (_, i) => Array.from({ length: side }, (_, j) => Math.sin(i * j) + (i === j ? 1 : 0)));
  await visit.longTasks();
  await openFiles(visit, writeNpy("low-rank-lab-700.npy", rows));
  await visit.page.waitForSelector("progress", { timeout: 20_000 });
  await said(visit, "Your own matrix");
  await visit.settled();
  const sigma = await visit.list("sigma");
  assert.equal(sigma.length, side);
  const norm = Math.hypot(...rows.map((row) => Math.hypot(...row)));
  close(Math.hypot(...sigma) / norm, 1, 1e-10, "‖ΔW‖");
  const tasks = await visit.longTasks();
  if (tasks) t.diagnostic(`tasks over 50 ms while a 700 × 700 file is read: ${tasks.map(Math.round).join(", ") || "none"}`);
});

pageTest("choose-r: the trial runs, can be cancelled, and travels in the link", { webkit: true }, async (visit, t) => {
  await visit.open(LAB);
  assert.equal(await visit.readout("trial-r"), "");
  await press(visit, "Run the trial");
  await visit.page.waitForSelector("#trial progress");
  assert.equal(await visit.page.$eval("main", (main) => main.dataset.state), "computing");
  // At once: the driver's own click waits until nothing moves, and a fast trial is over by then.
  await visit.page.$$eval("#trial button", (buttons) => buttons.find((button) => button.textContent.trim() === "Cancel").click());
  await visit.settled();
  assert.equal(await visit.query(), LAB);
  assert.equal(await visit.readout("trial-r"), "");
  const start = Date.now();
  await press(visit, "Run the trial");
  await visit.settled();
  t.diagnostic(`35 trainings took ${((Date.now() - start) / 1000).toFixed(1)} s`);
  assert.equal(await visit.query(), `${LAB}&sweep=1`);
  const first = await visit.readouts();
  assert.equal(first["trial-best"], "8");
  assert.ok(Number(first["trial-r"]) <= 8);
  assert.equal(await visit.page.$("#trial progress"), null);
  await visit.page.reload();
  await visit.settled();
  assert.deepEqual(await visit.readouts(), first, "the link runs the same trial");
  await visit.page.focus("#target-noise");
  await visit.page.keyboard.press("ArrowRight");
  await visit.settled();
  assert.equal(await visit.query(), `${LAB}&target-noise=0.15`, "another trial has not been run");
  assert.equal(await visit.readout("trial-r"), "");
});

pageTest("choose-r: the budget is kept, and the oracle is not undercut", {}, async (visit) => {
  for (const query of ["", "&budget=1", "&budget=48&high-r=24&seed=3", "&budget=96", "&layers=equal&budget=12", "&layers=minilm-value"]) {
    await visit.open(LAB + query);
    const budget = Number(/budget=(\d+)/.exec(query)?.[1] ?? 24);
    const oracle = await visit.number("oracle-loss");
    for (const method of ["uniform", "adalora", "pruned", "oracle"]) {
      const ranks = await visit.list(`${method}-ranks`);
      assert.equal(ranks.length, 6);
      assert.equal(ranks.reduce((sum, r) => sum + r), budget, `${method} at ${query}`);
      assert.ok((await visit.number(`${method}-loss`)) >= oracle * (1 - 1e-9) - 1e-12, `${method} at ${query}`);
    }
  }
});

pageTest("choose-r: the training can be played and stepped through", {}, async (visit) => {
  await visit.open(`${LAB}&steps=0`);
  const start = await visit.list("adalora-ranks");
  assert.deepEqual(start, [6, 6, 6, 6, 6, 6]);
  assert.deepEqual(await visit.list("pruned-ranks"), [16, 16, 16, 16, 16, 16]);
  await press(visit, "Play the training");
  await visit.page.waitForFunction(() => document.querySelector('[data-readout="pruned-ranks"]').dataset.value !== "16 16 16 16 16 16");
  await press(visit, "Pause the training");
  await visit.settled();
  const step = Number(new URLSearchParams(await visit.query()).get("steps"));
  assert.ok(step > 0 && step % 10 === 0, `the link stands at step ${step}`);
  const paused = await visit.readouts();
  await visit.page.reload();
  await visit.settled();
  assert.deepEqual(await visit.readouts(), paused);
  await press(visit, "Play the training");
  await visit.page.waitForFunction((lab) => location.search === lab, { timeout: 30_000 }, LAB);
  assert.equal((await visit.list("adalora-ranks")).reduce((sum, r) => sum + r), 24);
});

pageTest("choose-r: training under the budget can be cancelled", {}, async (visit) => {
  await visit.open(`${LAB}&adaptive=0`);
  assert.equal(await visit.readout("adalora-loss"), "");
  await press(visit, "Train the layers");
  await visit.settled();
  assert.ok((await visit.number("adalora-loss")) > 0);
  assert.equal(await visit.query(), LAB);
});

pageTest("choose-r: every challenge can be met", {}, async (visit) => {
  const links = {
    "ninety-nine": "&threshold=0.99",
    "two-directions": "&decay=2",
    "rules-agree": "&decay=5",
    "least-rank": "&update=minilm-layer&layer=5.ffn_out",
    "noise-moves-r": "&target-noise=0.4&sweep=1",
    "nothing-to-gain": "&layers=equal",
  };
  const done = (id) => visit.page.$eval(`[data-challenge="${id}"]`, (item) => item.dataset.done);
  await visit.open(LAB);
  for (const id of Object.keys(links)) assert.equal(await done(id), "false", id);
  for (const [id, query] of Object.entries(links)) {
    await visit.open(LAB + query);
    await visit.settled();
    assert.equal(await done(id), "true", id);
  }
});

pageTest("choose-r: dragging the threshold keeps the page quick", {}, async (visit, t) => {
  await visit.open(`${LAB}&update=minilm-layer`);
  await visit.longTasks();
  await visit.slide(...Array(30).fill("ArrowLeft"));
  const tasks = await visit.longTasks();
  if (tasks) t.diagnostic(`tasks over 50 ms while sliding t: ${tasks.map(Math.round).join(", ") || "none"}`);
  assert.equal(new URLSearchParams(await visit.query()).get("threshold"), "0.8");
});

pageTest("choose-r: broken values fall back and say so", {}, async (visit) => {
  const broken = [["threshold", "95"], ["threshold", "NaN"], ["update", "own"], ["layer", "9.query"], ["budget", "0"], ["seeds", "1"], ["steps", "7"], ["decay", "-1"]];
  for (const [key, value] of broken) {
    await visit.open(`${LAB}&${key}=${value}`);
    assert.match(await visit.status(), new RegExp(`\\b${key}\\b`), `for ${key}=${value}`);
    assert.equal(await visit.number("r-threshold"), 10);
  }
});
