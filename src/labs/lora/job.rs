//! The work of the lesson, in the worker.

use std::sync::Arc;

use crate::engine::JobKind;
use crate::engine::training::{self, Reached, Trainer};
use crate::learn;
use crate::learn::lora::{LoraProblem, LoraTraining, Precision, Start, forward};

use super::lesson::LoraLesson;
use super::model::{
    Forward, Known, Limits, Real, Rounded, Trained, pixels, probe_input, problem_settings, thinned,
    training_settings,
};
use super::state::{Method, Probe, Task};

pub const TRAIN: JobKind = training::job::<LoraLesson>();

pub struct Run {
    method: Method,
    training: LoraTraining,
    /// The loss at every step so far.
    losses: Vec<f64>,
}

impl Trainer for LoraLesson {
    type Problem = Arc<LoraProblem>;
    type Run = Run;

    fn problem(task: &Task, real: Option<&Real>) -> Result<Arc<LoraProblem>, String> {
        let matrices = real.map(Real::matrices).transpose()?;
        LoraProblem::new(&problem_settings(task, matrices))
            .map(Arc::new)
            .map_err(|error| error.to_string())
    }

    fn facts(problem: &Arc<LoraProblem>) -> Known {
        let most = problem.outputs().min(problem.inputs());
        Known {
            shape: (problem.outputs(), problem.inputs()),
            w: pixels(problem.w()),
            delta_w: pixels(problem.delta_w()),
            svd: problem.delta_w_svd().clone(),
            floors: (0..=most).map(|r| problem.regression().floor(r)).collect(),
        }
    }

    fn start(problem: &Arc<LoraProblem>, method: &Method) -> Result<Run, String> {
        let training = LoraTraining::new(Arc::clone(problem), training_settings(method))
            .map_err(|error| error.to_string())?;
        Ok(Run {
            method: *method,
            losses: vec![training.loss()],
            training,
        })
    }

    fn train(run: &mut Run) -> f64 {
        run.training.step();
        run.losses.push(run.training.loss());
        let problem = run.training.problem();
        let sides = problem.outputs() + problem.inputs();
        (5 * run.training.rank() * problem.samples() * sides) as f64
    }

    fn reached(run: &Run) -> Reached {
        Reached {
            steps: run.training.steps(),
            ended: run.training.diverged().is_some(),
        }
    }

    fn picture(
        problem: &Arc<LoraProblem>,
        run: &Run,
        probe: &Probe,
        quick: bool,
    ) -> Result<Trained, String> {
        let training = &run.training;
        let measured = training.measure().map_err(|error| error.to_string())?;
        let offset = match run.method.start {
            Start::Paper => Vec::new(),
            Start::Pissa => pixels(&(training.target() - problem.delta_w())),
        };
        Ok(Trained {
            method: run.method,
            steps: training.steps(),
            a: training.a(),
            b: training.b().clone(),
            product: pixels(&training.scaled_product()),
            offset,
            scale: training.scale(),
            learning_rate: training.learning_rate(),
            loss: training.loss(),
            first_loss: training.first_loss(),
            limits: Limits {
                error: measured.best_relative_error,
                loss: training.floor(),
            },
            history: thinned(&run.losses),
            error: measured.relative_error,
            rank: measured.rank,
            angles: measured.angles,
            singular_values: measured.singular_values,
            diverged: training.diverged().is_some(),
            forward: pass(training, *probe, quick).map_err(|error| error.to_string())?,
        })
    }
}

