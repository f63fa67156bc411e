//! The work of the lesson, in the worker.

use std::sync::Arc;

use crate::engine::JobKind;
use crate::engine::training::{self, Reached, Trainer};
use crate::learn::autoencoder::AutoencoderTraining;

use super::history::History;
use super::lesson::AutoencoderLesson;
use super::model::{File, Known, Trained, settings};
use super::snapshot::{Prepared, prepare, trained};
use super::state::{Method, Task};

pub const TRAIN: JobKind = training::job::<AutoencoderLesson>();

pub struct Run {
    method: Method,
    training: AutoencoderTraining,
    history: History,
}

impl Trainer for AutoencoderLesson {
    type Problem = Prepared;
    type Run = Run;

    fn problem(task: &Task, file: Option<&File>) -> Result<Prepared, String> {
        prepare(task, file)
    }

    fn facts(prepared: &Prepared) -> Known {
        prepared.known.clone()
    }

    fn start(prepared: &Prepared, method: &Method) -> Result<Run, String> {
        let training = AutoencoderTraining::new(Arc::clone(&prepared.data), settings(method))
            .map_err(|error| error.to_string())?;
        Ok(Run {
            method: *method,
            history: History::new(&training),
            training,
        })
    }

    fn train(run: &mut Run) -> f64 {
        run.training.step();
        let recorded = run.history.record(&run.training);
        let data = run.training.data();
        let (n, count, r) = (data.features(), data.points(), run.method.rank);
        let (one, angles) = match run.method.hidden {
            0 => (5 * n * r * count.min(n.max(40)), 60 * n * r * r),
            hidden => (6 * hidden * (n + r + 12) * count, 0),
        };
        (one + if recorded { angles } else { 0 }) as f64
    }

    fn reached(run: &Run) -> Reached {
        Reached {
            steps: run.training.steps(),
            ended: run.training.diverged().is_some(),
        }
    }

    fn picture(
        prepared: &Prepared,
        run: &Run,
        shown: &usize,
        _quick: bool,
    ) -> Result<Trained, String> {
        let history = run.history.up_to_now(&run.training);
        trained(prepared, &run.training, run.method, *shown, history)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::point_sets::SETS;
    use crate::engine::training::{Answer, Ask, Frame, Goal, Has, Lesson, Order, Wanted};
    use crate::engine::{self, Job, Step};
    use crate::labs::autoencoder::state::{OwnFile, Penalty, Points, Start, State};
    use crate::learn::autoencoder::Activation;
    use crate::learn::optimizer::OptimizerKind;

    fn order(state: &State, has: Has) -> Vec<u8> {
        let ask = Ask {
            whole: true,
            ..Ask::all_at(Goal::Step(state.steps))
        };
        let supply = state.is_digits().then(|| {
            let file = include_bytes!("../../../assets/data/digits.npy");
            Arc::new(File::Digits(file.to_vec()))
        });
        let order = Order::<AutoencoderLesson>::new(state, ask, Wanted::of(state), has, supply);
        engine::encode(&order).unwrap()
    }

    /// Everything a job says until it is done.
    fn run(job: &mut dyn Job) -> (Option<Arc<Known>>, Frame<AutoencoderLesson>) {
        let mut known = None;
        for _ in 0..100_000 {
            let bytes = match job.step() {
                Step::Working(_) => continue,
                Step::Snapshot(bytes) | Step::Done(bytes) => bytes,
                Step::Failed(reason) => panic!("{reason}"),
            };
            match engine::decode::<Answer<AutoencoderLesson>>(&bytes).unwrap() {
                Answer::Facts(about) => known = Some(about.facts),
                Answer::Picture(frame) if frame.asked.is_some() => return (known, frame),
                Answer::Picture(_) => {}
                Answer::Missing => panic!("something is missing"),
            }
        }
        panic!("the job does not end");
    }

    fn start(state: &State) -> Box<dyn Job> {
        (TRAIN.start)(&order(state, Has::default())).unwrap()
    }

    #[test]
    fn going_on_is_the_same_as_going_at_once() {
        let mut state = State::default();
        let mut job = start(&state);
        let (known, at_start) = run(job.as_mut());
        assert_eq!(known.unwrap().singular_values.len(), 4);
        assert_eq!(at_start.picture.steps, 0);
        let has = Has {
            facts: true,
            picture: true,
        };
        for steps in [3, 700, 1500] {
            state.steps = steps;
            assert!(job.take_over(&order(&state, has)));
            let (known, trained) = run(job.as_mut());
            assert!(known.is_none() && trained.shows(&Wanted::of(&state)));
            let (_, at_once) = run(start(&state).as_mut());
            assert_eq!(trained.picture, at_once.picture);
            assert!(trained.picture.history.len() <= 402);
        }
        // Back to an earlier step: from the start again.
        state.steps = 2;
        assert!(job.take_over(&order(&state, has)));
        assert_eq!(run(job.as_mut()).1.picture.steps, 2);
    }

    #[test]
    fn every_set_trains_in_every_way() {
        for info in SETS {
            for activation in [Activation::Linear, Activation::Tanh, Activation::Relu] {
                for start_at in [Start::Random, Start::Saddle] {
                    let mut state = State {
                        activation,
                        start: start_at,
                        lambda: 0.01,
                        penalty: Penalty::Unequal,
                        steps: 0,
                        ..State::default()
                    };
                    state.show_set(info);
                    state.steps = 5;
                    let (known, shown) = run(start(&state).as_mut());
                    assert!(shown.shows(&Wanted::of(&state)));
                    let trained = &shown.picture;
                    assert!(trained.loss.is_finite() && trained.errors.trained.is_finite());
                    let known = known.unwrap();
                    assert_eq!(known.spots.len(), trained.rebuilt_spots.len());
                    assert_eq!(known.codes.len(), trained.codes.len());
                }
            }
        }
    }

    #[test]
    fn a_divergence_stops_and_is_told() {
        let state = State {
            optimizer: OptimizerKind::GradientDescent,
            learning_rate: Some(1e3),
            steps: 500,
            ..State::default()
        };
        let (_, shown) = run(start(&state).as_mut());
        let trained = &shown.picture;
        assert!(trained.diverged && trained.steps < 500 && trained.loss.is_finite());
        assert!(shown.shows(&Wanted::of(&state)));
    }

    #[test]
    fn digits_and_own_files_are_handed_over_each_by_its_number() {
        let needed = |points: Points| {
            let task = Task {
                points,
                ..State::default().task()
            };
            AutoencoderLesson::supply(&task)
        };
        let own = |serial| {
            Points::Own(OwnFile {
                serial,
                points: 9,
                features: 3,
                classes: 0,
            })
        };
        let given = Points::Given {
            columns: 1,
            values: vec![1.0],
        };
        assert_eq!((needed(Points::Set(0)), needed(given)), (None, None));
        let all = [Points::Set(1), own(0), own(1)].map(needed);
        assert!(all.iter().all(Option::is_some));
        assert!(all[0] != all[1] && all[0] != all[2] && all[1] != all[2]);
    }
}
