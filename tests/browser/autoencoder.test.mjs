// The autoencoder lab, through its public interface: links, readouts and the three buttons.

import assert from "node:assert/strict";
import { close } from "./assertions.mjs";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { accessible, nothingCutOff } from "./checks.mjs";
import { pageTest } from "./harness.mjs";

const golden = JSON.parse(readFileSync(new URL("../golden/autoencoder.json", import.meta.url), "utf8"));

const READOUTS = ["angle-max", "classes", "cols", "loss", "loss-floor", "loss-pca", "rows", "steps"];
// σ²/N of the irises, from NumPy.
const IRIS = [4.200053427994631, 0.24105294294244245, 0.07768810337596659, 0.02367619235362644];

async function press(visit, name) {
  await visit.page.locator(`main ::-p-aria([name="${name}"][role="button"])`).click();
}

async function reaches(visit, count) {
  await visit.page.waitForFunction(
    (count) => Number(document.querySelector('[data-readout="steps"]').dataset.value) >= count,
    { timeout: 60_000 },
    count,
  );
}

pageTest("autoencoder: the irises at the start", {}, async (visit) => {
  await visit.open("?lab=autoencoder");
  assert.deepEqual(Object.keys(await visit.readouts()).sort(), READOUTS);
  close(await visit.number("loss-floor"), IRIS[2] + IRIS[3], 1e-9, "loss-floor");
  close(await visit.number("loss-pca"), IRIS[2] + IRIS[3], 1e-9, "loss-pca");
  assert.equal(await visit.number("steps"), 0);
  assert.deepEqual([await visit.number("rows"), await visit.number("cols"), await visit.number("classes")], [150, 4, 3]);
  assert.ok((await visit.number("loss")) > (await visit.number("loss-floor")));
});

pageTest("autoencoder: training comes to PCA’s subspace, from the link", {}, async (visit) => {
  for (const r of [1, 2]) {
    await visit.open(`?lab=autoencoder&r=${r}&steps=3000`);
    const [loss, floor] = [await visit.number("loss"), await visit.number("loss-floor")];
    assert.ok((await visit.number("angle-max")) < 0.5);
    assert.ok(loss >= floor * (1 - 1e-9) && loss <= floor * 1.01, `${loss} ${floor}`);
  }
});

pageTest("autoencoder: Train, Pause, Step and Reset", {}, async (visit) => {
  await visit.open("?lab=autoencoder");
  await press(visit, "Train");
  await reaches(visit, 50);
  assert.equal(await visit.page.$eval("main", (main) => main.dataset.state), "ready", "ready while training runs");
  await press(visit, "Pause");
  await visit.settled();
  const steps = await visit.number("steps");
  assert.match(await visit.query(), new RegExp(`\\bsteps=${steps}\\b`));
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
  assert.equal(await visit.query(), "?lab=autoencoder");
});

pageTest("autoencoder: digits and irises at full speed within fifteen seconds", {}, async (visit, t) => {
  for (const query of ["r=1", "r=2", "data=digits&r=3", "data=digits&r=8"]) {
    await visit.open(`?lab=autoencoder&${query}&speed=1000`);
    const start = Date.now();
    await press(visit, "Train");
    await visit.page.waitForFunction(
      () => {
        const value = (name) => Number(document.querySelector(`[data-readout="${name}"]`).dataset.value || NaN);
        return value("steps") > 0 && value("angle-max") < 0.5 && value("loss") <= 1.01 * value("loss-floor");
      },
      { timeout: 15_000, polling: 20 },
    );
    t.diagnostic(`${query}: ${Date.now() - start} ms`);
    await press(visit, "Pause");
    await visit.settled();
  }
});

pageTest("autoencoder: the digits are fetched when they are asked for", {}, async (visit) => {
  const asked = [];
  visit.page.on("request", (request) => asked.push(request.url()));
  await visit.open("?lab=autoencoder");
  assert.ok(!asked.some((url) => url.endsWith(".npy")), "loaded too early");
  await visit.open("?lab=autoencoder&data=digits&r=8&steps=600");
  assert.ok(asked.some((url) => url.endsWith("digits.npy")));
  assert.ok((await visit.number("angle-max")) < 0.5);
});

