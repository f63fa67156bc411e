// "Copy as Python": the script of the dialog, run, prints the readouts of the page.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { accessible, nothingCutOff } from "./checks.mjs";
import { labIds, pageTest, statedBy } from "./harness.mjs";

const RUN = fileURLToPath(new URL("../python/run.py", import.meta.url));
const PYTHON = process.env.PYTHON ?? fileURLToPath(new URL("../../target/numpy/bin/python", import.meta.url));

/** The script, from the dialog that shares. */
async function script(visit) {
  const { page } = visit;
  await page.locator('header ::-p-aria([name="Share"][role="button"])').click();
  await page.waitForSelector("dialog.share[open] textarea.script", { timeout: 60_000 });
  return page.$eval("dialog textarea.script", (field) => field.value);
}

/** Runs a script, which fetches the page's data from the page, and compares what it prints. */
async function compared(code, query, readouts) {
  const folder = await mkdtemp(join(tmpdir(), "script-"));
  try {
    await writeFile(join(folder, "script.py"), code);
    await writeFile(join(folder, "script.json"), JSON.stringify({ query, readouts }));
    const { stdout } = await promisify(execFile)(PYTHON, [RUN, folder, "--page"]).catch((failed) => failed);
    assert.match(stdout, /^# pass 1$/m, stdout);
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function agrees(visit, lab) {
  const query = await visit.query();
  const all = await visit.readouts();
  const code = await script(visit);
  assert.ok(code.includes(visit.url + query), "the script names the link");
  // What a page trains by itself and its script leaves out.
  const { leftOut } = await statedBy(lab);
  const readouts = Object.fromEntries(Object.entries(all).filter(([name]) => !leftOut?.test(name)));
  for (const name of Object.keys(readouts)) assert.ok(code.includes(`show("${name}"`), `the script prints ${name}`);
  await compared(code, query, { ...readouts, "first-loss": readouts.loss ?? readouts["uniform-loss"] });
}

for (const lab of labIds()) {
  pageTest(`${lab}: its script prints the numbers of the page`, {}, async (visit) => {
    await visit.open(`?lab=${lab}`);
    await visit.slide("ArrowRight");
    await agrees(visit, lab);
    await nothingCutOff(visit);
    await accessible(visit);
  });

  for (const query of (await statedBy(lab)).scripts) {
    pageTest(`${lab}: the script of ${query} prints the numbers of the page`, {}, async (visit) => {
      await visit.open(`?lab=${lab}&${query}`);
      await visit.settled();
      await agrees(visit, lab);
    });
  }

  pageTest(`${lab}: the script is there on a phone`, { width: 390, height: 844 }, async (visit) => {
    await visit.open(`?lab=${lab}`);
    await script(visit);
    await nothingCutOff(visit);
  });
}

pageTest("the script follows a training to the step at which it was paused", {}, async (visit) => {
  const { page } = visit;
  await visit.open("?lab=lora&d=12&k=9");
  const first = await visit.readout("loss");
  await page.locator('::-p-aria([name="Train"][role="button"])').click();
  await page.waitForFunction(() => Number(document.querySelector('[data-readout="steps"]').dataset.value) > 20);
  await page.locator('::-p-aria([name="Pause"][role="button"])').click();
  await page.waitForSelector('main ::-p-aria([name="Train"][role="button"])');
  await visit.settled();
  const readouts = await visit.readouts();
  const code = await script(visit);
  assert.ok(code.includes(`steps=${readouts.steps}`), "the link and the readout name one step");
  await compared(code, await visit.query(), { ...readouts, "first-loss": first });
});
