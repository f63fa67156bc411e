//! The matrix, the tolerance, and the counts that follow from them.

use leptos::prelude::*;

use super::super::model::{rounded_tolerance, tolerance_at};
use super::super::presets::{PRESETS, preset_of};
use super::super::state::MAX_SIDE;
use super::super::text::{self, sentences};
use super::Lab;
use crate::data::number_format::{full, full_list, short};
use crate::ui::icon::Icon;
use crate::ui::live::{live, memo};
use crate::ui::matrix_editor::{ColumnMark, MatrixEditor};
use crate::ui::readout::{Reading, Readout, Stat};
use crate::ui::registry::{Exhibit, entered};

/// Decades that one press of an arrow key moves the tolerance.
const STEP: f64 = 0.1;

/// The lab's main slider, and the counts it decides.
#[component]
pub fn Tolerance(lab: Lab) -> impl IntoView {
    let whole = |value: usize| Reading::new(value.to_string(), value.to_string());
    let rank = lab.read(move |r| whole(r.rank));
    let nullity = lab.read(move |r| whole(r.nullity));
    let rows = lab.read(move |r| whole(r.rows));
    let cols = lab.read(move |r| whole(r.cols));
    let most = lab.read(|r| text::rank_note(r.rows, r.cols));
    let shape = lab.read(|r| text::nullity_note(r.cols, r.rank));
    view! {
        <section class="card tolerance-card" data-controls="" aria-label=text::CONTROLS>
            <ToleranceSlider lab />
            <div class="stat" use:entered=Exhibit::Stat>
                <span class="stat-label">{text::SHAPE_LABEL}</span>
                <span class="stat-number role-delta">
                    <Readout name="rows" value=rows />" × "<Readout name="cols" value=cols />
                </span>
                <span class="stat-note">{text::SHAPE_NOTE}</span>
            </div>
            <Stat label=text::RANK_LABEL.into_any() name="rank" value=rank role="role-sigma">
                {live(move || most.get())}
            </Stat>
            <Stat label=text::NULLITY_LABEL.into_any() name="nullity" value=nullity role="role-error">
                {live(move || shape.get())}
            </Stat>
            <p class="problem" role="status">{live(move || lab.problem().get())}</p>
        </section>
    }
}

/// A slider over powers of ten with the exact value beside it. Nonsense typed there is marked and explained,
/// and the last good tolerance stays in effect.
#[component]
fn ToleranceSlider(lab: Lab) -> impl IntoView {
    let range = lab.read(|r| r.decades());
    let position = lab.read(|r| r.tolerance_position());
    let tolerance = lab.read(|r| r.tolerance);
    let value_text = lab.read(sentences::tolerance_value_text);
    let reading = lab.read(|r| Reading::new(short(r.tolerance, 3), full(r.tolerance)));
    let is_default = lab.session.part(|s| s.tol.is_none());
    let draft = RwSignal::new(None::<String>);
    let set = move |tol: f64| {
        draft.set(None);
        lab.session.update("tol", |s| s.tol = Some(tol));
    };
    let typed = move |typed: String| match typed.trim().replace(',', ".").parse::<f64>() {
        Ok(tol) if tol.is_finite() && tol >= 0.0 => set(tol),
        _ => draft.set(Some(typed)),
    };
    view! {
            <div class="slider slider-main tolerance">
                <div class="slider-head">
                    <label for="tolerance" class="role-error">
                        "Tolerance"<kbd aria-hidden="true">"←"</kbd><kbd aria-hidden="true">"→"</kbd>
                    </label>
                    <span class="tolerance-value role-error">
    <Readout name="tolerance" value=reading />
    <input
                            class="slider-field role-error"
                            type="text"
                            inputmode="decimal"
                            autocomplete="off"
                            aria-label=text::TOLERANCE_FIELD
     aria-invalid=move || draft.get().is_some().then_some("true")
                            aria-describedby="tolerance-problem"
                            prop:value=move || draft.get().unwrap_or_else(|| full(rounded_tolerance(tolerance.get())))
                            on:change=move |ev| typed(event_target_value(&ev))
                        />
    </span>
                </div>
                <input
                    id="tolerance"
                    type="range"
                    class="role-error"
                    aria-label="Tolerance"
                    aria-valuetext=move || value_text.get()
                    min=move || full(range.get().0)
                    max=move || full(range.get().1)
                    step=STEP
                    prop:value=move || full(position.get())
                    on:input=move |ev| {
                        if let Ok(position) = event_target_value(&ev).parse::<f64>() {
                            set(tolerance_at(position));
                        }
                    }
                />
                <p class="problem" id="tolerance-problem" role="status">
                    {live(move || draft.get().map(|_| text::bad_tolerance(&full(tolerance.get()))))}
                </p>
                <div class="tolerance-note">
                    <span>{text::TOLERANCE_DEFINITION}</span>
                    {live(move || match is_default.get() {
                        true => view! { <span>{text::TOLERANCE_SOURCE}</span> }.into_any(),
                        false => view! {
                            <button type="button" class="button quiet" on:click=move |_| {
                                draft.set(None);
                                lab.session.update("tol", |s| s.tol = None);
                            }>{text::TOLERANCE_RESET}</button>
                        }
                        .into_any(),
                    })}
                </div>
            </div>
        }
}

