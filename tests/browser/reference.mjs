// Small independent computations to hold the page's numbers against.

/** Rows of numbers as they stand in a link. */
export const asLink = (rows) => rows.map((row) => row.join(",")).join(";");

export const frobenius = (rows) => Math.hypot(...rows.flat());

/** Singular values, largest first: square roots of the eigenvalues of AᵀA by cyclic Jacobi rotations. */
export function singularValues(rows) {
  const n = rows[0].length;
  const g = Array.from({ length: n }, (_, i) =>
    Array.from({ length: n }, (_, j) => rows.reduce((sum, row) => sum + row[i] * row[j], 0)),
  );
  for (let sweep = 0; sweep < 60; sweep += 1) {
    for (let p = 0; p < n; p += 1) {
      for (let q = p + 1; q < n; q += 1) rotate(g, p, q);
    }
  }
  const values = g.map((row, i) => Math.sqrt(Math.max(0, row[i])));
  return values.sort((a, b) => b - a).slice(0, Math.min(rows.length, n));
}

function rotate(g, p, q) {
  if (g[p][q] === 0) return;
  const theta = (g[q][q] - g[p][p]) / (2 * g[p][q]);
  const t = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.hypot(theta, 1));
  const c = 1 / Math.hypot(t, 1);
  const s = t * c;
  for (const row of g) [row[p], row[q]] = [c * row[p] - s * row[q], s * row[p] + c * row[q]];
  for (let j = 0; j < g.length; j += 1) {
    [g[p][j], g[q][j]] = [c * g[p][j] - s * g[q][j], s * g[p][j] + c * g[q][j]];
  }
}
