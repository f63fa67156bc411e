//! The readers on hostile input: what fuzzing has kept (`fuzz/corpus`, see script/fuzz) goes through the same checks.

use low_rank_lab::labs::LABS;
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

#[test]
fn the_fuzzer_knows_every_key_of_a_link() {
    let words =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/words/link.dict"))
            .unwrap();
    for lab in LABS {
        for key in (lab.keys)() {
            let word = format!("\"{}=\"", key.name);
            assert!(words.contains(&word), "fuzz/words/link.dict lacks {word}");
        }
        let word = format!("\"?lab={}\"", lab.id);
        assert!(words.contains(&word), "fuzz/words/link.dict lacks {word}");
    }
}
