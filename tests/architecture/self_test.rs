//! The rules themselves, tried on made-up sources: each catches its violation and leaves its neighbour alone.

use crate::circles::circles;
use crate::map::Map;
use crate::rules;
use crate::source::Source;

const LIB: &str = "
//! | layer | what it is | may import |
//! |---|---|---|
//! | [`linalg`] | the linear algebra | nothing here |
//! | [`data`] | what goes in | `linalg` |
//! | [`plot`] | figures | `linalg` |
//! | [`labs`] | one folder per lab | all of the above, `ui` in views |
//! | `ui` | components (feature `web`) | the pure layers |
//! | `app` | shell (feature `web`) | everything |
";

fn imports(path: &str, text: &str) -> Vec<String> {
    rules::imports_point_down(&Map::read(LIB), &Source::new(path, text))
}

fn calm(path: &str, text: &str) -> Vec<String> {
    rules::pure_layers_are_calm(&Map::read(LIB), &Source::new(path, text))
}

fn browser(path: &str, text: &str) -> Vec<String> {
    rules::pure_layers_know_no_browser(&Map::read(LIB), &Source::new(path, text))
}

#[test]
fn an_import_upwards_is_named_with_its_line() {
    let found = imports(
        "src/linalg/svd.rs",
        "use std::fmt;\nuse crate::plot::chart;\n",
    );
    assert_eq!(found.len(), 1);
    assert!(
        found[0].starts_with("src/linalg/svd.rs:2: `linalg` must not import `plot`"),
        "{found:?}"
    );
}

#[test]
fn imports_are_found_in_groups_and_behind_super() {
    let grouped = "use crate::{\n    linalg::Matrix,\n    labs::{self, link::Query},\n};\n";
    assert_eq!(imports("src/data/image.rs", grouped).len(), 2);
    assert_eq!(
        imports(
            "src/data/image/png.rs",
            "use super::super::super::plot::axis;"
        )
        .len(),
        1
    );
    assert_eq!(
        imports("src/plot/axis.rs", "fn f() { crate::data::x() }").len(),
        1
    );
    assert!(
        imports(
            "src/data/image/png.rs",
            "use super::super::error::Error; use crate::linalg::svd;"
        )
        .is_empty()
    );
}

#[test]
fn only_views_import_ui() {
    let text = "use crate::ui::slider;";
    assert_eq!(imports("src/labs/rank/model.rs", text).len(), 1);
    assert_eq!(imports("src/labs/link.rs", text).len(), 1);
    assert!(imports("src/labs/rank/view/mod.rs", text).is_empty());
    assert!(imports("src/labs/rank/view/spectrum.rs", text).is_empty());
    assert!(imports("src/app/shell.rs", "use crate::{labs, ui};").is_empty());
    assert_eq!(
        imports("src/ui/chart.rs", "use crate::labs::LABS;").len(),
        1
    );
}

#[test]
fn comments_and_strings_import_nothing() {
    let text = "//! [`crate::app`]\n/* crate::ui /* nested */ crate::ui */\nconst A: &str = \"crate::app\";\n\
                const B: &str = r#\"crate::\"app\"#;\nconst C: char = '\"';\nfn f<'a>(x: &'a str) {}\n";
    assert!(imports("src/linalg/svd.rs", text).is_empty());
}

fn circles_in(files: &[(&str, &str)]) -> Vec<String> {
    let sources: Vec<Source> = files
        .iter()
        .map(|(path, text)| Source::new(path, text))
        .collect();
    circles(&sources)
}

#[test]
fn a_circle_is_named_with_each_import_of_it() {
    let found = circles_in(&[
        ("src/app/a.rs", "use std::fmt;\nuse super::b::B;"),
        ("src/app/b.rs", "fn f() { crate::app::c::g() }"),
        ("src/app/c.rs", "use crate::{ui, app::{a::A}};"),
        ("src/app/d.rs", "use super::a::A;"),
    ]);
    assert_eq!(found.len(), 1, "{found:?}");
    let named = "src/app/a.rs:2 imports src/app/b.rs:1 imports src/app/c.rs:1: ";
    assert!(found[0].starts_with(named), "{found:?}");
}

#[test]
fn a_circle_is_found_behind_other_names() {
    let through = |uses: &str| {
        circles_in(&[
            ("src/app/mod.rs", uses),
            ("src/app/a.rs", "use super::B;"),
            ("src/app/b.rs", "use super::A;"),
        ])
    };
    assert_eq!(
        through("mod a;\nmod b;\npub use a::A;\npub(crate) use b::{B, C};").len(),
        1
    );
    assert_eq!(
        through("pub use self::a::A;\npub use crate::app::b::{\n    B,\n};").len(),
        1
    );
    // Here the names are the folder's own.
    assert!(through("mod a;\nmod b;\npub struct A;\npub struct B;").is_empty());
}

