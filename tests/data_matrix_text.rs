//! Matrices as people paste them.

use low_rank_lab::data::matrix_text::{Read, Reading, read, to_csv, to_latex, to_numpy};
use low_rank_lab::data::{EnteredMatrix, Error};
use proptest::prelude::*;

fn link(text: &str) -> String {
    match read(text, 12, 12).settled() {
        Ok(Read { matrix, .. }) => matrix.to_link(),
        Err(error) => panic!("{text}: {error}"),
    }
}

fn refusal(text: &str) -> String {
    read(text, 4, 4).settled().unwrap_err().to_string()
}

#[test]
fn reads_spreadsheets_and_csv() {
    let expected = "1,2.5;-3,4";
    for text in [
        "1\t2.5\n-3\t4",
        "1\t2,5\r\n-3\t4\r\n",
        "\u{FEFF}1,2.5\n-3,4\n",
        "1;2,5\n-3;4",
        "1 2.5\n-3 4",
        "  1   2,5\n -3\u{A0}4",
        "1, 2.5\n-3, 4",
        "\"1\",\"2,5\"\n\"-3\",\"4\"",
        "1\t2.5\t\n-3\t4\t\n",
        "1;2.5;\n-3;4;\n",
        "# saved by numpy\n1 2.5\n\n-3 4\n",
        "1 2.5;\n-3 4;",
        "1,2.5;-3,4",
        "1 2.5; -3 4",
    ] {
        assert_eq!(link(text), expected, "{text:?}");
    }
    assert_eq!(link("1 / 3, √2"), "1 / 3,√2");
    assert_eq!(link("1 / 3 √2"), "1/3,√2");
    assert_eq!(link("1;2;3"), "1;2;3");
    assert_eq!(link("7"), "7");
}

#[test]
fn decimal_commas_settle_each_other() {
    assert_eq!(link("1,5\t1,234\n2,5\t3"), "1.5,1.234;2.5,3");
    assert!(refusal("1,234\t2\n3\t4").contains("two ways"));
}

#[test]
fn header_rows_are_left_out_and_said() {
    let read = read("height,weight\n1,2\n3,4", 9, 9).settled().unwrap();
    assert_eq!(read.matrix.to_link(), "1,2;3,4");
    assert_eq!(
        read.notes,
        ["The first row holds names, not numbers, and was left out: height, weight."]
    );
    assert!(refusal("a,b\n1,2\n3,x").starts_with("Row 3, column 2:"));
    assert!(refusal("a,b\n1,2\n3").starts_with("Row 3 has 1 entry"));
    // Not names: a missing value, and a row with a number in it.
    assert!(refusal("nan,nan\n1,2").starts_with("Row 1, column 1:"));
    assert!(refusal("x,2\n1,2").starts_with("Row 1, column 1:"));
}

#[test]
fn reads_brackets() {
    let expected = "1,2;3,4";
    for text in [
        "array([[1, 2], [3, 4]])",
        "np.array([[1., 2.],\n          [3., 4.]], dtype=float32)",
        "[[1,2],[3,4]]",
        "[[1, 2,], [3, 4,],]",
        "[[1 2]\n [3 4]]",
        "[[1.\n  2.]\n [3. 4.]]",
        "[1, 2]\n[3, 4]",
        "[1 2; 3 4]",
        "A = [1, 2; 3, 4];",
        "[1 2\n 3 4]",
        "{{1, 2}, {3, 4}}",
    ] {
        let plain = link(text).replace(".,", ",").replace(".;", ";");
        assert_eq!(plain.trim_end_matches('.'), expected, "{text:?}");
    }
    assert_eq!(
        link("Matrix([[sqrt(2), 1/2], [pi, -1]])"),
        "sqrt(2),1/2;pi,-1"
    );
    assert_eq!(link("[1 -2 1/3]"), "1,-2,1/3");
    assert_eq!(link("[[1], [2]]"), "1;2");
    assert_eq!(link("[1, 2, 3]"), "1,2,3");
}

#[test]
fn refuses_brackets_that_are_no_matrix() {
    assert!(refusal("[[1,2],[3]]").starts_with("Row 2 has 1 entry"));
    assert!(refusal("[[1,2],3]").contains("“3” stands between the rows"));
    assert_eq!(
        read("[[[1]]]", 4, 4),
        Reading::Refused(Error::Nesting { depth: 3 })
    );
    assert_eq!(
        read("[[1,2]", 4, 4),
        Reading::Refused(Error::Unbalanced('['))
    );
    assert_eq!(
        read("1,2]] [", 4, 4),
        Reading::Refused(Error::Unbalanced(']'))
    );
    assert_eq!(read("[]", 4, 4), Reading::Refused(Error::Empty));
    assert!(refusal("[[1,,2]]").starts_with("Row 1, column 2: the entry is empty."));
}

