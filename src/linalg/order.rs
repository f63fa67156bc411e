//! The one place where values are sorted: every sort of another type costs the download some kilobytes.

/// The indices of `values` from the smallest to the largest; equal values keep their order. O(n log n).
pub fn ascending_order(values: &[f64]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by(|&i, &j| values[i].total_cmp(&values[j]));
    order
}

/// The indices of `values` from the largest to the smallest; equal values keep their order. O(n log n).
pub fn descending_order(values: &[f64]) -> Vec<usize> {
    let negated: Vec<f64> = values.iter().map(|value| -value).collect();
    ascending_order(&negated)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_values_keep_their_order() {
        let values = [2.0, 1.0, 2.0, f64::INFINITY, 0.5];
        assert_eq!(ascending_order(&values), [4, 1, 0, 2, 3]);
        assert_eq!(descending_order(&values), [3, 0, 2, 1, 4]);
        assert!(ascending_order(&[]).is_empty());
    }
}
