//! The challenges: what is asked, and when it is met.

use crate::labs::lora::model::{Counts, Known, Trained};
use crate::labs::lora::state::{Inputs, State, Update};
use crate::learn::lora::{Scaling, Start};
use crate::learn::optimizer::OptimizerKind;
use crate::state::challenge::Challenge;

/// Whether a state and its results meet a challenge.
pub type Met = fn(&State, &Known, &Trained) -> bool;

/// The share of Σσ² that the first challenge asks for.
const MOST: f64 = 0.95;
/// A first update within this share of another counts as equally large.
const SAME: f64 = 0.05;

pub const CHALLENGES: &[Challenge<Met>] = &[
    Challenge {
        id: "most-energy",
        task: "Find the smallest r whose best update keeps 95 % of the energy of ΔW*.",
        hint: "“What to notice” tells the energy at your r. Energy is Σσ², so it rises faster than Σσ.",
        solution: "For the toy (64 × 48, σᵢ = 1/i) it is r = 10: Σσ² up to 10 is 95.4 % of the whole, up to 9 it is 94.8 %.",
        met: |state, known, _| state.rank() == known.svd.smallest_rank_for_energy(MOST),
    },
    Challenge {
        id: "pointless",
        task: "Make r(d + k) larger than dk. What has become pointless?",
        hint: "Move r to the right and watch the number of trainable parameters.",
        solution: "Above r = dk/(d + k), 27.4 for 64 × 48, the two factors hold more numbers than the update they stand for. Training the update itself would be cheaper.",
        met: |state, _, _| {
            let counts = Counts::of(state);
            counts.lora > counts.full
        },
    },
    Challenge {
        id: "reach-floor",
        task: "Train until the loss is within 1 % of its floor.",
        hint: "Press Train. A higher speed makes more steps between two pictures.",
        solution: "The toy at r = 4 gets there with its default settings. The floor is Σσ² of the directions that were left out: no update of rank 4 can do better.",
        met: |_, _, trained| trained.at_floor(),
    },
    Challenge {
        id: "diverge",
        task: "Make training diverge.",
        hint: "How long a step is, the learning rate decides. It stands with the settings of the training.",
        solution: "Choose plain gradient descent, type a learning rate ten or a hundred times the default, and train. Every step then overshoots by more than it corrects.",
        met: |_, _, trained| trained.diverged,
    },
    Challenge {
        id: "same-first-update",
        task: "Take the toy with plain gradient descent. From r = 4 and α = 8, go to r = 8 without changing how far the first step goes towards ΔW*. Which α did you need?",
        hint: "With plain gradient descent the first step towards ΔW* is proportional to s²·r, on average over the start of A. At r = 4 and α = 8 that is 2² · 4 = 16.",
        solution: "s²·r = 16 at r = 8 needs s = √2, so α = 8√2, about 11.3. With the scale α/√r instead, α stays 8: s²·r is α² whatever r is.",
        met: |state, _, _| {
            let first = state.scale() * state.scale() * state.rank() as f64;
            let toy = State::default();
            let wanted = toy.scale() * toy.scale() * toy.rank() as f64;
            state.task() == toy.task()
                && state.start == Start::Paper
                && state.optimizer == OptimizerKind::GradientDescent
                && state.rank() == 2 * toy.rank()
                && (first / wanted - 1.0).abs() <= SAME
        },
    },
    Challenge {
        id: "accident",
        task: "Have the common accident: leave α at 8 and raise r until s is below a quarter.",
        hint: "s = α/r.",
        solution: "From r = 33 on, s = 8/r is below 1/4. The first step towards ΔW* is then an eighth of the one at r = 4, for the same learning rate.",
        met: |state, _, _| {
            state.scaling == Scaling::Lora && state.alpha == 8.0 && state.scale() < 0.25
        },
    },
    Challenge {
        id: "not-the-svd",
        task: "Find a task whose best rank-r update is not the truncated SVD of ΔW*, and train to its floor.",
        hint: "What makes one direction of error cost more than another?",
        solution: "Make the inputs correlated, with corr at 0.9. The loss then weighs errors by C. Its floor is that of reduced-rank regression, and at that floor the error against ΔW* is above the dashed curve.",
        met: |state, _, trained| {
            state.update == Update::Synthetic
                && state.inputs == Inputs::Correlated
                && state.target_noise == 0.0
                && trained.at_floor()
                && trained.error > 1.01 * trained.limits.error
        },
    },
    Challenge {
        id: "two-adapters",
        task: "Switch two adapters on at once. What is the rank of their sum?",
        hint: "The switches stand with “Swapping adapters”.",
        solution: "Two adapters of rank 2 add up to an update of rank 4: the columns of both B’s together span at most 2 + 2 directions.",
        met: |state, _, _| state.adapters.iter().filter(|on| **on).count() == 2,
    },
];
