// Data that ships with the app: fetched once, however slow the line is and whatever the reader does meanwhile.

import assert from "node:assert/strict";
import { pageTest, serveWith } from "./harness.mjs";

const slide = (name) => async (page) => {
  const slider = await page.waitForSelector(`main ::-p-aria([name="${name}"][role="slider"])`);
  await slider.press("ArrowRight");
};

/** Chooses what comes before it in the list, and it again. */
const choose = (name) => async (page) => {
  const select = await page.waitForSelector(`main ::-p-aria([name="${name}"][role="combobox"])`);
  const chosen = await select.evaluate((list) => list.value);
  for (const value of [String(chosen - 1), chosen]) await select.select(value);
};

/** A link that needs a file, and a change to what is computed of it. */
const SHIPPED = {
  svd: { link: "?lab=svd&image=digits", file: "assets/images/digits.pgm", change: slide("Noise added (standard deviation)") },
  "choose-r": { link: "?lab=choose-r&update=minilm-layer", file: "assets/update/spectra.npy", change: choose("Update ΔW") },
  lora: { link: "?lab=lora&update=minilm-l5-value", file: "assets/update/w_l5_value.npy", change: slide("Rank r") },
  autoencoder: { link: "?lab=autoencoder&data=digits", file: "assets/data/digits.npy", change: slide("Bottleneck r") },
};

/** A host that answers `file` when `gate.open()` is called; `gate.refuse()` has it fail. */
function gated(file) {
  const gate = {};
  gate.shut = () => (gate.opened = new Promise((open, refuse) => Object.assign(gate, { open, refuse })));
  gate.shut();
  const before = (path) => (path === file ? gate.opened : undefined);
  gate.host = async (t) => (gate.server = await serveWith(t, {}, { before }));
  gate.asked = () => gate.server.asked.filter((path) => path === file).length;
  return gate;
}

async function until(holds) {
  for (let turn = 0; !holds(); turn += 1) {
    assert.ok(turn < 600, "waited too long");
    await new Promise((done) => setTimeout(done, 50));
  }
}

/** What stands where the page's numbers do. */
const state = (page) => page.$eval("main", (main) => main.dataset.state);

for (const [lab, { link, file, change }] of Object.entries(SHIPPED)) {
  const gate = gated(file);
  pageTest(`${lab}: what ships is fetched once while controls change`, { host: gate.host }, async (visit) => {
    const { page } = visit;
    await page.goto(visit.url + link, { waitUntil: "domcontentloaded" });
    await until(() => gate.asked() > 0);
    for (let turn = 0; turn < 5; turn += 1) {
      await change(page);
      await visit.frames();
    }
    assert.equal(await state(page), "computing");
    gate.open();
    await visit.ready();
    await change(page);
    await visit.settled();
    await visit.readoutsAreFinite();
    assert.equal(gate.asked(), 1);
  });
}

for (const [lab, { link, file, change }] of Object.entries(SHIPPED)) {
  const gate = gated(file);
  pageTest(`${lab}: what could not be fetched is said, and fetched with the next wish`, { host: gate.host }, async (visit) => {
    const { page } = visit;
    await page.goto(visit.url + link, { waitUntil: "domcontentloaded" });
    await until(() => gate.asked() > 0);
    gate.refuse(new Error("out of order"));
    await page.waitForSelector('main[data-state="error"]');
    assert.match(await page.$eval("main", (main) => main.innerText), /could not be loaded \(the server answered 503\)\. Check your connection/);
    assert.equal(gate.asked(), 1, "a failure is no reason to ask again");
    gate.shut();
    await change(page);
    await until(() => gate.asked() > 1);
    gate.open();
    await visit.settled();
    await visit.readoutsAreFinite();
    assert.equal(gate.asked(), 2);
    // The refusal is what this is about.
    assert.ok(visit.problems.splice(0).every((problem) => problem.includes("503")));
  });
}
