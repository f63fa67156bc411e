// What is pasted into the matrix editor: filled in, put in place of all, asked about, or refused with a sentence.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { BROWSER, pageTest } from "./harness.mjs";

const CASES = JSON.parse(readFileSync(new URL("../field/pasted.json", import.meta.url)));

/** Pastes as a reader does, into what has the focus. */
async function paste(visit, selector, text) {
  await visit.page.focus(selector);
  await visit.page.evaluate(
    (selector, text) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData("text/plain", text);
      const event = new ClipboardEvent("paste", { bubbles: true, cancelable: true });
      // Firefox takes no clipboard from a script.
      Object.defineProperty(event, "clipboardData", { value: clipboardData });
      document.querySelector(selector).dispatchEvent(event);
    },
    selector,
    text,
  );
}

/** Writes into the field for pasting and presses its button. */
async function useAsMatrix(visit, text) {
  await visit.page.$eval(
    "#matrix-paste",
    (field, text) => {
      field.value = text;
      field.dispatchEvent(new Event("input", { bubbles: true }));
    },
    text,
  );
  await visit.page.$eval(".matrix-exchange .buttons button", (button) => button.click());
}

const said = (visit) => visit.page.$eval(".matrix-message", (line) => line.textContent.trim());
const asked = (visit) => visit.page.$eval(".matrix-question", (line) => line.innerText.trim());
const field = (visit) => visit.page.$eval("#matrix-paste", (field) => field.value);
const saysSo = (visit, pattern) =>
  visit.page.waitForFunction((source) => new RegExp(source).test(document.querySelector(".matrix-editor").innerText), {}, pattern);

pageTest("paste: several values fill in from their entry, and the matrix grows", {}, async (visit) => {
  await visit.open("?lab=rank&m=1,2;3,4");
  await paste(visit, "[data-place='1-1']", "5\t6\n7\t8");
  await saysSo(visit, "Filled in 2 × 2");
  await visit.settled();
  assert.equal(await visit.query(), "?lab=rank&m=1,2,0;3,5,6;0,7,8");
  await visit.chord("Control", "z");
  assert.equal(await visit.query(), "?lab=rank&m=1,2;3,4");
  // What is one number in some notation is that number.
  await paste(visit, "[data-place='0-0']", "[1] 2.5");
  await visit.settled();
  assert.equal(await visit.query(), "?lab=rank&m=2.5,2;3,4");
});

pageTest("paste: with all selected the whole is replaced", {}, async (visit) => {
  await visit.open("?lab=rank&m=1,2;3,4");
  await visit.page.click(".select-all");
  assert.equal(await visit.page.$eval(".select-all", (button) => button.ariaPressed), "true");
  await paste(visit, ".select-all", "9,8,7;6,5,4");
  await saysSo(visit, "Read a 2 × 3");
  await visit.settled();
  assert.equal(await visit.query(), "?lab=rank&m=9,8,7;6,5,4");
});

pageTest("paste: what can be read in two ways is asked, and nothing changes before the answer", {}, async (visit) => {
  await visit.open("?lab=rank&m=1,2;3,4");
  await useAsMatrix(visit, "1,50\n2,25\n");
  await visit.page.waitForFunction(() => document.querySelectorAll(".matrix-question button").length >= 3);
  assert.equal(await visit.query(), "?lab=rank&m=1,2;3,4");
  assert.match(await field(visit), /1,50/, "what was pasted stays");
  await visit.page.$eval(".matrix-question button", (button) => button.click());
  await visit.settled();
  assert.notEqual(await visit.query(), "?lab=rank&m=1,2;3,4");
  assert.equal(await visit.number("rows"), 2);
  assert.equal(await asked(visit), "");
});

pageTest("paste: a foreign piece is quoted, and matrix and text stay", {}, async (visit) => {
  await visit.open("?lab=rank&m=1,2;3,4");
  await useAsMatrix(visit, "[1 2; 3 4] banana");
  await saysSo(visit, "banana");
  await visit.settled();
  assert.equal(await visit.query(), "?lab=rank&m=1,2;3,4");
  assert.match(await field(visit), /banana/);
});

if (BROWSER === "chromium") {
  pageTest("paste: every text of the field, through one page", {}, async (visit, t) => {
    await visit.open("?lab=rank&m=7");
    // The reader is fetched with the first.
    await useAsMatrix(visit, "7,7;7,8");
    await saysSo(visit, "Read a 2 × 2");
    const counts = { read: 0, asked: 0, refused: 0 };
    for (const { id, text, expect, refusal_ok: refusal } of CASES) {
      const before = await visit.readouts();
      await useAsMatrix(visit, text);
      await visit.frames();
      const after = await visit.readouts();
      if ((await field(visit)) === "") {
        counts.read += 1;
        assert.ok(expect, `${id}: read, but it was to be refused: ${text}`);
        const sigma = after.sigma.split(" ").map(Number);
        const norm = Math.hypot(...expect.flat());
        assert.deepEqual([after.rows, after.cols], [String(expect.length), String(expect[0].length)], `${id}: ${text}`);
        assert.ok(Math.abs(Math.hypot(...sigma) - norm) <= 1e-12 * norm, `${id}: ${text}`);
        continue;
      }
      assert.deepEqual(after, before, `${id}: nothing was read, but something changed: ${text}`);
      const question = await asked(visit);
      counts[question ? "asked" : "refused"] += 1;
      if (!question) {
        assert.match(await said(visit), /[a-z]{3}.*\.$/, `${id}: a refusal is a sentence`);
        assert.ok(!expect || refusal, `${id}: refused: ${text}: ${await said(visit)}`);
      }
    }
    t.diagnostic(JSON.stringify(counts));
    assert.equal(counts.read + counts.asked + counts.refused, CASES.length);
  });
}
