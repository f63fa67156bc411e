//! What the autoencoder lab says, held against the numbers.

mod autoencoder;

use autoencoder::open;
use low_rank_lab::data::point_sets::{self, SETS};
use low_rank_lab::labs::autoencoder::text::{self, challenges::CHALLENGES};

/// The links that the solutions describe, in the order of the challenges.
const SOLUTIONS: [&str; 8] = [
    "steps=3000",
    "steps=3000",
    "opt=gd&lambda=0.02&steps=20000",
    "lambda=0.04&penalty=unequal&steps=8000",
    "data=mirrored&tied=1&init=saddle&nudge=0.000001&opt=gd&steps=3000",
    "data=arc&act=tanh&steps=3000",
    "data=cloud2&samples=12&act=tanh&hidden=32&steps=4000",
    "data=digits&r=21",
];

#[test]
fn every_solution_solves_its_challenge() {
    assert_eq!(CHALLENGES.len(), SOLUTIONS.len());
    for (task, query) in CHALLENGES.iter().zip(SOLUTIONS) {
        let (state, known, trained) = open(query);
        assert!((task.met)(&state, &known, &trained), "{}: {query}", task.id);
    }
}

#[test]
fn nothing_is_solved_at_the_start() {
    let (state, known, trained) = open("");
    for task in CHALLENGES {
        assert!(!(task.met)(&state, &known, &trained), "{}", task.id);
    }
}

#[test]
fn the_numbers_in_the_solutions_are_right() {
    let (_, known, _) = open("data=digits");
    assert!((known.energy(20) - 0.894).abs() < 5e-4 && (known.energy(21) - 0.903).abs() < 5e-4);
    let (.., trained) = open(SOLUTIONS[2]);
    let columns = &trained.linear.unwrap().alignment.columns;
    assert!(
        columns.iter().all(|angle| (25.0..35.0).contains(angle)),
        "{columns:?}"
    );
    let (.., trained) = open(SOLUTIONS[1]);
    let columns = &trained.linear.unwrap().alignment.columns;
    assert!(columns.iter().all(|angle| *angle > 2.0), "{columns:?}");
}

#[test]
fn tied_columns_are_orthonormal_at_the_floor() {
    let (.., trained) = open("tied=1&steps=4000");
    assert!(trained.at_floor());
    let decoder = trained.linear.unwrap().decoder;
    let gram = decoder.transpose() * decoder;
    assert!((gram - low_rank_lab::linalg::Matrix::identity(2, 2)).norm() < 0.01);
}

#[test]
fn there_is_something_to_notice_in_every_state() {
    for set in SETS {
        for query in [
            "",
            "steps=1",
            "steps=300",
            "act=tanh&steps=5",
            "act=relu&steps=200",
            "lambda=0.02&steps=100",
            "lambda=100&steps=10",
            "tied=1&steps=900",
            "init=saddle&r=1&steps=50",
            "opt=gd&lr=1000&steps=50",
        ] {
            let (state, known, trained) = open(&format!("data={}&{query}", set.id));
            let sentences = text::notices(&state, &known, &trained);
            assert!(
                (2..=5).contains(&sentences.len()),
                "{} {query}: {sentences:?}",
                set.id
            );
            for sentence in sentences.iter().chain([&text::treatment(&known, false)]) {
                assert!(
                    sentence.ends_with('.') && !sentence.contains("NaN"),
                    "{sentence}"
                );
            }
            if trained.diverged {
                assert!(text::diverged(&trained).contains("diverged"));
            }
        }
    }
}

#[test]
fn the_notices_follow_the_state() {
    let say = |query: &str| {
        let (state, known, trained) = open(query);
        text::notices(&state, &known, &trained).join(" ")
    };
    assert!(say("").contains("nothing has been learned yet"));
    assert!(say("steps=3000").contains("Its subspace is PCA’s"));
    assert!(say("steps=3000").contains("the columns do not"));
    assert!(say(SOLUTIONS[3]).contains("are the principal axes too"));
    assert!(say(SOLUTIONS[2]).contains("left singular vectors of W_d are the principal axes"));
    assert!(say("lambda=100&steps=10").contains("shut"));
    assert!(say("r=4&steps=10").contains("nothing is squeezed"));
    assert!(say("data=mirrored&tied=1&init=saddle&steps=800").contains("has not moved"));
    assert!(say("data=line&act=tanh&steps=500").contains("PCA’s error is zero"));
    assert!(say("act=tanh&steps=5").contains("No points are held out"));
    assert!(say(SOLUTIONS[5]).contains("better than PCA too"));
    assert!(say(SOLUTIONS[6]).contains("worse than PCA"));
    assert!(say("m=1,1;1,1;1,1").contains("no variance"));
}

