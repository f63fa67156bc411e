//! The rules, one function each: what they forbid in one file, and why.

use crate::map::Map;
use crate::paths::{named, words};
use crate::source::Source;

/// What needs a browser.
const WEB_CRATES: &[&str] = &[
    "console_error_panic_hook",
    "gloo",
    "js_sys",
    "leptos",
    "plotters_canvas",
    "wasm_bindgen",
    "wasm_bindgen_futures",
    "web_sys",
];

/// Calls the mathematics must not make, and why.
const FORBIDDEN: &[(&str, &str)] = &[
    (".unwrap()", "the mathematics never panics: return an error"),
    (".expect(", "the mathematics never panics: return an error"),
    ("panic!", "the mathematics never panics: return an error"),
    (
        "unreachable!",
        "the mathematics never panics: return an error",
    ),
    ("todo!", "unfinished"),
    ("unimplemented!", "unfinished"),
    (
        " assert!",
        "the mathematics never panics: use debug_assert! or return an error",
    ),
    (
        " assert_eq!",
        "the mathematics never panics: use debug_assert_eq! or return an error",
    ),
    ("println!", "the mathematics never logs"),
    ("eprint!", "the mathematics never logs"),
    ("print!", "the mathematics never logs"),
    ("dbg!", "the mathematics never logs"),
    ("Instant", "the mathematics reads no clock"),
    ("SystemTime", "the mathematics reads no clock"),
    ("thread_rng", "the generator is passed in"),
    ("HashMap", "its order is drawn at random: use BTreeMap"),
    ("HashSet", "its order is drawn at random: use BTreeSet"),
];

/// Functions whose last bits differ between systems.
const NOT_PORTABLE: &[&str] = &[
    "acos", "acosh", "asin", "asinh", "atan", "atan2", "atanh", "cbrt", "cos", "cosh", "exp",
    "exp2", "exp_m1", "hypot", "ln", "ln_1p", "log", "log10", "log2", "powf", "sin", "sin_cos",
    "sinh", "tan", "tanh",
];

/// Absolute paths of somebody's machine.
const FOREIGN: &[&str] = &["/home/", "/root/", "/tmp/", "/Users/", "C:\\"];

/// The only files with effects (`*` is one lab), and what each does with them.
pub const EFFECTS: &[(&str, &str)] = &[
    ("src/ui/chart.rs", "draws a canvas"),
    ("src/ui/heatmap.rs", "draws a canvas"),
    ("src/ui/scene.rs", "draws a canvas"),
    ("src/app/address.rs", "mirrors the link"),
    ("src/ui/challenge.rs", "mirrors the ticks to this device"),
    ("src/ui/training/course.rs", "starts and stops jobs"),
    ("src/labs/*/view/compute.rs", "starts and stops jobs"),
];

pub const LONGEST_FILE: usize = 400;

/// Is this file of a lab's folder one of the two kinds that may know the browser?
pub fn is_view(path: &str) -> bool {
    lab_of(path).is_some()
        && ["/view/", "/text.rs", "/text/"]
            .iter()
            .any(|part| path.contains(part))
}

/// The lab whose folder holds the file.
pub fn lab_of(path: &str) -> Option<&str> {
    let (lab, _) = path.strip_prefix("src/labs/")?.split_once('/')?;
    Some(lab)
}

/// Does the file belong to what builds without a browser?
pub fn is_pure(map: &Map, source: &Source) -> bool {
    let module = source.module();
    match module.first() {
        Some(&"labs") => !is_view(&source.path),
        Some(layer) => map.is_pure(layer),
        None => false,
    }
}

pub fn imports_point_down(map: &Map, source: &Source) -> Vec<String> {
    let module = source.module();
    let Some(&layer) = module.first() else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for name in named(source) {
        let Some(target) = name.path.first() else {
            continue;
        };
        if target == layer || !map.is_layer(target) || map.may_import(layer, target) {
            continue;
        }
        if target == "ui" && (is_view(&source.path) || in_registry(source, name.line)) {
            continue;
        }
        found.push(format!(
            "{}:{}: `{layer}` must not import `{target}`: imports point down (the map in src/lib.rs)",
            source.path, name.line
        ));
    }
    found
}

