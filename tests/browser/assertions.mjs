// Comparing numbers.

import assert from "node:assert/strict";

/** `actual` is `expected` up to `tolerance` times the larger of 1 and |expected|. */
export function close(actual, expected, tolerance = 1e-12, what = "value") {
  const allowed = tolerance * Math.max(1, Math.abs(expected));
  assert.ok(Math.abs(actual - expected) <= allowed, `${what} is ${actual}, expected ${expected}`);
}

export function closeLists(actual, expected, tolerance, what = "list") {
  assert.equal(actual.length, expected.length, `${what} is ${actual}, expected ${expected}`);
  actual.forEach((value, i) => close(value, expected[i], tolerance, `${what}[${i}]`));
}
