// Files of the reader's: chosen, dropped and pasted, read by the worker, cancelled, refused with a sentence.

import assert from "node:assert/strict";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { BROWSER, labIds, pageTest } from "./harness.mjs";
import { writePicture } from "./picture.mjs";

const labs = await labIds();
const folder = mkdtempSync(join(tmpdir(), "low-rank-lab-files-"));

/** What a lab does with a file: its link, the file, and what it says then. */
const OPENED = {
  svd: { name: "wrong.txt", text: "1,2\n3,4\n", words: /“wrong\.txt” is not a picture/ },
  "choose-r": { name: "own.csv", text: "0 2 0\n1 0 0\n", words: /Your own matrix/ },
  autoencoder: { name: "own.csv", text: "a,b,c\n1,2,3\n2,1,0\n4,4,1\n0,1,5\n", words: /a, b, c/ },
};

const words = (page) => page.$eval("body", (body) => body.innerText);

async function said(page, expected) {
  const [source, flags] = [expected.source, expected.flags];
  await page.waitForFunction((s, f) => new RegExp(s, f).test(document.body.innerText), {}, source, flags);
}

/** Hands files over as `kind` of event; tells whether the browser was kept from doing as it likes. */
function hand(page, kind, files, on = "main", text = "") {
  return page.evaluate(
    (kind, files, on, text) => {
      const data = new DataTransfer();
      for (const { name, content } of files) data.items.add(new File([content], name));
      if (text) data.setData("text/plain", text);
      const how = { bubbles: true, cancelable: true };
      const event = kind === "paste" ? new ClipboardEvent(kind, how) : new DragEvent(kind, { ...how, dataTransfer: data });
      // Firefox takes no clipboard from a script.
      if (kind === "paste") Object.defineProperty(event, "clipboardData", { value: data });
      document.querySelector(on).dispatchEvent(event);
      return event.defaultPrevented;
    },
    kind,
    files,
    on,
    text,
  );
}

for (const [lab, { name, text, words: expected }] of Object.entries(OPENED)) {
  for (const kind of ["drop", "paste", "chosen"]) {
    pageTest(`${lab}: a file that is ${{ drop: "dropped", paste: "pasted" }[kind] ?? kind} is opened`, {}, async (visit) => {
      const { page } = visit;
      await visit.open(`?lab=${lab}`);
      if (kind === "chosen") {
        const path = join(folder, name);
        writeFileSync(path, text);
        await (await page.$('main input[type="file"]')).uploadFile(path);
      } else {
        if (kind === "drop") assert.ok(await hand(page, "dragover", [{ name, content: text }]));
        assert.ok(await hand(page, kind, [{ name, content: text }]));
      }
      await said(page, expected);
      await visit.settled();
      await visit.readoutsAreFinite();
    });
  }
}

for (const lab of ["", ...labs.filter((lab) => !(lab in OPENED))]) {
  pageTest(`${lab || "contents"}: a dropped file is refused with a sentence that says where it can go`, {}, async (visit) => {
    const { page } = visit;
    await visit.open(lab ? `?lab=${lab}` : "");
    const before = page.url();
    const file = [{ name: "a.csv", content: "1,2\n" }];
    assert.ok(await hand(page, "dragover", file), "the browser may not open it");
    assert.ok(await hand(page, "drop", file));
    await visit.frames();
    assert.match(await visit.status(), /No file can be opened on this page.*a picture in “.+”.*a matrix.*in “.+”/);
    assert.equal(page.url(), before);
    // What is no file stays with the browser: words can be dragged into a field.
    assert.equal(await hand(page, "dragover", [], "main", "1,2"), false);
  });
}

pageTest("svd: text that comes with a picture of it is pasted as text", {}, async (visit) => {
  const { page } = visit;
  await visit.open("?lab=svd&m=1,2;3,4");
  const taken = await hand(page, "paste", [{ name: "image.png", content: "not really" }], "main input", "5");
  await visit.settled();
  assert.doesNotMatch(await words(page), /is not a picture/);
  assert.equal(taken, false);
});

pageTest("svd: several files at once are refused, and what is shown stays", {}, async (visit) => {
  const { page } = visit;
  await visit.open("?lab=svd&m=1,2;3,4");
  const before = await visit.readouts();
  await hand(page, "drop", [{ name: "a.png", content: "1" }, { name: "b.png", content: "2" }]);
  await said(page, /These are 2 files\. Open one at a time\./);
  assert.deepEqual(await visit.readouts(), before);
});

