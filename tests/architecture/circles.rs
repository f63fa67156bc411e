//! Circles of imports between the files of a layer: files that can only be understood together.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use crate::paths::{expand, named};
use crate::source::Source;

/// From module path to what it is called elsewhere.
type Names = BTreeMap<Vec<String>, Vec<String>>;

/// Every circle, as one sentence with the import that closes each step of it.
///
/// `mod` and `pub use` lines don't count: they say where things are, and what is imported through a `pub use` counts
/// as imported from where it stands. Nor does it count what a file takes from the files below it: a folder is one
/// thing seen from outside, and its files may lean on the one that holds it.
pub fn circles(sources: &[Source]) -> Vec<String> {
    let imports = imports(sources);
    let mut found = Vec::new();
    let mut done = BTreeSet::new();
    for start in 0..sources.len() {
        if done.contains(&start) {
            continue;
        }
        if let Some(circle) = way_back(&imports, start) {
            done.extend(circle.iter().map(|(file, _)| *file));
            let step = |(file, line): &(usize, usize)| format!("{}:{line}", sources[*file].path);
            let steps: Vec<String> = circle.iter().map(step).collect();
            found.push(format!(
                "{}: these import each other in a circle: put what they share into a file of its own",
                steps.join(" imports ")
            ));
        }
    }
    found
}

/// For each file: the files of its layer that it imports, with the line of the first import.
fn imports(sources: &[Source]) -> Vec<BTreeMap<usize, usize>> {
    let module = |source: &Source| -> Vec<String> {
        source
            .module()
            .iter()
            .map(|name| (*name).to_owned())
            .collect()
    };
    let files: BTreeMap<Vec<String>, usize> = sources
        .iter()
        .enumerate()
        .map(|(i, source)| (module(source), i))
        .collect();
    let names = names(sources, &files);
    let of = |source: &Source| {
        let own = module(source);
        let re_exports = source.re_exports();
        let mut imports = BTreeMap::new();
        for name in named(source) {
            if source.is_test(name.line)
                || re_exports
                    .iter()
                    .any(|(_, lines)| lines.contains(&name.line))
            {
                continue;
            }
            let path = where_it_stands(name.path, &names);
            let Some((target, file)) = file_of(&path, &files) else {
                continue;
            };
            let below = target.len() >= own.len() && target[..own.len()] == own[..];
            if !below && target.first() == own.first() {
                imports.entry(file).or_insert(name.line);
            }
        }
        imports
    };
    sources.iter().map(of).collect()
}

/// What every `pub use` line calls what.
fn names(sources: &[Source], files: &BTreeMap<Vec<String>, usize>) -> Names {
    let mut names = Names::new();
    for source in sources {
        let own: Vec<String> = source
            .module()
            .iter()
            .map(|name| (*name).to_owned())
            .collect();
        for (at, lines) in source.re_exports() {
            let (paths, _) = expand(&source.code, at, &own);
            // Paths that begin with `crate` or `super` are read with the others.
            let whole = named(source)
                .into_iter()
                .filter(|name| name.line == *lines.start());
            for path in whole.map(|name| name.path).chain(paths) {
                let stands = file_of(&path, files).is_some_and(|(target, _)| *target != own);
                if let Some(last) = path.last().filter(|_| stands) {
                    let mut name = own.clone();
                    name.push(last.clone());
                    names.entry(name).or_insert(path);
                }
            }
        }
    }
    names
}

/// The path behind the names that `pub use` lines give it.
fn where_it_stands(mut path: Vec<String>, names: &Names) -> Vec<String> {
    // A chain of names is short; one that led round would not compile.
    for _ in 0..8 {
        let known = (1..=path.len())
            .rev()
            .find_map(|n| Some((n, names.get(&path[..n])?)));
        let Some((length, stands)) = known else {
            break;
        };
        path = stands.iter().chain(&path[length..]).cloned().collect();
    }
    path
}

/// The file that holds a path: the longest beginning of it that is a file.
fn file_of<'a>(
    path: &[String],
    files: &'a BTreeMap<Vec<String>, usize>,
) -> Option<(&'a Vec<String>, usize)> {
    let found = (1..=path.len())
        .rev()
        .find_map(|n| files.get_key_value(&path[..n]));
    found.map(|(path, file)| (path, *file))
}

/// The shortest way from a file along imports back to it: each file with the line of its import.
fn way_back(imports: &[BTreeMap<usize, usize>], start: usize) -> Option<Vec<(usize, usize)>> {
    let mut from: BTreeMap<usize, usize> = BTreeMap::new();
    let mut reached = vec![start];
    let mut next = 0;
    while next < reached.len() {
        let here = reached[next];
        next += 1;
        for &target in imports[here].keys() {
            if let Entry::Vacant(new) = from.entry(target) {
                new.insert(here);
                reached.push(target);
            }
        }
    }
    let mut way = Vec::new();
    let mut target = start;
    loop {
        let here = *from.get(&target)?;
        way.push((here, imports[here][&target]));
        target = here;
        if target == start {
            way.reverse();
            return Some(way);
        }
    }
}
