//! Order and signs, so that the same matrix always gives the same factors.

use super::super::Matrix;
use super::super::order::descending_order;
use super::Svd;

/// Sorts the singular values in descending order and makes the leading entry of each column of `u` positive.
pub(super) fn sorted_with_signs(svd: Svd) -> Svd {
    let order = descending_order(&svd.singular_values);
    let mut arranged = Svd {
        singular_values: order.iter().map(|&i| svd.singular_values[i]).collect(),
        u: svd.u.select_columns(&order),
        v_t: svd.v_t.select_rows(&order),
    };
    let flips = leading_signs(&arranged.u);
    for (mut column, &sign) in arranged.u.column_iter_mut().zip(&flips) {
        column *= sign;
    }
    for mut column in arranged.v_t.column_iter_mut() {
        for (x, &sign) in column.iter_mut().zip(&flips) {
            *x *= sign;
        }
    }
    arranged
}

/// For each column the sign of its entry of largest magnitude; entries within 1e-9 of it count as tied
/// and the first one decides, so that rounding does not.
fn leading_signs(u: &Matrix) -> Vec<f64> {
    u.column_iter()
        .map(|column| {
            let largest = column.amax();
            column
                .iter()
                .find(|x| x.abs() >= largest * (1.0 - 1e-9))
                .map_or(1.0, |x| x.signum())
        })
        .collect()
}
