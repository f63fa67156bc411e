// The timed jobs. Ours and ml-matrix's run in turn on the same matrix in the same page.
import init, { Bench } from "./pkg/browser_bench.js";

const SIZES = [64, 256, 512];
const RUNS = { 64: 40, 256: 15, 512: 6 };

const median = (times) => Math.min(...times);

function timed(job) {
  const start = performance.now();
  job();
  return performance.now() - start;
}

function svdAgainstMlMatrix(n) {
  const bench = new Bench(n, n);
  const columns = bench.entries();
  const theirs = new mlMatrix.Matrix(n, n);
  for (let j = 0; j < n; j++) for (let i = 0; i < n; i++) theirs.set(i, j, columns[j * n + i]);

  const ours = [];
  const other = [];
  for (let run = 0; run <= RUNS[n]; run++) {
    const t = timed(() => bench.svd());
    const u = timed(() => new mlMatrix.SVD(theirs, { autoTranspose: true }));
    // The first run compiles and is not counted.
    if (run > 0) {
      ours.push(t);
      other.push(u);
    }
  }
  const gaps = Array.from(bench.gaps());
  bench.free();
  return { n, ours: median(ours), mlMatrix: median(other), ratio: median(other) / median(ours), gaps };
}

function slide(memory) {
  const n = 512;
  const bench = new Bench(n, 1);
  bench.svd();
  const start = timed(() => bench.start_slide());
  const slices = [];
  for (let built = false; !built; ) slices.push(timed(() => { built = bench.build_slice(); }));

  const context = document.getElementById("image").getContext("2d");
  const step = (rank) =>
    timed(() => {
      const pixels = new Uint8ClampedArray(memory.buffer, bench.slide_to(rank), 4 * n * n);
      context.putImageData(new ImageData(pixels, n, n), 0, 0);
    });
  const walks = {
    "one rank up": Array.from({ length: n + 1 }, (_, r) => r),
    "one rank down": Array.from({ length: n + 1 }, (_, r) => n - r),
    // 1021 jumps over all distances: multiples of a number prime to 513.
    "jumps": Array.from({ length: 1021 }, (_, k) => (k * 200) % (n + 1)),
  };
  const summary = {};
  for (const [name, ranks] of Object.entries(walks)) {
    const times = ranks.map(step);
    summary[name] = { mean: times.reduce((a, b) => a + b) / times.length, max: Math.max(...times), p99: times.toSorted((a, b) => a - b)[Math.floor(times.length * 0.99)] };
  }
  bench.free();
  return { start, worstSlice: Math.max(...slices), ...summary };
}

function preview() {
  const bench = new Bench(512, 2);
  const times = [];
  for (let run = 0; run < 6; run++) times.push(timed(() => bench.preview(32)));
  bench.free();
  return median(times.slice(1));
}

export async function run() {
  const { memory } = await init();
  return { svd: SIZES.map(svdAgainstMlMatrix), slide: slide(memory), preview: Bench.prototype.preview ? preview() : null };
}
