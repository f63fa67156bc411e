// WebKit as Debian and Ubuntu ship it: MiniBrowser, driven by WebKitWebDriver (classic WebDriver over HTTP), on a screen
// that nobody sees.

import { spawn } from "node:child_process";
import { createServer } from "node:net";
import { text } from "node:stream/consumers";

const PROGRAMS = {
  driver: process.env.WEBKIT_DRIVER || "/usr/bin/WebKitWebDriver",
  browser: process.env.WEBKIT_BROWSER || "/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser",
  screen: process.env.XVFB || "/usr/bin/Xvfb",
};
/** Larger than every window the tests ask for. */
const SCREEN = "2000x1300x24";
const START_MS = 30_000;
/** Longer than any page takes to open, or any script in it to answer. */
const ANSWER_MS = 60_000;
const ELEMENT = "element-6066-11e4-a52e-4f735466cecf";

const running = new Set();

/** Starts a program in a process group of its own, which `stop` ends as a whole; `failed` rejects when it ends by itself. */
function start(program, args, env, stdio) {
  const child = spawn(program, args, { env: { ...process.env, ...env }, stdio, detached: true });
  const failed = new Promise((_, fail) => {
    child.on("error", (error) => fail(new Error(`${program} could not be started: ${error.message}`)));
    child.on("exit", (code) => {
      running.delete(child.pid);
      fail(new Error(`${program} ended with exit status ${code}`));
    });
  });
  failed.catch(() => {});
  running.add(child.pid);
  return { child, failed, stop: () => stop(child.pid) };
}

function stop(pid) {
  if (pid && running.delete(pid)) process.kill(-pid);
}

let screen = null;

/** The name of the screen, such as `:3`, which is started once and ends with the tests. */
function display() {
  screen ??= (async () => {
    process.on("exit", () => running.forEach(stop));
    for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => process.exit(1));
    const { child, failed } = start(PROGRAMS.screen, ["-displayfd", "3", "-screen", "0", SCREEN, "-nolisten", "tcp"], {}, ["ignore", "ignore", "ignore", "pipe"]);
    // To the end: a screen that cannot write all of its number dies.
    const name = `:${(await Promise.race([text(child.stdio[3]), failed])).trim()}`;
    child.unref();
    return name;
  })();
  return screen;
}

function freePort() {
  return new Promise((done, fail) => {
    const server = createServer().on("error", fail);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });
}

/** One browser with one window and empty storage. */
export class Session {
  #driver;
  #address;

  /** `dark` as the system's wish. */
  static async begin({ dark = false } = {}) {
    const session = new Session();
    await session.#begin(dark);
    return session;
  }

  async #begin(dark) {
    const port = await freePort();
    this.#driver = start(PROGRAMS.driver, [`--port=${port}`], {
      DISPLAY: await display(),
      // Without a graphics card.
      WEBKIT_DISABLE_COMPOSITING_MODE: "1",
      // Root has no sandbox, nor has a machine without user namespaces. The only page that is opened is ours.
      WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: "1",
    }, "ignore");
    this.#address = `http://127.0.0.1:${port}/session`;
    const args = ["--automation", "--enable-tabs-to-links=true", ...(dark ? ["--dark-mode"] : [])];
    const wishes = { "webkitgtk:browserOptions": { binary: PROGRAMS.browser, args } };
    const until = performance.now() + START_MS;
    for (let begun = null; !begun; ) {
      try {
        begun = await this.#ask("POST", "", { capabilities: { alwaysMatch: wishes } });
        this.version = `${begun.capabilities.browserName} ${begun.capabilities.browserVersion}`;
        this.#address += `/${begun.sessionId}`;
      } catch (error) {
        // Nobody listens yet.
        if (error.cause?.code !== "ECONNREFUSED" || performance.now() > until) throw error;
        await new Promise((done) => setTimeout(done, 30));
      }
    }
    await this.post("/timeouts", { script: ANSWER_MS, pageLoad: ANSWER_MS, implicit: 0 });
  }

  async #ask(method, path, body) {
    const options = { method, body: body && JSON.stringify(body), signal: AbortSignal.timeout(ANSWER_MS + 5000) };
    const response = await Promise.race([fetch(this.#address + path, options), this.#driver.failed]);
    const { value } = await response.json();
    if (!response.ok) throw Object.assign(new Error(`WebKit, ${path}: ${value.message || value.error}`), { code: value.error });
    return value;
  }

  get(path) {
    return this.#ask("GET", path);
  }

  post(path, body = {}) {
    return this.#ask("POST", path, body);
  }

  /** Runs `work(...args)` in the page and waits for what it promises. Functions and JSON go there, JSON comes back. */
  async evaluate(work, ...args) {
    const script = `const done = arguments[arguments.length - 1];
      const tell = (answer) => done(JSON.stringify(answer));
      (async () => (${work}).apply(null, [...arguments].slice(0, -1)))()
        .then((value) => tell({ value }), (error) => tell({ error: \`\${error}\n\${error?.stack}\` }));`;
    const { value, error } = JSON.parse(await this.post("/execute/async", { script, args }));
    if (error) throw new Error(`in the page: ${error}`);
    return value;
  }

  /** Runs the text of a script in the page. */
  run(script) {
    return this.post("/execute/sync", { script, args: [] });
  }

  /** The elements that `work(...args)` returns, by the driver's names, which stand for them among `args`. */
  async elements(work, ...args) {
    const found = await this.post("/execute/sync", { script: `return [...(${work}).apply(null, arguments)]`, args });
    return found.filter((one) => one?.[ELEMENT]);
  }

  /** Clicks the middle of an element with the mouse, scrolled into view. */
  click(element) {
    return this.post(`/element/${element.toJSON()[ELEMENT]}/click`);
  }

  /** What keys and the mouse do, in WebDriver's words. */
  act(source) {
    return this.post("/actions", { actions: [source] });
  }

  /** Gives the page in the window this size, CSS pixels; no window is narrower than the browser's own buttons. */
  async resize(width, height) {
    const inside = await this.evaluate(() => [innerWidth, innerHeight]);
    const around = await this.get("/window/rect");
    await this.post("/window/rect", { width: width + around.width - inside[0], height: height + around.height - inside[1] });
  }

  async end() {
    await this.#ask("DELETE", "").catch(() => {});
    this.#driver.stop();
  }
}
