// The address that script/serve says, and the port that it takes.

import assert from "node:assert/strict";
import { writeFileSync, mkdirSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { test } from "node:test";
import { freePort, on } from "./machine.mjs";

/** Holds `port` while `use` runs, as another program would: it answers 200 to everything. */
async function taken(port, use) {
  const server = createServer((_, answer) => answer.end("another program"));
  await new Promise((resolve) => server.listen(port, "127.0.0.1", resolve));
  try {
    await use();
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

const served = (machine) => machine.asked.filter((call) => call.startsWith("trunk serve"));

test("the page is at the usual port where it is free, and nothing listens there after it is stopped", () =>
  on({}, async (machine) => {
    const { address, output } = await machine.serves();
    assert.equal(address, `http://127.0.0.1:${machine.port}/`);
    assert.doesNotMatch(output, /Another program/);
    await assert.rejects(fetch(address));
  }));

test("where the usual port is taken the page gets another one, with a word", () =>
  on({}, (machine) =>
    taken(machine.port, async () => {
      const { address, output } = await machine.serves("--release");
      const port = new URL(address).port;
      assert.ok(Number(port) > machine.port);
      assert.ok(output.includes(`Another program has port ${machine.port}, so the page gets ${port}`), output);
      assert.deepEqual(served(machine), [`trunk serve --port ${port} --release`]);
    })));

test("a port that is asked for is the one", () =>
  on({}, async (machine) => {
    for (const words of [(port) => ["--port", port], (port) => [`--port=${port}`], (port) => ["-p", port], (port) => [`-p${port}`]]) {
      const port = await freePort();
      const { address } = await machine.serves(...words(port));
      assert.equal(address, `http://127.0.0.1:${port}/`);
      assert.equal(served(machine).at(-1), `trunk serve ${words(port).join(" ")}`);
    }
  }));

test("a port that the environment asks for is the one", async () => {
  const port = await freePort();
  await on({ environment: { TRUNK_SERVE_PORT: `${port}` } }, async (machine) => {
    const { address } = await machine.serves();
    assert.equal(address, `http://127.0.0.1:${port}/`);
    assert.deepEqual(served(machine), ["trunk serve"]);
  });
});

test("a port that is asked for and taken is refused, before anything is built", () =>
  on({}, async (machine) => {
    const port = await freePort();
    await taken(port, () => machine.givesUp(new RegExp(`another program has port ${port}`), "script/serve", "--port", `${port}`));
    assert.deepEqual(served(machine), []);
  }));

test("a page that cannot be built is said to be, not an older one announced; mended, its address is said", () =>
  on({ has: "broken" }, async (machine) => {
    const page = join(machine.project, "dist/index.html");
    mkdirSync(join(machine.project, "dist"));
    writeFileSync(page, "the page of an earlier build\n");
    const run = machine.begin("script/serve");
    try {
      await machine.until(run, /The page could not be built/);
      assert.doesNotMatch(run.output, /The page is at/);
      writeFileSync(page, "built\n");
      assert.equal(await (await fetch(await machine.addressFrom(run))).text(), "built\n");
      assert.equal(run.output.split("The page could not be built").length, 2, "said once");
    } finally {
      await machine.stop(run);
      rmSync(page);
    }
  }));

test("a port that is taken while the page is built is not announced as the page's", () =>
  on({}, async (machine) => {
    const run = machine.begin("script/serve");
    await machine.until(run, /Building the page/);
    await taken(machine.port, async () => assert.notEqual(await run.ended, 0));
    assert.doesNotMatch(run.output, /The page is at/);
    assert.match(run.output, /Ended before the page was there\.\n$/);
  }));

test("where trunk ends before the page is there, that is said and its status kept", () =>
  on({}, async (machine) => {
    const { status, output } = await machine.run("script/serve", "--nonsense");
    assert.equal(status, 2);
    assert.match(output, /Ended before the page was there\.\n$/);
  }));
