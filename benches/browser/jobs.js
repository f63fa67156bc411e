// The timed jobs, called one at a time by drive.mjs. Ours and ml-matrix's work on the same matrix in the same page.
import init, { Bench } from "./pkg/browser_bench.js";

const SIDE = 512;
let bench;
let theirs;
let canvas;
let memory;

const jobs = {
  prepare(n) {
    bench?.free();
    bench = new Bench(n, n);
    const entries = bench.entries();
    theirs = new mlMatrix.Matrix(n, n);
    for (let j = 0; j < n; j++) for (let i = 0; i < n; i++) theirs.set(i, j, entries[j * n + i]);
  },
  svd: () => bench.svd(),
  mlMatrixSvd() {
    // U and V are computed by default.
    const svd = new mlMatrix.SVD(theirs, { autoTranspose: true });
    return svd.diagonal[0];
  },
  gaps: () => Array.from(bench.gaps()),
  preview: () => bench.preview(32),
  residualNorms: () => bench.residual_norms(),
  startSlide: () => bench.start_slide(),
  buildSlice: () => bench.build_slice(),
  /** Every step of a walk over ranks, with its pixels on the canvas; wall-clock milliseconds of each. */
  slide: (ranks) =>
    ranks.map((rank) => {
      const start = performance.now();
      const pixels = new Uint8ClampedArray(memory.buffer, bench.slide_to(rank), 4 * SIDE * SIDE);
      canvas.putImageData(new ImageData(pixels, SIDE, SIDE), 0, 0);
      return performance.now() - start;
    }),
};

window.ready = init().then((module) => {
  memory = module.memory;
  canvas = document.getElementById("image").getContext("2d");
  window.jobs = jobs;
});