#[test]
fn what_makes_no_circle_is_left_alone() {
    let folder = [
        (
            "src/app/print.rs",
            "mod collect;\npub use collect::Handout;\nfn f() { crate::app::print::collect::g() }",
        ),
        ("src/app/print/collect.rs", "use super::element;"),
    ];
    assert!(
        circles_in(&folder).is_empty(),
        "a folder and its files are one thing"
    );
    let layers = [
        ("src/ui/a.rs", "use crate::app::b;"),
        ("src/app/b.rs", "use crate::ui::a;"),
    ];
    assert!(circles_in(&layers).is_empty(), "another rule's");
    let tests = [
        ("src/app/a.rs", "use super::b::B;"),
        (
            "src/app/b.rs",
            "#[cfg(test)]\nmod tests {\n    use crate::app::a::A;\n}",
        ),
    ];
    assert!(
        circles_in(&tests).is_empty(),
        "tests may look at everything"
    );
}

#[test]
fn labs_do_not_meet() {
    let labs = ["rank".to_owned(), "svd".to_owned()];
    let check = |path, text| rules::labs_stand_alone(&labs, &Source::new(path, text)).len();
    assert_eq!(
        check(
            "src/labs/rank/view/mod.rs",
            "use crate::labs::svd::state::State;"
        ),
        1
    );
    assert_eq!(
        check(
            "src/labs/rank/view/mod.rs",
            "use super::super::svd::state::State;"
        ),
        1
    );
    assert_eq!(
        check(
            "src/labs/rank/view/mod.rs",
            "use crate::labs::{link::Query, rank::state};"
        ),
        0
    );
    // The algorithm has the same name as the lab.
    assert_eq!(
        check("src/labs/rank/model.rs", "use crate::linalg::svd::svd;"),
        0
    );
}

#[test]
fn the_browser_stays_out_of_pure_files() {
    assert_eq!(
        browser("src/plot/chart.rs", "use web_sys::Element;").len(),
        1
    );
    assert_eq!(
        browser("src/labs/rank/state.rs", "use leptos::prelude::*;").len(),
        1
    );
    assert!(browser("src/labs/rank/text.rs", "use leptos::prelude::*;").is_empty());
    let entry = "pub struct Entry {\n    pub id: &'static str,\n    #[cfg(feature = \"web\")]\n    pub view: fn() -> leptos::AnyView,\n}\n";
    assert!(browser("src/labs/mod.rs", entry).is_empty());
    assert_eq!(
        browser(
            "src/labs/mod.rs",
            &entry.replace("#[cfg(feature = \"web\")]", "")
        )
        .len(),
        1
    );
    assert_eq!(browser("src/labs/rank/model.rs", entry).len(), 1);
}

#[test]
fn panics_logs_and_clocks_are_caught_outside_tests() {
    let text = "fn f() { x.unwrap(); }\n#[cfg(test)]\nmod tests {\n    fn g() { y.unwrap(); }\n}\nfn h() { z.expect(\"\"); }\n";
    let found = calm("src/linalg/svd.rs", text);
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(
        found[0].starts_with("src/linalg/svd.rs:1:")
            && found[1].starts_with("src/linalg/svd.rs:6:")
    );
    assert!(
        calm(
            "src/linalg/svd.rs",
            "fn f() { x.unwrap_or(0); debug_assert!(a); }"
        )
        .is_empty()
    );
    assert!(calm("src/linalg/svd/tests.rs", "fn f() { x.unwrap(); }").is_empty());
    assert!(calm("src/ui/chart.rs", "fn f() { x.unwrap(); }").is_empty());
    for bad in [
        "assert!(a);",
        "panic!();",
        "println!();",
        "let t = Instant::now();",
        "HashMap::new();",
    ] {
        assert_eq!(calm("src/labs/rank/model.rs", bad).len(), 1, "{bad}");
    }
}

#[test]
fn sines_of_the_standard_library_are_caught() {
    let check = |path, text| rules::numbers_are_portable(&Source::new(path, text)).len();
    assert_eq!(check("src/linalg/norms.rs", "let y = x.sin();"), 1);
    assert_eq!(check("src/data/random.rs", "let y = f64::ln(x);"), 1);
    assert_eq!(
        check(
            "src/data/random.rs",
            "let y = libm::log(x) + x.sqrt() + x.sin;"
        ),
        0
    );
    assert_eq!(
        check("src/data/random.rs", "#[cfg(test)]\nfn f() { x.sin(); }"),
        0
    );
    assert_eq!(check("src/plot/axis.rs", "let y = x.log10();"), 0);
}

#[test]
fn a_stray_effect_is_caught() {
    let check = |path, text| rules::effects_stand_in_three_places(&Source::new(path, text)).len();
    assert_eq!(check("src/ui/slider.rs", "Effect::new(move |_| {});"), 1);
    assert_eq!(check("src/ui/slider.rs", "// Effect::new is not needed"), 0);
    assert_eq!(
        check("src/labs/rank/view/compute.rs", "Effect::new(|_| {});"),
        0
    );
    assert_eq!(
        check("src/labs/rank/view/mod.rs", "Effect::new(|_| {});"),
        1
    );
    for (path, _) in rules::EFFECTS {
        assert_eq!(check(path, "Effect::new(move |_| {});"), 0, "{path}");
    }
}

#[test]
fn long_files_and_foreign_paths_are_caught() {
    assert_eq!(rules::not_too_long("src/a.rs", &"x\n".repeat(401)).len(), 1);
    assert!(rules::not_too_long("src/a.rs", &"x\n".repeat(400)).is_empty());
    assert_eq!(
        rules::no_foreign_paths("src/a.rs", "a\n// see /home/me/notes\n").len(),
        1
    );
}
