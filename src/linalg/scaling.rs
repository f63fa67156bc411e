//! Powers of two in and out, so that squares neither overflow nor vanish.

use super::Matrix;

/// x·2^`exponent`, rounded once; exact unless the result is subnormal or overflows.
pub(super) fn scale_by_power_of_two(x: f64, exponent: i32) -> f64 {
    libm::scalbn(x, exponent)
}

/// The e with 2^(e−1) ≤ |x| < 2^e; 0 for x = 0. `x` must be finite.
pub(super) fn binary_exponent(x: f64) -> i32 {
    libm::frexp(x).1
}

/// max |xᵢ|; 0 for an empty slice. NaN entries are passed over.
pub(super) fn max_abs(x: &[f64]) -> f64 {
    x.iter().fold(0.0, |m: f64, v| m.max(v.abs()))
}

/// `a` divided by a power of two so that its largest entry lies in [½, 1), and that power's exponent.
///
/// The zero matrix comes back as it is, with exponent 0.
pub(super) fn scaled(a: &Matrix) -> (Matrix, i32) {
    let exponent = binary_exponent(max_abs(a.as_slice()));
    (multiplied(a, -exponent), exponent)
}

/// `a`·2^`exponent`.
pub(super) fn multiplied(a: &Matrix, exponent: i32) -> Matrix {
    if exponent == 0 {
        return a.clone();
    }
    // One exact multiplication where the power is a normal number; the careful way at the ends of the range.
    if exponent.abs() <= 1000 {
        let factor = scale_by_power_of_two(1.0, exponent);
        return a.map(|x| x * factor);
    }
    a.map(|x| scale_by_power_of_two(x, exponent))
}

/// Euclidean norm by way of the largest entry: overflows only when the norm itself does.
pub(super) fn euclidean_norm(x: &[f64]) -> f64 {
    let largest = max_abs(x);
    if largest == 0.0 || !largest.is_finite() {
        return largest;
    }
    let exponent = binary_exponent(largest);
    let sum = x.iter().fold(0.0, |sum, &v| {
        let v = scale_by_power_of_two(v, -exponent);
        sum + v * v
    });
    scale_by_power_of_two(sum.sqrt(), exponent)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ends_of_the_range_survive_scaling() {
        for x in [
            1e-300,
            1e300,
            f64::MAX,
            f64::MIN_POSITIVE,
            5e-324,
            -3.0,
            0.75,
        ] {
            let a = Matrix::from_element(2, 3, x);
            let (unit, exponent) = scaled(&a);
            assert!((0.5..1.0).contains(&unit[(0, 0)].abs()));
            assert_eq!(multiplied(&unit, exponent), a);
        }
        assert_eq!(scaled(&Matrix::zeros(2, 2)), (Matrix::zeros(2, 2), 0));
    }

    #[test]
    fn norms_do_not_overflow_or_vanish() {
        assert!((euclidean_norm(&[3e300, 4e300]) / 5e300 - 1.0).abs() < 1e-15);
        assert!((euclidean_norm(&[3e-310, 4e-310]) / 5e-310 - 1.0).abs() < 1e-10);
        assert_eq!(euclidean_norm(&[]), 0.0);
    }
}