/// Presets, the editor, and dimension drawn against rank.
#[component]
pub fn Matrix(lab: Lab) -> impl IntoView {
    let matrix = lab.session.part(|s| s.matrix.clone());
    let preset = memo(move |_| matrix.with(preset_of));
    let marks = lab.read(|r| {
        let mark = |j: usize| {
            r.is_pivot(j).then(|| ColumnMark {
                role: "role-left",
                word: text::PIVOT.to_owned(),
            })
        };
        (0..r.cols).map(mark).collect::<Vec<_>>()
    });
    let pivots = lab.read(|r| {
        let columns: Vec<String> = r.pivots().iter().map(|p| (p + 1).to_string()).collect();
        let shown = match (columns.is_empty(), r.reduction.is_ok()) {
            (_, false) => text::PIVOTS_UNKNOWN.to_owned(),
            (true, _) => text::NO_PIVOTS.to_owned(),
            (false, _) => columns.join(", "),
        };
        Reading::new(shown, columns.join(" "))
    });
    let sigma = lab.read(|r| {
        let values = &r.svd.singular_values;
        let shown: Vec<String> = values.iter().map(|s| short(*s, 4)).collect();
        Reading::new(shown.join(", "), full_list(values))
    });
    let to_svd = memo(move |_| matrix.with(text::svd_link));
    let choose = move |ev| {
        let chosen = event_target_value(&ev).parse::<usize>().ok();
        if let Some(preset) = chosen.and_then(|index| PRESETS.get(index)) {
            lab.session.update("m", |s| s.matrix = preset.matrix());
        }
    };
    let options = PRESETS
        .iter()
        .enumerate()
        .map(|(index, offered)| {
            view! {
                <option value=index.to_string() prop:selected=move || preset.get() == Some(index)>
                    {offered.name}
                </option>
            }
        })
        .collect_view();
    view! {
        <section class="card span-4 matrix-card" data-controls="">
            <h2>{text::MATRIX_TITLE}</h2>
            <label class="preset">
                <span>{text::PRESET_LABEL}</span>
                <select class="button" on:change=choose>
                    <option value="" disabled prop:selected=move || preset.get().is_none()>
                        {text::OWN_NAME}
                    </option>
                    {options}
                </select>
            </label>
            <p class="preset-point">
                {live(move || preset.get().and_then(|i| PRESETS.get(i)).map_or(text::OWN_POINT, |p| p.point))}
            </p>
            <MatrixEditor
                id="matrix"
                label="Matrix A"
                value=matrix
                on_change=Callback::new(move |matrix| lab.session.update("m", |s| s.matrix = matrix))
                max_rows=MAX_SIDE
                max_cols=MAX_SIDE
                column_marks=marks
            />
            <dl class="facts">
                <dt>{text::PIVOT_COLUMNS}</dt>
                <dd class="role-left"><Readout name="pivots" value=pivots /></dd>
                <dt>{text::SINGULAR_VALUES}</dt>
                <dd class="role-sigma"><Readout name="sigma" value=sigma /></dd>
            </dl>
            <p><a class="button" href=move || to_svd.get()>{text::TO_SVD} {Icon::Right.draw()}</a></p>
        </section>
    }
}
