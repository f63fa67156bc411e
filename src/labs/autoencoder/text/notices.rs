//! Sentences made from the numbers on screen.

use crate::data::number_format::{grouped, percent, short};
use crate::labs::autoencoder::model::{Known, Linear, SAME_SUBSPACE, Trained};
use crate::labs::autoencoder::state::{Penalty, Start, State};
use crate::learn::autoencoder::Activation;

/// Angles below this, in degrees, are rounding.
const NO_ANGLE: f64 = 1e-6;
/// Columns and singular values of W_d below this are zero but for rounding.
const NO_LENGTH: f64 = 1e-9;

/// Training stopped because the loss grew beyond bounds.
pub fn diverged(trained: &Trained) -> String {
    format!(
        "Training diverged at step {}: it threw the loss far above its start, because the steps are too long. What is shown is the state before that step. The learning rate {} is too large here, so training has stopped. Take a smaller one, or Reset.",
        grouped(trained.steps),
        short(trained.learning_rate, 3),
    )
}

/// A whole hidden layer gives zero for every point, so that nothing moves any more.
pub fn died(trained: &Trained) -> String {
    let layer = if trained.dead.0 == trained.method.hidden {
        "encoder"
    } else {
        "decoder"
    };
    let off = match trained.method.hidden {
        1 => format!(
            "The only ReLU of the {layer}’s hidden layer is off: it gives 0 for every point."
        ),
        hidden => format!(
            "All {hidden} ReLUs of the {layer}’s hidden layer are off: they give 0 for every point."
        ),
    };
    format!(
        "{off} Where a ReLU is off its gradient is 0 too, so nothing comes back. Reset with another seed, a smaller learning rate or more hidden units, or take tanh.",
    )
}

/// What was done to the data.
pub fn treatment(known: &Known, standardise: bool) -> String {
    let mut words = format!(
        "{} {} of {} {}.",
        grouped(known.count),
        if known.count == 1 { "point" } else { "points" },
        known.features,
        if known.features == 1 {
            "number"
        } else {
            "numbers"
        },
    );
    words.push_str(if standardise {
        " Centred, then every feature divided by its standard deviation."
    } else {
        " Centred, not scaled."
    });
    let flat = known.singular_values.iter().all(|s| *s == 0.0);
    if flat {
        words.push_str(" All points are the same, so there is nothing left to learn.");
    }
    if known.held > 0 {
        words.push_str(&format!(
            " {} more points are held out.",
            grouped(known.held)
        ));
    }
    words
}

/// What to notice, for the state on screen.
pub fn notices(state: &State, known: &Known, trained: &Trained) -> Vec<String> {
    let mut sentences = vec![kept(state, known, trained)];
    if trained.diverged {
        sentences.push("The last step threw the loss far above its start: it was too long and overshot. The numbers are those before it.".to_owned());
        return sentences;
    }
    match &trained.linear {
        Some(linear) => {
            sentences.push(progress(known, trained, linear));
            sentences.extend(columns(trained, linear));
            sentences.extend(penalty(known, trained, linear));
            sentences.extend(saddle(state, trained));
        }
        None => {
            sentences.push(comparison(trained));
            sentences.extend(held_out(trained));
            sentences.extend(some_dead(trained));
        }
    }
    sentences
}