pageTest("autoencoder: the same seed gives NumPy’s curve", {}, async (visit) => {
  const cases = golden.cases.filter(({ data, standardise }) => data === "iris" && !standardise);
  for (const c of cases) {
    const keys = [`r=${c.rank}`, `seed=${c.seed}`, `opt=${c.optimizer}`, `lr=${c.rate}`, "steps=10"];
    if (c.activation) keys.push(`act=${c.activation}`, `hidden=${c.hidden}`);
    if (c.tied) keys.push("tied=1");
    if (c.lambda) keys.push(`lambda=${c.lambda}`, `penalty=${c.penalty}`);
    await visit.open(`?lab=autoencoder&${keys.join("&")}`);
    const [loss, wanted] = [await visit.number("loss"), c.losses[10]];
    assert.ok(Math.abs(loss - wanted) < 1e-9 * c.losses[0], `${keys}: ${loss} instead of ${wanted}`);
  }
});

const { steps: recorded, curves } = JSON.parse(readFileSync(new URL("../golden/autoencoder_curves.json", import.meta.url), "utf8"));
for (const { query, losses } of curves) {
  pageTest(`autoencoder: ${query || "the irises"}: the curve on record`, { webkit: query === curves[0].query }, async (visit) => {
    for (const [i, steps] of recorded.entries()) {
      await visit.open(`?lab=autoencoder&${query}&steps=${steps}`);
      const gap = Math.abs((await visit.number("loss")) - losses[i]) / losses[0];
      assert.ok(gap <= 1e-9, `step ${steps}: ${gap} of the first loss apart`);
    }
  });
}

pageTest("autoencoder: a net that has died is explained", {}, async (visit) => {
  await visit.open("?lab=autoencoder&data=arc&act=relu&hidden=2&lr=1&steps=60");
  assert.match(await visit.page.$eval("main", (main) => main.textContent), /ReLUs of the (encoder|decoder)’s hidden layer are off/);
});

pageTest("autoencoder: a bent one has no floor and no angle, but PCA’s loss", {}, async (visit) => {
  for (const act of ["tanh", "relu"]) {
    await visit.open(`?lab=autoencoder&act=${act}&steps=20`);
    const all = await visit.readouts();
    assert.equal(all["loss-floor"], "");
    assert.equal(all["angle-max"], "");
    close(Number(all["loss-pca"]), IRIS[2] + IRIS[3], 1e-9, "loss-pca");
  }
  await visit.open("?lab=autoencoder&data=arc&act=tanh&steps=3000");
  assert.ok((await visit.number("loss")) < 0.5 * (await visit.number("loss-pca")));
});

pageTest("autoencoder: penalties raise the floor", {}, async (visit) => {
  await visit.open("?lab=autoencoder&lambda=0.02&opt=gd&steps=4000");
  const [one, two] = IRIS;
  const floor = IRIS[2] + IRIS[3] + 2 * 2 * 0.02 - 0.02 ** 2 / one - 0.02 ** 2 / two;
  close(await visit.number("loss-floor"), floor, 1e-9, "loss-floor");
  close(await visit.number("loss"), floor, 1e-4, "loss");
});

pageTest("autoencoder: on the saddle nothing moves, nudged it does", {}, async (visit) => {
  const saddle = "?lab=autoencoder&data=mirrored&tied=1&init=saddle&opt=gd";
  await visit.open(saddle);
  const start = await visit.number("loss");
  await visit.open(`${saddle}&steps=3000`);
  close(await visit.number("loss"), start, 1e-12, "loss on the saddle");
  await visit.open(`${saddle}&nudge=0.000001&steps=3000`);
  close(await visit.number("loss"), await visit.number("loss-floor"), 1e-6, "loss");
});

pageTest("autoencoder: points of the link, moved and taken away", {}, async (visit) => {
  await visit.open("?lab=autoencoder&m=0,0;2,1;4,2.5;1,0;3,3");
  const before = await visit.number("loss-pca");
  await visit.page.locator('main ::-p-aria([name="Move points"][role="button"])').click();
  await visit.settled();
  await visit.page.focus('.handle[aria-label^="Move point 3"]');
  for (let i = 0; i < 4; i += 1) await visit.page.keyboard.press("ArrowUp");
  await visit.settled();
  assert.notEqual(await visit.number("loss-pca"), before);
  assert.match(await visit.query(), /m=0,0;2,1;4,2\.[67]/);
  await visit.page.locator('main ::-p-aria([name="Draw points"][role="button"])').click();
  const box = await (await visit.page.$('[data-figure="data"] canvas')).boundingBox();
  await visit.page.mouse.click(box.x + box.width * 0.3, box.y + box.height * 0.3);
  await visit.settled();
  assert.equal((await visit.query()).match(/m=([^&]*)/)[1].split(";").length, 6);
});

