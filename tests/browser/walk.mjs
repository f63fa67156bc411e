// Walks along every control of a page and operates each one with a real change.

/** Controls whose names differ in numbers only (the entries of a matrix) are of one kind: this many of each are tried. */
const OF_A_KIND = 2;
/** More than any lab has. */
const MOST = 250;

/** Runs in the page: the next control that has not been tried, as what to do with it; null when there is none. */
function next({ tried, ofAKind }) {
  const name = (control) => {
    const text = control.ariaLabel ?? control.labels?.[0]?.textContent ?? control.textContent;
    return text.replace(/\s+/g, " ").trim();
  };
  const place = (control) => control.closest("[data-figure]")?.dataset.figure ?? control.closest("section, fieldset")?.className ?? "";
  for (const control of document.querySelectorAll("main :is(input, select, textarea, button, summary)")) {
    if (control.disabled || control.type === "file" || !control.checkVisibility({ visibilityProperty: true })) continue;
    if (control.ariaDisabled === "true" || (control.type === "radio" && control.checked)) continue;
    const called = name(control);
    // Choosing a file opens a window of the browser's, and so does saving one.
    if (/\b(SVG|PNG|CSV|LaTeX|NumPy|Copy|Download|Save|file|Present)\b/i.test(called) && control.localName === "button") continue;
    const kind = `${control.localName} ${control.type ?? ""} ${place(control)}: ${called.replace(/[-−\d.,]+/g, "#")}`;
    const key = `${kind} ${called} ${control.id}`;
    if (tried.keys.includes(key) || (tried.kinds[kind] ?? 0) >= ofAKind) continue;
    window.walked = control;
    return { key, kind, called };
  }
  return null;
}

/** Runs in the page: operates `window.walked` as its reader would; says whether it took anything. */
function operate() {
  const control = window.walked;
  const tell = (type) => control.dispatchEvent(new Event(type, { bubbles: true }));
  control.scrollIntoView({ block: "center" });
  if (control.matches("button, summary, [type=checkbox], [type=radio]")) {
    control.click();
    return true;
  }
  if (control.localName === "select") {
    const others = [...control.options].filter((option) => !option.disabled && option.index !== control.selectedIndex);
    const later = others.find((option) => option.index > control.selectedIndex) ?? others[0];
    if (!later) return false;
    control.selectedIndex = later.index;
    tell("input");
    tell("change");
    return true;
  }
  if (control.type === "range") {
    const before = control.value;
    control.stepUp();
    if (control.value === before) control.stepDown();
    if (control.value === before) return false;
    tell("input");
    tell("change");
    return true;
  }
  if (control.localName === "textarea") {
    control.value = "1,2;3,4";
    tell("input");
    tell("change");
    return true;
  }
  // A number near the one that stands there; the field says which it takes.
  const number = Number(control.value.replace("−", "-"));
  const base = Number.isFinite(number) ? number : 1;
  for (const wanted of [base + 1, base - 1, base / 2, base + 0.01, 2]) {
    control.focus();
    control.value = String(wanted);
    tell("input");
    tell("change");
    if (control.ariaInvalid !== "true") break;
  }
  control.blur();
  return true;
}

/** Waits, in the page, until its numbers stand (or it says what is wrong) and the address bar has followed. */
async function rest(resumes) {
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  const pause = (ms) => new Promise((done) => setTimeout(done, ms));
  const state = () => document.querySelector("main")?.dataset.state;
  const stands = () => state() === "ready" || state() === "error";
  const running = () => [...document.querySelectorAll("main button")].find((button) => /^Pause\b/.test(button.ariaLabel ?? button.textContent));
  const until = performance.now() + 60_000;
  await frame();
  await frame();
  // What runs by itself is stopped: the link follows at the pause.
  if (!resumes) running()?.click();
  for (let calm = 0, link = location.search; calm < 3; ) {
    await pause(20);
    calm = stands() && location.search === link ? calm + 1 : 0;
    link = location.search;
    if (performance.now() > until) break;
  }
  const readouts = [...document.querySelectorAll("[data-readout]")].map((one) => [one.dataset.readout, one.dataset.value]);
  return {
    state: state(),
    link: location.search,
    readouts: Object.fromEntries(readouts),
    words: document.querySelector("main")?.innerText ?? "",
    busy: !stands(),
  };
}

/** How the page stands once it has come to rest; `resumes` where what runs is left running. */
export const atRest = (visit, resumes = false) => visit.page.evaluate(rest, resumes);

/** Lets the address bar follow at once: a walk waits for it hundreds of times. Before the page is opened. */
export function hurry(visit) {
  return visit.page.evaluateOnNewDocument(() => {
    const later = window.setTimeout;
    window.setTimeout = (act, ms, ...rest) => later(act, ms === 150 ? 10 : ms, ...rest);
  });
}

/** Two sets of readouts: what the first has and the second has otherwise, in few words. */
export function differences(wanted, found) {
  const short = (value) => (value === undefined ? "missing" : value.length > 60 ? `${value.slice(0, 60)}…` : value);
  return Object.keys(wanted)
    .filter((name) => found[name] !== wanted[name])
    .map((name) => `${name}: ${short(found[name])} instead of ${short(wanted[name])}`);
}

/** Calls `seen(control, before, after)` for every control of the open page, once each. Returns how many there were. */
export async function walk(visit, seen) {
  const tried = { keys: [], kinds: {} };
  let before = await atRest(visit);
  let count = 0;
  while (count < MOST) {
    const control = await visit.page.evaluate(next, { tried, ofAKind: OF_A_KIND });
    if (!control) return count;
    tried.keys.push(control.key);
    tried.kinds[control.kind] = (tried.kinds[control.kind] ?? 0) + 1;
    if (!(await visit.page.evaluate(operate))) continue;
    count += 1;
    const after = await atRest(visit);
    before = (await seen(control, before, after)) ?? after;
  }
  throw new Error(`more than ${MOST} controls: ${tried.keys.slice(-5).join("; ")}`);
}
