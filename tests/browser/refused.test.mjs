// What a browser may refuse: storage, service workers, workers, scripts. The page does what it still can.

import assert from "node:assert/strict";
import { labIds, pageTest, statedBy } from "./harness.mjs";

const labs = labIds();

/** Ways in which storage fails; each runs in the page before anything of its own. */
const STORAGE = {
  "storage is forbidden": () => {
    for (const name of ["localStorage", "sessionStorage"]) {
      Object.defineProperty(window, name, { get: () => { throw new DOMException("The operation is insecure.", "SecurityError"); } });
    }
    Object.defineProperty(window, "caches", { get: () => { throw new DOMException("The operation is insecure.", "SecurityError"); } });
    const refuse = () => Promise.reject(new DOMException("The operation is insecure.", "SecurityError"));
    if (navigator.serviceWorker) ServiceWorkerContainer.prototype.register = refuse;
  },
  "storage is full": () => {
    Storage.prototype.setItem = () => { throw new DOMException("The quota has been exceeded.", "QuotaExceededError"); };
  },
  "storage cannot be read": () => {
    for (const name of ["getItem", "setItem", "removeItem"]) {
      Storage.prototype[name] = () => { throw new DOMException("It could not be read.", "InvalidStateError"); };
    }
  },
  "there is no storage": () => {
    Object.defineProperty(window, "localStorage", { value: null });
  },
};

for (const [how, refuse] of Object.entries(STORAGE)) {
  pageTest(`${how}: the labs work, and challenges are ticked for this visit`, { offline: true }, async (visit) => {
    await visit.page.evaluateOnNewDocument(refuse);
    // Every lab keeps things in the same way, so that one will do after the first.
    for (const lab of how === Object.keys(STORAGE)[0] ? labs : labs.slice(0, 1)) {
      await visit.open(`?lab=${lab}&${(await statedBy(lab)).challenge}`);
      await visit.settled();
      await visit.readoutsAreFinite();
      assert.ok(await visit.page.$('[data-challenge][data-done="true"]'), `${lab}: no challenge was ticked`);
      await visit.slide("ArrowRight");
      await visit.readoutsAreFinite();
    }
    // The theme can be changed for the visit, and the links lead on.
    const background = () => visit.page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const light = await background();
    await visit.page.click('button[aria-label*="theme"]');
    await visit.frames();
    assert.notEqual(await background(), light);
    await visit.page.click(`nav[aria-label="Labs"] a[href="?lab=${labs[0]}"]`);
    await visit.settled();
    await visit.readoutsAreFinite();
  });
}

pageTest("without JavaScript every page says what is missing", { scripts: false }, async (visit) => {
  for (const query of ["", `?lab=${labs[0]}`]) {
    await visit.page.goto(visit.url + query);
    const note = await visit.page.$eval("noscript", (element) => ({ words: element.innerText, shown: element.checkVisibility() }));
    assert.match(note.words, /needs JavaScript/);
    assert.ok(note.shown);
  }
});

pageTest("without WebAssembly every page says what is missing", {}, async (visit) => {
  await visit.page.evaluateOnNewDocument(() => delete globalThis.WebAssembly);
  for (const query of ["", `?lab=${labs[0]}`]) {
    await visit.page.goto(visit.url + query);
    await visit.page.waitForFunction(() => /needs WebAssembly/.test(document.querySelector("main").innerText));
  }
});
