//! Sentences with the numbers on screen in them.

use crate::data::number_format::{grouped, percent, short};
use crate::labs::choose_r::model::{Rule, Spectrum};
use crate::labs::choose_r::shared_job::{Frame, Spent, Trained, starts};
use crate::labs::choose_r::state::{SIDE, STEPS, Shared, Source, State};
use crate::labs::choose_r::trial_job::{ALPHA, STEPS as TRIAL_STEPS, Tried};

/// What to notice in the spectrum on screen.
pub fn notices(state: &State, spectrum: &Spectrum) -> Vec<String> {
    let mut sentences = vec![rules(state, spectrum)];
    sentences.extend(spread(spectrum));
    sentences.extend(cost(state, spectrum));
    sentences.extend(task(state, spectrum));
    sentences
}

fn rules(state: &State, spectrum: &Spectrum) -> String {
    let t = state.threshold;
    let [energy, sum, norm] = Rule::ALL.map(|rule| spectrum.rank_for(rule, t));
    let full = spectrum.full_rank();
    if spectrum.numerical_rank() == 0 {
        return "Every singular value is zero: nothing has to be kept, so r = 0 is enough."
            .to_owned();
    }
    if t >= 1.0 {
        return format!(
            "To keep everything takes r = {energy}, the numerical rank: the number of σᵢ above rounding, of {full}."
        );
    }
    if t <= 0.0 {
        return "A threshold of 0 asks for nothing, so r = 0 is enough.".to_owned();
    }
    let others = match (sum == norm, energy == sum && sum == norm) {
        (_, true) => {
            return format!(
                "Here the three rules agree: {} needs r = {energy} of {full} by the energy Σσ², by Σσ and by the relative error.",
                percent(t)
            );
        }
        (true, _) => format!(
            "of Σσ, or an error of at most {}, needs {sum}",
            percent(1.0 - t)
        ),
        (false, _) => format!(
            "of Σσ needs {sum}, and an error of at most {} needs {norm}",
            percent(1.0 - t)
        ),
    };
    format!(
        "{} of the energy Σσ² needs r = {energy} of {full}; the same share {others}.",
        percent(t)
    )
}

fn spread(spectrum: &Spectrum) -> Option<String> {
    (spectrum.numerical_rank() > 1).then(|| {
        format!(
            "Two numbers without a threshold: the stable rank Σσ²/σ₁² is {}, the effective rank exp H(σ/Σσ) is {} (Roy & Vetterli 2007). Both are at most the rank, {}.",
            short(spectrum.stable_rank(), 3),
            short(spectrum.effective_rank(), 3),
            spectrum.numerical_rank(),
        )
    })
}

fn cost(state: &State, spectrum: &Spectrum) -> Option<String> {
    let rank = spectrum.rank_for(Rule::Energy, state.threshold);
    if rank == 0 {
        return None;
    }
    let (adapter, whole) = (spectrum.adapter(rank), spectrum.whole());
    Some(if adapter >= whole {
        format!(
            "An adapter of r = {rank} would hold r(d + k) = {} numbers, no fewer than the {} of ΔW itself: above r = {} it saves nothing.",
            grouped(adapter),
            grouped(whole),
            short(spectrum.break_even(), 4),
        )
    } else {
        format!(
            "An adapter of r = {rank} holds r(d + k) = {} numbers, {} of the {} of ΔW.",
            grouped(adapter),
            percent(adapter as f64 / whole as f64),
            grouped(whole),
        )
    })
}

fn task(state: &State, spectrum: &Spectrum) -> Option<String> {
    match state.source {
        Source::Synthetic if state.floor > 0.0 => Some(
            "The noise floor gives ΔW a long tail, as real updates have. The energy counts it like everything else, whether the task needs it or not.".to_owned(),
        ),
        Source::Synthetic => None,
        Source::Value | Source::Layer => Some(format!(
            "This update is real. Its first 8 directions hold {} of the energy, the rest is a long tail. How much of it the task needs, the energy does not say: see what was measured below.",
            percent(spectrum.energy_at(8))
        )),
        Source::Own(_) => Some(
            "The energy says how much of your ΔW is kept. What your task needs, only a validation set can tell.".to_owned(),
        ),
    }
}

