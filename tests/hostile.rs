//! The readers on hostile input: what fuzzing has kept (`fuzz/corpus`, see script/fuzz) goes through the same checks.

use low_rank_lab::labs::LABS;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

#[path = "../fuzz/src/lib.rs"]
mod checks;

/// Each file of the corpus is small, and so is the corpus.
const LONGEST: u64 = 8192;
const MOST: usize = 220;

#[test]
fn every_reader_holds_on_its_corpus() {
    for (name, check) in checks::READERS {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("fuzz/corpus")
            .join(name);
        let mut files: Vec<_> = fs::read_dir(&folder)
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .collect();
        files.sort();
        assert!(
            (10..=MOST).contains(&files.len()),
            "{name}: {} files",
            files.len()
        );
        for file in files {
            assert!(
                fs::metadata(&file).unwrap().len() <= LONGEST,
                "{}",
                file.display()
            );
            let bytes = fs::read(&file).unwrap();
            // The test's output names the file that breaks a check.
            println!("{}", file.display());
            check(&bytes);
        }
    }
}

/// The words that the fuzzer puts together for links: every lab and every key.
#[test]
fn the_fuzzer_knows_every_key_of_a_link() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/words/link.dict");
    let kept = fs::read_to_string(&path).unwrap();
    let labs = LABS.iter().map(|lab| format!("\"?lab={}\"\n", lab.id));
    let keys = LABS.iter().flat_map(|lab| (lab.keys)());
    let keys: BTreeSet<String> = keys.map(|key| format!("\"{}=\"\n", key.name)).collect();
    let words: String = labs.chain(keys).collect();
    let (_, others) = kept.split_once("# /labs\n").unwrap();
    let written = format!("# labs\n{words}# /labs\n{others}");
    if std::env::var_os("UPDATE_LABS").is_some() {
        fs::write(&path, &written).unwrap();
    } else {
        assert!(
            written == kept,
            "fuzz/words/link.dict lacks words of the labs: run script/labs and commit what it writes"
        );
    }
}
