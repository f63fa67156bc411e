//! From the state to what is on screen: the spectrum, the trial and the training under one budget, each asked of the
//! worker when the state wants it.

mod play;

use std::sync::Arc;

use leptos::prelude::*;
use web_sys::Blob;

use crate::engine;
use crate::labs::choose_r::model::Spectrum;
use crate::labs::choose_r::real;
use crate::labs::choose_r::shared_job::{self, Frame, Trained};
use crate::labs::choose_r::spectrum_job::{self, Found};
use crate::labs::choose_r::state::{LAYER_SIDE, Layers, STEPS, Source, State, Wanted};
use crate::labs::choose_r::trial_job::{self, Tried};
use crate::ui::files::{self, Opener};
use crate::ui::live::{Reaction, derived, memo};
use crate::ui::session::{Readiness, Session};
use crate::ui::shipped::Shipped;
use crate::ui::work::Work;

/// What a download that fails is called.
const UPDATE: &str = "The real update";

/// A spectrum and what it is of.
#[derive(Clone)]
pub struct Shown {
    pub wanted: Wanted,
    pub spectrum: Arc<Spectrum>,
}

impl PartialEq for Shown {
    fn eq(&self, other: &Self) -> bool {
        self.wanted == other.wanted && Arc::ptr_eq(&self.spectrum, &other.spectrum)
    }
}

/// The open lab: its state, and what has come in.
#[derive(Clone, Copy)]
pub struct Lab {
    pub session: Session<State>,
    /// The last good spectrum.
    pub shown: Memo<Option<Shown>>,
    found: RwSignal<Option<Shown>>,
    /// The reader's own, by their serial numbers.
    own: RwSignal<Vec<Arc<Spectrum>>>,
    /// All 36 of the real run.
    pub real: Shipped<Vec<Spectrum>>,
    /// The bytes of the one that ships entry by entry.
    value: Shipped<Vec<u8>>,
    pub tried: RwSignal<Option<Arc<Tried>>>,
    trained: RwSignal<Option<Arc<Trained>>>,
    pub spectrum_work: Work,
    pub trial_work: Work,
    pub shared_work: Work,
    /// The step on screen while the training is played.
    pub playing: RwSignal<Option<usize>>,
}

impl Lab {
    pub fn open(session: Session<State>) -> Self {
        let found = RwSignal::new(None::<Shown>);
        let own = RwSignal::new(Vec::new());
        let real = Shipped::new(UPDATE, real::SPECTRA_FILE, |bytes| {
            real::read_spectra(&bytes)
        });
        let wanted = session.part(State::wanted);
        let lab = Self {
            session,
            shown: memo(move |before: Option<&Option<Shown>>| {
                let wanted = wanted.get();
                let now = match wanted {
                    Wanted::Layer(index) => layer(real.get(), index),
                    Wanted::Own(serial) => own.with(|own| own.get(serial).cloned()),
                    _ => {
                        found.with(|f| f.clone().filter(|f| f.wanted == wanted).map(|f| f.spectrum))
                    }
                };
                let now = now.map(|spectrum| Shown { wanted, spectrum });
                now.or_else(|| before.cloned().flatten())
            }),
            found,
            own,
            real,
            value: Shipped::new(UPDATE, real::DELTA_W_FILE, Ok),
            tried: RwSignal::new(None),
            trained: RwSignal::new(None),
            spectrum_work: Work::idle(),
            trial_work: Work::idle(),
            shared_work: Work::idle(),
            playing: RwSignal::new(None),
        };
        lab.follow_spectrum(wanted);
        lab.follow_trial();
        lab.follow_shared();
        lab
    }

    /// Makes a change for a control.
    pub fn change(self, control: &'static str, change: impl FnOnce(&mut State)) {
        self.session.update(control, change);
    }

    /// The spectrum that the state is about.
    pub fn spectrum(self) -> Option<Arc<Spectrum>> {
        let wanted = self.session.state().with(State::wanted);
        let shown = self.shown.get().filter(|shown| shown.wanted == wanted);
        shown.map(|shown| shown.spectrum)
    }

    /// The trial that the state describes, as far as it has come.
    pub fn tried(self) -> Option<Arc<Tried>> {
        let trial = self.session.state().with(|s| s.sweep.then(|| s.trial()))?;
        self.tried.get().filter(|tried| tried.trial == trial)
    }

    /// The same once it is over.
    pub fn trial_over(self) -> Option<Arc<Tried>> {
        self.tried().filter(|tried| tried.is_over())
    }

    /// The training that the state describes.
    pub fn trained(self) -> Option<Arc<Trained>> {
        let shared = self
            .session
            .state()
            .with(|s| s.adaptive.then(|| s.shared()))?;
        self.trained
            .get()
            .filter(|trained| trained.shared == shared)
    }

    /// The last training, whatever it was of.
    pub fn last_trained(self) -> Option<Arc<Trained>> {
        self.trained.get()
    }

    /// The step whose triplets are shown.
    pub fn step(self) -> usize {
        let step = self.session.state().with(|s| s.step);
        self.playing.get().unwrap_or(step)
    }

    /// The training that the state describes, and its picture on screen.
    pub fn frame(self) -> Option<(Arc<Trained>, Frame)> {
        let trained = self.trained()?;
        let frame = trained.at(self.step())?.clone();
        Some((trained, frame))
    }

    /// The last training there was, and whether it is the one that the state describes.
    pub fn last_frame(self) -> Option<(Arc<Trained>, Frame, bool)> {
        if let Some((trained, frame)) = self.frame() {
            return Some((trained, frame, true));
        }
        let trained = self.trained.get()?;
        let frame = trained.at(STEPS)?.clone();
        Some((trained, frame, false))
    }

