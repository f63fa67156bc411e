// The same decompositions in Node, whose JavaScript engine is older than Chromium's: the ratio depends on it a lot.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import * as mlMatrix from "ml-matrix";

const pkg = process.argv[2];
const { Bench, initSync } = await import(pathToFileURL(join(pkg, "browser_bench.js")));
initSync({ module: readFileSync(join(pkg, "browser_bench_bg.wasm")) });

function cpuTime(job) {
  const start = process.cpuUsage();
  job();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

const median = (times) => times.toSorted((a, b) => a - b)[times.length >> 1];

console.log(`\nNode ${process.version}: SVD with U and V of an n×n matrix, CPU time, median`);
for (const { n, warmUp, runs } of [{ n: 64, warmUp: 25, runs: 25 }, { n: 256, warmUp: 6, runs: 9 }, { n: 512, warmUp: 2, runs: 5 }]) {
  const bench = new Bench(n, n);
  const entries = bench.entries();
  const theirs = new mlMatrix.Matrix(n, n);
  for (let j = 0; j < n; j++) for (let i = 0; i < n; i++) theirs.set(i, j, entries[j * n + i]);
  const ours = [];
  const other = [];
  for (let run = -warmUp; run < runs; run++) {
    const a = cpuTime(() => bench.svd());
    const b = cpuTime(() => new mlMatrix.SVD(theirs, { autoTranspose: true }));
    if (run >= 0) {
      ours.push(a);
      other.push(b);
    }
  }
  const [a, b] = [median(ours), median(other)];
  console.log(`  n = ${String(n).padStart(3)}   Low-Rank Lab ${a.toFixed(2)} ms   ml-matrix ${b.toFixed(2)} ms   ratio ${(b / a).toFixed(1)}`);
}