fn kept(state: &State, known: &Known, trained: &Trained) -> String {
    let r = state.rank();
    if known.total() == 0.0 {
        return "All points are the same: there is no variance to keep.".to_owned();
    }
    let lambda = short(trained.method.lambda, 3);
    if r >= known.features {
        return match trained.floor() {
            None => format!(
                "With r = n = {r} PCA leaves nothing out, so its error is zero. The floor of a bent autoencoder is not known."
            ),
            Some(floor) if trained.method.lambda > 0.0 => format!(
                "With r = n = {r} nothing is squeezed, and without a penalty the floor would be zero. With λ = {lambda} it is {}.",
                short(floor, 3)
            ),
            Some(_) => format!(
                "With r = n = {r} nothing is squeezed: W_dW_e can be the identity, and the floor is zero."
            ),
        };
    }
    let directions = match r {
        1 => "1 direction of".to_owned(),
        _ => format!("{r} directions of"),
    };
    let keep = if r == 1 { "keeps" } else { "keep" };
    let kept = format!(
        "{directions} {} {keep} {} of the variance",
        known.features,
        percent(known.energy(r)),
    );
    let left = short(trained_tail(known, r), 3);
    match trained.floor() {
        None => format!(
            "{kept}; what is left, {left}, is PCA’s error: Σσᵢ²/N over the axes left out. The floor of a bent autoencoder is not known."
        ),
        Some(floor) if trained.method.lambda > 0.0 => format!(
            "{kept}; what is left, {left}, is PCA’s error and would be the floor without a penalty. With λ = {lambda} the floor is {}.",
            short(floor, 3)
        ),
        Some(_) => format!(
            "{kept}; what is left, {left}, is the floor of the linear autoencoder: Σσᵢ²/N over the axes left out."
        ),
    }
}

fn trained_tail(known: &Known, rank: usize) -> f64 {
    (rank..known.singular_values.len())
        .map(|i| known.variance(i))
        .sum()
}

fn steps(count: usize) -> String {
    match count {
        1 => "1 step".to_owned(),
        _ => format!("{} steps", grouped(count)),
    }
}

fn progress(known: &Known, trained: &Trained, linear: &Linear) -> String {
    let floor = linear.floor;
    if trained.steps == 0 {
        return "The weights are where the seed put them; nothing has been learned yet.".to_owned();
    }
    let angle = match trained.angle() {
        // The minimum has a lower rank then: its subspace is not of PCA's dimension, and never will be.
        _ if linear.shut(known) > 0 => String::new(),
        Some(angle) if angle < NO_ANGLE => {
            " Its subspace is PCA’s, to less than a millionth of a degree.".to_owned()
        }
        Some(angle) if angle < SAME_SUBSPACE => {
            format!(" Its subspace is PCA’s, to {}°.", short(angle, 2))
        }
        Some(angle) => format!(
            " Its subspace is still {}° away from PCA’s.",
            short(angle, 3)
        ),
        None => String::new(),
    };
    let above = trained.loss - floor;
    if trained.at_floor() {
        return match floor > 1e-12 * trained.first_loss {
            true if above <= 1e-9 * floor => format!(
                "After {} the loss agrees with its floor to nine digits, and it cannot go below.{angle}",
                steps(trained.steps),
            ),
            true => format!(
                "After {} the loss is within {} of its floor, and it cannot go below.{angle}",
                steps(trained.steps),
                percent(above / floor),
            ),
            false => format!(
                "After {} the loss has come to its floor, which is zero.{angle}",
                steps(trained.steps)
            ),
        };
    }
    format!(
        "After {} the loss is {}, and its floor is {}.{angle}",
        steps(trained.steps),
        short(trained.loss, 4),
        short(floor, 4),
    )
}

/// Whether the columns are the axes, once the subspace is.
fn columns(trained: &Trained, linear: &Linear) -> Option<String> {
    let near = trained.angle().is_some_and(|angle| angle < SAME_SUBSPACE);
    let columns = &linear.alignment.columns;
    if !near || columns.len() < 2 {
        return None;
    }
    let farthest = columns.iter().fold(0.0_f64, |m, a| m.max(*a));
    Some(if farthest > 1.0 {
        format!(
            "The subspaces agree and the columns do not: a column of W_d is {}° away from its principal axis.",
            short(farthest, 2)
        )
    } else {
        format!(
            "Here the columns of W_d are the principal axes too, each to {}°.",
            short(farthest.max(0.01), 2)
        )
    })
}