/// What the trial does.
pub fn trial_why(state: &State) -> String {
    let trial = state.trial();
    format!(
        "LoRA is trained on the synthetic update ({SIDE} × {SIDE}, σᵢ = i^−p with p = {}, noise floor {}) at r = 1, 2, 4, … {SIDE}, with Adam, α = {}, {TRIAL_STEPS} steps. Each seed draws other inputs and other noise. The validation loss is measured on data that was not trained on.",
        short(trial.decay, 3),
        short(trial.floor, 3),
        short(ALPHA, 3),
    )
}

/// Where the steps did not suffice and the choice hangs on it.
fn unfinished(tried: &Tried) -> Option<String> {
    let rows = tried.unfinished();
    let first = rows.first()?;
    let ranks: Vec<String> = rows.iter().map(|row| row.rank.to_string()).collect();
    Some(format!(
        "Not trained to its end at r = {}: after {TRIAL_STEPS} steps the mean training loss at r = {} is {}, where {} is possible. So the choice says more about the training than about r.",
        ranks.join(", "),
        first.rank,
        short(first.training.0, 3),
        short(first.floor, 3),
    ))
}

/// What a trial has shown.
pub fn trial(state: &State, tried: &Tried, by_spectrum: Option<usize>) -> Vec<String> {
    let Some(best) = tried.best_row() else {
        return Vec::new();
    };
    let mut sentences = vec![format!(
        "The mean validation loss is lowest at r = {}: {} ± {} over {} seeds. The smallest r within one standard error of it is r = {}.",
        tried.best,
        short(best.validation.0, 3),
        short(best.validation.1, 2),
        best.seeds,
        tried.smallest,
    )];
    sentences.extend(unfinished(tried));
    if let (Some(last), true) = (
        tried.rows.last(),
        tried.falls_throughout(|row| row.training.0),
    ) {
        let (training, validation) = (short(last.training.0, 3), short(last.validation.0, 3));
        sentences.push(if last.validation.0 > best.validation.0 + best.validation.1 {
            format!(
                "The training loss falls with every larger r, down to {training} at r = {}; the validation loss has risen to {validation} there. The difference is noise learned by heart.",
                last.rank
            )
        } else {
            format!(
                "The training loss falls with every larger r, down to {training} at r = {}; the validation loss is {validation} there, no worse than the best by more than its standard error.",
                last.rank
            )
        });
    }
    if let Some(rank) = by_spectrum {
        sentences.push(format!(
            "The spectrum alone says r = {rank} for {} of the energy. It knows neither the noise ({}) nor the number of samples ({}); the trial does.",
            percent(state.threshold),
            short(tried.trial.noise, 3),
            tried.trial.samples,
        ));
    }
    let lost = tried
        .rows
        .iter()
        .map(|row| tried.trial.seeds - row.seeds.min(tried.trial.seeds));
    let lost: usize = lost.sum();
    sentences.push(format!(
        "The price of trying: {} trainings of {TRIAL_STEPS} steps{}.",
        tried.of,
        match lost {
            0 => String::new(),
            1 => ", of which 1 diverged and is left out".to_owned(),
            _ => format!(", of which {lost} diverged and are left out"),
        }
    ));
    sentences
}

/// Where pruning has to start from more than the slider says.
pub fn pruning_start(shared: &Shared) -> Option<String> {
    let (_, high) = starts(shared);
    (high > shared.high_rank).then(|| {
        format!(
            "With a budget of {} AdaLoRA starts with {high} in each layer. Pruning starts with no fewer, so from r = {high} instead of {}.",
            triplets(shared.budget),
            shared.high_rank,
        )
    })
}

