// The linear algebra in Chromium's WebAssembly beside ml-matrix, and what the page's slider costs.
//
// Only single steps of the slide, too short for CPU time, are timed by the wall.
import { median, ms, openPage, sorted } from "./page.mjs";

const SIDE = 512;
// Runs per size; the first ones, in which the browser still compiles, are not counted.
const PLAN = [
  { n: 64, warmUp: 25, runs: 25 },
  { n: 256, warmUp: 6, runs: 11 },
  { n: 512, warmUp: 2, runs: 5 },
];

const mean = (times) => times.reduce((a, b) => a + b) / times.length;

const { call, timed, close, version } = await openPage(process.argv[2], "index.html");

try {
  // What a call costs that does nothing.
  const idle = [];
  for (let k = 0; k < 20; k++) idle.push((await timed("slide", [])).ms);
  const overhead = median(idle);

  console.log(`\n${version}: SVD with U and V of an n×n matrix, CPU time, median`);
  for (const { n, warmUp, runs } of PLAN) {
    await call("prepare", n);
    const ours = [];
    const other = [];
    for (let run = -warmUp; run < runs; run++) {
      const a = (await timed("svd")).ms - overhead;
      const b = (await timed("mlMatrixSvd")).ms - overhead;
      if (run >= 0) {
        ours.push(a);
        other.push(b);
      }
    }
    const gaps = await call("gaps");
    console.log(
      `  n = ${String(n).padStart(3)}   Low-Rank Lab ${ms(median(ours))}   ml-matrix ${ms(median(other))}   ratio ${(median(other) / median(ours)).toFixed(1)}` +
        `   (fastest ${sorted(ours)[0].toFixed(2)} and ${sorted(other)[0].toFixed(2)})   residual ${gaps[0].toExponential(1)}, orthogonality ${Math.max(gaps[1], gaps[2]).toExponential(1)}`,
    );
  }

  console.log(`\nSliding r over ${SIDE}×${SIDE}, reconstruction and pixels on the canvas, per step`);
  const start = (await timed("startSlide")).ms - overhead;
  const slices = [];
  for (let built = false; !built; ) {
    const slice = await timed("buildSlice");
    slices.push(slice.ms - overhead);
    built = slice.result;
  }
  const ranks = Array.from({ length: SIDE + 1 }, (_, r) => r);
  const walks = {
    "one rank up": ranks,
    "one rank down": ranks.toReversed(),
    // Jumps over all distances: multiples of a number prime to 513.
    "jumps": ranks.map((k) => (k * 200) % (SIDE + 1)),
    // The longest way from a checkpoint, every time.
    "worst jumps": ranks.map((k) => (k * 7 * 32) % SIDE + 31),
  };
  for (const [name, walk] of Object.entries(walks)) {
    await call("slide", walk.slice(0, 100));
    const { ms: total, result: steps } = await timed("slide", walk);
    console.log(
      `  ${name.padEnd(14)} CPU mean ${ms((total - overhead) / walk.length)}   wall mean ${ms(mean(steps))}   99 % ${ms(sorted(steps)[Math.floor(steps.length * 0.99)])}   max ${ms(Math.max(...steps))}`,
    );
  }
  console.log(`  preparing ${ms(start)}, then ${slices.length} slices of at most ${ms(Math.max(...slices))}`);

  console.log(`\nOther jobs at ${SIDE}×${SIDE}, CPU time, median`);
  for (const [name, label] of [["preview", "randomized preview, 32 terms"], ["residualNorms", "‖A − A_r‖ for every r"]]) {
    const times = [];
    for (let run = 0; run < 8; run++) times.push((await timed(name)).ms - overhead);
    console.log(`  ${label.padEnd(30)} ${ms(median(times.slice(2)))}   first run ${ms(times[0])}`);
  }
} finally {
  await close();
}
