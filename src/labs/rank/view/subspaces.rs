//! The four fundamental subspaces: dimensions that add up, and bases.

use leptos::prelude::*;

use super::super::model::Results;
use super::super::readable::readable;
use super::super::state::{Basis, RankState};
use super::super::text::sentences::counted_dimensions;
use super::super::text::{self, reduction as sentences};
use super::Lab;
use crate::linalg::Matrix;
use crate::linalg::subspaces::FourSubspaces as Bases;
use crate::ui::live::{live, memo};

/// One subspace as the page shows it.
#[derive(Clone, Debug, Default, PartialEq)]
struct Shown {
    /// What it is called and written, and its dimension.
    heading: String,
    meaning: &'static str,
    role: &'static str,
    /// Basis vectors as texts.
    basis: Vec<Vec<String>>,
}

#[component]
pub fn FourSubspaces(lab: Lab) -> impl IntoView {
    let shown = lab.read_with(shown);
    let basis = lab.session.part(|s| s.basis);
    let remark = lab.read_with(sentences::basis_remark);
    let inputs = lab.read(sentences::input_sum);
    let outputs = lab.read(sentences::output_sum);
    let input_cells = lab.read(|r| (r.rank, r.nullity));
    let output_cells = lab.read(|r| (r.rank, r.rows - r.rank));
    let card = move |index: usize| {
        let one = memo(move |_| shown.with(|all| all.get(index).cloned().unwrap_or_default()));
        move || subspace(one.get())
    };
    let option = move |choice: Basis, name: &'static str| {
        view! {
            <button
                type="button"
                class="button"
                aria-pressed=move || (basis.get() == choice).to_string()
                on:click=move |_| lab.session.update("basis", |s| s.basis = choice)
            >
                {name}
            </button>
        }
    };
    view! {
        <section class="card subspaces-card">
            <h2>{text::SUBSPACES_TITLE}</h2>
            <div class="buttons" role="group" aria-label=text::BASIS_LABEL>
                <span>{text::BASIS_LABEL}</span>
                {option(Basis::Rref, text::BASIS_RREF)}
                {option(Basis::Orthonormal, text::BASIS_ORTHONORMAL)}
            </div>
            <p class="figure-hint">{live(move || remark.get())}</p>
            <div class="big-picture">
                <div>
                    <h3>{live(move || inputs.get().0)}</h3>
                    {live(move || cells(input_cells.get(), ("cell-row", "cell-null")))}
                    <p class="sum">{live(move || inputs.get().1)}</p>
                    <div class="pair">{card(0)}{card(1)}</div>
                </div>
                <div>
                    <h3>{live(move || outputs.get().0)}</h3>
                    {live(move || cells(output_cells.get(), ("cell-column", "cell-left")))}
                    <p class="sum">{live(move || outputs.get().1)}</p>
                    <div class="pair">{card(2)}{card(3)}</div>
                </div>
            </div>
            <p class="figure-hint">{text::SUBSPACES_SOURCE}</p>
        </section>
    }
}

/// Rows, columns and rank as rows of squares.
#[component]
pub fn Dimension(lab: Lab) -> impl IntoView {
    let counts = lab.read(counted_dimensions);
    let line = |(name, count, of): (String, usize, usize)| {
        let class = if name == "rank" {
            "line is-rank"
        } else {
            "line"
        };
        view! {
            <div class=class>
                <dt>{name}</dt>
                <dd><b>{count}</b>{cells((count, of - count), ("cell-full", "cell-none"))}</dd>
            </div>
        }
    };
    view! {
        <section class="card">
            <h2>{text::DIMENSION_TITLE}</h2>
            <p>{text::DIMENSION_DEFINITION}</p>
            <dl class="dimension">{live(move || counts.get().into_iter().map(line).collect_view())}</dl>
        </section>
    }
}

/// One square for each dimension: the first kind, then the second.
fn cells((first, second): (usize, usize), classes: (&'static str, &'static str)) -> impl IntoView {
    let square = |class: &'static str| view! { <span class=class></span> };
    let squares =
        std::iter::repeat_n(classes.0, first).chain(std::iter::repeat_n(classes.1, second));
    view! { <div class="cells" aria-hidden="true">{squares.map(square).collect_view()}</div> }
}

fn subspace(shown: Shown) -> impl IntoView {
    let vector = |entries: Vec<String>| {
        let cells = entries
            .into_iter()
            .map(|e| view! { <tr><td>{e}</td></tr> })
            .collect_view();
        view! { <table class="matrix vector"><tbody>{cells}</tbody></table> }
    };
    let basis = match shown.basis.is_empty() {
        true => view! { <p>{text::ONLY_ZERO}</p> }.into_any(),
        false => view! {
            <div class="basis" tabindex="0" role="group" aria-label=format!("Basis: {}", shown.heading)>
                {shown.basis.into_iter().map(vector).collect_view()}
            </div>
        }
        .into_any(),
    };
    view! {
        <div class=format!("subspace {}", shown.role)>
            <h4>{shown.heading}</h4>
            <p>{shown.meaning}</p>
            {basis}
        </div>
    }
}

fn shown(state: &RankState, results: &Results) -> Vec<Shown> {
    let bases = chosen_bases(state, results);
    let unit_length = bases == results.subspaces;
    let entry = |v: &f64| match unit_length {
        true => readable((v * 1e4).round() / 1e4).text,
        false => readable(*v).text,
    };
    let (m, n, rank) = (results.rows, results.cols, results.rank);
    let shown = |basis: &Matrix, name: &str, dimension: String, meaning, role| Shown {
        heading: sentences::subspace_heading(name, &dimension),
        meaning,
        role,
        basis: basis
            .column_iter()
            .map(|c| c.iter().map(entry).collect())
            .collect(),
    };
    vec![
        shown(
            &bases.row_space,
            "Row space C(Aᵀ)",
            format!("r = {rank}"),
            text::ROW_SPACE,
            "role-right",
        ),
        shown(
            &bases.null_space,
            "Null space N(A)",
            format!("n − r = {}", n - rank),
            text::NULL_SPACE,
            "role-error",
        ),
        shown(
            &bases.column_space,
            "Column space C(A)",
            format!("r = {rank}"),
            text::COLUMN_SPACE,
            "role-left",
        ),
        shown(
            &bases.left_null_space,
            "Left null space N(Aᵀ)",
            format!("m − r = {}", m - rank),
            text::LEFT_NULL_SPACE,
            "role-frozen",
        ),
    ]
}

fn chosen_bases(state: &RankState, results: &Results) -> Bases {
    let read_off = match state.basis {
        Basis::Rref => results.rref_bases(),
        Basis::Orthonormal => None,
    };
    read_off.unwrap_or_else(|| results.subspaces.clone())
}