#[test]
fn reads_latex() {
    let cases = [
        (
            r"\begin{bmatrix} 1 & \frac{1}{2} \\ 0 & \sqrt{2} \end{bmatrix}",
            "1,1/2;0,√2",
        ),
        (
            r"A = \left[\begin{array}{cc} 1 & 2 \\[4pt] 3 & 4 \\ \end{array}\right]",
            "1,2;3,4",
        ),
        (
            r"$\begin{pmatrix}\phantom{-}1&-2\\-\frac12&2\sqrt3\end{pmatrix}$",
            "1,-2;-1/2,2√3",
        ),
        (
            r"\begin{pmatrix*}[r] 1 \\ 2.5 \cdot 10^{-3} \end{pmatrix*}",
            "1;2.5e-3",
        ),
        (
            r"\begin{bmatrix} \frac{\sqrt{2}}{2} & \frac{-1}{3} \end{bmatrix}",
            "√2/2,-1/3",
        ),
        (
            r"\begin{bmatrix} \dfrac{1+\sqrt{5}}{2} & \frac{1}{2\sqrt{3}} \end{bmatrix}",
            "(1+√5)/2,1/(2√3)",
        ),
        (
            r"\begin{bmatrix} \frac{1}{2}\sqrt{3} & 2\pi & \sqrt{1+1} \end{bmatrix}",
            "(1/2)√3,2π,√(1+1)",
        ),
        (r"\[ 1 & 2 \\ 3 & 4 \]", "1,2;3,4"),
        (
            r"\begin{smallmatrix} 1{,}5 & -10^{3} \end{smallmatrix}",
            "1.5,-10^3",
        ),
    ];
    for (latex, expected) in cases {
        assert_eq!(link(latex), expected, "{latex}");
    }
    assert!(
        refusal(r"\begin{bmatrix} 1 & \alpha \end{bmatrix}")
            .starts_with(r"Row 1, column 2: “\alpha” is not")
    );
    assert!(refusal(r"\begin{bmatrix} 2\frac{1}{3} \end{bmatrix}").starts_with("Row 1, column 1:"));
    assert!(refusal(r"\begin{bmatrix} 1 & 2 \\ 3 \end{bmatrix}").starts_with("Row 2 has 1 entry"));
    assert_eq!(
        read(r"\begin{bmatrix}\end{bmatrix}", 4, 4),
        Reading::Refused(Error::Empty)
    );
}

#[test]
fn too_large_is_said() {
    let text = "1 2 3 4 5\n".repeat(3);
    assert!(refusal(&text).starts_with("The matrix is 3 × 5. At most 4 × 4 fits here"));
    for text in ["", " \n\t\n", "\u{FEFF}"] {
        assert_eq!(read(text, 4, 4), Reading::Refused(Error::Empty));
    }
}

#[test]
fn writes_for_other_programs() {
    let matrix = EnteredMatrix::from_link("1/2,√2/2;-2.5e-9,(1+√5)/2", 4, 4).unwrap();
    assert_eq!(
        to_csv(&matrix),
        "0.5,0.7071067811865476\n-2.5e-9,1.618033988749895\n"
    );
    let prices = EnteredMatrix::from_link("1,50;2,25", 4, 4).unwrap();
    assert_eq!(to_csv(&prices), "1.0,50\n2.0,25\n");
    assert_eq!(link(&to_csv(&prices)), "1.0,50;2.0,25");
    let numpy = "np.array([[0.5, 0.7071067811865476],\n          [-2.5e-9, 1.618033988749895]], dtype=float)\n";
    assert_eq!(to_numpy(&matrix), numpy);
    let rows = [
        r"  \frac{1}{2} & \frac{\sqrt{2}}{2} \\",
        r"  -2.5 \cdot 10^{-9} & \frac{1+\sqrt{5}}{2}",
    ];
    assert_eq!(
        to_latex(&matrix),
        format!(
            "\\begin{{bmatrix}}\n{}\n\\end{{bmatrix}}\n",
            rows.join("\n")
        )
    );
}

fn matrices() -> impl Strategy<Value = EnteredMatrix> {
    let finite = proptest::num::f64::NORMAL | proptest::num::f64::ZERO;
    (
        1_usize..5,
        1_usize..5,
        proptest::collection::vec(finite, 16),
    )
        .prop_map(|(rows, cols, values)| {
            EnteredMatrix::from_values(rows, cols, &values[..rows * cols]).unwrap()
        })
}

proptest! {
    #[test]
    fn what_is_written_reads_back(matrix in matrices()) {
        for text in [to_csv(&matrix), to_numpy(&matrix), to_latex(&matrix), matrix.to_link()] {
            let read = read(&text, 4, 4).settled().unwrap();
            prop_assert_eq!(read.matrix.matrix(), matrix.matrix(), "{}", text);
        }
    }

    #[test]
    fn random_bytes_never_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        let _ = read(&String::from_utf8_lossy(&bytes), 4, 4);
    }

    #[test]
    fn near_matrices_never_panic(
        pieces in proptest::collection::vec(
            proptest::sample::select(vec![
                "1", "-2.5", "1/3", "√", ",", ";", "\t", " ", "\n", "[", "]", "{", "}", "\\\\", "&", "\\frac",
                "\\sqrt", "\\begin{bmatrix}", "\\end", "^", "10", "·", "\"", "x", "é", "(", ")", "\\",
            ]),
            0..40,
        )
    ) {
        if let Ok(Read { matrix, .. }) = read(&pieces.concat(), 4, 4).settled() {
            prop_assert!(matrix.rows() <= 4 && matrix.cols() <= 4);
            prop_assert!(matrix.matrix().iter().all(|value| value.is_finite()));
        }
    }
}
