// The README's commands on a machine that has rustup's Rust, Node and Python, and nothing else.

import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { on } from "./machine.mjs";

const SCRIPTS = ["script/serve", "script/build", "script/test"];
const CARGO = "cargo rustc rustup";
const WITH_APT = `${CARGO} node npm python3 apt-get`;
const NETWORK = "crates github rust npm debian pypi";
/** What the build needs from cargo, in versions that script/versions states or reads. */
const TOOLS = [/trunk@\d/, /wasm-bindgen-cli@\d/, /wasm_split_cli_support@\d/];

const installs = (machine) => machine.asked.filter((call) => /^(cargo (bin)?install (?!--list|-V)|npm|rustup|apt-get|sudo)/.test(call));

function assertBuilt(machine, ...tools) {
  const built = machine.asked.filter((call) => /^cargo install -/.test(call) && !call.includes("--list"));
  assert.equal(built.length, tools.length, built.join("\n"));
  for (const tool of tools) assert.ok(built.some((call) => tool.test(call)), `${tool} in:\n${built.join("\n")}`);
}

test("script/serve installs what is missing and serves, and the second time installs nothing", () =>
  on({}, async (machine) => {
    const { output } = await machine.serves();
    assertBuilt(machine, ...TOOLS);
    for (const call of ["rustup target add wasm32-unknown-unknown", "npm ci --ignore-scripts --no-audit --no-fund", "cargo fetch --locked --quiet"]) {
      assert.ok(machine.asked.includes(call), call);
    }
    assert.match(output, /Building trunk, wasm-bindgen-cli, wasm_split_cli_support side by side, once: up to \d+ minutes of processor time/);
    assert.match(output, /Quicker: .*cargo-binstall/);
    const first = installs(machine).length;
    await machine.serves();
    assert.equal(installs(machine).length, first);
  }));

test("script/build installs what is missing and builds", () =>
  on({ root: false, cargoHome: false }, async (machine) => {
    await machine.succeeds("script/build");
    assertBuilt(machine, ...TOOLS);
    assert.ok(machine.has("dist/index.html"));
    assert.ok(machine.asked.includes("trunk build --release"));
  }));

test("cargo-binstall fetches what is prebuilt, and only the rest is built", () =>
  on({ has: "cargo-binstall" }, async (machine) => {
    const { output } = await machine.serves();
    assertBuilt(machine, TOOLS[2]);
    assert.doesNotMatch(output, /Quicker/);
  }));

test("where cargo-binstall reaches nothing, all is built", () =>
  on({ has: "cargo-binstall", unreachable: "github" }, async (machine) => {
    await machine.serves();
    assertBuilt(machine, ...TOOLS);
  }));

