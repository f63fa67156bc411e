// The workflows' commands, read from their files, on a bare runner: nothing they need stands only on this machine.

import assert from "node:assert/strict";
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { ROOT, on } from "./machine.mjs";

/** What a runner has: Node is setup-node's, and what install-action brings is in the workflow. */
const RUNNER = { programs: "cargo rustc rustup node npm python3 apt-get sudo", root: false, cargoHome: false, rust: "1.80" };

/** The commands of a workflow's steps, the tools that install-action brings, and the paths that are kept between runs. */
function read(name) {
  const lines = readFileSync(join(ROOT, ".github/workflows", name), "utf8").split("\n");
  const commands = lines.flatMap((line, at) => {
    const [, before, text] = /^(\s*(?:- )?)run: (.*)$/.exec(line) ?? [];
    return text === undefined ? [] : [text === "|" ? block(lines, at, before.length) : text];
  });
  const value = (key) => lines.map((line) => line.trim()).find((line) => line.startsWith(`${key}: `))?.slice(key.length + 2);
  const cached = block(lines, lines.findIndex((line) => /^\s*path: \|$/.test(line)), 10);
  return { commands, tools: value("tool").split(","), node: value("node-version"), cached: cached.split("\n") };
}

/** The lines below lines[at] that are indented further than `indent`, without their indentation. */
function block(lines, at, indent) {
  const rest = lines.slice(at + 1);
  const end = rest.findIndex((line) => line.trim() !== "" && line.search(/\S/) <= indent);
  return rest.slice(0, end === -1 ? undefined : end).map((line) => line.trim()).join("\n").trim();
}

/** Runs every command as a runner does, with `bash -e` on a file; what they said. */
async function runAll(machine, commands) {
  let output = "";
  for (const command of commands) {
    const file = join(machine.folder, "step.sh");
    writeFileSync(file, command);
    output += await machine.succeeds("bash", "-e", file);
  }
  return output;
}

test("the commands are read from the files", () => {
  assert.deepEqual(read("deploy.yml").commands.at(-1), "script/build");
  assert.deepEqual(read("ci.yml").commands.at(-1), "script/test");
  for (const name of ["deploy.yml", "ci.yml"]) {
    const { commands, cached, node } = read(name);
    assert.match(commands[0], /^\. script\/versions\nrustup toolchain install .*\nrustup default .*$/);
    assert.ok(cached.includes("~/.cargo/bin"), cached.join());
    assert.match(node, /^\d+$/);
  }
});

for (const [name, made] of [["deploy.yml", "dist/index.html"], ["ci.yml", "target/test-logs/webkit.log"]]) {
  const { commands, tools, node, cached } = read(name);
  const runner = { ...RUNNER, has: tools.join(" "), node: `${node}.0.0` };

  test(`${name} goes through on a bare runner, and on the next with what was kept of the first`, () =>
    on(runner, async (first) => {
      await runAll(first, commands);
      assert.ok(first.has(made));
      await on(runner, async (second) => {
        for (const path of cached.map((path) => path.replace("~/", "")).filter((path) => existsSync(join(first.env.HOME, path)))) {
          mkdirSync(dirname(join(second.env.HOME, path)), { recursive: true });
          cpSync(join(first.env.HOME, path), join(second.env.HOME, path), { recursive: true });
        }
        await runAll(second, commands);
        assert.ok(second.has(made));
        assert.ok(!second.asked.some((call) => /^cargo (bin)?install [^ ]* .*@/.test(call)), "what was kept is installed again");
      });
    }));

  test(`${name} goes through where nothing prebuilt can be had`, () =>
    on({ ...runner, unreachable: "github" }, async (machine) => {
      await runAll(machine, commands);
      assert.ok(machine.has(made));
    }));
}

test(".ci/run is script/test", () =>
  on(RUNNER, async (machine) => {
    await runAll(machine, read("ci.yml").commands.slice(0, 1));
    assert.match(await machine.succeeds(".ci/run"), /\n\d+ passed, 0 failed, 0 skipped\n$/);
  }));
