//! The linear algebra against NumPy, SciPy and exact rational arithmetic: values from `script/golden.py`.

use low_rank_lab::data::random::SplitMix64;
use low_rank_lab::linalg::principal_angles::principal_angles;
use low_rank_lab::linalg::residual_norms::ResidualNorms;
use low_rank_lab::linalg::rref::rref;
use low_rank_lab::linalg::spectrum::{effective_rank, stable_rank};
use low_rank_lab::linalg::{Matrix, svd};
use serde_json::Value;

fn cases(text: &str) -> Vec<Value> {
    let file: Value = serde_json::from_str(text).unwrap();
    assert!(file["header"]["numpy"].is_string() && file["header"]["scipy"].is_string());
    file["cases"].as_array().unwrap().clone()
}

fn number(value: &Value) -> f64 {
    value.as_f64().unwrap()
}

fn index(value: &Value) -> usize {
    usize::try_from(value.as_u64().unwrap()).unwrap()
}

fn numbers(value: &Value) -> Vec<f64> {
    value.as_array().unwrap().iter().map(number).collect()
}

/// The same recipes as in `script/golden.py`.
fn build(recipe: &Value) -> Matrix {
    let (m, n) = (index(&recipe["rows"]), index(&recipe["columns"]));
    let mut rng = SplitMix64::new(recipe["seed"].as_u64().unwrap_or(0));
    match recipe["kind"].as_str().unwrap() {
        "entries" => Matrix::from_row_slice(m, n, &numbers(&recipe["entries"])),
        "constant" => Matrix::from_element(m, n, number(&recipe["value"])),
        "identity" => Matrix::identity(m, n),
        "hilbert" => Matrix::from_fn(m, n, |i, j| 1.0 / ((i + j) as f64 + 1.0)),
        "checkerboard" => {
            let cell = index(&recipe["cell"]);
            Matrix::from_fn(m, n, |i, j| {
                if (i / cell + j / cell).is_multiple_of(2) {
                    255.0
                } else {
                    0.0
                }
            })
        }
        "gradient" => Matrix::from_fn(m, n, |i, j| (i * n + j) as f64),
        "uniform" => symmetric(&mut rng, m, n) * number(&recipe["scale"]),
        "integers" => integers(&mut rng, m, n),
        "integer-product" => {
            let rank = index(&recipe["rank"]);
            let left = integers(&mut rng, m, rank);
            left * integers(&mut rng, rank, n)
        }
        "graded" => graded(&mut rng, m, n, |i, j| {
            number(&recipe["step"]) * (i + j) as f64
        }),
        "graded-columns" => graded(&mut rng, m, n, |_, j| number(&recipe["step"]) * j as f64),
        kind => panic!("unknown recipe {kind}"),
    }
}

/// Drawn row by row, as in Python.
fn drawn(m: usize, n: usize, mut draw: impl FnMut() -> f64) -> Matrix {
    let entries: Vec<f64> = (0..m * n).map(|_| draw()).collect();
    Matrix::from_row_slice(m, n, &entries)
}

fn symmetric(rng: &mut SplitMix64, m: usize, n: usize) -> Matrix {
    drawn(m, n, || 2.0 * rng.uniform() - 1.0)
}

fn integers(rng: &mut SplitMix64, m: usize, n: usize) -> Matrix {
    drawn(m, n, || (rng.uniform() * 9.0).floor() - 4.0)
}

fn graded(rng: &mut SplitMix64, m: usize, n: usize, power: impl Fn(usize, usize) -> f64) -> Matrix {
    let a = symmetric(rng, m, n);
    Matrix::from_fn(m, n, |i, j| a[(i, j)] * (-power(i, j)).exp2())
}

fn probe(size: usize, shift: usize) -> nalgebra::DVector<f64> {
    nalgebra::DVector::from_fn(size, |i, _| ((i * 7 + shift) % 11) as f64 / 11.0 - 0.4)
}

fn reversed(x: &nalgebra::DVector<f64>) -> nalgebra::DVector<f64> {
    nalgebra::DVector::from_iterator(x.len(), x.iter().rev().copied())
}

#[test]
fn singular_values_ranks_and_spectra() {
    let cases = cases(include_str!("golden/svd.json"));
    assert!(cases.len() >= 60);
    for case in &cases {
        let name = case["name"].as_str().unwrap();
        let a = build(&case["recipe"]);
        let found = svd(&a).unwrap_or_else(|e| panic!("{name}: {e}"));
        let largest = number(&case["largest"]);
        let expected = numbers(&case["unit_sigma"]);
        assert_eq!(found.singular_values.len(), expected.len(), "{name}");
        // A subnormal entry has few digits, and so do its singular values.
        let tolerance = if (1e-320..1e-300).contains(&largest) {
            1e-10
        } else {
            1e-12
        };
        for (s, e) in found.singular_values.iter().zip(&expected) {
            let s = if largest > 0.0 { s / largest } else { *s };
            assert!(
                (s - e).abs() <= tolerance * expected[0],
                "{name}: {s:e} instead of {e:e}"
            );
        }
        assert_eq!(found.numerical_rank(), index(&case["rank"]), "{name}: rank");
        let (effective, stable) = (
            effective_rank(&found.singular_values),
            stable_rank(&found.singular_values),
        );
        assert!(
            (effective - number(&case["effective_rank"])).abs() <= 1e-10 * effective,
            "{name}: effective"
        );
        assert!(
            (stable - number(&case["stable_rank"])).abs() <= 1e-10 * stable,
            "{name}: stable"
        );
    }
}

