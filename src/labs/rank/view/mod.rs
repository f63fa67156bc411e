//! The page of the Rank lab.
//!
//! | file | what it holds |
//! |---|---|
//! | `controls` | the matrix, the tolerance, the counts |
//! | `map` | the unit ball and its image, the columns, the point x |
//! | `spectrum` | the singular values and rounding to rank r |
//! | `reduction` | row reduction, step by step |
//! | `subspaces` | the four fundamental subspaces |
//! | `tasks` | prediction and challenges |
//! | `teaser` | the figure on the contents page |

mod controls;
mod map;
mod reduction;
mod spectrum;
mod subspaces;
mod tasks;
mod teaser;

use leptos::prelude::*;

use crate::ui::later::later;
use crate::ui::live::{derived, memo};
pub use teaser::TEASER;

use super::model::{self, Results};
use super::state::RankState;
use super::text;
use super::text::sentences;
use crate::ui::equation::{Equation, number, operator, shaped, symbol, text as words};
use crate::ui::lab_page::{LabPage, Notices};
use crate::ui::part::{Part, Python, page, python};
use crate::ui::session::{Host, Readiness, Session};

/// What every part of the page works with.
#[derive(Clone, Copy)]
pub(super) struct Lab {
    pub session: Session<RankState>,
    outcome: Memo<Result<Results, crate::linalg::Error>>,
    /// The results of the last state that had any.
    results: Memo<Option<Results>>,
}

impl Lab {
    fn open(host: Host) -> Self {
        let session = Session::<RankState>::open(host);
        let state = session.state();
        let outcome = memo(move |_| state.with(model::compute));
        let results = memo(move |before: Option<&Option<Results>>| {
            let last = || match before {
                Some(last) => last.clone(),
                None => model::compute(&RankState::default()).ok(),
            };
            outcome.get().ok().or_else(last)
        });
        Self {
            session,
            outcome,
            results,
        }
    }

    /// A part of the results that only notifies when it changes.
    pub fn read<T>(&self, part: impl Fn(&Results) -> T + Send + Sync + 'static) -> Memo<T>
    where
        T: Default + PartialEq + Send + Sync + 'static,
    {
        let results = self.results;
        memo(move |_| results.with(|r| r.as_ref().map(&part).unwrap_or_default()))
    }

    /// As [`Self::read`], with the state.
    pub fn read_with<T>(
        &self,
        part: impl Fn(&RankState, &Results) -> T + Send + Sync + 'static,
    ) -> Memo<T>
    where
        T: Default + PartialEq + Send + Sync + 'static,
    {
        let (state, results) = (self.session.state(), self.results);
        memo(move |_| {
            state.with(|s| results.with(|r| r.as_ref().map(|r| part(s, r)).unwrap_or_default()))
        })
    }

    /// Why the state on screen has no results of its own.
    pub fn problem(&self) -> Memo<String> {
        let outcome = self.outcome;
        memo(move |_| match outcome.get() {
            Ok(_) => String::new(),
            Err(error) => text::last_result_stays(&error.to_string()),
        })
    }

    fn readiness(&self) -> Signal<Readiness> {
        let outcome = self.outcome;
        derived(move || match outcome.with(Result::is_ok) {
            true => Readiness::Ready,
            false => Readiness::Error,
        })
    }
}

/// The page, a part of the program that is fetched when the lab is first opened.
pub const PART: Part = page!(rank, draw);
/// What writes its readouts as a script, in the part that shares.
pub const PYTHON: Python = python!(RankState);

fn draw(host: Host) -> AnyView {
    let lab = Lab::open(host);
    let equation = equation(lab);
    view! {
        <LabPage headline=text::HEADLINE question=text::LEDE equation readiness=lab.readiness()>
            <div class="lab-rank">
                <controls::Tolerance lab />
                <div class="grid">
                    <controls::Matrix lab />
                    {later(move || view! { <map::Map lab /> }.into_any())}
                </div>
                {later(move || {
                    view! {
                        <div class="grid">
                            <spectrum::Spectrum lab />
                            <div class="span-5 stack">
                                <tasks::Predict lab />
                                <Notices sentences=lab.read(|results| Some(sentences::notices(results))) />
                            </div>
                        </div>
                    }
                    .into_any()
                })}
                {later(move || {
                    view! {
                        <div class="grid">
                            <div class="span-6 stack">
                                <reduction::Reduction lab />
                                <subspaces::Dimension lab />
                            </div>
                            <div class="span-6 stack">
                                <tasks::TryIt lab />
                            </div>
                        </div>
                    }
                    .into_any()
                })}
                {later(move || view! { <subspaces::FourSubspaces lab /> }.into_any())}
            </div>
        </LabPage>
    }
    .into_any()
}

/// rank A + nullity A = n with the reader's numbers.
fn equation(lab: Lab) -> AnyView {
    let counts = lab.read(|r| (r.rows, r.cols, r.rank, r.nullity));
    let markup = derived(move || {
        let (m, n, rank, nullity) = counts.get();
        let a = shaped(&symbol("A", "role-delta"), m, n);
        let count = |value: usize, role: &str| format!("<mn class=\"{role}\">{value}</mn>");
        [
            words("rank"),
            thin_space(),
            a,
            operator("+"),
            words("nullity"),
            thin_space(),
            symbol("A", "role-delta"),
            operator("="),
            count(rank, "role-sigma"),
            operator("+"),
            count(nullity, "role-error"),
            operator("="),
            number(&n.to_string()),
        ]
        .concat()
    });
    let text = derived(move || {
        let (m, n, rank, nullity) = counts.get();
        text::equation_in_words(m, n, rank, nullity)
    });
    view! { <Equation markup text /> }.into_any()
}

fn thin_space() -> String {
    "<mspace width=\"0.2em\"></mspace>".to_owned()
}
