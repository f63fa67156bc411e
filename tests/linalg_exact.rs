//! Exact row reduction against SymPy (script/golden_exact.py), and the properties of row operations.

use low_rank_lab::linalg::exact::{
    Elimination, ExactMatrix, ExactRref, FaultKind, Form, OperationError, Pivoting, Rational,
    RowOperation, form, next_operation,
};
use num_traits::{One, Zero};
use proptest::prelude::*;
use serde_json::Value;

fn read(text: &str) -> ExactMatrix {
    let rows: Vec<Vec<Rational>> = text
        .split(';')
        .map(|row| row.split(',').map(|x| x.parse().unwrap()).collect())
        .collect();
    let (m, n) = (rows.len(), rows[0].len());
    ExactMatrix::new(m, n, rows.into_iter().flatten().collect()).unwrap()
}

fn list(entries: &[Rational]) -> String {
    let words: Vec<String> = entries.iter().map(ToString::to_string).collect();
    words.join(" ")
}

fn golden() -> Vec<Value> {
    let file: Value = serde_json::from_str(include_str!("golden/exact.json")).unwrap();
    file["cases"].as_array().unwrap().clone()
}

fn word<'a>(case: &'a Value, name: &str) -> &'a str {
    case[name].as_str().unwrap()
}

#[test]
fn agrees_with_sympy_to_the_letter() {
    let cases = golden();
    assert_eq!(cases.len(), 300);
    for case in &cases {
        let m = word(case, "m");
        let a = read(m);
        let found = ExactRref::of(&a);
        let pivots: Vec<u64> = found.pivots.iter().map(|p| *p as u64 + 1).collect();
        let wanted: Vec<u64> = case["pivots"]
            .as_array()
            .unwrap()
            .iter()
            .map(|p| p.as_u64().unwrap())
            .collect();
        assert_eq!(pivots, wanted, "{m}");
        assert_eq!(list(found.reduced.entries()), word(case, "rref"), "{m}");
        let null = found.special_solutions().map_or(String::new(), |n| {
            let vectors = n.transpose();
            let rows: Vec<String> = vectors
                .row_slices()
                .map(|v| list(v).replace(' ', ","))
                .collect();
            rows.join(";")
        });
        assert_eq!(null, word(case, "null"), "{m}");
        let determinant = found
            .determinant
            .as_ref()
            .map_or(String::new(), ToString::to_string);
        assert_eq!(determinant, word(case, "determinant"), "{m}");
    }
}

#[test]
fn relations_hold_exactly() {
    for case in &golden() {
        let a = read(word(case, "m"));
        let found = ExactRref::of(&a);
        for relation in found.relations() {
            for i in 0..a.rows() {
                let terms = relation.coefficients.iter().map(|(j, c)| c * a.at(i, *j));
                let sum = terms.fold(Rational::zero(), |sum, term| sum + term);
                assert_eq!(&sum, a.at(i, relation.column));
            }
        }
        if let (Some(c), Some(r)) = (found.pivot_columns(&a), found.nonzero_rows()) {
            assert_eq!(c.times(&r).unwrap(), a, "A = CR");
        }
        if let Some(null) = found.special_solutions() {
            assert!(a.times(&null).unwrap().is_zero());
        }
    }
}

#[test]
fn nearly_dependent_columns_are_told_apart() {
    let relations = |m: &str| {
        let rref = ExactRref::of(&read(m));
        let one = |r: &low_rank_lab::linalg::exact::ExactRelation| {
            let terms = r
                .coefficients
                .iter()
                .map(|(j, c)| format!("{c}·c{}", j + 1));
            format!(
                "c{} = {}",
                r.column + 1,
                terms.collect::<Vec<_>>().join(" + ")
            )
        };
        rref.relations().iter().map(one).collect::<Vec<_>>()
    };
    let near = |whole: i64| format!("-{}99999999/100000000", whole - 1);
    assert_eq!(
        relations(&format!("-2,-2,-2,-3;-4,-4,1,-4;-6,{},-1,-7", near(6))),
        ["c4 = 11/10·c1 + 2/5·c3"]
    );
    assert_eq!(
        relations("6,-3,0,9,3;-8,39999999/10000000,2,-2,-2;4,-2,-3,-9,-1"),
        ["c4 = 3/2·c1 + 5·c3", "c5 = 1/2·c1 + 1·c3"]
    );
}

#[test]
fn hilbert_has_all_its_pivots() {
    let rows: Vec<String> = (1..=12)
        .map(|i| {
            (1..=12)
                .map(|j| format!("1/{}", i + j - 1))
                .collect::<Vec<_>>()
                .join(",")
        })
        .collect();
    let rref = ExactRref::of(&read(&rows.join(";")));
    assert_eq!(rref.rank(), 12);
    assert!(!rref.determinant.unwrap().is_zero());
}

