// The Rank lab, through its public interface: links and readouts.

import assert from "node:assert/strict";
import { closeLists } from "./assertions.mjs";
import { pageTest } from "./harness.mjs";
import { asLink, singularValues } from "./reference.mjs";

const CASES = [
  { name: "dimension is not rank", m: [[1, 2, 3], [2, 4, 6]], rank: 1, pivots: [1] },
  { name: "full rank", m: [[2, 1], [1, 3]], rank: 2, pivots: [1, 2] },
  { name: "all ones", m: [[1, 1, 1], [1, 1, 1], [1, 1, 1]], rank: 1, pivots: [1] },
  { name: "zero", m: [[0, 0], [0, 0]], rank: 0, pivots: [] },
  { name: "a zero column first", m: [[0, 1, 2], [0, 2, 5]], rank: 2, pivots: [2, 3] },
  { name: "tall", m: [[1, 2], [2, 4], [3, 6], [4, 9]], rank: 2, pivots: [1, 2] },
  { name: "a known stumbling block of iterative methods", m: [[-1, 0, 2], [1, 2, -1], [0, 2, 1]], rank: 2, pivots: [1, 2] },
];

for (const { name, m, rank, pivots } of CASES) {
  pageTest(`rank: ${name}`, { webkit: /stumbling/.test(name) }, async (visit) => {
    await visit.open(`?lab=rank&m=${asLink(m)}`);
    assert.equal(await visit.number("rows"), m.length);
    assert.equal(await visit.number("cols"), m[0].length);
    assert.equal(await visit.number("rank"), rank);
    assert.equal(await visit.number("nullity"), m[0].length - rank);
    assert.deepEqual(await visit.list("pivots"), pivots);
    const expected = singularValues(m);
    const sigma = await visit.list("sigma");
    // Through AᵀA small singular values keep half their digits.
    closeLists(sigma, expected, 1e-7 * Math.max(1, expected[0]), "sigma");
    const largest = Math.max(m.length, m[0].length) * Number.EPSILON * sigma[0];
    closeLists([await visit.number("tolerance")], [largest], 1e-12, "tolerance");
  });
}

pageTest("rank: the first preset is the default", {}, async (visit) => {
  await visit.open("?lab=rank");
  const plain = await visit.readouts();
  await visit.open("?lab=rank&m=1,2,3;2,4,6");
  assert.deepEqual(await visit.readouts(), plain);
  assert.equal(plain.rank, "1");
  assert.equal(plain.nullity, "2");
});

pageTest("rank: the tolerance decides", {}, async (visit) => {
  const nearly = "?lab=rank&m=1,2;2,4.001";
  await visit.open(nearly);
  assert.equal(await visit.number("rank"), 2);
  await visit.open(`${nearly}&tol=0.01`);
  assert.equal(await visit.number("rank"), 1);
  assert.equal(await visit.number("tolerance"), 0.01);
  assert.deepEqual(await visit.list("pivots"), [1, 2], "pivots do not depend on the tolerance");
});

pageTest("rank: a broken matrix falls back and says so", {}, async (visit) => {
  for (const broken of ["1,2;3", "1,x;2,3", "", "NaN", "1,2;3,∞"]) {
    await visit.open(`?lab=rank&m=${encodeURIComponent(broken)}`);
    assert.match(await visit.status(), /\bm\b/, `for m=${broken}`);
    assert.equal(await visit.number("rank"), 1, "the default stands in its place");
  }
});
