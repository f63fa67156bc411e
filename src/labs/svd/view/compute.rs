//! From the state to the decomposition on screen: small matrices within the frame, large ones by the worker.

use std::sync::Arc;

use leptos::prelude::*;

use crate::engine::{self, EventBody};
use crate::labs::svd::figures::Look;
use crate::labs::svd::job::{self, Answer};
use crate::labs::svd::model::{AtRank, Decomposition, SMALL, Task, decompose};
use crate::labs::svd::state::{Inputs, State};
use crate::labs::svd::text;
use crate::linalg::low_rank::Truncation;
use crate::linalg::{Matrix, norms};
use crate::ui::jobs::{Jobs, use_jobs};
use crate::ui::live::{Reaction, derived, memo};
use crate::ui::session::{Readiness, Session};

use super::load::Pictures;

/// A decomposition and the inputs it belongs to.
#[derive(Clone)]
pub struct Shown {
    pub inputs: Inputs,
    pub preview: bool,
    pub look: Look,
    /// max |a|, for the colours.
    pub a_max: f64,
    pub d: Arc<Decomposition>,
}

impl PartialEq for Shown {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.d, &other.d) && self.inputs == other.inputs
    }
}

impl Shown {
    fn new(inputs: Inputs, preview: bool, d: Decomposition) -> Self {
        Self {
            look: if inputs.matrix.is_some() {
                Look::Matrix
            } else {
                Look::Picture
            },
            a_max: norms::max_abs_entry(&d.shown),
            inputs,
            preview,
            d: Arc::new(d),
        }
    }
}

type Outcome = Result<Shown, String>;

/// A_r of a large matrix, moved from r to r in f32.
pub struct Slide {
    pub d: Arc<Decomposition>,
    pub truncation: Truncation,
    /// A, row by row.
    pub a: Vec<f32>,
}

/// What is being computed and what is on screen.
#[derive(Clone, Copy)]
pub struct Computation {
    pub pictures: Pictures,
    /// The last good decomposition, a preview included.
    pub shown: Memo<Option<Shown>>,
    /// The numbers at r; `None` while they would not belong to the state.
    pub at: Memo<Option<AtRank>>,
    pub readiness: Signal<Readiness>,
    /// What went wrong, for the reader.
    pub problem: Signal<Option<String>>,
    /// The worker's share done, 0 to 1, while it computes.
    pub progress: RwSignal<f64>,
    pub slide: StoredValue<Option<Slide>, LocalStorage>,
}

impl Computation {
    pub fn start(session: Session<State>) -> Self {
        let pictures = Pictures::new();
        let inputs = session.part(State::inputs);
        let rank = session.part(State::rank);
        let task = memo(move |_| task_of(pictures, &inputs.get()));
        let slide = StoredValue::new_local(None::<Slide>);
        let progress = RwSignal::new(0.0);
        let from_worker = ask_worker(pictures, inputs, task, slide, progress);
        let outcome = memo(move |_| {
            let inputs = inputs.get();
            match task.get()? {
                Err(problem) => Some(Err(problem)),
                Ok(task) if task.0.clean.len() <= SMALL => Some(
                    decompose(&task.0)
                        .map(|d| Shown::new(inputs, false, d))
                        .map_err(|error| error.to_string()),
                ),
                Ok(_) => from_worker
                    .get()
                    .filter(|outcome| match outcome {
                        Ok(shown) => shown.inputs == inputs,
                        Err((at, _)) => *at == inputs,
                    })
                    .map(|outcome| outcome.map_err(|(_, problem)| problem)),
            }
        });
        let shown = memo(move |before: Option<&Option<Shown>>| {
            outcome.with(|now: &Option<Outcome>| match now {
                Some(Ok(shown)) => Some(shown.clone()),
                _ => before.cloned().flatten(),
            })
        });
        let exact = move || outcome.with(|o| matches!(o, Some(Ok(shown)) if !shown.preview));
        Self {
            pictures,
            shown,
            at: memo(move |_| {
                let rank = rank.get();
                exact().then(|| shown.with(|s| s.as_ref().map(|s| s.d.at(rank))))?
            }),
            readiness: derived(move || match outcome.with(|o| matches!(o, Some(Err(_)))) {
                true => Readiness::Error,
                false if exact() => Readiness::Ready,
                false => Readiness::Computing,
            }),
            problem: derived(move || outcome.with(|o| o.as_ref()?.as_ref().err().cloned())),
            progress,
            slide,
        }
    }
}

