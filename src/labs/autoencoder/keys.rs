//! The keys of the lab's links: one table that reads, writes and documents them.

use crate::data::EnteredMatrix;
use crate::data::number_format::full;
use crate::data::point_sets::{self, SETS};
use crate::state::link::{Key, read_choice, read_number, read_switch, read_whole};

use super::state::{
    Activation, DEFAULT_HIDDEN, DEFAULT_NOISE, DEFAULT_SAMPLES, DEFAULT_SPEED, MAX_FEATURES,
    MAX_FILE_POINTS, MAX_HELD, MAX_HIDDEN, MAX_LAMBDA, MAX_LINK_POINTS, MAX_LR, MAX_NOISE,
    MAX_NUDGE, MAX_SAMPLES, MAX_SEED, MAX_STEPS, MIN_SAMPLES, Optimizer, Penalty, SPEEDS, Source,
    Start, State,
};

/// Says in a link that the points come from a file of the reader's.
pub const OWN: &str = "own";

/// In the order in which they are read: the data before what depends on them.
pub const KEYS: &[Key<State>] = &[
    Key {
        name: "data",
        meaning: "the points: the id of a set that comes with the page",
        range: "iris, digits, cloud2, cloud3, mirrored, line, arc, s, spiral or ring",
        default: "iris",
        get: |s| match (&s.matrix, s.source) {
            (None, Source::Set(info)) if info.id != SETS[0].id => Some(info.id.to_owned()),
            (None, Source::Own(_)) => Some(OWN.to_owned()),
            _ => None,
        },
        set: |s, text| match point_sets::find(text) {
            None if text == OWN => {
                Err("points of your own are not in the link; open the file again".to_owned())
            }
            Some(info) => {
                s.source = Source::Set(info);
                Ok(())
            }
            None => {
                let ids: Vec<&str> = SETS.iter().map(|set| set.id).collect();
                Err(format!("one of {} is needed", ids.join(", ")))
            }
        },
    },
    Key {
        name: "m",
        meaning: "points given one by one; beats data",
        range: "a matrix with one point a row, at most 200 × 64",
        default: "none",
        get: |s| s.matrix.as_ref().map(EnteredMatrix::to_link),
        set: |s, text| {
            let read = EnteredMatrix::from_link(text, MAX_LINK_POINTS, MAX_FEATURES);
            s.matrix = Some(read.map_err(|error| lowered(&error.to_string()))?);
            Ok(())
        },
    },
    Key {
        name: "r",
        meaning: "the width of the bottleneck: W_e is r×n, W_d is n×r",
        range: "a whole number from 1 to n, at most 64",
        default: "1 for points of the plane, 2 for others",
        get: |s| (s.rank() != s.default_rank()).then(|| s.rank().to_string()),
        set: |s, text| read_whole(text, 1, MAX_FEATURES).map(|rank| s.rank = Some(rank)),
    },
    Key {
        name: "act",
        meaning: "what is between the layers: nothing, or a hidden layer with tanh or ReLU on each side",
        range: "linear, tanh or relu",
        default: "linear",
        get: |s| match s.activation {
            Activation::Linear => None,
            Activation::Tanh => Some("tanh".to_owned()),
            Activation::Relu => Some("relu".to_owned()),
        },
        set: |s, text| {
            let choices = [Activation::Linear, Activation::Tanh, Activation::Relu];
            s.activation = choices[read_choice(text, &["linear", "tanh", "relu"])?];
            Ok(())
        },
    },
    Key {
        name: "seed",
        meaning: "seed of everything random: drawn points, points held out, the start of the weights",
        range: "a whole number from 0 to 2⁵³ − 1",
        default: "1",
        get: |s| (s.seed != 1).then(|| s.seed.to_string()),
        set: |s, text| read_whole(text, 0, MAX_SEED).map(|seed| s.seed = seed),
    },
    Key {
        name: "samples",
        meaning: "how many points are drawn, for drawn sets",
        range: "a whole number from 3 to 1000",
        default: "60",
        get: |s| (s.samples != DEFAULT_SAMPLES).then(|| s.samples.to_string()),
        set: |s, text| read_whole(text, MIN_SAMPLES, MAX_SAMPLES).map(|count| s.samples = count),
    },
    Key {
        name: "noise",
        meaning: "standard deviation of the noise on the points of a curve",
        range: "a number from 0 to 1",
        default: "0.05",
        get: |s| (s.noise != DEFAULT_NOISE).then(|| full(s.noise)),
        set: |s, text| read_number(text, 0.0, MAX_NOISE).map(|noise| s.noise = noise),
    },
    Key {
        name: "axes",
        meaning: "the axes of a Gaussian cloud, one a row, as long as the standard deviation along them",
        range: "a square matrix, 2 × 2 or 3 × 3",
        default: "those of the set",
        get: |s| s.axes.as_ref().map(EnteredMatrix::to_link),
        set: |s, text| {
            let read = EnteredMatrix::from_link(text, 3, 3);
            s.axes = Some(read.map_err(|error| lowered(&error.to_string()))?);
            Ok(())
        },
    },
    Key {
        name: "standardise",
        meaning: "whether every feature is divided by its standard deviation",
        range: "0 or 1",
        default: "0",
        get: |s| s.standardise.then(|| "1".to_owned()),
        set: |s, text| read_switch(text).map(|on| s.standardise = on),
    },
    Key {
        name: "held",
        meaning: "percent of the points that are held out of training, for sets that are not drawn",
        range: "a whole number from 0 to 50",
        default: "0",
        get: |s| (s.held != 0).then(|| s.held.to_string()),
        set: |s, text| read_whole(text, 0, MAX_HELD).map(|held| s.held = held),
    },
    Key {
        name: "hidden",
        meaning: "units of each hidden layer, where there is one",
        range: "a whole number from 1 to 64",
        default: "16",
        get: |s| (s.hidden != DEFAULT_HIDDEN).then(|| s.hidden.to_string()),
        set: |s, text| read_whole(text, 1, MAX_HIDDEN).map(|hidden| s.hidden = hidden),
    },
    Key {
        name: "opt",
        meaning: "the optimiser: plain gradient descent or Adam",
        range: "gd or adam",
        default: "adam",
        get: |s| (s.optimizer == Optimizer::Gd).then(|| "gd".to_owned()),
        set: |s, text| {
            s.optimizer = [Optimizer::Gd, Optimizer::Adam][read_choice(text, &["gd", "adam"])?];
            Ok(())
        },
    },
    Key {
        name: "lr",
        meaning: "the learning rate",
        range: "a number above 0, up to 1000000",
        default: "0.01 for Adam; for gradient descent one that suits the data",
        get: |s| s.learning_rate.map(full),
        set: |s, text| match read_number(text, 0.0, MAX_LR) {
            Ok(rate) if rate > 0.0 => {
                s.learning_rate = Some(rate);
                Ok(())
            }
            _ => Err("a number above 0, at most 1000000, is needed".to_owned()),
        },
    },
    Key {
        name: "lambda",
        meaning: "λ, the penalty on the weights of both layers of the linear autoencoder",
        range: "a number from 0 to 1000000",
        default: "0",
        get: |s| (s.lambda != 0.0).then(|| full(s.lambda)),
        set: |s, text| read_number(text, 0.0, MAX_LAMBDA).map(|lambda| s.lambda = lambda),
    },
    Key {
        name: "penalty",
        meaning: "how λ is shared out: the same for every latent, or λ(2j − 1)/r for latent j",
        range: "equal or unequal",
        default: "equal",
        get: |s| (s.penalty == Penalty::Unequal).then(|| "unequal".to_owned()),
        set: |s, text| {
            let choices = [Penalty::Equal, Penalty::Unequal];
            s.penalty = choices[read_choice(text, &["equal", "unequal"])?];
            Ok(())
        },
    },
    Key {
        name: "tied",
        meaning: "whether W_e is W_d transposed, in the linear autoencoder",
        range: "0 or 1",
        default: "0",
        get: |s| s.tied.then(|| "1".to_owned()),
        set: |s, text| read_switch(text).map(|on| s.tied = on),
    },
    Key {
        name: "init",
        meaning: "where the weights start: drawn, or (linear, r = 1) on the second principal axis",
        range: "random or saddle",
        default: "random",
        get: |s| (s.start == Start::Saddle).then(|| "saddle".to_owned()),
        set: |s, text| {
            s.start = [Start::Random, Start::Saddle][read_choice(text, &["random", "saddle"])?];
            Ok(())
        },
    },
    Key {
        name: "nudge",
        meaning: "how far off the saddle the start lies, towards the first axis",
        range: "a number from 0 to 1",
        default: "0",
        get: |s| (s.nudge != 0.0).then(|| full(s.nudge)),
        set: |s, text| read_number(text, 0.0, MAX_NUDGE).map(|nudge| s.nudge = nudge),
    },
    Key {
        name: "steps",
        meaning: "training steps made before the page is ready",
        range: "a whole number from 0 to 100000",
        default: "0",
        get: |s| (s.steps != 0).then(|| s.steps.to_string()),
        set: |s, text| read_whole(text, 0, MAX_STEPS).map(|steps| s.steps = steps),
    },
    Key {
        name: "speed",
        meaning: "training steps between two pictures",
        range: "1, 10, 100 or 1000",
        default: "10",
        get: |s| {
            let at = s.speed.min(SPEEDS.len() - 1);
            (at != DEFAULT_SPEED).then(|| SPEEDS[at].to_string())
        },
        set: |s, text| read_choice(text, &["1", "10", "100", "1000"]).map(|speed| s.speed = speed),
    },
    Key {
        name: "shown",
        meaning: "the first point whose reconstruction is shown",
        range: "a whole number from 1 to 10000",
        default: "1",
        get: |s| (s.shown != 1).then(|| s.shown.to_string()),
        set: |s, text| read_whole(text, 1, MAX_FILE_POINTS).map(|shown| s.shown = shown),
    },
];