fn penalty(known: &Known, trained: &Trained, linear: &Linear) -> Option<String> {
    if trained.method.lambda == 0.0 {
        return (trained.method.tied && trained.at_floor()).then(|| {
            "Tied, the columns of W_d are orthonormal at the floor: W_dW_dᵀ can be a projector only so.".to_owned()
        });
    }
    let shut = linear.shut(known);
    if shut > 0 {
        return Some(shut_latents(
            shut,
            linear.penalties.len(),
            trained.method.penalty,
        ));
    }
    if !trained.at_floor() {
        return None;
    }
    let vectors = &linear.alignment.singular_vectors;
    let farthest = vectors.iter().fold(0.0_f64, |m, a| m.max(*a));
    (farthest < 1.0 && vectors.len() > 1).then(|| match trained.method.penalty {
        Penalty::Equal => "With the same λ for all, the left singular vectors of W_d are the principal axes. Which columns it has stays open.".to_owned(),
        Penalty::Unequal => "With a different λⱼ for each latent, turning the columns costs something, so they come to the axes.".to_owned(),
    })
}

fn shut_latents(shut: usize, latents: usize, penalty: Penalty) -> String {
    let lambda = match penalty {
        Penalty::Equal => "λ",
        Penalty::Unequal => "λⱼ",
    };
    if shut == latents {
        let all = if latents == 1 {
            "the latent"
        } else {
            "every latent"
        };
        return format!(
            "For {all} {lambda} is at least the variance it could explain, so at the minimum all weights are zero: the autoencoder is shut."
        );
    }
    format!(
        "For {shut} of the {latents} latents {lambda} is at least the variance that could be explained, so at the minimum the weights there are zero: W_d has only rank {}, and what it spans is smaller than PCA’s subspace.",
        latents - shut
    )
}

/// The angle of a direction of W_d to its axis; one that has no length to speak of has none.
pub fn angle_cell(angle: f64, length: f64) -> String {
    if length <= NO_LENGTH {
        return "shut".to_owned();
    }
    format!("{}°", short(angle, 2))
}

fn saddle(state: &State, trained: &Trained) -> Option<String> {
    if state.start != Start::Saddle || trained.method.nudge.is_none() || trained.at_floor() {
        return None;
    }
    let unmoved = (trained.loss - trained.first_loss).abs() <= 1e-9 * trained.first_loss;
    (unmoved && trained.steps > 0).then(|| {
        "The loss has not moved: on the saddle the gradient is zero. Only a push, however small, starts the way down.".to_owned()
    })
}

fn comparison(trained: &Trained) -> String {
    let errors = trained.errors;
    if trained.steps == 0 {
        return "The weights are where the seed put them; nothing has been learned yet.".to_owned();
    }
    let net = match trained.method.activation {
        Activation::Relu => "ReLU",
        _ => "tanh",
    };
    if errors.pca <= 1e-12 * trained.first_loss {
        return format!(
            "PCA’s error is zero here: there is nothing for {net} to gain. The autoencoder is at {} after {}.",
            short(errors.trained, 3),
            steps(trained.steps),
        );
    }
    let share = errors.trained / errors.pca;
    format!(
        "After {} the error of the autoencoder with {net} on the points trained on is {}, {} of PCA’s {}.",
        steps(trained.steps),
        short(errors.trained, 3),
        percent(share),
        short(errors.pca, 3),
    )
}

fn held_out(trained: &Trained) -> Option<String> {
    let errors = trained.errors;
    let Some((ours, pca)) = errors.held else {
        return Some("No points are held out, so nothing here says whether a lower error is in the data or only in these points. “The data” can set some aside.".to_owned());
    };
    if trained.steps == 0 {
        return None;
    }
    Some(if errors.trained < errors.pca && ours > pca {
        format!(
            "On points held out it is worse than PCA, {} against {}: it has learned these points, not what they have in common.",
            short(ours, 3),
            short(pca, 3)
        )
    } else if ours < pca {
        format!(
            "On points held out it is better than PCA too, {} against {}.",
            short(ours, 3),
            short(pca, 3)
        )
    } else {
        format!(
            "On points held out PCA is at {} and the autoencoder at {}.",
            short(pca, 3),
            short(ours, 3)
        )
    })
}

fn some_dead(trained: &Trained) -> Option<String> {
    let (encoder, decoder) = trained.dead;
    let hidden = trained.method.hidden;
    (encoder + decoder > 0 && !trained.died()).then(|| {
        format!(
            "{encoder} of {hidden} ReLUs of the encoder and {decoder} of {hidden} of the decoder are off for every point: they take no part any more."
        )
    })
}