impl Computation {
    /// What is said while the worker computes.
    pub fn waiting(self) -> Signal<String> {
        derived(move || {
            let preview = self
                .shown
                .with(|shown| shown.as_ref().is_some_and(|s| s.preview));
            text::computing(preview, self.progress.get())
        })
    }
}

/// A task, compared by its inputs alone.
#[derive(Clone)]
struct Shared(Arc<Task>);

impl PartialEq for Shared {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

fn task_of(pictures: Pictures, inputs: &Inputs) -> Option<Result<Shared, String>> {
    let clean: Arc<Matrix> = match &inputs.matrix {
        Some(matrix) => Arc::new(matrix.matrix().clone()),
        None => match pictures.get(inputs.image)? {
            Ok(pixels) => pixels,
            Err(problem) => return Some(Err(problem)),
        },
    };
    Some(Ok(Shared(Arc::new(Task {
        clean: clean.as_ref().clone(),
        noise: inputs.noise,
        seed: inputs.seed,
        centre: inputs.centre,
    }))))
}

type FromWorker = RwSignal<Option<Result<Shown, (Inputs, String)>>>;

/// Fetches pictures and sends large tasks to the worker whenever the inputs change.
fn ask_worker(
    pictures: Pictures,
    inputs: Memo<Inputs>,
    task: Memo<Option<Result<Shared, String>>>,
    slide: StoredValue<Option<Slide>, LocalStorage>,
    progress: RwSignal<f64>,
) -> FromWorker {
    let jobs: Jobs = use_jobs();
    let answer: FromWorker = RwSignal::new(None);
    let running = StoredValue::new(None::<u64>);
    on_cleanup(move || {
        if let Some(id) = running.get_value() {
            jobs.cancel(id);
        }
    });
    Effect::new(Box::new(move || {
        let inputs = inputs.get();
        if inputs.matrix.is_none() {
            // The task follows its arrival.
            untrack(|| pictures.want(inputs.image));
        }
        let Some(Ok(task)) = task.get() else { return };
        if task.0.clean.len() <= SMALL {
            return;
        }
        progress.set(0.0);
        let id = jobs.start(job::NAME, &*task.0, move |event| {
            receive(event, &inputs, answer, slide, progress);
        });
        running.set_value(id);
    }) as Reaction);
    answer
}

fn receive(
    event: EventBody,
    inputs: &Inputs,
    answer: FromWorker,
    slide: StoredValue<Option<Slide>, LocalStorage>,
    progress: RwSignal<f64>,
) {
    let bytes = match event {
        EventBody::Progress(share) => {
            // The lab may have been left meanwhile; so below.
            progress.try_set(share);
            return;
        }
        EventBody::Failed(problem) => {
            answer.try_set(Some(Err((inputs.clone(), problem))));
            return;
        }
        EventBody::Snapshot(bytes) | EventBody::Done(bytes) => bytes,
    };
    match engine::decode::<Answer>(&bytes) {
        Ok(read) => {
            let preview = read.preview;
            let d = read.into_decomposition(inputs.noise);
            let shown = Shown::new(inputs.clone(), preview, d);
            slide.try_set_value(Some(Slide {
                truncation: Truncation::new(&shown.d.svd),
                a: row_major(&shown.d.shown),
                d: Arc::clone(&shown.d),
            }));
            answer.try_set(Some(Ok(shown)));
            build_ahead(slide);
        }
        Err(error) => {
            answer.try_set(Some(Err((inputs.clone(), error.to_string()))));
        }
    }
}

fn row_major(a: &Matrix) -> Vec<f32> {
    let mut values = Vec::with_capacity(a.len());
    for i in 0..a.nrows() {
        let row = a.as_slice().iter().skip(i).step_by(a.nrows());
        values.extend(row.map(|v| *v as f32));
    }
    values
}

/// Prepares long jumps of the slider, a few milliseconds at a time.
fn build_ahead(slide: StoredValue<Option<Slide>, LocalStorage>) {
    let built = slide.try_update_value(|slide| {
        slide
            .as_mut()
            .is_none_or(|slide| slide.truncation.build_slice())
    });
    if built == Some(false) {
        set_timeout(move || build_ahead(slide), std::time::Duration::ZERO);
    }
}
