// A machine without the tools, in a folder: a PATH with the system's small programs, and stand-ins for what installs.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { accessSync, constants, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";

export const ROOT = join(dirname(fileURLToPath(import.meta.url)), "../..");
const STAND_IN = join(ROOT, "tests/setup/stand-in");
/** What the scripts may take for granted on any system. */
const SYSTEM = "awk bash basename cat chmod cmp cp dirname env getconf grep ln ls mkdir realpath rm sed sleep tee touch wc xargs";
const PROJECT = ["script", ".ci", ".github", "Cargo.toml", "Cargo.lock", "package.json", "package-lock.json", "Trunk.toml", "fuzz/Cargo.toml"];
const PATIENCE = 120_000;

const DEFAULTS = {
  /** Programs that are there: no tool, no browser, no apt. */
  programs: "cargo rustc rustup node npm python3",
  /** What is there that is no program on PATH: wasm32, rustfmt, clippy, venv, cargo-binstall, cargo-deny. */
  has: "",
  /** What cannot be reached, of crates, github, rust, npm, debian, pypi. */
  unreachable: "",
  root: true,
  node: "22.14.0",
  rust: "1.99",
  /** Whether CARGO_HOME is set, or ~/.cargo is meant. */
  cargoHome: true,
  environment: {},
};

export async function machine(options = {}) {
  const { programs, has, unreachable, root, node, rust, cargoHome, environment } = { ...DEFAULTS, ...options };
  const folder = mkdtempSync(join(tmpdir(), "fresh-machine-"));
  const project = join(folder, "low rank lab"); // a path with spaces is a path
  const home = join(folder, "home");
  for (const path of ["bin", "has", "home"]) mkdirSync(join(folder, path));
  for (const path of PROJECT) cpSync(join(ROOT, path), join(project, path), { recursive: true });
  mkdirSync(join(project, "benches/browser"), { recursive: true });
  for (const name of words(SYSTEM)) symlinkSync(onPath(name), join(folder, "bin", name));
  for (const name of words(`${programs} id`)) symlinkSync(STAND_IN, join(folder, "bin", name));
  for (const name of words(has)) writeFileSync(join(folder, "has", name), "");
  writeFileSync(join(folder, "rust"), rust);
  writeFileSync(join(folder, "asked"), "");
  // A port of its own, so that what else runs here is no part of the test.
  const port = await freePort();
  const trunk = join(project, "Trunk.toml");
  writeFileSync(trunk, readFileSync(trunk, "utf8").replace(/^port = \d+$/m, `port = ${port}`));
  const env = {
    PATH: [join(folder, "bin"), join(home, ".cargo/bin")].join(delimiter),
    HOME: home,
    ...(cargoHome ? { CARGO_HOME: join(folder, "cargo") } : {}),
    // Debian's MiniBrowser has an absolute path, which the machine must not take from here.
    WEBKIT_BROWSER: join(folder, "bin/MiniBrowser"),
    MACHINE: folder, STAND_IN, REAL_NODE: process.execPath,
    UNREACHABLE: unreachable, USER_ID: root ? "0" : "1000", NODE_VERSION_HERE: node,
    ...environment,
  };
  return new Machine(folder, project, env, port);
}

class Machine {
  constructor(folder, project, env, port) {
    Object.assign(this, { folder, project, env, port });
  }

  /** Every call that a stand-in was asked for, in order: `cargo fetch --locked --quiet`. */
  get asked() {
    return readFileSync(join(this.folder, "asked"), "utf8").trimEnd().split("\n");
  }

  has(path) {
    return existsSync(join(this.project, path));
  }

  /** Begins a program in the project's folder, as a group of processes of its own, as a shell does; `ended` is its status
      or the signal that ended it, `output` what it has said, on both ways. */
  begin(program, ...args) {
    const child = spawn(program, args, { cwd: this.project, env: this.env, stdio: ["ignore", "pipe", "pipe"], detached: true });
    const run = { child, output: "" };
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (text) => (run.output += text));
    const timer = setTimeout(() => process.kill(-child.pid, "SIGKILL"), PATIENCE);
    run.ended = new Promise((resolve, reject) => {
      child.on("error", reject).on("close", (status, signal) => {
        clearTimeout(timer);
        resolve(status ?? signal);
      });
    });
    return run;
  }

  async run(program, ...args) {
    const run = this.begin(program, ...args);
    return { status: await run.ended, output: run.output };
  }

  /** Runs to the end and expects it to be good. */
  async succeeds(program, ...args) {
    const { status, output } = await this.run(program, ...args);
    assert.equal(status, 0, output);
    return output;
  }

  /** Runs to the end and expects a sentence there that matches `reason`, and the call to run it again. */
  async givesUp(reason, program, ...args) {
    const { status, output } = await this.run(program, ...args);
    assert.notEqual(status, 0, output);
    const [, sentence, again] = /Cannot go on: ([^]+)\nThen run (.+) again\.\n$/.exec(output) ?? assert.fail(`no sentence at the end of:\n${output}`);
    assert.match(sentence, reason);
    assert.equal(again, program);
    return output;
  }

  /** Runs script/serve until it says the address; then the page must be there. Stops it; returns what it said. */
  async serves(...args) {
    const run = this.begin("script/serve", ...args);
    const address = await this.addressFrom(run);
    try {
      assert.equal(await (await fetch(address)).text(), `the page of ${this.folder}\n`);
    } finally {
      await this.stop(run);
    }
    return { address, output: run.output };
  }

  async addressFrom(run) {
    const said = await this.until(run, /The page is at (http:\S+) /);
    return said[1];
  }

  /** Waits until `run` has said what matches. */
  async until(run, pattern) {
    let ended = false;
    run.ended.then(() => (ended = true));
    for (;;) {
      const found = pattern.exec(run.output);
      if (found) return found;
      assert.ok(!ended, `ended without saying ${pattern}:\n${run.output}`);
      await pause(20);
    }
  }

  async stop(run) {
    run.child.kill();
    await run.ended;
  }

  remove() {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Makes a machine, hands it to `use`, and takes it away. */
export async function on(options, use) {
  const made = await machine(options);
  try {
    await use(made);
  } finally {
    made.remove();
  }
}

function words(text) {
  return text.split(" ").filter(Boolean);
}

function onPath(name) {
  const paths = process.env.PATH.split(delimiter).map((folder) => join(folder, name));
  return paths.find(executable) ?? assert.fail(`there is no ${name} on PATH, which the scripts need`);
}

function executable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

export function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
