//! Sentences made from the numbers on screen.

use crate::data::number_format::{grouped, percent, short};
use crate::labs::lora::model::{Counts, Known, Trained};
use crate::labs::lora::state::{Inputs, State, Update};
use crate::learn::lora::{Scaling, Start};

/// Training stopped because the loss grew beyond bounds.
pub fn diverged(trained: &Trained) -> String {
    format!(
        "Training diverged: step {} threw the loss far above its start, because the steps are too long. What is shown is the state before that step. The learning rate {} is too large for this task, so training has stopped. Take a smaller one, or Reset.",
        grouped(trained.steps),
        short(trained.learning_rate, 3),
    )
}

/// What s is, with the reader's numbers.
pub fn scale(state: &State) -> String {
    let (alpha, r) = (short(state.alpha, 4), state.rank());
    match state.scaling {
        Scaling::Lora => format!("s = α/r = {alpha}/{r} = {}", short(state.scale(), 4)),
        Scaling::RsLora => format!("s = α/√r = {alpha}/√{r} = {}", short(state.scale(), 4)),
    }
}

/// What to notice, for the state on screen.
pub fn notices(state: &State, known: &Known, trained: &Trained) -> Vec<String> {
    let counts = Counts::of(state);
    let mut sentences = vec![size(state, known, &counts)];
    sentences.push(training(state, trained));
    sentences.extend(spectrum(state, known, trained));
    sentences.extend(task(state));
    sentences
}

fn size(state: &State, known: &Known, counts: &Counts) -> String {
    let r = state.rank();
    if counts.lora >= counts.full {
        return format!(
            "At r = {r} the factors hold {} numbers, and ΔW itself has only {}. Above r = dk/(d + k) = {} LoRA saves nothing.",
            grouped(counts.lora),
            grouped(counts.full),
            short(counts.break_even, 4),
        );
    }
    format!(
        "The best update of rank {r} keeps {} of the energy Σσ² of ΔW* with {} of the numbers.",
        percent(known.svd.energy(r)),
        percent(counts.ratio()),
    )
}

fn training(state: &State, trained: &Trained) -> String {
    if trained.diverged {
        return "The last step threw the loss far above its start: it was too long and overshot. The numbers are those before it.".to_owned();
    }
    if trained.steps == 0 {
        return match state.start {
            Start::Paper => {
                "B starts at zero, so before the first step s·BA = 0 and W′ = W exactly.".to_owned()
            }
            Start::Pissa => "PiSSA starts at the largest singular directions of W and freezes the rest, so before the first step W′ = W up to rounding.".to_owned(),
        };
    }
    let above = trained.loss - trained.limits.loss;
    if above <= 0.01 * trained.limits.loss && trained.limits.loss > 0.0 {
        return format!(
            "After {} the loss is within {} of its floor. It cannot go below: no {} does better on this task.",
            steps(trained.steps),
            percent((above / trained.limits.loss).max(0.0)),
            match state.start {
                Start::Paper => format!("update of rank {}", state.rank()),
                Start::Pissa =>
                    format!("s·BA of rank {} beside this frozen part of W", state.rank()),
            },
        );
    }
    if trained.first_loss > 0.0 && above <= 1e-6 * trained.first_loss {
        return format!(
            "After {} the loss has reached its floor, which is {}.",
            steps(trained.steps),
            if trained.limits.loss <= 1e-12 * trained.first_loss {
                "zero up to rounding".to_owned()
            } else {
                short(trained.limits.loss, 3)
            },
        );
    }
    format!(
        "After {} the loss is {}; its floor is {}. {} of the way from the first loss to the floor is done.",
        steps(trained.steps),
        short(trained.loss, 4),
        short(trained.limits.loss, 4),
        percent(trained.way_done()),
    )
}

fn steps(count: usize) -> String {
    match count {
        1 => "1 step".to_owned(),
        _ => format!("{} steps", grouped(count)),
    }
}

/// Why there is no angle, where there is none.
fn spectrum(state: &State, known: &Known, trained: &Trained) -> Option<String> {
    if trained.angles.is_some() {
        return None;
    }
    let r = state.rank();
    let plain = state.start == Start::Paper
        && state.task().corr == 0.0
        && state.target_noise == 0.0
        && r < known.svd.singular_values.len();
    Some(if plain {
        format!(
            "σ{} and σ{} of ΔW* are equal, or differ by less than 10⁻⁹·σ₁. So many updates of rank {r} are as good as the best, and there is no single best subspace to compare with.",
            crate::data::number_format::subscript(r),
            crate::data::number_format::subscript(r + 1),
        )
    } else {
        format!(
            "More than one update of rank {r} is best here, so there is no single best subspace to compare with."
        )
    })
}

fn task(state: &State) -> Option<String> {
    if state.target_noise > 0.0 {
        return Some("The targets carry noise. The floor counts it: part of it no layer can learn, and the rest a layer learns by mistake, away from ΔW*.".to_owned());
    }
    if state.update == Update::Minilm {
        return Some("This ΔW* is real: a few strong directions and a long tail. How much of its tail the task needs, its energy does not say.".to_owned());
    }
    (state.inputs == Inputs::Correlated && state.corr > 0.0).then(|| {
        "The inputs are correlated. The loss weighs errors by how often the inputs point their way, so its best update is not the truncated SVD of ΔW*.".to_owned()
    })
}