test("a tool in another version is said to be, and replaced", () =>
  on({}, async (machine) => {
    await machine.succeeds("cargo", "install", "trunk@0.20.0");
    const { output } = await machine.serves();
    assert.match(output, /\(0\.20\.0 is on PATH, but it has to be 0\.21/);
  }));

test("Ctrl+C ends the tools that build side by side, and the script", () =>
  on({ has: "slow" }, async (machine) => {
    const run = machine.begin("script/serve");
    await machine.until(run, /Building trunk/);
    while (machine.asked.filter((call) => call.startsWith("cargo install -")).length < TOOLS.length) await pause(20);
    process.kill(-run.child.pid, "SIGINT");
    // It has ended when nobody can say anything any more.
    assert.equal(await run.ended, "SIGINT", run.output);
    assert.doesNotMatch(run.output, /is built/);
  }));

for (const [as, options, call] of [
  ["root", { programs: WITH_APT }, "apt-get"],
  ["a user with sudo", { programs: `${WITH_APT} sudo`, root: false }, "sudo env DEBIAN_FRONTEND=noninteractive apt-get"],
]) {
  test(`script/test as ${as} installs browsers and NumPy with apt and runs every step`, () =>
    on(options, async (machine) => {
      const output = await machine.succeeds("script/test");
      assert.match(output, /\n(\d+) passed, 0 failed, 0 skipped\n$/);
      for (const packages of ["chromium firefox-esr", "python3-venv"]) {
        assert.ok(machine.asked.some((asked) => asked.startsWith(call) && asked.endsWith(packages)), packages);
      }
      assert.ok(machine.asked.some((asked) => /pip install .*numpy==\d/.test(asked)));
      const first = installs(machine).length;
      await machine.succeeds("script/test");
      assert.equal(installs(machine).length, first);
    }));
}

test("script/test ends with a table of the steps' seconds above the counts", () =>
  on({}, async (machine) => {
    const output = await machine.succeeds("script/test", "format", "lint");
    assert.match(output, /\nformat +\d+ s {2}passed\nlint +\d+ s {2}passed\nin all +\d+ s\n\n2 passed, 0 failed, 0 skipped\n$/);
  }));

test("script/test knows its steps", () => on({}, (machine) => machine.givesUp(/no step called nonsense; the steps are setup format /, "script/test", "nonsense")));

test("script/test uses browsers that are named or on PATH, and needs no apt for them", () =>
  on({ has: "venv", environment: { CHROMIUM: "/opt/chrome", FIREFOX: "/opt/firefox" } }, async (machine) => {
    await machine.succeeds("script/test", "chromium", "firefox");
  }));

for (const [where, options, said, driver] of [
  ["apt has it", { programs: WITH_APT }, /Installing webkit2gtk-driver and xvfb with apt/, /driver: \/.*\/WebKitWebDriver\n$/],
  ["there is no apt", {}, /WebKit cannot be had here/, /driver: \n$/],
]) {
  test(`WebKit where ${where}: said, and never a reason to stop`, () =>
    on(options, async (machine) => {
      const probe = '. script/tools; need_webkit; echo "driver: $WEBKIT_DRIVER"';
      const output = await machine.succeeds("bash", "-c", probe);
      assert.match(output, said);
      assert.match(output, driver);
    }));
}

test("script/test without WebKit counts its step as skipped", () =>
  on({}, async (machine) => {
    const output = await machine.succeeds("script/test", "webkit");
    assert.match(output, /\nwebkit +\d+ s {2}skipped\nin all +\d+ s\n\n0 passed, 0 failed, 1 skipped\n$/);
  }));

/** What is amiss, the machine, and what the sentence names: whatever the script. */
const REFUSALS = [
  ["no Rust", { programs: "node npm python3" }, /^Rust is missing/],
  ["Rust too old", { rust: "1.63" }, /^Rust 1\.63\.0 is too old, it has to be \d/],
  ["a Rust that is not rustup's", { programs: "cargo rustc node npm python3", has: "rustfmt clippy" }, /WebAssembly target is missing/],
  ["no Node", { programs: `${CARGO} npm python3` }, /^Node\.js is missing/],
  ["Node too old", { node: "18.19.1" }, /^Node\.js 18\.19\.1 is too old: it has to be \d+ or newer/],
  ["no npm", { programs: `${CARGO} node python3` }, /^npm is missing/],
  ["no network", { unreachable: NETWORK }, /WebAssembly target could not be added/],
  ["no network for npm", { unreachable: "npm" }, /^npm could not install/],
  ["no network for crates", { unreachable: "crates" }, /^trunk, wasm-bindgen-cli, wasm_split_cli_support could not be built/],
  ["a tool that is not there after it was built", { environment: { LOSES: "trunk" } }, /^trunk could not be built/],
];
for (const [amiss, options, reason] of REFUSALS) {
  test(`${amiss}: each script says so`, () =>
    on({ ...options, has: options.has ?? "rustfmt clippy" }, async (machine) => {
      for (const script of SCRIPTS) {
        await machine.givesUp(reason, script);
        assert.ok(!machine.asked.some((call) => /^trunk (serve|build)/.test(call)));
      }
    }));
}

/** The same for what only the tests need, with the tools in place. */
const CHECKS = [
  ["no network for rustfmt", { unreachable: "rust", has: "wasm32" }, /rustfmt and clippy could not be added/],
  ["no Python", { programs: `${CARGO} node npm apt-get` }, /^Python 3\.\d+ or newer is missing/],
  ["Python too old", { has: "old-python wasm32", programs: WITH_APT }, /^Python 3\.\d+ or newer is missing/],
  ["no apt, no browsers", {}, /^chromium, firefox-esr could not be installed/],
  ["apt without root's rights", { programs: WITH_APT, root: false }, /^chromium, firefox-esr could not be installed/],
  ["no network for apt", { programs: WITH_APT, unreachable: "debian" }, /^chromium, firefox-esr could not be installed/],
  ["no venv and no apt", { environment: { CHROMIUM: "/opt/chrome", FIREFOX: "/opt/firefox" } }, /^Python's venv is missing/],
  ["no network for pip", { programs: WITH_APT, unreachable: "pypi" }, /^NumPy \d.* could not be installed/],
];
for (const [amiss, options, reason] of CHECKS) {
  test(`${amiss}: script/test says so`, () => on(options, (machine) => machine.givesUp(reason, "script/test")));
}