pageTest("autoencoder: a file of the reader’s own stays in the browser", {}, async (visit) => {
  const posted = [];
  visit.page.on("request", (request) => request.method() !== "GET" && posted.push(request.url()));
  await visit.open("?lab=autoencoder");
  const input = await visit.page.$('main input[type="file"]');
  const file = join(mkdtempSync(join(tmpdir(), "points-")), "points.csv");
  writeFileSync(file, "a,b,c\n1,2,3\n2,1,0\n4,4,1\n0,1,5\n");
  await input.uploadFile(file);
  await visit.settled();
  assert.match(await visit.query(), /m=1,2,3;2,1,0;4,4,1;0,1,5/);
  assert.match(await visit.status(), /a, b, c/);
  assert.deepEqual(posted, []);
  // Words in the last column are classes; such a set is not in the link.
  writeFileSync(file, "a,b,kind\n1,2,red\n2,1,blue\n4,4,red\n0,1,blue\n");
  await (await visit.page.$('main input[type="file"]')).uploadFile(file);
  await visit.settled();
  assert.match(await visit.page.$eval(".legend", (list) => list.textContent), /red.*blue/);
  assert.match(await visit.page.$eval("main", (main) => main.textContent), /not part of the link/);
  writeFileSync(file, "1,2\n3,x\n");
  await (await visit.page.$('main input[type="file"]')).uploadFile(file);
  await visit.settled();
  assert.match(await visit.status(), /Row 2, column 2/);
});

pageTest("autoencoder: nonsense in the link falls back and is said", {}, async (visit) => {
  for (const [key, value] of [["r", "0"], ["r", "9"], ["data", "cats"], ["act", "sigmoid"], ["lambda", "-1"], ["m", "1,2;3"], ["steps", "-1"], ["axes", "1,2"]]) {
    await visit.open(`?lab=autoencoder&${key}=${value}`);
    assert.match(await visit.status(), new RegExp(`\\b${key}\\b`), `for ${key}=${value}`);
    await visit.readoutsAreFinite();
  }
  for (const m of ["5", "1,1;1,1", "1e90,2;3,4", "0,0,0;0,0,0", "1;2;3", "1,2,3,4,5,6,7,8"]) {
    await visit.open(`?lab=autoencoder&m=${m}&steps=3`);
    await visit.readoutsAreFinite();
  }
});

for (const size of [{ width: 390, height: 844 }, { width: 1280, height: 800 }]) {
  for (const query of ["data=digits&r=8&steps=300", "data=cloud3", "data=arc&act=tanh&steps=50", "data=mirrored&tied=1&init=saddle", "m=1,2;3,4;5,7"]) {
    pageTest(`autoencoder: ${query} fits ${size.width} px`, size, async (visit) => {
      await visit.open(`?lab=autoencoder&${query}`);
      await visit.settled();
      await nothingCutOff(visit);
      await accessible(visit);
    });
  }
}

pageTest("autoencoder: the bridge leads into the other labs with what their links can hold", {}, async (visit) => {
  for (const query of ["", "data=digits&r=8", "data=cloud2", "m=1,2,0;3,4,1;5,7,1;0,1,2"]) {
    await visit.open(`?lab=autoencoder&${query}`);
    const links = await visit.page.$$eval(".bridge a", (found) => found.map((a) => a.getAttribute("href")));
    assert.equal(links.length, 2, query);
    for (const link of links) {
      await visit.open(link);
      assert.doesNotMatch(await visit.status(), /could not/, link);
      if (query === "" && link.includes("lab=svd")) {
        // The singular values of XXᵀ/N are the variances.
        const sigma = await visit.list("sigma");
        IRIS.forEach((variance, i) => close(sigma[i], variance, 1e-4, "σ"));
      }
    }
  }
});

pageTest("autoencoder: a divergence is said and stops", {}, async (visit) => {
  await visit.open("?lab=autoencoder&opt=gd&lr=1000");
  await press(visit, "Train");
  await visit.page.waitForFunction(() => /diverged/.test(document.querySelector("main").textContent));
  await visit.settled();
  await visit.readoutsAreFinite();
});
