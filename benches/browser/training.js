// Steps of training, ours in f64 and TensorFlow.js' in f32, on the same problem from the same start in the same page.
import init, { AutoencoderBench, LoraBench } from "./pkg/browser_bench.js";

let ours;
let theirs;

/** A column-major matrix of f64 as a tensor: rows and columns change places. */
const transposed = (entries, rows, cols) => tf.tensor2d(Float32Array.from(entries), [cols, rows]);

/** One step of Adam on `variables` as one call; keeps nothing. */
function stepper(loss, variables, learningRate) {
  // The same constants as ours: β₁ = 0.9, β₂ = 0.999, ε = 1e-8.
  const adam = tf.train.adam(learningRate, 0.9, 0.999, 1e-8);
  return { step: () => adam.minimize(loss, false, variables), loss: () => tf.tidy(() => loss().dataSync()[0]) };
}

const jobs = {
  /** d = k = 256, r = 8, 64 samples. Everything transposed: Xᵀ is N×k, (B(AX))ᵀ = XᵀAᵀBᵀ. */
  prepareLora([d, k, r, n]) {
    ours = new LoraBench(d, k, r, n);
    const [a, b, x, y] = ["a", "b", "x", "y"].map((name) => ours[name]());
    const at = tf.variable(transposed(a, r, k));
    const bt = tf.variable(transposed(b, d, r));
    const [xt, yt] = [transposed(x, k, n), transposed(y, d, n)];
    const scale = tf.scalar(ours.scale());
    const count = tf.scalar(n);
    const loss = () => {
      const update = tf.mul(scale, tf.matMul(tf.matMul(xt, at), bt));
      return tf.div(tf.sum(tf.square(tf.sub(update, yt))), count);
    };
    theirs = stepper(loss, [at, bt], ours.learning_rate());
    return [ours.loss(), theirs.loss()];
  },
  /** N points of n features, bottleneck r: X̂ᵀ = XᵀW_eᵀW_dᵀ. */
  prepareAutoencoder([points, features, r, everyPoint]) {
    ours = new AutoencoderBench(points, features, r, everyPoint);
    const xt = transposed(ours.x(), features, points);
    // n×r column by column is r×n row by row.
    const decoder = tf.variable(transposed(ours.decoder(), features, r));
    const encoder = tf.variable(tf.transpose(transposed(ours.encoder_transposed(), features, r)));
    const count = tf.scalar(points);
    const loss = () => tf.div(tf.sum(tf.square(tf.sub(tf.matMul(tf.matMul(xt, encoder), decoder), xt))), count);
    theirs = stepper(loss, [encoder, decoder], ours.learning_rate());
    return [ours.loss(), theirs.loss()];
  },
  ours: (steps) => ours.run(steps),
  theirs(steps) {
    for (let i = 0; i < steps; i++) theirs.step();
    return theirs.loss();
  },
};

async function start() {
  tf.wasm.setWasmPaths("node_modules/@tensorflow/tfjs-backend-wasm/dist/");
  await Promise.all([init(), tf.setBackend("wasm")]);
  await tf.ready();
  window.jobs = jobs;
}

window.ready = start();
