// No script ends without a sentence, whatever fails in it.

import assert from "node:assert/strict";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { ROOT, on } from "./machine.mjs";

test("every shell script begins with script/tools, which says what failed", () => {
  const shell = readdirSync(join(ROOT, "script"))
    .map((name) => [name, readFileSync(join(ROOT, "script", name), "utf8")])
    .filter(([, text]) => text.startsWith("#!/usr/bin/env bash"));
  assert.ok(shell.length >= 7);
  for (const [name, text] of shell) {
    assert.ok(text.includes('\n. "$(dirname "$0")/tools"\n'), `script/${name} does not source script/tools`);
    assert.doesNotMatch(text, /^set [+-]/m, `script/${name} sets what script/tools has set`);
  }
});

test("the README lists every step of script/test", () => {
  const [, steps] = /^STEPS=\((.*)\)$/m.exec(readFileSync(join(ROOT, "script/test"), "utf8"));
  const readme = readFileSync(join(ROOT, "README.md"), "utf8").replace(/\s+/g, " ");
  assert.ok(readme.includes(`\`script/test ${steps}\``), steps);
});

/** What a script may come to, and what is said of it. */
const FAILURES = [
  ["a program that is missing, in an assignment", "found=$(no-such-program --version 2>/dev/null | awk '{ print $2 }')", /needs a program that is not on PATH.*line 3\).*no-such-program/],
  ["a program that is missing", "no-such-program", /not on PATH.*: no-such-program\n/],
  ["a status", "grep -q nothing Cargo.toml-of-another 2>/dev/null", /ended with status 2.*: grep -q nothing/],
  ["a failure in a function", "inner() { false; echo on; }\ninner", /ended with status 1.*line 3\): false/],
  ["a failure in a pipeline", "false | cat", /ended with status 1/],
  ["a failure in a subshell", "(false)", /ended with status 1/],
];
for (const [what, line, reason] of FAILURES) {
  test(`${what} is named, and ends the script`, () =>
    on({}, async (machine) => {
      writeFileSync(join(machine.project, "script/probe"), `#!/usr/bin/env bash\n. "$(dirname "$0")/tools"\n${line}\necho went on\n`, { mode: 0o755 });
      const output = await machine.givesUp(reason, "script/probe");
      assert.doesNotMatch(output, /went on|on\n/);
      assert.equal(output.split("Cannot go on").length, 2, output);
    }));
}

const WITH_APT = { programs: "cargo rustc rustup node npm python3 apt-get" };

test("script/bench and script/lighthouse install what they need and go through", () =>
  on(WITH_APT, async (machine) => {
    await machine.succeeds("script/bench");
    assert.ok(machine.asked.some((call) => /^cargo install .*wasm-bindgen-cli@/.test(call)));
    assert.ok(machine.asked.some((call) => call.startsWith("node benches/browser/node.mjs")));
    await machine.succeeds("script/lighthouse", "1");
    assert.ok(machine.asked.includes("node benches/lighthouse/run.mjs dist 1"));
    assert.ok(!machine.asked.some((call) => call.includes("firefox")), "neither opens Firefox");
  }));

test("script/bench and script/lighthouse say what is missing", () =>
  on({}, async (machine) => {
    for (const script of ["script/bench", "script/lighthouse"]) await machine.givesUp(/^chromium could not be installed/, script);
  }));

test("script/fuzz installs cargo-fuzz, gives each target a second at least, and refuses what is no time", () =>
  on({}, async (machine) => {
    await machine.succeeds("script/fuzz", "1");
    assert.ok(machine.asked.some((call) => /^cargo install .*cargo-fuzz@/.test(call)));
    const runs = machine.asked.filter((call) => call.startsWith("cargo fuzz run"));
    assert.ok(runs.length > 3 && runs.every((call) => call.includes("-max_total_time=1 ")), runs.join("\n"));
    await machine.givesUp(/"soon" is no number of seconds/, "script/fuzz", "soon");
  }));

test("script/math-font says what is missing: the font, the program", () =>
  on({}, async (machine) => {
    await machine.givesUp(/^there is no font named/, "script/math-font");
    await machine.givesUp(/^there is no font nowhere\.otf/, "script/math-font", "nowhere.otf");
    await machine.givesUp(/^pyftsubset is missing/, "script/math-font", "Cargo.toml");
  }));

test("script/math-font makes the font", () =>
  on({ programs: "pyftsubset" }, async (machine) => {
    await machine.succeeds("script/math-font", "Cargo.toml");
    assert.ok(machine.has("assets/fonts/low-rank-math.woff2"));
  }));