#[test]
fn truncations_residuals_and_projections() {
    for case in cases(include_str!("golden/svd.json")) {
        let name = case["name"].as_str().unwrap();
        let largest = number(&case["largest"]);
        let a = build(&case["recipe"]);
        let unit = if largest > 0.0 { a / largest } else { a };
        let found = svd(&unit).unwrap();
        let sigma1 = found.singular_values[0];
        let (x, y) = (probe(unit.nrows(), 3), probe(unit.ncols(), 5));
        let norms = ResidualNorms::new(&unit, &found).unwrap().finish();
        for cut in case["cuts"].as_array().unwrap() {
            let r = index(&cut["rank"]);
            let what = format!("{name}, r = {r}");
            let expected = number(&cut["residual"]);
            let tolerance = 1e-12 * norms[0];
            for residual in [
                norms[r],
                found.tail_norm(r),
                (&unit - found.truncate(r)).norm(),
            ] {
                assert!(
                    (residual - expected).abs() <= tolerance,
                    "{what}: residual {residual:e}, {expected:e}"
                );
            }
            let Some(gap) = cut["gap"].as_f64() else {
                continue;
            };
            // A subspace is determined to about ε/gap (Davis & Kahan 1970).
            let scale = x.norm_squared().max(y.norm_squared());
            let tolerance = scale * 1e-13 / gap;
            let close = |found: f64, key: &str, scale: f64| {
                let expected = number(&cut[key]);
                assert!(
                    (found - expected).abs() <= tolerance * scale,
                    "{what}: {key} {found:e}, {expected:e}"
                );
            };
            close(x.dot(&(found.truncate(r) * &y)), "truncation", sigma1);
            let u = found.u.columns(0, r);
            close(
                u.tr_mul(&x).dot(&u.tr_mul(&reversed(&x))),
                "left_projection",
                1.0,
            );
            let v_t = found.v_t.rows(0, r);
            close(
                (v_t * &y).dot(&(v_t * reversed(&y))),
                "right_projection",
                1.0,
            );
        }
    }
}

#[test]
fn the_factors_multiply_back_and_are_orthonormal() {
    for case in cases(include_str!("golden/svd.json")) {
        let name = case["name"].as_str().unwrap();
        let a = build(&case["recipe"]);
        let found = svd(&a).unwrap();
        let p = found.singular_values.len();
        let largest = number(&case["largest"]).max(f64::MIN_POSITIVE);
        let residual = ((&a - found.truncate(p)) / largest).norm();
        let tolerance = if (1e-320..1e-300).contains(&largest) {
            1e-10
        } else {
            1e-12
        };
        assert!(
            residual <= tolerance * (a / largest).norm(),
            "{name}: {residual:e}"
        );
        let identity = Matrix::identity(p, p);
        assert!(
            (found.u.transpose() * &found.u - &identity).amax() <= 1e-12,
            "{name}: U"
        );
        assert!(
            (&found.v_t * found.v_t.transpose() - identity).amax() <= 1e-12,
            "{name}: V"
        );
    }
}

#[test]
fn reduced_forms_of_integer_matrices_are_exact() {
    for case in cases(include_str!("golden/rref.json")) {
        let (m, n) = (index(&case["rows"]), index(&case["columns"]));
        let a = Matrix::from_row_slice(m, n, &numbers(&case["entries"]));
        let found = rref(&a).unwrap();
        let pivots: Vec<usize> = case["pivots"]
            .as_array()
            .unwrap()
            .iter()
            .map(index)
            .collect();
        assert_eq!(found.pivots, pivots, "{a}");
        let expected = Matrix::from_row_slice(m, n, &numbers(&case["reduced"]));
        for (x, e) in found.reduced.iter().zip(expected.iter()) {
            assert!(
                (x - e).abs() <= 1e-11 * e.abs().max(1.0),
                "{a}{}",
                found.reduced
            );
            // What is an integer on paper is one on the page.
            assert!(e.fract() != 0.0 || x == e, "{x:e} instead of {e}: {a}");
        }
        assert_eq!(svd(&a).unwrap().numerical_rank(), pivots.len(), "{a}");
    }
}

#[test]
fn principal_angles_agree_with_scipy() {
    for case in cases(include_str!("golden/principal_angles.json")) {
        let m = index(&case["rows"]);
        let matrix = |key: &str| {
            let entries = numbers(&case[key]);
            Matrix::from_row_slice(m, entries.len() / m, &entries)
        };
        let found = principal_angles(&matrix("a"), &matrix("b")).unwrap();
        let expected = numbers(&case["angles"]);
        assert_eq!(found.len(), expected.len());
        for (x, e) in found.iter().zip(&expected) {
            assert!((x - e).abs() <= 1e-13, "{found:?} instead of {expected:?}");
        }
    }
}
