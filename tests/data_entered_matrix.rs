//! The matrix as typed: its link form, and its edits.

use low_rank_lab::data::{EnteredMatrix, Error};
use low_rank_lab::linalg::Matrix;
use proptest::prelude::*;

fn read(link: &str) -> EnteredMatrix {
    EnteredMatrix::from_link(link, 12, 12).unwrap()
}

#[test]
fn links_keep_what_was_typed() {
    let matrix = read("1/3, √2,-2.5e-3;2,4,6;");
    assert_eq!(matrix.to_link(), "1/3,√2,-2.5e-3;2,4,6");
    assert_eq!((matrix.rows(), matrix.cols()), (2, 3));
    assert_eq!(matrix.matrix()[(0, 0)], 1.0 / 3.0);
    assert_eq!(matrix.matrix()[(1, 2)], 6.0);
    assert_eq!(matrix.text(0, 1), Some("√2"));
    assert_eq!(matrix.text(2, 0), None);
    assert_eq!(matrix.text(0, 3), None);
}

#[test]
fn links_are_refused_with_the_place() {
    let sentence = |link: &str| {
        EnteredMatrix::from_link(link, 3, 3)
            .unwrap_err()
            .to_string()
    };
    assert!(sentence("1,2;3").starts_with("Row 2 has 1 entry, the rows above it have 2."));
    assert!(sentence("1,2;3,x").starts_with("Row 2, column 2: “x” is not a number."));
    assert!(sentence("1,,2").starts_with("Row 1, column 2: the entry is empty."));
    assert!(sentence("1,2,3,4").starts_with("The matrix is 1 × 4. At most 3 × 3 fits here"));
    assert_eq!(EnteredMatrix::from_link(" ", 3, 3), Err(Error::Empty));
    assert_eq!(EnteredMatrix::from_link(";", 3, 3), Err(Error::Empty));
}

#[test]
fn links_that_passed_through_other_hands() {
    assert_eq!(read("1,2;3,4)").to_link(), "1,2;3,4");
    assert_eq!(read("(1+√5)/2,2;3,(4)").to_link(), "(1+√5)/2,2;3,(4)");
    assert_eq!(read("[[1,2],[3,4]]").to_link(), "1,2;3,4");
    let typed = read("1,2").with_entry(0, 1, "2 √3").unwrap();
    assert_eq!(typed.to_link(), "1,2√3");
    let lost = EnteredMatrix::from_link("(1 √5)/2,2", 3, 3).unwrap_err();
    assert!(
        lost.to_string()
            .contains("“(1 √5)/2” has a blank where a sign belongs."),
        "{lost}"
    );
    assert_eq!(read("1 / 3, - 2").to_link(), "1 / 3,- 2");
}

#[test]
fn shapes_that_do_not_fit_are_refused() {
    assert_eq!(EnteredMatrix::from_values(0, 3, &[]), Err(Error::Empty));
    assert_eq!(
        EnteredMatrix::from_values(2, 2, &[1.0]),
        Err(Error::Shape {
            rows: 2,
            cols: 2,
            entries: 1
        })
    );
    assert!(EnteredMatrix::from_values(usize::MAX, 2, &[1.0]).is_err());
    let not_finite = EnteredMatrix::from_values(2, 2, &[1.0, 2.0, 3.0, f64::NAN]);
    assert!(matches!(
        not_finite,
        Err(Error::Entry {
            row: 2,
            column: 2,
            ..
        })
    ));
}

#[test]
fn entries_change_one_at_a_time() {
    let matrix = read("1,2;3,4");
    let changed = matrix.with_entry(1, 0, "1,5").unwrap();
    assert_eq!(changed.to_link(), "1,2;1.5,4");
    assert_eq!(changed.matrix()[(1, 0)], 1.5);
    assert!(matches!(
        matrix.with_entry(1, 0, "x"),
        Err(Error::Entry {
            row: 2,
            column: 1,
            ..
        })
    ));
    assert!(matches!(
        matrix.with_entry(2, 0, "1"),
        Err(Error::NoSuchEntry {
            row: 3,
            column: 1,
            ..
        })
    ));
    assert!(matrix.with_entry(usize::MAX, usize::MAX, "1").is_err());
}

