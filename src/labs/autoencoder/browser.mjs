// What the tests in the browser know of this lab; tests/browser/harness.mjs says what is to be stated.

export default {
  challenge: "data=digits&r=21",
  handles: "data=cloud2",
  scripts: ["data=digits&r=8&steps=40"],
  claims: { 3: { "angle-max": [0, 0.5] } },
};