#[test]
fn a_net_whose_units_are_all_off_is_explained() {
    let (_, _, mut trained) = open("act=relu&hidden=3&steps=1");
    trained.dead = (3, 0);
    assert!(trained.died() && text::died(&trained).contains("encoder"));
    trained.dead = (0, 3);
    assert!(text::died(&trained).contains("decoder"));
}

#[test]
fn the_example_states_are_in_the_registry() {
    for id in ["cloud2", "arc", "line", "mirrored"] {
        assert!(point_sets::find(id).is_some());
    }
}

fn say(query: &str) -> String {
    let (state, known, trained) = open(query);
    text::notices(&state, &known, &trained).join(" ")
}

#[test]
fn the_floor_that_is_named_is_the_floor() {
    for (query, words) in [
        (
            "lambda=0.05&steps=20",
            "would be the floor without a penalty. With λ = 0.05 the floor is 0.29",
        ),
        (
            "r=4&lambda=0.05&steps=20",
            "would be zero. With λ = 0.05 it is 0.28",
        ),
        ("data=cloud2&act=tanh&r=2&steps=20", "is not known"),
        ("act=tanh&steps=20", "is PCA’s error"),
        ("data=cloud2&steps=5", "1 direction of 2 keeps "),
    ] {
        let words_now = say(query);
        assert!(words_now.contains(words), "{query}: {words_now}");
    }
    for query in [
        "lambda=0.05&steps=20",
        "r=4&lambda=0.05",
        "data=cloud2&act=tanh&r=2",
    ] {
        let words_now = say(query);
        assert!(!words_now.contains("is the floor of") && !words_now.contains("the floor is zero"));
    }
}

#[test]
fn the_product_at_the_floor_is_the_one_that_is_named() {
    use low_rank_lab::linalg::Matrix;
    let product = |query: &str| {
        let (state, known, trained) = open(query);
        assert!(trained.at_floor(), "{query}");
        let linear = trained.linear.unwrap();
        // T takes W_e to U_rᵀW_dW_e; tied, W_e = W_dᵀ, so U_rᵀW_dW_dᵀU_r = TTᵀ.
        let found = &linear.map * linear.map.transpose();
        let shrunk = Matrix::from_fn(2, 2, |i, j| {
            if i == j {
                (1.0 - linear.penalties[i] / known.variance(i)).max(0.0)
            } else {
                0.0
            }
        });
        assert!((found - shrunk).norm() < 0.03, "{query}");
        text::factors_why(&state)
    };
    assert!(product("tied=1&steps=4000").contains("W_dW_dᵀ = U_rU_rᵀ"));
    assert!(product("tied=1&lambda=0.05&steps=4000").contains("NλΣ_r⁻²"));
    assert!(product("tied=1&lambda=0.05&penalty=unequal&steps=8000").contains("NΛΣ_r⁻²"));
    let (state, ..) = open("");
    assert!(text::factors_why(&state).contains("any invertible"));
    let (state, ..) = open("lambda=0.1");
    assert!(text::latent_why(&state).contains("shrunk"));
}

#[test]
fn what_the_penalty_shuts_is_not_called_unfinished() {
    for query in ["lambda=1&steps=3000", "tied=1&lambda=5&steps=3000"] {
        let words = say(query);
        assert!(
            words.contains("to nine digits") || words.contains("of its floor"),
            "{words}"
        );
        assert!(!words.contains("away from PCA’s"), "{words}");
    }
    assert!(say("lambda=1&steps=3000").contains("For 1 of the 2 latents λ is at least"));
    assert!(say("tied=1&lambda=5&steps=3000").contains("For every latent λ is at least"));
    assert!(say("r=1&lambda=5&steps=30").contains("For the latent λ is at least"));
    assert_eq!(text::angle_cell(90.0, 1e-19), "shut");
    assert_eq!(text::angle_cell(12.0, 0.5), "12°");
}

