// What the tests in the browser know of this lab; tests/browser/harness.mjs says what is to be stated.

export default {
  challenge: "m=1,2,3;2,4,7",
  handles: "",
  scripts: [],
  claims: {
    1: { rank: [1, 1], nullity: [2, 2] },
    2: { rank: [1, 1], cols: [3, 3] },
    3: { rank: [2, 2], nullity: [0, 0] },
    4: { rank: [2, 2], nullity: [1, 1], cols: [3, 3] },
    6: { rank: [2, 2] },
    7: { rank: [1, 1], tolerance: [0.001, 0.001] },
  },
};