#[test]
fn an_elimination_can_stop_between_columns() {
    let a = read("0,2,4;1,1,1;3,-1,2");
    let mut walk = Elimination::new(&a);
    let mut shares = vec![walk.progress()];
    while walk.step() {
        shares.push(walk.progress());
    }
    assert_eq!(shares.len(), 4);
    assert!(shares.is_sorted() && shares[3] == 1.0);
    assert_eq!(walk.finish(), ExactRref::of(&a));
}

#[test]
fn operations_that_are_none_are_refused() {
    let a = read("1,2;3,4");
    let refused = [
        (
            RowOperation::Swap {
                first: 0,
                second: 0,
            },
            OperationError::SwapWithItself,
        ),
        (
            RowOperation::Multiply {
                row: 1,
                factor: Rational::zero(),
            },
            OperationError::MultiplyByZero,
        ),
        (
            RowOperation::Multiply {
                row: 2,
                factor: Rational::one(),
            },
            OperationError::NoSuchRow { row: 3, rows: 2 },
        ),
        (
            RowOperation::Add {
                target: 1,
                source: 1,
                factor: Rational::one(),
            },
            OperationError::AddToItself,
        ),
    ];
    for (operation, error) in refused {
        assert_eq!(operation.applied(&a), Err(error));
    }
}

#[test]
fn forms_are_judged_with_the_entry_that_is_wrong() {
    let fault = |text: &str| match form(&read(text)) {
        Form::No(f) => format!("no {} {} {:?}", f.row + 1, f.column + 1, f.kind),
        Form::Row(f) => format!("row {} {} {:?}", f.row + 1, f.column + 1, f.kind),
        Form::Reduced => "reduced".to_owned(),
    };
    assert_eq!(fault("1,0,2;0,1,3"), "reduced");
    assert_eq!(fault("0,0;0,0"), "reduced");
    assert_eq!(
        fault("0,0;0,1"),
        format!("no 2 2 {:?}", FaultKind::BelowZeroRow)
    );
    assert_eq!(
        fault("1,2;3,4"),
        format!("no 2 1 {:?}", FaultKind::NotToTheRight)
    );
    assert_eq!(
        fault("0,1;1,0"),
        format!("no 2 1 {:?}", FaultKind::NotToTheRight)
    );
    assert_eq!(fault("2,2;0,1"), format!("row 1 1 {:?}", FaultKind::NotOne));
    assert_eq!(
        fault("1,2;0,1"),
        format!("row 1 2 {:?}", FaultKind::AbovePivot)
    );
    assert_eq!(
        fault("1,2;0,5"),
        format!("row 1 2 {:?}", FaultKind::AbovePivot)
    );
}

fn matrix() -> impl Strategy<Value = ExactMatrix> {
    (1usize..6, 1usize..6).prop_flat_map(|(m, n)| {
        let entry = (-9i64..=9, 1i64..=4).prop_map(|(p, q)| Rational::new(p.into(), q.into()));
        proptest::collection::vec(entry, m * n)
            .prop_map(move |entries| ExactMatrix::new(m, n, entries).unwrap())
    })
}

proptest! {
    #[test]
    fn hints_lead_to_the_reduced_form(a in matrix(), partial in any::<bool>()) {
        let pivoting = if partial { Pivoting::Partial } else { Pivoting::First };
        let rref = ExactRref::of(&a);
        let (mut now, mut product, mut determinant) = (a.clone(), ExactMatrix::identity(a.rows()), Rational::one());
        let most = (a.rows() + 1) * a.rows().min(a.cols());
        for _ in 0..=most {
            let Some(operation) = next_operation(&now, pivoting) else { break };
            product = operation.elementary(a.rows()).unwrap().times(&product).unwrap();
            determinant *= operation.determinant();
            now = operation.applied(&now).unwrap();
        }
        prop_assert_eq!(next_operation(&now, pivoting), None);
        prop_assert_eq!(form(&now), Form::Reduced);
        prop_assert_eq!(&now, &rref.reduced);
        prop_assert_eq!(product.times(&a).unwrap(), now);
        // det(E_k…E₁)·det A is 1 where A is invertible.
        if a.rows() == a.cols() && rref.rank() == a.rows() {
            prop_assert_eq!(determinant * rref.determinant.clone().unwrap(), Rational::one());
        }
    }

    #[test]
    fn only_the_reduced_form_is_called_reduced(a in matrix()) {
        prop_assert_eq!(form(&a) == Form::Reduced, ExactRref::of(&a).reduced == a);
    }
}