#[test]
fn rounding_is_not_told_as_a_number() {
    let (_, known, trained) = open("data=line&steps=1000");
    assert_eq!((trained.floor(), trained.pca_loss), (Some(0.0), 0.0));
    assert_eq!(known.energy(1), 1.0);
    for query in [
        "data=line&steps=1000",
        "data=line&act=tanh&steps=3000",
        "data=line&steps=4000",
        "data=cloud2&steps=5000&opt=gd",
        "steps=20000&opt=gd",
    ] {
        let words = say(query);
        for power in ["10⁻¹", "10⁻²", "10⁻³"] {
            assert!(
                !words
                    .match_indices(power)
                    .any(|(at, _)| words[at + power.len()..]
                        .starts_with(|c: char| "⁰¹²³⁴⁵⁶⁷⁸⁹".contains(c))),
                "{query}: {words}"
            );
        }
    }
}

#[test]
fn the_landscape_is_the_one_of_the_points() {
    use low_rank_lab::labs::autoencoder::relief::{Surface, ground, heights};
    for (query, surface, words) in [
        ("data=cloud2&tied=1", Surface::Saddles, "saddles ±u₂"),
        ("m=1,0;-1,0;0,1;0,-1&tied=1", Surface::Ring, "ring"),
        ("data=line&tied=1", Surface::Ridge, "on one line"),
        ("m=0,0;0,0&tied=1", Surface::Flat, "all the same"),
    ] {
        let (_, known, _) = open(query);
        assert_eq!(Surface::of(&known), surface, "{query}");
        assert!(text::landscape_why(Some(&known)).contains(words), "{query}");
        let told = format!("{:?}", ground(&known).unwrap());
        assert_eq!(told.contains("saddle"), surface == Surface::Saddles);
        assert!(heights(&known).is_some());
        let landscape = known.landscape.unwrap();
        let at = |t: f64| landscape.loss([t.cos(), t.sin()]);
        let level = (0..12).all(|k| (at(f64::from(k)) - at(0.0)).abs() < 1e-12);
        assert_eq!(
            level,
            matches!(surface, Surface::Ring | Surface::Flat),
            "{query}"
        );
    }
    // With λ the minimum is nearer to 0 than u₁, or at 0.
    let norm = |query: &str| open(query).2.linear.unwrap().decoder.norm();
    assert!(norm("data=cloud2&tied=1&lambda=0.1&steps=3000") < 0.99);
    assert!(norm("data=cloud2&tied=1&lambda=1000&steps=3000") < 1e-3);
}

#[test]
fn only_the_smallest_nudge_counts() {
    let met = |nudge: &str| {
        let query = format!("data=mirrored&tied=1&init=saddle&nudge={nudge}&opt=gd&steps=3000");
        let (state, known, trained) = open(&query);
        let leave = CHALLENGES.iter().find(|task| task.id == "leave-the-saddle");
        (leave.unwrap().met)(&state, &known, &trained)
    };
    assert!(met("0.000001") && !met("1") && !met("0.001") && !met("0"));
    // On the mirrored points the saddle holds exactly.
    let (.., trained) = open("data=mirrored&tied=1&init=saddle&opt=gd&steps=800");
    assert_eq!(trained.loss, trained.first_loss);
}

#[test]
fn one_dead_unit_is_told_as_one() {
    let (_, _, mut trained) = open("act=relu&hidden=1&steps=1");
    trained.dead = (1, 0);
    assert!(text::died(&trained).starts_with("The only ReLU of the encoder"));
}

#[test]
fn a_number_beyond_the_range_is_told_with_a_power_of_ten() {
    use low_rank_lab::learn::autoencoder::CentredData;
    let points = low_rank_lab::linalg::Matrix::from_row_slice(2, 2, &[1e300, 0.0, 0.0, 1e300]);
    let error = CentredData::new(&points, false).unwrap_err().to_string();
    assert!(error.contains("is 1e300;"), "{error}");
}