pageTest("choose-r: a large file is cancelled, and another can be opened", {}, async (visit) => {
  const { page } = visit;
  await visit.open("?lab=choose-r");
  const before = await visit.readouts();
  const path = join(folder, "large.txt");
  writeFileSync(path, Buffer.alloc(150e6, "1 "));
  await (await page.$('main input[type="file"]')).uploadFile(path);
  const cancel = await page.waitForSelector(".open-files progress ~ button");
  await cancel.evaluate((button) => button.click());
  await page.waitForFunction(() => !document.querySelector(".open-files progress"));
  await visit.settled();
  assert.deepEqual(await visit.readouts(), before);
  await hand(page, "drop", [{ name: "small.csv", content: "0 2 0\n1 0 0\n" }]);
  await said(page, /Your own matrix/);
  await visit.settled();
  assert.deepEqual(await visit.list("sigma"), [2, 1]);
});

pageTest("choose-r: a file too large is refused before it is read", {}, async (visit) => {
  const { page } = visit;
  await visit.open("?lab=choose-r");
  await page.evaluate(() => {
    const data = new DataTransfer();
    const piece = new Uint8Array(51e6);
    data.items.add(new File([piece, piece, piece, piece], "huge.npy"));
    document.querySelector("main").dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
  });
  await said(page, /“huge\.npy” has 204 MB/);
});

pageTest("choose-r: 64 MB are handed to the worker without holding the page up", {}, async (visit, t) => {
  const { page } = visit;
  await page.evaluateOnNewDocument(() => {
    window.sent = [];
    window.Worker = class extends Worker {
      postMessage(...all) {
        const begun = performance.now();
        super.postMessage(...all);
        window.sent.push({ files: Array.isArray(all[0]) ? all[0].length - 1 : 0, ms: performance.now() - begun });
      }
    };
  });
  await visit.open("?lab=choose-r");
  await visit.longTasks();
  await page.evaluate(() => {
    const data = new DataTransfer();
    // It is told by its first bytes, so that the test need not wait for a reader.
    data.items.add(new File(["PK", new Uint8Array(64 << 20)], "64.npz"));
    window.dropped = data;
    window.sent.length = 0;
  });
  await visit.longTasks();
  const taken = await page.evaluate(() => {
    const begun = performance.now();
    document.querySelector("main").dispatchEvent(new DragEvent("drop", { dataTransfer: window.dropped, bubbles: true, cancelable: true }));
    return performance.now() - begun;
  });
  await page.waitForSelector(".source-note.problem");
  const sent = await page.evaluate(() => window.sent.filter((message) => message.files));
  assert.equal(sent.length, 1, "the file itself crosses, unread");
  t.diagnostic(`the drop held the page for ${taken.toFixed(1)} ms, of which posting ${sent[0].ms.toFixed(1)} ms`);
  const tasks = await visit.longTasks();
  if (tasks) t.diagnostic(`tasks over 50 ms until the worker had answered: ${tasks.map(Math.round).join(", ") || "none"}`);
});

if (BROWSER !== "firefox") {
  pageTest("choose-r: a worker that dies while it reads is asked again, and reads the same file", {}, async (visit) => {
    const { page } = visit;
    await visit.open("?lab=choose-r");
    const [worker] = page.workers();
    let started = 0;
    page.on("workercreated", () => (started += 1));
    await worker.evaluate(() => {
      self.addEventListener("message", () => { throw new Error("killed by the test"); }, { once: true });
    });
    await hand(page, "drop", [{ name: "small.csv", content: "0 2 0\n1 0 0\n" }]);
    await said(page, /Your own matrix/);
    await visit.settled();
    assert.deepEqual(await visit.list("sigma"), [2, 1]);
    assert.equal(started, 1);
    // The error itself is expected.
    visit.problems.length = 0;
  });
}

pageTest("svd: a picture of one’s own replaces another that is still being read", {}, async (visit) => {
  const { page } = visit;
  await visit.open("?lab=svd");
  const input = await page.$('main input[type="file"]');
  await input.uploadFile(writePicture("low-rank-lab-one.bmp", 64, (i, j) => (i * 7 + j * 3) % 256));
  await input.uploadFile(writePicture("low-rank-lab-two.bmp", 40, (i, j) => (i * 5 + j * 11) % 256));
  await page.waitForFunction(() => document.querySelector('[data-readout="stored-full"]').dataset.value === "1600");
  await visit.settled();
  assert.equal(await visit.number("stored-full"), 1600);
});

pageTest("svd: numbers that no double holds end in a sentence", {}, async (visit) => {
  const { page } = visit;
  for (const extra of ["", "&noise=1"]) {
    await page.goto(`${visit.url}?lab=svd&m=1.7e308,1.7e308;1.7e308,1.7e308${extra}`, { waitUntil: "load" });
    await page.waitForSelector('main[data-state="error"]');
    await said(page, /larger than the largest number/);
    assert.doesNotMatch(await words(page), /Computing …|on its way/);
  }
});