pub fn labs_stand_alone(labs: &[String], source: &Source) -> Vec<String> {
    let Some(own) = lab_of(&source.path) else {
        return Vec::new();
    };
    let other = |path: &[String]| match path {
        [first, lab, ..] if first == "labs" && lab != own && labs.contains(lab) => {
            Some(lab.clone())
        }
        _ => None,
    };
    named(source)
        .iter()
        .filter_map(|name| Some((name.line, other(&name.path)?)))
        .map(|(line, lab)| {
            format!(
                "{}:{line}: the lab `{own}` must not import the lab `{lab}`: labs stand alone",
                source.path
            )
        })
        .collect()
}

pub fn pure_layers_know_no_browser(map: &Map, source: &Source) -> Vec<String> {
    if !is_pure(map, source) {
        return Vec::new();
    }
    words(&source.code)
        .filter(|(_, word)| WEB_CRATES.contains(word))
        .map(|(at, word)| (source.line_of(at), word))
        .filter(|(line, _)| !in_registry(source, *line))
        .map(|(line, word)| {
            format!(
                "{}:{line}: `{word}` in a file that builds without a browser",
                source.path
            )
        })
        .collect()
}

/// The registry names each lab's view behind the feature `web`; so does a lab's `mod.rs` in its entry.
fn in_registry(source: &Source, line: usize) -> bool {
    let registry = source.path.starts_with("src/labs/") && source.path.ends_with("/mod.rs");
    registry && source.is_web(line)
}

pub fn pure_layers_are_calm(map: &Map, source: &Source) -> Vec<String> {
    if !is_pure(map, source) {
        return Vec::new();
    }
    let mut found = Vec::new();
    for (number, line) in source.shipped_lines() {
        // A space in front, so that ` assert!` is not found in `debug_assert!`.
        let line = format!(" {}", line.trim());
        if line.starts_with(" const _: () = assert!") {
            continue; // decided by the compiler
        }
        let hit = FORBIDDEN.iter().find(|(call, _)| line.contains(call));
        if let Some((call, why)) = hit {
            found.push(format!(
                "{}:{number}: `{}`: {why}",
                source.path,
                call.trim()
            ));
        }
    }
    found
}

/// In the layers whose numbers travel in links, transcendental functions come from `libm`.
pub fn numbers_are_portable(source: &Source) -> Vec<String> {
    if !matches!(
        source.module().first(),
        Some(&"linalg" | &"learn" | &"data")
    ) {
        return Vec::new();
    }
    words(&source.code)
        .filter(|(at, word)| {
            let code = &source.code;
            let method = code[..*at].ends_with('.') || code[..*at].ends_with("f64::");
            NOT_PORTABLE.contains(word) && method && code[at + word.len()..].starts_with('(')
        })
        .map(|(at, word)| (source.line_of(at), word))
        .filter(|(line, _)| !source.is_test(*line))
        .map(|(line, word)| {
            format!(
                "{}:{line}: `{word}` differs in its last bits between systems: use libm",
                source.path
            )
        })
        .collect()
}

pub fn effects_stand_in_three_places(source: &Source) -> Vec<String> {
    let here = match lab_of(&source.path) {
        Some(lab) => source.path.replacen(lab, "*", 1),
        None => source.path.clone(),
    };
    if EFFECTS.iter().any(|(path, _)| *path == here) {
        return Vec::new();
    }
    let calls = [
        "Effect::new",
        "Effect::watch",
        "create_effect",
        "RenderEffect::",
    ];
    source
        .shipped_lines()
        .filter(|(_, line)| calls.iter().any(|call| line.contains(call)))
        .map(|(number, _)| {
            format!(
                "{}:{number}: an effect here: they only draw a canvas, mirror the link, start and stop jobs \
                 (EFFECTS in tests/architecture/rules.rs)",
                source.path
            )
        })
        .collect()
}

pub fn no_foreign_paths(path: &str, text: &str) -> Vec<String> {
    text.lines()
        .enumerate()
        .filter_map(|(i, line)| {
            let foreign = FOREIGN.iter().find(|foreign| line.contains(**foreign))?;
            Some(format!(
                "{path}:{}: `{foreign}` is a path of somebody's machine",
                i + 1
            ))
        })
        .collect()
}

pub fn not_too_long(path: &str, text: &str) -> Vec<String> {
    let lines = text.lines().count();
    if lines <= LONGEST_FILE {
        return Vec::new();
    }
    vec![format!(
        "{path}:{LONGEST_FILE}: {lines} lines: split it by concept, {LONGEST_FILE} is the most"
    )]
}