/// The forward pass at the present A and B; a quick one only in f64.
fn pass(training: &LoraTraining, probe: Probe, quick: bool) -> Result<Forward, learn::Error> {
    let (a, w) = (training.a(), training.frozen());
    let x = probe_input(w.ncols(), &probe);
    let run = |precision| forward(w, &a, training.b(), training.scale(), &x, precision);
    let exact = run(Precision::F64)?;
    let rounded = if quick {
        Vec::new()
    } else {
        let passes = [
            ("f64", exact.clone()),
            ("f32", run(Precision::F32)?),
            ("bf16", run(Precision::Bf16)?),
        ];
        let rows = passes.iter().map(|(name, pass)| Rounded {
            name: (*name).to_owned(),
            gap: pass.gap,
            unchanged: pass.unchanged_entries,
        });
        rows.collect()
    };
    Ok(Forward {
        x,
        frozen: exact.frozen,
        hidden: exact.hidden,
        update: exact.update,
        h: exact.unmerged,
        gap: exact.gap,
        rounded,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::training::{Answer, Ask, Frame, Goal, Has, Order, Wanted};
    use crate::engine::{self, Job, Step};
    use crate::labs::lora::state::{Inputs, State, Update};

    type Shown = Frame<LoraLesson>;

    fn order(state: &State, has: Has) -> Vec<u8> {
        let ask = Ask::all_at(Goal::Step(state.steps));
        let order = Order::<LoraLesson>::new(state, ask, Wanted::of(state), has, None);
        engine::encode(&order).unwrap()
    }

    /// Everything a job says until it is done.
    fn run(job: &mut dyn Job) -> (Option<Arc<Known>>, Shown) {
        let mut known = None;
        for _ in 0..10_000 {
            let bytes = match job.step() {
                Step::Working(_) => continue,
                Step::Snapshot(bytes) | Step::Done(bytes) => bytes,
                Step::Failed(reason) => panic!("{reason}"),
            };
            match engine::decode::<Answer<LoraLesson>>(&bytes).unwrap() {
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
        let mut state = State {
            d: 12,
            k: 9,
            ..State::default()
        };
        let mut job = start(&state);
        let (known, at_start) = run(job.as_mut());
        assert_eq!(known.unwrap().floors.len(), 10);
        let at_start = at_start.picture;
        assert_eq!((at_start.steps, at_start.rank), (0, 0));
        assert!((at_start.error - 1.0).abs() < 1e-12);
        let has = Has {
            facts: true,
            picture: true,
        };
        for steps in [3, 40] {
            state.steps = steps;
            assert!(job.take_over(&order(&state, has)));
            let (known, trained) = run(job.as_mut());
            assert!(known.is_none() && trained.shows(&Wanted::of(&state)));
            assert_eq!(trained.picture, run(start(&state).as_mut()).1.picture);
        }
        // Back to an earlier step: from the start again.
        state.steps = 2;
        assert!(job.take_over(&order(&state, has)));
        assert_eq!(run(job.as_mut()).1.picture.steps, 2);
    }

    #[test]
    fn what_needs_no_training_is_the_same_in_facts_and_pictures() {
        for (rank, inputs) in [
            (1, Inputs::Isotropic),
            (5, Inputs::Correlated),
            (20, Inputs::Isotropic),
        ] {
            let mut state = State {
                d: 12,
                k: 9,
                rank: Some(rank),
                inputs,
                target_noise: 0.1,
                steps: 3,
                ..State::default()
            };
            let (known, trained) = run(start(&state).as_mut());
            let limits = known.unwrap().limits(&state.method());
            assert_eq!(limits, Some(trained.picture.limits));
            state.start = Start::Pissa;
            let (known, _) = run(start(&state).as_mut());
            assert_eq!(known.unwrap().limits(&state.method()), None);
        }
    }

    #[test]
    fn a_divergence_stops_and_is_told() {
        let state = State {
            d: 8,
            k: 8,
            optimizer: crate::learn::optimizer::OptimizerKind::GradientDescent,
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
    fn the_real_update_needs_its_matrices() {
        let state = State {
            update: Update::Minilm,
            ..State::default()
        };
        let Step::Done(bytes) = start(&state).step() else {
            panic!("it should have asked");
        };
        let answer = engine::decode::<Answer<LoraLesson>>(&bytes).unwrap();
        assert!(matches!(answer, Answer::Missing));
    }
}
