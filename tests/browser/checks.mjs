// Checks that hold for every page of the app.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Arrows, geometric shapes and the like: an empty box where no font has them, so signs on buttons are drawn. */
const SIGNS = /[\u2190-\u21ff\u22ee-\u22f1\u2300-\u23ff\u25a0-\u27bf\u27f0-\u27ff\u2900-\u2bff]/u;

async function iconsAreDrawn(visit) {
  const words = await visit.page.$$eval('button, summary, a, [role="button"]', (found) =>
    found.map((element) => {
      const copy = element.cloneNode(true);
      // A key is written as it is printed on the keyboard.
      for (const key of copy.querySelectorAll("kbd")) key.remove();
      return copy.textContent;
    }));
  assert.deepEqual(words.filter((text) => SIGNS.test(text)), []);
}

/** No violation that axe can find, best practices included; no character in an icon's place. */
export async function accessible(visit) {
  await iconsAreDrawn(visit);
  await visit.page.evaluate(AXE);
  const found = await visit.page.evaluate(async () => {
    const { violations } = await window.axe.run();
    return violations.flatMap((rule) =>
      rule.nodes.map((node) => `${rule.id}: ${rule.help}: ${node.target.join(" ")}: ${node.failureSummary}`),
    );
  });
  assert.deepEqual(found, []);
}

/**
 * Watches how free the page's thread is from now on; call what it gives for the share of the time in which it was held
 * up (what goes beyond 50 ms between two turns of a timer) and the longest time between two turns, milliseconds.
 */
export async function watchThread(page) {
  const watch = await page.evaluateHandle(() => {
    const begun = performance.now();
    const watch = { begun, last: begun, held: 0, longest: 0 };
    setInterval(() => {
      const now = performance.now();
      watch.longest = Math.max(watch.longest, now - watch.last);
      watch.held += Math.max(0, now - watch.last - 50);
      watch.last = now;
    }, 5);
    return watch;
  });
  return () => watch.evaluate(({ begun, last, held, longest }) => ({ share: held / (last - begun), longest }));
}

/** Nothing needs scrolling sideways, stands outside the page, or is cut off. */
export async function nothingCutOff(visit) {
  const found = await visit.page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    const problems = [];
    const name = (element) => {
      const classes = [...element.classList].map((c) => `.${c}`).join("");
      return `${element.localName}${classes} “${element.textContent.trim().slice(0, 30)}”`;
    };
    const scrolls = (element) => ["auto", "scroll"].includes(getComputedStyle(element).overflowX);
    if (document.documentElement.scrollWidth > width) {
      problems.push(`the page is ${document.documentElement.scrollWidth} px wide in a window of ${width} px`);
    }
    for (const element of document.body.querySelectorAll("*")) {
      const box = element.getBoundingClientRect();
      // What only a screen reader meets is a pixel in size.
      if (box.width <= 1 || box.height <= 1 || !element.checkVisibility({ visibilityProperty: true })) continue;
      if (element.closest(".skip")) continue;
      let around = element.parentElement;
      while (around && !scrolls(around)) around = around.parentElement;
      if (!around && (box.right > width + 1 || box.left < -1)) {
        problems.push(`outside the page: ${name(element)} from ${box.left} to ${box.right}`);
      }
      const hides = ["hidden", "clip"].includes(getComputedStyle(element).overflowX);
      if (hides && element.scrollWidth > element.clientWidth + 1 && element.textContent.trim()) {
        problems.push(`cut off: ${name(element)}`);
      }
    }
    return problems.slice(0, 10);
  });
  assert.deepEqual(found, []);
}

/** Tab reaches every control, and each shows that it has the focus. */
export async function reachableByKeyboard(visit) {
  const { page } = visit;
  await page.evaluate(() => {
    window.seenByTests.focused.clear();
    window.seenByTests.invisible = [];
    document.activeElement?.blur?.();
    document.addEventListener("focusin", ({ target }) => {
      const style = getComputedStyle(target);
      const shown = style.outlineStyle !== "none" || style.boxShadow !== "none";
      if (!shown) window.seenByTests.invisible.push(target.outerHTML.slice(0, 120));
    });
  });
  const count = await page.evaluate(() => document.querySelectorAll("a, button, input, select, textarea, summary, [tabindex]").length);
  for (let i = 0; i < count + 5; i += 1) await page.keyboard.press("Tab");
  const { missed, invisible } = await page.evaluate(() => {
    const controls = "a[href], button, input, select, textarea, summary, [tabindex]";
    const radioOf = (element) => (element.type === "radio" ? element.name : null);
    const reached = window.seenByTests.focused;
    const groups = new Set([...reached].map(radioOf).filter(Boolean));
    const missed = [...document.querySelectorAll(controls)]
      .filter((element) => element.tabIndex >= 0 && !element.disabled)
      .filter((element) => element.checkVisibility({ visibilityProperty: true }))
      .filter((element) => !reached.has(element) && !groups.has(radioOf(element)))
      .map((element) => element.outerHTML.slice(0, 120));
    return { missed, invisible: window.seenByTests.invisible };
  });
  assert.deepEqual(missed, [], "Tab does not reach these");
  assert.deepEqual(invisible, [], "these do not show that they have the focus");
}

const NONSENSE = ["", "abc", "-", "1e999", "NaN", "1/0", "∞", "1,2;3", "9".repeat(400), "<b>1</b>", "１２", "\u0000"];
/** A matrix of 12×12 has 144 fields that are all of one kind. */
const FIELDS = 12;

/** Whatever is written into a field, the page stays whole and its numbers finite. */
export async function survivesNonsense(visit) {
  const fields = 'main input:is([type="text"], [type="number"], :not([type])), main textarea';
  const count = Math.min(FIELDS, await visit.page.$$eval(fields, (found) => found.length));
  for (let i = 0; i < count; i += 1) {
    for (const text of NONSENSE) {
      await visit.page.evaluate(
        (selector, at, value) => {
          const field = document.querySelectorAll(selector)[at];
          if (!field) return;
          field.focus();
          field.value = value;
          field.dispatchEvent(new Event("input", { bubbles: true }));
          field.dispatchEvent(new Event("change", { bubbles: true }));
        },
        fields,
        i,
        text,
      );
    }
    await visit.page.keyboard.press("Enter");
    await visit.page.keyboard.press("Escape");
    await visit.frames();
    await visit.readoutsAreFinite();
    await visit.nothingWentWrong();
  }
  return count;
}