    pub fn readiness(self) -> Signal<Readiness> {
        let asked = self.session.part(|s| (s.sweep, s.adaptive));
        derived(move || {
            let (sweep, adaptive) = asked.get();
            let broken = [
                (true, self.spectrum_work),
                (sweep, self.trial_work),
                (adaptive, self.shared_work),
            ];
            if broken
                .iter()
                .any(|(asked, work)| *asked && work.problem.with(Option::is_some))
            {
                Readiness::Error
            } else if self.spectrum().is_some()
                && (!sweep || self.trial_over().is_some())
                && (!adaptive || self.trained().is_some())
            {
                Readiness::Ready
            } else {
                Readiness::Computing
            }
        })
    }

    /// Tries a download that failed again.
    pub fn retry(self) {
        self.real.retry();
        self.value.retry();
    }

    fn follow_spectrum(self, wanted: Memo<Wanted>) {
        Effect::new(Box::new(move || {
            let wanted = wanted.get();
            self.spectrum_work.problem.set(None);
            match wanted {
                Wanted::Own(_) => self.spectrum_work.stop(),
                Wanted::Layer(_) => {
                    self.spectrum_work.stop();
                    if let Some(Err(reason)) = self.real.want() {
                        self.spectrum_work.problem.set(Some(reason));
                    }
                }
                Wanted::Value => {
                    // The table of all 36 stands beside it.
                    untrack(|| self.real.want());
                    match self.value.want() {
                        None => {}
                        Some(Err(reason)) => self.spectrum_work.problem.set(Some(reason)),
                        Some(Ok(bytes)) => self.order(wanted, files::blob(&bytes)),
                    }
                }
                Wanted::Synthetic { .. } => self.order(wanted, None),
            }
        }) as Reaction);
    }

    /// Orders what is wanted, of the file that it is read from where there is one.
    fn order(self, wanted: Wanted, file: Option<Blob>) {
        let here = self
            .found
            .with_untracked(|f| f.as_ref().is_some_and(|f| f.wanted == wanted));
        if here {
            return self.spectrum_work.stop();
        }
        let order = spectrum_job::Order {
            wanted,
            names: file.iter().map(|_| UPDATE.to_owned()).collect(),
        };
        let files = file.into_iter().collect();
        let work = self.spectrum_work;
        work.ask_with(spectrum_job::NAME, &order, files, move |bytes| {
            let (wanted, spectrum) = read_found(&bytes)?;
            self.found.try_set(Some(Shown { wanted, spectrum }));
            Ok(())
        });
    }

    /// Has the reader's files read. The state follows once they have been understood.
    pub fn open_files(self, opener: Opener, files: Vec<web_sys::File>) {
        let serial = self.own.with_untracked(Vec::len);
        let order = spectrum_job::Order {
            wanted: Wanted::Own(serial),
            names: files.iter().map(files::short_name).collect(),
        };
        let files = files.into_iter().map(Blob::from).collect();
        let work = opener.work;
        work.ask_with(spectrum_job::FILE_NAME, &order, files, move |bytes| {
            let (_, spectrum) = read_found(&bytes)?;
            let kept = self.own.try_update(|own| {
                own.push(spectrum);
                own.len() - 1
            });
            if let Some(serial) = kept {
                self.change("update", |s| s.source = Source::Own(serial));
            }
            Ok(())
        });
    }

    fn follow_trial(self) {
        let asked = self.session.part(|s| s.sweep.then(|| s.trial()));
        Effect::new(Box::new(move || {
            let Some(trial) = asked.get() else {
                return self.trial_work.stop();
            };
            let here = self.tried.with_untracked(|tried| {
                tried
                    .as_ref()
                    .is_some_and(|t| t.trial == trial && t.is_over())
            });
            if here {
                return self.trial_work.stop();
            }
            self.trial_work.ask(trial_job::NAME, &trial, move |bytes| {
                let tried: Tried = engine::decode(&bytes).map_err(|error| error.to_string())?;
                self.tried.try_set(Some(Arc::new(tried)));
                Ok(())
            });
        }) as Reaction);
    }

    fn follow_shared(self) {
        let asked = self.session.part(|s| s.adaptive.then(|| s.shared()));
        Effect::new(Box::new(move || {
            let Some(shared) = asked.get() else {
                return self.shared_work.stop();
            };
            let spectra = match shared.layers {
                Layers::Real => match self.real.want() {
                    None => return,
                    Some(Err(reason)) => return self.shared_work.problem.set(Some(reason)),
                    Some(Ok(spectra)) => real::value_heads(&spectra, LAYER_SIDE),
                },
                _ => Vec::new(),
            };
            let here = self
                .trained
                .with_untracked(|t| t.as_ref().is_some_and(|t| t.shared == shared));
            if here {
                return self.shared_work.stop();
            }
            let order = shared_job::Order {
                shared,
                real: spectra,
            };
            self.shared_work
                .ask(shared_job::NAME, &order, move |bytes| {
                    let trained: Trained =
                        engine::decode(&bytes).map_err(|error| error.to_string())?;
                    self.trained.try_set(Some(Arc::new(trained)));
                    Ok(())
                });
        }) as Reaction);
    }
}

fn read_found(bytes: &[u8]) -> Result<(Wanted, Arc<Spectrum>), String> {
    let found: Found = engine::decode(bytes).map_err(|error| error.to_string())?;
    let spectrum = Spectrum::new((found.rows, found.cols), found.sigma);
    Ok((found.wanted, Arc::new(spectrum)))
}

fn layer(real: Option<Result<Arc<Vec<Spectrum>>, String>>, index: usize) -> Option<Arc<Spectrum>> {
    match real {
        Some(Ok(spectra)) => spectra.get(index).cloned().map(Arc::new),
        _ => None,
    }
}
