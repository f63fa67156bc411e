// What the tests in the browser know of this lab; tests/browser/harness.mjs says what is to be stated.

export default {
  challenge: "threshold=0.99",
  handles: "",
  scripts: ["update=minilm-layer&layer=5.ffn_out"],
  leftOut: /^(trial|pruned)-/,
  claims: { 1: { "r-threshold": [10, 10] }, 2: { "r-threshold": [31, 31] } },
};
