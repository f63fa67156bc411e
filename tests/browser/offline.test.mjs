// After one visit the app works without a network, and a new version waits for the reader's word.

import assert from "node:assert/strict";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { labIds, pageTest } from "./harness.mjs";
import { serve } from "./server.mjs";

const labs = labIds();

/** Waits until everything is kept and the page is served from there. */
async function kept(visit) {
  await visit.page.waitForFunction(() => navigator.serviceWorker.controller !== null, { timeout: 60_000 });
}

pageTest("every lab works without a network after one visit", {
  offline: true,
  webkit: true,
  host: async (t) => (t.own = await serve("dist", "/course/lab/")),
}, async (visit, t) => {
  await visit.open();
  await kept(visit);
  await t.own.close();
  for (const lab of labs) {
    await visit.open(`?lab=${lab}`);
    await visit.readoutsAreFinite();
  }
  // Its shipped data too.
  await visit.open("?lab=lora&update=minilm-l5-value&r=4&steps=1");
  assert.equal(await visit.number("steps"), 1);
  await visit.open("?lab=svd&image=camera&r=3");
  await visit.readoutsAreFinite();
  // And what the classroom needs.
  await visit.open("?lab=rank&tour=rank");
  await visit.page.waitForFunction(() => /^1 of/.test(document.querySelector(".tour p")?.textContent));
});

pageTest("a new version is announced, and taken on the reader's word", {
  offline: true,
  webkit: true,
  host: async (t) => {
    t.folder = await mkdtemp(join(tmpdir(), "low-rank-lab-"));
    await cp("dist", t.folder, { recursive: true });
    const own = await serve(t.folder, "/");
    t.after(async () => {
      await own.close();
      await rm(t.folder, { recursive: true });
    });
    return own;
  },
}, async (visit, t) => {
  const { page } = visit;
  const title = "A later version";
  await visit.open("?lab=rank");
  await kept(visit);
  const index = await readFile(join(t.folder, "index.html"), "utf8");
  await writeFile(join(t.folder, "index.html"), index.replace("<html ", `<html data-title="${title}" `));
  const worker = await readFile(join(t.folder, "offline.js"), "utf8");
  await writeFile(join(t.folder, "offline.js"), worker.replace(/^const VERSION = .*$/m, 'const VERSION = "later";'));
  const version = () => page.evaluate(() => document.documentElement.dataset.title);
  await visit.open("?lab=rank");
  assert.equal(await version(), undefined, "a visit alone does not bring it");
  await page.waitForSelector("#update:not([hidden])", { timeout: 60_000 });
  await page.click("#update [data-later]");
  assert.ok(await page.$("#update[hidden]"));
  await visit.open("?lab=svd");
  assert.equal(await version(), undefined);
  await page.waitForSelector("#update:not([hidden])", { timeout: 60_000 });
  await page.click("#update [data-take]");
  await page.waitForFunction((title) => document.documentElement.dataset.title === title, {}, title);
  await visit.ready();
  assert.equal(await visit.query(), "?lab=svd", "the state is in the link");
});
