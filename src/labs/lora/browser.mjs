// What the tests in the browser know of this lab; tests/browser/harness.mjs says what is to be stated.

export default {
  challenge: "r=10",
  handles: "",
  scripts: ["steps=40&inputs=correlated&target-noise=0.1"],
  claims: {
    2: { "error-trained": [1 - 1e-12, 1 + 1e-12], steps: [0, 0] },
    4: { steps: [2000, 2000] },
    7: { "error-best": [0.9, 1] },
  },
};