/// A sentence as the end of another: without its capital and its full stop.
fn lowered(sentence: &str) -> String {
    let mut letters = sentence.trim_end_matches('.').chars();
    match letters.next() {
        Some(first) => first.to_lowercase().chain(letters).collect(),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::link::{Problem, Query, decode, encode};

    fn open(query: &str) -> (State, Vec<Problem>) {
        decode(&Query::parse(query))
    }

    #[test]
    fn the_bare_link_opens_the_irises() {
        let (state, problems) = open("?lab=autoencoder");
        assert!(problems.is_empty());
        assert_eq!(state, State::default());
        assert_eq!((state.features(), state.rank()), (4, 2));
        assert_eq!(encode(&state), "?lab=autoencoder");
    }

    #[test]
    fn what_is_out_of_range_falls_back_and_is_said() {
        let queries = "data=none m=1,2;3 m= r=0 r=5 r=0.5 act=sigmoid seed=-1 samples=2 noise=2 axes=1,2 \
                       standardise=x held=51 hidden=0 opt=sgd lr=0 lambda=-1 penalty=x tied=2 init=x nudge=2 \
                       steps=-1 speed=5 shown=0";
        for query in queries.split_whitespace() {
            let (state, problems) = open(&format!("?lab=autoencoder&{query}"));
            assert_eq!(problems.len(), 1, "{query}: {problems:?}");
            assert_eq!(state, State::default(), "{query}");
        }
    }

    #[test]
    fn a_saddle_that_is_not_there_is_said() {
        for query in ["init=saddle", "data=cloud2&act=tanh&init=saddle"] {
            let (state, problems) = open(&format!("?lab=autoencoder&{query}"));
            assert_eq!(problems.len(), 1, "{query}: {problems:?}");
            assert_eq!((problems[0].key, state.start), ("init", Start::Random));
        }
    }

    #[test]
    fn every_state_survives_its_link() {
        for query in [
            "?lab=autoencoder&data=digits&r=8&act=relu&seed=7&hidden=32&opt=gd&lr=0.01&steps=40&speed=1000&shown=12",
            "?lab=autoencoder&m=1,2;3,4;5,6&r=2&standardise=1&held=20&lambda=0.1&penalty=unequal&tied=1",
            "?lab=autoencoder&data=cloud3&r=1&samples=30&axes=1,0,0;0,2,0;0,0,0.5&init=saddle&nudge=0.001",
            "?lab=autoencoder&data=arc&act=tanh&noise=0",
        ] {
            let (state, problems) = open(query);
            assert!(problems.is_empty(), "{query}: {problems:?}");
            assert_eq!(encode(&state), query);
            assert_eq!(open(&encode(&state)), (state, Vec::new()));
        }
    }

    #[test]
    fn only_what_concerns_the_training_resets_it() {
        let mut state = State {
            steps: 9,
            ..State::default()
        };
        state.change(|s| s.speed = 3);
        state.change(|s| s.shown = 5);
        state.change(|s| s.noise = 0.3);
        state.change(|s| s.hidden = 3);
        state.change(|s| s.penalty = Penalty::Unequal);
        assert_eq!(state.steps, 9, "none of these is in use");
        state.change(|s| s.lambda = 0.1);
        assert_eq!(state.steps, 0);
    }
}