#[test]
fn rows_and_columns_come_and_go() {
    let matrix = read("1,2;3,4");
    assert_eq!(matrix.insert_row(1), read("1,2;0,0;3,4"));
    assert_eq!(matrix.insert_row(9), read("1,2;3,4;0,0"));
    assert_eq!(matrix.insert_col(0), read("0,1,2;0,3,4"));
    assert_eq!(matrix.insert_col(9), read("1,2,0;3,4,0"));
    assert_eq!(matrix.remove_row(0), read("3,4"));
    assert_eq!(matrix.remove_col(0), read("2;4"));
    assert_eq!(matrix.remove_row(2), matrix);
    assert_eq!(read("5").remove_row(0).remove_col(0), read("5"));
}

#[test]
fn computed_matrices_are_written_out() {
    let matrix = Matrix::from_row_slice(2, 3, &[1.0, 0.1, 1e-20, -4.0, 1e21, 6.5]);
    assert_eq!(
        EnteredMatrix::from_matrix(&matrix).unwrap().to_link(),
        "1,0.1,1e-20;-4,1e21,6.5"
    );
}

proptest! {
    #[test]
    fn links_round_trip(
        rows in 1_usize..6,
        cols in 1_usize..6,
        values in proptest::collection::vec(-1e3..1e3_f64, 25),
    ) {
        let matrix = EnteredMatrix::from_values(rows, cols, &values[..rows * cols]).unwrap();
        prop_assert_eq!(EnteredMatrix::from_link(&matrix.to_link(), 6, 6), Ok(matrix));
    }

    #[test]
    fn links_never_panic(text in "\\PC{0,60}", max in 0_usize..5) {
        if let Ok(matrix) = EnteredMatrix::from_link(&text, max, max) {
            prop_assert!(matrix.rows() <= max && matrix.cols() <= max);
            prop_assert_eq!(EnteredMatrix::from_link(&matrix.to_link(), max, max), Ok(matrix));
        }
    }
}

#[test]
fn a_part_is_filled_in_from_an_entry_on() {
    let whole = EnteredMatrix::from_link("1,2;3,4", 12, 12).unwrap();
    let part = EnteredMatrix::from_link("1/3,√2;7,8", 12, 12).unwrap();
    let filled = |place, limit| whole.filled(place, &part, limit).map(|m| m.to_link());
    assert_eq!(filled((0, 0), (12, 12)).unwrap(), "1/3,√2;7,8");
    assert_eq!(filled((1, 1), (12, 12)).unwrap(), "1,2,0;3,1/3,√2;0,7,8");
    assert_eq!(filled((0, 1), (12, 12)).unwrap(), "1,1/3,√2;3,7,8");
    assert!(matches!(
        filled((1, 1), (2, 12)),
        Err(Error::TooLarge { rows: 3, .. })
    ));
    assert!(filled((usize::MAX, 0), (12, 12)).is_err());
}

#[test]
fn links_with_nested_brackets_are_read_whole_or_refused() {
    let read = |text: &str| EnteredMatrix::from_link(text, 12, 12).map(|m| m.to_link());
    assert_eq!(read("[[1,2],[3,4]]").unwrap(), "1,2;3,4");
    assert_eq!(read("[[1, 1/3] , [√2, -4]]").unwrap(), "1,1/3;√2,-4");
    assert_eq!(read("[1,2;3,4]").unwrap(), "1,2;3,4");
    assert_eq!(read("[5]").unwrap(), "5");
    for text in [
        "[",
        "[]",
        "[[1,2]",
        "[[1,2],[3,4]",
        "[[1,2][3,4]]",
        "[[1,2],[3,4]]5",
        "[[1,2],[3,4]].T",
        "[[1,2],]",
        "[[1,2],x]",
    ] {
        let error = read(text).unwrap_err().to_string();
        assert!(error.ends_with('.'), "{text}: {error}");
    }
}
