// A page in WebKit under the names that Puppeteer gives: as much of them as the harness and the shared checks use.

import { Session } from "./session.mjs";

/** WebDriver's letters for the keys that write none. */
const KEYS = {
  "\n": "\uE006", Tab: "\uE004", Enter: "\uE006", Shift: "\uE008", Control: "\uE009", Escape: "\uE00C",
  PageUp: "\uE00E", PageDown: "\uE00F", End: "\uE010", Home: "\uE011",
  ArrowLeft: "\uE012", ArrowUp: "\uE013", ArrowRight: "\uE014", ArrowDown: "\uE015", Delete: "\uE017",
};
const key = (name) => KEYS[name] ?? name;
const WAIT_MS = 30_000;
const pause = (ms) => new Promise((done) => setTimeout(done, ms));

/** Runs in the page before anything of its own: keeps what WebKit's driver does not tell. */
function listen() {
  const heard = [];
  Object.defineProperty(window, "heardByTests", { value: heard });
  const tell = (event, words) => heard.push([event, words]);
  const { error } = console;
  console.error = (...words) => {
    tell("console", words.join(" "));
    error.apply(console, words);
  };
  addEventListener("unhandledrejection", ({ reason }) => tell("pageerror", `${reason?.message ?? reason}`));
  addEventListener("error", ({ target, message }) =>
    tell("pageerror", target === window ? message : `not loaded: ${target.src ?? target.href}`), true);
}

