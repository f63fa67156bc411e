// Steps of training in Chromium: ours in f64 beside TensorFlow.js' wasm backend in f32, in the same page.
import { median, openPage } from "./page.mjs";

const ROUNDS = 9;
const STEPS = 100;

const { call, timed, close, version } = await openPage(process.argv[2], "training.html");
const PROBLEMS = [
  { name: "LoRA, 256×256, r = 8, batch 64", prepare: "prepareLora", shape: [256, 256, 8, 64] },
  { name: "linear autoencoder, 256 points of 64 features, r = 8", prepare: "prepareAutoencoder", shape: [256, 64, 8, false] },
  { name: "the same, ours on every point too", prepare: "prepareAutoencoder", shape: [256, 64, 8, true] },
];

try {
  console.log(`\n${version}: one step of Adam, CPU time, median of ${ROUNDS} rounds of ${STEPS} steps`);
  for (const { name, prepare, shape } of PROBLEMS) {
    const first = await call(prepare, shape);
    const [ours, theirs, losses] = [[], [], []];
    // The first rounds, in which the browser still compiles, are not counted.
    for (let round = -2; round < ROUNDS; round++) {
      const a = await timed("ours", STEPS);
      const b = await timed("theirs", STEPS);
      losses.push([a.result, b.result]);
      if (round < 0) continue;
      ours.push(a.ms / STEPS);
      theirs.push(b.ms / STEPS);
    }
    const [a, b] = [median(ours), median(theirs)];
    const perSecond = (t) => Math.round(1000 / t).toLocaleString("en");
    console.log(`  ${name}: ours ${a.toFixed(3)} ms (${perSecond(a)} steps/s), TensorFlow.js ${b.toFixed(3)} ms (${perSecond(b)} steps/s), ratio ${(b / a).toFixed(1)}`);
    const pair = ([x, y]) => `${x.toPrecision(5)} and ${y.toPrecision(5)}`;
    console.log(`    losses at the start ${pair(first)}, after ${STEPS} steps ${pair(losses[0])}, at the end ${pair(losses.at(-1))}`);
  }
} finally {
  await close();
}
