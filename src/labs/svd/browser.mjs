// What the tests in the browser know of this lab; tests/browser/harness.mjs says what is to be stated.

export default {
  challenge: "image=camera&r=200",
  handles: "",
  scripts: ["image=digits&noise=12&centre=1&r=9"],
  claims: {
    2: { rank: [256, 256] },
    5: { stored: [65537, 66000], "stored-full": [65536, 65536] },
    7: { rank: [2, 2], "error-fro": [0, 1e-12] },
    8: { "error-fro": [1, 2] },
  },
};
