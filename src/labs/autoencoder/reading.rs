//! The reader's own file, read in the worker: a table of half a million numbers takes longer than a frame.

use serde::{Deserialize, Serialize};

use crate::data::point_sets::read_file;
use crate::engine::{self, Job, JobKind, Step};

use super::model::File;
use super::state::MAX_FILE_POINTS;
use crate::learn::autoencoder::MAX_FEATURES;

/// The name the page asks by; what it asks about is the file that comes with the request.
pub const NAME: &str = "autoencoder.read";

pub const READ: JobKind = JobKind {
    name: NAME,
    start: |_| Ok(Box::new(Read(Vec::new()))),
};

/// What was in the file.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Found {
    pub points: usize,
    pub features: usize,
    pub file: File,
    /// Sentences for the reader.
    pub notes: Vec<String>,
}

struct Read(Vec<u8>);

impl Job for Read {
    fn step(&mut self) -> Step {
        let found = read_file(&self.0, MAX_FILE_POINTS, MAX_FEATURES).map(|own| {
            let (points, features) = own.set.points.shape();
            Found {
                points,
                features,
                file: File::Own {
                    columns: features,
                    values: own.set.points.transpose().iter().copied().collect(),
                    classes: own.set.classes,
                    class_names: own.set.class_names,
                },
                notes: own.notes,
            }
        });
        let encoded = match &found {
            Ok(found) => engine::encode(found).map_err(|error| error.to_string()),
            Err(error) => Err(error.to_string()),
        };
        match encoded {
            Ok(bytes) => Step::Done(bytes),
            Err(reason) => Step::Failed(reason),
        }
    }

    fn take_files(&mut self, files: Vec<Vec<u8>>) {
        self.0 = files.into_iter().next().unwrap_or_default();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> Step {
        let mut job = (READ.start)(&[]).unwrap();
        job.take_files(vec![bytes.to_vec()]);
        job.step()
    }

    #[test]
    fn a_table_and_its_classes() {
        let Step::Done(bytes) = read(b"a,b,kind\n1,2,x\n3,4,y\n") else {
            panic!("it can be read");
        };
        let found: Found = engine::decode(&bytes).unwrap();
        assert_eq!((found.points, found.features), (2, 2));
        let File::Own {
            values, classes, ..
        } = found.file
        else {
            panic!("it is the reader's own");
        };
        assert_eq!((values, classes), (vec![1.0, 2.0, 3.0, 4.0], vec![0, 1]));
    }

    #[test]
    fn what_cannot_be_read_is_said() {
        assert!(matches!(read(b"1,2\n3,x\n"), Step::Failed(reason) if reason.contains("Row 2")));
        assert!(matches!(read(b""), Step::Failed(_)));
    }
}