/// What the layers that share a budget show at a step.
pub fn shared(trained: &Trained, frame: &Frame) -> Vec<String> {
    let budget = trained.shared.budget;
    if frame.step == 0 {
        let mut sentences = vec![format!(
            "Before the first step every λ is zero, so the loss is Σσ² of all layers, {}. AdaLoRA starts with {}, pruning with {}; the budget is {budget}.",
            short(trained.first_loss, 4),
            triplets(frame.adalora.triplets()),
            frame.pruned.triplets(),
        )];
        if trained.unit != 1.0 {
            sentences.push(format!(
                "For the training all layers are divided by their largest σ, {}, because the learning rate suits a largest σ of 1. The losses here are in the layers’ own units.",
                short(trained.unit, 4),
            ));
        }
        return sentences;
    }
    if frame.step < STEPS {
        return vec![format!(
            "At step {}, AdaLoRA holds {} with a loss of {}, pruning holds {} with {}. {}",
            frame.step,
            triplets(frame.adalora.triplets()),
            short(frame.adalora.loss, 3),
            frame.pruned.triplets(),
            short(frame.pruned.loss, 3),
            budget_held(budget, frame),
        )];
    }
    let mut sentences = vec![comparison(trained, frame)];
    sentences.extend(gain(trained));
    sentences.extend(start(trained));
    sentences
}

fn triplets(count: usize) -> String {
    match count {
        1 => "1 triplet".to_owned(),
        _ => format!("{count} triplets"),
    }
}

/// Which of the two is down to the budget during the training: both are long before its end.
fn budget_held(budget: usize, frame: &Frame) -> String {
    let holds = |spent: &Spent| spent.triplets() == budget;
    match (holds(&frame.adalora), holds(&frame.pruned)) {
        (true, true) => format!("Both hold the budget of {budget} already."),
        (true, false) => format!("AdaLoRA holds the budget of {budget} already, pruning not yet."),
        (false, true) => format!("Pruning holds the budget of {budget} already, AdaLoRA not yet."),
        (false, false) => format!("Neither is down to the budget of {budget} yet."),
    }
}

fn comparison(trained: &Trained, frame: &Frame) -> String {
    let (uniform, oracle) = (trained.uniform.loss, trained.oracle.loss);
    let even = evenly(trained);
    let verdict = if uniform <= oracle * (1.0 + 1e-9) {
        format!("Here {even} is already the best sharing: no method can gain.")
    } else {
        let best = format!("the best that {even} could do");
        match (frame.adalora.loss < uniform, frame.pruned.loss < uniform) {
            (true, true) => format!("Both beat {best}."),
            (true, false) => format!("AdaLoRA beats {best}; pruning does not."),
            (false, true) => format!("Pruning beats {best}; AdaLoRA does not."),
            (false, false) => format!("Neither beats {best}."),
        }
    };
    let found = if frame.pruned.ranks == trained.oracle.ranks && verdict.starts_with("Both") {
        " Pruning has found the oracle’s ranks."
    } else {
        ""
    };
    format!(
        "With {}, {} numbers each way: AdaLoRA ends at {}, pruning from r = {} at {}; {even} could reach {}, the oracle {}. {verdict}{found}",
        triplets(trained.shared.budget),
        grouped(frame.adalora.numbers()),
        short(frame.adalora.loss, 3),
        trained.start.1,
        short(frame.pruned.loss, 3),
        short(uniform, 3),
        short(oracle, 3),
    )
}

/// The sharing that the methods are compared with: the same r everywhere, where the budget divides.
fn evenly(trained: &Trained) -> String {
    match trained.remainder() {
        0 => "the same r everywhere".to_owned(),
        1 => "the most even sharing (one more in layer 1)".to_owned(),
        more => format!("the most even sharing (one more in each of layers 1 to {more})"),
    }
}

/// How much any sharing out could bring, where that is little.
fn gain(trained: &Trained) -> Option<String> {
    let (uniform, oracle) = (trained.uniform.loss, trained.oracle.loss);
    let share = (uniform - oracle) / uniform;
    (uniform > 0.0 && share > 1e-9 && share < 0.05).then(|| {
        format!(
            "There is little to gain here: even the oracle is only {} below {}.",
            percent(share),
            evenly(trained),
        )
    })
}

/// What a layer could not keep because it was not there at the start.
fn start(trained: &Trained) -> Option<String> {
    let most = trained.oracle.ranks.iter().copied().max()?;
    let layer = trained.oracle.ranks.iter().position(|r| *r == most)? + 1;
    let (adalora, _) = trained.start;
    (most > adalora).then(|| {
        format!(
            "No layer can keep more triplets than it started with. AdaLoRA starts with {adalora} each; the oracle wants {most} in layer {layer}."
        )
    })
}