/** Runs in the page: what a selector finds, Puppeteer's `::-p-aria(…)` for the name of a control included. */
function find(selector) {
  const [, inside, wanted] = selector.match(/^(.*?)\s*::-p-aria\((?:\[name=)?["']?(.*?)["']?\](?:\[.*\])?\)$/) ?? [];
  if (wanted === undefined) return document.querySelectorAll(selector);
  const words = (element) => [...element.childNodes]
    .map((node) => (node.ariaHidden === "true" ? "" : node.nodeType === Node.TEXT_NODE ? node.data : words(node))).join("");
  const name = (element) => (element.ariaLabel ?? (element.labels?.[0] ? words(element.labels[0]) : words(element))).replace(/\s+/g, " ").trim();
  return [...document.querySelectorAll(`${inside} :is(button, a, input, select, textarea, summary)`)]
    .filter((element) => name(element) === wanted && element.checkVisibility({ visibilityProperty: true }));
}

/** Runs in the page: what a finger does, as far as pages hear of it. The driver would make a mouse of it. */
function touch(type, x, y) {
  const at = document.elementFromPoint(x, y) ?? document.documentElement;
  // A finger belongs to what it was put on.
  const target = (window.touchedByTests = type === "pointerdown" ? at : (window.touchedByTests ?? at));
  const finger = { pointerId: 2, pointerType: "touch", isPrimary: true, clientX: x, clientY: y, button: type === "pointermove" ? -1 : 0, buttons: type === "pointerup" ? 0 : 1 };
  target.dispatchEvent(new PointerEvent(type, { ...finger, bubbles: true, cancelable: true, composed: true }));
  if (type === "pointerup" && at === target) target.click();
}

/** An element of the open document. */
class Handle {
  #page;

  constructor(page, reference) {
    this.#page = page;
    this.toJSON = () => reference;
  }

  evaluate(work, ...args) {
    return this.#page.evaluate(work, this, ...args);
  }
}

export class Page {
  #session;
  #server;
  #listeners = [];

  /** Opens a window; `server` is where the scripts of `evaluateOnNewDocument` get in. */
  static async open(server, wishes) {
    const page = new Page();
    page.#session = await Session.begin(wishes);
    page.#server = server;
    page.version = page.#session.version;
    server.first.length = 0;
    server.refused.length = 0;
    await page.evaluateOnNewDocument(listen);
    return page;
  }

  close() {
    return this.#session.end();
  }

  setViewport({ width, height }) {
    return this.#session.resize(width, height);
  }

  /** `work()` runs first in every document that is opened from here on. */
  async evaluateOnNewDocument(work, ...args) {
    this.#server.first.push(`(${work}).apply(null, ${JSON.stringify(args)});`);
  }

  /** `listener` hears of `console` errors, `pageerror` and `response` of what the server refused. */
  on(event, listener) {
    this.#listeners.push([event, listener]);
  }

  #emit(event, what) {
    for (const [wanted, listener] of this.#listeners) if (wanted === event) listener(what);
  }

  /** Runs `work(...args)` in the page and tells the listeners what has been heard there meanwhile. */
  async #run(work, ...args) {
    const both = `async (...args) => ({ value: await (${work})(...args), heard: window.heardByTests?.splice(0) })`;
    const { value, heard = [] } = await this.#session.evaluate(both, ...args);
    for (const [event, words] of heard) this.#emit(event, { message: words, type: () => "error", text: () => words });
    for (const path of this.#server.refused.splice(0)) this.#emit("response", { status: () => 404, url: () => path });
    return value;
  }

  /** Nothing of a document can be heard once it has been left. */
  async #leave(how, body) {
    await this.#run(() => {});
    await this.#session.post(how, body);
  }

  goto(url) {
    return this.#leave("/url", { url });
  }

  reload() {
    return this.#leave("/refresh");
  }

  goBack() {
    return this.#leave("/back");
  }

  goForward() {
    return this.#leave("/forward");
  }

  evaluate(work, ...args) {
    return typeof work === "string" ? this.#session.run(work) : this.#run(work, ...args);
  }

  async $$(selector) {
    return (await this.#session.elements(find, selector)).map((reference) => new Handle(this, reference));
  }

  async $(selector) {
    return (await this.$$(selector))[0] ?? null;
  }

  $$eval(selector, work, ...args) {
    return this.#run(`(selector, ...args) => (${work})([...(${find})(selector)], ...args)`, selector, ...args);
  }

  $eval(selector, work, ...args) {
    return this.#run(`(selector, ...args) => {
      const [found] = (${find})(selector);
      if (!found) throw new Error("there is nothing like " + selector);
      return (${work})(found, ...args);
    }`, selector, ...args);
  }

  /** Waits until `work(...args)` is true; over the opening of documents too. */
  async waitForFunction(work, { timeout = WAIT_MS, polling = 50 } = {}, ...args) {
    const until = performance.now() + timeout;
    for (;;) {
      const value = await this.evaluate(work, ...args);
      if (value) return value;
      if (performance.now() > until) throw new Error(`after ${timeout} ms it is still not so: ${work}`);
      await pause(polling);
    }
  }

  async waitForSelector(selector, { timeout = WAIT_MS } = {}) {
    const until = performance.now() + timeout;
    for (;;) {
      const found = await this.$(selector);
      if (found) return found;
      if (performance.now() > until) throw new Error(`after ${timeout} ms there is nothing like ${selector}`);
      await pause(50);
    }
  }

  async focus(selector) {
    await this.$eval(selector, (element) => element.focus());
  }

  async click(selector) {
    const found = await this.$(selector);
    if (!found) throw new Error(`there is nothing like ${selector}`);
    await this.#session.click(found);
  }

  locator(selector) {
    return { click: async () => this.#session.click(await this.waitForSelector(selector)) };
  }

  touchscreen = {
    touchStart: async (x, y) => {
      let last = [x, y];
      const feel = (type) => this.evaluate(touch, type, ...last);
      await feel("pointerdown");
      const move = (...to) => {
        last = to;
        return feel("pointermove");
      };
      return { move, end: () => feel("pointerup") };
    },
    tap: async (x, y) => (await this.touchscreen.touchStart(x, y)).end(),
  };

  #keys(...actions) {
    return this.#session.act({ type: "key", id: "keyboard", actions: actions.map(([type, name]) => ({ type, value: key(name) })) });
  }

  keyboard = {
    down: (name) => this.#keys(["keyDown", name]),
    up: (name) => this.#keys(["keyUp", name]),
    press: (name) => this.#keys(["keyDown", name], ["keyUp", name]),
    type: (text) => this.#keys(...[...text].flatMap((letter) => [["keyDown", letter], ["keyUp", letter]])),
  };
}
